//! One claim a row. Lists are joined by `; `, attribution chains by ` > `, outermost first.

use std::io::{self, Write};

use crate::Options;
use crate::columns::{COLUMNS, Row};
use crate::pieces::{Piece, Sheet};

/// A table of claims: UTF-8, RFC 4180.
pub(crate) struct Claims<'w> {
    writer: csv::Writer<&'w mut (dyn Write + 'w)>,
    options: Options,
}

impl<'w> Claims<'w> {
    pub(crate) fn new(to: &'w mut (dyn Write + 'w), options: &Options) -> io::Result<Self> {
        let mut writer = writer(to, options)?;
        writer.write_record(COLUMNS.iter().map(|column| column.name))?;
        Ok(Self { writer, options: options.clone() })
    }
}

impl Sheet for Claims<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        for row in Row::of(piece, &self.options) {
            let cells = COLUMNS.iter().map(|column| (column.cell)(&row).into_text());
            self.writer.write_record(cells.map(|cell| self.options.cell(cell)))?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A writer of tables, for Excel with the mark by which it knows UTF-8.
pub(crate) fn writer<W: Write>(mut to: W, options: &Options) -> io::Result<csv::Writer<W>> {
    if options.excel {
        to.write_all("\u{feff}".as_bytes())?;
    }
    Ok(csv::Writer::from_writer(to))
}

impl Options {
    /// A cell as it stands, or for Excel made harmless.
    pub(crate) fn cell(&self, cell: String) -> String {
        if self.excel { harmless(&cell) } else { cell }
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
/// injection); everything else stays as it is.
#[must_use]
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests;
