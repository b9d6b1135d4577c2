//! What each field selects.

use std::collections::BTreeMap;

use super::record::{quotes, record};
use crate::selection::{Field, Filter, Index, Review, Selection};
use crate::views::Contents;

const TRUCE: &str = "announced a truce of two months";
const FREED: &str = "freed 3 soldiers";
const REFUSAL: &str = "rejected the truce";
const TALKS: &str = "met in Oslo in October";

#[track_caller]
fn selects(query: &str, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(quotes(query), expected, "{query}");
}

#[test]
fn every_field_selects_what_it_says() {
    selects("", &[TRUCE, FREED, REFUSAL, TALKS]);
    selects("party=FARC", &[TRUCE, FREED, REFUSAL, TALKS]);
    selects("party=colombia", &[REFUSAL, TALKS]);
    selects("party=ivan+marquez", &[TRUCE]);
    selects("mediator=Norway", &[TALKS]);
    selects("issue=ceasefire", &[TRUCE, REFUSAL]);
    selects("kind=figure", &[FREED]);
    selects("type=consult", &[TALKS]);
    selects("mode=third-party", &[TALKS]);
    selects("measure=released", &[FREED]);
    selects("outlet=the bogota courier", &[REFUSAL, TALKS]);
    selects("speaker=Juan+Manuel+Santos", &[REFUSAL]);
    selects("speaker=FARC", &[TRUCE]);
    selects("place=oslo", &[TALKS]);
    selects("realis=planned", &[REFUSAL]);
    selects("document=wire-1", &[TRUCE, FREED]);
    selects("review=unreviewed", &[TRUCE, FREED, REFUSAL, TALKS]);
}

#[test]
fn a_claim_without_a_date_counts_as_of_its_report() {
    selects("to=2012-10", &[TALKS]);
    selects("from=2012-11-20", &[FREED, REFUSAL]);
    selects("from=2012-10-31&to=2012-11-19", &[TALKS, TRUCE]);
    selects("from=2013", &[]);
}

#[test]
fn an_empty_slot_is_asked_for_by_none() {
    selects("speaker=none", &[FREED, TALKS]);
    selects("-speaker=none", &[TRUCE, REFUSAL]);
    selects("place=none", &[TRUCE, FREED, REFUSAL]);
}

#[test]
fn words_stand_in_the_sentence_each_from_its_beginning() {
    selects("q=truce", &[TRUCE, REFUSAL]);
    selects("q=PRESIDENT+truce", &[REFUSAL]);
    selects("q=guerr", &[FREED]);
    selects("q=uerrillas", &[]);
    selects("q=\"truce of two\"", &[TRUCE]);
    selects("q=two truce", &[TRUCE]);
    selects("q=marquez", &[TRUCE]);
    selects("-q=truce", &[FREED, TALKS]);
    selects("q=oslo&q=soldiers", &[TALKS, FREED]);
}

#[test]
fn repeated_fields_are_alternatives_and_different_fields_all_hold() {
    selects("type=consult&type=reject", &[TALKS, REFUSAL]);
    selects("type=consult&type=reject&issue=ceasefire", &[REFUSAL]);
    selects("party=farc&-outlet=andes-wire&not.type=consult", &[REFUSAL]);
}

#[test]
fn an_entry_is_selected_with_one_of_its_claims() {
    let contents = record();
    let index = Index::new(&contents);
    let disputed = index.select(&Selection::from_query("disputed=yes&voices=2").0);
    assert_eq!(disputed.entries, [0]);
    let undisputed = index.select(&Selection::from_query("-voices=2").0);
    assert_eq!(undisputed.entries, (1..contents.entries.len()).collect::<Vec<_>>());
    let alone = disputed.claims_alone(&contents);
    assert_eq!(alone.entries.len(), 1);
    assert_eq!(alone.documents.len(), 1);
    assert_eq!(alone.claims.len(), contents.entries[0].claims.len());
    assert_eq!(disputed.whole_entries(&contents).claims, alone.claims);
    let everything = index.select(&Selection::default());
    assert_eq!(everything.claims_alone(&contents).documents, contents.documents);
}

/// The record as it comes when it is read document by document.
fn parts(contents: &Contents) -> Vec<Contents> {
    let part = |document: &rapporteur_model::Document| {
        let mut part = contents.clone();
        part.documents.retain(|one| one.key == document.key);
        part.claims.retain(|claim| claim.document == document.key);
        part.entries.retain(|entry| part.claims.iter().any(|c| entry.claims.contains(&c.id)));
        part
    };
    contents.documents.iter().map(part).collect()
}

#[test]
fn document_by_document_the_same_claims_are_selected() {
    let contents = record();
    for query in [
        "party=FARC",
        "mediator=Norway",
        "issue=ceasefire",
        "outlet=the bogota courier",
        "speaker=none",
        "-speaker=none",
        "document=wire-1",
        "from=2012-11-20",
        "voices=2",
        "-voices=2",
        "disputed=yes",
        "review=unreviewed",
        "q=truce",
        "-q=truce",
        "from=2013",
        "type=consult&type=reject&issue=ceasefire",
        "kind=event&kind=figure",
    ] {
        let (selection, _) = Selection::from_query(query);
        let mut filter = Filter::new(&selection);
        let narrowed = parts(&contents).into_iter().filter_map(|part| filter.narrow(&part));
        let mut claims: Vec<_> = narrowed.flat_map(|part| part.claims).collect();
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        let chosen = Index::new(&contents).select(&selection).claims;
        let mut expected: Vec<_> =
            chosen.into_iter().map(|at| contents.claims[at].clone()).collect();
        expected.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(claims, expected, "{query}");
    }
}

#[test]
fn document_by_document_unknown_names_are_told_with_those_that_come_near() {
    let contents = record();
    for (query, told) in [
        ("party=farc", &[][..]),
        ("party=far&party=nobody&-outlet=wire", &["there is FARC", "`nobody`", "`wire`"]),
        ("party=none&issue=ceasefire", &[]),
    ] {
        let (selection, _) = Selection::from_query(query);
        let mut filter = Filter::new(&selection);
        for part in parts(&contents) {
            filter.narrow(&part);
        }
        let unknown = filter.unknown();
        assert_eq!(unknown.len(), told.len(), "{query}: {unknown:?}");
        for (unknown, told) in unknown.iter().zip(told) {
            assert!(unknown.message.contains(told), "{query}: {}", unknown.message);
        }
        assert_eq!(unknown.len(), Index::new(&contents).unknown(&selection).len(), "{query}");
    }
}

#[test]
fn what_persons_decided_can_be_asked_for() {
    let contents = record();
    let rejected = contents.claims[1].id.clone();
    let reviews = BTreeMap::from([(rejected.as_str(), Review::Rejected)]);
    let index = Index::reviewed(&contents, &reviews);
    assert_eq!(index.select(&Selection::from_query("review=rejected").0).claims, [1]);
    assert_eq!(index.select(&Selection::from_query("-review=rejected").0).claims, [0, 2, 3]);
}

#[test]
fn facets_count_what_a_further_value_would_add() {
    let contents = record();
    let index = Index::new(&contents);
    let (selection, _) = Selection::from_query("type=consult&party=farc");
    let facets = index.facets(&selection);
    let counts = |field: Field| -> Vec<(String, usize, bool)> {
        let facet = facets.iter().find(|facet| facet.field == field.key()).unwrap();
        facet.values.iter().map(|v| (v.name.clone(), v.claims, v.only)).collect()
    };
    let types = [("CONCEDE", 1, false), ("CONSULT", 1, true), ("REJECT", 1, false)];
    let mut counted = counts(Field::Type);
    counted.sort();
    assert_eq!(counted, types.map(|(name, count, only)| (name.to_owned(), count, only)));
    let mut parties = counts(Field::Party);
    parties.sort();
    assert_eq!(parties, [("Colombia".to_owned(), 1, false), ("FARC".to_owned(), 1, true)]);
    assert!(facets.iter().all(|facet| facet.field != "document"));
}

#[test]
fn a_name_that_stands_nowhere_is_told_with_those_that_are_near() {
    let index = Index::new(&record());
    let (selection, _) = Selection::from_query("outlet=courier&party=farc&place=none");
    let told = index.unknown(&selection);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.contains("The Bogotá Courier"), "{}", told[0].message);
    assert_eq!(index.spelling(Field::Outlet, "andes-wire"), Some("Andes Wire"));
}

#[test]
fn an_empty_record_has_nothing_to_select() {
    let index = Index::new(&Contents::default());
    let (selection, _) = Selection::from_query("q=truce&party=farc&from=2012");
    assert!(index.select(&selection).claims.is_empty());
    assert!(index.facets(&selection).is_empty());
}
