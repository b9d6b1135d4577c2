//! One claim a row, in columns.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use crate::Options;
use crate::columns::{COLUMNS, Cell, Column, Kind, Row};
use crate::pieces::{Piece, Sheet};

/// Rows that are in memory at once: a row group.
const GROUP: usize = 20_000;

/// A file of columns. Parquet is written through a temporary file, so that it may go to a pipe.
pub(crate) struct Columns<'w> {
    to: &'w mut (dyn Write + 'w),
    writer: SerializedFileWriter<File>,
    options: Options,
    /// For each column its cells of the present group.
    group: Vec<Values>,
    rows: usize,
}

/// Cells of a column: values, and for each row whether it has one.
struct Values {
    texts: Vec<ByteArray>,
    numbers: Vec<f64>,
    wholes: Vec<i64>,
    flags: Vec<bool>,
    present: Vec<i16>,
}

impl<'w> Columns<'w> {
    pub(crate) fn new(to: &'w mut (dyn Write + 'w), options: &Options) -> io::Result<Self> {
        let fields = COLUMNS.iter().map(field).collect::<Result<Vec<_>, _>>().map_err(other)?;
        let schema = Type::group_type_builder("claims").with_fields(fields).build();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let schema = Arc::new(schema.map_err(other)?);
        let file = tempfile::tempfile()?;
        let writer =
            SerializedFileWriter::new(file, schema, Arc::new(properties)).map_err(other)?;
        let group = COLUMNS.iter().map(|_| Values::new()).collect();
        Ok(Self { to, writer, options: options.clone(), group, rows: 0 })
    }

    fn write_group(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(other)?;
        for (column, values) in COLUMNS.iter().zip(&mut self.group) {
            let Some(mut writer) = group.next_column().map_err(other)? else { continue };
            values.write(column.kind, &mut writer).map_err(other)?;
            writer.close().map_err(other)?;
            *values = Values::new();
        }
        group.close().map_err(other)?;
        self.rows = 0;
        Ok(())
    }
}

impl Sheet for Columns<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let options = self.options.clone();
        for row in Row::of(piece, &options) {
            for (column, values) in COLUMNS.iter().zip(&mut self.group) {
                values.push(column.kind, (column.cell)(&row));
            }
            self.rows += 1;
            if self.rows == GROUP {
                self.write_group()?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.rows > 0 {
            self.write_group()?;
        }
        let mut file = self.writer.into_inner().map_err(other)?;
        file.rewind()?;
        io::copy(&mut file, self.to)?;
        self.to.flush()
    }
}

impl Values {
    const fn new() -> Self {
        Self {
            texts: Vec::new(),
            numbers: Vec::new(),
            wholes: Vec::new(),
            flags: Vec::new(),
            present: Vec::new(),
        }
    }

    fn push(&mut self, kind: Kind, cell: Cell<'_>) {
        self.present.push(i16::from(cell != Cell::Missing));
        match (kind, cell) {
            (_, Cell::Missing) => {}
            (_, Cell::Text(text)) => self.texts.push(ByteArray::from(text.as_ref())),
            (_, Cell::Flag(flag)) => self.flags.push(flag),
            #[expect(clippy::cast_possible_truncation, reason = "counts and offsets are whole")]
            (Kind::Whole, Cell::Number(number)) => self.wholes.push(number as i64),
            (_, Cell::Number(number)) => self.numbers.push(number),
        }
    }

    fn write(
        &self,
        kind: Kind,
        writer: &mut SerializedColumnWriter<'_>,
    ) -> Result<usize, ParquetError> {
        let present = Some(self.present.as_slice());
        match kind {
            Kind::Text => writer.typed::<ByteArrayType>().write_batch(&self.texts, present, None),
            Kind::Number => writer.typed::<DoubleType>().write_batch(&self.numbers, present, None),
            Kind::Whole => writer.typed::<Int64Type>().write_batch(&self.wholes, present, None),
            Kind::Flag => writer.typed::<BoolType>().write_batch(&self.flags, present, None),
        }
    }
}

fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Whole => (Physical::INT64, None),
        Kind::Flag => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
        .map(Arc::new)
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
