//! What changed from one record to another.
//!
//! Claims are compared by what they are anchored to (document, words, type), entries by the claims
//! that they share, so that new identifiers are no change.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Anchor, Claim, Document, EditedSlot, Entry, Slot};
use serde::Serialize;

use crate::decisions::shown;
use crate::views::Contents;

/// What the second record has and the first has not, and the reverse.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Reports.
    pub documents: Changed<Report>,
    /// Claims by what they are anchored to.
    pub claims: Changed<Told>,
    /// Claims that stay and say something else in a slot.
    pub corrected: Vec<Corrected>,
    /// Entries that share no claim with one of the other record.
    pub entries: Changed<Happening>,
    /// Entries that more or fewer independent voices tell.
    pub voices: Vec<Voices>,
    /// Slots that are now in dispute, and those that no longer are.
    pub disputes: Changed<Dispute>,
}

/// What came and what went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed<T> {
    /// In the second record alone.
    pub added: Vec<T>,
    /// In the first record alone.
    pub dropped: Vec<T>,
}

impl<T> Default for Changed<T> {
    fn default() -> Self {
        Self { added: Vec::new(), dropped: Vec::new() }
    }
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Report {
    /// When it was published.
    pub published: Option<rapporteur_model::PartialDate>,
    /// Its identifier.
    pub id: String,
    /// Its key.
    pub key: String,
    /// Its outlet.
    pub outlet: Option<String>,
}

/// A claim in a few words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Told {
    /// Its identifier.
    pub claim: String,
    /// Its type or measure.
    pub what: String,
    /// Its words.
    pub quote: String,
}

/// A slot that says something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Corrected {
    /// The claim, by its identifier in the second record.
    pub claim: String,
    /// The slot.
    pub slot: &'static str,
    /// What it said.
    pub was: String,
    /// What it says.
    pub is: String,
}

/// An entry in a few words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Happening {
    /// Its identifier.
    pub entry: String,
    /// The type or measure of its first claim.
    pub what: String,
    /// The words of its first claim.
    pub quote: String,
    /// How many independent voices tell it.
    pub independent_reports: usize,
}

/// An entry told by more or fewer voices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Voices {
    /// Its identifier in the second record.
    pub entry: String,
    /// Voices before.
    pub was: usize,
    /// Voices after.
    pub is: usize,
}

/// A slot in dispute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Dispute {
    /// The entry.
    pub entry: String,
    /// The slot.
    pub slot: Slot,
    /// What the sides say.
    pub sides: Vec<String>,
}

/// Compares two records.
#[must_use]
pub fn difference(before: &Contents, after: &Contents) -> Difference {
    let mut found = Difference::default();
    let (was, is) = (before.documents_by_key(), after.documents_by_key());
    found.documents = changed(&was, &is, |document| report(document));
    let (was, is) = (anchored(before), anchored(after));
    found.claims = changed(&was, &is, |claim| told(claim));
    for (anchor, claim) in &is {
        let Some(old) = was.get(anchor) else { continue };
        let slots = EditedSlot::OF_EVENT.iter().chain(EditedSlot::OF_FIGURE);
        let mut seen = BTreeSet::new();
        for &slot in slots.filter(|slot| seen.insert(slot.name())) {
            let (was, is) = (shown(old, slot), shown(claim, slot));
            if was != is {
                let claim = claim.id.clone();
                found.corrected.push(Corrected { claim, slot: slot.name(), was, is });
            }
        }
    }
    compare_entries(before, after, &mut found);
    found
}

fn compare_entries(before: &Contents, after: &Contents, found: &mut Difference) {
    let (old, new) = (Grouped::of(before), Grouped::of(after));
    for entry in &after.entries {
        match old.most_shared(&new, entry) {
            None => found.entries.added.extend(new.happening(entry)),
            Some(earlier) => {
                if earlier.independent_reports != entry.independent_reports {
                    found.voices.push(Voices {
                        entry: entry.id.clone(),
                        was: earlier.independent_reports,
                        is: entry.independent_reports,
                    });
                }
                let (was, is) = (disputes(earlier), disputes(entry));
                let added = is.iter().filter(|(slot, _)| !was.contains_key(*slot));
                found.disputes.added.extend(added.map(|(_, dispute)| dispute.clone()));
                let dropped = was.iter().filter(|(slot, _)| !is.contains_key(*slot));
                found.disputes.dropped.extend(dropped.map(|(_, dispute)| dispute.clone()));
            }
        }
    }
    for entry in &before.entries {
        if new.most_shared(&old, entry).is_none() {
            found.entries.dropped.extend(old.happening(entry));
        }
    }
}

/// The entries of a record by the anchors of their claims.
struct Grouped<'a> {
    claims: BTreeMap<&'a str, &'a Claim>,
    by_anchor: BTreeMap<Anchor, &'a Entry>,
}

impl<'a> Grouped<'a> {
    fn of(contents: &'a Contents) -> Self {
        let claims = contents.claims_by_id();
        let by_anchor = contents
            .entries
            .iter()
            .flat_map(|entry| entry.claims.iter().map(move |claim| (claim, entry)))
            .filter_map(|(claim, entry)| Some((Anchor::of(claims.get(claim.as_str())?), entry)))
            .collect();
        Self { claims, by_anchor }
    }

    /// The entry here that shares most claims with one of another record.
    fn most_shared(&self, other: &Grouped<'_>, entry: &Entry) -> Option<&'a Entry> {
        let mut shared: BTreeMap<&str, (usize, &'a Entry)> = BTreeMap::new();
        for claim in entry.claims.iter().filter_map(|claim| other.claims.get(claim.as_str())) {
            if let Some(here) = self.by_anchor.get(&Anchor::of(claim)) {
                shared.entry(&here.id).or_insert((0, here)).0 += 1;
            }
        }
        let most = shared.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then_with(|| b.0.cmp(a.0)));
        most.map(|(_, (_, entry))| entry)
    }

    fn happening(&self, entry: &Entry) -> Option<Happening> {
        let first = self.claims.get(entry.claims.first()?.as_str())?;
        Some(Happening {
            entry: entry.id.clone(),
            what: Anchor::of(first).what,
            quote: first.quote.clone(),
            independent_reports: entry.independent_reports,
        })
    }
}

fn disputes(entry: &Entry) -> BTreeMap<Slot, Dispute> {
    entry
        .disagreements
        .iter()
        .filter(|disagreement| !disagreement.correction)
        .map(|disagreement| {
            let sides = disagreement.sides.iter().map(|side| side.value.clone()).collect();
            let slot = disagreement.slot;
            (slot, Dispute { entry: entry.id.clone(), slot, sides })
        })
        .collect()
}

fn anchored(contents: &Contents) -> BTreeMap<Anchor, &Claim> {
    contents.claims.iter().map(|claim| (Anchor::of(claim), claim)).collect()
}

fn changed<K: Ord, V, T: Ord>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    show: impl Fn(&V) -> T,
) -> Changed<T> {
    let only = |these: &BTreeMap<K, V>, others: &BTreeMap<K, V>| {
        let mut only: Vec<T> = these
            .iter()
            .filter(|(key, _)| !others.contains_key(key))
            .map(|(_, value)| show(value))
            .collect();
        only.sort();
        only
    };
    Changed { added: only(after, before), dropped: only(before, after) }
}

fn report(document: &Document) -> Report {
    Report {
        published: document.published,
        id: document.id.clone(),
        key: document.key.clone(),
        outlet: document.outlet.clone(),
    }
}

fn told(claim: &Claim) -> Told {
    Told { claim: claim.id.clone(), what: Anchor::of(claim).what, quote: claim.quote.clone() }
}
