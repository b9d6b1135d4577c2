//! `rapporteur evaluate plover`: which PLOVER root a sentence tells, given source and target.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use rapporteur_language::Reader;
use rapporteur_reading::events::EventNetwork;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;

use super::Figures;

/// One line of a PLV file; other fields mean nothing here.
#[derive(Deserialize)]
struct Marked {
    marked: String,
    root: String,
}

/// Accuracy, and F1 averaged over the roots of the gold.
pub(super) fn plover(file: &Path) -> anyhow::Result<Figures> {
    let name = file.display();
    let mut gold: Vec<Marked> = Vec::new();
    for (number, line) in super::read(file)?.lines().enumerate() {
        if !line.trim().is_empty() {
            let at = || format!("{name}, line {}: wanted `marked` and `root`", number + 1);
            gold.push(serde_json::from_str(line).with_context(at)?);
        }
    }
    anyhow::ensure!(!gold.is_empty(), "{name}: no sentences here");
    let (language, network) = (Reader::new()?, EventNetwork::built_in()?);
    let told = gold
        .par_iter()
        .map(|one| Ok(network.root(&language, &one.marked)?.unwrap_or_default().to_owned()))
        .collect::<anyhow::Result<Vec<String>>>()?;
    let pairs: Vec<(&str, &str)> =
        gold.iter().map(|one| one.root.as_str()).zip(told.iter().map(String::as_str)).collect();
    let roots = f1_of_roots(&pairs);
    let right = pairs.iter().filter(|(gold, told)| gold == told).count();
    Ok(super::figures(json!({
        "accuracy": share(right, pairs.len()),
        "macro_f1": roots.values().sum::<f64>() / share(roots.len(), 1),
        "sentences": pairs.len(),
        "f1": roots,
    })))
}

/// F1 of each root that stands in the gold, from pairs of gold and told root.
fn f1_of_roots<'a>(pairs: &[(&'a str, &str)]) -> BTreeMap<&'a str, f64> {
    let mut roots = BTreeMap::new();
    for (root, _) in pairs {
        let gold = pairs.iter().filter(|(gold, _)| gold == root).count();
        let told = pairs.iter().filter(|(_, told)| told == root).count();
        let both = pairs.iter().filter(|(gold, told)| gold == root && told == root).count();
        roots.insert(*root, share(2 * both, gold + told));
    }
    roots
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_counts_both_kinds_of_error() {
        let pairs = [("AGREE", "AGREE"), ("AGREE", "REJECT"), ("REJECT", "REJECT")];
        let f1 = f1_of_roots(&pairs);
        assert!((f1["AGREE"] - 2.0 / 3.0).abs() < 1e-9, "{f1:?}");
        assert!((f1["REJECT"] - 2.0 / 3.0).abs() < 1e-9, "{f1:?}");
    }
}
