//! Reads a whole record into memory for the views.

use std::path::Path;

use rapporteur_record::views::Contents;
use rapporteur_store::{Record, Rows, StoreError};

/// Opens a record and reads everything in it.
pub(crate) fn open(path: &Path) -> Result<Contents, StoreError> {
    contents(Record::open(path)?.rows())
}

/// Reads everything in an open record.
pub(crate) fn contents(rows: Rows<'_>) -> Result<Contents, StoreError> {
    Ok(Contents {
        documents: rows.documents()?,
        claims: rows.claims()?,
        entries: rows.entries()?,
        diagnostics: rows.diagnostics()?,
    })
}
