//! How fast files are read: `cargo run --release -p rapporteur-ingest --example read_archive -- FILE...`
//! (`--open` takes the texts out, too). Time and memory: run it under `/usr/bin/time -v`.

#![expect(clippy::print_stdout, reason = "it prints what it measures")]

use std::path::PathBuf;
use std::sync::Arc;

use rapporteur_ingest::{Columns, RawReport, document, read, sources};

fn main() {
    let (flags, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument == "--open");
    let files: Vec<PathBuf> = files.into_iter().map(PathBuf::from).collect();
    let (sources, _) = sources(&files);
    let packed = Arc::default();
    let (mut reports, mut unread, mut size) = (0_usize, 0_usize, 0_usize);
    for report in sources.iter().flat_map(|source| read(source, &Columns::default(), &packed)) {
        match report {
            Ok(report) => {
                size += match &report {
                    RawReport::Sealed(sealed) => sealed.bytes.len(),
                    RawReport::Text(raw) => raw.text.len(),
                };
                unread += usize::from(!flags.is_empty() && document(report).is_err());
            }
            Err(_) => unread += 1,
        }
        reports += 1;
    }
    println!("{reports} reports, {unread} unread, {size} bytes, opened: {}", !flags.is_empty());
}
