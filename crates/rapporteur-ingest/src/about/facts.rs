//! The facts of `facts.toml`: outlets, wars, publishers, words of datelines.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::Deserialize;

use crate::pattern::pattern;

/// All of `facts.toml`.
pub(super) static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("facts.toml")).expect("a test parses facts.toml");
    table.compiled()
});

pub(super) struct Facts {
    pub(super) outlets: Vec<Outlet>,
    pub(super) wars: Vec<War>,
    pub(super) publishers: Vec<Publisher>,
    pub(super) dateline: DatelineWords,
}

/// An outlet and how it signs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outlet {
    pub(super) name: String,
    domains: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// A war with the day of its beginning.
pub(super) struct War {
    pub(super) began: Date,
    pub(super) ended: Option<Date>,
    pub(super) named: Regex,
    pub(super) event: Option<Regex>,
}

/// A body that publishes its own statements.
pub(super) struct Publisher {
    pub(super) outlet: String,
    pub(super) opening: Regex,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DatelineWords {
    pub(super) agencies: Vec<String>,
    pub(super) no_places: Vec<String>,
    pub(super) slugs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    outlet: Vec<Outlet>,
    war: Vec<WarRow>,
    publisher: Vec<PublisherRow>,
    dateline: DatelineWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WarRow {
    #[cfg_attr(not(test), expect(dead_code, reason = "for people, and tests"))]
    name: String,
    began: String,
    ended: Option<String>,
    named: String,
    event: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests read it"))]
    example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublisherRow {
    outlet: String,
    opening: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests read it"))]
    example: String,
}

impl Outlet {
    /// Whether the words are a name of the outlet, whatever the case.
    pub(super) fn is_called(&self, words: &str) -> bool {
        let same = |name: &String| name.to_lowercase() == words.to_lowercase();
        same(&self.name) || self.aliases.iter().any(same)
    }

    /// Whether an address of this host is one of the outlet's.
    pub(super) fn has_host(&self, host: &str) -> bool {
        self.domains.iter().any(|domain| {
            host.strip_suffix(domain.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }
}

impl Facts {
    /// The outlet of a name.
    pub(super) fn outlet_called(&self, words: &str) -> Option<&Outlet> {
        // The longest name has 30 characters: long lines need no look.
        (words.len() <= 60).then(|| self.outlets.iter().find(|outlet| outlet.is_called(words)))?
    }

    /// The outlet of a host ("www.example.org").
    pub(super) fn outlet_at(&self, host: &str) -> Option<&Outlet> {
        let host = host.to_lowercase();
        self.outlets.iter().find(|outlet| outlet.has_host(&host))
    }
}

impl Table {
    fn compiled(self) -> Facts {
        let day = |text: &str| text.parse().expect("a test parses every day");
        let war = |row: &WarRow| War {
            began: day(&row.began),
            ended: row.ended.as_deref().map(day),
            named: pattern(&row.named),
            event: row.event.as_deref().map(pattern),
        };
        let publisher = |row: &PublisherRow| Publisher {
            outlet: row.outlet.clone(),
            opening: pattern(&format!("^(?:{})", row.opening)),
        };
        Facts {
            wars: self.war.iter().map(war).collect(),
            publishers: self.publisher.iter().map(publisher).collect(),
            outlets: self.outlet,
            dateline: self.dateline,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_parse_and_match_their_examples() {
        let table: Table = toml::from_str(include_str!("facts.toml")).unwrap();
        for row in &table.war {
            let words = row.event.as_ref().unwrap_or(&row.named);
            assert!(pattern(words).is_match(&row.example), "{}", row.name);
        }
        for row in &table.publisher {
            assert!(pattern(&row.opening).is_match(&row.example), "{}", row.outlet);
        }
        assert!(!FACTS.wars.is_empty());
    }

    #[test]
    fn hosts_belong_to_outlets() {
        let name = |host| FACTS.outlet_at(host).map(|outlet| outlet.name.as_str());
        assert_eq!(name("www.radiohc.cu"), Some("Radio Habana Cuba"));
        assert_eq!(name("notradiohc.cu"), None);
    }
}
