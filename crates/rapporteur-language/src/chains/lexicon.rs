//! Pronouns in code, for they are a closed class; the word lists of `lexicon.toml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

const SOURCE: &str = include_str!("lexicon.toml");

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| toml::from_str(SOURCE).unwrap_or_default());

/// Words that tell about what they stand beside or stand for. The file says what each list means.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    male: List,
    female: List,
    bodies: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    words: BTreeSet<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tested reason for the list"))]
    pub(super) example: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tested reason for the list"))]
    pub(super) chains: Vec<String>,
}

impl Lexicon {
    /// The lists that come with the program.
    pub(super) fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// The gender that a title or descriptor of a person tells.
    pub(super) fn gender(&self, word: &str) -> Option<Gender> {
        if self.male.words.contains(word) {
            return Some(Gender::Male);
        }
        self.female.words.contains(word).then_some(Gender::Female)
    }

    /// Whether a word is a general one for a body.
    pub(super) fn is_body(&self, lemma: &str) -> bool {
        self.bodies.words.contains(lemma)
    }

    #[cfg(test)]
    pub(super) fn lists() -> [List; 3] {
        let lexicon: Self = toml::from_str(SOURCE).expect("the lexicon parses");
        [lexicon.male, lexicon.female, lexicon.bodies]
    }
}

/// Grammatical gender of a pronoun or of what a word says about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// What a pronoun can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PronounClass {
    /// "he" and "she": a person.
    Person(Gender),
    /// "its": a body or a place.
    Thing,
}

/// The class of a pronoun that the chains follow. "It" and "they" are left out: more of them stand
/// for events, clauses and groups without a name than for names (GUM, train).
pub(super) fn pronoun(form: &str) -> Option<PronounClass> {
    match form {
        "he" | "him" | "his" | "himself" => Some(PronounClass::Person(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Some(PronounClass::Person(Gender::Female)),
        "its" | "itself" => Some(PronounClass::Thing),
        _ => None,
    }
}
