//! Selecting from a large record.

use std::time::Instant;

use super::record::record;
use crate::selection::{Index, Selection};
use crate::views::Contents;

/// The small record over and over.
fn large(claims: usize) -> Contents {
    let small = record();
    let mut large = Contents::default();
    for round in 0..claims / small.claims.len() {
        let renamed = |id: &String| format!("{id}-{round}");
        large.documents.extend(small.documents.iter().cloned().map(|mut document| {
            document.key = renamed(&document.key);
            document
        }));
        large.claims.extend(small.claims.iter().cloned().map(|mut claim| {
            (claim.id, claim.document) = (renamed(&claim.id), renamed(&claim.document));
            claim
        }));
        large.entries.extend(small.entries.iter().cloned().map(|mut entry| {
            entry.claims = entry.claims.iter().map(renamed).collect();
            entry
        }));
    }
    large
}

/// `cargo test --release -p rapporteur-record -- --ignored --nocapture selecting_is_fast`
#[test]
#[ignore = "a measurement; its figures stand in docs/performance.md"]
fn selecting_is_fast() {
    let contents = large(100_000);
    let started = Instant::now();
    let index = Index::new(&contents);
    eprintln!("index of {} claims: {:?}", contents.claims.len(), started.elapsed());
    for query in ["party=farc&from=2012-11", "q=truce+president", "type=consult&-outlet=andes-wire"]
    {
        let (selection, _) = Selection::from_query(query);
        let started = Instant::now();
        let selected = index.select(&selection);
        let selecting = started.elapsed();
        let started = Instant::now();
        let facets = index.facets(&selection);
        let counting = started.elapsed();
        eprintln!(
            "{query}: {} claims in {selecting:?}; {} facets in {counting:?}",
            selected.claims.len(),
            facets.len()
        );
    }
}
