//! `rapporteur evaluate claims`: events and figures against annotated ones.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Write};
use std::path::Path;

use anyhow::Context;
use rapporteur_model::{CodePoints, Diagnostic};
use rapporteur_reading::Reader;
use rapporteur_reading::events::EventNetwork;
use rapporteur_reading::score::{self, Aliases, Calibration, Rates, Report, ScoredClaim};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::args::Claims;
use crate::exit::Exit;
use crate::{build, say};

/// One line of an annotated file or of an export.
#[derive(Deserialize)]
struct Annotated {
    id: String,
    #[serde(default)]
    outlet: Value,
    #[serde(default)]
    published: Value,
    claims: Vec<ScoredClaim>,
}

/// Prints the figures of `score.py`, as a table or as its JSON.
pub(crate) fn claims(task: &Claims, as_json: bool) -> anyhow::Result<Exit> {
    let gold = annotated(&task.gold)?;
    let aliases = aliases(task)?;
    let mut documents = Vec::new();
    for document in &gold {
        let text = super::read(&task.texts.join(format!("{}.txt", document.id)))?;
        documents.push(score::Document {
            text: score::with_universal_newlines(&text),
            gold: document.claims.clone(),
            predicted: Vec::new(),
        });
    }
    let mut unread = Vec::new();
    if let Some(path) = &task.predicted {
        let mut predicted: BTreeMap<String, Vec<ScoredClaim>> =
            annotated(path)?.into_iter().map(|line| (line.id, line.claims)).collect();
        for (one, document) in gold.iter().zip(&mut documents) {
            document.predicted = predicted.remove(&one.id).unwrap_or_default();
        }
    } else {
        let reader = reader(task)?;
        let read: Vec<_> = gold
            .par_iter()
            .zip(&documents)
            .map(|(one, document)| claims_of(&reader, one, &document.text))
            .collect::<anyhow::Result<_>>()?;
        let mut kept = task.write.as_deref().map(File::create).transpose()?;
        for (((claims, notes), document), one) in read.into_iter().zip(&mut documents).zip(&gold) {
            if let Some(file) = &mut kept {
                writeln!(file, "{}", json!({ "id": one.id, "claims": claims }))?;
            }
            document.predicted =
                claims.into_iter().map(serde_json::from_value).collect::<Result<_, _>>()?;
            unread.extend(notes);
        }
    }
    let report = score::report(&documents, &aliases);
    let mut to = io::stdout().lock();
    if as_json {
        serde_json::to_writer_pretty(&mut to, &report)?;
        writeln!(to)?;
    } else {
        write_table(&report, &mut to)?;
    }
    say::diagnostics(&unread);
    Ok(if unread.iter().any(|note| note.code.skips_input()) { Exit::Flawed } else { Exit::Done })
}

/// The documents of a file, in its order; of two with one identifier the later one, in the place of
/// the first.
fn annotated(path: &Path) -> anyhow::Result<Vec<Annotated>> {
    let mut documents: Vec<Annotated> = Vec::new();
    for (number, line) in super::read(path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let document: Annotated = serde_json::from_str(line)
            .with_context(|| format!("{}:{}: no annotated document", path.display(), number + 1))?;
        match documents.iter_mut().find(|known| known.id == document.id) {
            Some(known) => *known = document,
            None => documents.push(document),
        }
    }
    anyhow::ensure!(!documents.is_empty(), "{}: no document here", path.display());
    Ok(documents)
}

/// The aliases that were asked for, else those beside the annotated file, else none.
fn aliases(task: &Claims) -> anyhow::Result<Aliases> {
    let beside = task.gold.with_file_name("aliases.json");
    let path = match &task.aliases {
        Some(path) => path,
        None if beside.exists() => &beside,
        None => {
            say::note("no `aliases.json` beside the annotated file: names must be equal");
            return Ok(Aliases::default());
        }
    };
    Aliases::from_json(&super::read(path)?).with_context(|| path.display().to_string())
}

/// The reader, with the event weights that were asked for.
fn reader(task: &Claims) -> anyhow::Result<Reader> {
    let dossier = build::dossier(task.dossier.as_deref())?;
    let reader = match &task.weights {
        Some(folder) => Reader::with_network(dossier, EventNetwork::from_folder(folder)?)?,
        None => Reader::new(dossier)?,
    };
    Ok(if task.read_all { reader.reading_all() } else { reader })
}

/// What the reader finds in a report, given its outlet and date as a JSONL input would give them.
fn claims_of(
    reader: &Reader,
    document: &Annotated,
    text: &str,
) -> anyhow::Result<(Vec<Value>, Vec<Diagnostic>)> {
    let line = json!({
        "id": document.id,
        "outlet": document.outlet,
        "published": document.published,
        "text": text,
    });
    let line = Box::new(Cursor::new(line.to_string().into_bytes()));
    let mut claims = Vec::new();
    let mut notes = Vec::new();
    let reports = rapporteur_ingest::read_json_lines(line, &document.id, &document.id);
    for document in reports.map(|report| report.and_then(rapporteur_ingest::document)) {
        match document {
            Err(note) => notes.push(note),
            Ok((document, about_fields)) => {
                notes.extend(about_fields);
                let code_points = CodePoints::new(&document.text);
                for claim in &reader.read(&document).claims {
                    let claim = rapporteur_export::claim_json(claim, &code_points)?;
                    claims.push(Value::Object(claim));
                }
            }
        }
    }
    Ok((claims, notes))
}

fn write_table(report: &Report, to: &mut dyn Write) -> io::Result<()> {
    for (name, rates) in [("event", report.event), ("figure", report.figure)] {
        write_rates(&format!("{name:13}"), rates, to)?;
    }
    for (name, rates) in &report.types {
        write_rates(&format!("  {name:11}"), *rates, to)?;
    }
    for (name, value) in &report.slots {
        let share = |value: &Value| value.as_f64().unwrap_or_default();
        write!(to, "  slot {name:18} {:.3}", share(value))?;
        match report.slots_where_filled.get(name) {
            Some(filled) => writeln!(to, "  (where filled {:.3})", share(filled))?,
            None => writeln!(to)?,
        }
    }
    report.calibration.as_ref().map_or(Ok(()), |calibration| write_reliability(calibration, to))
}

fn write_rates(name: &str, rates: Rates, to: &mut dyn Write) -> io::Result<()> {
    let Rates { precision, recall, f1, gold, predicted } = rates;
    writeln!(
        to,
        "{name} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  (gold {gold}, predicted {predicted})"
    )
}

fn write_reliability(calibration: &Calibration, to: &mut dyn Write) -> io::Result<()> {
    let Calibration { expected_calibration_error, count, bins } = calibration;
    writeln!(
        to,
        "reliability of {count} confidences: expected calibration error {expected_calibration_error:.3}"
    )?;
    for bin in bins {
        let (from, upto) = (bin.from, bin.to);
        writeln!(
            to,
            "  {from:.1} to {upto:.1}  confidence {:.3}  found {:.3}  ({} claims)",
            bin.confidence, bin.found, bin.count
        )?;
    }
    Ok(())
}
