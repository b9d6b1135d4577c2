//! Which predicted claim is which gold claim.

use super::actor::Aliases;
use super::claim::ScoredClaim;
use super::sentence::Sentences;
use super::slot::Slot;

/// Pairs of positions (gold, predicted): those with the best slots first, ties in text order, each
/// claim once.
#[must_use]
pub fn pairs(
    text: &str,
    gold: &[ScoredClaim],
    predicted: &[ScoredClaim],
    aliases: &Aliases,
) -> Vec<(usize, usize)> {
    let sentences = Sentences::new(text);
    let touched = |claims: &[ScoredClaim]| -> Vec<_> {
        claims.iter().map(|claim| sentences.touched(claim)).collect()
    };
    let (gold_at, predicted_at) = (touched(gold), touched(predicted));
    let mut possible = Vec::new();
    for (i, one) in gold.iter().enumerate() {
        for (j, other) in predicted.iter().enumerate() {
            if !gold_at[i].is_disjoint(&predicted_at[j]) && is_found(one, other, aliases) {
                // Added up in the script's order: a different order of additions breaks ties
                // differently.
                let score: f64 = Slot::of(one.is_event())
                    .iter()
                    .map(|slot| slot.score(one, other, aliases))
                    .sum();
                possible.push((score, i, j));
            }
        }
    }
    possible.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gold_taken, mut predicted_taken) =
        (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in possible {
        if !gold_taken[i] && !predicted_taken[j] {
            gold_taken[i] = true;
            predicted_taken[j] = true;
            pairs.push((i, j));
        }
    }
    pairs
}

/// Whether the predicted claim is the gold claim, evidence aside.
fn is_found(gold: &ScoredClaim, predicted: &ScoredClaim, aliases: &Aliases) -> bool {
    if gold.kind != predicted.kind {
        return false;
    }
    if !gold.is_event() {
        let value = |claim: &ScoredClaim| claim.value.as_ref()?.get();
        let same_value = value(gold).is_some() && value(gold) == value(predicted);
        return same_value && gold.measure == predicted.measure;
    }
    if gold.event_type != predicted.event_type {
        return false;
    }
    let any_agree = |gold: &[_], predicted: &Option<Vec<_>>| {
        let predicted = predicted.as_deref().unwrap_or_default();
        gold.iter().any(|a| predicted.iter().any(|b| aliases.agree(a, b)))
    };
    match (gold.actors.as_deref(), gold.recipients.as_deref()) {
        (Some(actors @ [_, ..]), _) => any_agree(actors, &predicted.actors),
        (_, Some(recipients @ [_, ..])) => any_agree(recipients, &predicted.recipients),
        _ => true,
    }
}
