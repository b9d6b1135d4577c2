//! The lexicon of events: frames and issues, as `lexicon/*.toml` spells them.

use std::collections::BTreeMap;

use rapporteur_language::{Sentence, Upos};
use rapporteur_model::{EventType, Issue, Mode};
use serde::Deserialize;
use thiserror::Error;

use crate::inflect::{Doubling, forms};

/// A word with what must stand around it, and the event that it tells. Fields as documented at the
/// top of `lexicon/events.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is explained at the top of lexicon/events.toml")]
pub struct Frame {
    pub id: String,
    #[serde(rename = "type")]
    pub event_type: EventType,
    pub mode: Option<Mode>,
    #[serde(default)]
    pub verbs: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    #[serde(default)]
    pub adjectives: Vec<String>,
    #[serde(default)]
    pub auxiliaries: Vec<String>,
    #[serde(default)]
    pub doer: Doer,
    #[serde(default)]
    pub needs_doer: bool,
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub about: Vec<String>,
    #[serde(default)]
    pub not_about: Vec<String>,
    #[serde(default)]
    pub recipient: Vec<String>,
    pub negated: Option<EventType>,
    #[serde(default)]
    pub issues: Vec<Issue>,
    pub example: String,
}

/// Who does what a frame tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doer {
    /// The subject, by syntax.
    #[default]
    Subject,
    /// Whoever says it; the subject is whom it is said to ("the army must leave").
    Speaker,
}

/// Words that tell what an event is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IssueWords {
    /// The issue.
    pub name: Issue,
    /// Sequences of lemmas.
    pub phrases: Vec<String>,
    /// Issues that are not meant when this one is.
    #[serde(default)]
    pub instead_of: Vec<Issue>,
    /// What kind of demand or refusal it makes.
    pub mode: Option<Mode>,
    /// A sentence about it.
    pub example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(rename_all = "kebab-case")]
struct FrameFile {
    /// Verbs that no frame lists but the engine asks for.
    other_verbs: Vec<String>,
    irregular: BTreeMap<String, Vec<String>>,
    frame: Vec<Frame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueFile {
    issue: Vec<IssueWords>,
}

/// Why a lexicon could not be used.
#[derive(Debug, Error)]
#[error("the lexicon of events: {0}")]
pub struct LexiconError(#[from] toml::de::Error);

/// Frames by lemma, and the words of issues.
#[derive(Clone, Debug)]
pub struct EventLexicon {
    frames: Vec<Frame>,
    /// Positions in `frames`, in order, by lemma.
    by_lemma: BTreeMap<String, Vec<usize>>,
    /// Lemmas of verbs by their forms, so that a wrong lemma of the tagger's does not hide one.
    verb_of_form: BTreeMap<String, String>,
    /// The same for nouns.
    noun_of_form: BTreeMap<String, String>,
    /// Frames that an auxiliary makes, in order.
    by_auxiliary: Vec<usize>,
    /// Issues in the order in which they are tried.
    pub issues: Vec<IssueWords>,
}

impl EventLexicon {
    /// The lexicon that comes with the program.
    ///
    /// # Errors
    /// Never for the files as committed; a test parses them.
    pub fn built_in() -> Result<Self, LexiconError> {
        Self::parse(
            include_str!("../../lexicon/events.toml"),
            include_str!("../../lexicon/issues.toml"),
        )
    }

    /// Reads a lexicon.
    ///
    /// # Errors
    /// When a file is no TOML of the documented shape.
    pub fn parse(frames: &str, issues: &str) -> Result<Self, LexiconError> {
        let FrameFile { other_verbs, irregular, frame: frames } = toml::from_str(frames)?;
        let IssueFile { issue: issues } = toml::from_str(issues)?;
        let mut by_lemma: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (position, frame) in frames.iter().enumerate() {
            for lemma in frame.verbs.iter().chain(&frame.nouns).chain(&frame.adjectives) {
                let positions = by_lemma.entry(lemma.clone()).or_default();
                if positions.last() != Some(&position) {
                    positions.push(position);
                }
            }
        }
        let has_auxiliary = |at: &usize| !frames[*at].auxiliaries.is_empty();
        Ok(Self {
            by_auxiliary: (0..frames.len()).filter(has_auxiliary).collect(),
            verb_of_form: verb_forms(&frames, &other_verbs, &irregular),
            noun_of_form: noun_forms(&frames, &issues),
            frames,
            by_lemma,
            issues,
        })
    }

    /// A sentence whose lemmas are the lexicon's where it knows the form; "cease - fire" is one
    /// word.
    #[must_use]
    pub fn with_known_lemmas(&self, text: &str, sentence: &Sentence) -> Sentence {
        let mut sentence = sentence.clone();
        for index in 0..sentence.tokens.len() {
            let word = sentence.tokens[index].span.of(text).to_lowercase();
            let ceases = word == "fire" && follows_cease(text, &sentence, index);
            let token = &mut sentence.tokens[index];
            let known = match token.upos {
                _ if ceases => Some("ceasefire"),
                Upos::Verb | Upos::Aux => self.verb_of_form.get(&word).map(String::as_str),
                Upos::Noun | Upos::Propn => self.noun_of_form.get(&word).map(String::as_str),
                _ => None,
            };
            match known {
                Some(lemma) => token.lemma = lemma.to_owned(),
                None => token.lemma = token.lemma.to_lowercase(),
            }
            if ceases {
                token.upos = Upos::Noun;
            }
        }
        sentence
    }

    /// The frames that an auxiliary makes, in order.
    pub fn frames_of_auxiliaries(&self) -> impl Iterator<Item = &Frame> {
        self.by_auxiliary.iter().map(|&position| &self.frames[position])
    }

    /// The frames that know a lemma, in order.
    pub fn frames_of<'a>(&'a self, lemma: &str) -> impl Iterator<Item = &'a Frame> + 'a {
        let positions = self.by_lemma.get(lemma).map_or(&[][..], Vec::as_slice);
        positions.iter().map(|&position| &self.frames[position])
    }

    /// Every frame.
    #[must_use]
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }
}

fn follows_cease(text: &str, sentence: &Sentence, index: usize) -> bool {
    let before = |back: usize| {
        index.checked_sub(back).map(|at| sentence.tokens[at].span.of(text).to_lowercase())
    };
    let cease = |word: Option<String>| word.as_deref() == Some("cease");
    cease(before(1)) || before(1).as_deref() == Some("-") && cease(before(2))
}

/// Singular and plural of the nouns of frames and of what they and the issues are about.
fn noun_forms(frames: &[Frame], issues: &[IssueWords]) -> BTreeMap<String, String> {
    let of_frames = frames.iter().flat_map(|frame| frame.nouns.iter().chain(&frame.about));
    let of_issues = issues.iter().flat_map(|issue| &issue.phrases);
    let single = of_issues.filter(|phrase| !phrase.contains(' '));
    let mut nouns = BTreeMap::new();
    for noun in of_frames.chain(single) {
        for form in [noun.clone(), plural(noun)] {
            nouns.entry(form).or_insert_with(|| noun.clone());
        }
    }
    nouns
}

fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "sh", "ch", "x"].iter().any(|end| noun.ends_with(end)) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

fn verb_forms(
    frames: &[Frame],
    other: &[String],
    irregular: &BTreeMap<String, Vec<String>>,
) -> BTreeMap<String, String> {
    let mut verbs = BTreeMap::new();
    for lemma in frames.iter().flat_map(|frame| &frame.verbs).chain(other) {
        let regular = [Doubling::Plain, Doubling::Doubled]
            .into_iter()
            .flat_map(|doubling| forms(lemma, None, None, doubling))
            .map(|(form, _)| form);
        for form in regular.chain(irregular.get(lemma).into_iter().flatten().cloned()) {
            verbs.entry(form).or_insert_with(|| lemma.clone());
        }
    }
    verbs
}
