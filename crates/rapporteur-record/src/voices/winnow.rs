//! Winnowing: few fingerprints of a text that any long enough common stretch is sure to share.
//!
//! Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting",
//! SIGMOD 2003. Of the crates for near duplicates that we found none is well kept (`gaoya` 0.2.2 is
//! the best of them: MinHash over whole texts, held in memory, on the unmaintained `fxhash`; the
//! others are at 0.0 or 0.1), and none keeps its index on disk.

/// Words in a run.
pub(crate) const RUN: usize = 4;

/// Runs in a window, of which one is kept: a stretch of `WINDOW + RUN - 1` (7) words that two
/// passages share shares a fingerprint.
const WINDOW: usize = 4;

/// Base of the polynomial that a run is hashed by (Karp and Rabin); odd, from the golden ratio.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The fingerprints of a passage, each once, sorted: the smallest hash of each window of runs.
///
/// Words are given by their hashes, in order; a passage of fewer words than a run has none.
pub(crate) fn prints(words: &[u32]) -> Vec<u32> {
    let runs = runs(words);
    let window = WINDOW.min(runs.len().max(1));
    let mut prints: Vec<u32> =
        runs.windows(window).filter_map(|window| window.iter().min().copied()).collect();
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// Hashes of all runs of words, in order.
fn runs(words: &[u32]) -> Vec<u32> {
    words
        .windows(RUN)
        .map(|run| {
            let sum = |hash: u64, word: &u32| (hash ^ u64::from(*word)).wrapping_mul(BASE);
            // The upper half depends on every word.
            (run.iter().fold(0, sum) >> 32) as u32
        })
        .collect()
}

/// How many words two passages have in common in the same order: the length of the longest common
/// subsequence.
pub(crate) fn aligned(one: &[u32], other: &[u32]) -> usize {
    let mut best = vec![0_usize; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, theirs) in other.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if word == theirs { diagonal + 1 } else { above.max(best[at]) };
            diagonal = above;
        }
    }
    best[other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_long_common_stretch_shares_a_fingerprint(
            before in prop::collection::vec(any::<u32>(), 0..9),
            after in prop::collection::vec(any::<u32>(), 0..9),
            shared in prop::collection::vec(any::<u32>(), WINDOW + RUN - 1..20),
        ) {
            let one = prints(&[&before[..], &shared].concat());
            let other = prints(&[&shared[..], &after].concat());
            prop_assert!(one.iter().any(|print| other.contains(print)));
        }
    }

    #[test]
    fn words_are_aligned_in_order() {
        assert_eq!(aligned(&[1, 2, 3, 4], &[1, 2, 9, 4]), 3);
        assert_eq!(aligned(&[1, 2], &[2, 1]), 1);
        assert_eq!(aligned(&[], &[2, 1]), 0);
    }
}
