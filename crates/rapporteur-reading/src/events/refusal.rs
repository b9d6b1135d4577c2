//! What an acceptance refuses: "will accept only temporary pauses" is a refusal of the rest (guide).

use rapporteur_model::{EventType, Realis};

use super::EventMention;
use crate::syntax::Tree;

/// Words of acceptance that "only" turns.
const ACCEPTANCE: &[&str] = &["accept", "allow", "consider", "offer"];

/// After these "only" names a condition and not the one thing that is accepted.
const CONDITION: &[&str] = &["if", "when", "after", "once", "in", "on", "under", "with", "as"];

/// Where the taken things of a verb stand.
const TAKEN: &[&str] = &["obj", "xcomp", "ccomp", "obl"];

/// Turns an acceptance of only one thing into the refusal that it is.
pub(super) fn turned(tree: &Tree<'_>, word: usize, mut event: EventMention) -> EventMention {
    let accepts = event.event.event_type == EventType::Agree && tree.is(word, ACCEPTANCE);
    if accepts && takes_only(tree, word) {
        event.event.event_type = EventType::Reject;
        event.event.mode = None;
        event.realis = Realis::Actual;
        event.frame = format!("network.{}", EventType::Reject);
    }
    event
}

fn takes_only(tree: &Tree<'_>, verb: usize) -> bool {
    let only = |&word: &usize| {
        let next = tree.tokens().get(word + 1).map(|token| token.lemma.as_str());
        tree.is(word, &["only"]) && !next.is_some_and(|next| CONDITION.contains(&next))
    };
    let around = |at: usize| tree.dependents(at, &["advmod"]).any(|word| only(&word));
    around(verb) || tree.dependents(verb, TAKEN).any(around)
}
