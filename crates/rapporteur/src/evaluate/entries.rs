//! `rapporteur evaluate entries`: annotated claims in, entries and disagreements out.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use rapporteur_record::gold::{self, GoldEntry, Place, score};
use rapporteur_record::{entries, families};
use serde_json::json;

use super::{Figures, figures, read};
use crate::args::EntriesOf;
use crate::new_file;

/// Merges annotated claims and scores the entries as the guide's `score_entries.py` does.
pub(super) fn entries_of(args: &EntriesOf) -> anyhow::Result<Figures> {
    let annotated = gold::read_claims(&read(&args.claims)?, |id| {
        let path = args.texts.join(format!("{id}.txt"));
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    })
    .map_err(|error| anyhow::anyhow!("{}: {error}", args.claims.display()))?;
    let right = gold_entries(&args.entries)?;
    let families = families(&annotated.documents);
    let predicted = gold::written(&entries(&annotated.documents, &annotated.claims, &families));
    if let Some(path) = &args.write {
        write(path, &predicted)?;
    }
    let universe: Vec<Place> =
        annotated.claims.iter().filter_map(|claim| gold::place(&claim.id)).collect();
    let scores = score::scores(&universe, &right, &predicted);
    let (b_cubed, pairs) = (scores.b_cubed, scores.cross_document_pairs);
    let disagreements = scores.disagreements;
    Ok(figures(json!({
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
        "entries": predicted.len(),
    })))
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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = new_file::beside(folder.unwrap_or_else(|| ".".as_ref())).with_context(name)?;
    for entry in entries {
        serde_json::to_writer(&mut file, entry)?;
        writeln!(file).with_context(name)?;
    }
    file.persist(path).with_context(name)?;
    Ok(())
}
