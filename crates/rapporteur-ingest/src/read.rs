//! Which raw reports one source holds, streamed in bounded memory.

mod bounded_line;
mod json_fields;
mod json_lines;
mod text_file;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use rapporteur_model::{Code, Diagnostic};

use crate::raw::RawDocument;
use crate::source::{Source, SourceKind};
use json_lines::JsonLines;

/// The most bytes that one report may have, metadata included: 16 MiB.
///
/// A thousand times a long report; it bounds memory, not style.
pub const LARGEST_REPORT: usize = 16 * 1024 * 1024;

/// The reports of one source, in order; what could not be read stands in between.
pub type Reports = Box<dyn Iterator<Item = Result<RawDocument, Diagnostic>> + Send>;

/// Reads one source: one report for a `.txt` file, one a line for JSONL.
///
/// Never ends early: a report that cannot be read becomes a diagnostic, and the next one follows.
#[must_use]
pub fn read(source: &Source) -> Reports {
    let subject = source.path.display().to_string();
    if source.kind == SourceKind::StandardInput {
        return read_json_lines(Box::new(BufReader::new(io::stdin())), &subject, "stdin");
    }
    let file = match File::open(&source.path) {
        Ok(file) => file,
        Err(error) => return one(Err(unreadable(&subject, &error))),
    };
    let stem = stem(&source.path);
    match source.kind {
        SourceKind::Text => one(text_file::read(file, &subject, &stem)),
        SourceKind::JsonLines | SourceKind::StandardInput => {
            read_json_lines(Box::new(BufReader::new(file)), &subject, &stem)
        }
    }
}

/// Reads JSONL from any reader. `subject` names the input in messages; `stem` begins the
/// identifiers of documents that bring none.
#[must_use]
pub fn read_json_lines(reader: Box<dyn BufRead + Send>, subject: &str, stem: &str) -> Reports {
    Box::new(JsonLines::new(reader, subject, stem))
}

fn one(result: Result<RawDocument, Diagnostic>) -> Reports {
    Box::new(std::iter::once(result))
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn unreadable(subject: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, subject, format!("reading stopped: {error}"))
}

fn too_large(subject: &str) -> Diagnostic {
    let limit = LARGEST_REPORT / (1024 * 1024);
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
            let found: Vec<_> = read(&source).collect();
            let diagnostic = found[0].as_ref().unwrap_err();
            assert_eq!((found.len(), diagnostic.code), (1, Code::Unreadable));
            assert!(diagnostic.subject.ends_with(name));
        }
    }
}
