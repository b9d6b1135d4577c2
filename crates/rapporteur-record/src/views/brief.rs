//! The brief: what the record holds, in a few lines.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EventType, PartialDate};
use serde::Serialize;

use super::{Contents, by_count};
use crate::voices::{families, voice};

/// What a record holds, in a few lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Brief {
    /// Number of documents.
    pub documents: usize,
    /// Documents by outlet, most frequent first; `null` counts those that name none.
    pub outlets: Vec<(Option<String>, usize)>,
    /// Distinct (reprint family, innermost speaker) pairs behind all claims.
    pub independent_voices: usize,
    /// Number of event claims.
    pub events: usize,
    /// Number of figure claims.
    pub figures: usize,
    /// Number of entries: happenings and figures told apart.
    pub entries: usize,
    /// Entries that more than one independent voice tells.
    pub corroborated: usize,
    /// First and last day of publication that is known.
    pub published: Option<(PartialDate, PartialDate)>,
    /// Documents that nothing dates.
    pub undated: usize,
    /// Parties by number of event claims in which they act or are acted upon, most frequent first.
    pub parties: Vec<(String, usize)>,
    /// Mediators by number of event claims, most frequent first.
    pub mediators: Vec<(String, usize)>,
    /// Event claims by PLOVER type, in the codebook's order.
    pub types: Vec<(EventType, usize)>,
}

/// Sums a record up.
#[must_use]
pub fn brief(contents: &Contents) -> Brief {
    let mut outlets: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for document in &contents.documents {
        *outlets.entry(document.outlet.clone()).or_default() += 1;
    }
    let mut outlets: Vec<_> = outlets.into_iter().collect();
    outlets.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));

    let mut parties: BTreeMap<String, usize> = BTreeMap::new();
    let mut mediators: BTreeMap<String, usize> = BTreeMap::new();
    let mut types: BTreeMap<EventType, usize> = BTreeMap::new();
    let mut figures = 0;
    for claim in &contents.claims {
        let Some(event) = claim.event() else {
            figures += 1;
            continue;
        };
        *types.entry(event.event_type).or_default() += 1;
        let involved: BTreeSet<&str> =
            event.actors.iter().chain(&event.recipients).map(|actor| actor.party()).collect();
        for party in involved {
            *parties.entry(party.to_owned()).or_default() += 1;
        }
        let between: BTreeSet<&str> = event.mediators.iter().map(|actor| actor.party()).collect();
        for mediator in between {
            *mediators.entry(mediator.to_owned()).or_default() += 1;
        }
    }

    Brief {
        documents: contents.documents.len(),
        outlets,
        independent_voices: voices(contents),
        events: contents.claims.len() - figures,
        figures,
        entries: contents.entries.len(),
        corroborated: contents.entries.iter().filter(|entry| entry.independent_reports > 1).count(),
        published: period(contents),
        undated: contents.documents.iter().filter(|document| document.published.is_none()).count(),
        parties: by_count(parties),
        mediators: by_count(mediators),
        types: types.into_iter().collect(),
    }
}

fn voices(contents: &Contents) -> usize {
    let families = families(&contents.documents);
    let documents = contents.documents_by_key();
    let voices: BTreeSet<_> = contents
        .claims
        .iter()
        .filter_map(|claim| {
            let document = documents.get(claim.document.as_str())?;
            Some(voice(claim, document, &families))
        })
        .collect();
    voices.len()
}

/// From the first to the last day; dates that are only known to the month or the year count where
/// no report is dated to the day.
fn period(contents: &Contents) -> Option<(PartialDate, PartialDate)> {
    let dates = || contents.documents.iter().filter_map(|document| document.published);
    let exact = dates().any(|date| date.as_day().is_some());
    let dates = || dates().filter(|date| !exact || date.as_day().is_some());
    Some((
        dates().min_by_key(|date| date.first_day())?,
        dates().max_by_key(|date| date.last_day())?,
    ))
}
