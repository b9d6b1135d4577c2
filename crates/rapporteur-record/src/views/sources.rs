//! Sources: who reports what, who reprints whom, who told an entry first.

use rapporteur_model::PartialDate;
use serde::Serialize;

use super::Contents;

/// One outlet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The outlet, or the identifier of a document that names none.
    pub outlet: String,
    /// Its documents.
    pub documents: usize,
    /// Its claims.
    pub claims: usize,
    /// Entries that it tells.
    pub entries: usize,
    /// Entries told by others too, of which it told first.
    pub first: usize,
    /// Entries that nobody else tells.
    pub alone: usize,
    /// Claims in words that another document carried before, by the outlet that did.
    pub reprints: Vec<(String, usize)>,
    /// Its most cited speakers with the number of claims.
    pub speakers: Vec<(String, usize)>,
}

/// How an entry spread: one carrier after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carrier {
    /// The document's key.
    pub document: String,
    /// The outlet, or the document's identifier.
    pub outlet: String,
    /// When.
    pub published: Option<PartialDate>,
    /// The document whose words it repeats, by key; `None` for words of its own.
    pub repeats: Option<String>,
    /// The innermost speakers it gives.
    pub speakers: Vec<String>,
}

/// Every outlet, the one with most claims in front.
#[must_use]
pub fn sources(contents: &Contents) -> Vec<Source> {
    let _ = contents;
    Vec::new()
}

/// The chain by which an entry spread, the first to report in front.
#[must_use]
pub fn spread(contents: &Contents, entry: &str) -> Vec<Carrier> {
    let _ = (contents, entry);
    Vec::new()
}
