//! Wording: who calls the same people and events what. Compared, never judged.

use std::collections::BTreeSet;

use askama::Template;
use rapporteur_record::views::wording::{Label, Use, Wording};
use serde_json::Value;

use crate::ask::Ask;
use crate::card::outlet;
use crate::table::Table;
use crate::text::{count, fill, filters};
use crate::words;

#[derive(Template)]
#[template(path = "wording.html")]
struct Shown {
    answer: String,
    referents: Vec<Referent>,
}

struct Referent {
    name: String,
    outlets: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    label: String,
    cells: Vec<Option<Cell>>,
}

struct Cell {
    own: usize,
    quoted: usize,
    href: String,
    example: String,
}

/// Wording by the outlets of the selected claims.
fn rows(ask: &Ask<'_>) -> Vec<Wording> {
    let core = &ask.snapshot.core;
    if ask.everything() {
        return core.wording().to_vec();
    }
    let documents: BTreeSet<usize> =
        ask.selected().claims.iter().map(|&at| core.document_at(at)).collect();
    let outlets: BTreeSet<String> =
        documents.iter().map(|&at| outlet(&core.contents.documents[at])).collect();
    let within = |label: &Label| {
        let uses: Vec<Use> =
            label.uses.iter().filter(|used| outlets.contains(&used.outlet)).cloned().collect();
        (!uses.is_empty()).then(|| Label { label: label.label.clone(), uses })
    };
    core.wording()
        .iter()
        .map(|wording| Wording {
            referent: wording.referent.clone(),
            labels: wording.labels.iter().filter_map(within).collect(),
        })
        .filter(|wording| wording.labels.len() > 1)
        .collect()
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let rows = rows(ask);
    let answer = fill("wording.answer", &[("referents", &count(rows.len(), "referent"))]);
    let referents = rows.iter().take(REFERENTS).map(|wording| referent(ask, wording)).collect();
    Shown { answer, referents }.render()
}

/// Referents on a page: the list is sorted by use, and its tail says little.
const REFERENTS: usize = 60;

/// Outlets beside each other, the ones that use most labels first.
const OUTLETS: usize = 8;

/// Labels of one referent.
const LABELS: usize = 12;

fn referent(ask: &Ask<'_>, wording: &Wording) -> Referent {
    let mut totals: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for used in wording.labels.iter().flat_map(|label| &label.uses) {
        *totals.entry(&used.outlet).or_default() += used.own + used.quoted;
    }
    let mut outlets: Vec<(&str, usize)> = totals.into_iter().collect();
    outlets.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    outlets.truncate(OUTLETS);
    let cell = |label: &Label, outlet: &str| {
        let used = label.uses.iter().find(|used| used.outlet == outlet)?;
        Some(Cell {
            own: used.own,
            quoted: used.quoted,
            href: ask.links.document(&used.document),
            example: words::one_line(&used.example),
        })
    };
    Referent {
        name: words::one_line(&wording.referent),
        rows: wording
            .labels
            .iter()
            .take(LABELS)
            .map(|label| Row {
                label: words::one_line(&label.label),
                cells: outlets.iter().map(|(outlet, _)| cell(label, outlet)).collect(),
            })
            .collect(),
        outlets: outlets.into_iter().map(|(outlet, _)| outlet.to_owned()).collect(),
    }
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(rows(ask))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table =
        Table::new(&["referent", "label", "outlet", "own", "quoted", "example", "document"]);
    for wording in rows(ask) {
        for label in &wording.labels {
            for used in &label.uses {
                table.rows.push(vec![
                    wording.referent.clone(),
                    label.label.clone(),
                    used.outlet.clone(),
                    used.own.to_string(),
                    used.quoted.to_string(),
                    used.example.clone(),
                    ask.links.document(&used.document),
                ]);
            }
        }
    }
    table
}
