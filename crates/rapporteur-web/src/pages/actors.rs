//! Actors: who takes part, for whom, with whom.

use std::collections::BTreeMap;

use askama::Template;
use rapporteur_model::PartialDate;
use serde::Serialize;
use serde_json::Value;

use super::layout::Pages;
use crate::ask::Ask;
use crate::people::{People, Period, role};
use crate::table::Table;
use crate::text::{count, fill, filters, grouped};
use crate::words;

#[derive(Template)]
#[template(path = "actors.html")]
struct Shown {
    answer: String,
    picture: String,
    rows: Vec<RowShown>,
    pages: Pages,
}

struct RowShown {
    name: String,
    href: Option<String>,
    party: Option<String>,
    acts: String,
    receives: String,
    mediates: String,
    speaks: String,
    share: usize,
    first: String,
    last: String,
    with: String,
}

/// One actor, counted by entries.
#[derive(Debug, Serialize)]
struct Row {
    #[serde(skip)]
    id: String,
    name: String,
    party: Option<String>,
    acts: usize,
    receives: usize,
    mediates: usize,
    speaks: usize,
    first: Option<PartialDate>,
    last: Option<PartialDate>,
    /// Others in the same entries, most frequent first.
    with: Vec<(String, usize)>,
}

/// Everybody in the selected entries, the most involved first.
fn rows(ask: &Ask<'_>) -> Vec<Row> {
    let people = ask.snapshot.core.people();
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (at, _) in ask.entries() {
        let time = ask.snapshot.core.time_of(at);
        let parts = people.in_entry(at);
        for part in parts.iter().filter(|part| part.own != 0) {
            let tally = tallies.entry(part.who).or_default();
            tally.acts += usize::from(part.own & role::ACTS != 0);
            tally.receives += usize::from(part.own & role::RECEIVES != 0);
            tally.mediates += usize::from(part.own & role::MEDIATES != 0);
            tally.speaks += usize::from(part.own & role::SPEAKS != 0);
            if let Some(time) = time {
                tally.period.add(time);
            }
            if part.own & role::IN_EVENT == 0 {
                continue;
            }
            for other in people.others(part.who, at) {
                if other.as_party & role::IN_EVENT != 0 {
                    *tally.with.entry(other.who).or_default() += 1;
                }
            }
        }
    }
    let mut rows: Vec<Row> =
        tallies.into_iter().map(|(who, tally)| row(people, who, tally)).collect();
    rows.sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.name.cmp(&b.name)));
    rows
}

/// What an actor does in the selected entries.
#[derive(Default)]
struct Tally {
    acts: usize,
    receives: usize,
    mediates: usize,
    speaks: usize,
    period: Period,
    with: BTreeMap<usize, usize>,
}

fn row(people: &People, who: usize, tally: Tally) -> Row {
    let name = |who: usize| people.at(who).name.clone();
    let mut with: Vec<(String, usize)> =
        tally.with.into_iter().map(|(other, entries)| (name(other), entries)).collect();
    with.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    Row {
        id: people.at(who).id.clone(),
        name: name(who),
        party: people.at(who).party.map(name),
        acts: tally.acts,
        receives: tally.receives,
        mediates: tally.mediates,
        speaks: tally.speaks,
        first: tally.period.first,
        last: tally.period.last,
        with,
    }
}

impl Row {
    const fn weight(&self) -> usize {
        self.acts + self.receives + self.mediates + self.speaks
    }
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let rows = rows(ask);
    let answer = fill(
        "actors.answer",
        &[
            ("actors", &count(rows.len(), "actor")),
            ("mediators", &grouped(rows.iter().filter(|row| row.mediates > 0).count())),
            ("speakers", &grouped(rows.iter().filter(|row| row.speaks > 0).count())),
        ],
    );
    let most = rows.first().map_or(1, Row::weight).max(1);
    let positions: Vec<usize> = (0..rows.len()).collect();
    let (here, pages) = ask.paged(&positions);
    let shown = here.into_iter().filter_map(|at| rows.get(at)).map(|row| shown(ask, row, most));
    Shown {
        answer,
        picture: crate::picture::network(ask),
        rows: shown.collect(),
        pages: Pages::of(ask, "actors", pages),
    }
    .render()
}

/// Others that a row names.
const WITH: usize = 3;

fn shown(ask: &Ask<'_>, row: &Row, most: usize) -> RowShown {
    let with: Vec<String> =
        row.with.iter().take(WITH).map(|(name, n)| format!("{name} {n}")).collect();
    RowShown {
        href: ask.links.actor(&row.id),
        name: row.name.clone(),
        party: row.party.clone(),
        acts: grouped(row.acts),
        receives: grouped(row.receives),
        mediates: grouped(row.mediates),
        speaks: grouped(row.speaks),
        share: (row.weight() * 100).div_ceil(most),
        first: row.first.map(words::date).unwrap_or_default(),
        last: row.last.map(words::date).unwrap_or_default(),
        with: with.join(", "),
    }
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(rows(ask))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "actor", "party", "acts", "receives", "mediates", "speaks", "first", "last", "with",
    ]);
    for row in rows(ask) {
        let with: Vec<String> = row.with.iter().map(|(name, n)| format!("{name} {n}")).collect();
        table.rows.push(vec![
            row.name.clone(),
            row.party.clone().unwrap_or_default(),
            row.acts.to_string(),
            row.receives.to_string(),
            row.mediates.to_string(),
            row.speaks.to_string(),
            row.first.map(|date| date.to_string()).unwrap_or_default(),
            row.last.map(|date| date.to_string()).unwrap_or_default(),
            with.join("; "),
        ]);
    }
    table
}
