//! An old event mentioned without its date: "we freed 124 hostages then", months later.
//!
//! Such pairs are too rare in the development entries to learn from, so a rule decides.

use rapporteur_model::{EventType, Measure, Realis};

use super::told::Told;

/// Score of such a pair: enough to join one group, not enough to hold two apart ones together.
const LIKELY: f64 = 0.5;

/// How long ago, in days, something must be to be background, and how far back a mention without
/// a date reaches.
const AGO: std::ops::Range<i64> = 14..400;

/// How near two numbers must be, as a share of the larger, to count the same exchange.
const NEAR: f64 = 0.6;

/// Stems that name the same people: those taken by force, and those kept by a state.
const PEOPLE: &[&[&str]] =
    &[&["hostag", "captiv", "abduct", "kidnap"], &["prison", "detain", "inmate"]];

/// The score of an undated mention and a dated report of the same thing; `None` for other pairs.
pub(crate) fn background(a: &Told<'_>, b: &Told<'_>) -> Option<f64> {
    let one_is = mentions(a, b) || mentions(b, a);
    (one_is && (same_exchange(a, b) || same_truce(a, b))).then_some(LIKELY)
}

/// Whether the first claim may be a mention, long after, of what the second one dates.
fn mentions(mention: &Told<'_>, dated: &Told<'_>) -> bool {
    let long_ago = || {
        let ago = mention.published?.first - dated.days?.last;
        Some(AGO.contains(&ago))
    };
    !mention.same_document(dated)
        && undated(mention)
        && mention.claim.realis == Realis::Actual
        && dated.claim.realis == Realis::Actual
        && long_ago().unwrap_or_default()
}

/// Whether nothing says when it was, or only a month or a year that its report is of: what is dated
/// then is often the telling. "We freed 124 hostages, he said in May."
fn undated(told: &Told<'_>) -> bool {
    told.days.is_none_or(|days| {
        !days.exact && told.published.is_some_and(|published| published.gap(days) == 0)
    })
}

/// Whether a claim is of a kind that is mentioned without its date later.
pub(crate) fn can_be_background(told: &Told<'_>) -> bool {
    let exchange = |measure| matches!(measure, Measure::Released | Measure::Taken);
    told.claim.realis == Realis::Actual
        && (told.claim.figure().is_some_and(|figure| exchange(figure.measure))
            || told.claim.event().is_some_and(|event| {
                event.event_type == EventType::Retreat && event.mode.is_some()
            }))
}

/// A truce, release or withdrawal of the same two parties.
fn same_truce(a: &Told<'_>, b: &Told<'_>) -> bool {
    let mode = |told: &Told<'_>| told.claim.event().and_then(|event| event.mode);
    a.event_type == Some(EventType::Retreat)
        && b.event_type == Some(EventType::Retreat)
        && mode(a).is_some()
        && mode(a) == mode(b)
        && a.parties.all.in_common(&b.parties.all) > 1
}

/// A number of the same people set free or taken, in reports of one setting.
fn same_exchange(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (Some(one), Some(other)) = (a.claim.figure(), b.claim.figure()) else { return false };
    let alike = matches!(one.measure, Measure::Released | Measure::Taken)
        && one.measure == other.measure
        && one.value.min(other.value) >= NEAR * one.value.max(other.value);
    alike && a.same_setting(b) && same_people(a, b)
}

/// Whether two figures count the same people by another name.
pub(crate) fn same_people(a: &Told<'_>, b: &Told<'_>) -> bool {
    people(a).any(|one| people(b).any(|other| one == other))
}

/// Which of [`PEOPLE`] the words of a figure name.
pub(crate) fn people(told: &Told<'_>) -> impl Iterator<Item = usize> {
    let names = |stems: &[&str]| {
        told.object.stems().any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    (0..PEOPLE.len()).filter(move |&at| names(PEOPLE[at]))
}
