//! The five seed reports, where the development data is at hand.

use std::collections::BTreeSet;
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

/// What the record of the seeds must show from the program's own claims. What needs annotated
/// claims so far stands in `rapporteur-record/tests/gold.rs`: the truce told by four reports as one
/// entry with its mediators, the killed figures as one series, the proposal of May as one thread
/// with its answers from three reports.
#[test]
fn the_record_of_the_seeds() {
    let Some(seeds) = shared("seeds") else { return };
    let folder = Folder::new();
    let arguments: [&OsStr; 4] =
        ["build".as_ref(), seeds.as_ref(), "-o".as_ref(), "seeds.record".as_ref()];
    folder.run_with(arguments, "").ends_with(0);
    let show = |view: &str| -> Value {
        let run = folder.run(&format!("show seeds.record {view} --json")).ends_with(0);
        serde_json::from_str(&run.stdout).unwrap()
    };
    let rows = |view: &Value| view.as_array().unwrap().clone();

    // 105 released by two reports, 124 by a party's leader in a third: a disagreement.
    let disagreements = rows(&show("disagreements"));
    let released = disagreements.iter().find(|row| row["slot"] == "value").unwrap();
    let sides = rows(&released["sides"]);
    let values: Vec<&Value> = sides.iter().map(|side| &side["value"]).collect();
    assert_eq!(values, ["105", "124"]);
    assert_eq!(rows(&sides[0]["evidence"]).len(), 2);
    assert_eq!(sides[1]["evidence"][0]["said_by"], "Benjamin Netanyahu");

    // Both in one series, and 240 in return.
    let all = rows(&show("series"));
    let holds = |series: &Value, value: f64| {
        rows(&series["points"]).iter().any(|point| point["value"].as_f64() == Some(value))
    };
    assert!(all.iter().any(|series| holds(series, 105.0) && holds(series, 124.0)));
    assert!(all.iter().any(|series| series["measure"] == "released" && holds(series, 240.0)));

    // The reprinted paragraph is one voice.
    folder.run("export seeds.record --to jsonl -o seeds.jsonl").ends_with(0);
    let exported = String::from_utf8(folder.bytes("seeds.jsonl")).unwrap();
    let claims = exported.lines().flat_map(|line| {
        let document: Value = serde_json::from_str(line).unwrap();
        rows(&document["claims"])
    });
    let accepted: Vec<Value> = claims
        .filter(|claim| claim["type"] == "AGREE")
        .filter(|claim| claim["quote"].as_str().unwrap().contains("another truce proposal"))
        .collect();
    let told: BTreeSet<&str> =
        accepted.iter().map(|claim| claim["document"].as_str().unwrap()).collect();
    assert_eq!(told.len(), 2);
    for claim in &accepted {
        assert_eq!(claim["entry"], accepted[0]["entry"]);
        assert_eq!(claim["independent_reports"], 1);
    }

    // Its refusal stands in the same thread, and so does the acceptance.
    let threads = rows(&show("threads"));
    assert!(threads.iter().any(|thread| {
        let phases: BTreeSet<String> =
            rows(&thread["steps"]).iter().map(|step| step["phase"].to_string()).collect();
        ["\"accepted\"", "\"refused\""].iter().all(|phase| phases.contains(*phase))
    }));

    // Demands of both sides fill the matrix; three words for people held appear by outlet.
    let positions = rows(&show("positions"));
    for party in ["Hamas", "Israel"] {
        assert!(positions.iter().any(|position| position["party"] == party));
    }
    let wording = rows(&show("wording"));
    let held = wording.iter().find(|row| row["referent"] == "people held").unwrap();
    for label in ["captives", "hostages", "prisoners"] {
        assert!(rows(&held["labels"]).iter().any(|row| row["label"] == label), "{label}");
    }
}
