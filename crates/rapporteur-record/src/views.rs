//! What a reader sees. Terminal, page and report draw the same views from these functions.

pub mod brief;
pub mod disagreements;
pub mod entries;
pub mod figures;
mod members;
pub mod positions;
pub mod series;
pub mod sources;
pub mod threads;
pub mod timeline;
pub mod versions;
pub mod wording;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, Diagnostic, Document, Entry, Review, Verdict};

use crate::selection::Selection;

/// A whole record in memory, sorted: the ground that every view stands on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// By key.
    pub documents: Vec<Document>,
    /// By document key and position.
    pub claims: Vec<Claim>,
    /// By identifier.
    pub entries: Vec<Entry>,
    /// What was left open, by document key.
    pub diagnostics: Vec<Diagnostic>,
    /// Where claims stand with people, by claim identifier: those that somebody judged or corrected.
    pub reviews: BTreeMap<String, Review>,
    /// Claims that a person rejected: in no entry and in no view, and never lost.
    pub rejected: Vec<Claim>,
}

impl Contents {
    /// Documents by key.
    #[must_use]
    pub fn documents_by_key(&self) -> BTreeMap<&str, &Document> {
        self.documents.iter().map(|document| (document.key.as_str(), document)).collect()
    }

    /// Claims by identifier.
    #[must_use]
    pub fn claims_by_id(&self) -> BTreeMap<&str, &Claim> {
        self.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect()
    }

    /// What a person decided about a claim: `accepted`, `rejected`, `unsure`, or `unreviewed`.
    #[must_use]
    pub fn review_status(&self, claim: &str) -> &'static str {
        match self.reviews.get(claim).map(|review| review.verdict) {
            None | Some(Verdict::Open) => "unreviewed",
            Some(verdict) => verdict.name(),
        }
    }

    /// What people rejected, as a record of its own: its claims stand in no entry.
    #[must_use]
    pub fn rejected_alone(&self) -> Self {
        let told: BTreeSet<&str> =
            self.rejected.iter().map(|claim| claim.document.as_str()).collect();
        let documents = self.documents.iter().filter(|one| told.contains(one.key.as_str()));
        Self {
            documents: documents.cloned().collect(),
            claims: self.rejected.clone(),
            reviews: self.reviews.clone(),
            ..Self::default()
        }
    }

    /// What a selection is made from: the record, and where it asks for them what people rejected
    /// among its claims again, in no entry.
    #[must_use]
    pub fn to_select(mut self, selection: &Selection) -> Self {
        if selection.asks_for_rejected() {
            self.claims.append(&mut self.rejected);
            self.claims.sort_by(|a, b| {
                let place = |claim: &Claim| (claim.span, claim.id.len());
                (&a.document, place(a), &a.id).cmp(&(&b.document, place(b), &b.id))
            });
        }
        self
    }

    /// How many documents carry each identifier.
    #[must_use]
    pub fn identifier_uses(&self) -> BTreeMap<&str, usize> {
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for document in &self.documents {
            *uses.entry(&document.id).or_default() += 1;
        }
        uses
    }

    /// The entry that each claim belongs to.
    #[must_use]
    pub fn entry_of_claim(&self) -> BTreeMap<&str, &Entry> {
        let pairs = self
            .entries
            .iter()
            .flat_map(|entry| entry.claims.iter().map(move |claim| (claim.as_str(), entry)));
        pairs.collect()
    }

    /// The identifier that an export shows for each document key: the document's own, with
    /// `~` and the start of the key where several documents share it.
    #[must_use]
    pub fn shown_ids(&self) -> BTreeMap<&str, String> {
        let uses = self.identifier_uses();
        self.documents
            .iter()
            .map(|document| {
                let shared = uses.get(document.id.as_str()).is_some_and(|&count| count > 1);
                let start = document.key.get(..8).unwrap_or(&document.key);
                let shown =
                    if shared { format!("{}~{start}", document.id) } else { document.id.clone() };
                (document.key.as_str(), shown)
            })
            .collect()
    }
}

/// The most frequent first; ties in alphabetical order.
pub(crate) fn by_count(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    sorted
}
