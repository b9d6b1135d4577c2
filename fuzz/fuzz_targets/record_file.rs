//! A record file that somebody changed: refused or read, and never a crash.

#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use rapporteur_record::invariants::violations;
use rapporteur_record::views::Contents;
use rapporteur_store::{Record, StoreError};

fn read(record: &Record) -> Result<Contents, StoreError> {
    let rows = record.rows();
    Ok(Contents {
        documents: rows.documents()?,
        claims: rows.claims()?,
        entries: rows.entries()?,
        diagnostics: rows.diagnostics()?,
        ..Contents::default()
    })
}

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.record");
    fs::write(&path, bytes).expect("a file");
    if let Ok(contents) = Record::open(&path).and_then(|record| {
        record.rows().integrity()?;
        read(&record)
    }) {
        drop(violations(&contents));
    }
});
