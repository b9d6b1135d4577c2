//! Who is to stand under a pseudonym.

use std::str::FromStr;

use aho_corasick::AhoCorasick;
use rapporteur_model::Document;
use serde_json::Value;

use super::pattern::Pattern;
use super::spelling::Spelling;

/// Letters of the shortest family name that is looked for by itself: "Lo" stands in too many texts.
const SHORTEST: usize = 3;

/// People and their pseudonyms.
#[derive(Clone, Debug)]
pub struct Names {
    /// In the order of the list.
    pub(super) pseudonyms: Vec<String>,
    /// What is looked for: every name and alias in the order of the list, then every family name.
    pub(super) sought: Vec<Sought>,
    /// Finds what is looked for, by its number.
    pub(super) finder: AhoCorasick,
}

/// One spelling that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought {
    /// Whose.
    pub(super) person: usize,
    /// Whether it is the last word of the name that is not short ("Jr."): looked for where one of the
    /// names stands in the same document.
    pub(super) is_family: bool,
}

/// Why a list of names cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadNames(String);

impl std::fmt::Display for BadNames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadNames {}

impl FromStr for Names {
    type Err = BadNames;

    /// One person a line: `NAME | ALIAS | ... = PSEUDONYM`. Without a pseudonym the person is
    /// `Person N`, N counted over the list, so that a list that only grows at its end keeps its
    /// pseudonyms. Empty lines and lines that begin with `#` are passed over.
    fn from_str(text: &str) -> Result<Self, BadNames> {
        let mut pseudonyms = Vec::new();
        let (mut full, mut families) = (Vec::new(), Vec::new());
        for (at, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{FEFF}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (names, pseudonym) = line
                .split_once('=')
                .map_or((line, None), |(names, name)| (names, Some(name.trim())));
            let names: Vec<&str> =
                names.split('|').map(str::trim).filter(|name| !name.is_empty()).collect();
            let wrong = |why: &str| Err(BadNames(format!("line {}: {why}", at + 1)));
            let Some(first) = names.first() else { return wrong("there is no name before `=`") };
            if pseudonym == Some("") {
                return wrong("there is no pseudonym behind `=`");
            }
            let person = pseudonyms.len();
            for name in &names {
                let name = Spelling::of(name).name();
                if !name.chars().any(char::is_alphabetic) {
                    return wrong("a name has letters");
                }
                full.push((name, Sought { person, is_family: false }));
            }
            let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
            let words = first.split_whitespace().skip(1);
            if let Some(family) = words.filter(|word| letters(word) >= SHORTEST).last() {
                let sought = Sought { person, is_family: true };
                families.push((Spelling::of(family).name(), sought));
            }
            let pseudonym =
                pseudonym.map_or_else(|| format!("Person {}", person + 1), str::to_owned);
            pseudonyms.push(pseudonym);
        }
        if pseudonyms.is_empty() {
            return Err(BadNames("no name is listed: write one person a line".to_owned()));
        }
        let (spellings, sought): (Vec<String>, Vec<Sought>) =
            full.into_iter().chain(families).unzip();
        let finder = AhoCorasick::new(spellings)
            .map_err(|why| BadNames(format!("the list is too long: {why}")))?;
        Ok(Self { pseudonyms, sought, finder })
    }
}

impl Names {
    /// What is replaced in a document: full names and aliases, and the family names of those whose
    /// full name it holds.
    pub(super) fn in_document(&self, document: &Document) -> Pattern<'_> {
        let mut stands = vec![false; self.pseudonyms.len()];
        let about = serde_json::to_value(document).unwrap_or_default();
        let none = Pattern::new(self, Some(stands.clone()));
        each_text(&about, &mut |text| {
            for person in none.people(text) {
                if let Some(stands) = stands.get_mut(person) {
                    *stands = true;
                }
            }
        });
        Pattern::new(self, Some(stands))
    }

    /// What is replaced where no document is at hand: everything, family names included.
    pub(super) fn everywhere(&self) -> Pattern<'_> {
        Pattern::new(self, None)
    }
}

/// Every string in a JSON value, names of fields included.
fn each_text(value: &Value, see: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(values) => values.iter().for_each(|value| each_text(value, see)),
        Value::Object(fields) => {
            for (name, value) in fields {
                see(name);
                each_text(value, see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_in_a_list_are_named() {
        for (list, expected) in [
            ("", "no name is listed"),
            ("Ana Ruiz\n= X", "line 2: there is no name"),
            ("Ana Ruiz =", "line 1: there is no pseudonym"),
            ("12", "line 1: a name has letters"),
            ("Ana Ruiz | \u{300}\u{200B}", "line 1: a name has letters"),
        ] {
            let error = list.parse::<Names>().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
