//! Threads: each proposal or agreement with its life, from first mention to last answer.

use rapporteur_model::{Issue, Realis, TimeSpan};
use serde::Serialize;

use super::Contents;

/// A proposal or agreement with everything that refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Thread {
    /// Stable identifier: `t-` and the identifier of its first entry's first claim.
    pub id: String,
    /// What reports call it most often.
    pub name: String,
    /// Every name for it with the number of claims that use it, most frequent first.
    pub names: Vec<(String, usize)>,
    /// What it is about, most frequent first.
    pub issues: Vec<Issue>,
    /// The earliest and the latest day that its steps are dated to.
    pub time: Option<TimeSpan>,
    /// Its life in order: dated steps first by date, then undated ones.
    pub steps: Vec<Step>,
    /// The latest answer of each party, by party.
    pub answers: Vec<Answer>,
}

/// What an entry does to a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Put on the table.
    PutForward,
    /// Carried, handed over or discussed.
    Conveyed,
    /// Changes to it asked for.
    Amended,
    /// Accepted.
    Accepted,
    /// Refused.
    Refused,
    /// Signed or endorsed.
    Signed,
    /// Carried out.
    CarriedOut,
    /// Breached or broken off.
    Broken,
    /// Told to be coming or possible: no step yet.
    Expected,
    /// Anything else that refers to it.
    Mentioned,
}

/// One step in the life of a thread: an entry that refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The entry.
    pub entry: String,
    /// What it does to the thread.
    pub phase: Phase,
    /// When.
    pub time: Option<TimeSpan>,
    /// Parties that act.
    pub actors: Vec<String>,
    /// Parties acted upon.
    pub recipients: Vec<String>,
    /// Who conveys or brokers.
    pub mediators: Vec<String>,
    /// As told: distinct values of its claims.
    pub realis: Vec<Realis>,
    /// Outlets that carry it.
    pub outlets: Vec<String>,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// Whether the entry holds a disagreement.
    pub disputed: bool,
    /// The words of its first claim.
    pub quote: String,
    /// The first claim.
    pub claim: String,
}

/// What a party answered last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The party.
    pub party: String,
    /// Its latest answer: accepted, refused, signed or amended.
    pub phase: Phase,
    /// When.
    pub time: Option<TimeSpan>,
    /// The entry.
    pub entry: String,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// Whether another report says the contrary.
    pub disputed: bool,
    /// Its earlier answers, in order: phase and entry.
    pub earlier: Vec<(Phase, String)>,
}

/// Every thread, the one with the latest step in front.
#[must_use]
pub fn threads(contents: &Contents) -> Vec<Thread> {
    let _ = contents;
    Vec::new()
}
