//! Scores of predicted entries: B-cubed, pairs of claims, and disagreements.

use std::collections::{BTreeMap, BTreeSet};

use super::{GoldEntry, Place};

/// Precision, recall and their harmonic mean, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Share of what was predicted that is right.
    pub precision: f64,
    /// Share of what is right that was predicted.
    pub recall: f64,
}

impl Score {
    /// From sums of hits over what was predicted and over what is right.
    #[must_use]
    pub fn new(hits: f64, predicted: f64, recalled: f64, right: f64) -> Self {
        let share = |hits: f64, of: f64| if of > 0.0 { hits / of } else { 0.0 };
        Self { precision: share(hits, predicted), recall: share(recalled, right) }
    }

    fn of_sets<T: Ord>(right: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Self {
        let hits = right.intersection(predicted).count() as f64;
        Self::new(hits, predicted.len() as f64, hits, right.len() as f64)
    }

    /// F1.
    #[must_use]
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

/// All scores of one prediction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// B-cubed over all claims; claims that no entry holds stand alone.
    pub b_cubed: Score,
    /// Pairs of claims in one entry.
    pub pairs: Score,
    /// Those of two documents.
    pub cross_document_pairs: Score,
    /// Pairs of claims on two sides of a disagreement, with its slot.
    pub disagreements: Score,
}

/// Scores entries over the claims of a universe, as `score_entries.py` of the annotation guide.
#[must_use]
pub fn scores(universe: &[Place], gold: &[GoldEntry], predicted: &[GoldEntry]) -> Scores {
    let (right, guessed) = (homes(universe, gold), homes(universe, predicted));
    let (right_sizes, guessed_sizes) = (sizes(&right), sizes(&guessed));
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (claim, home) in &right {
        *shared.entry((*home, guessed[claim])).or_default() += 1;
    }
    let count = |number: usize| number as f64;
    let mut sums = (0.0, 0.0);
    for (&(home, guess), &both) in &shared {
        sums.0 += count(both * both) / count(guessed_sizes[&guess]);
        sums.1 += count(both * both) / count(right_sizes[&home]);
    }
    let all = count(universe.len());
    Scores {
        b_cubed: Score::new(sums.0, all, sums.1, all),
        pairs: Score::of_sets(&pairs(&right, false), &pairs(&guessed, false)),
        cross_document_pairs: Score::of_sets(&pairs(&right, true), &pairs(&guessed, true)),
        disagreements: Score::of_sets(&opposed(gold), &opposed(predicted)),
    }
}

type Homes<'a> = BTreeMap<&'a Place, usize>;

/// The number of the entry that each claim is in; claims in none get one of their own.
fn homes<'a>(universe: &'a [Place], entries: &[GoldEntry]) -> Homes<'a> {
    let mut home: BTreeMap<&Place, usize> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for claim in &entry.claims {
            home.insert(claim, number);
        }
    }
    universe
        .iter()
        .enumerate()
        .map(|(at, claim)| (claim, home.get(claim).copied().unwrap_or(entries.len() + at)))
        .collect()
}

fn sizes(homes: &Homes<'_>) -> BTreeMap<usize, usize> {
    let mut sizes = BTreeMap::new();
    for home in homes.values() {
        *sizes.entry(*home).or_default() += 1;
    }
    sizes
}

fn pairs<'a>(homes: &Homes<'a>, across: bool) -> BTreeSet<(&'a Place, &'a Place)> {
    let mut groups: BTreeMap<usize, Vec<&Place>> = BTreeMap::new();
    for (&claim, home) in homes {
        groups.entry(*home).or_default().push(claim);
    }
    let mut pairs = BTreeSet::new();
    for group in groups.values() {
        for (rank, &one) in group.iter().enumerate() {
            let others = group[rank + 1..].iter().filter(|other| !across || other.0 != one.0);
            pairs.extend(others.map(|&other| (one, other)));
        }
    }
    pairs
}

fn opposed(entries: &[GoldEntry]) -> BTreeSet<(&str, &Place, &Place)> {
    let mut pairs = BTreeSet::new();
    for disagreement in entries.iter().flat_map(|entry| &entry.disagreements) {
        for (rank, side) in disagreement.sides.iter().enumerate() {
            for rival in &disagreement.sides[rank + 1..] {
                for one in &side.claims {
                    for other in &rival.claims {
                        let (low, high) = (one.min(other), one.max(other));
                        pairs.insert((disagreement.slot.as_str(), low, high));
                    }
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(claims: &[(&str, usize)]) -> GoldEntry {
        let claims = claims.iter().map(|(id, at)| ((*id).to_owned(), *at)).collect();
        GoldEntry { entry: String::new(), claims, disagreements: Vec::new() }
    }

    #[test]
    fn scores_by_hand() {
        let universe: Vec<Place> =
            [("a", 0), ("a", 1), ("b", 0), ("b", 1)].map(|(id, at)| (id.to_owned(), at)).into();
        let gold = [entry(&[("a", 0), ("a", 1), ("b", 0)])];
        let guess = [entry(&[("a", 0), ("b", 0)]), entry(&[("a", 1), ("b", 1)])];
        let scores = scores(&universe, &gold, &guess);
        // Precision by claim: 1, 1/2, 1, 1/2; recall: 2/3, 1/3, 2/3, 1.
        assert!((scores.b_cubed.precision - 0.75).abs() < 1e-9);
        assert!((scores.b_cubed.recall - 2.0 / 3.0).abs() < 1e-9);
        assert!((scores.pairs.precision - 0.5).abs() < 1e-9);
        assert!((scores.pairs.recall - 1.0 / 3.0).abs() < 1e-9);
        assert!((scores.cross_document_pairs.recall - 0.5).abs() < 1e-9);
    }
}
