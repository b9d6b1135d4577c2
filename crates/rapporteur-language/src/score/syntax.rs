//! Tags and trees over gold tokens.

use super::{share, universal};
use crate::types::Sentence;

/// How many words got their tag, their head, and their head with its label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyntaxScore {
    /// Gold words, punctuation included.
    pub words: usize,
    /// Words with the right universal part of speech.
    pub tagged: usize,
    /// Words with the right head.
    pub attached: usize,
    /// Words with the right head and the right universal part of the label.
    pub labelled: usize,
}

impl SyntaxScore {
    /// Share of words with the right part of speech, 0 to 1.
    #[must_use]
    pub fn upos(self) -> f64 {
        share(self.tagged, self.words)
    }

    /// Unlabelled attachment score, 0 to 1.
    #[must_use]
    pub fn uas(self) -> f64 {
        share(self.attached, self.words)
    }

    /// Labelled attachment score, 0 to 1. As in CoNLL 2018 subtypes ("obl:tmod") do not count.
    #[must_use]
    pub fn las(self) -> f64 {
        share(self.labelled, self.words)
    }
}

/// Compares analyses of the same sentences and tokens, pairing them by position.
///
/// A word that the system lacks, or a word without a tree, counts as wrong.
#[must_use]
pub fn syntax(gold: &[Sentence], system: &[Sentence]) -> SyntaxScore {
    let nothing = Sentence::default();
    let mut score = SyntaxScore::default();
    for (index, sentence) in gold.iter().enumerate() {
        let answer = system.get(index).unwrap_or(&nothing);
        score.words += sentence.tokens.len();
        for (expected, found) in sentence.tokens.iter().zip(&answer.tokens) {
            let attached = expected.head == found.head && !found.deprel.is_empty();
            let same_label = universal(&expected.deprel) == universal(&found.deprel);
            score.tagged += usize::from(expected.upos == found.upos);
            score.attached += usize::from(attached);
            score.labelled += usize::from(attached && same_label);
        }
    }
    score
}
