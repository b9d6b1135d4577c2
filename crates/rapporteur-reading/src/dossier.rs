//! What one conflict adds to general knowledge: one TOML file that an analyst writes and shares.
//!
//! ```toml
//! [talks]
//! name = "Lakeland talks"
//!
//! [[party]]
//! name = "Azania Front"
//! role = "party"                       # party (default), mediator, ally
//! aliases = ["AF"]
//! descriptors = ["the northern command"]
//!
//! [[person]]
//! name = "Okello Adera"
//! for = "Azania Front"
//! offices = [{ title = "chief negotiator", from = "2021-03" }]
//! ```
//!
//! Without a dossier everything still works: [`Dossier::default`] adds nothing. [`suggest()`] proposes
//! one from the mentions of many reports.

use std::borrow::Cow;
use std::str::FromStr;

use rapporteur_model::{Actor, PartialDate};
use serde::{Deserialize, Serialize};

mod check;
mod suggest;

pub use check::DossierError;
pub use suggest::{Suggestion, suggest};

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// What the talks are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talks: Option<Talks>,
    /// Parties, mediators and allies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub party: Vec<Party>,
    /// People and the party that each acts for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub person: Vec<Person>,
    /// Issues beside the built-in ones, or more words for those.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issue: Vec<Issue>,
    /// Proposals and agreements that have a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposal: Vec<Proposal>,
    /// Outlets: who owns them, where, in which language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outlet: Vec<Outlet>,
}

/// What the talks are called and when they were held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Talks {
    /// For headings.
    pub name: String,
    /// Date or prefix of one, as in claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Date or prefix of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A party to the conflict, a mediator or an ally.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// As the record spells it.
    pub name: String,
    /// What it is to the talks.
    #[serde(default)]
    pub role: Role,
    /// The party it acts for, where it is a body of one.
    #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
    pub acts_for: Option<String>,
    /// Other names and spellings; acronyms in capitals match capitals alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What reports call it: a noun alone ("guerrillas") is resolved by context, several words
    /// ("the northern command") always mean it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptors: Vec<String>,
}

/// What a party is to the talks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sits at the table.
    #[default]
    Party,
    /// Carries, hosts or guarantees.
    Mediator,
    /// Stands behind a party.
    Ally,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// In the fullest form that is in use.
    pub name: String,
    /// The party.
    #[serde(rename = "for")]
    pub party: String,
    /// Short forms and other spellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Posts held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Office>,
}

/// A post, with the time in which it was held; either end may be open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Without article: "head of the government delegation".
    pub title: String,
    /// Date or prefix of one (`2012-10`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Date or prefix of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// An issue of the talks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// As in claims: a built-in issue or one of the conflict's own.
    pub name: String,
    /// Words that tell of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// A proposal, plan or agreement that has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// As the record spells it.
    pub name: String,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Who put it forward, or signed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// Date or prefix of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// An outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// Other names, and the host of its site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Who owns it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// ISO 639-1 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl FromStr for Dossier {
    type Err = DossierError;

    /// Reads a dossier; the error names the line and what to do about it.
    fn from_str(source: &str) -> Result<Self, DossierError> {
        check::parse(source)
    }
}

impl Dossier {
    /// Whether it names somebody as one who sits at the table, and so mediates nothing.
    #[must_use]
    pub fn is_side(&self, party: &str) -> bool {
        self.party.iter().any(|one| one.role == Role::Party && one.name == party)
    }

    /// The dossier as it stood on a date: without the offices that were not held then. Without a
    /// date, as it is.
    #[must_use]
    pub fn as_of(&self, date: Option<PartialDate>) -> Cow<'_, Self> {
        let Some(date) = date else { return Cow::Borrowed(self) };
        let ended = |person: &Person| person.offices.iter().any(|office| !office.was_held(date));
        if !self.person.iter().any(ended) {
            return Cow::Borrowed(self);
        }
        let mut then = self.clone();
        for person in &mut then.person {
            person.offices.retain(|office| office.was_held(date));
        }
        Cow::Owned(then)
    }

    /// The file's text.
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}

impl Party {
    /// The actor that it is in claims.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.acts_for
            .as_ref()
            .map_or_else(|| Actor::new(&self.name), |party| Actor::acting_for(&self.name, party))
    }

    /// The nouns by which context resolves it: the last words of its descriptors.
    pub(crate) fn nouns(&self) -> Vec<String> {
        self.descriptors.iter().filter_map(|words| last_word(words)).collect()
    }
}

impl Person {
    /// The actor that the person is in claims.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::acting_for(&self.name, &self.party)
    }

    /// The nouns of the person's offices ("head", "minister").
    pub(crate) fn nouns(&self) -> Vec<String> {
        self.offices.iter().filter_map(|office| last_word(&office.short_title())).collect()
    }
}

impl Office {
    /// The title without what it is the office of, in small letters: "head", "foreign minister".
    pub(crate) fn short_title(&self) -> String {
        let before = self.title.split(" of ").next().unwrap_or_default();
        before.split(" for ").next().unwrap_or_default().trim().to_lowercase()
    }

    /// Whether it was held on some day of a date; open ends hold always.
    fn was_held(&self, date: PartialDate) -> bool {
        let bound =
            |end: &Option<String>| end.as_deref().and_then(|end| PartialDate::parse(end).ok());
        let begun = bound(&self.from).is_none_or(|from| from.first_day() <= date.last_day());
        let over = bound(&self.to).is_some_and(|to| to.last_day() < date.first_day());
        begun && !over
    }
}

fn last_word(words: &str) -> Option<String> {
    words.split_whitespace().last().map(str::to_lowercase)
}

#[cfg(test)]
mod tests;
