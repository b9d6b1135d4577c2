//! Every entry in one row: what it is, who is in it, who tells it.

use rapporteur_model::{EventType, Issue, Measure, Mode, Realis, Slot, TimeSpan};
use serde::Serialize;

use super::Contents;
use super::members::{Members, actors, distinct, mediators, members, recipients};

/// One entry: a happening, or a figure for one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryRow {
    /// The entry.
    pub entry: String,
    /// When: as most claims say.
    pub time: Option<TimeSpan>,
    /// The first publication of its reports.
    pub first_published: Option<rapporteur_model::PartialDate>,
    /// PLOVER type of an event, as its first report has it.
    #[serde(rename = "type")]
    pub event_type: Option<EventType>,
    /// PLOVER mode, where a claim has one.
    pub mode: Option<Mode>,
    /// What a figure counts.
    pub measure: Option<Measure>,
    /// The smallest and the largest number given for a figure.
    pub values: Option<(f64, f64)>,
    /// Whom or what a figure counts, as its first report says.
    pub of: Option<String>,
    /// As told: distinct values of its claims.
    pub realis: Vec<Realis>,
    /// Parties that act; of a figure, who did it.
    pub actors: Vec<String>,
    /// Parties acted upon.
    pub recipients: Vec<String>,
    /// Parties that mediate.
    pub mediators: Vec<String>,
    /// What it is about.
    pub issues: Vec<Issue>,
    /// The proposal or agreement that it refers to, by each name.
    pub objects: Vec<String>,
    /// Where.
    pub places: Vec<String>,
    /// Innermost speakers, the outlets themselves not among them.
    pub speakers: Vec<String>,
    /// Outlets, or the identifiers of documents that name none.
    pub outlets: Vec<String>,
    /// Its claims that are in the record, by document key and position.
    pub claims: Vec<String>,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// Slots on which reports contradict each other.
    pub disputed: Vec<Slot>,
    /// The words of the claim that was published first, and its identifier.
    pub quote: String,
    /// The claim quoted.
    pub claim: String,
    /// Key of the document quoted.
    pub document: String,
}

/// Every entry, by identifier.
#[must_use]
pub fn entry_rows(contents: &Contents) -> Vec<EntryRow> {
    members(contents).iter().map(row).collect()
}

fn row(entry: &Members<'_>) -> EntryRow {
    let (quoted, document) = entry.quoted();
    let event = quoted.event();
    let figures = || entry.claims.iter().filter_map(|(claim, _)| claim.figure());
    let lows = figures().map(|figure| figure.value).reduce(f64::min);
    let highs = figures().map(|figure| figure.high.unwrap_or(figure.value)).reduce(f64::max);
    let by = figures().filter_map(|figure| figure.by.clone());
    EntryRow {
        entry: entry.entry.id.clone(),
        time: entry.time(),
        first_published: entry.claims.iter().filter_map(|(_, document)| document.published).min(),
        event_type: event.map(|event| event.event_type),
        mode: entry.events().find_map(|event| event.mode),
        measure: quoted.figure().map(|figure| figure.measure),
        values: lows.zip(highs),
        of: quoted.figure().and_then(|figure| figure.of.clone()),
        realis: entry.realis(),
        actors: distinct(entry.parties(actors).into_iter().chain(by)),
        recipients: entry.parties(recipients),
        mediators: entry.parties(mediators),
        issues: distinct(entry.events().flat_map(|event| event.issues.iter().copied())),
        objects: distinct(entry.events().filter_map(|event| event.object.clone())),
        places: distinct(entry.claims.iter().filter_map(|(claim, _)| claim.place.clone())),
        speakers: distinct(
            entry
                .claims
                .iter()
                .filter_map(|(claim, _)| claim.innermost_speaker())
                .map(|link| link.speaker.clone()),
        ),
        outlets: entry.outlets(),
        claims: entry.claims.iter().map(|(claim, _)| claim.id.clone()).collect(),
        independent_reports: entry.entry.independent_reports,
        disputed: distinct(
            entry
                .entry
                .disagreements
                .iter()
                .filter(|disagreement| !disagreement.correction)
                .map(|disagreement| disagreement.slot),
        ),
        quote: quoted.quote.clone(),
        claim: quoted.id.clone(),
        document: document.key.clone(),
    }
}
