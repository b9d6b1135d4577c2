//! How many entries and claims each further value would yield.

use std::collections::BTreeMap;

use serde::Serialize;

use super::column::Column;
use super::index::bit;
use super::{Field, Index, Selection};

/// The values of a field beside a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The field's key.
    pub field: &'static str,
    /// Its values, the one with most entries first.
    pub values: Vec<FacetValue>,
}

/// One value with what it would yield.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// As a query string spells it.
    pub value: String,
    /// As most claims spell it.
    pub name: String,
    /// Entries that it is in, under everything else that is asked for.
    pub entries: usize,
    /// Claims that it is in.
    pub claims: usize,
    /// Whether it is asked for.
    pub only: bool,
    /// Whether it is left out.
    pub except: bool,
}

/// Counts for the values of one column.
struct Tally<'a> {
    column: &'a Column,
    /// Claims, entries, and one past the last entry counted.
    counts: Vec<(usize, usize, usize)>,
}

impl Index {
    /// For each field of names and lists, its values with the entries and claims that they are in.
    ///
    /// What is asked of a field itself does not count for its values, so that a list shows what
    /// asking for a further one would add. A value without claims is listed only when it is asked
    /// for or left out.
    #[must_use]
    pub fn facets(&self, selection: &Selection) -> Vec<Facet> {
        let tests = self.tests(selection);
        let mut tallies: BTreeMap<Field, Tally<'_>> = self
            .shown_columns()
            .map(|(field, column)| {
                let counts = vec![(0, 0, 0); column.values().len()];
                (field, Tally { column, counts })
            })
            .collect();
        let alone = self.alone.iter().map(std::slice::from_ref);
        let groups = self.claims_of.iter().map(Vec::as_slice).chain(alone);
        for (group, claims) in groups.enumerate() {
            for &claim in claims {
                let claim = claim as usize;
                let failed = self.failed(&tests, claim);
                if failed.count_ones() > 1 {
                    continue;
                }
                for (field, tally) in &mut tallies {
                    if failed & !bit(*field) == 0 {
                        tally.count(claim, group + 1);
                    }
                }
            }
        }
        tallies.into_iter().map(|(field, tally)| tally.facet(field, selection)).collect()
    }

    /// Reports are listed by their own view, and not counted here.
    fn shown_columns(&self) -> impl Iterator<Item = (Field, &Column)> {
        let columns = self.columns().filter(|(field, _)| *field != Field::Document);
        columns.map(|(field, column)| (field, self.listed.get(&field).unwrap_or(column)))
    }
}

impl Tally<'_> {
    fn count(&mut self, claim: usize, group: usize) {
        for &value in self.column.of(claim) {
            let (claims, entries, last) = &mut self.counts[value as usize];
            *claims += 1;
            if *last != group {
                *last = group;
                *entries += 1;
            }
        }
    }

    fn facet(self, field: Field, selection: &Selection) -> Facet {
        let terms = selection.terms(field);
        let mut values: Vec<FacetValue> = self
            .column
            .values()
            .iter()
            .zip(&self.counts)
            .map(|((value, name), &(claims, entries, _))| FacetValue {
                only: terms.is_some_and(|terms| terms.only.contains(value)),
                except: terms.is_some_and(|terms| terms.except.contains(value)),
                value: value.clone(),
                name: name.clone(),
                entries,
                claims,
            })
            .filter(|value| value.claims > 0 || value.only || value.except)
            .collect();
        values.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.value.cmp(&b.value)));
        Facet { field: field.key(), values }
    }
}
