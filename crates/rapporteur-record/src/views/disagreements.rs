//! Disagreements: slot by slot, side by side, with who says what.

use rapporteur_model::{Content, Disagreement, PartialDate, Slot, TimeSpan};
use serde::Serialize;

use super::Contents;
use super::members::{Members, actors, members, outlet};

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
    /// The identifier of its document.
    pub document: String,
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
    let mut rows: Vec<Row> = members(contents)
        .iter()
        .flat_map(|entry| {
            entry.entry.disagreements.iter().map(move |disagreement| row(entry, disagreement))
        })
        .collect();
    rows.sort_by(|a, b| {
        let order = |row: &Row| (row.correction, row.time, row.entry.clone(), row.slot);
        order(a).cmp(&order(b))
    });
    rows
}

fn row(entry: &Members<'_>, disagreement: &Disagreement) -> Row {
    let evidence = |id: &String| {
        let (claim, document) = entry.claims.iter().find(|(claim, _)| claim.id == *id)?;
        Some(Evidence {
            claim: claim.id.clone(),
            document: document.id.clone(),
            outlet: outlet(document),
            published: document.published,
            said_by: claim.innermost_speaker().map(|link| link.speaker.clone()),
            quote: claim.quote.clone(),
        })
    };
    Row {
        entry: entry.entry.id.clone(),
        slot: disagreement.slot,
        about: about(entry),
        time: entry.time(),
        correction: disagreement.correction,
        sides: disagreement
            .sides
            .iter()
            .map(|side| RowSide {
                value: side.value.clone(),
                evidence: side.claims.iter().filter_map(evidence).collect(),
            })
            .collect(),
    }
}

/// What an entry is, in a few words of the closed lists.
fn about(entry: &Members<'_>) -> String {
    match &entry.quoted().0.content {
        Content::Event(event) => {
            let mode = event.mode.map(|mode| format!(" {mode}")).unwrap_or_default();
            format!("{}{mode}: {}", event.event_type, entry.parties(actors).join(", "))
        }
        Content::Figure(figure) => match &figure.of {
            Some(of) => format!("{}: {}", figure.measure, one_line(of)),
            None => figure.measure.to_string(),
        },
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
