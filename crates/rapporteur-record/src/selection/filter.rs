//! A selection over a record that comes document by document, in bounded memory.

use std::collections::BTreeSet;

use rapporteur_model::{Code, Diagnostic};

use super::{Field, Index, Selection};
use crate::views::Contents;

/// Names like the one that was asked for that are told, at most.
pub const NEAR: usize = 5;

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
    /// The names nearest to it.
    near: Near,
}

impl<'a> Filter<'a> {
    /// A filter that has seen nothing yet.
    #[must_use]
    pub fn new(selection: &'a Selection) -> Self {
        let unheard = selection.names_mentioned().map(|(field, value)| Unheard {
            field,
            value,
            near: Near::default(),
        });
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
        let told = |name: &Unheard<'_>| name.near.told(name.field, name.value);
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
            self.near.meet(self.value, known, spelling);
        }
        false
    }
}

/// Of the names that hold one, or that it holds, the shortest: key length, key and spelling.
#[derive(Clone, Debug, Default)]
pub(super) struct Near(BTreeSet<(usize, String, String)>);

impl Near {
    /// Keeps a name where it comes near.
    pub(super) fn meet(&mut self, value: &str, known: &str, spelling: &str) {
        if !known.contains(value) && !value.contains(known) {
            return;
        }
        if !self.0.iter().any(|(_, key, _)| key == known) {
            self.0.insert((known.len(), known.to_owned(), spelling.to_owned()));
        }
        if self.0.len() > NEAR {
            self.0.pop_last();
        }
    }

    /// Says that no claim has a name, and which ones come near.
    pub(super) fn told(&self, field: Field, value: &str) -> Diagnostic {
        let near: Vec<&str> = self.0.iter().map(|(_, _, spelling)| spelling.as_str()).collect();
        let near =
            if near.is_empty() { String::new() } else { format!("; there is {}", near.join(", ")) };
        let message = format!("no claim of the record has `{value}`{near}");
        Diagnostic::new(Code::UnheardOf, field.key(), message)
    }
}
