//! Who is to stand under a pseudonym, and how their names are found.

use std::fmt::Write;
use std::str::FromStr;

use rapporteur_model::{Document, Span};
use regex::Regex;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of the shortest family name that is looked for by itself: "Lo" stands in too many texts.
const SHORTEST: usize = 3;

/// People and their pseudonyms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    people: Vec<Person>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Person {
    pseudonym: String,
    /// The name and the aliases.
    names: Vec<String>,
    /// The last word of the name: looked for where one of the names stands in the same document.
    family: Option<String>,
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
        let mut people: Vec<Person> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim().trim_start_matches('\u{FEFF}');
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (names, pseudonym) = line
                .split_once('=')
                .map_or((line, None), |(names, name)| (names, Some(name.trim())));
            let names: Vec<String> = names
                .split('|')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
            let wrong = |why: &str| Err(BadNames(format!("line {}: {why}", at + 1)));
            let Some(first) = names.first() else { return wrong("there is no name before `=`") };
            if pseudonym == Some("") {
                return wrong("there is no pseudonym behind `=`");
            }
            if names.iter().any(|name| !name.chars().any(char::is_alphabetic)) {
                return wrong("a name has letters");
            }
            let family = first.split_whitespace().last().filter(|_| first.contains(' '));
            let family = family.filter(|word| word.chars().count() >= SHORTEST).map(str::to_owned);
            let number = people.len() + 1;
            let pseudonym = pseudonym.map_or_else(|| format!("Person {number}"), str::to_owned);
            people.push(Person { pseudonym, names, family });
        }
        if people.is_empty() {
            return Err(BadNames("no name is listed: write one person a line".to_owned()));
        }
        Ok(Self { people })
    }
}

impl Names {
    /// What is replaced in a document: full names and aliases, and the family names of those whose
    /// full name it holds.
    pub(super) fn in_document(&self, document: &Document) -> Pattern {
        let about = serde_json::to_string(document).unwrap_or_default();
        let stands = |person: &Person| {
            let own = Pattern::new(person.names.iter().map(|name| (name.as_str(), "")));
            own.finds(&document.text) || own.finds(&about)
        };
        let mut names = self.full();
        for person in self.people.iter().filter(|person| stands(person)) {
            names.extend(person.family.as_deref().map(|name| (name, person.pseudonym.as_str())));
        }
        Pattern::new(names)
    }

    /// What is replaced where no document is at hand: everything, family names included.
    pub(super) fn everywhere(&self) -> Pattern {
        let mut names = self.full();
        names.extend(
            self.people
                .iter()
                .filter_map(|person| Some((person.family.as_deref()?, person.pseudonym.as_str()))),
        );
        Pattern::new(names)
    }

    fn full(&self) -> Vec<(&str, &str)> {
        self.people
            .iter()
            .flat_map(|person| {
                person.names.iter().map(|name| (name.as_str(), person.pseudonym.as_str()))
            })
            .collect()
    }
}

/// Names that are looked for at once, each with its pseudonym.
pub(super) struct Pattern {
    any: Option<Regex>,
    /// By number of the group.
    pseudonyms: Vec<String>,
}

impl Pattern {
    fn new<'name>(names: impl IntoIterator<Item = (&'name str, &'name str)>) -> Self {
        let mut sorted: Vec<(&str, &str)> = names.into_iter().collect();
        // The longest first: "Ana Ruiz" goes before "Ruiz". Of equal names the list's first.
        sorted.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        let mut text = String::from(r"(?i)(?:^|\b)(?:");
        let mut pseudonyms = Vec::new();
        for (at, (name, pseudonym)) in sorted.iter().enumerate() {
            let bar = if at == 0 { "" } else { "|" };
            // Writing to a string never fails.
            let _infallible = write!(text, "{bar}({})", spellings(name));
            pseudonyms.push((*pseudonym).to_owned());
        }
        text.push_str(r")(?:\b|$)");
        let any = if sorted.is_empty() { None } else { Regex::new(&text).ok() };
        Self { any, pseudonyms }
    }

    fn finds(&self, text: &str) -> bool {
        self.any.as_ref().is_some_and(|any| any.is_match(text))
    }

    /// The text with pseudonyms.
    pub(super) fn apply(&self, text: &str) -> String {
        self.replace(text).text
    }

    /// The same for every string in a JSON value.
    pub(super) fn apply_json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.apply(text).into(),
            Value::Array(values) => values.iter().map(|value| self.apply_json(value)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| (self.apply(name), self.apply_json(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other.clone(),
        }
    }

    /// The text with pseudonyms, and where everything went.
    pub(super) fn replace(&self, text: &str) -> Replaced {
        let mut replaced = Replaced { text: String::with_capacity(text.len()), moves: Vec::new() };
        let mut from = 0;
        let found = self.any.iter().flat_map(|any| any.captures_iter(text));
        for captures in found {
            let named =
                captures.iter().enumerate().skip(1).find_map(|(at, group)| Some((at, group?)));
            let Some((group, name)) = named else { continue };
            let Some(pseudonym) = self.pseudonyms.get(group - 1) else { continue };
            replaced.text.push_str(&text[from..name.start()]);
            let new = Span::new(replaced.text.len(), replaced.text.len() + pseudonym.len());
            replaced.text.push_str(pseudonym);
            replaced.moves.push((Span::new(name.start(), name.end()), new));
            from = name.end();
        }
        replaced.text.push_str(&text[from..]);
        replaced
    }
}

/// How a name can be written: with other spaces or the hyphens of an address between its words, with
/// and without its accents.
fn spellings(name: &str) -> String {
    let plain: String = name.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    let composed: String = name.nfc().collect();
    let decomposed: String = name.nfd().collect();
    let mut variants = vec![composed, decomposed, plain];
    variants.dedup();
    let patterns: Vec<String> = variants
        .iter()
        .map(|variant| {
            let words: Vec<String> = variant.split_whitespace().map(regex::escape).collect();
            words.join(r"(?:[\s\u{A0}_+-]|%20)+")
        })
        .collect();
    patterns.join("|")
}

/// A text with pseudonyms.
pub(super) struct Replaced {
    pub(super) text: String,
    /// Where each name stood, and where its pseudonym stands.
    moves: Vec<(Span, Span)>,
}

impl Replaced {
    /// Where a span of the old text lies in the new one; a part of a name becomes all of its
    /// pseudonym.
    pub(super) fn span(&self, old: Span) -> Span {
        Span::new(self.at(old.start, false), self.at(old.end, true))
    }

    fn at(&self, offset: usize, is_end: bool) -> usize {
        let after = self.moves.partition_point(|(old, _)| old.start < offset);
        let Some((old, new)) = after.checked_sub(1).and_then(|at| self.moves.get(at)) else {
            return offset;
        };
        if offset < old.end {
            return if is_end { new.end } else { new.start };
        }
        new.end + (offset - old.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(list: &str, text: &str) -> String {
        let names: Names = list.parse().unwrap();
        names.in_document(&Document { text: text.to_owned(), ..Document::default() }).apply(text)
    }

    #[test]
    fn every_spelling_of_a_name_gets_the_same_pseudonym() {
        let list = "# witnesses\nJosé Núñez | El Tigre\nAna Ruiz = Witness A\n";
        for (text, expected) in [
            ("José Núñez met Ana  Ruiz. Nunez left.", "Person 1 met Witness A. Person 1 left."),
            ("JOSE NUNEZ and El\nTigre; Ruiz's brother", "Person 1 and Person 1; Ruiz's brother"),
            (
                "Ana Ruiz spoke. Ruiz's brother did not.",
                "Witness A spoke. Witness A's brother did not.",
            ),
            ("https://a.example/ana-ruiz-freed", "https://a.example/Witness A-freed"),
            ("Jose\u{301} Nu\u{301}n\u{303}ez spoke", "Person 1 spoke"),
            ("Diana Ruizandia spoke", "Diana Ruizandia spoke"),
            ("Nobody spoke", "Nobody spoke"),
        ] {
            assert_eq!(redacted(list, text), expected, "{text}");
        }
    }

    #[test]
    fn spans_follow_the_words() {
        let names: Names = "Ana Ruiz = X".parse().unwrap();
        let text = "Then Ana Ruiz met Ana Ruiz.";
        let replaced = names.everywhere().replace(text);
        assert_eq!(replaced.text, "Then X met X.");
        let of = |words: &str| {
            let start = text.find(words).unwrap();
            replaced.span(Span::new(start, start + words.len())).of(&replaced.text).to_owned()
        };
        for (words, expected) in [
            ("Then", "Then"),
            ("Ana Ruiz", "X"),
            ("met", "met"),
            ("Ruiz met", "X met"),
            ("Ruiz.", "X."),
        ] {
            assert_eq!(of(words), expected, "{words}");
        }
    }

    #[test]
    fn mistakes_in_a_list_are_named() {
        for (list, expected) in [
            ("", "no name is listed"),
            ("Ana Ruiz\n= X", "line 2: there is no name"),
            ("Ana Ruiz =", "line 1: there is no pseudonym"),
            ("12", "line 1: a name has letters"),
        ] {
            let error = list.parse::<Names>().unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
