//! Who acts: persons, bodies, armed groups, states.

use serde::{Deserialize, Serialize};

/// An actor as one claim names it.
///
/// In JSON `{"name": "Ismail Haniyeh", "for": "Hamas", "id": "ismail-haniyeh"}`; `for` is the party
/// that the person or body acts for, left out when the name is the party itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Actor {
    /// The name, in its fullest form in the document or as the dossier spells it.
    pub name: String,
    /// The party it acts for.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Stable identifier: the slug of the name.
    #[serde(default)]
    pub id: String,
}

impl Actor {
    /// An actor that is its own party.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), party: None, id: slug(name) }
    }

    /// An actor that acts for a party.
    #[must_use]
    pub fn acting_for(name: &str, party: &str) -> Self {
        if name == party {
            return Self::new(name);
        }
        Self { party: Some(party.to_owned()), ..Self::new(name) }
    }

    /// The party: the one it acts for, or itself.
    #[must_use]
    pub fn party(&self) -> &str {
        self.party.as_deref().unwrap_or(&self.name)
    }
}

/// A readable, stable identifier for a name: lower case, letters and digits joined by hyphens.
///
/// Two names that differ in case, punctuation or spacing alone share it.
#[must_use]
pub fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("Hamas' Political Bureau"), "hamas-political-bureau");
        assert_eq!(slug("  "), "");
        assert_eq!(slug("حماس"), "حماس");
    }
}
