//! Positions: what each party demands, offers, accepts or refuses on each issue, over time.

use rapporteur_model::{Issue, TimeSpan};
use serde::Serialize;

use super::Contents;

/// One cell of the matrix: a party's stances on an issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Position {
    /// The issue.
    pub issue: Issue,
    /// The party.
    pub party: String,
    /// The latest stance.
    pub latest: Stance,
    /// What it replaced, the latest in front.
    pub earlier: Vec<Stance>,
}

/// A stance that a party took once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stance {
    /// What it does.
    pub kind: StanceKind,
    /// When it was taken; where nothing tells, the publication date.
    pub time: Option<TimeSpan>,
    /// Whom it is addressed to.
    pub to: Vec<String>,
    /// The proposal or agreement it refers to.
    pub object: Option<String>,
    /// A figure that the same sentence names: "240", "5 to 10".
    pub figures: Vec<String>,
    /// The innermost speaker where it is not the outlet.
    pub said_by: Option<String>,
    /// The outlets that report it.
    pub outlets: Vec<String>,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// The entry.
    pub entry: String,
    /// Its first claim.
    pub claim: String,
    /// The words of that claim.
    pub quote: String,
}

/// What a party does about an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StanceKind {
    /// Asks for it (REQUEST).
    Demands,
    /// Refuses it (REJECT).
    Refuses,
    /// Accepts, commits to or offers it (AGREE).
    Accepts,
    /// Yields on it (CONCEDE).
    Concedes,
}

/// Every cell that is filled, by issue in the guide's order, then by party.
#[must_use]
pub fn positions(contents: &Contents) -> Vec<Position> {
    let _ = contents;
    Vec::new()
}
