//! The same happening, as told by one or more documents.

use serde::{Deserialize, Serialize};

/// One happening (or one figure for one moment) with all the claims that tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable identifier: `e-` and the id of its first claim.
    pub id: String,
    /// Claims in the order of document key and position; never empty.
    pub claims: Vec<String>,
    /// Number of distinct voices: (reprint family, innermost speaker) pairs behind the claims.
    pub independent_reports: usize,
    /// The voices, the first to report in front.
    pub voices: Vec<Voice>,
    /// Why the claims are one entry: enough pairs to join all of them.
    pub merges: Vec<Merge>,
    /// Slots on which the claims cannot all be right.
    pub disagreements: Vec<Disagreement>,
}

/// One independent voice behind an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The reprint family: key of the document that carried these words first.
    pub family: String,
    /// The innermost speaker; `None` for the outlet itself.
    pub speaker: Option<String>,
    /// Its claims, those of the first carrier in front.
    pub claims: Vec<String>,
}

/// Why two claims tell the same happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// One claim.
    pub claim: String,
    /// The other claim.
    pub with: String,
    /// How sure, in percent.
    pub percent: u8,
    /// What spoke for it, the heaviest first: names of the features of `entries/weights.toml`.
    pub because: Vec<String>,
}

/// A slot on which the claims of an entry contradict each other. A slot that is missing or less
/// exact contradicts nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// The slot.
    pub slot: Slot,
    /// Two sides or more, each with its evidence; the one with most voices in front.
    pub sides: Vec<Side>,
    /// Whether one outlet later told it otherwise than at first: a correction, no dispute.
    pub correction: bool,
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// What it says, in a word or a number.
    pub value: String,
    /// The claims that say it; never empty.
    pub claims: Vec<String>,
}

/// What claims of one happening can contradict each other on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// Two numbers for one moment.
    Value,
    /// Two dates that cannot both be right.
    Time,
    /// Two places that cannot both be right.
    Place,
    /// Two doers of one deed.
    Actors,
    /// It happened; it did not.
    Realis,
    /// Accepted; refused.
    Stance,
}

impl Slot {
    /// The name as the JSON spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Time => "time",
            Self::Place => "place",
            Self::Actors => "actors",
            Self::Realis => "realis",
            Self::Stance => "stance",
        }
    }
}

impl std::fmt::Display for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
