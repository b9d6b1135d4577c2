use rapporteur_model::{
    Actor, Anchor, Document, EditedSlot, Event, EventType, PartialDate, Realis, Span, document_key,
};

use super::*;
use crate::{entries, families};

/// Two reports on one meeting, and one refusal.
fn record() -> Contents {
    let report = |id: &str, day: &str, text: &str| Document {
        key: document_key(id, text),
        id: id.to_owned(),
        outlet: Some(id.to_owned()),
        published: PartialDate::parse(day).ok(),
        text: text.to_owned(),
        ..Document::default()
    };
    let documents = vec![
        report("wire", "2020-03-01", "The League met the Crown in Oslo. The Crown refused terms."),
        report("post", "2020-03-02", "In Oslo the Crown and the League held talks."),
    ];
    let claim = |document: &Document, n: usize, quote: &str, event_type: EventType| {
        let start = document.text.find(quote).unwrap();
        Claim {
            id: format!("{}.{n}", document.key),
            document: document.key.clone(),
            span: Span::new(start, start + quote.len()),
            quote: quote.to_owned(),
            said_by: Vec::new(),
            realis: Realis::Actual,
            time: None,
            place: None,
            content: Content::Event(Event {
                event_type,
                mode: None,
                actors: vec![Actor::new("League")],
                recipients: vec![Actor::new("Crown")],
                mediators: Vec::new(),
                issues: Vec::new(),
                object: None,
            }),
            found_by: "test".to_owned(),
            confidence: None,
        }
    };
    let claims = vec![
        claim(&documents[0], 0, "met the Crown", EventType::Consult),
        claim(&documents[0], 1, "refused terms", EventType::Reject),
        claim(&documents[1], 0, "held talks", EventType::Consult),
    ];
    let entries = entries(&documents, &claims, &families(&documents));
    Contents { documents, claims, entries, ..Contents::default() }
}

fn log(acts: impl IntoIterator<Item = Act>) -> Vec<Decision> {
    acts.into_iter()
        .zip(1..)
        .map(|(act, number)| Decision {
            number,
            at: format!("2026-01-01T00:00:{number:02}Z"),
            by: "ana".to_owned(),
            why: None,
            act,
        })
        .collect()
}

fn decided(log: &[Decision]) -> (Contents, Vec<Lost>) {
    let contents = record();
    let families = families(&contents.documents);
    decisions(contents, log, &families)
}

fn judge(claim: &Claim, verdict: Verdict) -> Act {
    Act::Judge { claims: vec![Anchor::of(claim)], verdict }
}

#[test]
fn a_rejected_claim_is_in_no_view_and_never_lost() {
    let machine = record();
    let (contents, lost) = decided(&log([judge(&machine.claims[1], Verdict::Rejected)]));
    assert!(lost.is_empty());
    assert_eq!(contents.claims.len(), 2);
    assert_eq!(contents.rejected, [machine.claims[1].clone()]);
    assert!(contents.entries.iter().all(|e| !e.claims.contains(&machine.claims[1].id)));
    assert!(crate::invariants::violations(&contents).is_empty());
}

#[test]
fn an_undo_takes_back_and_an_undone_undo_brings_back() {
    let machine = record();
    let reject = judge(&machine.claims[0], Verdict::Rejected);
    let (contents, _) = decided(&log([reject.clone(), Act::Undo { number: 1 }]));
    assert_eq!(contents.claims, machine.claims);
    assert!(contents.reviews.is_empty());
    let (contents, _) = decided(&log([reject, Act::Undo { number: 1 }, Act::Undo { number: 2 }]));
    assert_eq!(contents.rejected.len(), 1);
}

#[test]
fn the_later_line_counts_where_the_clock_was_set_back() {
    let machine = record();
    let verdicts = [Verdict::Rejected, Verdict::Accepted];
    let mut log = log(verdicts.map(|verdict| judge(&machine.claims[0], verdict)));
    log[1].at = "1970-01-01T00:00:00Z".to_owned();
    let (contents, _) = decided(&log);
    let review = &contents.reviews[&machine.claims[0].id];
    assert_eq!((review.verdict, review.at.as_str()), (Verdict::Accepted, "1970-01-01T00:00:00Z"));
    assert!(contents.rejected.is_empty());
}

#[test]
fn a_corrected_slot_says_what_the_machine_had_put_there() {
    let machine = record();
    let edit = |value: &str| Act::Edit {
        claim: Anchor::of(&machine.claims[0]),
        slot: EditedSlot::Actors,
        value: value.to_owned(),
    };
    let (contents, lost) = decided(&log([edit("Guild"), edit("Ana Ruiz (League); Guild")]));
    assert!(lost.is_empty());
    let event = contents.claims[0].event().unwrap();
    assert_eq!(event.actors, [Actor::acting_for("Ana Ruiz", "League"), Actor::new("Guild")]);
    let review = &contents.reviews[&machine.claims[0].id];
    assert_eq!(review.edits[0].was, "League");
    assert_eq!(review.edits[0].is, "Ana Ruiz (League); Guild");
}

#[test]
fn what_a_slot_cannot_say_is_refused_with_what_it_can() {
    let mut claim = record().claims[0].clone();
    let before = claim.clone();
    let refused = edit(&mut claim, EditedSlot::Realis, "maybe").unwrap_err();
    assert!(refused.to_string().contains("hypothetical"), "{refused}");
    assert!(edit(&mut claim, EditedSlot::Time, "2020-13").is_err());
    assert!(edit(&mut claim, EditedSlot::Time, "2020-05/2020-04").is_err());
    assert!(edit(&mut claim, EditedSlot::Value, "3").is_err());
    assert!(edit(&mut claim, EditedSlot::Mode, "riot").is_err());
    assert_eq!(claim, before);
}

#[test]
fn every_slot_can_say_again_what_it_says() {
    for claim in record().claims {
        let mut again = claim.clone();
        for slot in EditedSlot::OF_EVENT {
            edit(&mut again, *slot, &shown(&claim, *slot)).unwrap();
        }
        assert_eq!(again, claim);
    }
}

#[test]
fn entries_are_put_together_and_taken_apart() {
    let machine = record();
    let claims = |ids: &[usize]| ids.iter().map(|&at| Anchor::of(&machine.claims[at])).collect();
    let all_one = Act::Merge { claims: claims(&[0, 1, 2]) };
    let (contents, _) = decided(&log([all_one.clone()]));
    assert_eq!(contents.entries.len(), 1);
    let id = &contents.entries[0].id;
    let (contents, _) = decided(&log([all_one, Act::Split { claims: claims(&[1]) }]));
    let sizes: Vec<usize> = contents.entries.iter().map(|entry| entry.claims.len()).collect();
    assert_eq!(sizes.iter().sum::<usize>(), 3);
    assert_eq!(contents.entries.len(), 2);
    assert!(contents.entries.iter().any(|entry| entry.id == *id && entry.claims.len() == 2));
    assert!(crate::invariants::violations(&contents).is_empty());
}

#[test]
fn names_of_one_actor_become_one() {
    let (contents, _) = decided(&log([Act::MergeActors {
        names: vec!["Crown".to_owned(), "League".to_owned()],
        into: "Union".to_owned(),
    }]));
    let event = contents.claims[0].event().unwrap();
    assert_eq!(event.actors, [Actor::new("Union")]);
    assert_eq!(event.recipients, [Actor::new("Union")]);
}

#[test]
fn a_decision_finds_its_claim_where_the_reader_moved_it() {
    let machine = record();
    let mut moved = Anchor::of(&machine.claims[0]);
    moved.span.end += 8;
    let verdict =
        |anchor: Anchor| log([Act::Judge { claims: vec![anchor], verdict: Verdict::Accepted }]);
    let (contents, lost) = decided(&verdict(moved.clone()));
    assert!(lost.is_empty());
    assert_eq!(contents.reviews[&machine.claims[0].id].verdict, Verdict::Accepted);
    let gone = Anchor { document: "another".to_owned(), ..moved };
    let (contents, lost) = decided(&verdict(gone));
    assert!(contents.reviews.is_empty());
    assert_eq!(lost[0].number, 1);
}
