//! Actors: who takes part, for whom, with whom.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use rapporteur_model::{Actor, PartialDate, slug};
use rapporteur_record::selection::Field;
use serde::Serialize;
use serde_json::Value;

use super::layout::Pages;
use crate::ask::Ask;
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
#[derive(Debug, Default, Serialize)]
struct Row {
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

#[derive(Default)]
struct Tally {
    row: Row,
    with: BTreeMap<String, usize>,
}

/// Everybody in the selected entries, the most involved first.
fn rows(ask: &Ask<'_>) -> Vec<Row> {
    let core = &ask.snapshot.core;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (at, _) in ask.entries() {
        let mut roles: BTreeSet<(String, u8)> = BTreeSet::new();
        let mut parties: BTreeSet<&str> = BTreeSet::new();
        let mut names: BTreeMap<String, (&str, Option<&str>)> = BTreeMap::new();
        for (claim, _) in core.members(at) {
            if let Some(link) = claim.innermost_speaker() {
                let id = slug(&link.speaker);
                names.entry(id.clone()).or_insert((&link.speaker, link.party.as_deref()));
                roles.insert((id, 3));
            }
            let Some(event) = claim.event() else { continue };
            let slots: [(&[Actor], u8); 3] =
                [(&event.actors, 0), (&event.recipients, 1), (&event.mediators, 2)];
            for (actors, role) in slots {
                for actor in actors {
                    let id = slug(&actor.name);
                    names.insert(id.clone(), (&actor.name, actor.party.as_deref()));
                    parties.insert(actor.party());
                    roles.insert((id, role));
                }
            }
        }
        let time = core.time_of(at);
        for (id, role) in roles {
            let tally = tallies.entry(id.clone()).or_default();
            let (name, party) = names.get(&id).copied().unwrap_or_default();
            if tally.row.name.is_empty() {
                tally.row.name = words::one_line(name);
            }
            tally.row.party = tally.row.party.take().or_else(|| party.map(str::to_owned));
            match role {
                0 => tally.row.acts += 1,
                1 => tally.row.receives += 1,
                2 => tally.row.mediates += 1,
                _ => tally.row.speaks += 1,
            }
            if let Some(time) = time {
                let earliest = |date: &PartialDate| date.first_day();
                tally.row.first =
                    tally.row.first.into_iter().chain([time.start]).min_by_key(earliest);
                let latest = |date: &PartialDate| date.last_day();
                tally.row.last = tally.row.last.into_iter().chain([time.end]).max_by_key(latest);
            }
            if role < 3 {
                for party in parties
                    .iter()
                    .filter(|party| **party != name && Some(**party) != tally.row.party.as_deref())
                {
                    *tally.with.entry((*party).to_owned()).or_default() += 1;
                }
            }
        }
    }
    let mut rows: Vec<Row> = tallies
        .into_values()
        .map(|tally| {
            let mut with: Vec<(String, usize)> = tally.with.into_iter().collect();
            with.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
            Row { with, ..tally.row }
        })
        .collect();
    rows.sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.name.cmp(&b.name)));
    rows
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
    let field = match (row.acts + row.receives, row.mediates) {
        (0, 0) => Field::Speaker,
        (0, _) => Field::Mediator,
        _ => Field::Party,
    };
    let with: Vec<String> =
        row.with.iter().take(WITH).map(|(name, n)| format!("{name} {n}")).collect();
    RowShown {
        href: ask.links.only("timeline", field.key(), &row.name),
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
