//! Parquet: one report a row.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use rapporteur_model::{Code, Diagnostic, sha256_hex};
use serde_json::Value;

use super::input::Input;
use super::{Columns, LARGEST_FILE, Place, Reports, bounded, damaged, json_fields, one};
use crate::raw::RawReport;

/// The reports of a table. A file on disk is read row group by row group; one in an archive must fit
/// in memory.
pub(super) fn read(input: Input, place: &Place) -> Reports {
    let reader: Result<Box<dyn FileReader>, Diagnostic> = match input {
        Input::File(file) => SerializedFileReader::new(file.into_file())
            .map(|reader| Box::new(reader) as Box<dyn FileReader>)
            .map_err(|error| damaged(&place.subject, error)),
        stream @ Input::Stream(_) => bounded::whole(stream.stream(), LARGEST_FILE, &place.subject)
            .and_then(|bytes| {
                SerializedFileReader::new(Bytes::from(bytes))
                    .map(|reader| Box::new(reader) as Box<dyn FileReader>)
                    .map_err(|error| damaged(&place.subject, error))
            }),
    };
    let reader = match reader {
        Ok(reader) => reader,
        Err(diagnostic) => return one(Err(diagnostic)),
    };
    let schema = reader.metadata().file_metadata().schema_descr().root_schema_ptr();
    let names: Vec<String> =
        schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
    let Some(fields) = place.columns.fields(&names) else {
        let message = format!("no column holds the text; the columns are {}", names.join(", "));
        return one(Err(Diagnostic::new(Code::NoColumn, &place.subject, message)));
    };
    let (subject, stem) = (place.subject.clone(), place.stem());
    Box::new(RowIter::from_file_into(reader).enumerate().map(move |(at, row)| {
        let subject = format!("{subject}:{}", at + 1);
        let row = row.map_err(|error| damaged(&subject, error))?;
        report(&row, &names, &fields, &subject, &stem)
    }))
}

fn report(
    row: &Row,
    names: &[String],
    fields: &BTreeMap<usize, &'static str>,
    subject: &str,
    stem: &str,
) -> Result<RawReport, Diagnostic> {
    let cells: Vec<Value> = row.get_column_iter().map(|(_, cell)| value(cell)).collect();
    let hash = sha256_hex(Value::Array(cells.clone()).to_string().as_bytes());
    let fields = Columns::row(names, fields, cells);
    json_fields::report(fields, subject, stem, hash).map(RawReport::Text)
}

/// A cell as JSON; dates and times as ISO 8601 writes them.
fn value(cell: &Field) -> Value {
    let time = |time: Result<Timestamp, jiff::Error>| {
        time.map_or(Value::Null, |time| time.to_string().into())
    };
    match cell {
        Field::Null => Value::Null,
        Field::Bool(value) => (*value).into(),
        Field::Byte(value) => (*value).into(),
        Field::Short(value) => (*value).into(),
        Field::Int(value) => (*value).into(),
        Field::Long(value) => (*value).into(),
        Field::Str(text) => text.clone().into(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned().into(),
        Field::Date(days) => Date::constant(1970, 1, 1)
            .checked_add((*days).days())
            .map_or(Value::Null, |date| date.to_string().into()),
        Field::TimestampMillis(value) => time(Timestamp::from_millisecond(*value)),
        Field::TimestampMicros(value) => time(Timestamp::from_microsecond(*value)),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => other.to_string().into(),
    }
}
