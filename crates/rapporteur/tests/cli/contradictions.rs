//! Text in, disagreements out: the pairs of `spec/contradictions.md`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::harness::Folder;

const SPEC: &str = include_str!("../spec/contradictions.md");

/// A pair of reports.
struct Pair<'a> {
    name: &'a str,
    /// The slot on which they contradict each other; `None` where they do not.
    slot: Option<&'a str>,
    /// Outlet, date and text of each.
    reports: Vec<(&'a str, &'a str, &'a str)>,
}

fn pairs() -> Vec<Pair<'static>> {
    SPEC.split("\n## ").skip(1).map(pair).collect()
}

fn pair(section: &'static str) -> Pair<'static> {
    let mut lines = section.lines().filter(|line| !line.is_empty());
    let name = lines.next().unwrap();
    let kind = lines.next().unwrap().trim_matches('*');
    let slot = kind.strip_prefix("contradict: ");
    assert!(slot.is_some() || ["agree", "less precise", "update"].contains(&kind), "{name}");
    let reports: Vec<_> = lines
        .map(|line| {
            let (head, text) = line.strip_prefix("> **").unwrap().split_once(".** ").unwrap();
            let (outlet, published) = head.split_once(", ").unwrap();
            (outlet, published, text)
        })
        .collect();
    assert_eq!(reports.len(), 2, "{name}");
    Pair { name, slot, reports }
}

#[test]
fn contradictions_are_told_from_detail_and_from_updates() {
    let pairs = pairs();
    assert!(pairs.len() >= 25);
    let mut lines = String::new();
    for (number, pair) in pairs.iter().enumerate() {
        for (which, (outlet, published, text)) in pair.reports.iter().enumerate() {
            let id = format!("{number:02}-{which}");
            let line = json!({"id": id, "outlet": outlet, "published": published, "text": text});
            lines.push_str(&format!("{line}\n"));
        }
    }
    let folder = Folder::new().with("reports.jsonl", lines);
    folder.run("build reports.jsonl -o talks.record").ends_with(0);
    let shown = folder.run("show talks.record disagreements --json").ends_with(0);
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    let mut found: BTreeSet<(usize, String)> = BTreeSet::new();
    for row in shown.as_array().unwrap() {
        if row["correction"] == json!(true) {
            continue;
        }
        let numbers: BTreeSet<usize> = row["sides"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|side| side["evidence"].as_array().unwrap())
            .map(|evidence| evidence["document"].as_str().unwrap()[..2].parse().unwrap())
            .collect();
        for number in numbers {
            found.insert((number, row["slot"].as_str().unwrap().to_owned()));
        }
    }
    let expected: BTreeSet<(usize, String)> = pairs
        .iter()
        .enumerate()
        .filter_map(|(number, pair)| Some((number, pair.slot?.to_owned())))
        .collect();
    for (number, slot) in found.symmetric_difference(&expected) {
        let told = if expected.contains(&(*number, slot.clone())) { "missed" } else { "false" };
        println!("{told}: {slot} in `{}`", pairs[*number].name);
    }
    let hits = found.intersection(&expected).count() as f64;
    let (precision, recall) = (hits / found.len() as f64, hits / expected.len() as f64);
    println!("precision {precision:.2}, recall {recall:.2}");
    assert!(precision >= 0.9 && recall >= 0.9, "precision {precision:.2}, recall {recall:.2}");
}
