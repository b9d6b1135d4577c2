//! The five seed reports, where the development data is at hand.

use std::ffi::OsStr;
use std::process::Command;

use serde_json::Value;

use super::harness::{Folder, Run, shared};

#[test]
fn the_seeds_make_a_record_that_holds_and_scores() {
    let (Some(seeds), Some(gold)) = (shared("seeds"), shared("gold")) else { return };
    let folder = Folder::new();
    let arguments: [&OsStr; 4] =
        ["build".as_ref(), seeds.as_ref(), "-o".as_ref(), "seeds.record".as_ref()];
    folder.run_with(arguments, "").ends_with(0);
    folder.run("check seeds.record").ends_with(0);
    folder.run("export seeds.record --to jsonl -o seeds.jsonl").ends_with(0);
    let scores = Command::new("python3")
        .arg(gold.join("score.py"))
        .arg(gold.join("seeds.jsonl"))
        .arg(folder.path("seeds.jsonl"))
        .arg("--texts")
        .arg(&seeds)
        .arg("--json")
        .output();
    let Ok(scores) = scores else {
        eprintln!("skipped: no python3 here");
        return;
    };
    let scores: Value = serde_json::from_str(&Run::of(scores).ends_with(0).stdout).unwrap();
    let f1 = |kind: &str| scores[kind]["f1"].as_f64().unwrap();
    assert!(f1("event") >= 0.55, "events: {}", f1("event"));
    assert!(f1("figure") >= 0.85, "figures: {}", f1("figure"));
}
