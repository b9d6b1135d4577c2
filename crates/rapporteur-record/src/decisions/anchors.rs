//! Finds the claim that a decision means.

use std::collections::BTreeMap;

use rapporteur_model::{Anchor, Claim};

/// Share of the words, of all the words of both spans, that a moved claim must keep: a reader that
/// takes in another word or two still means the same claim, one that takes the next clause does not.
const SAME_WORDS: f64 = 0.5;

/// Positions of claims by document.
pub(super) struct Anchors {
    by_document: BTreeMap<String, Vec<usize>>,
}

impl Anchors {
    pub(super) fn of(claims: &[Claim]) -> Self {
        let mut by_document: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, claim) in claims.iter().enumerate() {
            by_document.entry(claim.document.clone()).or_default().push(at);
        }
        Self { by_document }
    }

    /// The claim at the same words that is the same thing; else the only one at the same words;
    /// else the one that shares most words and is the same thing.
    ///
    /// `claims` may have been edited since: a claim is then found by its place.
    pub(super) fn find(&self, claims: &[Claim], meant: &Anchor) -> Option<usize> {
        let here = self.by_document.get(&meant.document)?;
        let same_place: Vec<usize> =
            here.iter().copied().filter(|&at| claims[at].span == meant.span).collect();
        let same_thing = |at: &usize| Anchor::of(&claims[*at]).what == meant.what;
        if let Some(at) = same_place.iter().copied().find(same_thing) {
            return Some(at);
        }
        if let [only] = same_place[..] {
            return Some(only);
        }
        here.iter()
            .copied()
            .filter(same_thing)
            .map(|at| (at, shared(&claims[at], meant)))
            .filter(|(_, share)| *share >= SAME_WORDS)
            .max_by(|(a, one), (b, other)| one.total_cmp(other).then_with(|| b.cmp(a)))
            .map(|(at, _)| at)
    }
}

/// Bytes that both spans cover, of those that either covers.
fn shared(claim: &Claim, meant: &Anchor) -> f64 {
    let (a, b) = (claim.span, meant.span);
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let either = a.cover(b).len().max(1);
    both as f64 / either as f64
}
