//! Groups by average linkage: two groups become one while the mean score of their pairs is high.
//!
//! Deterministic, and independent of the order of arrival: members are known by their rank in a
//! sorted list, and ties go to the lower ranks.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// One scored pair: lower rank, higher rank, score.
pub(crate) type Pair = (usize, usize, f64);

/// Groups ranks `0..count`; the result has every rank once, groups and members sorted.
///
/// Pairs that are not listed score `floor`, and so do those that are listed lower.
pub(crate) fn groups(count: usize, pairs: &[Pair], above: f64, floor: f64) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(count, pairs, floor);
    // As the groups reckon it: a score that is rounded otherwise would look like one of before.
    let mut queue: BinaryHeap<Step> = pairs
        .iter()
        .filter_map(|&(a, b, _)| Some(Step { score: groups.score(a, b)?, a, b }))
        .filter(|step| step.score > above)
        .collect();
    while let Some(step) = queue.pop() {
        if groups.score(step.a, step.b) == Some(step.score) {
            groups.merge(step.a, step.b);
            queue.extend(groups.steps(step.a, above));
        }
    }
    groups.members.into_values().collect()
}

struct Groups {
    floor: f64,
    /// By lowest rank.
    members: BTreeMap<usize, Vec<usize>>,
    /// For two groups, how far above the floor their listed pairs are, summed.
    links: BTreeMap<usize, BTreeMap<usize, f64>>,
}

impl Groups {
    fn new(count: usize, pairs: &[Pair], floor: f64) -> Self {
        let mut links: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
        for &(a, b, score) in pairs {
            let above = (score - floor).max(0.0);
            links.entry(a).or_default().insert(b, above);
            links.entry(b).or_default().insert(a, above);
        }
        Self { floor, members: (0..count).map(|rank| (rank, vec![rank])).collect(), links }
    }

    /// The mean score between two groups; `None` when one is gone or no pair is listed.
    fn score(&self, a: usize, b: usize) -> Option<f64> {
        let pairs = self.members.get(&a)?.len() * self.members.get(&b)?.len();
        let sum = self.links.get(&a)?.get(&b)?;
        Some(self.floor + sum / pairs as f64)
    }

    /// Puts the second group into the first.
    fn merge(&mut self, a: usize, b: usize) {
        let moved = self.members.remove(&b).unwrap_or_default();
        if let Some(members) = self.members.get_mut(&a) {
            members.extend(moved);
            members.sort_unstable();
        }
        for (other, sum) in self.links.remove(&b).unwrap_or_default() {
            let Some(theirs) = self.links.get_mut(&other) else { continue };
            theirs.remove(&b);
            if other != a {
                *theirs.entry(a).or_default() += sum;
                *self.links.entry(a).or_default().entry(other).or_default() += sum;
            }
        }
    }

    /// What can be done next with a group.
    fn steps(&self, a: usize, above: f64) -> Vec<Step> {
        let others = self.links.get(&a).into_iter().flat_map(BTreeMap::keys);
        others
            .filter_map(|&b| {
                let score = self.score(a, b)?;
                (score > above).then_some(Step { score, a: a.min(b), b: a.max(b) })
            })
            .collect()
    }
}

/// Two groups that may become one; the greatest goes first.
struct Step {
    score: f64,
    a: usize,
    b: usize,
}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Step {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_likeness_is_not_one_group() {
        let pairs = [(0, 1, 3.0), (1, 2, 1.0), (0, 2, -4.0)];
        assert_eq!(groups(3, &pairs, 0.0, -4.0), [vec![0, 1], vec![2]]);
        assert_eq!(groups(3, &pairs, -2.0, -4.0), [vec![0, 1, 2]]);
    }

    #[test]
    fn scores_that_are_no_round_numbers_join_too() {
        assert_eq!(groups(2, &[(0, 1, 0.1)], 0.0, -4.0), [vec![0, 1]]);
        assert_eq!(groups(2, &[(0, 1, 1.0 / 3.0)], 0.0, -2.0), [vec![0, 1]]);
    }

    #[test]
    fn a_pair_that_is_not_listed_scores_the_floor() {
        let pairs = [(0, 1, 3.0), (1, 2, 3.0)];
        assert_eq!(groups(3, &pairs, 0.0, -4.0), [vec![0, 1], vec![2]]);
        assert_eq!(groups(3, &pairs, 0.0, -2.0), [vec![0, 1, 2]]);
    }
}
