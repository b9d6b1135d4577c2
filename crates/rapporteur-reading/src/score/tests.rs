//! Small documents of our own; `crates/rapporteur/tests/cli/claims.rs` compares with `score.py`.

use serde_json::{Value, json};

use super::{Aliases, Document, Report, report, rounded, with_universal_newlines};

const TEXT: &str = "The League freed twelve detainees in Lund. Ruritania praised the League.\n";

fn score(gold: &Value, predicted: &Value) -> Report {
    let claims = |value: &Value| serde_json::from_value(value.clone()).unwrap();
    let document = Document { text: TEXT.into(), gold: claims(gold), predicted: claims(predicted) };
    let aliases = Aliases::from_json(r#"{"groups": [["League", "Northern League"]]}"#).unwrap();
    report(&[document], &aliases)
}

fn release() -> Value {
    json!({
        "kind": "event", "quote": "freed twelve detainees", "type": "RETREAT", "mode": "release",
        "actors": [{"name": "the League"}], "recipients": [{"name": "envoy", "for": "Ruritania"}],
        "realis": "actual", "time": {"start": "2019-05", "end": "2019-05"}, "place": "Lund",
        "issues": ["detainees"], "said_by": [],
    })
}

fn with(mut claim: Value, field: &str, value: Value) -> Value {
    claim[field] = value;
    claim
}

#[test]
fn an_alias_is_the_same_actor_and_an_article_does_not_matter() {
    let other = with(release(), "actors", json!(["Northern League"]));
    let report = score(&json!([release()]), &json!([other]));
    assert_eq!((report.event.f1, report.slots["event.actors"].as_f64()), (1.0, Some(1.0)));
}

#[test]
fn another_type_another_actor_or_another_sentence_is_not_found() {
    for (field, value) in [
        ("type", json!("CONCEDE")),
        ("actors", json!([{"name": "Ruritania"}])),
        ("quote", json!("praised the League")),
        ("kind", json!("figure")),
    ] {
        let report = score(&json!([release()]), &json!([with(release(), field, value)]));
        assert_eq!(report.event.recall, 0.0, "{field}");
    }
}

#[test]
fn without_a_gold_actor_the_recipients_must_agree() {
    let gold = with(release(), "actors", json!([]));
    let report = score(&json!([gold]), &json!([with(release(), "actors", json!(null))]));
    assert_eq!(report.event.f1, 1.0);
    let other = with(release(), "recipients", json!([]));
    assert_eq!(score(&json!([gold]), &json!([other])).event.f1, 0.0);
}

#[test]
fn of_two_candidates_the_one_with_better_slots_is_matched() {
    let worse = with(release(), "realis", json!("negated"));
    let report = score(&json!([release()]), &json!([worse, release()]));
    assert_eq!((report.event.precision, report.event.recall), (0.5, 1.0));
    assert_eq!(report.slots["event.realis"].as_f64(), Some(1.0));
}

#[test]
fn months_overlap_their_days_and_empty_slots_agree() {
    let day = with(release(), "time", json!({"start": "2019-05-31"}));
    let report = score(&json!([release()]), &json!([day]));
    assert_eq!(report.slots["event.time"].as_f64(), Some(1.0));
    assert_eq!(report.slots["event.said_by"].as_f64(), Some(1.0));
    assert!(!report.slots_where_filled.contains_key("event.said_by"));
    let later = with(release(), "time", json!({"start": "2019-06"}));
    let report = score(&json!([release()]), &json!([later]));
    assert_eq!(report.slots["event.time"].as_f64(), Some(0.0));
}

#[test]
fn a_figure_needs_value_and_measure() {
    let figure = json!({"kind": "figure", "quote": "twelve", "measure": "released", "value": 12});
    let written = with(figure.clone(), "value", json!("12.0"));
    assert_eq!(score(&json!([figure]), &json!([written])).figure.f1, 1.0);
    let held = with(figure.clone(), "measure", json!("held"));
    assert_eq!(score(&json!([figure]), &json!([held])).figure.f1, 0.0);
}

#[test]
fn types_are_those_of_the_gold() {
    let extra = with(release(), "type", json!("AID"));
    let report = score(&json!([release()]), &json!([release(), extra]));
    assert_eq!(report.types.keys().collect::<Vec<_>>(), ["RETREAT"]);
    assert_eq!((report.event.predicted, report.types["RETREAT"].predicted), (2, 1));
}

#[test]
fn confidence_is_reported_where_a_claim_has_one() {
    assert_eq!(score(&json!([release()]), &json!([release()])).calibration, None);
    let sure = with(release(), "confidence", json!(0.75));
    let calibration = score(&json!([release()]), &json!([sure])).calibration.unwrap();
    assert_eq!((calibration.count, calibration.expected_calibration_error), (1, 0.25));
}

#[test]
fn nothing_scores_nothing() {
    let report = score(&json!([]), &json!([]));
    assert_eq!((report.event.f1, report.figure.gold, report.slots.len()), (0.0, 0, 0));
}

#[test]
fn numbers_and_newlines_are_pythons() {
    assert_eq!((rounded(0.031_25), rounded(0.093_75)), (0.0312, 0.0938), "halves go to even");
    assert_eq!(with_universal_newlines("a\r\nb\rc\n"), "a\nb\nc\n");
}
