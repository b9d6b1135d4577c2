//! What is known of one entity so far, and how well a mention fits it.

use std::collections::BTreeSet;

use super::lexicon::{Gender, PronounClass};
use super::{Chain, Mention, MentionKind};
use crate::types::{Analysis, NameType};

/// How many sentences back a pronoun looks. Calibrated on GUM (train).
const PRONOUN_REACH: usize = 2;

/// One person, body or place.
#[derive(Default)]
pub(super) struct Entity {
    pub(super) kinds: Vec<NameType>,
    /// Each distinct name as lower-case words.
    pub(super) names: Vec<Vec<String>>,
    /// Lemmas of nouns that stood beside a name: "leader", "minister".
    pub(super) descriptors: BTreeSet<String>,
    /// Lemmas of what modified those nouns: "foreign", "rebel".
    pub(super) modifiers: BTreeSet<String>,
    pub(super) gender: Option<Gender>,
    pub(super) mentions: Vec<Mention>,
}

impl Entity {
    pub(super) fn kind(&self) -> NameType {
        let count = |kind| self.kinds.iter().filter(|other| **other == kind).count();
        let most = self.kinds.iter().map(|kind| count(*kind)).max();
        let common = self.kinds.iter().find(|kind| Some(count(**kind)) == most);
        common.copied().unwrap_or(NameType::Organization)
    }

    pub(super) fn last_sentence(&self) -> usize {
        self.mentions.last().map_or(0, |mention| mention.sentence)
    }

    /// Whether a name is one of the entity's, a part of one, or has one as its part.
    pub(super) fn is_called(&self, words: &[String], kind: NameType) -> bool {
        self.names.iter().any(|name| {
            name == words
                || self.kind() == kind
                    && match kind {
                        NameType::Person => is_part(name, words) || is_part(words, name),
                        NameType::Organization => {
                            is_initials(words, name) || is_initials(name, words)
                        }
                        NameType::Location => false,
                    }
        })
    }

    pub(super) fn fits(&self, class: PronounClass) -> bool {
        match class {
            PronounClass::Person(gender) => {
                self.kind() == NameType::Person && self.gender.is_none_or(|own| own == gender)
            }
            PronounClass::Thing => self.kind() != NameType::Person,
        }
    }

    /// Whether a definite noun with its modifiers says nothing but what was said beside the name, or
    /// is the noun that the name is built on ("the ministry" of "Ministry of Health").
    pub(super) fn is_described(&self, lemma: &str, modifiers: &[String]) -> bool {
        let said = |word: &String| {
            self.modifiers.contains(word) || self.names.iter().any(|name| name.contains(word))
        };
        let built_on = || {
            self.kind() != NameType::Person
                && self.names.iter().any(|name| name.len() > 1 && base(name) == Some(lemma))
        };
        modifiers.iter().all(said) && (self.descriptors.contains(lemma) || built_on())
    }

    /// How well the entity suits a pronoun; higher is better, `None` for not at all. Nearer
    /// sentences first, then what was mentioned more often, then subjects.
    pub(super) fn rank(
        &self,
        analysis: &Analysis,
        pronoun: &Mention,
        class: PronounClass,
    ) -> Option<(usize, usize, bool)> {
        let last = self.mentions.last()?;
        let back = pronoun.sentence.checked_sub(last.sentence)?;
        let token = &analysis.sentences[last.sentence].tokens[last.head];
        let subject = token.deprel.starts_with("nsubj");
        let reach = match class {
            PronounClass::Person(_) => PRONOUN_REACH,
            // "Its" more often than not refers to what has no name, but for a subject before it.
            PronounClass::Thing if subject => 0,
            PronounClass::Thing => return None,
        };
        (back <= reach).then(|| (PRONOUN_REACH - back, self.mentions.len(), subject))
    }

    pub(super) fn into_chain(self) -> Chain {
        let kind = self.kind();
        let mentions = self.mentions;
        let longest_name = (0..mentions.len())
            .filter(|&index| mentions[index].kind == MentionKind::Name)
            .rev()
            .max_by_key(|&index| mentions[index].span.len())
            .unwrap_or(0);
        Chain { kind, mentions, longest_name }
    }
}

/// The noun a name is built on: the last word, or the one before "of" or "for".
fn base(name: &[String]) -> Option<&str> {
    let end = name.iter().position(|word| matches!(word.as_str(), "of" | "for" | "on" | "in"));
    name[..end.unwrap_or(name.len())].last().map(String::as_str)
}

/// Whether a shorter name is made of words of the longer, in order.
fn is_part(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    !short.is_empty()
        && short.len() < long.len()
        && short.iter().all(|word| rest.any(|other| other == word))
}

/// Whether one word is made of the first letters of another name's words ("unhcr").
fn is_initials(short: &[String], long: &[String]) -> bool {
    let [acronym] = short else { return false };
    let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    let first = |small: bool| -> String {
        long.iter()
            .filter(|word| !small || !matches!(word.as_str(), "of" | "for" | "and" | "the" | "in"))
            .filter_map(|word| word.chars().next())
            .collect()
    };
    long.len() > 1 && letters.len() > 1 && (letters == first(true) || letters == first(false))
}
