//! What was planted beside what was found.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Document, Entry};
use rapporteur_record::Families;

use crate::world::World;

/// Precision and recall of each; between 0 and 1.
pub(crate) struct Truth {
    /// B-cubed over claims.
    pub(crate) entries: (f64, f64),
    /// Claims that are laid to the first carrier of their sentence.
    pub(crate) reprints: (f64, f64),
    /// Happenings that are told in two ways: entries with a disagreement, and happenings found so.
    pub(crate) disputed: (f64, f64),
    /// How many happenings are told in two ways.
    pub(crate) planted: usize,
}

pub(crate) fn compare(world: &World, entries: &[Entry], families: &Families) -> Truth {
    let number: BTreeMap<&str, usize> =
        world.claims.iter().enumerate().map(|(at, claim)| (claim.id.as_str(), at)).collect();
    let mut entry_of = vec![0; world.claims.len()];
    for (at, entry) in entries.iter().enumerate() {
        for claim in &entry.claims {
            entry_of[number[claim.as_str()]] = at;
        }
    }
    Truth {
        entries: b_cubed(&world.tells, &entry_of),
        reprints: reprints(world, families),
        disputed: disputed(world, entries, &number),
        planted: told_in_two_ways(world).len(),
    }
}

fn b_cubed(right: &[usize], found: &[usize]) -> (f64, f64) {
    let mut both: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let (mut of_right, mut of_found) = (BTreeMap::new(), BTreeMap::new());
    for (&one, &other) in right.iter().zip(found) {
        *both.entry((one, other)).or_default() += 1.0;
        *of_right.entry(one).or_insert(0.0) += 1.0;
        *of_found.entry(other).or_insert(0.0) += 1.0;
    }
    let mean = |sizes: &BTreeMap<usize, f64>, side: fn(&(usize, usize)) -> usize| {
        let sum: f64 = both.iter().map(|(key, count)| count * count / sizes[&side(key)]).sum();
        sum / right.len() as f64
    };
    (mean(&of_found, |key| key.1), mean(&of_right, |key| key.0))
}

/// Right is the document that was the first to carry a sentence, whether it was reprinted or two
/// reporters chose the same words.
fn reprints(world: &World, families: &Families) -> (f64, f64) {
    let documents: BTreeMap<&str, &Document> =
        world.documents.iter().map(|document| (document.key.as_str(), document)).collect();
    let mut first: BTreeMap<&str, (String, &str)> = BTreeMap::new();
    for claim in &world.claims {
        let published = documents[claim.document.as_str()].published;
        let carrier =
            (published.map(|date| date.to_string()).unwrap_or_default(), claim.document.as_str());
        let known = first.entry(&claim.quote).or_insert_with(|| carrier.clone());
        if carrier < *known {
            *known = carrier;
        }
    }
    let (mut hits, mut found, mut planted) = (0.0, 0.0, 0.0_f64);
    for claim in &world.claims {
        let document = documents[claim.document.as_str()];
        let family = families.of(document, claim.span);
        let right = first[claim.quote.as_str()].1;
        found += f64::from(family != document.key);
        planted += f64::from(right != document.key);
        hits += f64::from(right != document.key && family == right);
    }
    (hits / found.max(1.0), hits / planted.max(1.0))
}

fn told_in_two_ways(world: &World) -> BTreeSet<usize> {
    let told = |otherwise: bool| -> BTreeSet<usize> {
        let all = world.tells.iter().zip(&world.otherwise);
        all.filter(|(_, other)| **other == otherwise).map(|(happening, _)| *happening).collect()
    };
    told(true).intersection(&told(false)).copied().collect()
}

fn disputed(world: &World, entries: &[Entry], number: &BTreeMap<&str, usize>) -> (f64, f64) {
    let planted = told_in_two_ways(world);
    let (mut found, mut right) = (0.0_f64, 0.0);
    let mut happenings = BTreeSet::new();
    for entry in entries.iter().filter(|entry| !entry.disagreements.is_empty()) {
        let of: BTreeSet<usize> =
            entry.claims.iter().map(|claim| world.tells[number[claim.as_str()]]).collect();
        let hit = of.iter().any(|happening| planted.contains(happening));
        found += 1.0;
        right += f64::from(hit);
        happenings.extend(of.into_iter().filter(|one| planted.contains(one)));
    }
    (right / found.max(1.0), happenings.len() as f64 / (planted.len() as f64).max(1.0))
}
