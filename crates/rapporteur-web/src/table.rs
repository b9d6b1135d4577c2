//! The same data as a table for spreadsheets.

use std::borrow::Cow;
use std::io;

/// Rows under their columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// Names of columns.
    pub(crate) columns: Vec<&'static str>,
    /// Rows of as many cells.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub(crate) fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// CSV (RFC 4180) in UTF-8. A cell that a spreadsheet would take for a formula gets an
    /// apostrophe in front.
    ///
    /// # Errors
    /// Never in practice: it writes to memory.
    pub(crate) fn csv(&self) -> io::Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| rapporteur_export::harmless(cell));
            writer.write_record(cells.map(Cow::into_owned))?;
        }
        writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}
