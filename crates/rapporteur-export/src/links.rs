//! Where a row's record can be looked at.

use rapporteur_model::Document;

/// Builds permalinks: the addresses at which `rapporteur serve` shows what an export tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    base: String,
}

/// Where `rapporteur serve` listens unless told otherwise.
pub const DEFAULT_BASE: &str = "http://127.0.0.1:4848";

impl Default for Links {
    fn default() -> Self {
        Self::new(DEFAULT_BASE)
    }
}

impl Links {
    /// Links below an address, with or without a slash at its end.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned() }
    }

    /// A claim, in its report.
    #[must_use]
    pub fn claim(&self, id: &str) -> String {
        match id.rsplit_once('.') {
            Some((document, number)) => format!("{}/d/{document}?c={number}#c{number}", self.base),
            None => self.document(id),
        }
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, id: &str) -> String {
        format!("{}/e/{id}", self.base)
    }

    /// A document.
    #[must_use]
    pub fn document(&self, key: &str) -> String {
        format!("{}/d/{key}", self.base)
    }

    /// Where a document was published, or its permalink where no address is known.
    #[must_use]
    pub fn source(&self, document: &Document) -> String {
        document.url.clone().unwrap_or_else(|| self.document(&document.key))
    }
}
