//! Wording: what each outlet calls the same people and the same events, compared and never judged.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_model::{Document, Span};
use serde::{Deserialize, Serialize};

use super::Contents;
use super::members::outlet;

/// The labels for one referent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// What is named: a party, or a referent of `wording/referents.toml` ("people held").
    pub referent: String,
    /// The labels, most frequent first.
    pub labels: Vec<Label>,
}

/// One label for a referent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The word or words.
    pub label: String,
    /// Who uses it, most frequent first.
    pub uses: Vec<Use>,
}

/// How often one outlet uses a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The outlet, or the identifier of a document that names none.
    pub outlet: String,
    /// In its own voice.
    pub own: usize,
    /// Inside quotation marks or in what a speaker is reported to say.
    pub quoted: usize,
    /// One example: the document's key.
    pub document: String,
    /// The words around it, on one line.
    pub example: String,
}

/// Every referent that has two labels or more, the most mentioned in front.
///
/// Reports are searched for the words of `wording/referents.toml` outside furniture; a use counts
/// as quoted inside quotation marks or where a speaker is reported to say it. Parties are listed by
/// the names that claims give to those who act for them.
#[must_use]
pub fn wording(contents: &Contents) -> Vec<Wording> {
    let mut tables: BTreeMap<String, Labels> = BTreeMap::new();
    let mut said: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for claim in contents.claims.iter().filter(|claim| !claim.said_by.is_empty()) {
        said.entry(&claim.document).or_default().push(claim.span);
    }
    for document in &contents.documents {
        let spoken = said.get(document.key.as_str()).map_or(&[][..], Vec::as_slice);
        count_words(document, spoken, &mut tables);
    }
    count_names(contents, &mut tables);
    let mut wording: Vec<Wording> = tables
        .into_iter()
        .filter(|(_, labels)| labels.len() > 1)
        .map(|(referent, labels)| Wording { referent, labels: sorted(labels) })
        .collect();
    wording.sort_by(|a, b| uses(b).cmp(&uses(a)).then_with(|| a.referent.cmp(&b.referent)));
    wording
}

/// By label, then by outlet.
type Labels = BTreeMap<String, BTreeMap<String, Use>>;

#[derive(Deserialize)]
struct Referents {
    referent: Vec<Referent>,
}

#[derive(Deserialize)]
struct Referent {
    name: String,
    /// Each label with its word forms.
    labels: BTreeMap<String, Vec<String>>,
}

/// Referent and label by word form.
static FORMS: LazyLock<BTreeMap<String, (String, String)>> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded in the program and read by every test")]
    let referents: Referents = toml::from_str(include_str!("../../wording/referents.toml"))
        .expect("referents.toml is valid");
    let mut forms = BTreeMap::new();
    for referent in referents.referent {
        for (label, words) in referent.labels {
            for word in words {
                forms.insert(word, (referent.name.clone(), label.clone()));
            }
        }
    }
    forms
});

fn count_words(document: &Document, spoken: &[Span], to: &mut BTreeMap<String, Labels>) {
    let quoted = quotations(&document.text);
    for region in document.readable() {
        for (at, word) in words(region.of(&document.text)) {
            let span = Span::new(region.start + at, region.start + at + word.len());
            let Some((referent, label)) = FORMS.get(&word.to_lowercase()) else { continue };
            let inside = |spans: &[Span]| spans.iter().any(|other| other.contains(span));
            let labels = to.entry(referent.clone()).or_default();
            note(labels, label, document, span, inside(&quoted) || inside(spoken));
        }
    }
}

fn count_names(contents: &Contents, to: &mut BTreeMap<String, Labels>) {
    let documents = contents.documents_by_key();
    for claim in &contents.claims {
        let (Some(event), Some(document)) = (claim.event(), documents.get(claim.document.as_str()))
        else {
            continue;
        };
        let quoted = !claim.said_by.is_empty();
        for actor in event.actors.iter().chain(&event.recipients) {
            let labels = to.entry(actor.party().to_owned()).or_default();
            note(labels, &actor.name, document, claim.span, quoted);
        }
    }
}

fn note(labels: &mut Labels, label: &str, document: &Document, span: Span, quoted: bool) {
    let outlet = outlet(document);
    let uses = labels.entry(label.to_owned()).or_default();
    let used = uses.entry(outlet.clone()).or_insert_with(|| Use {
        outlet,
        own: 0,
        quoted: 0,
        document: document.key.clone(),
        example: around(&document.text, span),
    });
    if quoted {
        used.quoted += 1;
    } else {
        used.own += 1;
    }
}

/// The words of a text with their places in bytes.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |letter: char| letter.is_alphanumeric() || letter == '-';
    text.split(move |letter| !inside(letter))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Letters shown on either side of a word.
const AROUND: usize = 40;

/// The words around a span, on one line.
fn around(text: &str, span: Span) -> String {
    let from = text[..span.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to =
        text[span.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end + at);
    text[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters in the longest quotation: beyond it a mark was left open.
const LONGEST_QUOTATION: usize = 1_500;

/// What stands inside quotation marks.
fn quotations(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter) in text.char_indices() {
        match open {
            Some((start, _)) if at - start > LONGEST_QUOTATION => open = None,
            Some((start, close)) if letter == close => {
                spans.push(Span::new(start, at));
                open = None;
            }
            Some(_) => {}
            None => {
                let close = match letter {
                    '"' => Some('"'),
                    '“' => Some('”'),
                    '«' => Some('»'),
                    _ => None,
                };
                open = close.map(|close| (at, close));
            }
        }
    }
    spans
}

fn sorted(labels: Labels) -> Vec<Label> {
    let mut labels: Vec<Label> = labels
        .into_iter()
        .map(|(label, uses)| {
            let mut uses: Vec<Use> = uses.into_values().collect();
            uses.sort_by(|a, b| {
                (b.own + b.quoted).cmp(&(a.own + a.quoted)).then_with(|| a.outlet.cmp(&b.outlet))
            });
            Label { label, uses }
        })
        .collect();
    labels.sort_by(|a, b| total(b).cmp(&total(a)).then_with(|| a.label.cmp(&b.label)));
    labels
}

fn total(label: &Label) -> usize {
    label.uses.iter().map(|used| used.own + used.quoted).sum()
}

fn uses(wording: &Wording) -> usize {
    wording.labels.iter().map(total).sum()
}
