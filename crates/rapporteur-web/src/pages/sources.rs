//! Sources: who reports what, and who reprints whom.

use askama::Template;
use rapporteur_record::selection::Field;
use rapporteur_record::views::sources::{Source, sources};
use serde_json::Value;

use crate::ask::Ask;
use crate::table::Table;
use crate::text::{count, fill, filters, grouped};

#[derive(Template)]
#[template(path = "sources.html")]
struct Shown {
    answer: String,
    rows: Vec<Row>,
}

struct Row {
    outlet: String,
    href: Option<String>,
    documents: String,
    claims: String,
    entries: String,
    first: String,
    alone: String,
    share: usize,
    reprints: String,
    speakers: String,
}

/// Names that a cell lists.
const NAMES: usize = 3;

/// Above this many claims a narrower selection is shown by outlets of the whole record: working
/// sources out again would keep a reader waiting.
const WORKED_OUT: usize = 20_000;

/// Outlets of the selected claims; entries told first or alone are those of the selection.
fn rows(ask: &Ask<'_>) -> Vec<Source> {
    let core = &ask.snapshot.core;
    if ask.everything() {
        return core.sources().to_vec();
    }
    if ask.selected().claims.len() > WORKED_OUT {
        let facets = ask.facets();
        let of = facets.iter().find(|facet| facet.field == Field::Outlet.key());
        let named: Vec<&str> =
            of.into_iter().flat_map(|facet| &facet.values).map(|v| v.name.as_str()).collect();
        let all = core.sources().iter();
        return all.filter(|row| named.contains(&row.outlet.as_str())).cloned().collect();
    }
    sources(&ask.selected().claims_alone(&core.contents))
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let rows = rows(ask);
    let reprints: usize = rows.iter().flat_map(|row| &row.reprints).map(|(_, claims)| claims).sum();
    let alone: usize = rows.iter().map(|row| row.alone).sum();
    let answer = fill(
        "sources.answer",
        &[
            ("outlets", &count(rows.len(), "outlet")),
            ("alone", &count(alone, "happening")),
            ("reprints", &count(reprints, "claim")),
        ],
    );
    let most = rows.iter().map(|row| row.claims).max().unwrap_or(1).max(1);
    let listed = |names: &[(String, usize)]| {
        let shown: Vec<String> =
            names.iter().take(NAMES).map(|(name, n)| format!("{name} {n}")).collect();
        shown.join(", ")
    };
    let rows = rows
        .iter()
        .map(|row| Row {
            outlet: row.outlet.clone(),
            href: ask.links.only("documents", Field::Outlet.key(), &row.outlet),
            documents: grouped(row.documents),
            claims: grouped(row.claims),
            entries: grouped(row.entries),
            first: grouped(row.first),
            alone: grouped(row.alone),
            share: (row.claims * 100).div_ceil(most),
            reprints: listed(&row.reprints),
            speakers: listed(&row.speakers),
        })
        .collect();
    Shown { answer, rows }.render()
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(rows(ask))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "outlet",
        "documents",
        "claims",
        "entries",
        "first",
        "alone",
        "reprints",
        "speakers",
    ]);
    let listed = |names: &[(String, usize)]| {
        names.iter().map(|(name, n)| format!("{name} {n}")).collect::<Vec<_>>().join("; ")
    };
    for row in rows(ask) {
        table.rows.push(vec![
            row.outlet.clone(),
            row.documents.to_string(),
            row.claims.to_string(),
            row.entries.to_string(),
            row.first.to_string(),
            row.alone.to_string(),
            listed(&row.reprints),
            listed(&row.speakers),
        ]);
    }
    table
}
