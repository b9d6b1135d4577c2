//! Sources: who reports what, who reprints whom, who told an entry first.

use std::collections::BTreeMap;

use rapporteur_model::PartialDate;
use serde::Serialize;

use super::members::{members, outlet};
use super::{Contents, by_count};
use crate::voices::families;
use crate::voices::reprints::reprints;

/// One outlet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The outlet, or the identifier of a document that names none.
    pub outlet: String,
    /// Its reports; versions of one report count once.
    pub documents: usize,
    /// Those of them that are, exactly or nearly, another outlet's report.
    pub copies: usize,
    /// Its claims.
    pub claims: usize,
    /// Entries that it tells.
    pub entries: usize,
    /// Entries told by others too, of which it told first.
    pub first: usize,
    /// Entries that nobody else tells.
    pub alone: usize,
    /// Claims in words that another document carried before, by the outlet that did.
    pub reprints: Vec<(String, usize)>,
    /// Its most cited speakers with the number of claims.
    pub speakers: Vec<(String, usize)>,
}

/// How an entry spread: one carrier after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Carrier {
    /// The document's key.
    pub document: String,
    /// The outlet, or the document's identifier.
    pub outlet: String,
    /// When.
    pub published: Option<PartialDate>,
    /// The document whose words it repeats, by key; `None` for words of its own.
    pub repeats: Option<String>,
    /// The innermost speakers it gives.
    pub speakers: Vec<String>,
}

/// Every outlet, the one with most claims in front.
#[must_use]
pub fn sources(contents: &Contents) -> Vec<Source> {
    let families = families(&contents.documents);
    let documents = contents.documents_by_key();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let copied: BTreeMap<String, String> = reprints(&contents.documents, &families)
        .into_iter()
        .map(|reprint| (reprint.document, reprint.of))
        .collect();
    for document in &contents.documents {
        if families.report(document) != document.key {
            continue;
        }
        let tally = tallies.entry(outlet(document)).or_default();
        tally.documents += 1;
        let of = copied.get(&document.key).and_then(|of| documents.get(of.as_str()));
        tally.copies += usize::from(of.is_some_and(|of| outlet(of) != outlet(document)));
    }
    for claim in &contents.claims {
        let Some(document) = documents.get(claim.document.as_str()) else { continue };
        let tally = tallies.entry(outlet(document)).or_default();
        tally.claims += 1;
        if let Some(link) = claim.innermost_speaker() {
            *tally.speakers.entry(link.speaker.clone()).or_default() += 1;
        }
        let family = families.of(document, claim.span);
        if family != families.report(document)
            && let Some(first) = documents.get(family)
            && outlet(first) != outlet(document)
        {
            *tally.reprints.entry(outlet(first)).or_default() += 1;
        }
    }
    for entry in &members(contents) {
        let outlets = entry.outlets();
        let first = outlet(entry.quoted().1);
        for name in &outlets {
            let tally = tallies.entry(name.clone()).or_default();
            tally.entries += 1;
            tally.alone += usize::from(outlets.len() == 1);
            tally.first += usize::from(outlets.len() > 1 && *name == first);
        }
    }
    let mut sources: Vec<Source> = tallies
        .into_iter()
        .map(|(outlet, tally)| Source {
            outlet,
            documents: tally.documents,
            copies: tally.copies,
            claims: tally.claims,
            entries: tally.entries,
            first: tally.first,
            alone: tally.alone,
            reprints: by_count(tally.reprints),
            speakers: by_count(tally.speakers),
        })
        .collect();
    sources.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.outlet.cmp(&b.outlet)));
    sources
}

#[derive(Default)]
struct Tally {
    documents: usize,
    copies: usize,
    claims: usize,
    entries: usize,
    first: usize,
    alone: usize,
    reprints: BTreeMap<String, usize>,
    speakers: BTreeMap<String, usize>,
}

/// The chain by which an entry spread, the first to report in front; empty for an unknown entry.
#[must_use]
pub fn spread(contents: &Contents, entry: &str) -> Vec<Carrier> {
    let all = members(contents);
    let Some(entry) = all.iter().find(|members| members.entry.id == entry) else {
        return Vec::new();
    };
    let families = families(&contents.documents);
    let mut chain: BTreeMap<(bool, Option<PartialDate>, &str), Carrier> = BTreeMap::new();
    for (claim, document) in &entry.claims {
        let place = (document.published.is_none(), document.published, document.key.as_str());
        let carrier = chain.entry(place).or_insert_with(|| Carrier {
            document: document.key.clone(),
            outlet: outlet(document),
            published: document.published,
            repeats: None,
            speakers: Vec::new(),
        });
        let family = families.of(document, claim.span);
        if family != families.report(document) {
            carrier.repeats = Some(family.to_owned());
        }
        if let Some(link) = claim.innermost_speaker()
            && !carrier.speakers.contains(&link.speaker)
        {
            carrier.speakers.push(link.speaker.clone());
        }
    }
    chain.into_values().collect()
}
