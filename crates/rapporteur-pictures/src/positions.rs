//! Who stands where: issues down, parties across, the latest stance in each cell with what it
//! replaced.

use std::collections::BTreeMap;

use rapporteur_model::Issue;
use rapporteur_record::views::positions::{Position, Stance, StanceKind};

use crate::axis::spoken_span;
use crate::phrases::{count, fill, pairs, parts, phrase};
use crate::picture::{Cell, Frame, Links, Picture, Table, Target, Words};
use crate::svg::{Element, line, linked, polyline, rect, words};
use crate::text::{cut, fit, isolated};
use crate::timeline::nothing;

const MARGIN: f64 = 8.0;
const SIZE: f64 = 12.0;
const LINE: f64 = 16.0;

/// Parties that a phone lists: more are scrolled past and not read.
const LISTED: usize = 24;

/// A column narrower than this cannot hold its words.
const NARROWEST: f64 = 185.0;

/// Draws the matrix of positions, as [`rapporteur_record::views::positions::positions`] gives it or a
/// part of it. Parties that find no room on the page stand in the table.
#[must_use]
pub fn positions(positions: &[Position], frame: &Frame, links: Links<'_>) -> Picture {
    let parties = parties(positions);
    let said = Words {
        title: phrase("title.positions").to_owned(),
        summary: summary(positions, &parties),
    };
    let table = if frame.has_table() { table(positions, links) } else { Table::default() };
    if positions.is_empty() {
        return nothing(frame, said, table, phrase("note.no-stance"));
    }
    let (height, drawn) = if frame.is_narrow() {
        as_list(positions, &parties, frame, links)
    } else {
        as_matrix(positions, &parties, frame, links)
    };
    Picture::new(frame, height, said, drawn, table)
}

/// Parties with the number of cells they fill, most first.
fn parties(positions: &[Position]) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for position in positions {
        *counts.entry(&position.party).or_default() += 1;
    }
    let mut parties: Vec<(&str, usize)> = counts.into_iter().collect();
    parties.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    parties
}

fn issues(positions: &[Position]) -> Vec<Issue> {
    let has = |issue: &Issue| positions.iter().any(|position| position.issue == *issue);
    Issue::ALL.iter().copied().filter(has).collect()
}

fn as_matrix(
    positions: &[Position],
    parties: &[(&str, usize)],
    frame: &Frame,
    links: Links<'_>,
) -> (f64, Vec<Element>) {
    const ISSUES: f64 = 150.0;
    const HEAD: f64 = 34.0;
    let room = frame.width - 2.0 * MARGIN - ISSUES;
    let most = (room / NARROWEST).floor().max(1.0);
    let shown = parties.iter().take(most as usize).map(|(party, _)| *party).collect::<Vec<_>>();
    let column = (room / shown.len().max(1) as f64).min(260.0);
    let right = MARGIN + ISSUES + column * shown.len() as f64;
    let mut drawn = Vec::new();
    for (at, party) in shown.iter().enumerate() {
        let x = MARGIN + ISSUES + column * at as f64;
        drawn.push(linked(links(Target::Party(party)).as_deref(), &isolated(party)).with(words(
            (x, 20.0),
            &cut(party, 13.0, column - 12.0),
            "p-heading",
        )));
    }
    drawn.push(line((MARGIN, HEAD - 4.0), (right, HEAD - 4.0), "p-rule"));
    let mut y = HEAD;
    for issue in issues(positions) {
        let cells: Vec<(f64, &Position)> = shown
            .iter()
            .enumerate()
            .filter_map(|(at, party)| {
                let cell = positions.iter().find(|p| p.issue == issue && p.party == *party)?;
                Some((MARGIN + ISSUES + column * at as f64, cell))
            })
            .collect();
        if cells.is_empty() {
            continue;
        }
        drawn.push(issue_heading(issue, (MARGIN, y + 18.0), ISSUES - 12.0, links));
        let row = cells.iter().map(|(_, cell)| height(cell)).fold(0.0, f64::max);
        for (x, cell) in cells {
            drawn.push(draw_cell(cell, (x, y), (column - 8.0, row), links));
        }
        y += row;
        drawn.push(line((MARGIN, y - 2.0), (right, y - 2.0), "p-grid"));
    }
    if parties.len() > shown.len() {
        let rest = parties.len() - shown.len();
        let note = fill("note.parties", &[("parties", &count(rest, "party"))]);
        drawn.push(words((MARGIN, y + 16.0), &note, "p-note"));
        y += 20.0;
    }
    (y + 6.0, drawn)
}

/// On a phone each issue is a heading with its parties beneath.
fn as_list(
    positions: &[Position],
    parties: &[(&str, usize)],
    frame: &Frame,
    links: Links<'_>,
) -> (f64, Vec<Element>) {
    let mut drawn = Vec::new();
    let mut y = 4.0;
    for issue in issues(positions) {
        drawn.push(rect((0.0, y), (frame.width, 24.0), "p-band"));
        drawn.push(issue_heading(issue, (MARGIN, y + 16.0), frame.width - 2.0 * MARGIN, links));
        y += 26.0;
        for (party, _) in parties.iter().take(LISTED) {
            let Some(cell) = positions.iter().find(|p| p.issue == issue && p.party == *party)
            else {
                continue;
            };
            let left = 118.0;
            drawn.push(words((MARGIN, y + 18.0), &cut(party, SIZE, left - MARGIN - 8.0), ""));
            drawn.push(draw_cell(
                cell,
                (left, y),
                (frame.width - MARGIN - left, height(cell)),
                links,
            ));
            y += height(cell);
        }
        y += 6.0;
    }
    let rest = parties.len().saturating_sub(LISTED);
    if rest > 0 {
        let note = fill("note.parties", &[("parties", &count(rest, "party"))]);
        drawn.push(words((MARGIN, y + 10.0), &note, "p-note"));
        y += 20.0;
    }
    (y, drawn)
}

fn issue_heading(issue: Issue, at: (f64, f64), room: f64, links: Links<'_>) -> Element {
    let name = issue_name(issue);
    linked(links(Target::Issue(issue)).as_deref(), &name).with(words(
        at,
        &fit(&name, SIZE, room),
        "p-strong",
    ))
}

/// `permanent-ceasefire` as a heading.
fn issue_name(issue: Issue) -> String {
    let mut name = issue.name().replace('-', " ");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// A shape and a word; under it when and by how many voices, and what it replaced.
fn draw_cell(
    cell: &Position,
    (x, y): (f64, f64),
    (wide, high): (f64, f64),
    links: Links<'_>,
) -> Element {
    let stance = &cell.latest;
    let address = links(Target::Position { issue: cell.issue, party: &cell.party });
    let address = address.or_else(|| links(Target::Entry(&stance.entry)));
    let mut element = linked(address.as_deref(), &in_full(cell)).with(rect(
        (x - 4.0, y),
        (wide + 4.0, high - 4.0),
        "p-hit",
    ));
    element.push(shape(stance.kind, (x + 7.0, y + 14.0)));
    element.push(words((x + 20.0, y + 18.0), kind_name(stance.kind), "p-strong"));
    let voices = count(stance.independent_reports, "voice");
    let when = stance.time.map_or_else(|| phrase("word.undated").to_owned(), spoken_span);
    let note = format!("{when} · {voices}");
    element.push(words(
        (x + 20.0, y + 18.0 + LINE),
        &fit(&note, 11.0, wide - 20.0),
        "p-small p-note",
    ));
    if let Some(before) = replaced(cell) {
        let when = before.time.map(|time| format!(", {}", spoken_span(time))).unwrap_or_default();
        let stance = kind_name(before.kind);
        let text = fill("note.before", &[("stance", stance), ("when", &when)]);
        let text = fit(&text, 11.0, wide - 20.0);
        element.push(words((x + 20.0, y + 18.0 + 2.0 * LINE - 2.0), &text, "p-small p-note"));
    }
    element
}

/// The height of a cell: two lines, and one for what was before.
fn height(cell: &Position) -> f64 {
    if replaced(cell).is_some() { 62.0 } else { 48.0 }
}

/// The latest stance that was another one.
fn replaced(cell: &Position) -> Option<&Stance> {
    cell.earlier.iter().find(|stance| stance.kind != cell.latest.kind)
}

fn kind_name(kind: StanceKind) -> &'static str {
    phrase(match kind {
        StanceKind::Demands => "stance.demands",
        StanceKind::Refuses => "stance.refuses",
        StanceKind::Accepts => "stance.accepts",
        StanceKind::Concedes => "stance.concedes",
    })
}

/// A tick, a cross, a triangle that points up, a lozenge that gives way.
fn shape(kind: StanceKind, (x, y): (f64, f64)) -> Element {
    match kind {
        StanceKind::Accepts => {
            polyline(&[(x - 5.0, y), (x - 1.5, y + 4.0), (x + 5.5, y - 5.0)], false, "p-glyph")
        }
        StanceKind::Refuses => Element::new("g")
            .with(line((x - 4.5, y - 4.5), (x + 4.5, y + 4.5), "p-glyph"))
            .with(line((x - 4.5, y + 4.5), (x + 4.5, y - 4.5), "p-glyph")),
        StanceKind::Demands => {
            polyline(&[(x - 5.0, y + 4.5), (x, y - 5.0), (x + 5.0, y + 4.5)], true, "p-glyph")
        }
        StanceKind::Concedes => {
            polyline(&[(x - 5.0, y), (x, y - 5.0), (x + 5.0, y), (x, y + 5.0)], true, "p-glyph")
        }
    }
}

fn in_full(cell: &Position) -> String {
    let stance = &cell.latest;
    let when = stance.time.map(|time| format!(", {}", spoken_span(time))).unwrap_or_default();
    let by = stance
        .said_by
        .as_ref()
        .map(|name| fill("word.says-aside", &[("name", &isolated(name))]))
        .unwrap_or_default();
    let mut told = format!(
        "{}, {}: {}{when}{by}, {}: “{}”",
        issue_name(cell.issue),
        isolated(&cell.party),
        kind_name(stance.kind),
        count(stance.independent_reports, "voice"),
        isolated(&stance.quote),
    );
    if let Some(before) = replaced(cell) {
        let when = before.time.map(|time| format!(", {}", spoken_span(time))).unwrap_or_default();
        let stance = kind_name(before.kind);
        told = fill("mark.before", &[("told", &told), ("stance", stance), ("when", &when)]);
    }
    told
}

fn summary(positions: &[Position], parties: &[(&str, usize)]) -> String {
    let changed = positions.iter().filter(|cell| replaced(cell).is_some()).count();
    let counted = [
        ("positions", count(positions.len(), "position")),
        ("parties", count(parties.len(), "party")),
        ("issues", count(issues(positions).len(), "issue")),
    ];
    let mut said = vec![fill("summary.positions", &pairs(&counted))];
    let kinds =
        [StanceKind::Demands, StanceKind::Refuses, StanceKind::Accepts, StanceKind::Concedes];
    let counts: Vec<String> = kinds
        .into_iter()
        .map(|kind| (kind, positions.iter().filter(|cell| cell.latest.kind == kind).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(kind, number)| format!("{} {number}", kind_name(kind)))
        .collect();
    if !counts.is_empty() {
        said.push(fill("summary.positions-stances", &[("stances", &counts.join(", "))]));
    }
    if changed > 0 {
        said.push(fill("summary.positions-changed", &[("number", &changed.to_string())]));
    }
    said.join(" ")
}

fn table(positions: &[Position], links: Links<'_>) -> Table {
    let cells = |cell: &Position| {
        let stance = &cell.latest;
        let before = replaced(cell).map(|before| {
            let when = before.time.map(|time| format!(" {time}")).unwrap_or_default();
            format!("{}{when}", kind_name(before.kind))
        });
        vec![
            Cell::new(issue_name(cell.issue)),
            Cell::linked(cell.party.clone(), links(Target::Party(&cell.party))),
            Cell::new(kind_name(stance.kind)),
            Cell::new(stance.time.map(|time| time.to_string()).unwrap_or_default()),
            Cell::new(before.unwrap_or_default()),
            Cell::new(stance.independent_reports.to_string()),
            Cell::new(stance.outlets.join(", ")),
            Cell::linked(stance.quote.clone(), links(Target::Entry(&stance.entry))),
        ]
    };
    Table { columns: parts("table.positions"), rows: positions.iter().map(cells).collect() }
}
