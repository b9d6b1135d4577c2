//! The figures: what is counted, by measure and population, one row a claim.

use rapporteur_model::{Figure, TimeSpan};
use serde::Serialize;

use super::Contents;

/// One figure as one document gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
    /// Its moment or period.
    pub time: Option<TimeSpan>,
    /// Who gives it: the innermost speaker, `null` for the outlet.
    pub said_by: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The document's identifier.
    pub document: String,
    /// The claim.
    pub claim: String,
    /// The words.
    pub quote: String,
}

/// Every figure, by measure, moment, population and value.
#[must_use]
pub fn figures(contents: &Contents) -> Vec<Row> {
    let documents = contents.documents_by_key();
    let mut rows: Vec<Row> = contents
        .claims
        .iter()
        .filter_map(|claim| {
            let document = documents.get(claim.document.as_str())?;
            Some(Row {
                figure: claim.figure()?.clone(),
                time: claim.time,
                said_by: claim.innermost_speaker().map(|link| link.speaker.clone()),
                outlet: document.outlet.clone(),
                document: document.id.clone(),
                claim: claim.id.clone(),
                quote: claim.quote.clone(),
            })
        })
        .collect();
    rows.sort_by(|a, b| {
        let order = |row: &Row| {
            (row.figure.measure, row.time.map(|time| time.start.first_day()), row.figure.of.clone())
        };
        order(a)
            .cmp(&order(b))
            .then(a.figure.value.total_cmp(&b.figure.value))
            .then_with(|| a.claim.cmp(&b.claim))
    });
    rows
}
