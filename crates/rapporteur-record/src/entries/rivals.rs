//! Two tellings of one happening that contradict each other: it happened, it did not; five, twelve.
//!
//! What makes them one happening is what they deny of each other, so the learnt weights, which
//! know few such pairs, would keep them apart. Rules decide.

use rapporteur_model::{EventType, Measure, Qualifier, Realis};

use super::told::Told;

/// Score of such a pair: enough to join one group.
const LIKELY: f64 = 0.5;

/// Days between two reports that answer each other.
const ANSWERED_WITHIN: i64 = 7;

/// How alike the words of an assertion and of its denial must be.
const DENIAL_ALIKE: f64 = 0.2;

/// How alike the sentences of two rival counts in two reports must be.
const COUNT_ALIKE: f64 = 0.3;

/// Claims between two rival counts that one report sets side by side.
const SIDE_BY_SIDE: usize = 4;

/// How many times the smaller the larger of two rival counts may be.
const COUNT_REACH: f64 = 4.0;

/// The score of two claims that tell one happening against each other; `None` for other pairs.
pub(crate) fn rivals(a: &Told<'_>, b: &Told<'_>) -> Option<f64> {
    (denied(a, b) || rival_counts(a, b)).then_some(LIKELY)
}

/// One tells that it happened, and another report within days that it did not.
fn denied(a: &Told<'_>, b: &Told<'_>) -> bool {
    let Some((event, other)) = a.claim.event().zip(b.claim.event()) else { return false };
    let told = |claim: &Told<'_>| matches!(claim.claim.realis, Realis::Actual | Realis::Ongoing);
    let against = a.claim.realis == Realis::Negated && told(b)
        || b.claim.realis == Realis::Negated && told(a);
    against
        && event.event_type == other.event_type
        && event.event_type != EventType::Retreat
        && (event.mode == other.mode || event.event_type == EventType::Consult)
        && same_doers(a, b)
        && !a.same_document(b)
        && a.published.zip(b.published).is_some_and(|(p, q)| p.gap(q) <= ANSWERED_WITHIN)
        && a.days.zip(b.days).is_none_or(|(p, q)| p.gap(q) <= ANSWERED_WITHIN)
        && (a.quote.similarity(&b.quote) >= DENIAL_ALIKE
            || a.object.similarity(&b.object) >= DENIAL_ALIKE)
}

/// Talks are denied by any who would have taken part, other acts by naming who would have done them.
fn same_doers(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (p, q) = (&a.parties.actors, &b.parties.actors);
    !p.is_disjoint(q) && (p == q || a.event_type == Some(EventType::Consult))
}

/// Two speakers, or two reports, count the same thing of the same day differently.
fn rival_counts(a: &Told<'_>, b: &Told<'_>) -> bool {
    let Some((one, other)) = a.claim.figure().zip(b.claim.figure()) else { return false };
    let (low, high) = (one.value.min(other.value), one.value.max(other.value));
    let one_day = a.days.is_some()
        && a.days == b.days
        && a.days.is_some_and(|days| days.exact && days.length() <= 1);
    let counted = a.object.in_common(&b.object) > 0;
    let same_scene = if a.same_document(b) {
        a.speaker.is_some()
            && b.speaker.is_some()
            && a.speaker != b.speaker
            && a.ordinal.abs_diff(b.ordinal) <= SIDE_BY_SIDE
    } else {
        a.sentence.similarity(&b.sentence) >= COUNT_ALIKE
            && a.place.as_ref().zip(b.place.as_ref()).is_none_or(|(p, q)| p == q)
    };
    let exact = |qualifier| !matches!(qualifier, Qualifier::Vague);
    one.measure == other.measure
        && !matches!(one.measure, Measure::Money | Measure::Duration)
        && exact(one.qualifier)
        && exact(other.qualifier)
        && low < high
        && high <= COUNT_REACH * low
        && one_day
        && counted
        && same_scene
}
