//! CSV and TSV: one report a row.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use rapporteur_model::{Code, Diagnostic, sha256_hex};
use serde_json::Value;

use super::{Columns, LARGEST_REPORT, Place, Reports, json_fields, one, too_large, unreadable};
use crate::page::encoding;
use crate::raw::{RawDocument, RawReport};

/// The reports of a table. The first row names the columns; the separator is the one that stands in
/// it most often.
pub(super) fn read(mut stream: Box<dyn BufRead>, place: &Place) -> Reports {
    let separator = match stream.fill_buf() {
        Ok(start) => separator(start),
        Err(error) => return one(Err(unreadable(&place.subject, &error))),
    };
    let left = Rc::new(Cell::new(LARGEST_REPORT as u64));
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(Budget { inner: stream, left: Rc::clone(&left) });
    let names: Vec<String> = match reader.byte_headers() {
        Ok(row) => row.iter().map(cell).collect(),
        Err(error) => return one(Err(broken(&place.subject, &error))),
    };
    let Some(fields) = place.columns.fields(&names) else {
        let message = format!("no column holds the text; the columns are {}", names.join(", "));
        return one(Err(Diagnostic::new(Code::NoColumn, &place.subject, message)));
    };
    let (subject, stem) = (place.subject.clone(), place.stem());
    Box::new(Rows { reader, left, names, fields, subject, stem, row: 1, ended: false })
}

struct Rows {
    reader: Reader<Budget>,
    left: Rc<Cell<u64>>,
    names: Vec<String>,
    fields: BTreeMap<usize, &'static str>,
    subject: String,
    stem: String,
    /// As spreadsheets count: the row of the names is the first.
    row: usize,
    ended: bool,
}

impl Iterator for Rows {
    type Item = Result<RawReport, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.left.set(LARGEST_REPORT as u64);
        let mut row = ByteRecord::new();
        let result = self.reader.read_byte_record(&mut row);
        self.row += 1;
        let subject = format!("{}:{}", self.subject, self.row);
        match result {
            Ok(false) => {
                self.ended = true;
                None
            }
            Ok(true) => Some(self.report(&row, &subject).map(RawReport::Text)),
            Err(error) => {
                // Where one row ends and the next begins is not known any more.
                self.ended = true;
                Some(Err(broken(&subject, &error)))
            }
        }
    }
}

impl Rows {
    fn report(&self, row: &ByteRecord, subject: &str) -> Result<RawDocument, Diagnostic> {
        let cells = row.iter().map(|bytes| Value::String(cell(bytes)));
        let fields = Columns::row(&self.names, &self.fields, cells);
        let hash = sha256_hex(&row.iter().collect::<Vec<_>>().join(&b','));
        json_fields::report(fields, subject, &self.stem, hash)
    }
}

/// A cell as text; spreadsheets write other encodings than UTF-8.
fn cell(bytes: &[u8]) -> String {
    let text = encoding::decode(bytes, None);
    text.trim_start_matches('\u{FEFF}').to_owned()
}

fn separator(start: &[u8]) -> u8 {
    let first = start.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| first.iter().filter(|&&byte| byte == separator).count();
    // The comma where nothing stands out.
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|&mark| count(mark)).unwrap_or(b',')
}

fn broken(subject: &str, error: &csv::Error) -> Diagnostic {
    match error.kind() {
        csv::ErrorKind::Io(source) if source.kind() == io::ErrorKind::FileTooLarge => {
            too_large(subject)
        }
        csv::ErrorKind::Io(source) => unreadable(subject, source),
        _ => super::damaged(subject, error),
    }
}

/// A reader that stops where one row takes more than a report may have: a quotation mark that is
/// never closed makes the rest of the file one cell.
struct Budget {
    inner: Box<dyn BufRead>,
    left: Rc<Cell<u64>>,
}

impl Read for Budget {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        match self.left.get().checked_sub(count as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::from(io::ErrorKind::FileTooLarge)),
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> Vec<String> {
        let place = Place {
            subject: "t.csv".to_owned(),
            name: "t.csv".to_owned(),
            depth: 0,
            columns: Rc::default(),
        };
        read(Box::new(io::Cursor::new(bytes.to_vec())), &place)
            .map(|result| match result {
                Ok(RawReport::Text(raw)) => format!("{} {} {}", raw.origin.path, raw.id, raw.text),
                Ok(RawReport::Sealed(_)) => "sealed".to_owned(),
                Err(d) => format!("{} {}", d.subject, d.code.code()),
            })
            .collect()
    }

    #[test]
    fn tables_of_many_makers_are_read() {
        for table in [
            &b"id,body\na,\"The League, it said,\nmet.\"\nb,They parted.\n"[..],
            b"\xEF\xBB\xBFid;body\r\na;\"The League, it said,\nmet.\"\r\nb;They parted.\r\n",
            b"id\tbody\textra\na\t\"The League, it said,\nmet.\"\nb\tThey parted.",
        ] {
            assert_eq!(
                shown(table),
                ["t.csv:2 a The League, it said,\nmet.", "t.csv:3 b They parted."],
                "{}",
                String::from_utf8_lossy(table)
            );
        }
    }

    #[test]
    fn rows_without_words_and_tables_without_text_are_told() {
        assert_eq!(shown(b"id,text\na,\nb,Talks."), ["t.csv:2 R102", "t.csv:3 b Talks."]);
        assert_eq!(shown(b"id,note\na,b"), ["t.csv R114"]);
        assert_eq!(shown(b""), ["t.csv R114"]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
        let endless = Read::chain(&b"id,text\na,\""[..], io::repeat(b'x'));
        let place = Place {
            subject: "t.csv".to_owned(),
            name: "t.csv".to_owned(),
            depth: 0,
            columns: Rc::default(),
        };
        let stream = Box::new(io::BufReader::new(endless));
        let found: Vec<_> = read(stream, &place).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().unwrap_err().code, Code::TooLarge);
    }
}
