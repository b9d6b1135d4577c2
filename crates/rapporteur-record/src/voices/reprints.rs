//! Whole reports in words that others carried first: wire copy, syndication, second editions.

use std::collections::BTreeMap;

use rapporteur_model::Document;
use serde::Serialize;

use super::Families;

/// Share of a report's text from which on it is another's report, and not its own with passages of
/// another: half, so that it has one origin at most.
const MOSTLY: f64 = 0.5;

/// A report that is, exactly or nearly, another one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reprint {
    /// The document's key.
    pub document: String,
    /// The report whose words it repeats, by the key of its document.
    pub of: String,
    /// Share of its text that stands in that report, more than a half, up to 1.
    pub share: f64,
}

/// Every reprint, by document. Versions of a report are no reprints of each other.
#[must_use]
pub fn reprints(documents: &[Document], families: &Families) -> Vec<Reprint> {
    let mut found: Vec<Reprint> = documents
        .iter()
        .filter_map(|document| {
            let mut bytes: BTreeMap<&str, usize> = BTreeMap::new();
            for (span, first) in families.reprinted(&document.key) {
                *bytes.entry(first).or_default() += span.len();
            }
            let (of, most) = bytes.into_iter().max_by_key(|(_, bytes)| *bytes)?;
            let share = most as f64 / document.text.len() as f64;
            let reprint = || Reprint { document: document.key.clone(), of: of.to_owned(), share };
            (share > MOSTLY).then(reprint)
        })
        .collect();
    found.sort_by(|a, b| a.document.cmp(&b.document));
    found
}
