//! A selection over a record that comes document by document, in bounded memory.

use std::collections::BTreeSet;

use rapporteur_model::{Code, Diagnostic};

use super::field::NONE;
use super::{Field, Index, Selection, Takes};
use crate::views::Contents;

/// Names like the one that was asked for that are told, at most.
const NEAR: usize = 5;

/// Narrows the parts of a record one after another, as [`Index`] would narrow all of it at once.
///
/// Each part must hold one or more whole documents, with the entries of their claims: the number
/// of an entry's voices and whether it is disputed, also where other documents tell it.
#[derive(Clone, Debug)]
pub struct Filter<'a> {
    selection: &'a Selection,
    /// What is asked for by name and has not been met yet.
    unheard: Vec<Unheard<'a>>,
}

/// A name that is asked for.
#[derive(Clone, Debug)]
struct Unheard<'a> {
    field: Field,
    value: &'a str,
    /// Spellings of names that hold it or that it holds.
    near: BTreeSet<String>,
}

impl<'a> Filter<'a> {
    /// A filter that has seen nothing yet.
    #[must_use]
    pub fn new(selection: &'a Selection) -> Self {
        let named = selection
            .iter()
            .filter(|(field, value, _)| field.takes() == Takes::Name && *value != NONE);
        let unheard =
            named.map(|(field, value, _)| Unheard { field, value, near: BTreeSet::new() });
        Self { selection, unheard: unheard.collect() }
    }

    /// The selected claims of a part with their documents and entries; `None` where there are none.
    pub fn narrow(&mut self, part: &Contents) -> Option<Contents> {
        let index = Index::for_selection(part, self.selection);
        self.unheard.retain_mut(|name| !name.is_met(&index));
        let selected = index.select(self.selection);
        if selected.claims.is_empty() {
            return None;
        }
        let mut narrowed = selected.claims_alone(part);
        // Where every claim is selected, documents without any came along.
        let told: BTreeSet<&str> =
            narrowed.claims.iter().map(|claim| claim.document.as_str()).collect();
        narrowed.documents.retain(|document| told.contains(document.key.as_str()));
        narrowed.diagnostics.retain(|note| told.contains(note.subject.as_str()));
        Some(narrowed)
    }

    /// What was asked for and stood in no part, with names that come near.
    #[must_use]
    pub fn unknown(&self) -> Vec<Diagnostic> {
        let told = |name: &Unheard<'_>| {
            let near: Vec<&str> = name.near.iter().map(String::as_str).collect();
            unheard_of(name.field, name.value, &near)
        };
        self.unheard.iter().map(told).collect()
    }
}

impl Unheard<'_> {
    /// Whether the name stands in a part; keeps those that come near.
    fn is_met(&mut self, index: &Index) -> bool {
        for (known, spelling) in index.names(self.field) {
            if known == self.value {
                return true;
            }
            let near = known.contains(self.value) || self.value.contains(known.as_str());
            if near && self.near.len() < NEAR && !self.near.contains(spelling) {
                self.near.insert(spelling.clone());
            }
        }
        false
    }
}

/// Says that no claim has a name, and which ones come near.
pub(super) fn unheard_of(field: Field, value: &str, near: &[&str]) -> Diagnostic {
    let near = near.get(..near.len().min(NEAR)).unwrap_or_default();
    let near =
        if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
    let message = format!("no claim of the record has `{value}`{near}");
    Diagnostic::new(Code::UnheardOf, field.key(), message)
}
