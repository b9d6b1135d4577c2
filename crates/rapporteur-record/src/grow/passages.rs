//! Which passages new reports bring, and which of before are laid to another carrier by them.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Document, Span};
use rayon::prelude::*;

use super::{Growth, Kept, KeptPassage};
use crate::voices::carrier::{Carrier, carriers};
use crate::voices::index::{HEADS, Index};
use crate::voices::passages::passages;
use crate::voices::{Families, rank, winnow};

/// What is known about passages after new reports were added.
pub(super) struct Words {
    /// What changes.
    pub(super) growth: Growth,
    /// For each passage of a new report and each one that is laid to another carrier, the first.
    first: BTreeMap<u64, Carrier>,
    /// Passages of before that are laid to another carrier now.
    pub(super) moved: Vec<u64>,
}

/// A passage with who carried exactly it first.
type Carried = (Vec<u32>, Carrier);

pub(super) fn grow<K: Kept>(kept: &K, new: &[Document]) -> Result<Option<Words>, K::Error> {
    let Some(carriers) = new_carriers(kept, new)? else { return Ok(None) };
    let mut growth = Growth::default();
    let mut brought: BTreeMap<u64, Carried> = BTreeMap::new();
    for (document, carrier) in new.iter().zip(carriers) {
        for passage in passages(&document.text) {
            growth.carried.push((passage.id, document.key.clone()));
            let words = passage.words;
            let known = brought.entry(passage.id).or_insert_with(|| (words, carrier.clone()));
            if carrier < known.1 {
                known.1 = carrier.clone();
            }
        }
    }
    growth.carried.sort_unstable();
    growth.carried.dedup();

    let ids: Vec<u64> = brought.keys().copied().collect();
    let mut known: BTreeMap<u64, KeptPassage> = by_id(kept.passages(&ids)?);
    // Passages that nobody carried before, or nobody as early.
    let touched: BTreeMap<u64, Carried> = brought
        .into_iter()
        .filter(|(id, (_, carrier))| known.get(id).is_none_or(|known| *carrier < known.carrier))
        .collect();
    let prints: BTreeSet<u32> =
        touched.values().flat_map(|(words, _)| winnow::prints(words)).collect();
    let prints: Vec<u32> = prints.into_iter().collect();
    known.extend(by_id(kept.passages_under(&prints)?));
    let unsettled = unsettled(&touched, &known);
    let theirs: BTreeSet<u32> = unsettled
        .iter()
        .filter_map(|id| known.get(id))
        .flat_map(|passage| winnow::prints(&passage.words))
        .collect();
    known.extend(by_id(kept.passages_under(&theirs.into_iter().collect::<Vec<_>>())?));

    let settled = settle(&touched, &known, &unsettled);
    let mut first: BTreeMap<u64, Carrier> = BTreeMap::new();
    for id in ids {
        if let Some(passage) = settled.get(&id).or_else(|| known.get(&id)) {
            first.insert(id, passage.family.clone());
        }
    }
    let mut moved = Vec::new();
    for (id, passage) in settled {
        first.insert(id, passage.family.clone());
        match known.get(&id) {
            Some(before) if *before == passage => continue,
            Some(before) if before.family != passage.family => moved.push(id),
            Some(_) => {}
            None => {
                growth.prints.extend(winnow::prints(&passage.words).into_iter().map(|p| (p, id)));
            }
        }
        growth.passages.push(passage);
    }
    growth.prints.sort_unstable();
    Ok(Some(Words { growth, first, moved }))
}

fn by_id(passages: Vec<KeptPassage>) -> BTreeMap<u64, KeptPassage> {
    passages.into_iter().map(|passage| (passage.id, passage)).collect()
}

/// The carriers of new documents; `None` where one of them is an earlier version of a kept report,
/// so that another document stands for it from now on.
fn new_carriers<K: Kept>(kept: &K, new: &[Document]) -> Result<Option<Vec<Carrier>>, K::Error> {
    let old = kept.versions(&addresses(new))?;
    let old: Vec<&Document> = old.iter().collect();
    let before = carriers(&old);
    let count = old.len();
    let both: Vec<&Document> = old.into_iter().chain(new).collect();
    let mut after = carriers(&both);
    let new = after.split_off(count);
    Ok((after == before).then_some(new))
}

fn addresses<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Vec<String> {
    let addresses: BTreeSet<&String> =
        documents.into_iter().filter_map(|document| document.url.as_ref()).collect();
    addresses.into_iter().cloned().collect()
}

/// Kept passages whose first carrier may have changed: those that share a fingerprint with a new
/// one that is among the first under it, and either are laid to a later carrier so far, or may
/// have been laid to one that is not among the first any more.
fn unsettled(
    touched: &BTreeMap<u64, Carried>,
    known: &BTreeMap<u64, KeptPassage>,
) -> BTreeSet<u64> {
    let mut under: BTreeMap<u32, Vec<(&Carrier, u64)>> = BTreeMap::new();
    for (&id, (words, carrier)) in touched {
        for print in winnow::prints(words) {
            under.entry(print).or_default().push((carrier, id));
        }
    }
    let untouched = known.values().filter(|passage| !touched.contains_key(&passage.id));
    for passage in untouched {
        for print in winnow::prints(&passage.words) {
            if let Some(all) = under.get_mut(&print) {
                all.push((&passage.carrier, passage.id));
            }
        }
    }
    let mut unsettled = BTreeSet::new();
    for mut all in under.into_values() {
        all.sort_unstable();
        let new = all.iter().take(HEADS).find(|(_, id)| touched.contains_key(id));
        let Some((carrier, _)) = new else { continue };
        let full = all.len() > HEADS;
        unsettled.extend(all.iter().map(|(_, id)| *id).filter(|id| {
            !touched.contains_key(id)
                && known.get(id).is_some_and(|passage| full || **carrier < passage.family)
        }));
    }
    unsettled
}

/// The passages whose first carrier has to be found, with it.
fn settle(
    touched: &BTreeMap<u64, Carried>,
    known: &BTreeMap<u64, KeptPassage>,
    unsettled: &BTreeSet<u64>,
) -> BTreeMap<u64, KeptPassage> {
    let untouched = || known.values().filter(|passage| !touched.contains_key(&passage.id));
    let mut order: Vec<&Carrier> = touched.values().map(|(_, carrier)| carrier).collect();
    order.extend(untouched().map(|passage| &passage.carrier));
    order.sort_unstable();
    order.dedup();
    let mut index = Index::default();
    let mut waiting: Vec<(u64, u32)> = Vec::new();
    for (&id, (words, carrier)) in touched {
        waiting.push((id, index.put(id, words, rank(&order, carrier))));
    }
    for passage in untouched() {
        let number = index.put(passage.id, &passage.words, rank(&order, &passage.carrier));
        if unsettled.contains(&passage.id) {
            waiting.push((passage.id, number));
        }
    }
    let buckets = index.buckets();
    waiting
        .into_par_iter()
        .map(|(id, number)| {
            let passage = KeptPassage {
                id,
                words: index.words(number).to_vec(),
                carrier: order[index.first(number) as usize].clone(),
                family: order[buckets.family(number) as usize].clone(),
            };
            (id, passage)
        })
        .collect()
}

impl Words {
    /// The families of some documents, new ones or kept ones.
    pub(super) fn families<K: Kept>(
        &self,
        kept: &K,
        documents: &[&Document],
    ) -> Result<Families, K::Error> {
        let mut others = kept.versions(&addresses(documents.iter().copied()))?;
        let known: BTreeSet<&str> = documents.iter().map(|d| d.key.as_str()).collect();
        others.retain(|version| !known.contains(version.key.as_str()));
        let both: Vec<&Document> = documents.iter().copied().chain(&others).collect();
        let carriers = carriers(&both);

        let places: Vec<Vec<(Span, u64)>> = documents
            .iter()
            .map(|document| passages(&document.text).iter().map(|p| (p.span, p.id)).collect())
            .collect();
        let unknown: BTreeSet<u64> = places
            .iter()
            .flatten()
            .map(|(_, id)| *id)
            .filter(|id| !self.first.contains_key(id))
            .collect();
        let unknown: Vec<u64> = unknown.into_iter().collect();
        let before = by_id(kept.passages(&unknown)?);
        let mut families = Families::default();
        for ((document, carrier), places) in documents.iter().zip(&carriers).zip(places) {
            families.note_version(document, carrier);
            for (span, id) in places {
                let first = self.first.get(&id);
                if let Some(first) = first.or_else(|| before.get(&id).map(|p| &p.family)) {
                    families.note(document, carrier, span, &first.key);
                }
            }
        }
        Ok(families)
    }
}
