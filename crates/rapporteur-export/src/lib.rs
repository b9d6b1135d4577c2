//! One file per format.
//!
//! Every format is a function of a record; the table [`Format::ALL`] is the list of them. Formats
//! of claims are [`Sheet`]s, written document by document in bounded memory; formats of entries
//! need the whole record; two are folders of files.
//!
//! | module | what it writes |
//! |---|---|
//! | `columns`, `csv`, `xlsx`, `parquet` | one claim a row, from one table of columns |
//! | `bundle` | a data package: tables of claims, entries, documents, with their codebook |
//! | `jsonl`, `annotations`, `schema_org` | claims with their words and places in the text |
//! | [`answers`] | what programs and agents ask: JSON for HTTP and MCP |
//! | [`codes`] | events in PLOVER, POLECAT, CAMEO |
//! | `ftm` | FollowTheMoney entities and statements |
//! | `timelinejs`, `geojson` | entries as a timeline, on a map |
//! | `gexf`, `graphml`, `markdown` | entries as a network, as notes |

mod annotations;
pub mod answers;
mod bundle;
pub mod codes;
mod columns;
mod csv;
mod format;
mod ftm;
mod geojson;
mod gexf;
mod graphml;
mod jsonl;
mod links;
mod markdown;
mod network;
#[cfg(feature = "parquet")]
mod parquet;
mod pieces;
mod schema_org;
mod timelinejs;
mod xlsx;
mod xml;

use std::io::{self, Write};

use rapporteur_record::views::Contents;

pub use self::csv::{harmless, plain};
pub use format::{Format, Shape};
pub use jsonl::claim_json;
pub use links::{DEFAULT_BASE, Links};
pub use pieces::{EntryOf, Piece, Sheet, Told, pieces};

/// What can be chosen beside the format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Tables for Excel: a byte order mark, by which it knows UTF-8.
    pub excel: bool,
    /// Cells of tables exactly as they are, also those that a spreadsheet takes for formulas.
    pub exact: bool,
    /// Where permalinks lead.
    pub links: Links,
}

/// Files of an export that is a folder.
pub trait Folder {
    /// A new file with a path relative to the folder, `/` between its parts.
    ///
    /// # Errors
    /// When it cannot be made.
    fn file(&mut self, name: &str) -> io::Result<Box<dyn Write + '_>>;
}

/// Writes a record in a format that is one file.
///
/// The output depends on the record alone: not on the order in which it was built.
///
/// # Errors
/// When the writer fails, the format is a folder, or this build leaves it out.
pub fn export(
    contents: &Contents,
    format: Format,
    options: &Options,
    to: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Ftm => ftm::write_entities(contents, options, to),
        Format::FtmStatements => ftm::write_statements(contents, options, to),
        Format::TimelineJs => timelinejs::write(contents, options, to),
        Format::GeoJson => geojson::write(contents, options, to),
        Format::Gexf => gexf::write(contents, options, to),
        Format::Graphml => graphml::write(contents, options, to),
        _ => {
            let mut sheet = sheet(format, options, to)?;
            pieces(contents, |piece| sheet.piece(piece))?;
            sheet.finish()
        }
    }
}

/// Writes a record in a format that is a folder.
///
/// # Errors
/// When a file cannot be written, or the format is one file.
pub fn export_folder(
    contents: &Contents,
    format: Format,
    options: &Options,
    to: &mut dyn Folder,
) -> io::Result<()> {
    match format {
        Format::Bundle => bundle::write(contents, options, to),
        Format::Markdown => markdown::write(contents, options, to),
        _ => Err(wrong(format, "is one file, not a folder")),
    }
}

/// A format of claims, to be written document by document.
///
/// # Errors
/// When the writer fails, the format is none of claims, or this build leaves it out.
pub fn sheet<'w>(
    format: Format,
    options: &Options,
    to: &'w mut (dyn Write + 'w),
) -> io::Result<Box<dyn Sheet + 'w>> {
    let options = options.clone();
    Ok(match format {
        Format::Jsonl => Box::new(jsonl::Lines { to, options }),
        Format::Csv => Box::new(csv::Claims::new(to, &options)?),
        Format::Xlsx => Box::new(xlsx::Book::new(to, &options)?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Columns::new(to, &options)?),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => return Err(wrong(format, "needs a build with `--features parquet`")),
        Format::Plover => Box::new(codes::Plover::new(to)?),
        Format::Polecat => Box::new(codes::Polecat::new(to, &options)?),
        Format::Cameo => Box::new(codes::Cameo::new(to, &options)?),
        Format::Annotations => Box::new(annotations::Lines { to, options }),
        Format::SchemaOrg => Box::new(schema_org::Graph::new(to, &options)?),
        Format::Ftm
        | Format::FtmStatements
        | Format::TimelineJs
        | Format::GeoJson
        | Format::Gexf
        | Format::Graphml
        | Format::Bundle
        | Format::Markdown => return Err(wrong(format, "needs the whole record")),
    })
}

fn wrong(format: Format, what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, format!("{} {what}", format.name()))
}

#[cfg(test)]
mod tests;
