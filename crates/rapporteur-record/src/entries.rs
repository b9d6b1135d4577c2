//! Which claims tell the same happening.
//!
//! First version: claims that agree on a *merge key* are one entry. For an event: its type, the
//! parties that act and the day or month it began. For a figure: its measure, the thing counted and
//! the moment. A claim without a time stands alone: nothing says that it is the same happening.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, Content, Document, Entry, slug};

use crate::voices::{Families, voice};

/// Groups the claims of a record into entries.
///
/// `documents` must hold every document that a claim names; a claim of an unknown document is left
/// out. The result is sorted by identifier and does not depend on the order of its input.
#[must_use]
pub fn entries(documents: &[Document], claims: &[Claim], families: &Families) -> Vec<Entry> {
    let by_key: BTreeMap<&str, &Document> =
        documents.iter().map(|document| (document.key.as_str(), document)).collect();
    let mut groups: BTreeMap<String, Vec<(&Claim, &Document)>> = BTreeMap::new();
    for claim in claims {
        if let Some(document) = by_key.get(claim.document.as_str()) {
            let key = merge_key(claim).unwrap_or_else(|| claim.id.clone());
            groups.entry(key).or_default().push((claim, document));
        }
    }
    let mut entries: Vec<Entry> = groups
        .into_iter()
        .map(|(key, mut members)| {
            members.sort_by(|(a, _), (b, _)| position(a).cmp(&position(b)));
            let voices: BTreeSet<_> =
                members.iter().map(|(claim, document)| voice(claim, document, families)).collect();
            Entry {
                id: format!("e-{}", members.first().map_or(key.as_str(), |(claim, _)| &claim.id)),
                claims: members.iter().map(|(claim, _)| claim.id.clone()).collect(),
                independent_reports: voices.len(),
                voices: Vec::new(),
                merges: Vec::new(),
                disagreements: Vec::new(),
            }
        })
        .collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

/// What two claims must share to tell the same happening; `None` for a claim that stands alone.
fn merge_key(claim: &Claim) -> Option<String> {
    let start = claim.time?.start;
    match &claim.content {
        Content::Event(event) => {
            let parties: BTreeSet<String> =
                event.actors.iter().map(|actor| slug(actor.party())).collect();
            if parties.is_empty() {
                return None;
            }
            let parties = parties.into_iter().collect::<Vec<_>>().join("+");
            Some(format!("event {} {parties} {start}", event.event_type))
        }
        Content::Figure(figure) => {
            let counted = slug(figure.of.as_deref()?);
            Some(format!("figure {} {counted} {start}", figure.measure))
        }
    }
}

fn position(claim: &Claim) -> (&str, usize, usize) {
    (&claim.document, claim.span.start, claim.span.end)
}
