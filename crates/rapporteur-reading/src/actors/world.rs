//! General knowledge and the dossier, laid one over the other.

use super::MentionKind;
use super::knowledge::{Class, Knowledge, Known, Meaning, Number, Side, State};
use super::lexicon::{Lexicon, Writing};
use super::words::Word;
use crate::dossier::{Dossier, Role};

/// What one reading knows: the dossier first, then general knowledge.
pub(crate) struct World<'a> {
    pub knowledge: &'a Knowledge,
    pub dossier: &'a Dossier,
    known: Vec<Known>,
    lexicon: Lexicon<usize>,
}

/// What a phrase means in a text.
#[derive(Clone, Copy)]
pub(crate) enum Sense<'w> {
    Known(&'w Known),
    Demonym(&'w State, Number),
    Noun(Class, Number),
}

impl<'a> World<'a> {
    /// Prepares the dossier's names for look-up.
    pub(crate) fn new(knowledge: &'a Knowledge, dossier: &'a Dossier) -> Self {
        let mut world = Self { knowledge, dossier, known: Vec::new(), lexicon: Lexicon::default() };
        for party in &dossier.party {
            let at = world.known.len();
            world.known.push(Known {
                actor: party.actor(),
                kind: MentionKind::Party,
                place: None,
                nouns: party.nouns(),
                side: if party.role == Role::Mediator { Side::Never } else { Side::Possible },
            });
            world.name(&party.name, &party.aliases, at);
            for descriptor in party.descriptors.iter().filter(|words| !is_generic(knowledge, words))
            {
                world.lexicon.add(descriptor, Writing::Any, at);
            }
        }
        for person in &dossier.person {
            let at = world.known.len();
            let kind = MentionKind::Person;
            world.known.push(Known {
                actor: person.actor(),
                kind,
                place: None,
                nouns: person.nouns(),
                side: Side::Possible,
            });
            world.name(&person.name, &person.aliases, at);
        }
        world
    }

    /// The longest phrase that begins at the first of the words, and how many words it takes.
    pub(crate) fn sense(&self, words: &[Word]) -> Option<(usize, Sense<'_>)> {
        let own = self.lexicon.longest(words);
        let general = self.knowledge.lexicon.longest(words);
        match (own, general) {
            (Some((length, at)), Some((other, _))) if length >= other => {
                Some((length, Sense::Known(&self.known[at])))
            }
            (Some((length, at)), None) => Some((length, Sense::Known(&self.known[at]))),
            (_, Some((length, meaning))) => Some((length, self.general(meaning))),
            (None, None) => None,
        }
    }

    fn general(&self, meaning: Meaning) -> Sense<'_> {
        match meaning {
            Meaning::Known(at) => Sense::Known(&self.knowledge.known[at]),
            Meaning::Demonym(at, number) => Sense::Demonym(&self.knowledge.states[at], number),
            Meaning::Noun(class, number) => Sense::Noun(class, number),
        }
    }

    fn name(&mut self, name: &str, aliases: &[String], at: usize) {
        self.lexicon.add_name(name, at);
        for alias in aliases {
            self.lexicon.add_name(alias, at);
        }
    }
}

/// Whether a descriptor is a noun that any actor may be called by ("the movement"): such a one is
/// resolved by what was spoken of last, not by the dossier alone.
fn is_generic(knowledge: &Knowledge, words: &str) -> bool {
    let bare = words.trim_start_matches("the ");
    matches!(knowledge.lexicon.exact(bare), Some(Meaning::Noun(..)))
}
