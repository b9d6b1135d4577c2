//! Entries from annotated claims, on development data that lies outside the repository.

#![expect(clippy::print_stderr, reason = "skipped tests say so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rapporteur_model::{Measure, Slot};
use rapporteur_record::gold::score::{Scores, scores};
use rapporteur_record::gold::{Annotated, GoldEntry, Place, place, read_claims, written};
use rapporteur_record::views::{self, Contents};
use rapporteur_record::{entries, families};

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn annotated(name: &str, texts: &Path) -> Option<Annotated> {
    let lines = fs::read_to_string(shared(&format!("gold/{name}.jsonl"))?).expect("readable");
    let text = |id: &str| fs::read_to_string(texts.join(format!("{id}.txt")));
    Some(read_claims(&lines, text).expect("annotated claims"))
}

fn measured(name: &str, annotated: &Annotated) -> Scores {
    let path = shared(&format!("gold/{name}.entries.jsonl")).expect("beside the claims");
    let gold: Vec<GoldEntry> = fs::read_to_string(path)
        .expect("readable")
        .lines()
        .map(|line| serde_json::from_str(line).expect("an entry"))
        .collect();
    let families = families(&annotated.documents);
    let predicted = written(&entries(&annotated.documents, &annotated.claims, &families));
    let universe: Vec<Place> =
        annotated.claims.iter().filter_map(|claim| place(&claim.id)).collect();
    scores(&universe, &gold, &predicted)
}

#[test]
fn development_entries_are_found() {
    let Some(texts) = shared("gold/dev") else { return };
    let Some(annotated) = annotated("dev", &texts) else { return };
    let scores = measured("dev", &annotated);
    println!("{scores:?}");
    assert!(scores.b_cubed.f1() > 0.88, "{scores:?}");
    assert!(scores.cross_document_pairs.f1() > 0.55, "{scores:?}");
    assert!(scores.disagreements.f1() > 0.5, "{scores:?}");
}

fn record(annotated: Annotated) -> Contents {
    let families = families(&annotated.documents);
    let entries = entries(&annotated.documents, &annotated.claims, &families);
    Contents {
        documents: annotated.documents,
        claims: annotated.claims,
        entries,
        ..Contents::default()
    }
}

/// What an analyst expects of the record of the five seed reports.
#[test]
fn the_record_of_the_seeds() {
    let Some(texts) = shared("seeds") else { return };
    let Some(annotated) = annotated("seeds", &texts) else { return };
    println!("{:?}", measured("seeds", &annotated));
    let contents = record(annotated);
    let claims = contents.claims_by_id();
    let documents = |ids: &[String]| -> BTreeSet<String> {
        ids.iter().map(|id| claims[id.as_str()].document.clone()).collect()
    };

    // The November truce: one entry, told by four reports, with its mediators and dates.
    let truce = contents
        .entries
        .iter()
        .filter(|entry| documents(&entry.claims).len() == 4)
        .find(|entry| {
            entry.claims.iter().any(|id| {
                claims[id.as_str()].time.is_some_and(|time| time.to_string().contains("2023-11"))
            })
        })
        .expect("an entry of November 2023 in four reports");
    let events = || truce.claims.iter().filter_map(|id| claims[id.as_str()].event());
    assert!(events().any(|event| !event.mediators.is_empty()));

    // 105 released by two reports and 124 by a party's leader in a third: a disagreement.
    let rows = views::disagreements::disagreements(&contents);
    let released = rows.iter().find(|row| row.slot == Slot::Value).expect("a disputed number");
    let values: Vec<&str> = released.sides.iter().map(|side| side.value.as_str()).collect();
    assert_eq!(values, ["105", "124"]);
    assert_eq!(released.sides[0].evidence.len(), 2);

    // 240 in return.
    let series = views::series::series(&contents);
    assert!(series.iter().any(|series| {
        series.measure == Measure::Released
            && series.points.iter().any(|point| point.value.total_cmp(&240.0).is_eq())
    }));

    // Killed figures: one series with several moments.
    let killed = series.iter().find(|series| series.measure == Measure::Killed).expect("killed");
    assert!(killed.points.len() >= 2, "{killed:?}");

    // The reprinted paragraph is one voice: Hamas accepted, told in the same words twice.
    let accepted = contents
        .entries
        .iter()
        .find(|entry| {
            documents(&entry.claims).len() == 2
                && entry.claims.iter().all(|id| {
                    claims[id.as_str()].quote.contains("agreed to another truce proposal")
                })
        })
        .expect("the acceptance in two reports");
    assert_eq!(accepted.independent_reports, 1);

    // The May proposal: one thread with acceptance and refusal from three reports.
    let threads = views::threads::threads(&contents);
    let may = threads
        .iter()
        .find(|thread| thread.name.contains("May 2024"))
        .expect("a thread of the May proposal");
    let answered: BTreeSet<&str> = may.answers.iter().map(|answer| answer.party.as_str()).collect();
    assert!(answered.contains("Hamas") && answered.contains("Israel"), "{may:?}");
    let told: BTreeSet<String> = may
        .steps
        .iter()
        .flat_map(|step| {
            let entry = contents.entries.iter().find(|entry| entry.id == step.entry);
            entry.map(|entry| documents(&entry.claims)).unwrap_or_default()
        })
        .collect();
    assert!(told.len() >= 3, "{told:?}");

    // Demands of both sides fill the matrix.
    let positions = views::positions::positions(&contents);
    for party in ["Hamas", "Israel"] {
        assert!(positions.iter().any(|position| position.party == party));
    }

    // Captives, hostages and prisoners, by outlet.
    let wording = views::wording::wording(&contents);
    let held = wording.iter().find(|row| row.referent == "people held").expect("wording");
    let labels: Vec<&str> = held.labels.iter().map(|label| label.label.as_str()).collect();
    for label in ["captives", "hostages", "prisoners"] {
        assert!(labels.contains(&label), "{labels:?}");
    }
}
