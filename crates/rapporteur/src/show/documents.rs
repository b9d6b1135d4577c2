//! The reports.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rapporteur_model::{Basis, PartialDate};
use rapporteur_record::views::Contents;
use serde::Serialize;

use super::count;
use crate::table::{self, one_line};

/// One report.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    id: String,
    key: String,
    outlet: Option<String>,
    title: Option<String>,
    published: Option<PartialDate>,
    published_basis: Option<Basis>,
    language: Option<String>,
    url: Option<String>,
    claims: usize,
    path: String,
    sha256: String,
}

/// Every report, by date, then by identifier.
pub(super) fn rows(contents: &Contents) -> Vec<Row> {
    let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in &contents.claims {
        *claims.entry(&claim.document).or_default() += 1;
    }
    let shown = contents.shown_ids();
    let mut rows: Vec<Row> = contents
        .documents
        .iter()
        .map(|document| Row {
            id: shown.get(document.key.as_str()).unwrap_or(&document.id).clone(),
            key: document.key.clone(),
            outlet: document.outlet.clone(),
            title: document.title.clone(),
            published: document.published,
            published_basis: document.published_basis,
            language: document.language.clone(),
            url: document.url.clone(),
            claims: claims.get(document.key.as_str()).copied().unwrap_or_default(),
            path: document.origin.path.clone(),
            sha256: document.origin.sha256.clone(),
        })
        .collect();
    rows.sort_by(|a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
    rows
}

/// Prints the reports.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let rows = rows(contents);
    table::answer(to, &count(rows.len(), "report"))?;
    let mut lines = table::table(&["published", "outlet", "claims", "report"]);
    for row in &rows {
        let title = row.title.as_deref().map(one_line).unwrap_or_default();
        lines.add_row([
            row.published.map_or_else(|| "undated".to_owned(), |date| date.to_string()),
            row.outlet.clone().unwrap_or_else(|| "(not named)".to_owned()),
            row.claims.to_string(),
            format!("{} {title}", row.id),
        ]);
    }
    table::print(to, &lines)
}
