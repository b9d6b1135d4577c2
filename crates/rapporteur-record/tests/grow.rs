//! Growing report by report gives the record that all of them give at once, byte for byte.

mod invented;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use invented::{annotated, repeating, reports};
use proptest::prelude::*;
use rapporteur_model::{Claim, Document, Entry};
use rapporteur_record::gold::Annotated;
use rapporteur_record::grow::{Growth, Kept, KeptPassage, Nothing, grow};
use rapporteur_record::{entries, families};

/// A record in memory.
#[derive(Debug, Default)]
struct Memory {
    documents: BTreeMap<String, Document>,
    claims: BTreeMap<String, Claim>,
    passages: BTreeMap<u64, KeptPassage>,
    prints: BTreeSet<(u32, u64)>,
    carried: BTreeSet<(u64, String)>,
    blocks: BTreeSet<(u64, String)>,
    components: BTreeMap<String, String>,
    entries: BTreeMap<String, Entry>,
}

impl Memory {
    fn add(&mut self, documents: &[Document], claims: &[Claim]) {
        match grow(self, documents, claims).expect("nothing can go wrong") {
            Some(growth) => {
                self.keep(documents, claims);
                self.apply(growth);
            }
            None => {
                self.keep(documents, claims);
                let (documents, claims) = (self.documents.clone(), self.claims.clone());
                let (documents, claims): (Vec<_>, Vec<_>) =
                    (documents.into_values().collect(), claims.into_values().collect());
                let Ok(growth) = grow(&Nothing, &documents, &claims);
                *self = Self::default();
                self.keep(&documents, &claims);
                self.apply(growth.expect("nothing is kept that could move"));
            }
        }
    }

    fn keep(&mut self, documents: &[Document], claims: &[Claim]) {
        self.documents.extend(documents.iter().map(|d| (d.key.clone(), d.clone())));
        self.claims.extend(claims.iter().map(|claim| (claim.id.clone(), claim.clone())));
    }

    fn apply(&mut self, growth: Growth) {
        self.passages.extend(growth.passages.into_iter().map(|passage| (passage.id, passage)));
        self.prints.extend(growth.prints);
        self.carried.extend(growth.carried);
        self.blocks.extend(growth.blocks);
        for claim in growth.regrouped {
            self.components.remove(&claim);
            self.entries.remove(&format!("e-{claim}"));
        }
        self.components.extend(growth.components);
        self.entries.extend(growth.entries.into_iter().map(|entry| (entry.id.clone(), entry)));
    }
}

impl Kept for Memory {
    type Error = Infallible;

    fn passages(&self, ids: &[u64]) -> Result<Vec<KeptPassage>, Infallible> {
        Ok(ids.iter().filter_map(|id| self.passages.get(id).cloned()).collect())
    }

    fn passages_under(&self, prints: &[u32]) -> Result<Vec<KeptPassage>, Infallible> {
        let found = self.prints.iter().filter(|(print, _)| prints.contains(print));
        Ok(found.map(|(_, id)| self.passages[id].clone()).collect())
    }

    fn carrying(&self, passages: &[u64]) -> Result<Vec<String>, Infallible> {
        let found = self.carried.iter().filter(|(id, _)| passages.contains(id));
        Ok(found.map(|(_, document)| document.clone()).collect())
    }

    fn claims_under(&self, keys: &[u64]) -> Result<Vec<String>, Infallible> {
        let found = self.blocks.iter().filter(|(key, _)| keys.contains(key));
        Ok(found.map(|(_, claim)| claim.clone()).collect())
    }

    fn components_of(&self, claims: &[String]) -> Result<Vec<String>, Infallible> {
        let named: BTreeSet<&String> =
            claims.iter().filter_map(|claim| self.components.get(claim)).collect();
        let members = self.components.iter().filter(|(_, component)| named.contains(component));
        Ok(members.map(|(claim, _)| claim.clone()).chain(claims.to_vec()).collect())
    }

    fn readings(&self, keys: &[String]) -> Result<(Vec<Document>, Vec<Claim>), Infallible> {
        let documents = self.documents.values().filter(|document| keys.contains(&document.key));
        let claims = self.claims.values().filter(|claim| keys.contains(&claim.document));
        Ok((documents.cloned().collect(), claims.cloned().collect()))
    }

    fn versions(&self, addresses: &[String]) -> Result<Vec<Document>, Infallible> {
        let is_one = |document: &&Document| {
            document.url.as_ref().is_some_and(|address| addresses.contains(address))
        };
        Ok(self.documents.values().filter(is_one).cloned().collect())
    }
}

/// Adds reports in an order, some at a time, and compares with all at once.
fn check(all: &Annotated, order: &[usize], at_a_time: usize) {
    let families = families(&all.documents);
    let at_once = entries(&all.documents, &all.claims, &families);
    let mut memory = Memory::default();
    for some in order.chunks(at_a_time) {
        let documents: Vec<Document> = some.iter().map(|&at| all.documents[at].clone()).collect();
        let own = |claim: &&Claim| documents.iter().any(|document| document.key == claim.document);
        let claims: Vec<Claim> = all.claims.iter().filter(own).cloned().collect();
        memory.add(&documents, &claims);
    }
    let grown: Vec<Entry> = memory.entries.into_values().collect();
    let json = |entries: &[Entry]| serde_json::to_string_pretty(entries).expect("plain data");
    assert_eq!(json(&at_once), json(&grown));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn one_by_one_is_at_once(
        (reports, order, at_a_time) in (reports(), 1..4_usize).prop_flat_map(|(reports, some)| {
            let order: Vec<usize> = (0..reports.len()).collect();
            (Just(reports), Just(order).prop_shuffle(), Just(some))
        }),
    ) {
        check(&annotated(&reports), &order, at_a_time);
    }
}

proptest! {
    // Each case is 40 reports, added one by one.
    #![proptest_config(ProptestConfig::with_cases(3))]

    /// More variants of one sentence than are compared with each other.
    #[test]
    fn background_that_many_repeat(
        (days, order) in prop::collection::vec(0..30_u8, 40).prop_flat_map(|days| {
            let order: Vec<usize> = (0..days.len()).collect();
            (Just(days), Just(order).prop_shuffle())
        }),
    ) {
        check(&annotated(&repeating(&days)), &order, 1);
    }
}
