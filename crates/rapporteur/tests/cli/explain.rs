//! `explain`, and `evaluate plover` on sentences of our own.

use serde_json::Value;

use super::harness::Folder;

const REPORT: &str = "GENEVA, May 3, 2019 (Lake Wire) - Norway condemned the Sudanese army on \
                      Thursday. The army said it would meet the rebels in Oslo.\n";

#[test]
fn a_claim_is_explained_by_its_words_and_pattern() {
    let folder = Folder::new().with("in/report.txt", REPORT);
    folder.run("build in -o talks.record").ends_with(0);
    let claims = folder.run("show talks.record claims --json").ends_with(0).stdout;
    let claims: Value = serde_json::from_str(&claims).unwrap();
    let claim = claims.as_array().unwrap().iter().find(|claim| claim["type"] == "ACCUSE");
    let id = claim.expect("the condemnation")["id"].as_str().unwrap().to_owned();
    folder
        .run(&format!("explain talks.record {id}"))
        .ends_with(0)
        .says("ACCUSE disapprove, actual")
        .says("told by    “condemned”")
        .says("frame      accuse.")
        .says("actor      “Norway”")
        .says("path `nsubj`")
        .says("2019-05-02 to 2019-05-02: words of the sentence")
        .says("VERB   root condemn");
}

#[test]
fn an_unknown_claim_says_where_to_look() {
    let folder = Folder::new().with("in/report.txt", REPORT);
    folder.run("build in -o talks.record").ends_with(0);
    folder
        .run("explain talks.record nothing.7")
        .ends_with(2)
        .warns("talks.record: no claim `nothing.7`")
        .warns("rapporteur show talks.record claims --json");
}

#[test]
fn roots_of_marked_sentences_are_scored() {
    let lines = [
        r#"{"marked": "<s>Norway</s> condemned <t>the army</t> for the attack.", "root": "ACCUSE"}"#,
        r#"{"marked": "<s>The rebels</s> refused to meet <t>the government</t>.", "root": "REJECT"}"#,
    ];
    let folder = Folder::new().with("marked.jsonl", lines.join("\n"));
    let told = folder.run("evaluate plover marked.jsonl --json").ends_with(0).stdout;
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["accuracy"], &told["macro_f1"]), (&1.0.into(), &1.0.into()), "{told}");
}

#[test]
fn a_bad_line_is_named() {
    let folder = Folder::new().with("marked.jsonl", "{\"marked\": \"no root\"}\n");
    folder
        .run("evaluate plover marked.jsonl")
        .ends_with(2)
        .warns("marked.jsonl, line 1: wanted `marked` and `root`");
}

/// A report on another matter, which a first look sets aside.
const RECIPE: &str = "LAKEVILLE, May 3, 2019 (Lake Wire) - The bakers of Lakeville showed their \
                      bread on Thursday. The jury praised the bakers of Hillside.\n";

#[test]
fn what_was_read_without_triage_is_explained_too() {
    let folder = Folder::new().with("in/recipe.txt", RECIPE).with("in/report.txt", REPORT);
    folder.run("build in -o talks.record --read-all").ends_with(0);
    let claims = folder.run("show talks.record claims --json").ends_with(0).stdout;
    let claims: Value = serde_json::from_str(&claims).unwrap();
    let claims = claims.as_array().unwrap();
    assert!(claims.iter().any(|claim| claim["quote"].as_str().unwrap().contains("bakers")));
    for claim in claims {
        let id = claim["id"].as_str().unwrap();
        let run = folder.run(&format!("explain talks.record {id}")).ends_with(0).says(id);
        assert!(!run.stderr.contains("another reader"), "{}", run.stderr);
    }
}
