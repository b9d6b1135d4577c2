//! The names by which a store finds what a selection asks for.

use std::collections::BTreeSet;

use rapporteur_model::{Act, Claim, Decision, Document};

use super::field::NONE;
use super::fold::key;
use super::index::told;
use super::{Field, Selection, Takes};

/// Every name that a document's claims are found by, in each field that takes names, as
/// [`Field::canonical`] spells it. A document without claims is found by none.
#[must_use]
pub fn names(document: &Document, claims: &[Claim]) -> BTreeSet<(Field, String)> {
    let mut names = BTreeSet::new();
    for claim in claims {
        for field in taking_names() {
            let values = told(Some(document), claim, field).into_iter();
            names.extend(values.map(|value| (field, key(value))));
        }
    }
    names
}

/// Whether a claim has one of the names that are asked for in each field.
#[must_use]
pub fn is_named(document: &Document, claim: &Claim, asked: &[(Field, BTreeSet<String>)]) -> bool {
    asked.iter().all(|(field, names)| {
        let mut values = told(Some(document), claim, *field).into_iter();
        values.any(|value| names.contains(&key(value)))
    })
}

fn taking_names() -> impl Iterator<Item = Field> {
    Field::ALL.iter().copied().filter(|field| field.takes() == Takes::Name)
}

impl Selection {
    /// For each field in which it asks for names the values that documents are to be looked up by:
    /// whatever is selected stands in documents that have one value of each. Names that people
    /// merged into one that is asked for are among them. Empty where it asks for no name.
    #[must_use]
    pub fn names_asked(&self, log: &[Decision]) -> Vec<(Field, BTreeSet<String>)> {
        let asked = |field: Field| {
            let only = &self.terms(field)?.only;
            let by_name = !only.is_empty() && !only.contains(NONE);
            by_name.then(|| (field, with_merged(only.clone(), log)))
        };
        taking_names().filter_map(asked).collect()
    }

    /// Every name that it asks for or leaves out.
    pub fn names_mentioned(&self) -> impl Iterator<Item = (Field, &str)> {
        let named = |(field, value, _): &(Field, &str, bool)| {
            field.takes() == Takes::Name && *value != NONE
        };
        self.iter().filter(named).map(|(field, value, _)| (field, value))
    }
}

/// Names together with those that people merged into one of them, however often.
fn with_merged(mut names: BTreeSet<String>, log: &[Decision]) -> BTreeSet<String> {
    loop {
        let known = names.len();
        for decision in log {
            if let Act::MergeActors { names: merged, into } = &decision.act
                && names.contains(&key(into))
            {
                names.extend(merged.iter().map(|name| key(name)));
            }
        }
        if names.len() == known {
            return names;
        }
    }
}
