//! The grammar of time: rules of `rules.toml` over the lexicon, and how they find expressions.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::calendar::Unit;
use super::lexicon::Lexicon;
use super::pattern::{Pattern, Slots};
use super::token::{Shape, Token, Vocabulary, WordId};

/// The built-in grammar.
pub(crate) static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    // A test parses both files: the fall-back is never reached.
    Grammar::parse(include_str!("lexicon.toml"), include_str!("rules.toml")).unwrap_or_default()
});

/// What a rule's words add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Means {
    /// A stretch of the calendar.
    Date,
    /// Year, month and day in that order.
    Iso,
    /// Day and month in unknown order, and a year.
    Slashes,
    /// An amount of units before or after a point.
    Ago,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
    /// A value of TIMEX3 as it stands.
    Fixed,
    /// The same period a year before.
    YearAgo,
    /// No time at all, though its words look like one.
    Nothing,
}

/// The point that a relative expression is seen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum From {
    /// The publication of the report.
    Near,
    /// Where the narrative stands.
    Story,
}

/// A rule of the grammar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Stable name.
    pub(crate) id: String,
    pattern: Vec<String>,
    /// What its words add up to.
    pub(crate) means: Means,
    /// A unit that the words imply.
    pub(crate) unit: Option<Unit>,
    /// How many units from the point the words imply.
    pub(crate) shift: Option<i32>,
    /// The point they imply.
    pub(crate) from: Option<From>,
    /// The part of the day they imply.
    pub(crate) daypart: Option<String>,
    /// An amount they imply.
    pub(crate) amount: Option<u8>,
    /// A number (of a half, of an era) they imply.
    pub(crate) number: Option<i32>,
    /// Whether an amount of several is implied.
    #[serde(default)]
    pub(crate) untold: bool,
    /// The value of a fixed meaning.
    pub(crate) value_of: Option<String>,
    /// The type of a fixed meaning.
    pub(crate) kind: Option<super::TimexType>,
    /// A sentence with the expression in brackets.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test checks every example"))]
    example: String,
    /// The value that the example has.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test checks every example"))]
    #[serde(default)]
    value: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    macros: BTreeMap<String, Vec<String>>,
    rule: Vec<Rule>,
}

/// Lexicon and rules, indexed by what can begin an expression.
#[derive(Default)]
pub(crate) struct Grammar {
    /// The words it knows.
    pub(crate) vocabulary: Vocabulary,
    lexicon: Lexicon,
    rules: Vec<Rule>,
    patterns: Vec<(usize, Pattern)>,
    by_word: Vec<Vec<usize>>,
    by_digits: Vec<usize>,
    by_mark: Vec<usize>,
}

/// An expression found in the tokens.
#[derive(Debug)]
pub(crate) struct Found<'grammar> {
    /// First token and one past the last.
    pub(crate) tokens: std::ops::Range<usize>,
    /// The rule that found it.
    pub(crate) rule: &'grammar Rule,
    /// What its classes matched.
    pub(crate) slots: Slots,
}

impl Grammar {
    fn parse(lexicon: &str, rules: &str) -> Result<Self, String> {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("a");
        let lexicon = Lexicon::parse(lexicon, &mut vocabulary)?;
        let file: RulesFile = toml::from_str(rules).map_err(|error| error.to_string())?;
        let mut patterns = Vec::new();
        for (index, rule) in file.rule.iter().enumerate() {
            for pattern in rule.pattern.iter().flat_map(|text| expanded(text, &file.macros)) {
                patterns.push((index, Pattern::parse(&pattern, &mut vocabulary)?));
            }
        }
        let a = vocabulary.intern("a");
        vocabulary.intern("'");
        let starting = |starts: &dyn Fn(&Pattern) -> bool| -> Vec<usize> {
            (0..patterns.len()).filter(|index| starts(&patterns[*index].1)).collect()
        };
        let by_word = (0..vocabulary.len())
            .map(|word| WordId::try_from(word).unwrap_or(WordId::MAX))
            .map(|word| starting(&|pattern| pattern.begins_with_word(&lexicon, word, a)))
            .collect();
        let by_digits = starting(&Pattern::begins_with_digits);
        let quote = vocabulary.intern("'");
        let by_mark = starting(&|pattern| {
            pattern.begins_with_mark() || pattern.begins_with_word(&lexicon, quote, a)
        });
        Ok(Self { by_word, by_digits, by_mark, vocabulary, lexicon, rules: file.rule, patterns })
    }

    /// Its words and phrases.
    pub(crate) const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The expressions in the tokens, in order and without overlap: the longest at each place.
    pub(crate) fn found(&self, tokens: &[Token<'_>]) -> Vec<Found<'_>> {
        let mut all = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.longest(tokens, at) {
                Some(found) => {
                    at = found.tokens.end;
                    all.push(found);
                }
                None => at += 1,
            }
        }
        all
    }

    fn longest(&self, tokens: &[Token<'_>], at: usize) -> Option<Found<'_>> {
        let token = tokens[at];
        if is_article(token.text) && !leads_to_time(tokens.get(at + 1)) {
            return None;
        }
        let by_word = token.word.and_then(|word| self.by_word.get(usize::from(word)));
        let candidates = match token.shape {
            Shape::Number => &self.by_digits,
            Shape::Mark if matches!(token.text, "'" | "’" | "‘" | "`") => &self.by_mark,
            _ => by_word?,
        };
        let mut best: Option<Found<'_>> = None;
        for index in candidates {
            let (rule, pattern) = &self.patterns[*index];
            let Some((end, slots)) = pattern.matched(&self.lexicon, tokens, at) else { continue };
            if end > at && best.as_ref().is_none_or(|known| known.tokens.end < end) {
                best = Some(Found { tokens: at..end, rule: &self.rules[*rule], slots });
            }
        }
        best
    }
}

fn is_article(text: &str) -> bool {
    matches!(text, "the" | "The" | "a" | "A" | "an" | "An")
}

/// Whether an expression can go on with a token after an article: saves most of the attempts.
fn leads_to_time(next: Option<&Token<'_>>) -> bool {
    next.is_some_and(|next| next.word.is_some() || next.shape == Shape::Number)
}

/// A pattern with each form of its macros.
fn expanded(pattern: &str, macros: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let Some((before, rest)) = pattern.split_once('{') else { return vec![pattern.to_owned()] };
    let Some((name, after)) = rest.split_once('}') else { return vec![pattern.to_owned()] };
    let forms = macros.get(name).map_or(&[][..], Vec::as_slice);
    forms.iter().flat_map(|form| expanded(&format!("{before}{form}{after}"), macros)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::expressions;
    use rapporteur_model::PartialDate;

    fn grammar() -> Grammar {
        let parsed = Grammar::parse(include_str!("lexicon.toml"), include_str!("rules.toml"));
        parsed.unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn lexicon_and_rules_are_well_formed() {
        assert!(!grammar().rules.is_empty());
    }

    #[test]
    fn every_rule_finds_its_example() {
        let mut wrong = Vec::new();
        for rule in grammar().rules {
            if rule.means == Means::Nothing {
                let found = expressions(&rule.example, &[], None);
                assert!(found.is_empty(), "{}: {found:?}", rule.id);
                continue;
            }
            let text = rule.example.replace(['[', ']'], "");
            let published = PartialDate::parse("2024-07-10").ok();
            let start = rule.example.find('[').expect("a bracket");
            let end = rule.example.find(']').expect("a bracket") - 1;
            let found = expressions(&text, &[], published);
            let hit = found.iter().find(|expression| expression.span.range() == (start..end));
            match hit {
                Some(hit) if hit.rule == rule.id && hit.value == rule.value => {}
                _ => wrong.push(format!("{}: {found:?}", rule.id)),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
