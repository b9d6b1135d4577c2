//! Parquet: one report a row.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
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
    let opened = match input {
        Input::File(file) => open(file.into_file(), &place.subject),
        stream @ Input::Stream(_) => bounded::whole(stream.stream(), LARGEST_FILE, &place.subject)
            .and_then(|bytes| open(Bytes::from(bytes), &place.subject)),
    };
    let reader = match opened {
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

fn open(
    file: impl ChunkReader + 'static,
    subject: &str,
) -> Result<Box<dyn FileReader>, Diagnostic> {
    let opened = SerializedFileReader::new(file).map_err(|error| damaged(subject, error))?;
    Ok(Box::new(opened))
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
        Field::Date(days) => Span::new()
            .try_days(*days)
            .and_then(|days| Date::constant(1970, 1, 1).checked_add(days))
            .map_or(Value::Null, |date| date.to_string().into()),
        Field::TimestampMillis(value) => time(Timestamp::from_millisecond(*value)),
        Field::TimestampMicros(value) => time(Timestamp::from_microsecond(*value)),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => other.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;
    use std::sync::Arc;

    use parquet::basic::{Compression, ZstdLevel};
    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    use super::*;
    use crate::raw::RawDocument;
    use crate::source::{Source, SourceKind};

    /// Writes a table of two reports as a data lake would: dates and times typed, a column optional.
    fn write(path: &Path, text: &str) {
        write_dated(path, text, [16_975, 16_976]);
    }

    fn write_dated(path: &Path, text: &str, days: [i32; 2]) {
        let schema = format!(
            "message news {{ required binary headline (STRING); required binary {text} (STRING); \
             required int32 date (DATE); required int64 updated_at (TIMESTAMP(MILLIS,true)); \
             optional binary desk (STRING); }}"
        );
        let schema = Arc::new(parse_message_type(&schema).unwrap());
        let packed = Compression::ZSTD(ZstdLevel::default());
        let properties = Arc::new(WriterProperties::builder().set_compression(packed).build());
        let file = File::create(path).unwrap();
        let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let texts = |words: &[&str]| words.iter().map(|text| ByteArray::from(*text)).collect();
        let strings: [Vec<ByteArray>; 2] =
            [texts(&["Truce", "Talks"]), texts(&["The League met the envoy.", "They parted."])];
        let mut number = 0;
        while let Some(mut column) = group.next_column().unwrap() {
            match number {
                0 | 1 => column.typed::<ByteArrayType>().write_batch(&strings[number], None, None),
                2 => column.typed::<Int32Type>().write_batch(&days, None, None),
                3 => column.typed::<Int64Type>().write_batch(
                    &[1_466_755_200_000, 1_466_755_200_000],
                    None,
                    None,
                ),
                _ => column.typed::<ByteArrayType>().write_batch(
                    &texts(&["Americas"]) as &Vec<ByteArray>,
                    Some(&[1, 0]),
                    None,
                ),
            }
            .unwrap();
            column.close().unwrap();
            number += 1;
        }
        group.close().unwrap();
        writer.close().unwrap();
    }

    fn read(path: &Path, columns: &str) -> Vec<Result<RawDocument, Diagnostic>> {
        let columns =
            if columns.is_empty() { Columns::default() } else { columns.parse().unwrap() };
        let source = Source { kind: SourceKind::of(path).unwrap(), path: path.to_owned() };
        crate::read(&source, &columns, &Arc::default())
            .map(|report| {
                report.map(|report| match report {
                    RawReport::Text(raw) => raw,
                    RawReport::Sealed(sealed) => panic!("{sealed:?}"),
                })
            })
            .collect()
    }

    #[test]
    fn rows_are_reports_with_their_dates() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.parquet");
        write(&path, "body");
        let found: Vec<RawDocument> = read(&path, "").into_iter().map(Result::unwrap).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text, "The League met the envoy.");
        assert_eq!(found[0].title.as_deref(), Some("Truce"));
        assert_eq!(found[0].published.map(|day| day.to_string()).as_deref(), Some("2016-06-23"));
        assert_eq!(found[0].modified.map(|day| day.to_string()).as_deref(), Some("2016-06-24"));
        assert_eq!(found[0].metadata.get("desk"), Some(&"Americas".into()));
        assert_eq!((found[1].text.as_str(), found[1].metadata.get("desk")), ("They parted.", None));
        assert!(found[1].origin.path.ends_with("news.parquet:2"), "{}", found[1].origin.path);
    }

    /// Found by fuzzing: the first of these days ended the run.
    #[test]
    fn a_date_beyond_the_calendar_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.parquet");
        write_dated(&path, "body", [i32::MAX, 5_000_000]);
        for found in read(&path, "") {
            assert_eq!(found.unwrap().published, None);
        }
    }

    /// Found by fuzzing: the library panics on a column that begins before the file does.
    #[test]
    fn a_table_on_which_the_library_panics_is_told() {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/parquet");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.parquet");
        fs::copy(seeds.join("3"), &path).unwrap();
        let found = read(&path, "");
        let broken = found.last().unwrap().as_ref().unwrap_err();
        assert_eq!(broken.code, Code::Damaged);
        assert!(broken.message.contains("parser"), "{broken:?}");
    }

    #[test]
    fn columns_can_be_named_and_what_is_damaged_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.parquet");
        write(&path, "stuff");
        assert_eq!(read(&path, "")[0].as_ref().unwrap_err().code, Code::NoColumn);
        assert_eq!(read(&path, "text=stuff").len(), 2);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        assert_eq!(read(&path, "")[0].as_ref().unwrap_err().code, Code::Damaged);
    }
}
