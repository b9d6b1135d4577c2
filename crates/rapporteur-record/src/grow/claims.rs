//! Which entries new claims touch, and what becomes of them.

use std::collections::BTreeSet;

use rapporteur_model::{Claim, Document};
use rayon::prelude::*;

use super::passages::Words;
use super::{Growth, Kept};
use crate::entries::blocks::{Blocks, looks_under};
use crate::entries::told::Told;
use crate::entries::{meets, merged, position, prepare};

pub(super) fn grow<K: Kept>(
    kept: &K,
    documents: &[Document],
    claims: &[Claim],
    words: Words,
) -> Result<Growth, K::Error> {
    let new = prepare(documents, claims);
    let (met, blocks) = met(kept, &new)?;
    let mut touched: BTreeSet<String> = met.into_iter().collect();
    // Entries whose voices changed.
    let carrying = kept.carrying(&words.moved)?;
    let (_, theirs) = kept.readings(&carrying)?;
    touched.extend(theirs.into_iter().map(|claim| claim.id));
    let regrouped: BTreeSet<String> =
        kept.components_of(&touched.into_iter().collect::<Vec<_>>())?.into_iter().collect();

    let homes: BTreeSet<&str> = regrouped.iter().filter_map(|claim| document_of(claim)).collect();
    let homes: Vec<String> = homes.into_iter().map(str::to_owned).collect();
    let (old_documents, old_claims) = kept.readings(&homes)?;
    let all_documents: Vec<&Document> = old_documents.iter().chain(documents).collect();
    let families = words.families(kept, &all_documents)?;
    let mut told = prepare(&old_documents, &old_claims);
    told.retain(|told| regrouped.contains(&told.claim.id));
    told.extend(new);
    told.sort_by(|a, b| position(a.claim).cmp(&position(b.claim)));
    let merged = merged(&told, &families);

    let mut growth = words.growth;
    growth.blocks = blocks;
    growth.entries = merged.entries;
    growth.components = merged
        .components
        .into_iter()
        .flat_map(|component| {
            let first = component.first().cloned().unwrap_or_default();
            component.into_iter().map(move |claim| (claim, first.clone()))
        })
        .collect();
    growth.components.sort_unstable();
    growth.regrouped = regrouped.into_iter().collect();
    Ok(growth)
}

/// Claims by identifier, and the keys of blocks with the claim that stands under each.
type Met = (Vec<String>, Vec<(u64, String)>);

/// Kept claims that new ones meet in a pair above the merge score, and the keys that the new ones
/// stand under.
fn met<K: Kept>(kept: &K, new: &[Told<'_>]) -> Result<Met, K::Error> {
    let blocks = Blocks::new(new);
    let mut keys: Vec<u64> = new.par_iter().flat_map_iter(looks_under).collect();
    keys.par_sort_unstable();
    keys.dedup();
    let candidates: BTreeSet<String> = kept.claims_under(&keys)?.into_iter().collect();
    let homes: BTreeSet<&str> = candidates.iter().filter_map(|claim| document_of(claim)).collect();
    let homes: Vec<String> = homes.into_iter().map(str::to_owned).collect();
    let (old_documents, mut old_claims) = kept.readings(&homes)?;
    old_claims.retain(|claim| candidates.contains(&claim.id));
    let old = prepare(&old_documents, &old_claims);
    let met = old
        .par_iter()
        .filter(|old| blocks.found_by(old).into_iter().any(|at| meets(old, &new[at])))
        .map(|old| old.claim.id.clone())
        .collect();
    let mut stands: Vec<(u64, String)> =
        blocks.postings().map(|(key, at)| (key, new[at].claim.id.clone())).collect();
    stands.par_sort_unstable();
    Ok((met, stands))
}

/// The key of the document of a claim: what stands before the last dot.
fn document_of(claim: &str) -> Option<&str> {
    Some(claim.rsplit_once('.')?.0)
}
