//! Entries that a person put together or took apart.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, Document, Entry};

use crate::entries::grouped;
use crate::voices::Families;

/// Which claims stand together. Entries that nobody touched stay as the machine made them.
pub(super) struct Groups<'a> {
    machine: BTreeMap<&'a str, &'a Entry>,
    entry_of: BTreeMap<&'a str, String>,
    /// Claims of the entries that somebody touched, by identifier.
    touched: BTreeMap<String, Vec<String>>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(entries: &'a [Entry]) -> Self {
        let entry_of = entries
            .iter()
            .flat_map(|entry| entry.claims.iter().map(|claim| (claim.as_str(), entry.id.clone())))
            .collect();
        let machine = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
        Self { machine, entry_of, touched: BTreeMap::new() }
    }

    /// Puts the entries of some claims together; the result is known by the first one's identifier.
    pub(super) fn merge(&mut self, claims: &[&str]) {
        let mut ids: Vec<String> = Vec::new();
        for id in claims.iter().filter_map(|claim| self.entry_of.get(*claim)) {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        let Some((into, others)) = ids.split_first() else { return };
        let mut together = self.take(into);
        for id in others {
            together.extend(self.take(id));
        }
        self.put(into.clone(), together);
    }

    /// Takes some claims out of their entries; they stay together. The part that holds the first
    /// claim keeps the identifier.
    pub(super) fn split(&mut self, claims: &[&str]) {
        let leaving: BTreeSet<&str> = claims.iter().copied().collect();
        let ids: BTreeSet<String> =
            leaving.iter().filter_map(|claim| self.entry_of.get(claim)).cloned().collect();
        let mut apart = Vec::new();
        for id in ids {
            let (out, rest): (Vec<String>, Vec<String>) =
                self.take(&id).into_iter().partition(|claim| leaving.contains(claim.as_str()));
            let heads = |part: &[String]| part.iter().any(|claim| format!("e-{claim}") == id);
            let rest_id = match rest.first() {
                Some(first) if heads(&out) => format!("e-{first}"),
                _ => id,
            };
            self.put(rest_id, rest);
            apart.extend(out);
        }
        if let Some(first) = apart.first() {
            self.put(format!("e-{first}"), apart);
        }
    }

    /// The claims of an entry, which is no entry any more.
    fn take(&mut self, id: &str) -> Vec<String> {
        let untouched = || self.machine.get(id).map(|entry| entry.claims.clone());
        let claims = self.touched.get(id).cloned().or_else(untouched).unwrap_or_default();
        self.touched.insert(id.to_owned(), Vec::new());
        claims
    }

    fn put(&mut self, id: String, claims: Vec<String>) {
        for claim in &claims {
            if let Some(entry) = self.entry_of.get_mut(claim.as_str()) {
                entry.clone_from(&id);
            }
        }
        self.touched.insert(id, claims);
    }

    /// All entries, by identifier, without the claims that were rejected. Those that somebody
    /// touched, or that hold a claim that was rejected or `changed`, are worked out again.
    pub(super) fn entries(
        &self,
        documents: &[Document],
        claims: &[Claim],
        rejected: &[Claim],
        changed: &BTreeSet<String>,
        families: &Families,
    ) -> Vec<Entry> {
        let mut again = self.touched.clone();
        let affected = changed.iter().map(String::as_str);
        for claim in affected.chain(rejected.iter().map(|claim| claim.id.as_str())) {
            let Some(id) = self.entry_of.get(claim) else { continue };
            if let Some(entry) = self.machine.get(id.as_str()) {
                again.entry(id.clone()).or_insert_with(|| entry.claims.clone());
            }
        }
        let mut kept: Vec<Entry> = self
            .machine
            .iter()
            .filter(|(id, _)| !again.contains_key(**id))
            .map(|(_, entry)| (*entry).clone())
            .collect();
        let claims: BTreeMap<&str, &Claim> =
            claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
        let documents: BTreeMap<&str, &Document> =
            documents.iter().map(|document| (document.key.as_str(), document)).collect();
        kept.extend(again.into_iter().filter_map(|(id, members)| {
            let members: Vec<(&Claim, &Document)> = members
                .iter()
                .filter_map(|id| claims.get(id.as_str()))
                .filter_map(|claim| Some((*claim, *documents.get(claim.document.as_str())?)))
                .collect();
            Some(Entry { id, ..grouped(&members, families)? })
        }));
        kept.sort_by(|a, b| a.id.cmp(&b.id));
        kept
    }
}
