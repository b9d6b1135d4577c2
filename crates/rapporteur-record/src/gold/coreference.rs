//! Scores of event coreference: MUC, B-cubed, CEAF-e, and their mean, the CoNLL F1.
//!
//! Chains are sets of mentions; mentions that stand alone are chains of one and are kept. Mentions
//! that only one side has count as the official scorer counts them: they can be in no right link.

use std::collections::{BTreeMap, BTreeSet};

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

use super::score::Score;

/// The three scores of one response.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conll {
    /// Links that are needed to join each chain (Vilain et al. 1995).
    pub muc: Score,
    /// Shared mentions by mention (Bagga and Baldwin 1998).
    pub b_cubed: Score,
    /// Best one-to-one match of chains, by likeness φ4 (Luo 2005).
    pub ceaf_e: Score,
}

impl Conll {
    /// Mean of the three F1.
    #[must_use]
    pub fn f1(self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

/// Scores chains of mentions against the right ones. A mention is in one chain of each side at
/// most.
#[must_use]
pub fn conll<M: Ord + Clone>(right: &[BTreeSet<M>], response: &[BTreeSet<M>]) -> Conll {
    let overlaps = overlaps(right, response);
    let (found, needed) = muc(right, response);
    let (kept, made) = muc(response, right);
    let mut recall = 0.0;
    let mut precision = 0.0;
    for (&(r, s), &both) in &overlaps {
        let both = count(both);
        recall += both * both / count(right[r].len());
        precision += both * both / count(response[s].len());
    }
    let mentions = |chains: &[BTreeSet<M>]| count(chains.iter().map(BTreeSet::len).sum());
    let alike = best_match(right, response, &overlaps);
    Conll {
        muc: Score::new(kept, made, found, needed),
        b_cubed: Score::new(precision, mentions(response), recall, mentions(right)),
        ceaf_e: Score::new(alike, count(response.len()), alike, count(right.len())),
    }
}

fn count(number: usize) -> f64 {
    number as f64
}

/// How many mentions each two chains share.
fn overlaps<M: Ord>(
    right: &[BTreeSet<M>],
    response: &[BTreeSet<M>],
) -> BTreeMap<(usize, usize), usize> {
    let home = homes(response);
    let mut overlaps = BTreeMap::new();
    for (r, chain) in right.iter().enumerate() {
        for s in chain.iter().filter_map(|mention| home.get(mention)) {
            *overlaps.entry((r, *s)).or_default() += 1;
        }
    }
    overlaps
}

fn homes<M: Ord>(chains: &[BTreeSet<M>]) -> BTreeMap<&M, usize> {
    let mentions = chains
        .iter()
        .enumerate()
        .flat_map(|(number, chain)| chain.iter().map(move |mention| (mention, number)));
    mentions.collect()
}

/// Links of the chains that the other side has too, and all that they need.
fn muc<M: Ord>(chains: &[BTreeSet<M>], other: &[BTreeSet<M>]) -> (f64, f64) {
    let home = homes(other);
    let mut found = 0;
    let mut needed = 0;
    for chain in chains {
        let parts: BTreeSet<_> = chain.iter().filter_map(|mention| home.get(mention)).collect();
        let alone = chain.iter().filter(|mention| !home.contains_key(mention)).count();
        found += chain.len() - (parts.len() + alone);
        needed += chain.len() - 1;
    }
    (count(found), count(needed))
}

/// Steps in which likeness is handed to the whole-number matcher.
const STEPS: f64 = 1e9;

/// The greatest sum of φ4 over one-to-one matches of chains. Chains that share nothing need not
/// be matched, so each group of chains that overlap is solved on its own.
fn best_match<M: Ord>(
    right: &[BTreeSet<M>],
    response: &[BTreeSet<M>],
    overlaps: &BTreeMap<(usize, usize), usize>,
) -> f64 {
    let phi = |r: usize, s: usize| {
        let both = overlaps.get(&(r, s)).copied().unwrap_or_default();
        2.0 * count(both) / count(right[r].len() + response[s].len())
    };
    let mut sum = 0.0;
    for (rows, columns) in groups(overlaps) {
        let rows: Vec<usize> = rows.into_iter().collect();
        let columns: Vec<usize> = columns.into_iter().collect();
        let (short, long, turned) = if rows.len() <= columns.len() {
            (&rows, &columns, false)
        } else {
            (&columns, &rows, true)
        };
        let like = |a: usize, b: usize| if turned { phi(b, a) } else { phi(a, b) };
        #[expect(clippy::cast_possible_truncation, reason = "at most STEPS")]
        let weights = Matrix::from_fn(short.len(), long.len(), |(a, b)| {
            (like(short[a], long[b]) * STEPS) as i64
        });
        let (_, matched) = kuhn_munkres(&weights);
        sum += matched.iter().enumerate().map(|(a, &b)| like(short[a], long[b])).sum::<f64>();
    }
    sum
}

/// Right and response chains that overlap, directly or through others.
fn groups(overlaps: &BTreeMap<(usize, usize), usize>) -> Vec<(BTreeSet<usize>, BTreeSet<usize>)> {
    let mut by_row: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_column: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(r, s) in overlaps.keys() {
        by_row.entry(r).or_default().push(s);
        by_column.entry(s).or_default().push(r);
    }
    let mut groups = Vec::new();
    let mut seen = BTreeSet::new();
    for &start in by_row.keys() {
        if seen.contains(&start) {
            continue;
        }
        let (mut rows, mut columns) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![start];
        while let Some(row) = open.pop() {
            if !rows.insert(row) {
                continue;
            }
            seen.insert(row);
            for &column in &by_row[&row] {
                if columns.insert(column) {
                    open.extend(&by_column[&column]);
                }
            }
        }
        groups.push((rows, columns));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(chains: &[&[u32]]) -> Vec<BTreeSet<u32>> {
        chains.iter().map(|chain| chain.iter().copied().collect()).collect()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn the_example_of_bagga_and_baldwin() {
        let right = chains(&[&[1, 2, 3, 4, 5], &[6, 7], &[8, 9, 10, 11, 12]]);
        let response = chains(&[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10, 11, 12]]);
        let score = conll(&right, &response);
        // MUC: 9 of 10 links made are right, all 9 needed are found.
        assert!(near(score.muc.precision, 0.9) && near(score.muc.recall, 1.0));
        // B-cubed precision: (5 + 2·2/7 + 5·5/7) / 12.
        assert!(near(score.b_cubed.precision, (5.0 + 4.0 / 7.0 + 25.0 / 7.0) / 12.0));
        assert!(near(score.b_cubed.recall, 1.0));
        // CEAF-e: 1 for the first chain, 2·5/12 for the last; two response, three right chains.
        let sum = 1.0 + 10.0 / 12.0;
        assert!(near(score.ceaf_e.precision, sum / 2.0));
        assert!(near(score.ceaf_e.recall, sum / 3.0));
    }

    #[test]
    fn chains_match_one_to_one() {
        let right = chains(&[&[1, 2, 3, 4]]);
        let response = chains(&[&[1, 2], &[3, 4]]);
        let score = conll(&right, &response);
        assert!(near(score.ceaf_e.recall, 2.0 / 3.0) && near(score.ceaf_e.precision, 1.0 / 3.0));
        assert!(near(score.muc.recall, 2.0 / 3.0) && near(score.muc.precision, 1.0));
    }

    #[test]
    fn mentions_of_one_side_alone_cost_precision_or_recall() {
        let right = chains(&[&[1, 2], &[3]]);
        let response = chains(&[&[1, 2, 9], &[8]]);
        let score = conll(&right, &response);
        assert!(near(score.b_cubed.recall, 2.0 / 3.0));
        assert!(near(score.b_cubed.precision, (2.0 * 2.0 / 3.0) / 4.0));
        assert!(near(score.muc.precision, 0.5));
    }
}
