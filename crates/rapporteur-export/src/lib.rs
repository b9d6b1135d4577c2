//! One file per format.
//!
//! Every format is a function from a record's [`Contents`] to a writer; the table
//! [`Format::ALL`] is the list of them.

pub mod codes;
mod csv;
mod jsonl;
mod ordered;

use std::io::{self, Write};

use rapporteur_record::views::Contents;

pub use self::csv::harmless;
pub use jsonl::claim_json;

/// A format that a record can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One document a line with its claims: the program's own, and what `score.py` reads.
    Jsonl,
    /// One claim a row: spreadsheets, R, pandas.
    Csv,
    /// One event a line by PLOVER's conventions: beside POLECAT and other event data.
    Plover,
    /// One source, code and target a row: beside ICEWS, GDELT and other CAMEO data.
    Cameo,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Jsonl, Self::Csv, Self::Plover, Self::Cameo];

    /// What it is called on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Plover => "plover",
            Self::Cameo => "cameo",
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Jsonl => "one document a line with its claims, for programs",
            Self::Csv => "one claim a row, for spreadsheets and statistics",
            Self::Plover => "one event a line in PLOVER, for use beside event data",
            Self::Cameo => "one source, CAMEO code and target a row, for use beside event data",
        }
    }
}

/// Writes a record in a format.
///
/// The output depends on the record alone: not on the order in which it was built.
///
/// # Errors
/// When the writer fails.
pub fn export(contents: &Contents, format: Format, to: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Jsonl => jsonl::write(contents, to),
        Format::Csv => csv::write(contents, to),
        Format::Plover => codes::write_plover(contents, to),
        Format::Cameo => codes::write_cameo(contents, to),
    }
}

#[cfg(test)]
mod tests;
