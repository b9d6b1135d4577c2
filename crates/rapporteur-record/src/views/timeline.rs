//! The timeline: dated happenings in order, each told once, with who tells it.

use std::collections::BTreeSet;

use rapporteur_model::{Claim, EventType, Mode, Realis, TimeSpan};
use serde::Serialize;

use super::Contents;

/// One happening on the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Entry.
    pub entry: String,
    /// When.
    pub time: TimeSpan,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// Whether it is told as having happened; the claims' own when they agree.
    pub realis: Vec<Realis>,
    /// Parties that act.
    pub actors: Vec<String>,
    /// Parties acted upon.
    pub recipients: Vec<String>,
    /// Mediators.
    pub mediators: Vec<String>,
    /// Outlets that carry it (documents that name none count as their identifier).
    pub outlets: Vec<String>,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// The words of the first claim.
    pub quote: String,
    /// The first claim.
    pub claim: String,
}

/// Every dated event entry, by date, then by entry.
#[must_use]
pub fn timeline(contents: &Contents) -> Vec<Row> {
    let claims = contents.claims_by_id();
    let documents = contents.documents_by_key();
    let mut rows: Vec<Row> = contents
        .entries
        .iter()
        .filter_map(|entry| {
            let members: Vec<&Claim> =
                entry.claims.iter().filter_map(|id| claims.get(id.as_str()).copied()).collect();
            let first = *members.first()?;
            let event = first.event()?;
            let events = || members.iter().filter_map(|claim| claim.event());
            let outlets: BTreeSet<String> = members
                .iter()
                .filter_map(|claim| documents.get(claim.document.as_str()))
                .map(|document| document.outlet.clone().unwrap_or_else(|| document.id.clone()))
                .collect();
            Some(Row {
                entry: entry.id.clone(),
                time: first.time?,
                event_type: event.event_type,
                mode: events().find_map(|event| event.mode),
                realis: distinct(members.iter().map(|claim| claim.realis)),
                actors: distinct(events().flat_map(|event| parties(&event.actors))),
                recipients: distinct(events().flat_map(|event| parties(&event.recipients))),
                mediators: distinct(events().flat_map(|event| parties(&event.mediators))),
                outlets: outlets.into_iter().collect(),
                independent_reports: entry.independent_reports,
                quote: first.quote.clone(),
                claim: first.id.clone(),
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        let when = |row: &Row| (row.time.start.first_day(), row.time.end.last_day());
        when(a).cmp(&when(b)).then_with(|| a.entry.cmp(&b.entry))
    });
    rows
}

fn parties(actors: &[rapporteur_model::Actor]) -> impl Iterator<Item = String> {
    actors.iter().map(|actor| actor.party().to_owned())
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}
