//! Which raw reports one source holds, streamed in bounded memory.

mod bounded;
mod bounded_line;
mod columns;
mod csv_table;
mod feed;
mod input;
mod json_fields;
mod json_file;
mod json_lines;
mod mail;
mod ninjs;
#[cfg(feature = "parquet")]
mod parquet_table;
mod sealed_file;
mod text_file;
mod warc;
mod zip_archive;

use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use rapporteur_model::{Code, Diagnostic};

use crate::guarded::{Guarded, broken, guarded};
use crate::raw::{RawDocument, RawReport};
use crate::source::{Source, SourceKind};
pub use columns::{Columns, NotAMapping};
pub(crate) use feed::{Entry, entries};
use input::Input;
use json_lines::JsonLines;

/// The most bytes that one report's text may have, metadata included: 16 MiB.
///
/// A thousand times a long report; it bounds memory, not style.
pub const LARGEST_REPORT: usize = 16 * 1024 * 1024;

/// The most bytes of a file that must be held whole to be read (a page, a PDF, a JSON file): 128 MiB.
pub const LARGEST_FILE: usize = 128 * 1024 * 1024;

/// How deep archives may lie in each other: a ZIP of gzipped files in a ZIP.
const DEEPEST: usize = 3;

/// The reports of one source, in order; what could not be read stands in between.
pub type Reports = Box<dyn Iterator<Item = Result<RawReport, Diagnostic>>>;

/// Reads one source in bounded memory. `columns` says what the columns of tables mean; `bytes` counts
/// what was read from disk, for those who show progress.
///
/// Never ends early: a report that cannot be read becomes a diagnostic, and the next one follows.
#[must_use]
pub fn read(source: &Source, columns: &Columns, bytes: &Arc<AtomicU64>) -> Reports {
    let subject = source.path.display().to_string();
    if source.kind == SourceKind::StandardInput {
        return read_json_lines(Box::new(BufReader::new(io::stdin())), &subject, "stdin");
    }
    match Input::open(&source.path, bytes) {
        Ok(input) => {
            let place = Place {
                subject,
                name: file_name(&source.path),
                depth: 0,
                columns: Rc::new(columns.clone()),
            };
            guarded_kind(source.kind, input, place)
        }
        Err(error) => one(Err(unreadable(&subject, &error))),
    }
}

/// Reads bytes as if they were a file of a kind and a name; for tests and fuzzing.
///
/// Never ends early, as [`read`].
#[must_use]
pub fn read_bytes(kind: SourceKind, bytes: Vec<u8>, name: &str, columns: &Columns) -> Reports {
    let place = Place {
        subject: name.to_owned(),
        name: name.to_owned(),
        depth: 0,
        columns: Rc::new(columns.clone()),
    };
    guarded_kind(kind, Input::memory(bytes, false), place)
}

/// As [`read_kind`]; a parser that panics ends this input and no other.
fn guarded_kind(kind: SourceKind, input: Input, place: Place) -> Reports {
    let subject = place.subject.clone();
    match guarded(|| read_kind(kind, input, place)) {
        Some(reports) => Box::new(Guarded::new(reports, &subject)),
        None => one(Err(broken(&subject))),
    }
}

/// Reads JSONL from any reader. `subject` names the input in messages; `stem` begins the
/// identifiers of documents that bring none.
#[must_use]
pub fn read_json_lines(reader: Box<dyn BufRead>, subject: &str, stem: &str) -> Reports {
    Box::new(JsonLines::new(reader, subject, stem).map(text))
}

/// Where some bytes lie.
#[derive(Clone, Debug)]
struct Place {
    /// How messages and origins name it.
    subject: String,
    /// The file's name, with its endings.
    name: String,
    /// How many archives it lies in.
    depth: usize,
    /// What the columns of tables mean.
    columns: Rc<Columns>,
}

impl Place {
    /// The name without the ending that tells the kind.
    fn stem(&self) -> String {
        stem(Path::new(&self.name))
    }
}

fn read_kind(kind: SourceKind, input: Input, place: Place) -> Reports {
    let stem = place.stem();
    let subject = place.subject.as_str();
    match kind {
        SourceKind::Text => {
            one(text_file::read(input.stream(), subject, &stem).map(RawReport::Text))
        }
        SourceKind::JsonLines | SourceKind::StandardInput => {
            read_json_lines(input.stream(), subject, &stem)
        }
        SourceKind::Json => json_file::read(input.stream(), &place),
        SourceKind::Html | SourceKind::Pdf | SourceKind::Docx => {
            one(sealed_file::read(kind, input.stream(), &place))
        }
        SourceKind::Feed => feed::read(input.stream(), &place),
        SourceKind::Warc => warc::read(input, &place),
        SourceKind::Csv => csv_table::read(input.stream(), &place),
        #[cfg(feature = "parquet")]
        SourceKind::Parquet => parquet_table::read(input, &place),
        #[cfg(not(feature = "parquet"))]
        SourceKind::Parquet => {
            let message = "Parquet is not part of this build";
            one(Err(Diagnostic::new(Code::NotCompiledIn, subject, message)))
        }
        SourceKind::Mail => one(mail::read(input.stream(), &place)),
        SourceKind::Mbox => mail::read_many(input.stream(), &place),
        SourceKind::Zip if place.depth >= DEEPEST => one(Err(too_deep(subject))),
        SourceKind::Zip => zip_archive::read(input, &place),
        SourceKind::Gzip if place.depth >= DEEPEST => one(Err(too_deep(subject))),
        SourceKind::Gzip => {
            let inner = Path::new(&place.name).with_extension("");
            let Some(kind) = SourceKind::of(&inner) else {
                let message = "it has no ending before `.gz` that tells how to read it";
                return one(Err(Diagnostic::new(Code::UnknownKind, subject, message)));
            };
            let place = Place { name: file_name(&inner), depth: place.depth + 1, ..place };
            read_kind(kind, input.unpacked(), place)
        }
    }
}

fn one(result: Result<RawReport, Diagnostic>) -> Reports {
    Box::new(std::iter::once(result))
}

fn text(result: Result<RawDocument, Diagnostic>) -> Result<RawReport, Diagnostic> {
    result.map(RawReport::Text)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn unreadable(subject: &str, error: &io::Error) -> Diagnostic {
    // What a decompressor refuses is the file's fault, not that of the disk.
    let code = match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            Code::Damaged
        }
        _ => Code::Unreadable,
    };
    Diagnostic::new(code, subject, format!("reading stopped: {error}"))
}

fn damaged(subject: &str, why: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::new(Code::Damaged, subject, why.to_string())
}

fn too_deep(subject: &str) -> Diagnostic {
    damaged(subject, format!("archives lie more than {DEEPEST} deep in each other"))
}

fn too_large(subject: &str) -> Diagnostic {
    larger_than(subject, LARGEST_REPORT)
}

fn larger_than(subject: &str, limit: usize) -> Diagnostic {
    let limit = limit / (1024 * 1024);
    Diagnostic::new(Code::TooLarge, subject, format!("the report is larger than {limit} MiB"))
}

/// Bytes as text, or why they are none.
fn as_text<'bytes>(bytes: &'bytes [u8], subject: &str) -> Result<&'bytes str, Diagnostic> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "it begins with the byte order mark of UTF-16; \
                       convert it with `iconv -f UTF-16 -t UTF-8`";
        return Err(Diagnostic::new(Code::NotUtf8, subject, message));
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        let message = format!("byte {offset} is NUL, which no text holds");
        return Err(Diagnostic::new(Code::Binary, subject, message));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let message = format!("byte {offset} (0x{byte:02X}) is not valid UTF-8");
        Diagnostic::new(Code::NotUtf8, subject, message)
    })
}

/// Whether a text holds no word at all: only white space, controls and a byte order mark.
fn is_wordless(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_is_told_by_its_path() {
        for (kind, name) in [(SourceKind::Text, "gone.txt"), (SourceKind::JsonLines, "gone.jsonl")]
        {
            let source = Source { kind, path: Path::new("nowhere").join(name) };
            let found: Vec<_> = read(&source, &Columns::default(), &Arc::default()).collect();
            let diagnostic = found[0].as_ref().unwrap_err();
            assert_eq!((found.len(), diagnostic.code), (1, Code::Unreadable));
            assert!(diagnostic.subject.ends_with(name));
        }
    }
}
