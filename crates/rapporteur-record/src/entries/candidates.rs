//! Which claims are worth comparing: few of all pairs, and nearly all that belong together.

use rapporteur_model::EventType::{
    self, Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Reject,
    Request, Retreat, Sanction, Support, Threaten,
};

use super::background::background;
use super::reprinted::reprinted;
use super::told::Told;

/// Types under which two outlets can tell one happening: the deal was reached, or signed; the
/// ceasefire was declared, or took hold. From pairs of the development entries and the annotation
/// guide's hard cases.
pub(super) const AKIN: &[(EventType, EventType)] = &[
    (Agree, Support),
    (Agree, Retreat),
    (Agree, Concede),
    (Agree, Request),
    (Agree, Reject),
    (Concede, Retreat),
    (Concede, Support),
    (Consult, Reject),
    (Consult, Request),
    (Consult, Cooperate),
    (Reject, Request),
    (Reject, Support),
    (Reject, Accuse),
    (Request, Threaten),
    (Assault, Coerce),
    (Assault, Mobilize),
    (Coerce, Sanction),
    (Aid, Cooperate),
    (Aid, Retreat),
];

/// Days between the times of two claims beyond which they are not compared: of 1,168 dated pairs
/// of the development entries, two are further apart.
pub(super) const MOST_DAYS: i64 = 7;

/// Days between two reports beyond which a claim without time is not compared with one in the
/// other.
pub(super) const MOST_DAYS_UNDATED: i64 = 40;

/// Words that the sentences of two events without actors must share when they share no party.
const FEWEST_WORDS: usize = 4;

/// Whether two claims may tell the same happening at all.
pub(crate) fn comparable(a: &Told<'_>, b: &Told<'_>) -> bool {
    learnable(a, b) || background(a, b).is_some() || reprinted(a, b).is_some()
}

fn learnable(a: &Told<'_>, b: &Told<'_>) -> bool {
    match (a.event_type, b.event_type) {
        (Some(one), Some(other)) => {
            near_in_time(a, b) && (one == other || akin(one, other)) && share_parties(a, b)
        }
        (None, None) => {
            let (Some(one), Some(other)) = (a.claim.figure(), b.claim.figure()) else {
                return false;
            };
            one.measure == other.measure
                && near_in_time(a, b)
                && a.same_setting(b)
                && ((one.value - other.value).abs() < f64::EPSILON
                    || a.object.in_common(&b.object) > 0
                    || a.sentence.in_common(&b.sentence) > 0)
        }
        _ => false,
    }
}

fn akin(one: EventType, other: EventType) -> bool {
    AKIN.contains(&(one, other)) || AKIN.contains(&(other, one))
}

fn near_in_time(a: &Told<'_>, b: &Told<'_>) -> bool {
    match (a.days, b.days) {
        (Some(one), Some(other)) => one.gap(other) <= MOST_DAYS,
        _ => match (a.published, b.published) {
            (Some(one), Some(other)) => one.gap(other) <= MOST_DAYS_UNDATED,
            _ => true,
        },
    }
}

fn share_parties(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (p, q) = (&a.parties, &b.parties);
    if !p.all.is_disjoint(&q.all) {
        return true;
    }
    (p.actors.is_empty() && q.actors.is_empty())
        && a.sentence.in_common(&b.sentence) >= FEWEST_WORDS
}
