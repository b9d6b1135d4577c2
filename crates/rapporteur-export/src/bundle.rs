//! A data package (frictionless): tables with their codebook, `datapackage.json`.

mod package;
mod tables;

use std::borrow::Cow;
use std::io::{self, Write};

use rapporteur_record::views::Contents;
use serde_json::Value;
use sha2::{Digest, Sha256};

use self::package::{package, resource};
pub(crate) use self::tables::entries as entry_table;
use crate::columns::COLUMNS;
use crate::csv::writer;
use crate::{Folder, Format, Options, export};

/// A column of a table: name, type in the package's terms, meaning.
type Field = (&'static str, &'static str, &'static str);

/// A table with everything that the package says about it.
pub(crate) struct Table {
    name: &'static str,
    title: &'static str,
    /// The column that tells rows apart, where one does.
    key: Option<&'static str>,
    /// Columns that name a row of another table.
    refers: &'static [(&'static str, &'static str)],
    pub(crate) fields: Vec<Field>,
    pub(crate) rows: Vec<Vec<String>>,
}

pub(crate) fn write(contents: &Contents, options: &Options, to: &mut dyn Folder) -> io::Result<()> {
    let mut resources: Vec<Value> = Vec::new();
    let hashed = hashed(to, "claims.csv", |to| export(contents, Format::Csv, options, to))?;
    resources.push(resource(&tables::claims(), &hashed, options));
    for table in [
        tables::entries(contents, options),
        tables::disagreements(contents, options),
        tables::documents(contents, options),
    ] {
        let hashed = self::hashed(to, &format!("{}.csv", table.name), |to| {
            let mut writer = writer(to, options)?;
            writer.write_record(table.fields.iter().map(|(name, _, _)| *name))?;
            for row in &table.rows {
                let cells = table.fields.iter().zip(row).map(|((_, kind, _), cell)| match *kind {
                    "string" => options.cell(cell.as_str()),
                    _ => cell.as_str().into(),
                });
                writer.write_record(cells.map(Cow::into_owned))?;
            }
            writer.flush()
        })?;
        resources.push(resource(&table, &hashed, options));
    }
    let hashed =
        self::hashed(to, "claims.jsonl", |to| export(contents, Format::Jsonl, options, to))?;
    resources.push(package::lines(&hashed));
    let mut file = to.file("datapackage.json")?;
    serde_json::to_writer_pretty(&mut file, &package(resources, options))?;
    file.write_all(b"\n")?;
    file.flush()
}

/// How long a file is, and its SHA-256.
struct Hashed {
    bytes: usize,
    sha256: String,
}

/// Writes a file and hashes what is written.
fn hashed(
    to: &mut dyn Folder,
    name: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Hashed> {
    let mut hashing = Hashing { to: to.file(name)?, hash: Sha256::new(), bytes: 0 };
    write(&mut hashing)?;
    hashing.flush()?;
    let sha256 = hashing.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Hashed { bytes: hashing.bytes, sha256 })
}

struct Hashing<'a> {
    to: Box<dyn Write + 'a>,
    hash: Sha256,
    bytes: usize,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn claim_fields() -> Vec<Field> {
    use crate::columns::Kind;
    COLUMNS
        .iter()
        .map(|column| {
            let kind = match column.kind {
                Kind::Text => "string",
                Kind::Number => "number",
                Kind::Whole => "integer",
                Kind::Flag => "boolean",
            };
            (column.name, kind, column.meaning)
        })
        .collect()
}
