//! Positions: who stands where on which issue.

use std::borrow::Cow;
use std::collections::BTreeMap;

use askama::Template;
use rapporteur_model::Issue;
use rapporteur_record::views::positions::{Position, Stance};
use serde_json::Value;

use super::layout::Pages;
use crate::ask::Ask;
use crate::table::Table;
use crate::text::{count, fill, filters, text};
use crate::words;

/// Parties that get a column of the matrix: as many as fit beside each other on a desk.
const COLUMNS: usize = 6;

#[derive(Template)]
#[template(path = "positions.html")]
struct Shown {
    answer: String,
    picture: String,
    parties: Vec<String>,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    pages: Pages,
}

struct Row {
    issue: &'static str,
    cells: Vec<Option<Latest>>,
}

/// The latest stance, in a cell of the matrix.
struct Latest {
    kind: &'static str,
    code: String,
    when: String,
    earlier: usize,
    voices: String,
    href: String,
}

/// A party on an issue, with its history.
pub(super) struct Cell {
    id: String,
    pub(super) issue: &'static str,
    party: String,
    pub(super) stances: Vec<StanceShown>,
}

pub(super) struct StanceShown {
    pub(super) kind: &'static str,
    pub(super) code: String,
    pub(super) when: String,
    pub(super) to: String,
    pub(super) object: Option<String>,
    pub(super) figures: String,
    pub(super) quote: String,
    pub(super) words: String,
    pub(super) said_by: Option<String>,
    pub(super) outlets: String,
    pub(super) voices: String,
    pub(super) href: String,
}

/// The selected stances of each cell that has one.
fn positions<'a>(ask: &Ask<'a>) -> Cow<'a, [Position]> {
    let all = ask.snapshot.core.positions();
    if ask.everything() {
        return Cow::Borrowed(all);
    }
    let selected = all.iter().filter_map(|position| {
        let mut stances = std::iter::once(&position.latest)
            .chain(&position.earlier)
            .filter(|stance| ask.wants(&stance.entry))
            .cloned();
        let latest = stances.next()?;
        Some(Position {
            issue: position.issue,
            party: position.party.clone(),
            latest,
            earlier: stances.collect(),
        })
    });
    Cow::Owned(selected.collect())
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let positions = positions(ask);
    let mut weight: BTreeMap<&str, usize> = BTreeMap::new();
    for position in positions.iter() {
        *weight.entry(&position.party).or_default() += 1 + position.earlier.len();
    }
    let mut parties: Vec<(&str, usize)> = weight.into_iter().collect();
    parties.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    let all_parties = parties.len();
    parties.truncate(COLUMNS);
    let issues: Vec<Issue> = crate::card::distinct(positions.iter().map(|position| position.issue));
    let stances: Vec<(usize, usize)> = positions
        .iter()
        .enumerate()
        .flat_map(|(at, position)| (0..=position.earlier.len()).map(move |earlier| (at, earlier)))
        .collect();
    let (here, pages) = ask.paged(&stances);
    let paged = pages > 1;
    let rows = issues
        .iter()
        .map(|&issue| Row {
            issue: words::text_of("issue", issue.name()),
            cells: parties
                .iter()
                .map(|(party, _)| {
                    let at =
                        |position: &&Position| position.issue == issue && position.party == *party;
                    positions.iter().find(at).map(|position| latest(ask, position, paged))
                })
                .collect(),
        })
        .filter(|row| row.cells.iter().any(Option::is_some))
        .collect();
    Shown {
        answer: fill(
            "positions.answer",
            &[
                ("parties", &count(all_parties, "party")),
                ("stances", &count(stances.len(), "stance")),
                ("issues", &count(issues.len(), "issue")),
            ],
        ),
        picture: crate::picture::positions(ask, &positions, paged),
        parties: parties.iter().map(|(party, _)| (*party).to_owned()).collect(),
        rows,
        cells: cells(ask, &positions, &here),
        pages: Pages::of(ask, "positions", pages),
    }
    .render()
}

/// Cells with the stances of one page.
fn cells(ask: &Ask<'_>, positions: &[Position], here: &[(usize, usize)]) -> Vec<Cell> {
    let mut cells: Vec<(usize, Cell)> = Vec::new();
    for &(at, earlier) in here {
        let Some(position) = positions.get(at) else { continue };
        let mut stances = std::iter::once(&position.latest).chain(&position.earlier);
        let Some(stance) = stances.nth(earlier).map(|one| shown(ask, one)) else {
            continue;
        };
        match cells.last_mut() {
            Some((last, cell)) if *last == at => cell.stances.push(stance),
            _ => cells.push((at, Cell { stances: vec![stance], ..empty(position) })),
        }
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

fn latest(ask: &Ask<'_>, position: &Position, paged: bool) -> Latest {
    let stance = &position.latest;
    Latest {
        kind: kind(stance),
        code: words::serialised(&stance.kind),
        when: when(stance),
        earlier: position.earlier.len(),
        voices: count(stance.independent_reports, "voice"),
        href: crate::picture::position(ask, position.issue, &position.party, paged),
    }
}

fn kind(stance: &Stance) -> &'static str {
    words::text_of("stance", &words::serialised(&stance.kind))
}

fn when(stance: &Stance) -> String {
    stance.time.map_or_else(|| text("word.undated").to_owned(), words::time)
}

/// A position with the latest of its stances.
pub(super) fn cell(ask: &Ask<'_>, position: &Position, most: usize) -> Cell {
    let stances = std::iter::once(&position.latest).chain(&position.earlier).take(most);
    Cell { stances: stances.map(|stance| shown(ask, stance)).collect(), ..empty(position) }
}

fn empty(position: &Position) -> Cell {
    Cell {
        id: crate::picture::position_id(position.issue, &position.party),
        issue: words::text_of("issue", position.issue.name()),
        party: position.party.clone(),
        stances: Vec::new(),
    }
}

fn shown(ask: &Ask<'_>, stance: &Stance) -> StanceShown {
    StanceShown {
        kind: kind(stance),
        code: words::serialised(&stance.kind),
        when: when(stance),
        to: stance.to.join(", "),
        object: stance.object.as_deref().map(words::one_line),
        figures: words::one_line(&stance.figures.join("; ")),
        quote: words::one_line(&stance.quote),
        words: ask.links.claim_id(&stance.claim),
        said_by: stance.said_by.clone(),
        outlets: stance.outlets.join(", "),
        voices: count(stance.independent_reports, "voice"),
        href: ask.links.entry(&stance.entry),
    }
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(positions(ask))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "issue",
        "party",
        "latest",
        "stance",
        "time_start",
        "time_end",
        "to",
        "object",
        "figures",
        "said_by",
        "outlets",
        "independent_reports",
        "quote",
        "entry",
        "claim",
        "permalink",
    ]);
    for position in positions(ask).iter() {
        let stances = std::iter::once(&position.latest).chain(&position.earlier);
        for (at, stance) in stances.enumerate() {
            table.rows.push(vec![
                position.issue.to_string(),
                position.party.clone(),
                (at == 0).to_string(),
                words::serialised(&stance.kind),
                stance.time.map(|time| time.start.to_string()).unwrap_or_default(),
                stance.time.map(|time| time.end.to_string()).unwrap_or_default(),
                stance.to.join("; "),
                stance.object.clone().unwrap_or_default(),
                stance.figures.join("; "),
                stance.said_by.clone().unwrap_or_default(),
                stance.outlets.join("; "),
                stance.independent_reports.to_string(),
                stance.quote.clone(),
                stance.entry.clone(),
                stance.claim.clone(),
                ask.links.claim_id(&stance.claim),
            ]);
        }
    }
    table
}
