//! Disagreements: slot by slot, side by side.

use askama::Template;
use rapporteur_model::{Claim, Slot};
use rapporteur_record::views::disagreements::{Row, RowSide};
use serde_json::Value;

use super::layout::Pages;
use crate::ask::Ask;
use crate::table::Table;
use crate::text::{count, fill, filters, text};
use crate::words;

#[derive(Template)]
#[template(path = "disagreements.html")]
struct Shown {
    answer: String,
    disputes: Vec<Dispute>,
    corrections: Vec<Dispute>,
    pages: Pages,
}

/// A slot on which reports contradict each other.
#[derive(Clone)]
pub(super) struct Dispute {
    pub(super) href: String,
    pub(super) slot: &'static str,
    pub(super) about: String,
    pub(super) when: String,
    pub(super) correction: bool,
    pub(super) sides: Vec<SideShown>,
}

/// One side with its evidence.
#[derive(Clone)]
pub(super) struct SideShown {
    pub(super) value: String,
    pub(super) voices: String,
    pub(super) evidence: Vec<Piece>,
}

/// One claim of a side.
#[derive(Clone)]
pub(super) struct Piece {
    pub(super) quote: String,
    pub(super) href: String,
    pub(super) outlet: String,
    pub(super) said_by: Option<String>,
    pub(super) published: Option<String>,
}

fn rows<'a>(ask: &Ask<'a>) -> Vec<&'a Row> {
    let all = ask.snapshot.core.disagreements().iter();
    all.filter(|row| ask.wants(&row.entry)).collect()
}

/// The first disputes between reports, without outlets that corrected themselves.
pub(super) fn disputes(ask: &Ask<'_>, most: usize) -> Vec<Dispute> {
    let disputes = rows(ask).into_iter().filter(|row| !row.correction).take(most);
    disputes.map(|row| shown(ask, row)).collect()
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let rows = rows(ask);
    let corrections = rows.iter().filter(|row| row.correction).count();
    let answer = fill(
        if corrections == 0 { "disagreements.answer-disputes" } else { "disagreements.answer" },
        &[
            ("disputes", &count(rows.len() - corrections, "dispute")),
            ("corrections", &count(corrections, "correction")),
        ],
    );
    let (here, pages) = ask.paged(&rows);
    let (corrections, disputes) =
        here.into_iter().map(|row| shown(ask, row)).partition(|row: &Dispute| row.correction);
    Shown { answer, disputes, corrections, pages: Pages::of(ask, "disagreements", pages) }.render()
}

fn shown(ask: &Ask<'_>, row: &Row) -> Dispute {
    Dispute {
        href: ask.links.entry(&row.entry),
        slot: words::text_of("slot", row.slot.name()),
        about: about(ask, row),
        when: row.time.map_or_else(|| text("word.undated").to_owned(), words::time),
        correction: row.correction,
        sides: row
            .sides
            .iter()
            .map(|side| SideShown {
                value: value(ask, row.slot, side),
                voices: count(side.evidence.len(), "claim"),
                evidence: side
                    .evidence
                    .iter()
                    .map(|piece| Piece {
                        quote: words::one_line(&piece.quote),
                        href: ask.links.claim_id(&piece.claim),
                        outlet: piece.outlet.clone(),
                        said_by: piece.said_by.clone(),
                        published: piece.published.map(words::date),
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// What a side says: a figure with its unit, the name of a closed list in words, or as it stands.
fn value(ask: &Ask<'_>, slot: Slot, side: &RowSide) -> String {
    let claim = side.evidence.first().and_then(|piece| ask.snapshot.core.claim(&piece.claim));
    let key = format!("{slot}.{}", side.value);
    match claim.and_then(Claim::figure) {
        Some(figure) if slot == Slot::Value => words::amount(figure),
        _ if crate::text::has(&key) => words::text_of(slot.name(), &side.value).to_owned(),
        _ => words::one_line(&side.value),
    }
}

/// What an entry is: its kind and its parties, or what it counts.
fn about(ask: &Ask<'_>, row: &Row) -> String {
    let at = ask.snapshot.core.entry_at(&row.entry);
    let Some(card) = at.and_then(|at| crate::card::Card::of(ask, at)) else {
        return row.about.clone();
    };
    let core = &ask.snapshot.core;
    let claim = core.claim(&card.claim);
    if let Some(of) = claim.and_then(|claim| claim.figure()).and_then(|figure| figure.of.clone()) {
        return format!("{}: {}", card.what, words::one_line(&of));
    }
    match card.actors.is_empty() {
        true => card.what,
        false => format!("{}: {}", card.what, card.actors.join(", ")),
    }
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(rows(ask))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "entry",
        "slot",
        "about",
        "correction",
        "value",
        "outlet",
        "published",
        "said_by",
        "quote",
        "claim",
        "permalink",
    ]);
    for row in rows(ask) {
        for side in &row.sides {
            for piece in &side.evidence {
                table.rows.push(vec![
                    row.entry.clone(),
                    row.slot.to_string(),
                    row.about.clone(),
                    row.correction.to_string(),
                    side.value.clone(),
                    piece.outlet.clone(),
                    piece.published.map(|date| date.to_string()).unwrap_or_default(),
                    piece.said_by.clone().unwrap_or_default(),
                    piece.quote.clone(),
                    piece.claim.clone(),
                    ask.links.claim_id(&piece.claim),
                ]);
            }
        }
    }
    table
}
