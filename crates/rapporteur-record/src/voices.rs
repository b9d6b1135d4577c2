//! Which claims come from the same words, and how many voices stand behind them.
//!
//! A reprinted passage is one voice, however many outlets print it. Passages are sentences, so that
//! paragraphs may be joined, split and cut. Passages that share most of their runs of four words
//! are reprints of each other, whatever the case, punctuation and spacing; each is laid to the one
//! of them that was published first, without chaining likeness over third ones.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rapporteur_model::{Claim, Document, Span, slug};

/// A passage of fewer words than this is too common to be called a reprint ("He did not
/// elaborate"). Chosen by reading repeated lines in the development reports.
const FEWEST_WORDS: usize = 8;

/// Words in a run.
const RUN: usize = 4;

/// Share of the runs of the shorter passage that a reprint has: a changed word costs four runs.
const SHARED_RUNS: f64 = 0.5;

/// Runs in more distinct passages than this are phrases of the trade.
const COMMON_RUN: usize = 100;

/// For each passage of a document that others carry too, the document that carried it first.
#[derive(Debug, Default)]
pub struct Families {
    first_carrier: BTreeMap<String, Vec<(Span, String)>>,
}

/// Who carried a passage: undated documents last, then by date and key.
type Carrier<'a> = (bool, String, &'a str);

/// A sequence of words with everybody who carries it, the first in front.
struct Passage<'a> {
    runs: BTreeSet<u64>,
    carriers: BTreeSet<Carrier<'a>>,
}

/// Finds the passages that several documents share.
///
/// The first carrier is the one published first; undated ones come last, ties go to the smaller
/// key.
#[must_use]
pub fn families(documents: &[Document]) -> Families {
    let mut places: Vec<(&Document, Span, usize)> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut distinct: Vec<Passage<'_>> = Vec::new();
    for document in documents {
        let published = document.published.map(|date| date.to_string()).unwrap_or_default();
        let carrier = (published.is_empty(), published, document.key.as_str());
        for span in sentences(&document.text) {
            let Some(words) = passage_words(span.of(&document.text)) else { continue };
            let number = *numbers.entry(words.clone()).or_insert_with(|| {
                distinct.push(Passage { runs: runs(&words), carriers: BTreeSet::new() });
                distinct.len() - 1
            });
            distinct[number].carriers.insert(carrier.clone());
            places.push((document, span, number));
        }
    }
    let first = first_carriers(&distinct);
    let mut families = Families::default();
    for (document, span, number) in places {
        if first[number] != document.key {
            let passages = families.first_carrier.entry(document.key.clone()).or_default();
            passages.push((span, first[number].to_owned()));
        }
    }
    families
}

/// The key of the document that carried each distinct passage, or one like it, first.
fn first_carriers<'a>(distinct: &[Passage<'a>]) -> Vec<&'a str> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (number, passage) in distinct.iter().enumerate() {
        for run in &passage.runs {
            holders.entry(*run).or_default().push(number);
        }
    }
    distinct
        .iter()
        .enumerate()
        .map(|(number, passage)| {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for run in &passage.runs {
                for &other in
                    holders.get(run).filter(|all| all.len() <= COMMON_RUN).into_iter().flatten()
                {
                    *shared.entry(other).or_default() += 1;
                }
            }
            let alike = shared.into_iter().filter(|&(other, runs)| {
                let shorter = passage.runs.len().min(distinct[other].runs.len());
                other != number && runs as f64 >= SHARED_RUNS * shorter as f64
            });
            let carriers = alike.map(|(other, _)| other).chain([number]);
            carriers
                .filter_map(|other| distinct[other].carriers.first())
                .min()
                .map_or("", |(_, _, key)| *key)
        })
        .collect()
}

/// Hashes of the runs of words of a passage.
fn runs(words: &str) -> BTreeSet<u64> {
    let words: Vec<&str> = words.split('-').collect();
    words
        .windows(RUN)
        .map(|run| {
            let mut hasher = DefaultHasher::new();
            run.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

/// Stretches of a text that end with a full stop, question or exclamation mark, or a line.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, letter) in text.char_indices() {
        if letter == '\n' && text[..at].ends_with(['\n', '\r']) || ended && letter.is_whitespace() {
            spans.push(Span::new(start, at));
            start = at;
        }
        ended =
            matches!(letter, '.' | '!' | '?') || ended && matches!(letter, '"' | '”' | '’' | ')');
    }
    spans.push(Span::new(start, text.len()));
    spans
}

/// The sentence around a span, or the sentences where it reaches over several.
///
/// Found by punctuation alone, in the same way as passages that several documents share.
#[must_use]
pub fn sentence_around(text: &str, span: Span) -> Span {
    let touching = sentences(text).into_iter().filter(|sentence| sentence.overlaps(span));
    let around = touching.reduce(Span::cover).map_or(span, |sentences| sentences.cover(span));
    let before = around.of(text).len() - around.of(text).trim_start().len();
    Span::new((around.start + before).min(span.start), around.end)
}

impl Families {
    /// The reprint family of the words at a span: the key of the document that carried them first.
    #[must_use]
    pub fn of<'a>(&'a self, document: &'a Document, span: Span) -> &'a str {
        self.first_carrier
            .get(&document.key)
            .and_then(|passages| {
                let at = passages.partition_point(|(passage, _)| passage.end <= span.start);
                passages.get(at)
            })
            .filter(|(passage, _)| passage.start <= span.start)
            .map_or(&document.key, |(_, first)| first)
    }
}

/// A voice: the reprint family and the innermost speaker (empty for the outlet itself).
pub type Voice = (String, String);

/// The voice behind one claim.
#[must_use]
pub fn voice(claim: &Claim, document: &Document, families: &Families) -> Voice {
    let speaker = claim.innermost_speaker().map(|link| slug(&link.speaker)).unwrap_or_default();
    (families.of(document, claim.span).to_owned(), speaker)
}

/// The words of a passage that is long enough.
fn passage_words(line: &str) -> Option<String> {
    let words = slug(line);
    (words.split('-').count() >= FEWEST_WORDS).then_some(words)
}

#[cfg(test)]
mod tests {
    use rapporteur_model::{PartialDate, document_key};

    use super::*;

    pub(crate) fn document(id: &str, published: &str, text: &str) -> Document {
        Document {
            key: document_key(id, text),
            id: id.to_owned(),
            published: PartialDate::parse(published).ok(),
            text: text.to_owned(),
            ..Document::default()
        }
    }

    #[test]
    fn a_reprinted_passage_belongs_to_its_first_carrier() {
        let shared = "The two delegations met on Monday in Geneva and agreed to meet again.";
        let late = document("late", "2020-02-02", &format!("Late news.\n{shared}\n"));
        let early = document("early", "2020-01-01", &format!("{}\nMore.", shared.to_uppercase()));
        let families = families(&[late.clone(), early.clone()]);
        let at = late.text.find("met on").expect("it stands there");
        assert_eq!(families.of(&late, Span::new(at, at + 6)), early.key);
        assert_eq!(families.of(&late, Span::new(0, 4)), late.key);
    }

    #[test]
    fn a_changed_word_and_another_paragraph_leave_it_a_reprint() {
        let early = document(
            "early",
            "2020-01-01",
            "The envoys met in Geneva on Monday for the first time since the truce of last autumn. More.",
        );
        let late = document(
            "late",
            "2020-02-02",
            "News. The envoys met in Geneva on Tuesday for the first time since the truce of last autumn.",
        );
        let families = families(&[late.clone(), early.clone()]);
        let at = late.text.find("since").expect("it stands there");
        assert_eq!(families.of(&late, Span::new(at, at + 5)), early.key);
    }

    #[test]
    fn short_passages_are_nobodys_reprint() {
        let a = document("a", "2020-01-01", "He did not elaborate.");
        let b = document("b", "2020-01-02", "He did not elaborate.");
        let families = families(&[a, b.clone()]);
        assert_eq!(families.of(&b, Span::new(0, 2)), b.key);
    }
}
