//! "The two sides", "both countries", "the warring parties".

use super::{Draft, Form, Grammar};

impl<'w> Grammar<'w, '_> {
    /// Reads a phrase that means several actors spoken of before.
    pub(super) fn sides(&self, at: usize) -> Option<Draft<'w>> {
        let mut next = at;
        let mut count = None;
        let mut told = false;
        if self.is(next, &["the", "all", "these", "those", "its", "their"]) {
            next += 1;
        }
        while self.follows(next) || next == at {
            if let Some(number) = NUMBERS.iter().find(|(word, _)| self.is(next, &[word])) {
                count = Some(number.1);
                told = true;
            } else if self.is(
                next,
                &["warring", "rival", "opposing", "negotiating", "conflicting", "contending"],
            ) {
                told = true;
            } else if !self.is(next, &["of", "the"]) || !told {
                break;
            }
            next += 1;
        }
        let plain = next > at
            && next < self.words.len()
            && self.is(
                next,
                &[
                    "parties",
                    "sides",
                    "belligerents",
                    "adversaries",
                    "delegations",
                    "participants",
                    "negotiators",
                    "combatants",
                ],
            );
        let inside = next > at && self.follows(next);
        let noun = inside && (self.holds("sides", next) && told || plain);
        let pair =
            (self.is(at, &["the"]) && self.follows(at + 1) && self.is(at + 1, &["pair", "duo"]))
                .then_some(at + 1);
        let alone = self.is(at, &["both", "neither"]) && !self.both_names(at + 1);
        let side = (self.is(at, &["either", "each", "neither"])
            && self.follows(at + 1)
            && self.is(at + 1, &["side", "party"]))
        .then_some(at + 1);
        let head = if noun { next } else { side.or(pair).or(alone.then_some(at))? };
        let complement = (head + 1..head + 4).all(|at| self.follows(at))
            && self.is(head + 1, &["to"])
            && self.is(head + 2, &["the"])
            && self.is(head + 3, &["conflict", "talks"]);
        let end = if complement { head + 4 } else { head + 1 };
        Some(Draft { words: at..end, head: head..head + 1, form: Form::Sides(count), office: None })
    }

    /// Whether names or nouns follow "both": "both Chad and Niger".
    fn both_names(&self, at: usize) -> bool {
        self.words.get(at).is_none_or(|word| word.may_be_name())
            || self.sense(at).is_some()
            || self.is(
                at,
                &[
                    "in", "of", "on", "at", "for", "to", "the", "by", "with", "from", "a", "an",
                    "his", "her", "its", "their",
                ],
            )
            || self.words.get(at + 1).is_some_and(|_| self.is(at + 1, &["and"]))
            || !self.is(
                at,
                &[
                    "said", "have", "had", "are", "were", "agreed", "say", "accused", "want",
                    "will", "would", "did", "do", "claimed", "signed", "deny", "denied", "refused",
                    "claim", "need", "must", "should", "also", "accept", "accepted",
                ],
            )
    }
}

const NUMBERS: [(&str, usize); 5] =
    [("both", 2), ("two", 2), ("three", 3), ("four", 4), ("five", 5)];
