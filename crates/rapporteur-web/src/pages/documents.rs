//! Documents: the reports behind the record.

use std::collections::BTreeSet;

use askama::Template;
use rapporteur_model::Document;
use serde_json::{Value, json};

use super::layout::Pages;
use crate::ask::Ask;
use crate::table::Table;
use crate::text::{count, fill, filters, grouped, text};
use crate::words;

#[derive(Template)]
#[template(path = "documents.html")]
struct Shown {
    answer: String,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    title: String,
    language: String,
    href: String,
    outlet: String,
    published: String,
    claims: String,
    url: Option<String>,
}

/// The reports of the selected claims, the latest in front; all of them where nothing is left out.
fn rows<'a>(ask: &Ask<'a>) -> Vec<&'a Document> {
    let core = &ask.snapshot.core;
    let mut documents: Vec<&Document> = if ask.everything() {
        core.contents.documents.iter().collect()
    } else {
        let told: BTreeSet<usize> =
            ask.selected().claims.iter().map(|&at| core.document_at(at)).collect();
        told.into_iter().map(|at| &core.contents.documents[at]).collect()
    };
    documents.sort_by(|a, b| {
        let day = |document: &Document| document.published.map(|date| date.last_day());
        day(b).cmp(&day(a)).then_with(|| (&a.outlet, &a.key).cmp(&(&b.outlet, &b.key)))
    });
    documents
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let rows = rows(ask);
    let outlets: BTreeSet<&str> = rows.iter().filter_map(|row| row.outlet.as_deref()).collect();
    let answer = fill(
        "documents.answer",
        &[("reports", &count(rows.len(), "report")), ("outlets", &count(outlets.len(), "outlet"))],
    );
    let (here, pages) = ask.paged(&rows);
    let rows = here.into_iter().map(|document| shown(ask, document)).collect();
    Shown { answer, rows, pages: Pages::of(ask, "documents", pages) }.render()
}

fn shown(ask: &Ask<'_>, document: &Document) -> Row {
    Row {
        title: words::one_line(document.title.as_deref().unwrap_or(&document.id)),
        language: document.language.clone().unwrap_or_default(),
        href: ask.links.document(&document.key),
        outlet: document.outlet.clone().unwrap_or_else(|| text("word.unnamed").to_owned()),
        published: document.published.map_or_else(|| text("word.undated").to_owned(), words::date),
        claims: grouped(ask.snapshot.core.claims_of(&document.key).len()),
        url: document.url.clone().filter(|url| web_address(url)),
    }
}

/// Whether an address leads to a page: nothing else becomes a link.
pub(super) fn web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    let core = &ask.snapshot.core;
    let rows = rows(ask);
    let about = rows.iter().map(|document| {
        json!({
            "key": document.key,
            "id": document.id,
            "outlet": document.outlet,
            "title": document.title,
            "published": document.published,
            "language": document.language,
            "url": document.url,
            "sha256": document.origin.sha256,
            "claims": core.claims_of(&document.key).len(),
            "permalink": ask.links.document(&document.key),
        })
    });
    Ok(Value::Array(about.collect()))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "key",
        "id",
        "outlet",
        "title",
        "published",
        "language",
        "url",
        "sha256",
        "claims",
        "permalink",
    ]);
    for document in rows(ask) {
        table.rows.push(vec![
            document.key.clone(),
            document.id.clone(),
            document.outlet.clone().unwrap_or_default(),
            document.title.clone().unwrap_or_default(),
            document.published.map(|date| date.to_string()).unwrap_or_default(),
            document.language.clone().unwrap_or_default(),
            document.url.clone().unwrap_or_default(),
            document.origin.sha256.clone(),
            ask.snapshot.core.claims_of(&document.key).len().to_string(),
            ask.links.document(&document.key),
        ]);
    }
    table
}
