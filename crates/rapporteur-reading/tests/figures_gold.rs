//! Figures against the gold of `../shared/gold`: skipped where it is not there.

#![allow(clippy::unwrap_used, reason = "a test may panic")]
use std::fs;
use std::path::{Path, PathBuf};

use rapporteur_language::Span;
use rapporteur_language::segment::segment;
use rapporteur_reading::figures::{FigureLexicon, FigureMention, figures};
use serde_json::Value;

/// What a change must not fall below: measured 0.83 on `dev.jsonl` and `more.jsonl` and 1.00 on the
/// seeds with sentences cut at line ends, before sentences were cut properly.
const FLOOR_DEVELOPMENT: f64 = 0.80;
const FLOOR_SEEDS: f64 = 0.85;

#[test]
fn figures_of_the_development_reports_are_found() {
    check(&["gold/dev.jsonl", "gold/more.jsonl"], "gold/dev", FLOOR_DEVELOPMENT);
}

#[test]
fn figures_of_the_seed_reports_are_found() {
    check(&["gold/seeds.jsonl"], "seeds", FLOOR_SEEDS);
}

#[track_caller]
#[expect(clippy::print_stderr, reason = "a test says what it measured or why it did not run")]
fn check(gold: &[&str], texts: &str, floor: f64) {
    let shared = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    if !shared.join("gold").is_dir() {
        eprintln!("skipped: no gold in {}", shared.display());
        return;
    }
    let mut count = Count::default();
    for file in gold {
        let lines = fs::read_to_string(shared.join(file)).unwrap();
        for line in lines.lines() {
            count.add(&serde_json::from_str(line).unwrap(), &shared.join(texts));
        }
    }
    eprintln!("{texts}: {count:?}, F1 {:.3}", count.f1());
    assert!(count.f1() >= floor, "{texts}: {count:?}, F1 {:.3}, floor {floor}", count.f1());
}

#[derive(Debug, Default)]
struct Count {
    gold: u32,
    read: u32,
    found: u32,
}

impl Count {
    fn add(&mut self, document: &Value, texts: &Path) {
        let id = document["id"].as_str().unwrap();
        let text = fs::read_to_string(texts.join(format!("{id}.txt"))).unwrap();
        let sentences = segment(&text, &[Span::new(0, text.len())]);
        let mut mentions = figures(&text, &sentences, FigureLexicon::built_in());
        self.read += u32::try_from(mentions.len()).unwrap();
        for claim in document["claims"].as_array().unwrap() {
            if claim["kind"] != "figure" {
                continue;
            }
            self.gold += 1;
            if let Some(at) = mentions.iter().position(|mention| is_found(&text, claim, mention)) {
                mentions.remove(at);
                self.found += 1;
            }
        }
    }

    fn f1(&self) -> f64 {
        2.0 * f64::from(self.found) / f64::from(self.gold + self.read).max(1.0)
    }
}

/// Same value and measure, and evidence that overlaps (`score.py` also takes the same sentence).
fn is_found(text: &str, claim: &Value, mention: &FigureMention) -> bool {
    let quote = claim["quote"].as_str().unwrap();
    let overlaps = text
        .match_indices(quote)
        .any(|(at, _)| Span::new(at, at + quote.len()).overlaps(mention.span));
    overlaps
        && claim["measure"] == mention.figure.measure.name()
        && claim["value"].as_f64() == Some(mention.figure.value)
}
