//! Claims compared in parts are connected as claims compared at once.

mod invented;

use std::collections::{BTreeMap, BTreeSet};

use invented::{annotated, repeating, reports};
use proptest::prelude::*;
use rapporteur_model::{Claim, Document};
use rapporteur_record::gold::Annotated;
use rapporteur_record::grow::{Nothing, grow};
use rapporteur_record::meeting::{Keyed, connections, keyed};

/// Compares report by report, and then whoever meets under a share of the keys.
fn in_parts(all: &Annotated, parts: u64) -> Vec<(String, String)> {
    let keyed: Vec<Keyed> = all
        .documents
        .iter()
        .flat_map(|document| keyed(std::slice::from_ref(document), &of(all, &[&document.key])))
        .collect();
    let mut pairs: BTreeSet<(String, String)> =
        keyed.iter().filter_map(|one| Some((one.claim.clone(), one.first.clone()?))).collect();
    for part in 0..parts {
        let under = |keys: fn(&Keyed) -> &[u64]| -> Vec<(u64, &str)> {
            let pairs = |one| keys(one).iter().map(move |key| (*key, one.claim.as_str()));
            keyed.iter().flat_map(pairs).filter(|(key, _)| key % parts == part).collect()
        };
        let (stands, looks) = (under(|one| &one.stands), under(|one| &one.looks));
        let homes: BTreeSet<&str> = stands
            .iter()
            .chain(&looks)
            .filter_map(|(_, claim)| Some(claim.rsplit_once('.')?.0))
            .collect();
        let homes: Vec<&str> = homes.into_iter().collect();
        let documents: Vec<Document> = all
            .documents
            .iter()
            .filter(|document| homes.contains(&document.key.as_str()))
            .cloned()
            .collect();
        pairs.extend(connections(&documents, &of(all, &homes), &stands, &looks));
    }
    components(&pairs)
}

fn of(all: &Annotated, documents: &[&str]) -> Vec<Claim> {
    let own = |claim: &&Claim| documents.contains(&claim.document.as_str());
    all.claims.iter().filter(own).cloned().collect()
}

/// Which claims pairs connect: each with one name for all of its component.
fn components(pairs: &BTreeSet<(String, String)>) -> Vec<(String, String)> {
    let mut root: BTreeMap<String, String> = BTreeMap::new();
    for (one, other) in pairs {
        for claim in [one, other] {
            root.entry(claim.clone()).or_insert_with(|| claim.clone());
        }
        let (kept, gone) = (root[one].clone(), root[other].clone());
        root.values_mut().filter(|name| **name == gone).for_each(|name| name.clone_from(&kept));
    }
    root.into_iter().collect()
}

fn check(all: &Annotated, parts: u64) {
    let Ok(growth) = grow(&Nothing, &all.documents, &all.claims);
    let at_once = growth.expect("nothing is kept that could move").components;
    let at_once = components(&at_once.into_iter().collect());
    let same = |found: &[(String, String)]| -> BTreeSet<BTreeSet<String>> {
        let mut by_name: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (claim, name) in found {
            by_name.entry(name).or_default().insert(claim.clone());
        }
        by_name.into_values().collect()
    };
    assert_eq!(same(&in_parts(all, parts)), same(&at_once));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn parts_connect_what_all_at_once_do(reports in reports(), parts in 1..4_u64) {
        check(&annotated(&reports), parts);
    }
}

#[test]
fn claims_of_many_reports_meet() {
    let all = annotated(&repeating(&[1, 2, 3, 4, 5, 6]));
    assert!(!in_parts(&all, 2).is_empty(), "reports of one happening are connected");
    check(&all, 2);
}
