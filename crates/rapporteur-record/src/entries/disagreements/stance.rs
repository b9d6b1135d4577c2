//! Accepted or refused; and who denies that anyone accepted.

use rapporteur_model::{Claim, EventType, Realis};

use crate::entries::told::Told;
use crate::entries::words::Words;

/// Score of a pair that takes opposite stances on one thing: such pairs are too rare in the
/// development entries to learn a weight from, so the rule decides.
const SURE: f64 = 2.0;

/// How alike the objects' words must be, where both name one.
const OBJECT_ALIKE: f64 = 0.6;

/// How alike the sentences' words must be, where one names no object.
const SENTENCE_ALIKE: f64 = 0.3;

/// Stems of words that deny a report.
const DENIALS: &[&str] = &["deny", "denies", "denied", "denyin", "denial", "refute", "dispro"];

/// Stems of words for an acceptance.
const ACCEPTANCE: &[&str] =
    &["accept", "agree", "agreed", "agrees", "agreem", "approv", "consen", "endors", "deal"];

/// What a claim says that somebody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// Yes.
    Accepted,
    /// No.
    Refused,
    /// That anybody said yes is not true.
    Denied,
}

/// The stance that a claim tells, from the words of its sentence, its quote and its object.
pub(crate) fn stance(claim: &Claim, sentence: &Words, around: [&Words; 2]) -> Option<Stance> {
    let real = matches!(claim.realis, Realis::Actual | Realis::Ongoing);
    match claim.event()?.event_type {
        EventType::Agree | EventType::Support if real => Some(Stance::Accepted),
        EventType::Reject if real && denies(sentence, around) => Some(Stance::Denied),
        EventType::Reject if real => Some(Stance::Refused),
        _ => None,
    }
}

fn denies(sentence: &Words, around: [&Words; 2]) -> bool {
    let mut words = around.into_iter().chain([sentence]).flat_map(Words::stems);
    sentence.stems().any(|stem| DENIALS.contains(&stem))
        && words.any(|stem| ACCEPTANCE.contains(&stem))
}

pub(super) fn says(told: &Told<'_>) -> Option<String> {
    Some(
        match told.stance? {
            Stance::Accepted => "accepted",
            Stance::Refused => "refused",
            Stance::Denied => "denied",
        }
        .to_owned(),
    )
}

/// Whether one says that a party accepted and the other that it refused, or denies it.
pub(super) fn contradict(a: &Told<'_>, b: &Told<'_>) -> bool {
    matches!(
        (a.stance, b.stance),
        (Some(Stance::Accepted), Some(Stance::Refused | Stance::Denied))
            | (Some(Stance::Refused | Stance::Denied), Some(Stance::Accepted))
    )
}

/// The score of two claims of different reports of one day that take opposite stances on one
/// thing: one happening told in two ways. `None` for any other pair.
pub(crate) fn opposed_stances(a: &Told<'_>, b: &Told<'_>) -> Option<f64> {
    let (accepted, other) = match (a.stance?, b.stance?) {
        (Stance::Accepted, Stance::Refused | Stance::Denied) => (a, b),
        (Stance::Refused | Stance::Denied, Stance::Accepted) => (b, a),
        _ => return None,
    };
    let same_day = match (a.days, b.days) {
        (Some(one), Some(other)) => one.gap(other) == 0,
        _ => true,
    };
    let published_together = match (a.published, b.published) {
        (Some(one), Some(other)) => one.gap(other) <= 1,
        _ => false,
    };
    if a.same_document(b) || !same_day || !published_together {
        return None;
    }
    let one_thing = if accepted.object.is_empty() || other.object.is_empty() {
        accepted.sentence.similarity(&other.sentence) >= SENTENCE_ALIKE
    } else {
        accepted.object.similarity(&other.object) >= OBJECT_ALIKE
    };
    let who = match other.stance? {
        Stance::Denied => {
            let words = &accepted.parties.actor_words;
            other.sentence.any_in(words) || !words.is_disjoint(&other.parties.actor_words)
        }
        _ => accepted.parties.actors == other.parties.actors && !other.parties.actors.is_empty(),
    };
    let no_mode = other.claim.event().is_some_and(|event| event.mode.is_none());
    (one_thing && who && no_mode).then_some(SURE)
}
