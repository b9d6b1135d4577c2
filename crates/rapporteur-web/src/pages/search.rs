//! Search: words in the sentences of claims, and in the text of reports.

use askama::Template;
use rapporteur_model::Span;
use rapporteur_record::selection::{Field, fold};
use serde_json::{Value, json};

use super::layout::Pages;
use crate::ask::Ask;
use crate::card::{COLUMNS, Card};
use crate::table::Table;
use crate::text::{count, fill, filters, text};
use crate::words;

#[derive(Template)]
#[template(path = "search.html")]
struct Shown {
    answer: String,
    cards: Vec<Card>,
    passages: Vec<Passage>,
    pages: Pages,
}

/// A sentence of a report with the words that were looked for.
struct Passage {
    before: String,
    hit: String,
    after: String,
    language: String,
    href: String,
    outlet: String,
    published: String,
}

/// Passages shown beside the claims.
const PASSAGES: usize = 40;

/// Letters shown on each side of what was found.
const AROUND: usize = 110;

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let words = asked(ask);
    let (cards, passages, pages) = match &words {
        None => (Vec::new(), Vec::new(), 1),
        Some(words) => {
            let (here, pages) = ask.paged(&ask.selected().entries);
            let cards = here.into_iter().filter_map(|at| Card::of(ask, at)).collect();
            (cards, passages(ask, words), pages)
        }
    };
    let answer = match &words {
        None => text("search.ask").to_owned(),
        Some(words) => fill(
            "search.answer",
            &[
                ("words", words),
                ("claims", &count(ask.selected().claims.len(), "claim")),
                ("entries", &count(ask.selected().entries.len(), "happening")),
            ],
        ),
    };
    Shown { answer, cards, passages, pages: Pages::of(ask, "search", pages) }.render()
}

fn asked(ask: &Ask<'_>) -> Option<String> {
    let terms = ask.selection.terms(Field::Words)?;
    terms.only.first().cloned()
}

/// Sentences of reports that hold all the words, in reports that the rest of the selection allows.
fn passages(ask: &Ask<'_>, words: &str) -> Vec<Passage> {
    let core = &ask.snapshot.core;
    let found = core.search(&terms(words), PASSAGES);
    found
        .into_iter()
        .filter_map(|(at, span)| {
            let document = core.contents.documents.get(at)?;
            let sentence = crate::marked::sentence_at(&document.text, span.start);
            let (before, hit, after) = cut(&document.text, span);
            Some(Passage {
                before,
                hit,
                after,
                language: document.language.clone().unwrap_or_default(),
                href: format!("{}#s{sentence}", ask.links.document(&document.key)),
                outlet: crate::card::outlet(document),
                published: document.published.map(words::date).unwrap_or_default(),
            })
        })
        .collect()
}

/// What stands around a span, on one line.
fn cut(text: &str, span: Span) -> (String, String, String) {
    let from = text[..span.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to =
        text[span.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end + at);
    let line = |range: &str| range.split_whitespace().collect::<Vec<_>>().join(" ");
    (line(&text[from..span.start]), line(span.of(text)), line(&text[span.end..to]))
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    let cards: Vec<Card> = ask.entries().filter_map(|(at, _)| Card::of(ask, at)).collect();
    let passages = asked(ask).map(|words| passages(ask, &words)).unwrap_or_default();
    Ok(json!({
        "entries": cards,
        "passages": passages.iter().map(|passage| json!({
            "before": passage.before,
            "hit": passage.hit,
            "after": passage.after,
            "outlet": passage.outlet,
            "permalink": passage.href,
        })).collect::<Vec<_>>(),
    }))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(COLUMNS);
    table.rows.extend(ask.entries().filter_map(|(at, _)| Card::of(ask, at)).map(|c| c.cells()));
    table
}

/// The words of a query, folded, without quotation marks.
pub(crate) fn terms(query: &str) -> Vec<String> {
    let plain = fold(&query.replace('"', " "));
    plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
