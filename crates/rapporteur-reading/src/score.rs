//! Measures claims against annotated claims, figure for figure as the annotation guide's `score.py`.
//!
//! An event is found when its type is equal, an actor agrees (a recipient where the gold has no
//! actor) and the evidence shares a sentence; a figure when value and measure are equal and the
//! evidence shares a sentence. Each claim is matched at most once, best slots first.
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | `claim` | what a claim looks like to the scorer |
//! | `sentence` | in which sentences a claim's evidence stands |
//! | `actor` | which names are the same actor |
//! | `slot` | how far two claims agree, slot by slot |
//! | `pairing` | which predicted claim is which gold claim |
//! | `report` | precision, recall, slots |
//! | `calibration` | whether a claim of confidence 0.7 is right in seven of ten cases |

mod actor;
mod calibration;
mod claim;
mod pairing;
mod report;
mod sentence;
mod slot;

pub use actor::Aliases;
pub use calibration::{Bin, Calibration};
pub use claim::{Named, Number, ScoredClaim, Time};
pub use pairing::pairs;
pub use report::{Document, Rates, Report, report};

/// The text as Python's `read_text` yields it, which is what offsets of predicted claims count in:
/// `\r\n` and a lone `\r` become `\n`.
#[must_use]
pub fn with_universal_newlines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// As Python rounds: to the nearest, exact halves to the even digit.
fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests;
