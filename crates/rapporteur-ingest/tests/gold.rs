//! What the reports of the development set say about themselves, beside what annotators found.
//!
//! The gold's outlet and date often come from where the report was found and stand nowhere in its
//! text: what is left open is counted by itself. Skipped where `../shared` is not there.
//!
//! `cargo test -p rapporteur-ingest --test gold -- --nocapture` prints the figures, and every
//! disagreement in documents of even number; the others are held out.

#![expect(clippy::print_stderr, reason = "figures are what it is run for")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rapporteur_ingest::{Columns, document, read, sources};
use rapporteur_model::Document;
use serde_json::Value;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");

/// A gold document beside the text's own word.
struct Pair {
    gold: Value,
    read: Document,
}

impl Pair {
    fn id(&self) -> &str {
        &self.read.id
    }

    fn is_even(&self) -> bool {
        let digits: String = self.id().chars().filter(char::is_ascii_digit).take(6).collect();
        digits.parse::<u64>().is_ok_and(|number| number % 2 == 0)
    }

    fn gold_text(&self, field: &str) -> Option<&str> {
        self.gold[field].as_str()
    }
}

/// Right, open on both sides, left open, shorter than or beyond the gold, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Right,
    BothOpen,
    LeftOpen,
    /// A prefix of the gold, or the gold a prefix of it, or a spelling of the same name.
    Compatible,
    /// The gold leaves it open.
    Beyond,
    Wrong,
}

fn verdict(gold: Option<&str>, read: Option<&str>) -> Verdict {
    let folded = |text: &str| text.to_lowercase().replace([' ', '.', '-'], "");
    match (gold, read) {
        (None, None) => Verdict::BothOpen,
        (Some(_), None) => Verdict::LeftOpen,
        (None, Some(_)) => Verdict::Beyond,
        (Some(gold), Some(read)) if gold == read => Verdict::Right,
        (Some(gold), Some(read)) => {
            let (gold, read) = (folded(gold), folded(read));
            let alike = gold.contains(&read) || read.contains(&gold);
            if alike { Verdict::Compatible } else { Verdict::Wrong }
        }
    }
}

fn pairs(gold: &[&str], folder: &str) -> Option<Vec<Pair>> {
    let shared = Path::new(SHARED);
    let (found, _) = sources(&[shared.join(folder)]);
    if found.is_empty() {
        eprintln!("skipped: {folder} is not there");
        return None;
    }
    let mut read: BTreeMap<String, Document> = found
        .iter()
        .flat_map(|source| read(source, &Columns::default(), &Arc::default()))
        .filter_map(Result::ok)
        .map(|raw| document(raw).expect("a text is a document").0)
        .map(|document| (document.id.clone(), document))
        .collect();
    let mut pairs = Vec::new();
    for file in gold {
        let path: PathBuf = shared.join("gold").join(file);
        for line in fs::read_to_string(path).ok()?.lines() {
            let gold: Value = serde_json::from_str(line).ok()?;
            let read = read.remove(gold["id"].as_str()?)?;
            pairs.push(Pair { gold, read });
        }
    }
    Some(pairs)
}

fn published(pair: &Pair) -> Option<String> {
    pair.read.published.map(|date| date.to_string())
}

fn compare(name: &str, pairs: &[Pair], field: &str, read: impl Fn(&Pair) -> Option<String>) -> f64 {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for pair in pairs {
        let read = read(pair);
        let found = verdict(pair.gold_text(field), read.as_deref());
        *counts.entry(found).or_default() += 1;
        if pair.is_even() && matches!(found, Verdict::Wrong | Verdict::Beyond | Verdict::Compatible)
        {
            eprintln!(
                "  {} {field}: {:?} gold {:?}, read {:?} ({:?})",
                pair.id(),
                found,
                pair.gold_text(field),
                read,
                pair.read.published_basis
            );
        }
    }
    let count = |verdict| counts.get(&verdict).copied().unwrap_or(0);
    let told = count(Verdict::Right)
        + count(Verdict::Compatible)
        + count(Verdict::Wrong)
        + count(Verdict::Beyond);
    let good = count(Verdict::Right) + count(Verdict::Compatible);
    let precision = good as f64 / told.max(1) as f64;
    eprintln!(
        "{name} {field}: {} documents, {counts:?}, of {told} told {good} fit: {precision:.3}",
        pairs.len()
    );
    precision
}

#[test]
fn the_seeds_say_what_annotators_found() {
    let Some(pairs) = pairs(&["seeds.jsonl"], "seeds") else { return };
    for pair in &pairs {
        assert_eq!(published(pair).as_deref(), pair.gold_text("published"), "{}", pair.id());
        assert_eq!(pair.read.outlet.as_deref(), pair.gold_text("outlet"), "{}", pair.id());
    }
}

#[test]
fn what_is_told_is_right() {
    let Some(pairs) = pairs(&["dev.jsonl", "more.jsonl"], "gold/dev") else { return };
    let (even, odd): (Vec<_>, Vec<_>) = pairs.into_iter().partition(Pair::is_even);
    for (name, pairs) in [("even", &even), ("odd", &odd)] {
        let dates = compare(name, pairs, "published", published);
        let outlets = compare(name, pairs, "outlet", |pair| pair.read.outlet.clone());
        assert!(dates >= 0.9, "{name} dates {dates:.3}");
        assert!(outlets >= 0.7, "{name} outlets {outlets:.3}");
    }
}

#[test]
fn furniture_holds_no_claims() {
    for (gold, folder) in
        [(&["seeds.jsonl"][..], "seeds"), (&["dev.jsonl", "more.jsonl"], "gold/dev")]
    {
        let Some(pairs) = pairs(gold, folder) else { return };
        let (mut claims, mut lost, mut bytes, mut furniture) = (0, 0, 0, 0);
        for pair in &pairs {
            bytes += pair.read.text.len();
            furniture += pair.read.furniture.iter().map(|piece| piece.span.len()).sum::<usize>();
            for claim in pair.gold["claims"].as_array().into_iter().flatten() {
                let Some(quote) = claim["quote"].as_str() else { continue };
                let Some(start) = pair.read.text.find(quote) else { continue };
                let quoted = rapporteur_model::Span::new(start, start + quote.len());
                claims += 1;
                for piece in &pair.read.furniture {
                    if piece.span.overlaps(quoted) {
                        lost += 1;
                        if pair.is_even() {
                            let words: String =
                                piece.span.of(&pair.read.text).chars().take(80).collect();
                            eprintln!("  {} {:?} `{words}` holds `{quote}`", pair.id(), piece.kind);
                        }
                    }
                }
            }
        }
        eprintln!(
            "{folder}: {claims} claims, {lost} in furniture; {furniture} of {bytes} bytes are furniture"
        );
        assert!(lost * 200 <= claims, "{lost} of {claims}");
    }
}
