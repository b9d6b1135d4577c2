//! Who carried words first: reports in the order of publication, their versions as one.

use std::collections::BTreeMap;

use rapporteur_model::{Document, PartialDate};

/// A report as a carrier of words. The first one is the one published first; undated ones come
/// last, ties go to the smaller key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Carrier {
    /// Whether nothing dates it.
    pub undated: bool,
    /// Its date, as an ISO prefix.
    pub published: String,
    /// Its document's key; of several versions that of the first.
    pub key: String,
}

impl Carrier {
    fn of(document: &Document) -> Self {
        let published = document.published.map(|date| date.to_string()).unwrap_or_default();
        Self { undated: published.is_empty(), published, key: document.key.clone() }
    }
}

/// The carrier that each document is or belongs to, in the order of the documents. Documents that
/// share an address are versions of one report, and the first of them stands for all.
pub(crate) fn carriers(documents: &[&Document]) -> Vec<Carrier> {
    let mut first: BTreeMap<&str, &Document> = BTreeMap::new();
    for &document in documents {
        if let Some(url) = document.url.as_deref() {
            let version = first.entry(url).or_insert(document);
            if version_order(document) < version_order(version) {
                *version = document;
            }
        }
    }
    documents
        .iter()
        .map(|&document| {
            let version = document.url.as_deref().and_then(|url| first.get(url).copied());
            Carrier::of(version.unwrap_or(document))
        })
        .collect()
}

/// What versions of one report are sorted by, the first in front.
pub(crate) fn version_order(
    document: &Document,
) -> (Option<&str>, Option<PartialDate>, Option<PartialDate>, &str) {
    let retrieved = document.origin.retrieved.as_deref();
    (retrieved, document.modified, document.published, &document.key)
}
