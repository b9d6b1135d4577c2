//! Names by exact span and type.

use std::collections::BTreeSet;

use super::Ratio;
use crate::types::{Name, NameType};

/// How many names agree, over all and by type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameScore {
    /// All names.
    pub all: Ratio,
    /// Persons.
    pub persons: Ratio,
    /// Organisations.
    pub organizations: Ratio,
    /// Locations.
    pub locations: Ratio,
}

/// Compares the names of two analyses of the same text: right is the same span with the same type.
#[must_use]
pub fn names(gold: &[Name], system: &[Name]) -> NameScore {
    let of_type = |kind: NameType| {
        let key = |name: &&Name| name.kind == kind;
        ratio(gold.iter().filter(key), system.iter().filter(key))
    };
    NameScore {
        all: ratio(gold.iter(), system.iter()),
        persons: of_type(NameType::Person),
        organizations: of_type(NameType::Organization),
        locations: of_type(NameType::Location),
    }
}

fn ratio<'a>(
    gold: impl Iterator<Item = &'a Name>,
    system: impl Iterator<Item = &'a Name>,
) -> Ratio {
    let gold: BTreeSet<_> = gold.map(|name| (name.span, name.kind)).collect();
    let system: BTreeSet<_> = system.map(|name| (name.span, name.kind)).collect();
    Ratio { gold: gold.len(), system: system.len(), correct: gold.intersection(&system).count() }
}
