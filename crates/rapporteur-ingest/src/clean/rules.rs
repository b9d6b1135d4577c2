//! Furniture by the wording of a line: the rules of `furniture.toml`.

use std::sync::LazyLock;

use rapporteur_model::{Furniture, FurnitureKind, Span};
use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::lines::Line;
use crate::pattern::{fast, pattern};

/// Lines from an end of the text that count as its head or foot.
const EDGE: usize = 12;

/// Bytes from which on a line is a paragraph. The longest line of furniture in the development set
/// has 330.
const PARAGRAPH: usize = 400;

/// One rule of `furniture.toml`; its first lines say what the fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    #[cfg_attr(not(test), expect(dead_code, reason = "for people, and tests"))]
    id: String,
    kind: FurnitureKind,
    pattern: String,
    #[serde(rename = "where", default)]
    place: Place,
    #[serde(default)]
    spares: Spares,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests read it"))]
    example: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests read it"))]
    #[serde(default)]
    reads: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests read it"))]
    #[serde(default)]
    keeps: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    #[default]
    Anywhere,
    Head,
    Foot,
    /// Head or foot.
    Edge,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Spares {
    #[default]
    Nothing,
    /// A line with a figure in it is read all the same.
    Figures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    rule: Vec<Rule>,
}

struct Rules {
    rules: Vec<Rule>,
    /// Which rules may match: one pass over the line for all of them.
    any: RegexSet,
    /// The same for paragraphs: only rules that mark a part of a line.
    any_part: RegexSet,
    each: Vec<Regex>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("furniture.toml")).expect("a test parses furniture.toml");
    let patterns: Vec<_> =
        table.rule.iter().map(|rule| fast(&format!("^(?:{})$", rule.pattern))).collect();
    // A pattern that cannot match keeps the positions of rules and patterns equal.
    let of_parts = patterns.iter().map(|pattern| match pattern.contains("(?P<part>") {
        true => pattern.as_str(),
        false => "[^\\s\\S]",
    });
    let any_part = set(of_parts);
    let any = set(patterns.iter().map(String::as_str));
    let each = patterns.iter().map(|text| pattern(text)).collect();
    Rules { rules: table.rule, any, any_part, each }
});

fn set<'pattern>(patterns: impl Iterator<Item = &'pattern str>) -> RegexSet {
    /// Bytes of memory for the states of one set, so that it is not rebuilt while it is used.
    const STATES: usize = 16 * 1024 * 1024;
    RegexSetBuilder::new(patterns)
        .dfa_size_limit(STATES)
        .build()
        .expect("a test compiles every pattern")
}

/// A number that is no time of day and no length of a film.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[^\d:])\d[\d,.]*(?:[^\d:]|$)"));

/// Whether a line claims a figure.
pub(super) fn holds_figure(words: &str) -> bool {
    FIGURE.is_match(words)
}

/// What the rules find in one of `count` lines.
pub(super) fn furniture(line: &Line<'_>, count: usize) -> Vec<Furniture> {
    if line.is_broken {
        return Vec::new();
    }
    let rules = &*RULES;
    let mut found = Vec::new();
    let is_paragraph = line.words.len() > PARAGRAPH;
    let any = if is_paragraph { &rules.any_part } else { &rules.any };
    for index in any.matches(line.words) {
        let rule = &rules.rules[index];
        if rule.place.holds(line.index, count)
            && let Some(span) = rule.span(&rules.each[index], line)
        {
            found.push(Furniture { span, kind: rule.kind });
        }
    }
    found
}

impl Rule {
    /// The part that the pattern marks, or the whole line.
    fn span(&self, pattern: &Regex, line: &Line<'_>) -> Option<Span> {
        let captures = pattern.captures(line.words)?;
        let at = |part: regex::Match<'_>| {
            Span::new(line.core.start + part.start(), line.core.start + part.end())
        };
        if let Some(part) = captures.name("part") {
            return Some(at(part));
        }
        let lead = captures.name("lead");
        let rest = &line.words[lead.map_or(0, |lead| lead.end())..];
        if self.spares == Spares::Figures && holds_figure(rest) {
            return lead.map(at);
        }
        Some(line.span)
    }
}

impl Place {
    fn holds(self, index: usize, count: usize) -> bool {
        let (head, foot) = (index < EDGE, index + EDGE >= count);
        match self {
            Self::Anywhere => true,
            Self::Head => head,
            Self::Foot => foot,
            Self::Edge => head || foot,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    /// What is still read of a line by one rule alone.
    fn read_after(index: usize, text: &str) -> String {
        let lines = lines(text);
        let (rule, pattern) = (&RULES.rules[index], &RULES.each[index]);
        match rule.span(pattern, &lines[0]) {
            None => text.to_owned(),
            Some(span) => format!("{}{}", &text[..span.start], &text[span.end..]).trim().to_owned(),
        }
    }

    #[test]
    fn every_rule_finds_its_example_and_keeps_what_it_should() {
        for (index, rule) in RULES.rules.iter().enumerate() {
            let reads = rule.reads.as_deref().unwrap_or_default();
            assert_eq!(read_after(index, &rule.example), reads, "{}", rule.id);
            if let Some(keeps) = &rule.keeps {
                assert_eq!(&read_after(index, keeps), keeps, "{}", rule.id);
            }
        }
    }

    #[test]
    fn rules_have_names_of_their_own() {
        let mut ids: Vec<_> = RULES.rules.iter().map(|rule| &rule.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), RULES.rules.len());
    }
}
