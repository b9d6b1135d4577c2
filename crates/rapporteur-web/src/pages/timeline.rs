//! The timeline: what happened when.

use askama::Template;
use rapporteur_model::TimeSpan;
use rapporteur_record::views::timeline::Row;
use serde_json::Value;

use super::layout::Pages;
use crate::ask::Ask;
use crate::card::{COLUMNS, Card};
use crate::links::Links;
use crate::selecting::Drawing;
use crate::table::Table;
use crate::text::{count, fill, filters};
use crate::words;

#[derive(Template)]
#[template(path = "timeline.html")]
struct Shown {
    answer: String,
    picture: String,
    months: Vec<Month>,
    undated: Vec<Card>,
    pages: Pages,
}

/// The cards of one month.
struct Month {
    name: String,
    cards: Vec<Card>,
}

/// The selected events that are dated, in order.
pub(super) fn dated(ask: &Ask<'_>) -> Vec<(TimeSpan, usize)> {
    let core = &ask.snapshot.core;
    let wanted = core.dated().iter().filter(|&&at| ask.wants_at(at));
    wanted.filter_map(|&at| Some((core.time_of(at)?, at))).collect()
}

/// The selected entries that are events.
fn events<'a>(ask: &'a Ask<'_>) -> impl Iterator<Item = usize> + 'a {
    ask.entries().map(|(at, _)| at).filter(|&at| ask.snapshot.core.is_event(at))
}

fn undated(ask: &Ask<'_>) -> Vec<usize> {
    events(ask).filter(|&at| ask.snapshot.core.time_of(at).is_none()).collect()
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let dated = dated(ask);
    let undated = undated(ask);
    let rows: Vec<usize> = dated.iter().map(|(_, at)| *at).chain(undated.iter().copied()).collect();
    let (here, pages) = ask.paged(&rows);
    let mut months: Vec<Month> = Vec::new();
    let mut without = Vec::new();
    for card in here.into_iter().filter_map(|at| Card::of(ask, at)) {
        let Some(time) = card.time else {
            without.push(card);
            continue;
        };
        let name = words::month(time.start);
        match months.last_mut() {
            Some(month) if month.name == name => month.cards.push(card),
            _ => months.push(Month { name, cards: vec![card] }),
        }
    }
    Shown {
        answer: answer(ask, &dated, undated.len()),
        picture: picture(ask, "timeline"),
        months,
        undated: without,
        pages: Pages::of(ask, "timeline", pages),
    }
    .render()
}

/// The selected rows in lanes.
pub(super) fn picture(ask: &Ask<'_>, id: &str) -> String {
    // Served pages are drawn for each selection once, under one name.
    let id = if matches!(ask.links, Links::Served { .. }) { "timeline" } else { id };
    ask.drawn(Drawing::Timeline, || {
        let all = ask.snapshot.core.timeline();
        if ask.everything() {
            return drawn(ask, id, all);
        }
        let rows: Vec<Row> = all.iter().filter(|row| ask.wants(&row.entry)).cloned().collect();
        drawn(ask, id, &rows)
    })
}

fn drawn(ask: &Ask<'_>, id: &str, rows: &[Row]) -> String {
    if rows.is_empty() { String::new() } else { crate::picture::timeline(ask, id, rows) }
}

fn answer(ask: &Ask<'_>, dated: &[(TimeSpan, usize)], undated: usize) -> String {
    let planned = dated.iter().filter(|(_, at)| {
        let mut claims = ask.snapshot.core.members(*at);
        claims.all(|(claim, _)| claim.realis == rapporteur_model::Realis::Planned)
    });
    let first = dated.first().map(|(time, _)| words::date(time.start)).unwrap_or_default();
    let last = dated.iter().map(|(time, _)| time.end).max_by_key(|date| date.last_day());
    let key = if dated.is_empty() { "timeline.answer-none" } else { "timeline.answer" };
    fill(
        key,
        &[
            ("dated", &count(dated.len(), "happening")),
            ("first", &first),
            ("last", &last.map(words::date).unwrap_or_default()),
            ("planned", &crate::text::grouped(planned.count())),
            ("undated", &crate::text::grouped(undated)),
        ],
    )
}

fn cards<'a>(ask: &'a Ask<'_>) -> impl Iterator<Item = Card> + 'a {
    let rows = dated(ask).into_iter().map(|(_, at)| at).chain(undated(ask));
    rows.filter_map(|at| Card::of(ask, at))
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(cards(ask).collect::<Vec<_>>())
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(COLUMNS);
    table.rows.extend(cards(ask).map(|card| card.cells()));
    table
}
