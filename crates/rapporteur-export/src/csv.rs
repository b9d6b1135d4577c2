//! One claim a row. Lists are joined by `; `, attribution chains by ` > `, outermost first.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::Options;
use crate::columns::{COLUMNS, Cell, Row};
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
            for column in COLUMNS {
                match (column.cell)(&row) {
                    Cell::Text(text) => {
                        self.writer.write_field(self.options.cell(text).as_bytes())?;
                    }
                    // A number below zero is no formula.
                    other => self.writer.write_field(other.into_text())?,
                }
            }
            self.writer.write_record(None::<&[u8]>)?;
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
    /// Words in a cell: made harmless, unless they are wanted as they stand.
    pub(crate) fn cell<'c>(&self, cell: impl Into<Cow<'c, str>>) -> Cow<'c, str> {
        let cell = cell.into();
        if !self.exact && is_formula(&cell) { format!("'{cell}").into() } else { cell }
    }
}

/// What a formula can begin with in some spreadsheet (OWASP, CSV injection), in wide letters, too.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet may take a cell for a formula, perhaps after taking apostrophes off.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(BEGINNINGS)
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front; everything else
/// stays as it is. [`plain`] takes it off again.
#[must_use]
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// A cell without the apostrophe that [`harmless`] gave it.
#[must_use]
pub fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests;
