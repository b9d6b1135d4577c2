//! Exports of a large record: how long, and how much memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rapporteur_model::{
    Actor, Claim, Content, Document, Entry, Event, EventType, Mode, PartialDate, Reading, Realis,
    Span, TimeSpan, Voice, document_key,
};
use rapporteur_store::Record;

use super::harness::Folder;

/// Reports of ten claims each.
fn make(path: &Path, reports: usize) {
    let mut record = Record::create(path).unwrap();
    let update = record.update().unwrap();
    let mut entries: Vec<Entry> = Vec::new();
    for number in 0..reports {
        let sentence =
            "The envoys of the League met those of Ruritania in Oslo, “=1+1” on Monday. ";
        let text = format!("Report {number}. {}", sentence.repeat(10));
        let id = format!("report-{number:06}");
        let document = Document {
            key: document_key(&id, &text),
            id,
            outlet: Some(format!("Outlet {}", number % 40)),
            title: Some(format!("Report {number}")),
            published: PartialDate::parse("2019-05-03").ok(),
            url: Some(format!("https://example.org/{number}")),
            text,
            ..Document::default()
        };
        let start = document.text.find("The").unwrap();
        let claims: Vec<Claim> = (0..10)
            .map(|at| {
                let span =
                    Span::new(start + at * sentence.len(), start + (at + 1) * sentence.len() - 1);
                Claim {
                    id: format!("{}.{at}", document.key),
                    document: document.key.clone(),
                    span,
                    quote: span.of(&document.text).to_owned(),
                    said_by: Vec::new(),
                    realis: Realis::Actual,
                    time: PartialDate::parse("2019-05").ok().map(TimeSpan::at),
                    place: Some("Oslo".into()),
                    content: Content::Event(Event {
                        event_type: EventType::Consult,
                        mode: Some(Mode::Visit),
                        actors: vec![Actor::acting_for("Envoy", "League")],
                        recipients: vec![Actor::new("Ruritania")],
                        mediators: Vec::new(),
                        issues: Vec::new(),
                        object: None,
                    }),
                    found_by: "test".into(),
                    confidence: Some(0.5),
                }
            })
            .collect();
        entries.extend(claims.iter().map(|claim| Entry {
            id: format!("e-{}", claim.id),
            claims: vec![claim.id.clone()],
            independent_reports: 1,
            voices: vec![Voice {
                family: document.key.clone(),
                speaker: None,
                claims: vec![claim.id.clone()],
            }],
            merges: Vec::new(),
            disagreements: Vec::new(),
        }));
        update.put(&document, &Reading { claims, diagnostics: Vec::new() }).unwrap();
    }
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    update.add_entries(&entries).unwrap();
    update.commit().unwrap();
}

/// Runs an export; how long it took, and the most memory it held (kB, Linux).
fn measured(folder: &Folder, arguments: &str) -> (Duration, u64) {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(arguments.split_whitespace())
        .current_dir(folder.path(""))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let read = std::fs::read_to_string(&status).unwrap_or_default();
        let line = read.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak = peak.max(held.unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{arguments}");
            return (started.elapsed(), peak);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// `cargo test --release -p rapporteur --test cli -- --ignored --nocapture large_records`
#[test]
#[ignore = "a measurement; its figures stand in docs/performance.md"]
fn large_records_are_exported_fast_and_in_little_memory() {
    let folder = Folder::new();
    make(&folder.path("small.record"), 1_000);
    make(&folder.path("large.record"), 10_000);
    for format in ["csv", "parquet", "xlsx", "jsonl", "annotations", "geojson"] {
        if format == "parquet" && !cfg!(feature = "parquet") {
            eprintln!("parquet: skipped, this build has no feature `parquet`");
            continue;
        }
        for selection in ["", "-w party=League&place=oslo", "-w q=envoys&-outlet=outlet-1"] {
            let peak = ["small", "large"].map(|record| {
                let to = format!("--to {format} -o out.{format}");
                let command = format!("export {record}.record {to} {selection}");
                let (time, peak) = measured(&folder, &command);
                eprintln!("{format} {selection} {record}: {time:.1?}, {} MB at most", peak / 1024);
                let fast = !matches!(format, "csv" | "parquet") || time < Duration::from_secs(10);
                assert!(fast || cfg!(debug_assertions), "{command}: {time:?}");
                peak
            });
            // A row group of Parquet and SQLite's cache are full with 20,000 claims.
            let constant = peak[1] < peak[0] + 48 * 1024;
            assert!(constant || format == "geojson", "{format} {selection}: {peak:?} kB");
        }
    }
}
