//! The brief: what the record holds, in a few lines.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EventType, PartialDate, Realis, TimeSpan, slug};
use serde::Serialize;

use super::members::{actors, distinct, mediators, members, recipients};
use super::threads::{Answer, Thread, threads};
use super::{Contents, by_count};

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
    /// Entries on which reports contradict each other.
    pub disputed: usize,
    /// The thread that a party answered last.
    pub latest_proposal: Option<Proposal>,
    /// The next announced meeting: the first planned for the day of the latest report or after.
    pub next_meeting: Option<Meeting>,
}

/// A proposal or agreement with each side's latest answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The thread.
    pub thread: String,
    /// What reports call it.
    pub name: String,
    /// The latest answer of each party.
    pub answers: Vec<Answer>,
}

/// A meeting that reports announce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meeting {
    /// The entry.
    pub entry: String,
    /// When.
    pub time: TimeSpan,
    /// Who is to meet, mediators included.
    pub parties: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// The words.
    pub quote: String,
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
        disputed: members(contents).iter().filter(|entry| entry.disputed()).count(),
        latest_proposal: latest_proposal(contents),
        next_meeting: next_meeting(contents),
    }
}

fn voices(contents: &Contents) -> usize {
    let voices = contents.entries.iter().flat_map(|entry| &entry.voices);
    let voices: BTreeSet<_> =
        voices.map(|voice| (voice.family.as_str(), voice.speaker.as_deref().map(slug))).collect();
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

/// The thread with the latest dated answer; of equals the one with most steps.
fn latest_proposal(contents: &Contents) -> Option<Proposal> {
    let answered = |thread: &Thread| {
        thread.answers.iter().filter_map(|answer| answer.time).map(|time| time.end.last_day()).max()
    };
    threads(contents)
        .into_iter()
        .filter_map(|thread| Some((answered(&thread)?, thread)))
        .max_by(|(day, one), (other_day, other)| {
            (day, one.steps.len())
                .cmp(&(other_day, other.steps.len()))
                .then_with(|| other.id.cmp(&one.id))
        })
        .map(|(_, thread)| Proposal {
            thread: thread.id,
            name: thread.name,
            answers: thread.answers,
        })
}

fn next_meeting(contents: &Contents) -> Option<Meeting> {
    let now = contents.documents.iter().filter_map(|document| document.published).max()?;
    let mut meetings: Vec<Meeting> = members(contents)
        .iter()
        .filter_map(|entry| {
            let time = entry.time()?;
            let (claim, _) = entry.quoted();
            let planned = entry.claims.iter().any(|(claim, _)| claim.realis == Realis::Planned);
            let talks = entry.events().any(|event| event.event_type == EventType::Consult);
            (planned && talks && time.end.last_day() >= now.first_day()).then(|| Meeting {
                entry: entry.entry.id.clone(),
                time,
                parties: distinct(
                    [actors, recipients, mediators]
                        .into_iter()
                        .flat_map(|slot| entry.parties(slot)),
                ),
                place: entry.claims.iter().find_map(|(claim, _)| claim.place.clone()),
                quote: claim.quote.clone(),
            })
        })
        .collect();
    meetings.sort_by(|a, b| {
        let when =
            |meeting: &Meeting| (meeting.time.start.first_day(), meeting.time.end.last_day());
        when(a).cmp(&when(b)).then_with(|| a.entry.cmp(&b.entry))
    });
    meetings.into_iter().next()
}
