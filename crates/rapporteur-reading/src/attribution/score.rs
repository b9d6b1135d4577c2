//! Measures attributions against PolNeAR's, as `score_attributions.py` does.

use std::collections::BTreeSet;
use std::ops::Range;

/// Spans of one attribution, in any unit that the tokens share (code points for PolNeAR).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    /// Who.
    pub source: Vec<Range<usize>>,
    /// By which word.
    pub cue: Vec<Range<usize>>,
    /// What.
    pub content: Vec<Range<usize>>,
}

/// One document to score: its tokens, what is annotated and what was found.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Token ranges in text order.
    pub tokens: Vec<Range<usize>>,
    /// Annotated attributions.
    pub gold: Vec<Spans>,
    /// Found attributions.
    pub found: Vec<Spans>,
}

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Share of what was found that is right.
    pub precision: f64,
    /// Share of what is annotated that was found.
    pub recall: f64,
    /// Harmonic mean.
    pub f1: f64,
}

/// The measures over a corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// Attributions whose content agrees (IoU at least one half) and whose sources share a token or
    /// are both empty: the script's `A_half+src`.
    pub linked: Rates,
    /// Fragments of sources with the same tokens.
    pub source_exact: Rates,
    /// Fragments of cues with the same tokens.
    pub cue_exact: Rates,
    /// Fragments of contents with the same tokens.
    pub content_exact: Rates,
}

/// Scores a corpus, micro-averaged over its documents.
#[must_use]
pub fn score(documents: &[Document]) -> Scores {
    let mut linked = Counts::default();
    let mut fragments = [Counts::default(); 3];
    for document in documents {
        let gold = token_sets(document, &document.gold);
        let found = token_sets(document, &document.found);
        linked.gold += gold.len();
        linked.found += found.len();
        linked.right += linked_pairs(&gold, &found);
        for (role, counts) in fragments.iter_mut().enumerate() {
            let gold = all_fragments(&gold, role);
            let found = all_fragments(&found, role);
            counts.gold += gold.len();
            counts.found += found.len();
            counts.right += gold.intersection(&found).count();
        }
    }
    let [source, cue, content] = fragments;
    Scores {
        linked: linked.rates(),
        source_exact: source.rates(),
        cue_exact: cue.rates(),
        content_exact: content.rates(),
    }
}

/// Token positions of source, cue and content.
type TokenSets = [BTreeSet<usize>; 3];
const SOURCE: usize = 0;
const CUE: usize = 1;
const CONTENT: usize = 2;

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    #[expect(clippy::cast_precision_loss, reason = "counts of a corpus are far below 2^52")]
    fn rates(self) -> Rates {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (share(self.found), share(self.gold));
        let sum = precision + recall;
        let f1 = if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum };
        Rates { precision, recall, f1 }
    }
}

fn token_sets(document: &Document, attributions: &[Spans]) -> Vec<TokenSets> {
    let tokens = &document.tokens;
    let of = |spans: &[Range<usize>]| -> BTreeSet<usize> {
        let mut set = BTreeSet::new();
        for span in spans {
            let first = tokens.partition_point(|token| token.end <= span.start);
            let inside = tokens[first..].iter().take_while(|token| token.start < span.end);
            set.extend((first..).zip(inside).map(|(index, _)| index));
        }
        set
    };
    attributions.iter().map(|one| [of(&one.source), of(&one.cue), of(&one.content)]).collect()
}

/// Maximal runs of tokens of one role, over all attributions of a document.
fn all_fragments(attributions: &[TokenSets], role: usize) -> BTreeSet<(usize, usize)> {
    attributions.iter().flat_map(|sets| fragments(&sets[role])).collect()
}

fn fragments(tokens: &BTreeSet<usize>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &token in tokens {
        match runs.last_mut() {
            Some(last) if last.1 + 1 == token => last.1 = token,
            _ => runs.push((token, token)),
        }
    }
    runs
}

/// One-to-one pairs, the best content agreement first; ties by agreement of cue and source, then by
/// the later positions, as the script's reversed sort does.
fn linked_pairs(gold: &[TokenSets], found: &[TokenSets]) -> usize {
    let mut candidates = Vec::new();
    for (gold_index, one) in gold.iter().enumerate() {
        for (found_index, other) in found.iter().enumerate() {
            let both = one[CONTENT].intersection(&other[CONTENT]).count();
            if both == 0 {
                continue;
            }
            let either = one[CONTENT].len() + other[CONTENT].len() - both;
            let near = one[CUE].intersection(&other[CUE]).count()
                + one[SOURCE].intersection(&other[SOURCE]).count();
            candidates.push((both, either, near, gold_index, found_index));
        }
    }
    candidates.sort_by(|a, b| {
        // Fractions are compared crosswise, so that equal ones are equal.
        (b.0 * a.1).cmp(&(a.0 * b.1)).then_with(|| (b.2, b.3, b.4).cmp(&(a.2, a.3, a.4)))
    });
    let mut used_gold = BTreeSet::new();
    let mut used_found = BTreeSet::new();
    let mut right = 0;
    for (both, either, _, gold_index, found_index) in candidates {
        if used_gold.contains(&gold_index) || used_found.contains(&found_index) {
            continue;
        }
        used_gold.insert(gold_index);
        used_found.insert(found_index);
        let (one, other) = (&gold[gold_index][SOURCE], &found[found_index][SOURCE]);
        let same_source =
            one.intersection(other).next().is_some() || one.is_empty() && other.is_empty();
        right += usize::from(2 * both >= either && same_source);
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten tokens of one unit each.
    fn document(gold: Spans, found: Spans) -> Document {
        Document {
            tokens: (0..10).map(|at| at..at + 1).collect(),
            gold: vec![gold],
            found: vec![found],
        }
    }

    fn spans(source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Spans {
        Spans { source: vec![source], cue: vec![cue], content: vec![content] }
    }

    #[test]
    fn half_the_content_and_a_token_of_the_source_link() {
        let scores = score(&[document(spans(0..2, 2..3, 3..9), spans(1..2, 2..3, 3..6))]);
        assert!((scores.linked.f1 - 1.0).abs() < 1e-9);
        assert!((scores.cue_exact.f1 - 1.0).abs() < 1e-9);
        assert!(scores.content_exact.f1.abs() < 1e-9);
    }

    #[test]
    fn another_source_does_not_link() {
        let scores = score(&[document(spans(0..1, 2..3, 3..9), spans(1..2, 2..3, 3..9))]);
        assert!(scores.linked.f1.abs() < 1e-9);
    }

    #[test]
    fn nothing_found_is_nought() {
        assert!(score(&[]).linked.f1.abs() < 1e-9);
    }
}
