//! Every reader of files: the first byte chooses the kind.
//!
//! `RAPPORTEUR_KIND=html` (an ending of a name) keeps to one kind, so that its corpus stays its own.
//!
//! Parsers that panic on damaged files are caught by the program, which tells it (R111). The fuzzer
//! passes over those of crates that are known for it, and stops at every other panic.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rapporteur_ingest::{Columns, SourceKind, document, read_bytes};

const ENDINGS: &[&str] = &[
    "txt", "html", "rss", "warc", "jsonl", "json", "csv", "eml", "mbox", "pdf", "docx", "zip",
    "txt.gz", "parquet",
];

static KIND: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("RAPPORTEUR_KIND").ok());

/// Crates that panic on damaged files: those for PDF, and Parquet's.
const KNOWN: &[&str] = &[
    "/parquet-",
    "/pdf-extract-",
    "/lopdf-",
    "/type1-encoding-parser-",
    "/adobe-cmap-parser-",
    "/cff-parser-",
    "/postscript-",
    "/euclid-",
];

/// Puts the hook of the fuzzer, which ends the process, behind a question.
fn pass_over_known() {
    let stop = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map_or("", |place| place.file());
        let is_known = KNOWN.iter().any(|known| place.contains(known));
        if !(is_known && rapporteur_ingest::is_guarded()) {
            stop(panic);
        }
    }));
}

fuzz_target!(init: pass_over_known(), |bytes: &[u8]| {
    let (ending, bytes) = match (&*KIND, bytes.split_first()) {
        (Some(kind), _) => (kind.as_str(), bytes),
        (None, Some((first, rest))) => (ENDINGS[usize::from(*first) % ENDINGS.len()], rest),
        (None, None) => return,
    };
    let name = format!("a.{ending}");
    let Some(kind) = SourceKind::of(Path::new(&name)) else { return };
    for report in read_bytes(kind, bytes.to_vec(), &name, &Columns::default()).take(100) {
        let Ok((document, _)) = report.and_then(document) else { continue };
        let mut end = 0;
        for piece in &document.furniture {
            assert!(piece.span.start >= end && document.text.get(piece.span.range()).is_some());
            end = piece.span.end;
        }
    }
});
