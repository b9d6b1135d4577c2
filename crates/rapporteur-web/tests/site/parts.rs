//! A part of a record is shown as if there were no more, and decisions keep it right.

use std::sync::Arc;

use rapporteur_model::{Act, Anchor, EventType, Reading, Verdict};
use rapporteur_record::Selection;
use rapporteur_web::AppState;

use super::record::{Site, claim, dispute, report};

fn shown(part: &AppState) -> Vec<String> {
    let snapshot = part.snapshot();
    let documents = snapshot.core.contents.documents.iter();
    let mut ids: Vec<String> = documents.map(|document| document.id.clone()).collect();
    ids.sort();
    ids
}

#[test]
fn a_part_keeps_what_was_rejected_and_reaches_further_where_actors_are_one() {
    let other = report("Third Post", "2020-03-02", "Ruritania accepted the Oslo plan on Monday.");
    let accepted = "Ruritania accepted the Oslo plan";
    let claims = vec![claim(&other, 0, accepted, EventType::Agree, &["Ruritania"], None)];
    let other = (other, Reading { claims, diagnostics: Vec::new() });
    let [wire, post] = dispute();
    let refused = post.1.claims[0].clone();
    let site = Site::of(&[wire, post, other]);
    let path = site.folder.path().join("talks.record");
    let (league, _) = Selection::from_query("party=league");
    let part = Arc::new(AppState::open_part(&path, "Ana", &league).unwrap());
    assert_eq!(shown(&part), ["Example Post", "Example Wire"]);
    assert_eq!(part.name(), "talks (Party: League)");

    let verdict = Act::Judge { claims: vec![Anchor::of(&refused)], verdict: Verdict::Rejected };
    part.decide(verdict, "Ana", None).unwrap();
    let snapshot = part.snapshot();
    assert_eq!(snapshot.core.contents.claims.len(), 1);
    assert_eq!(snapshot.core.contents.rejected.len(), 1);
    assert_eq!(shown(&part), ["Example Post", "Example Wire"], "its report stays, to take it back");
    assert!(!part.refresh().unwrap(), "nobody else wrote");

    let one = Act::MergeActors { names: vec!["Ruritania".to_owned()], into: "League".to_owned() };
    part.decide(one, "Ana", None).unwrap();
    assert!(part.refresh().unwrap(), "another name leads to reports that were not loaded");
    assert_eq!(shown(&part), ["Example Post", "Example Wire", "Third Post"]);
    assert!(!part.refresh().unwrap());

    let whole = AppState::open(&path, "Ana").unwrap();
    assert_eq!(whole.name(), "talks");
    assert_eq!(shown(&whole), shown(&part));
    assert!(
        AppState::open_part(
            &path,
            "Ana",
            &league.except(rapporteur_record::selection::Field::Outlet, "Third Post")
        )
        .is_ok_and(|part| shown(&part) == ["Example Post", "Example Wire"])
    );
}
