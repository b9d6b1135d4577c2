//! The word lists of `lexicon.toml`, ready to look up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

const SOURCE: &str = include_str!("lexicon.toml");

static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(SOURCE).unwrap_or_default());

/// What the steps of segmentation look words up in. The file says what each list means.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) introducing: BTreeSet<String>,
    pub(super) before_numbers: BTreeSet<String>,
    pub(super) calendar: BTreeSet<String>,
    pub(super) states: BTreeSet<String>,
    pub(super) general: BTreeSet<String>,
    pub(super) starters: BTreeSet<String>,
    pub(super) speech: BTreeSet<String>,
    pub(super) continuing: BTreeSet<String>,
    pub(super) prefixes: BTreeSet<String>,
    pub(super) suffixes: BTreeSet<String>,
    pub(super) units: BTreeSet<String>,
    pub(super) faces: BTreeSet<String>,
    /// Lower-case contraction to the byte where its second part begins.
    pub(super) contractions: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct Section {
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tested reason for the list"))]
    example: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the tested reason for the list"))]
    tokens: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    introducing: Section,
    before_numbers: Section,
    calendar: Section,
    states: Section,
    general: Section,
    starters: Section,
    speech: Section,
    continuing: Section,
    prefixes: Section,
    suffixes: Section,
    units: Section,
    faces: Section,
    contractions: Section,
}

impl Lexicon {
    /// The lists that come with the program.
    pub(super) fn builtin() -> &'static Self {
        &BUILTIN
    }

    fn parse(source: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(source)?;
        Ok(Self {
            introducing: set(file.introducing),
            before_numbers: set(file.before_numbers),
            calendar: set(file.calendar),
            states: set(file.states),
            general: set(file.general),
            starters: set(file.starters),
            speech: set(file.speech),
            continuing: set(file.continuing),
            prefixes: set(file.prefixes),
            suffixes: set(file.suffixes),
            units: set(file.units),
            faces: set(file.faces),
            contractions: file
                .contractions
                .words
                .iter()
                .filter_map(|word| split_at(word))
                .collect(),
        })
    }
}

fn set(section: Section) -> BTreeSet<String> {
    section.words.into_iter().collect()
}

fn split_at(word: &str) -> Option<(String, usize)> {
    let at = word.find('|')?;
    Some((word.replace('|', ""), at))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rapporteur_model::Span;

    use super::*;
    use crate::segment::segment;

    #[test]
    fn every_list_keeps_its_example() {
        Lexicon::parse(SOURCE).expect("the lexicon parses");
        let sections: BTreeMap<String, Section> = toml::from_str(SOURCE).unwrap();
        for (name, section) in sections {
            let text = section.example.as_str();
            let found: Vec<String> = segment(text, &[Span::new(0, text.len())])
                .iter()
                .map(|s| s.tokens.iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join(" "))
                .collect();
            assert_eq!(found.join(" | "), section.tokens, "list {name:?}");
        }
    }
}
