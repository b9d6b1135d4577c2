//! General knowledge: states, bodies, people in office, and the nouns that stand for actors.
//!
//! Facts live in `knowledge/*.toml`, embedded and parsed once; a person changes them there.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use rapporteur_model::Actor;
use serde::Deserialize;

use super::MentionKind;
use super::lexicon::Lexicon;

mod tables;

/// What is known of the world before any report is read.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// Every named actor, in the order of the tables.
    pub(crate) known: Vec<Known>,
    /// States and territories.
    pub(crate) states: Vec<State>,
    /// Names, demonyms, nouns.
    pub(crate) lexicon: Lexicon<Meaning>,
    /// Places and the country each lies in.
    pub(crate) places: Vec<Place>,
    /// Names of places.
    pub(crate) gazetteer: Lexicon<usize>,
    sets: BTreeMap<&'static str, HashSet<String>>,
    titles: BTreeMap<String, Option<Sex>>,
}

/// A named actor.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The actor, as the record spells it.
    pub actor: Actor,
    /// State, Person, Party or Metonym.
    pub kind: MentionKind,
    /// The gazetteer's name, where the name is also a place's.
    pub place: Option<String>,
    /// Nouns that reports use for it ("movement", "rebels").
    pub nouns: Vec<String>,
    /// Whether it can be a side of a conflict: organisations of states and regions are none.
    pub side: Side,
}

/// Whether an actor can be a side of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Possible,
    Never,
}

/// A state or territory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    pub name: String,
    #[serde(default)]
    also: Vec<String>,
    people: Vec<String>,
    capital: Vec<String>,
    /// Who governs, where that is not the state itself.
    #[serde(default)]
    pub government: Option<String>,
    /// The people as an actor of its own.
    #[serde(default)]
    pub own: Option<String>,
    /// Several states: nobody's home, and no party to talks.
    #[serde(default)]
    pub region: bool,
}

/// A place.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// As a gazetteer lists it.
    pub name: String,
    /// The country it lies in; empty for seas.
    pub country: String,
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A named actor, by position in [`Knowledge::known`].
    Known(usize),
    /// An adjective of nationality or one of its plurals, by position in [`Knowledge::states`].
    Demonym(usize, Number),
    /// A noun that stands for an actor.
    Noun(Class, Number),
}

/// Singular or plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    One,
    Many,
}

/// What a title tells of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

/// Classes of nouns, as in `nouns.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Office,
    Organ,
    Government,
    Group,
    Party,
    People,
    Patient,
    Mediator,
}

impl Knowledge {
    /// The knowledge that is built in.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Knowledge> = LazyLock::new(Knowledge::parse);
        &BUILTIN
    }

    /// Whether a set of `nouns.toml` holds a folded word.
    pub(crate) fn holds(&self, set: &str, folded: &str) -> bool {
        self.sets.get(set).is_some_and(|words| words.contains(folded))
    }

    /// Whether a word is a title before names, and what it tells of the person.
    pub(crate) fn title(&self, folded: &str) -> Option<Option<Sex>> {
        self.titles.get(folded).copied()
    }

    /// The people that is an actor of its own, for a state or for those who govern it.
    pub(crate) fn people_of(&self, party: &str) -> Option<&str> {
        let state = self.states.iter().find(|state| {
            state.own.is_some()
                && (state.name == party || state.government.as_deref() == Some(party))
        })?;
        state.own.as_deref()
    }

    /// Whether a folded word is a noun for parties or bodies ("front", "coalition").
    pub(crate) fn is_party_noun(&self, folded: &str) -> bool {
        matches!(self.lexicon.exact(folded), Some(Meaning::Noun(Class::Party, _)))
            || self.holds("body_words", folded) && folded != "army"
    }

    /// A state by name.
    pub(crate) fn state(&self, name: &str) -> Option<&State> {
        self.states.iter().find(|state| state.name == name)
    }
}

#[cfg(test)]
mod tests;
