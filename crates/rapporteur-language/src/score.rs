//! How close an analysis comes to a gold one. Pure functions, no clock, no files.
//!
//! | function | what it compares | whose definition |
//! |---|---|---|
//! | [`syntax()`] | tags and trees over gold tokens | UPOS, UAS, LAS over all words; LAS by the universal part of the label |
//! | [`raw_text()`] | everything from raw text | CoNLL 2018 shared task |
//! | [`sentences`] | what [`segment`](crate::segment::segment) makes of a treebank's text | the same |
//! | [`names()`] | names | exact span and type, as in CoNLL 2003 |

mod names;
mod raw_text;
mod syntax;

pub use names::{NameScore, names};
pub use raw_text::{RawTextScore, raw_text, sentences};
pub use syntax::{SyntaxScore, syntax};

/// How many things gold has, how many the system has, and how many of them agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// In the gold analysis.
    pub gold: usize,
    /// In the analysis that is scored.
    pub system: usize,
    /// In both.
    pub correct: usize,
}

impl Ratio {
    /// Share of the system's that is right, 0 to 1; 0 where it has none.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.correct, self.system)
    }

    /// Share of gold that was found, 0 to 1; 0 where gold has none.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.correct, self.gold)
    }

    /// Harmonic mean of precision and recall, 0 to 1.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.correct, self.gold + self.system)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words stay far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The universal part of a label: "obl" of "obl:tmod".
fn universal(deprel: &str) -> &str {
    deprel.split_once(':').map_or(deprel, |(universal, _)| universal)
}

#[cfg(test)]
mod tests;
