//! `evaluate claims` prints what `score.py` prints.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::harness::{Folder, REPORT, Run, shared};

fn arguments(gold: &Path, texts: &Path, more: &[&Path]) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["evaluate".into(), "claims".into(), gold.into()];
    arguments.extend(["--texts".into(), texts.into(), "--json".into()]);
    arguments.extend(more.iter().map(|one| one.as_os_str().to_owned()));
    arguments
}

/// What `score.py` prints; `None`, with a message, without Python.
fn by_script(gold: &Path, predicted: &Path, texts: &Path) -> Option<Value> {
    let script = shared("gold/score.py")?;
    let run = Command::new("python3")
        .arg(script)
        .args([gold, predicted])
        .arg("--texts")
        .arg(texts)
        .arg("--json")
        .output();
    let Ok(run) = run else {
        eprintln!("skipped: no python3 here");
        return None;
    };
    Some(serde_json::from_str(&Run::of(run).ends_with(0).stdout).unwrap())
}

/// Gold claims as a careless reader would find them: some lost, some told twice, every slot wrong
/// now and then, evidence once by quote and once by place.
fn perturbed(gold: &str) -> String {
    let mut lines = String::new();
    let mut number = 0_usize;
    for line in gold.lines() {
        let mut document: Value = serde_json::from_str(line).unwrap();
        let claims = document["claims"].as_array().unwrap().clone();
        let mut found = Vec::new();
        for (at, claim) in claims.iter().enumerate() {
            number += 1;
            let mut one = claim.clone();
            let neighbour = &claims[(at + 1) % claims.len()];
            let fields = [
                "actors",
                "recipients",
                "mediators",
                "said_by",
                "realis",
                "time",
                "place",
                "issues",
                "mode",
                "qualifier",
                "type",
                "value",
                "measure",
                "quote",
                "kind",
            ];
            let field = fields[number % fields.len()];
            match number % 7 {
                0 => continue,
                1 | 2 => one[field] = neighbour[field].clone(),
                3 => one[field] = Value::Null,
                4 => {
                    // A twin that differs in one slot ties with its model, or nearly so.
                    let mut twin = claim.clone();
                    twin[field] = neighbour[field].clone();
                    found.push(twin.clone());
                    found.push(twin);
                }
                5 => {
                    let more = neighbour["actors"].as_array().cloned().unwrap_or_default();
                    if let Some(actors) = one["actors"].as_array_mut() {
                        actors.extend(more);
                    }
                    one["start"] = json!(number % 900);
                    one["end"] = json!(number % 900 + 120);
                }
                _ => one["time"] = json!({"start": "2014", "end": null}),
            }
            found.push(one);
        }
        document["claims"] = Value::Array(found);
        lines.push_str(&document.to_string());
        lines.push('\n');
    }
    lines
}

#[test]
fn figures_equal_the_scripts_on_what_the_reader_finds_in_the_seeds() {
    let (Some(seeds), Some(gold)) = (shared("seeds"), shared("gold/seeds.jsonl")) else { return };
    let folder = Folder::new();
    let build: Vec<OsString> =
        vec!["build".into(), (&seeds).into(), "-o".into(), "seeds.record".into()];
    folder.run_with(build, "").ends_with(0);
    folder.run("export seeds.record --to jsonl -o seeds.jsonl").ends_with(0);
    let predicted = folder.path("seeds.jsonl");
    let Some(expected) = by_script(&gold, &predicted, &seeds) else { return };
    let more: [&Path; 2] = ["--predicted".as_ref(), &predicted];
    let run = folder.run_with(arguments(&gold, &seeds, &more), "").ends_with(0);
    let mut figures: Value = serde_json::from_str(&run.stdout).unwrap();
    // The script knows nothing of confidence.
    let calibration = figures.as_object_mut().unwrap().remove("calibration");
    assert!(calibration.is_some(), "our claims say how sure they are");
    assert_eq!(figures, expected);
    let run = folder.run_with(arguments(&gold, &seeds, &[]), "").ends_with(0);
    let read: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(read["event"]["f1"].as_f64().unwrap() >= 0.55, "{read}");
}

#[test]
fn figures_equal_the_scripts_on_perturbed_gold() {
    for (gold, texts) in [
        ("gold/seeds.jsonl", "seeds"),
        ("gold/dev.jsonl", "gold/dev"),
        ("gold/more.jsonl", "gold/dev"),
    ] {
        let (Some(gold), Some(texts)) = (shared(gold), shared(texts)) else { return };
        let predicted = perturbed(&fs::read_to_string(&gold).unwrap());
        let folder = Folder::new().with("predicted.jsonl", predicted);
        let predicted = folder.path("predicted.jsonl");
        let Some(expected) = by_script(&gold, &predicted, &texts) else { return };
        let more: [&Path; 2] = ["--predicted".as_ref(), &predicted];
        let run = folder.run_with(arguments(&gold, &texts, &more), "").ends_with(0);
        let figures: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(figures, expected, "{}", gold.display());
        let f1 = figures["event"]["f1"].as_f64().unwrap();
        assert!((0.1..0.9).contains(&f1), "the perturbation is no longer one: {f1}");
    }
}

#[test]
fn a_report_is_read_and_scored_with_its_date() {
    let gold = r#"{"id": "a", "outlet": "Andes Wire", "published": "2021-05-03", "claims": [{"kind": "event", "quote": "agreed to a truce", "type": "AGREE", "actors": [{"name": "League"}], "time": {"start": "2021-05-03", "end": "2021-05-03"}}]}"#;
    let folder = Folder::new().with("gold.jsonl", gold).with("texts/a.txt", REPORT);
    let run = folder.run("evaluate claims gold.jsonl --texts texts --json").ends_with(0);
    let figures: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(figures["event"]["recall"], json!(1.0), "{figures}");
    assert_eq!(figures["slots"]["event.time"], json!(1.0), "the date comes from the gold line");
    let plain = folder.run("evaluate claims gold.jsonl --texts texts").ends_with(0);
    plain.says("  AGREE").says("slot event.actors").warns("aliases.json");
}

#[test]
fn reliability_is_shown_where_claims_say_how_sure_they_are() {
    let claim = |confidence: f64| json!({"kind": "event", "type": "AGREE", "quote": "agreed to a truce", "actors": ["League"], "confidence": confidence});
    let line = |claims: Value| json!({"id": "a", "claims": claims}).to_string();
    let folder = Folder::new()
        .with("gold.jsonl", line(json!([claim(1.0)])))
        .with("predicted.jsonl", line(json!([claim(0.75), claim(0.35)])))
        .with("texts/a.txt", REPORT);
    let command = "evaluate claims gold.jsonl --texts texts --predicted predicted.jsonl";
    let run = folder.run(&format!("{command} --json")).ends_with(0);
    let figures: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(figures["calibration"]["expected_calibration_error"], json!(0.3), "{figures}");
    folder.run(command).says("0.7 to 0.8  confidence 0.750  found 1.000  (1 claims)");
}

#[test]
fn what_is_no_annotated_file_is_named_with_its_place() {
    let folder = Folder::new()
        .with("gold.jsonl", "{\"id\": \"a\", \"claims\": []}\n{\"id\": 5}\n")
        .with("one.jsonl", "{\"id\": \"gone\", \"claims\": []}")
        .with("empty.jsonl", "\n");
    folder.run("evaluate claims gold.jsonl --texts .").ends_with(2).warns("gold.jsonl:2");
    folder.run("evaluate claims one.jsonl --texts .").ends_with(2).warns("gone.txt");
    folder.run("evaluate claims empty.jsonl --texts .").ends_with(2).warns("empty.jsonl");
}
