//! How the record grows, and how right it stays:
//! `growth [--seed N] [--texts] [--readings READER] DOCUMENTS...`.
//!
//! Writes reports about invented conflicts with happenings, reprints and contradictions that are
//! known (`world`), works out families and entries for each number of documents, and compares them
//! with what was planted. Claims are planted, too, and not read from the texts: this measures the
//! record, not the reader. `--texts` prints the reports as JSONL instead, for `rapporteur build`,
//! and `--readings` with the claims, for `rapporteur build --readings`, as if the reader of that
//! fingerprint had read them.
#![allow(clippy::print_stdout, reason = "an example prints")]

mod random;
mod truth;
mod world;

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufWriter, Write, stdout};

use rapporteur_record::{entries, families};

use self::world::World;

fn main() -> Result<(), Box<dyn Error>> {
    let (mut seed, mut texts, mut readings, mut sizes) = (7, false, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => seed = arguments.next().unwrap_or_default().parse()?,
            "--texts" => texts = true,
            "--readings" => readings = arguments.next(),
            size => sizes.push(size.parse::<usize>()?),
        }
    }
    for size in sizes {
        let world = World::of(size, seed);
        match &readings {
            Some(reader) => print_readings(&world, reader)?,
            None if texts => print_texts(&world),
            None => measure(&world),
        }
    }
    Ok(())
}

fn print_texts(world: &World) {
    for document in &world.documents {
        let line = serde_json::json!({
            "id": document.id, "outlet": document.outlet, "title": document.title,
            "published": document.published.map(|date| date.to_string()),
            "language": "en", "text": document.text,
        });
        println!("{line}");
    }
}

fn print_readings(world: &World, reader: &str) -> Result<(), Box<dyn Error>> {
    let mut told: HashMap<&str, Vec<serde_json::Value>> = HashMap::new();
    for claim in &world.claims {
        let row = serde_json::json!({"json": serde_json::to_string(claim)?});
        told.entry(&claim.document).or_default().push(row);
    }
    let mut to = BufWriter::new(stdout().lock());
    for document in &world.documents {
        let claims = told.remove(document.key.as_str()).unwrap_or_default();
        let json = serde_json::to_string(document)?;
        let row = serde_json::json!({"reader": reader, "json": json, "claims": claims});
        writeln!(to, "{row}")?;
    }
    Ok(to.flush()?)
}

fn measure(world: &World) {
    let before = processor_seconds();
    let families = families(&world.documents);
    let of_families = processor_seconds() - before;
    let before = processor_seconds();
    let entries = entries(&world.documents, &world.claims, &families);
    let of_entries = processor_seconds() - before;
    let truth = truth::compare(world, &entries, &families);
    println!(
        "{} documents, {} claims, {} happenings, {} entries",
        world.documents.len(),
        world.claims.len(),
        world.happenings,
        entries.len()
    );
    println!("families   {of_families:.2} s, {:.3} ms a document", per(of_families, world));
    println!("entries    {of_entries:.2} s, {:.3} ms a document", per(of_entries, world));
    println!("entries    B-cubed P {:.3} R {:.3}", truth.entries.0, truth.entries.1);
    println!("reprints   precision {:.3}, recall {:.3}", truth.reprints.0, truth.reprints.1);
    println!(
        "disputed   precision {:.3}, recall {:.3} of {} planted",
        truth.disputed.0, truth.disputed.1, truth.planted
    );
    println!("peak       {}", peak_memory());
}

fn per(seconds: f64, world: &World) -> f64 {
    1000.0 * seconds / world.documents.len() as f64
}

/// Processor time of this process so far; Linux only, in hundredths of a second.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory that the process has held; Linux only.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "not known".to_owned(), |peak| peak.trim().to_owned())
}
