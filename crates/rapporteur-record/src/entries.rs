//! Which claims tell the same happening.
//!
//! Claims that may belong together (`candidates`) are compared in readable features
//! (`features`), which `entries/weights.toml` weighs; groups then grow while the mean of their
//! pairs is high enough (`cluster`). Weights were learnt on pairs of the development entries by
//! `train/entries/learn.py`. Words are weighted by a fixed table and never by the record at hand,
//! so that a pair scores the same whatever else is in the record.

mod background;
pub(crate) mod blocks;
mod candidates;
pub(crate) mod cluster;
mod disagreements;
mod features;
mod reprinted;
mod rivals;
mod set;
mod setting;
pub(crate) mod told;
mod voices;
mod weights;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use rapporteur_model::{Claim, Document, Entry, Merge};
use rayon::prelude::*;

use self::blocks::Blocks;
use self::cluster::Pair;
use self::setting::setting;
use self::told::Told;
use self::weights::Weights;
use crate::voices::Families;

pub use self::features::FEATURES;

/// Groups the claims of a record into entries.
///
/// `documents` must hold every document that a claim names; a claim of an unknown document is left
/// out. The result is sorted by identifier and does not depend on the order of its input.
#[must_use]
pub fn entries(documents: &[Document], claims: &[Claim], families: &Families) -> Vec<Entry> {
    merged(&prepare(documents, claims), families).entries
}

/// Entries, and what they cannot reach beyond.
pub(crate) struct Merged {
    /// By identifier.
    pub(crate) entries: Vec<Entry>,
    /// Claims that pairs above the merge score connect, by identifier; only those of two or more.
    pub(crate) components: Vec<Vec<String>>,
}

/// Groups claims that are ready to be compared.
pub(crate) fn merged(told: &[Told<'_>], families: &Families) -> Merged {
    let pairs = scored(told);
    let components = components(told.len(), &pairs);
    let mut entries: Vec<Entry> = components
        .iter()
        .flat_map(|component| split(component, &pairs))
        .map(|members| {
            let members: Vec<&Told<'_>> = members.into_iter().map(|at| &told[at]).collect();
            entry(&members, families)
        })
        .collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    let id = |at: usize| told[at].claim.id.clone();
    let components = components
        .into_iter()
        .filter(|component| component.len() > 1)
        .map(|component| component.into_iter().map(id).collect())
        .collect();
    Merged { entries, components }
}

/// The entry of claims that belong together because a person says so, whatever they score; `None`
/// without claims. Its identifier is that of its first claim, as everywhere.
#[must_use]
pub fn grouped(claims: &[(&Claim, &Document)], families: &Families) -> Option<Entry> {
    let mut claims = claims.to_vec();
    claims.sort_by(|(a, _), (b, _)| position(a).cmp(&position(b)));
    let place = |claim: &Claim| {
        claim.id.rsplit_once('.').and_then(|(_, number)| number.parse().ok()).unwrap_or_default()
    };
    let told: Vec<Told<'_>> = claims
        .into_iter()
        .map(|(claim, document)| {
            Told::new(claim, document, place(claim), Arc::new(setting(&document.text)))
        })
        .collect();
    (!told.is_empty()).then(|| entry(&told.iter().collect::<Vec<_>>(), families))
}

/// The comparable pairs of claims, for learning weights.
#[must_use]
pub fn compared(documents: &[Document], claims: &[Claim]) -> Vec<Compared> {
    let told = prepare(documents, claims);
    pairs(&told, |a, b| {
        Some(Compared {
            claims: (told[a].claim.id.clone(), told[b].claim.id.clone()),
            figures: told[a].claim.figure().is_some(),
            features: features::features(&told[a], &told[b]).to_vec(),
        })
    })
}

/// Two claims with what speaks for and against their telling the same happening.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The identifiers.
    pub claims: (String, String),
    /// Whether they are figures.
    pub figures: bool,
    /// A value for each of [`FEATURES`].
    pub features: Vec<f64>,
}

/// The claims in the order of document key and position, ready to be compared.
pub(crate) fn prepare<'a>(documents: &'a [Document], claims: &'a [Claim]) -> Vec<Told<'a>> {
    let by_key: BTreeMap<&str, &Document> =
        documents.iter().map(|document| (document.key.as_str(), document)).collect();
    let mut known: Vec<(&Claim, &Document)> = claims
        .iter()
        .filter_map(|claim| Some((claim, *by_key.get(claim.document.as_str())?)))
        .collect();
    known.sort_by(|(a, _), (b, _)| position(a).cmp(&position(b)));
    known
        .par_chunk_by(|(_, one), (_, other)| one.key == other.key)
        .flat_map_iter(|of_one| {
            let setting = of_one.first().map(|(_, document)| setting(&document.text));
            let setting = Arc::new(setting.unwrap_or_default());
            let told = move |(ordinal, &(claim, document)): (usize, &(&'a Claim, &'a Document))| {
                Told::new(claim, document, ordinal, Arc::clone(&setting))
            };
            of_one.iter().enumerate().map(told)
        })
        .collect()
}

/// What claims are sorted by.
pub(crate) fn position(claim: &Claim) -> (&str, usize, usize, &str) {
    (&claim.document, claim.span.start, claim.span.end, &claim.id)
}

/// Every comparable pair, smaller position first, sorted, with what is worked out for it.
fn pairs<T: Send>(told: &[Told<'_>], of: impl Fn(usize, usize) -> Option<T> + Sync) -> Vec<T> {
    let blocks = Blocks::new(told);
    (0..told.len())
        .into_par_iter()
        .flat_map_iter(|a| {
            let partners = blocks.partners(told, a).into_iter();
            partners.filter_map(|b| of(a, b)).collect::<Vec<T>>()
        })
        .collect()
}

/// Every comparable pair that scores above the floor.
pub(crate) fn scored(told: &[Told<'_>]) -> Vec<Pair> {
    pairs(told, |a, b| Some((a, b, pair_score(&told[a], &told[b])?)))
}

/// Whether two claims of different reports are connected: comparable, and above the merge score.
pub(crate) fn meets(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (a, b) = if position(a.claim) <= position(b.claim) { (a, b) } else { (b, a) };
    candidates::comparable(a, b)
        && pair_score(a, b).is_some_and(|score| score > Weights::built_in().merge_above)
}

/// How much speaks for two comparable claims telling the same happening: the logarithm of the odds
/// as far as the training pairs go, or what a rule says. `None` where that is below the floor.
fn pair_score(a: &Told<'_>, b: &Told<'_>) -> Option<f64> {
    let floor = Weights::built_in().floor;
    let learnt = features::likeness(a, b, floor);
    let ruled = reprinted::reprinted(a, b)
        .or_else(|| disagreements::opposed_stances(a, b))
        .or_else(|| rivals::rivals(a, b))
        .or_else(|| background::background(a, b))
        .filter(|score| *score > floor);
    match (learnt, ruled) {
        (Some(learnt), Some(sure)) => Some(learnt.max(sure)),
        (one, other) => one.or(other),
    }
}

/// The positions that pairs above the merge score connect: no group reaches beyond one.
pub(crate) fn components(count: usize, pairs: &[Pair]) -> Vec<Vec<usize>> {
    let above = Weights::built_in().merge_above;
    let mut root: Vec<usize> = (0..count).collect();
    for &(a, b, _) in pairs.iter().filter(|(_, _, score)| *score > above) {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    }
    let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..count {
        components.entry(find(&mut root, at)).or_default().push(at);
    }
    components.into_values().collect()
}

fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// The groups within one component; `pairs` of all components, sorted.
fn split(component: &[usize], pairs: &[Pair]) -> Vec<Vec<usize>> {
    if component.len() == 1 {
        return vec![component.to_vec()];
    }
    let weights = Weights::built_in();
    let rank: BTreeMap<usize, usize> =
        component.iter().enumerate().map(|(rank, &at)| (at, rank)).collect();
    let ranked: Vec<Pair> = component
        .iter()
        .flat_map(|&at| {
            let rest = &pairs[pairs.partition_point(|(first, _, _)| *first < at)..];
            rest.iter().take_while(move |(first, _, _)| *first == at)
        })
        .filter_map(|(a, b, score)| Some((*rank.get(a)?, *rank.get(b)?, *score)))
        .collect();
    cluster::groups(component.len(), &ranked, weights.merge_above, weights.floor)
        .into_iter()
        .map(|group| group.into_iter().map(|rank| component[rank]).collect())
        .collect()
}

fn entry(members: &[&Told<'_>], families: &Families) -> Entry {
    let voices = voices::voices(members, families);
    Entry {
        id: members.first().map(|first| format!("e-{}", first.claim.id)).unwrap_or_default(),
        claims: members.iter().map(|member| member.claim.id.clone()).collect(),
        independent_reports: voices.len(),
        voices,
        merges: merges(members),
        disagreements: disagreements::disagreements(members),
    }
}

/// The best pairs that join all members: a maximum spanning tree of their scores.
fn merges(members: &[&Told<'_>]) -> Vec<Merge> {
    let floor = Weights::built_in().floor;
    let mut pairs: Vec<Pair> = Vec::new();
    for (a, one) in members.iter().enumerate() {
        for (b, other) in members.iter().enumerate().skip(a + 1) {
            pairs.push((a, b, pair_score(one, other).unwrap_or(floor)));
        }
    }
    pairs.sort_by(|x, y| y.2.total_cmp(&x.2).then_with(|| (x.0, x.1).cmp(&(y.0, y.1))));
    let mut root: Vec<usize> = (0..members.len()).collect();
    let mut merges = Vec::new();
    for (a, b, score) in pairs {
        let (top_a, top_b) = (find(&mut root, a), find(&mut root, b));
        if top_a == top_b {
            continue;
        }
        root[top_a.max(top_b)] = top_a.min(top_b);
        let (one, other) = (members[a], members[b]);
        merges.push(Merge {
            claim: one.claim.id.clone(),
            with: other.claim.id.clone(),
            percent: percent(score),
            because: weights::reasons(
                &features::features(one, other),
                one.claim.figure().is_some(),
            ),
        });
    }
    merges
}

/// A score as odds in percent.
fn percent(score: f64) -> u8 {
    let share = 1.0 / (1.0 + (-score).exp());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let percent = (share * 100.0).round() as u8;
    percent
}
