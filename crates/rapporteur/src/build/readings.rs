//! Readings that were made elsewhere: rows of the Python package's table `READINGS`, as JSONL or
//! Parquet.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use rapporteur_ingest::{Source, SourceKind};
use rapporteur_model::{Claim, Code, Diagnostic, Document, Reading};
use serde::Deserialize;

/// A document that was read elsewhere.
pub(super) struct Taken {
    /// The file and the row.
    pub(super) place: String,
    /// The fingerprint of the reader.
    pub(super) reader: String,
    pub(super) document: Document,
    pub(super) reading: Reading,
}

type Rows = Box<dyn Iterator<Item = Result<Taken, Diagnostic>>>;

/// The columns that a record is made of; what else a row holds repeats parts of them.
#[derive(Default, Deserialize)]
struct Row {
    #[serde(default)]
    reader: String,
    /// The document; without it, the row tells of an input that could not be read.
    json: Option<String>,
    #[serde(default)]
    claims: Vec<OfClaim>,
    /// Diagnostics.
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Default, Deserialize)]
struct OfClaim {
    json: String,
}

/// The readings in a file, row by row; what is none stands in between.
pub(super) fn read(source: &Source) -> Rows {
    let path = &source.path;
    let rows = match source.kind {
        SourceKind::JsonLines => json_lines(path),
        SourceKind::Parquet => parquet(path),
        _ => Err(wrong(Code::UnknownKind, path, "readings are Parquet or JSONL")),
    };
    rows.unwrap_or_else(|diagnostic| Box::new(std::iter::once(Err(diagnostic))))
}

fn wrong(code: Code, path: &Path, why: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, &path.display().to_string(), why)
}

fn open(path: &Path) -> Result<File, Diagnostic> {
    File::open(path).map_err(|error| wrong(Code::Unreadable, path, error.to_string()))
}

fn json_lines(path: &Path) -> Result<Rows, Diagnostic> {
    let lines = BufReader::new(open(path)?).lines();
    let stem = path.display().to_string();
    Ok(Box::new(lines.enumerate().map(move |(number, line)| {
        let place = format!("{stem}:{}", number + 1);
        let damaged = |error: String| Diagnostic::new(Code::Damaged, &place, error);
        let line = line.map_err(|error| damaged(error.to_string()))?;
        let row = serde_json::from_str(&line).map_err(|error| damaged(error.to_string()))?;
        taken(row, place)
    })))
}

#[cfg(feature = "parquet")]
fn parquet(path: &Path) -> Result<Rows, Diagnostic> {
    use parquet::file::reader::SerializedFileReader;
    use parquet::record::reader::RowIter;

    let reader = SerializedFileReader::new(open(path)?)
        .map_err(|error| wrong(Code::Damaged, path, error.to_string()))?;
    let stem = path.display().to_string();
    let rows = RowIter::from_file_into(Box::new(reader));
    Ok(Box::new(rows.enumerate().map(move |(number, row)| {
        let place = format!("{stem}:{}", number + 1);
        let row = row.map_err(|error| Diagnostic::new(Code::Damaged, &place, error.to_string()))?;
        taken(Row::of_parquet(&row), place)
    })))
}

#[cfg(not(feature = "parquet"))]
fn parquet(path: &Path) -> Result<Rows, Diagnostic> {
    Err(wrong(Code::NotCompiledIn, path, "this program was built without Parquet"))
}

#[cfg(feature = "parquet")]
impl Row {
    fn of_parquet(row: &parquet::record::Row) -> Self {
        use parquet::record::Field;

        let text = |field: &Field| match field {
            Field::Str(text) => Some(text.clone()),
            _ => None,
        };
        let elements = |field: &Field| match field {
            Field::ListInternal(list) => list.elements().to_vec(),
            _ => Vec::new(),
        };
        let claim = |field: &Field| match field {
            Field::Group(claim) => claim
                .get_column_iter()
                .find(|(name, _)| *name == "json")
                .and_then(|(_, json)| text(json))
                .map(|json| OfClaim { json }),
            _ => None,
        };
        let mut read = Self::default();
        for (name, field) in row.get_column_iter() {
            match name.as_str() {
                "reader" => read.reader = text(field).unwrap_or_default(),
                "json" => read.json = text(field),
                "claims" => read.claims = elements(field).iter().filter_map(claim).collect(),
                "notes" => read.notes = elements(field).iter().filter_map(text).collect(),
                _ => {}
            }
        }
        read
    }
}

fn taken(row: Row, place: String) -> Result<Taken, Diagnostic> {
    let damaged = |error: serde_json::Error| {
        Diagnostic::new(Code::Damaged, &place, format!("it is no reading: {error}"))
    };
    let mut diagnostics = Vec::new();
    for note in &row.notes {
        diagnostics.push(serde_json::from_str::<Diagnostic>(note).map_err(damaged)?);
    }
    let Some(document) = &row.json else {
        let empty = || Diagnostic::new(Code::Damaged, &place, "it is no reading: it has no `json`");
        return Err(diagnostics.into_iter().next().unwrap_or_else(empty));
    };
    let document = serde_json::from_str::<Document>(document).map_err(damaged)?;
    let claims: Result<Vec<Claim>, _> =
        row.claims.iter().map(|claim| serde_json::from_str(&claim.json)).collect();
    let reading = Reading { claims: claims.map_err(damaged)?, diagnostics };
    Ok(Taken { place, reader: row.reader, document, reading })
}
