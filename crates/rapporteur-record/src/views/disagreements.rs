//! Disagreements: slot by slot, side by side, with who says what.

use rapporteur_model::{PartialDate, Slot, TimeSpan};
use serde::Serialize;

use super::Contents;

/// A slot of an entry on which reports contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The entry.
    pub entry: String,
    /// The slot.
    pub slot: Slot,
    /// What the entry is: its type and parties, or its measure and population.
    pub about: String,
    /// When.
    pub time: Option<TimeSpan>,
    /// Whether one outlet corrected itself: no dispute between outlets.
    pub correction: bool,
    /// The sides.
    pub sides: Vec<RowSide>,
}

/// One side with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowSide {
    /// What it says.
    pub value: String,
    /// Its claims.
    pub evidence: Vec<Evidence>,
}

/// One claim on a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The claim.
    pub claim: String,
    /// The outlet, or the identifier of a document that names none.
    pub outlet: String,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The innermost speaker; `None` for the outlet itself.
    pub said_by: Option<String>,
    /// The words.
    pub quote: String,
}

/// Every disagreement: disputes first, then corrections; by date, then by entry.
#[must_use]
pub fn disagreements(contents: &Contents) -> Vec<Row> {
    let _ = contents;
    Vec::new()
}
