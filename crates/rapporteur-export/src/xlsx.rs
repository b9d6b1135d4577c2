//! A workbook with one claim a row.
//!
//! Rows go to the disk as they come. Text is written as text, so that nothing becomes a formula.

use std::io::{self, Seek, Write};

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::Options;
use crate::columns::{COLUMNS, Cell, Row};
use crate::pieces::{Piece, Sheet};

/// Characters that a cell of Excel holds.
const LONGEST: usize = 32_767;

/// Rows of a sheet of Excel; what is more goes to further sheets.
const ROWS: u32 = 1_048_576;

/// The workbook.
pub(crate) struct Book<'w> {
    to: &'w mut (dyn Write + 'w),
    workbook: Workbook,
    options: Options,
    /// The next row of the last sheet.
    row: u32,
}

impl<'w> Book<'w> {
    pub(crate) fn new(to: &'w mut (dyn Write + 'w), options: &Options) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        // A date of its own would make every file another one.
        let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(
            &rust_xlsxwriter::ExcelDateTime::from_timestamp(0).map_err(other)?,
        );
        workbook.set_properties(&properties);
        let mut book = Self { to, workbook, options: options.clone(), row: 0 };
        book.begin(1)?;
        Ok(book)
    }

    fn begin(&mut self, number: usize) -> io::Result<()> {
        let name = if number == 1 { "claims".to_owned() } else { format!("claims {number}") };
        let bold = Format::new().set_bold();
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(other)?;
        sheet.set_name(name).map_err(other)?;
        sheet.set_freeze_panes(1, 1).map_err(other)?;
        for (at, column) in (0..).zip(COLUMNS) {
            let width = if column.name == "quote" { 60.0 } else { 16.0 };
            sheet.set_column_width(at, width).map_err(other)?;
            sheet.write_string_with_format(0, at, column.name, &bold).map_err(other)?;
        }
        self.row = 1;
        Ok(())
    }
}

impl Sheet for Book<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let options = self.options.clone();
        for row in Row::of(piece, &options) {
            let sheets = self.workbook.worksheets().len();
            if self.row == ROWS {
                self.begin(sheets + 1)?;
            }
            let last = self.workbook.worksheets().len() - 1;
            let sheet = self.workbook.worksheet_from_index(last).map_err(other)?;
            for (at, column) in (0..).zip(COLUMNS) {
                match (column.cell)(&row) {
                    Cell::Missing => {}
                    Cell::Text(text) => {
                        sheet.write_string(self.row, at, shortened(&text)).map_err(other)?;
                    }
                    Cell::Number(number) => {
                        sheet.write_number(self.row, at, number).map_err(other)?;
                    }
                    Cell::Flag(flag) => {
                        sheet.write_boolean(self.row, at, flag).map_err(other)?;
                    }
                }
            }
            self.row += 1;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file).map_err(other)?;
        file.rewind()?;
        io::copy(&mut file, self.to)?;
        self.to.flush()
    }
}

/// A text that fits a cell; Excel counts UTF-16.
fn shortened(text: &str) -> String {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units < LONGEST
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() < text.len() { format!("{kept}…") } else { kept }
}

fn other(error: XlsxError) -> io::Error {
    io::Error::other(error)
}
