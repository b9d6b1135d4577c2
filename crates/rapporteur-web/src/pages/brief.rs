//! The brief: where the talks stand, in one screen.

use std::collections::BTreeSet;

use askama::Template;
use rapporteur_model::{Claim, EventType, PartialDate, Realis};
use rapporteur_record::selection::Field;
use rapporteur_record::views::threads::Thread;
use serde::Serialize;
use serde_json::Value;

use super::disagreements;
use super::threads::AnswerShown;
use crate::ask::Ask;
use crate::card::Card;
use crate::table::Table;
use crate::text::{count, fill, filters, text};
use crate::words;

/// Latest happenings that the brief lists.
const LATEST: usize = 8;

/// Disputes that the brief lists.
const DISPUTES: usize = 4;

/// Names in a list of the brief.
const NAMES: usize = 8;

#[derive(Template)]
#[template(path = "brief.html")]
struct Shown {
    answer: String,
    tiles: Vec<Tile>,
    proposal: Option<Proposal>,
    meeting: Option<Card>,
    disputes: Vec<disagreements::Dispute>,
    more_disputes: String,
    latest: Vec<Card>,
    more_latest: String,
    lists: Vec<List>,
    picture: String,
}

/// A number with what it counts, and where to see what is counted.
struct Tile {
    number: String,
    label: &'static str,
    href: String,
}

struct Proposal {
    name: String,
    href: String,
    answers: Vec<AnswerShown>,
}

/// The most frequent values of a field.
struct List {
    label: &'static str,
    rows: Vec<Bar>,
}

struct Bar {
    label: String,
    href: Option<String>,
    entries: usize,
    /// Of the longest bar, in percent.
    length: usize,
}

/// What a selection holds, in numbers.
#[derive(Debug, Serialize)]
pub(crate) struct Numbers {
    documents: usize,
    outlets: usize,
    claims: usize,
    entries: usize,
    independent_voices: usize,
    corroborated: usize,
    disputed: usize,
    published: Option<(PartialDate, PartialDate)>,
}

/// Counts what a selection holds.
pub(crate) fn numbers(ask: &Ask<'_>) -> Numbers {
    let core = &ask.snapshot.core;
    let mut documents = vec![ask.everything(); core.contents.documents.len()];
    let mut voices = vec![false; core.voices()];
    for &at in &ask.selected().claims {
        documents[core.document_at(at)] = true;
        voices[core.voice_at(at)] = true;
    }
    let shown = core.contents.documents.iter().zip(&documents).filter(|(_, shown)| **shown);
    let shown: Vec<_> = shown.map(|(document, _)| document).collect();
    let outlets: BTreeSet<&str> =
        shown.iter().filter_map(|document| document.outlet.as_deref()).collect();
    let dates = || shown.iter().filter_map(|document| document.published);
    let exact = dates().any(|date| date.as_day().is_some());
    let dates = || dates().filter(|date| !exact || date.as_day().is_some());
    let first = dates().min_by_key(|date| date.first_day());
    Numbers {
        documents: shown.len(),
        outlets: outlets.len(),
        claims: ask.selected().claims.len(),
        entries: ask.selected().entries.len(),
        independent_voices: voices.into_iter().filter(|voice| *voice).count(),
        corroborated: ask.entries().filter(|(_, entry)| entry.independent_reports > 1).count(),
        disputed: ask
            .entries()
            .filter(|(_, entry)| entry.disagreements.iter().any(|slot| !slot.correction))
            .count(),
        published: first.zip(dates().max_by_key(|date| date.last_day())),
    }
}

/// The numbers in a sentence.
fn answer(numbers: &Numbers) -> String {
    let period = numbers.published.map(|(first, last)| {
        fill("brief.period", &[("first", &words::date(first)), ("last", &words::date(last))])
    });
    fill(
        "brief.answer",
        &[
            ("reports", &count(numbers.documents, "report")),
            ("outlets", &count(numbers.outlets, "outlet")),
            ("period", &period.unwrap_or_default()),
            ("claims", &count(numbers.claims, "claim")),
            ("entries", &count(numbers.entries, "happening")),
            ("voices", &count(numbers.independent_voices, "voice")),
        ],
    )
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let numbers = numbers(ask);
    let disputes = disagreements::disputes(ask, DISPUTES);
    let latest = latest(ask);
    let tile = |number: usize, view: &str, label| Tile {
        number: crate::text::grouped(number),
        label,
        href: ask.links.view(view),
    };
    Shown {
        answer: answer(&numbers),
        tiles: vec![
            tile(numbers.documents, "documents", text("brief.reports")),
            tile(numbers.entries, "timeline", text("brief.happenings")),
            tile(numbers.independent_voices, "sources", text("brief.voices")),
            tile(numbers.corroborated, "timeline", text("brief.corroborated")),
            tile(numbers.disputed, "disagreements", text("brief.disputed")),
        ],
        proposal: latest_proposal(ask).map(|thread| Proposal {
            name: thread.name.clone(),
            href: super::threads::href(ask, thread),
            answers: super::threads::answers(ask, thread),
        }),
        meeting: next_meeting(ask),
        more_disputes: ask.links.view("disagreements"),
        disputes,
        latest,
        more_latest: ask.links.view("timeline"),
        lists: lists(ask),
        picture: super::timeline::picture(ask, "brief"),
    }
    .render()
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    let lists: serde_json::Map<String, Value> = LISTS
        .iter()
        .map(|&field| {
            let values = counts(ask, field).into_iter();
            let values = values.map(|(name, entries)| serde_json::json!([name, entries]));
            (field.key().to_owned(), Value::Array(values.collect()))
        })
        .collect();
    let mut object = serde_json::to_value(numbers(ask))?;
    object["by"] = Value::Object(lists);
    object["latest_proposal"] = serde_json::to_value(latest_proposal(ask))?;
    object["next_meeting"] = serde_json::to_value(next_meeting(ask))?;
    Ok(object)
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&["what", "value", "entries"]);
    for &field in LISTS {
        for (name, entries) in counts(ask, field) {
            table.rows.push(vec![field.key().to_owned(), name, entries.to_string()]);
        }
    }
    table
}

const LISTS: &[Field] =
    &[Field::Party, Field::Mediator, Field::Type, Field::Issue, Field::Outlet, Field::Speaker];

fn lists(ask: &Ask<'_>) -> Vec<List> {
    LISTS
        .iter()
        .filter(|&&field| field != Field::Speaker)
        .map(|&field| {
            let counted = counts(ask, field);
            let most = counted.first().map_or(1, |(_, entries)| *entries).max(1);
            let rows = counted
                .into_iter()
                .take(NAMES)
                .map(|(name, entries)| Bar {
                    label: super::layout::named(ask, field, &name),
                    href: ask.links.only("timeline", field.key(), &name),
                    entries,
                    length: (entries * 100).div_ceil(most),
                })
                .collect();
            List { label: text(&format!("facet.{}", field.key())), rows }
        })
        .filter(|list: &List| !list.rows.is_empty())
        .collect()
}

/// Values of a field among the selected entries, most frequent first, as queries spell them.
fn counts(ask: &Ask<'_>, field: Field) -> Vec<(String, usize)> {
    let facets = ask.facets();
    let facet = facets.iter().find(|facet| facet.field == field.key());
    let values = facet.into_iter().flat_map(|facet| &facet.values);
    values.map(|value| (value.value.clone(), value.entries)).collect()
}

/// The last dated happenings, the latest in front.
fn latest(ask: &Ask<'_>) -> Vec<Card> {
    let core = &ask.snapshot.core;
    let done = |at: usize| {
        let mut claims = core.members(at);
        claims.any(|(claim, _)| matches!(claim.realis, Realis::Actual | Realis::Ongoing))
    };
    let latest = core.dated().iter().rev().filter(|&&at| ask.wants_at(at) && done(at));
    latest.take(LATEST).filter_map(|&at| Card::of(ask, at)).collect()
}

/// The thread with the latest dated answer; of equals the one with most steps.
fn latest_proposal<'a>(ask: &Ask<'a>) -> Option<&'a Thread> {
    let answered = |thread: &Thread| {
        let times = thread.answers.iter().filter(|answer| ask.wants(&answer.entry));
        times.filter_map(|answer| answer.time).map(|time| time.end.last_day()).max()
    };
    let threads = ask.snapshot.core.threads().iter();
    threads
        .filter_map(|thread| Some((answered(thread)?, thread)))
        .max_by(|(day, one), (other_day, other)| {
            (day, one.steps.len())
                .cmp(&(other_day, other.steps.len()))
                .then_with(|| other.id.cmp(&one.id))
        })
        .map(|(_, thread)| thread)
}

/// The first meeting planned for the day of the latest report or after.
fn next_meeting(ask: &Ask<'_>) -> Option<Card> {
    let core = &ask.snapshot.core;
    let now = core.contents.documents.iter().filter_map(|document| document.published).max()?;
    let mut meetings: Vec<_> = ask
        .entries()
        .filter_map(|(at, _)| {
            let time = core.time_of(at).filter(|time| time.end.last_day() >= now.first_day())?;
            let any = |holds: fn(&Claim) -> bool| core.members(at).any(|(claim, _)| holds(claim));
            let talks = any(|claim| {
                claim.event().is_some_and(|event| event.event_type == EventType::Consult)
            });
            let planned = any(|claim| claim.realis == Realis::Planned);
            (talks && planned).then(|| (time.start.first_day(), at))
        })
        .collect();
    meetings.sort_unstable();
    meetings.first().and_then(|&(_, at)| Card::of(ask, at))
}
