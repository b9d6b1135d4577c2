//! Measures how well reprints are found: `reprints COUNT [FOLDER]`.
//!
//! With a folder, the reports (`reports.jsonl`) and the planted copies (`copies.tsv`) are written
//! there, for `train/peers/record/datasketch_reprints.py`.

#![expect(clippy::print_stdout, reason = "an example prints its figures")]

mod generator;
mod measure;

use std::path::Path;
use std::time::Instant;
use std::{env, fs};

fn main() {
    let count = env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let made = generator::synthetic(count, 7);
    let bytes: usize = made.documents.iter().map(|document| document.text.len()).sum();
    println!("{count} reports, {} sentences, {} MB", made.sentences, bytes / 1_000_000);
    if let Some(folder) = env::args().nth(2) {
        write(Path::new(&folder), &made);
    }
    let start = Instant::now();
    let families = rapporteur_record::families(&made.documents);
    let reprints = rapporteur_record::voices::reprints::reprints(&made.documents, &families);
    println!("found in {:.1} s", start.elapsed().as_secs_f64());
    for (name, score) in [
        ("copies", measure::copies(&made, &reprints)),
        ("passages", measure::passages(&made, &families)),
    ] {
        println!("{name}: precision {:.4}, recall {:.4}", score.precision, score.recall);
    }
    if let Some(peak) = peak_memory() {
        println!("peak memory {peak} MB");
    }
}

/// The most memory that this process has held, in MB (Linux).
fn peak_memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_000)
}

fn write(folder: &Path, made: &generator::Synthetic) {
    let mut lines = String::new();
    for document in &made.documents {
        let line = serde_json::json!({"id": document.key, "text": document.text});
        lines.push_str(&format!("{line}\n"));
    }
    fs::create_dir_all(folder).expect("a folder");
    fs::write(folder.join("reports.jsonl"), lines).expect("reports are written");
    let key = |number: usize| &made.documents[number].key;
    let copies: String =
        made.copies.iter().map(|&(copy, of)| format!("{}\t{}\n", key(copy), key(of))).collect();
    fs::write(folder.join("copies.tsv"), copies).expect("copies are written");
}
