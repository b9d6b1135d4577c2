//! `rapporteur evaluate entries`: annotated claims in, entries and disagreements out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use rapporteur_reading::score::{Aliases, ScoredClaim, pairs, with_universal_newlines};
use rapporteur_record::gold::{self, Annotated, GoldEntry, Place, score};
use rapporteur_record::{entries, families};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Figures, figures, read};
use crate::args::EntriesOf;
use crate::new_file;

/// Merges annotated claims, or the program's own, and scores the entries as the guide's
/// `score_entries.py` does.
pub(super) fn entries_of(args: &EntriesOf) -> anyhow::Result<Figures> {
    let lines = read(&args.claims)?;
    let annotated = annotated(args, &lines, &args.claims)?;
    let right = gold_entries(&args.entries)?;
    let universe: Vec<Place> =
        annotated.claims.iter().filter_map(|claim| gold::place(&claim.id)).collect();
    let Some(path) = &args.predicted else {
        let predicted = merged(args, &annotated)?;
        let mut found = scored(&universe, &right, &predicted);
        found.insert("entries".into(), predicted.len().into());
        return Ok(found);
    };
    let own_lines = beside(&lines, &read(path)?)
        .with_context(|| format!("{}: these are no claims", path.display()))?;
    let own = self::annotated(args, &own_lines, path)?;
    let predicted = merged(args, &own)?;
    let names = matched(args, &lines, &own_lines)?;
    let predicted = gold::renamed(&predicted, |place| names.get(place).cloned());
    let found: BTreeSet<&Place> = names.values().collect();
    let reached: Vec<Place> =
        universe.iter().filter(|place| found.contains(place)).cloned().collect();
    let reachable = gold::renamed(&right, |place| found.contains(place).then(|| place.clone()));
    let mut figures = scored(&reached, &reachable, &predicted);
    figures.insert("own_claims".into(), own.claims.len().into());
    // Annotated claims that were not found stand alone.
    for (name, value) in scored(&universe, &right, &predicted) {
        figures.insert(format!("all_{name}"), value);
    }
    Ok(figures)
}

/// The claims of some lines, with the documents' texts.
fn annotated(args: &EntriesOf, lines: &str, from: &Path) -> anyhow::Result<Annotated> {
    gold::read_claims(lines, |id| text(args, id))
        .map_err(|error| anyhow::anyhow!("{}: {error}", from.display()))
}

/// The text of a document as the scorer reads it.
fn text(args: &EntriesOf, id: &str) -> Result<String, String> {
    let path = args.texts.join(format!("{id}.txt"));
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(with_universal_newlines(&text))
}

/// Puts the claims of an export in the place of those of annotated lines, document by document.
fn beside(annotated: &str, export: &str) -> serde_json::Result<String> {
    let mut claims: BTreeMap<String, Value> = BTreeMap::new();
    for line in export.lines().filter(|line| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line)?;
        claims.insert(line.id, line.claims);
    }
    let mut lines = String::new();
    for line in annotated.lines().filter(|line| !line.trim().is_empty()) {
        let mut document: Map<String, Value> = serde_json::from_str(line)?;
        let id = document.get("id").and_then(Value::as_str).unwrap_or_default();
        let own = claims.remove(id).unwrap_or_else(|| json!([]));
        document.insert("claims".into(), own);
        lines.push_str(&Value::Object(document).to_string());
        lines.push('\n');
    }
    Ok(lines)
}

#[derive(Deserialize)]
struct Line {
    id: String,
    claims: Value,
}

/// Entries in the guide's form, kept where that was asked for.
fn merged(args: &EntriesOf, claims: &Annotated) -> anyhow::Result<Vec<GoldEntry>> {
    let families = families(&claims.documents);
    let predicted = gold::written(&entries(&claims.documents, &claims.claims, &families));
    if let Some(path) = &args.write {
        write(path, &predicted)?;
    }
    Ok(predicted)
}

/// The annotated claim that each of our own claims is, by the rule of the guide's `score.py`.
fn matched(args: &EntriesOf, annotated: &str, own: &str) -> anyhow::Result<BTreeMap<Place, Place>> {
    let beside = args.claims.with_file_name("aliases.json");
    let aliases =
        if beside.exists() { Aliases::from_json(&read(&beside)?)? } else { Aliases::default() };
    let mut names = BTreeMap::new();
    for (gold, own) in annotated.lines().zip(own.lines()) {
        let (gold, own): (Line, Line) = (serde_json::from_str(gold)?, serde_json::from_str(own)?);
        let text = text(args, &gold.id).map_err(anyhow::Error::msg)?;
        let claims = |line: Line| serde_json::from_value::<Vec<ScoredClaim>>(line.claims);
        let id = gold.id.clone();
        for (right, found) in pairs(&text, &claims(gold)?, &claims(own)?, &aliases) {
            names.insert((id.clone(), found), (id.clone(), right));
        }
    }
    Ok(names)
}

fn scored(universe: &[Place], right: &[GoldEntry], predicted: &[GoldEntry]) -> Figures {
    let scores = score::scores(universe, right, predicted);
    let (b_cubed, pairs) = (scores.b_cubed, scores.cross_document_pairs);
    let disagreements = scores.disagreements;
    figures(json!({
        "b_cubed_f1": b_cubed.f1(),
        "b_cubed_precision": b_cubed.precision,
        "b_cubed_recall": b_cubed.recall,
        "pairs_f1": scores.pairs.f1(),
        "cross_document_pairs_f1": pairs.f1(),
        "cross_document_pairs_precision": pairs.precision,
        "cross_document_pairs_recall": pairs.recall,
        "disagreements_f1": disagreements.f1(),
        "disagreements_precision": disagreements.precision,
        "disagreements_recall": disagreements.recall,
        "claims": universe.len(),
    }))
}

fn gold_entries(file: &Path) -> anyhow::Result<Vec<GoldEntry>> {
    read(file)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}: line {}", file.display(), number + 1))
        })
        .collect()
}

fn write(path: &Path, entries: &[GoldEntry]) -> anyhow::Result<()> {
    let name = || format!("{}: the file cannot be written", path.display());
    let mut file = new_file::beside(path).with_context(name)?;
    for entry in entries {
        serde_json::to_writer(&mut file, entry)?;
        writeln!(file).with_context(name)?;
    }
    file.persist(path).with_context(name)?;
    Ok(())
}
