//! Every reader of files: the first byte chooses the kind.
//!
//! `RAPPORTEUR_KIND=html` (an ending of a name) keeps to one kind, so that its corpus stays its own.
//!
//! Parsers that panic on damaged files are caught by the program, which tells it (R111). So that the
//! fuzzer does not stop at those, its hook that ends the process at once is left out; a panic that is
//! not caught still ends it, without words: run the file that it leaves with `RAPPORTEUR_LOUD=1`.

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

fn quietly() {
    if std::env::var_os("RAPPORTEUR_LOUD").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

fuzz_target!(init: quietly(), |bytes: &[u8]| {
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
