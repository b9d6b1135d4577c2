//! A table of claims, edited in a spreadsheet.

use anyhow::Context;
use rapporteur_export::plain;
use rapporteur_model::EditedSlot;

use super::Said;

/// Columns that a person can correct, and the slot behind each.
const COLUMNS: &[(&str, EditedSlot)] = &[
    ("type", EditedSlot::Type),
    ("mode", EditedSlot::Mode),
    ("actors", EditedSlot::Actors),
    ("recipients", EditedSlot::Recipients),
    ("mediators", EditedSlot::Mediators),
    ("issues", EditedSlot::Issues),
    ("object", EditedSlot::Object),
    ("measure", EditedSlot::Measure),
    ("qualifier", EditedSlot::Qualifier),
    ("of", EditedSlot::Of),
    ("by", EditedSlot::By),
    ("realis", EditedSlot::Realis),
    ("place", EditedSlot::Place),
];

/// Columns that are compared with the slots of events, and those of figures.
fn belongs(slot: EditedSlot, kind: Option<&str>) -> bool {
    match kind {
        Some("figure") => EditedSlot::OF_FIGURE.contains(&slot),
        _ => EditedSlot::OF_EVENT.contains(&slot),
    }
}

pub(super) fn read(text: &str, delimiter: u8) -> anyhow::Result<Vec<Said>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().context("it has no header")?.clone();
    let column = |name: &str| header.iter().position(|column| column.trim() == name);
    let claim = column("claim").context("it has no column `claim`; edit an export of claims")?;
    let mut all = Vec::new();
    for (place, row) in (2..).zip(reader.records()) {
        let row = row.context("it is no table")?;
        let cell = |name: &str| column(name).and_then(|at| row.get(at)).map(unguarded);
        let kind = cell("kind");
        let mut said = Said {
            place,
            claim: row.get(claim).map(unguarded).unwrap_or_default().to_owned(),
            verdict: cell("review").map(str::to_owned),
            slots: Vec::new(),
        };
        for &(name, slot) in COLUMNS {
            if let (Some(value), true) = (cell(name), belongs(slot, kind)) {
                said.slots.push((slot, value.to_owned()));
            }
        }
        if let (Some(value), Some("figure")) = (cell("value"), kind) {
            let high = cell("high").filter(|high| !high.is_empty());
            let value = high.map_or_else(|| value.to_owned(), |high| format!("{value} to {high}"));
            said.slots.push((EditedSlot::Value, value));
        }
        if let (Some(start), Some(end)) = (cell("time_start"), cell("time_end")) {
            let one = start == end || end.is_empty();
            let time = if one { start.to_owned() } else { format!("{start}/{end}") };
            said.slots.push((EditedSlot::Time, time));
        }
        if let Some(chain) = cell("said_by") {
            let innermost = chain.rsplit(" > ").next().unwrap_or_default();
            said.slots.push((EditedSlot::Speaker, innermost.to_owned()));
        }
        if !said.claim.is_empty() {
            all.push(said);
        }
    }
    Ok(all)
}

/// A cell without the apostrophe that stands before what looks like a formula.
fn unguarded(cell: &str) -> &str {
    plain(cell).trim()
}
