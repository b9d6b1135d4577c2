//! One sentence in two reports tells one happening, whatever days they were published on: "on
//! Monday" in words that were reprinted a month later is not the Monday of that month.

use super::told::Told;

/// Score of two claims by the same words: the learnt weights, which look at the dates that the
/// reader gave each, would keep them apart.
const SURE: f64 = 2.0;

/// How alike their quotes must be: the same, but for words that stand everywhere.
const QUOTED_ALIKE: f64 = 0.99;

/// The score of two claims that different reports make in the same words; `None` for other pairs.
pub(crate) fn reprinted(a: &Told<'_>, b: &Told<'_>) -> Option<f64> {
    // Nearly every pair ends here.
    if a.passage.is_none() || a.passage != b.passage || a.same_document(b) {
        return None;
    }
    let same_kind = match (a.claim.figure(), b.claim.figure()) {
        (Some(one), Some(other)) => {
            one.measure == other.measure && one.value.total_cmp(&other.value).is_eq()
        }
        (None, None) => a.event_type == b.event_type,
        _ => false,
    };
    (same_kind && a.quote.similarity(&b.quote) >= QUOTED_ALIKE).then_some(SURE)
}
