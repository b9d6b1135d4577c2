//! What may stand before a head noun without being its party: "US-backed", "three-nation".

use super::{Draft, Form, Gap, Grammar, Number, Sense, Shape};
use crate::actors::knowledge::State;

impl<'w> Grammar<'w, '_> {
    /// Whether a number is joined to a noun: "a three-nation tour" names no nation.
    pub(super) fn counted(&self, at: usize) -> bool {
        const NUMBERS: [&str; 6] = ["two", "three", "four", "five", "six", "seven"];
        let number = |at: usize| self.words[at].shape == Shape::Number || self.is(at, &NUMBERS);
        at > 0 && self.words[at].gap == Gap::Hyphen && number(at - 1)
    }

    /// Whether a nationality or a name follows, so that the word before only modifies it.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.follows(at) && matches!(self.sense(at), Some((_, Sense::Demonym(_, Number::One))))
    }

    /// The state in which a place lies that stands at a word.
    pub(super) fn place_state(&self, at: usize) -> Option<(usize, &'w State)> {
        let knowledge = self.world.knowledge;
        let (length, place) = knowledge.gazetteer.longest(&self.words[at..self.end(at)])?;
        Some((length, knowledge.state(&knowledge.places[place].country)?))
    }

    /// Past "US-backed", "pro-Chadian" or "rebel-held": words that name nobody acted for.
    pub(super) fn qualifier(&self, at: usize, inside: &mut Vec<Draft<'w>>) -> Option<usize> {
        const PREFIXES: [&str; 8] = ["pro", "anti", "non", "ex", "self", "co", "semi", "ultra"];
        let joined = |next: usize| self.words.get(next).is_some_and(|word| word.gap == Gap::Hyphen);
        if self.is(at, &PREFIXES) && joined(at + 1) {
            let length = self.sense(at + 1).map_or(1, |(length, _)| length);
            return Some(at + 1 + length);
        }
        let length = self.sense(at).map_or(1, |(length, _)| length);
        let after = at + length;
        let participle = joined(after)
            && self.words[after].shape == Shape::Lower
            && (self.words[after].folded.ends_with("ed")
                || self.is(after, &["led", "held", "run", "wide", "based"]));
        if !participle {
            return None;
        }
        if let Some((_, Sense::Known(known))) = self.sense(at) {
            inside.push(Draft::plain(at..after, Form::Known(known)));
        }
        Some(after + 1)
    }
}
