//! Which claims of a record somebody asks for.
//!
//! Page, API, exports, terminal and agents all select by one [`Selection`], written as a query
//! string: `party=farc&issue=ceasefire&from=2015&-outlet=andes-wire`. A field that is given several
//! times asks for any of its values; `-field` or `not.field` leaves a value out; different fields
//! must all hold. An entry is selected when one of its claims is.
//!
//! | module | what it answers |
//! |---|---|
//! | [`Field`] | what can be asked for, one flat table |
//! | `query` | from a query string to a selection and back |
//! | [`Index`] | which claims and entries a selection yields, and how many more each value would |
//! | [`Filter`] | the same document by document, for records larger than memory |
//! | [`names()`] | the names by which a store finds the documents of a selection |
//! | `fold` | when two spellings are one name |

mod column;
mod facets;
mod field;
mod filter;
mod fold;
mod index;
mod names;
mod query;
mod sentences;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, Diagnostic, Entry, Verdict};

use crate::views::Contents;

pub use self::facets::{Facet, FacetValue};
pub use self::field::{Field, Review, Takes};
pub use self::filter::{Filter, NEAR};
pub use self::fold::{fold, key};
pub use self::index::{Index, Selected};
pub use self::names::{is_named, names};

/// What is asked for. The default selects everything.
///
/// Values are kept as [`Field::canonical`] spells them, so that two selections that mean the same
/// are equal and print alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Selection {
    terms: BTreeMap<Field, Terms>,
}

/// What is asked of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Terms {
    /// Any of these; empty asks for nothing in particular.
    pub only: BTreeSet<String>,
    /// None of these.
    pub except: BTreeSet<String>,
}

impl Selection {
    /// Whether it asks for claims that people rejected, which stand in no view otherwise.
    #[must_use]
    pub fn asks_for_rejected(&self) -> bool {
        let rejected = Verdict::Rejected.name();
        self.terms(Field::Review).is_some_and(|terms| terms.only.contains(rejected))
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it asks for names, by which a store finds what it can select without reading the rest.
    #[must_use]
    pub fn is_by_name(&self) -> bool {
        !self.names_asked(&[]).is_empty()
    }

    /// What is asked of a field, where anything is.
    #[must_use]
    pub fn terms(&self, field: Field) -> Option<&Terms> {
        self.terms.get(&field)
    }

    /// Every term in the order of fields and values: field, value, and whether it is left out.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str, bool)> {
        self.terms.iter().flat_map(|(&field, terms)| {
            let only = terms.only.iter().map(move |value| (field, value.as_str(), false));
            only.chain(terms.except.iter().map(move |value| (field, value.as_str(), true)))
        })
    }

    /// The same, also asking for a value. A field that takes one value gets the new one; a value
    /// that the field does not take changes nothing.
    #[must_use]
    pub fn with(&self, field: Field, value: &str) -> Self {
        self.changed(field, value, |terms, value| {
            if field.is_single() {
                terms.only.clear();
            }
            terms.except.remove(&value);
            terms.only.insert(value);
        })
    }

    /// The same, leaving a value out. Nothing changes where the field cannot be left out.
    #[must_use]
    pub fn except(&self, field: Field, value: &str) -> Self {
        if !field.can_be_left_out() {
            return self.clone();
        }
        self.changed(field, value, |terms, value| {
            terms.only.remove(&value);
            terms.except.insert(value);
        })
    }

    /// The same without asking for or leaving out a value.
    #[must_use]
    pub fn without(&self, field: Field, value: &str) -> Self {
        self.changed(field, value, |terms, value| {
            terms.only.remove(&value);
            terms.except.remove(&value);
        })
    }

    /// The same without any word about a field.
    #[must_use]
    pub fn without_field(&self, field: Field) -> Self {
        let mut changed = self.clone();
        changed.terms.remove(&field);
        changed
    }

    fn changed(&self, field: Field, value: &str, change: impl Fn(&mut Terms, String)) -> Self {
        let mut changed = self.clone();
        if let Ok(value) = field.canonical(value) {
            let terms = changed.terms.entry(field).or_default();
            change(terms, value);
            if terms.only.is_empty() && terms.except.is_empty() {
                changed.terms.remove(&field);
            }
        }
        changed
    }
}

impl Selected {
    /// The selected claims with their documents, and the entries that they tell: what an export of
    /// claims writes. Everything, documents without claims included, where nothing is left out.
    #[must_use]
    pub fn claims_alone(&self, contents: &Contents) -> Contents {
        if self.claims.len() == contents.claims.len() {
            return contents.clone();
        }
        let claims: Vec<Claim> =
            self.claims.iter().filter_map(|&at| contents.claims.get(at).cloned()).collect();
        self.around(contents, claims)
    }

    /// The selected entries with all their claims, also those of other outlets: what a view of
    /// entries needs to show both sides of a disagreement and to count voices.
    #[must_use]
    pub fn whole_entries(&self, contents: &Contents) -> Contents {
        let mut wanted: BTreeSet<&str> = self
            .claims
            .iter()
            .filter_map(|&at| contents.claims.get(at))
            .map(|claim| claim.id.as_str())
            .collect();
        for entry in self.entries.iter().filter_map(|&at| contents.entries.get(at)) {
            wanted.extend(entry.claims.iter().map(String::as_str));
        }
        let claims = contents.claims.iter().filter(|claim| wanted.contains(claim.id.as_str()));
        self.around(contents, claims.cloned().collect())
    }

    fn around(&self, contents: &Contents, claims: Vec<Claim>) -> Contents {
        let keys: BTreeSet<&str> = claims.iter().map(|claim| claim.document.as_str()).collect();
        let documents = contents.documents.iter();
        let documents = documents.filter(|document| keys.contains(document.key.as_str()));
        let diagnostics: Vec<Diagnostic> = contents
            .diagnostics
            .iter()
            .filter(|note| keys.contains(note.subject.as_str()))
            .cloned()
            .collect();
        let entries: Vec<Entry> =
            self.entries.iter().filter_map(|&at| contents.entries.get(at).cloned()).collect();
        Contents {
            documents: documents.cloned().collect(),
            entries,
            diagnostics,
            claims,
            reviews: contents.reviews.clone(),
            rejected: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
