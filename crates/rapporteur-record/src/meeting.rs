//! Which claims meet, for those who compare the claims of a record in parts: under which keys each
//! stands and looks, and which pairs among some claims are above the merge score.
//!
//! These are the first steps of [`grow`](crate::grow()), which takes all of a record at once. They
//! hold whatever else is in the record: a pair scores the same, and claims that are comparable
//! share a key.

use std::collections::{BTreeMap, HashMap};

use rapporteur_model::{Claim, Document};

use crate::entries::blocks::{looks_under, stands_under};
use crate::entries::told::Told;
use crate::entries::{components, meets, prepare, scored};

/// Where a claim is to be found and where it finds others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed {
    /// The claim's identifier.
    pub claim: String,
    /// The keys under which others find it, sorted.
    pub stands: Vec<u64>,
    /// The keys under which it finds others, sorted. Of any two claims that are comparable, each
    /// looks under a key that the other stands under.
    pub looks: Vec<u64>,
    /// The first of the claims of its document that pairs above the merge score connect it with,
    /// directly or over others; `None` where there is no other.
    pub first: Option<String>,
}

/// The keys of claims, and what is connected within a document. `claims` must hold all claims of
/// `documents`, since how far two stand apart in a report counts; a claim of an unknown document
/// is left out. Sorted by document and position.
#[must_use]
pub fn keyed(documents: &[Document], claims: &[Claim]) -> Vec<Keyed> {
    let told = prepare(documents, claims);
    told.chunk_by(Told::same_document).flat_map(of_one_document).collect()
}

fn of_one_document(told: &[Told<'_>]) -> Vec<Keyed> {
    let mut all: Vec<Keyed> = told
        .iter()
        .map(|told| Keyed {
            claim: told.claim.id.clone(),
            stands: stands_under(told),
            looks: looks_under(told),
            first: None,
        })
        .collect();
    for component in components(told.len(), &scored(told)) {
        if let [first, _, ..] = component[..] {
            for at in component {
                all[at].first = Some(told[first].claim.id.clone());
            }
        }
    }
    all
}

/// Pairs of claims of different documents above the merge score, among those that meet under some
/// keys: who stands under which, and who looks under which. The smaller identifier comes first in
/// each pair; sorted.
#[must_use]
pub fn connections(
    documents: &[Document],
    claims: &[Claim],
    stands: &[(u64, &str)],
    looks: &[(u64, &str)],
) -> Vec<(String, String)> {
    let told = prepare(documents, claims);
    let number: HashMap<&str, usize> =
        told.iter().enumerate().map(|(at, told)| (told.claim.id.as_str(), at)).collect();
    let mut under: HashMap<u64, Vec<usize>> = HashMap::new();
    for (key, claim) in stands {
        under.entry(*key).or_default().extend(number.get(claim));
    }
    let mut near: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (key, claim) in looks {
        near.entry(claim).or_default().extend(under.get(key).into_iter().flatten());
    }
    let mut pairs = Vec::new();
    for (id, mut others) in near {
        let Some(&at) = number.get(id) else { continue };
        let one = &told[at];
        others.sort_unstable();
        others.dedup();
        // Each pair once; claims of one document are connected where it was read.
        let met = others
            .into_iter()
            .map(|other| &told[other])
            .filter(|other| other.claim.id.as_str() > id && !other.same_document(one))
            .filter(|other| meets(one, other));
        pairs.extend(met.map(|other| (id.to_owned(), other.claim.id.clone())));
    }
    pairs.sort_unstable();
    pairs
}
