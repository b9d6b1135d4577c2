//! What people decided, laid over what the machine found.
//!
//! The machine's claims and entries stay as they are in the record; the log of decisions is applied
//! to them whenever a record is loaded. A decision names a claim by its document's contents, the
//! place of its words and what it is, so that it holds after the report was read again; where the
//! new reading has no such claim, the decision is told to be *lost* and does nothing.

mod anchors;
mod edit;
mod groups;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Act, Claim, Content, Decision, Review, SlotEdit, Verdict, slug};

use self::anchors::Anchors;
use self::groups::Groups;
use crate::views::Contents;
use crate::voices::Families;

pub use self::edit::{Refused, edit, shown};

/// A decision that does not find its claim any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its number in the log.
    pub number: u64,
    /// Why it does nothing, in a few words.
    pub because: String,
}

/// A record with what people decided.
///
/// Verdicts and corrections stand in [`Contents::reviews`]; rejected claims move to
/// [`Contents::rejected`], so that no view counts them; entries are put together and taken apart.
/// An entry keeps its identifier as long as its first claim belongs to it, even a rejected one.
#[must_use]
pub fn decisions(
    mut contents: Contents,
    log: &[Decision],
    families: &Families,
) -> (Contents, Vec<Lost>) {
    let standing = standing(log);
    if standing.is_empty() {
        return (contents, Vec::new());
    }
    let mut lost = Vec::new();
    let mut changed: BTreeSet<String> = BTreeSet::new();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let machine = std::mem::take(&mut contents.entries);
    let mut groups = Groups::of(&machine);
    let mut claims = std::mem::take(&mut contents.claims);
    let anchors = Anchors::of(&claims);
    let reviews = &mut contents.reviews;
    for decision in standing {
        let mut miss = |because: &str| {
            lost.push(Lost { number: decision.number, because: because.to_owned() });
        };
        match &decision.act {
            Act::Judge { claims: meant, verdict } => {
                for anchor in meant {
                    let Some(at) = anchors.find(&claims, anchor) else {
                        miss(NOT_FOUND);
                        continue;
                    };
                    review(reviews, &claims[at], decision).verdict = *verdict;
                }
            }
            Act::Edit { claim: anchor, slot, value } => {
                let Some(at) = anchors.find(&claims, anchor) else {
                    miss(NOT_FOUND);
                    continue;
                };
                let was = shown(&claims[at], *slot);
                if let Err(refused) = edit(&mut claims[at], *slot, value) {
                    miss(&refused.to_string());
                    continue;
                }
                changed.insert(claims[at].id.clone());
                let is = shown(&claims[at], *slot);
                let edits = &mut review(reviews, &claims[at], decision).edits;
                match edits.iter_mut().find(|edit| edit.slot == *slot) {
                    Some(before) => before.is = is,
                    None => edits.push(SlotEdit { slot: *slot, was, is }),
                }
            }
            Act::Merge { claims: meant } | Act::Split { claims: meant } => {
                let found: Vec<&str> = meant
                    .iter()
                    .filter_map(|anchor| anchors.find(&claims, anchor))
                    .map(|at| claims[at].id.as_str())
                    .collect();
                if found.len() < meant.len() {
                    miss(NOT_FOUND);
                }
                if matches!(decision.act, Act::Merge { .. }) {
                    groups.merge(&found);
                } else {
                    groups.split(&found);
                }
            }
            Act::MergeActors { names, into } => {
                renamed.extend(names.iter().map(|name| (slug(name), into.clone())));
            }
            Act::Undo { .. } => {}
        }
    }
    rename(&mut claims, &renamed, &mut changed);
    let is_rejected = |claim: &Claim| {
        contents.reviews.get(&claim.id).is_some_and(|review| review.verdict == Verdict::Rejected)
    };
    let (rejected, kept): (Vec<Claim>, Vec<Claim>) = claims.into_iter().partition(is_rejected);
    contents.claims = kept;
    contents.rejected = rejected;
    contents.entries = groups.entries(
        &contents.documents,
        &contents.claims,
        &contents.rejected,
        &changed,
        families,
    );
    (contents, lost)
}

const NOT_FOUND: &str = "the report, read again, makes no such claim";

/// The decisions that nobody took back, in order. Taking an undo back brings its decision back.
#[must_use]
pub fn standing(log: &[Decision]) -> Vec<&Decision> {
    let mut undone: BTreeSet<u64> = BTreeSet::new();
    let mut standing: Vec<&Decision> = Vec::new();
    for decision in log.iter().rev() {
        if undone.contains(&decision.number) {
            continue;
        }
        if let Act::Undo { number } = decision.act {
            undone.insert(number);
        }
        standing.push(decision);
    }
    standing.retain(|decision| !matches!(decision.act, Act::Undo { .. }));
    standing.reverse();
    standing
}

/// The review of a claim, with who decided last.
fn review<'a>(
    reviews: &'a mut BTreeMap<String, Review>,
    claim: &Claim,
    decision: &Decision,
) -> &'a mut Review {
    let review = reviews.entry(claim.id.clone()).or_insert_with(|| Review {
        verdict: Verdict::Open,
        by: String::new(),
        at: String::new(),
        why: None,
        edits: Vec::new(),
    });
    review.by.clone_from(&decision.by);
    review.at.clone_from(&decision.at);
    review.why.clone_from(&decision.why);
    review
}

/// Gives actors the name that a person gave them.
fn rename(
    claims: &mut [Claim],
    renamed: &BTreeMap<String, String>,
    changed: &mut BTreeSet<String>,
) {
    if renamed.is_empty() {
        return;
    }
    for claim in claims {
        let mut touched = false;
        if let Content::Event(event) = &mut claim.content {
            for slot in [&mut event.actors, &mut event.recipients, &mut event.mediators] {
                for actor in slot.iter_mut() {
                    if let Some(name) = renamed.get(&slug(&actor.name)) {
                        actor.name.clone_from(name);
                        actor.id = slug(name);
                        touched = true;
                    }
                    if let Some(name) = actor.party.as_ref().and_then(|p| renamed.get(&slug(p))) {
                        actor.party = Some(name.clone()).filter(|name| *name != actor.name);
                        touched = true;
                    }
                }
                let mut seen = BTreeSet::new();
                slot.retain(|actor| seen.insert(actor.clone()));
            }
        }
        for link in &mut claim.said_by {
            if let Some(name) = renamed.get(&slug(&link.speaker)) {
                link.speaker.clone_from(name);
                touched = true;
            }
            if let Some(name) = link.party.as_ref().and_then(|p| renamed.get(&slug(p))) {
                link.party = Some(name.clone());
                touched = true;
            }
        }
        if touched {
            changed.insert(claim.id.clone());
        }
    }
}

#[cfg(test)]
mod tests;
