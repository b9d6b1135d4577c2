//! An entry with its claims and documents at hand.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Actor, Claim, Document, Entry, Event, Realis, TimeSpan};

use super::Contents;

/// An entry with what its claims and documents say.
#[derive(Clone, Debug)]
pub(crate) struct Members<'a> {
    pub(crate) entry: &'a Entry,
    /// By document key and position; never empty.
    pub(crate) claims: Vec<(&'a Claim, &'a Document)>,
}

/// Every entry whose claims and documents are in the record, by identifier.
pub(crate) fn members(contents: &Contents) -> Vec<Members<'_>> {
    let claims = contents.claims_by_id();
    let documents = contents.documents_by_key();
    let known = |id: &String| {
        let claim = *claims.get(id.as_str())?;
        Some((claim, *documents.get(claim.document.as_str())?))
    };
    contents
        .entries
        .iter()
        .map(|entry| Members { entry, claims: entry.claims.iter().filter_map(known).collect() })
        .filter(|members| !members.claims.is_empty())
        .collect()
}

impl<'a> Members<'a> {
    pub(crate) fn events(&self) -> impl Iterator<Item = &'a Event> + '_ {
        self.claims.iter().filter_map(|(claim, _)| claim.event())
    }

    /// Distinct parties in a slot, sorted.
    pub(crate) fn parties(&self, slot: fn(&Event) -> &[Actor]) -> Vec<String> {
        distinct(self.events().flat_map(slot).map(|actor| actor.party().to_owned()))
    }

    /// The outlets, or the identifiers of documents that name none; sorted.
    pub(crate) fn outlets(&self) -> Vec<String> {
        distinct(self.claims.iter().map(|(_, document)| outlet(document)))
    }

    pub(crate) fn realis(&self) -> Vec<Realis> {
        distinct(self.claims.iter().map(|(claim, _)| claim.realis))
    }

    /// The time that most claims give; of those the most exact, then the earliest.
    pub(crate) fn time(&self) -> Option<TimeSpan> {
        let mut counts: BTreeMap<TimeSpan, usize> = BTreeMap::new();
        for time in self.claims.iter().filter_map(|(claim, _)| claim.time) {
            *counts.entry(time).or_default() += 1;
        }
        let exact = |time: &TimeSpan| usize::from(time.start.as_day().is_some());
        counts
            .into_iter()
            .max_by(|(a, n), (b, m)| (n, exact(a)).cmp(&(m, exact(b))).then_with(|| b.cmp(a)))
            .map(|(time, _)| time)
    }

    /// The time, or where no claim has one the earliest publication.
    pub(crate) fn time_or_publication(&self) -> Option<TimeSpan> {
        let published = || self.claims.iter().filter_map(|(_, document)| document.published).min();
        self.time().or_else(|| published().map(TimeSpan::at))
    }

    /// The claim that a view quotes: the first one reported.
    pub(crate) fn quoted(&self) -> (&'a Claim, &'a Document) {
        let first = self.claims.iter().min_by_key(|(claim, document)| {
            (document.published.is_none(), document.published, &document.key, claim.span)
        });
        first.copied().unwrap_or(self.claims[0])
    }

    pub(crate) fn disputed(&self) -> bool {
        self.entry.disagreements.iter().any(|disagreement| !disagreement.correction)
    }
}

/// The outlet of a document, or its identifier where it names none.
pub(crate) fn outlet(document: &Document) -> String {
    document.outlet.clone().unwrap_or_else(|| document.id.clone())
}

/// Sorted, each once.
pub(crate) fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}

/// Slots of an event as plain functions.
pub(crate) fn actors(event: &Event) -> &[Actor] {
    &event.actors
}

/// Whom it is done to.
pub(crate) fn recipients(event: &Event) -> &[Actor] {
    &event.recipients
}

/// Who conveys it.
pub(crate) fn mediators(event: &Event) -> &[Actor] {
    &event.mediators
}
