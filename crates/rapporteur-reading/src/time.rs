//! When? Dates, times, durations and sets in a text, with what they resolve to.
//!
//! Values are those of TIMEX3 (TimeML 1.2.1, <http://www.timeml.org>). A grammar as data
//! (`time/lexicon.toml`, `time/rules.toml`) says which words make an expression; a small resolver
//! places it in the calendar, seen from the publication date or, in a history, from the date
//! mentioned before. What cannot be decided has `X` in its value and no interval.
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | `token` | which words, numbers and marks are there |
//! | `lexicon`, `classes` | what words and groups of words can mean |
//! | `pattern`, `grammar` | which of them make an expression |
//! | `meaning` | what an expression means before it has a place |
//! | `link` | which expressions complete each other, and which make a range |
//! | `tense` | whether a day without a date lies behind or ahead |
//! | `calendar` | stretches of the calendar and their neighbours |
//! | `story` | where the text stands while it is read |
//! | `resolve` | where a meaning lies, seen from there |
//! | [`tml`] | TimeML files |
//! | [`score`] | how good found expressions are |

mod calendar;
mod classes;
mod grammar;
mod lexicon;
mod link;
mod meaning;
mod pattern;
mod resolve;
pub mod score;
mod story;
mod tense;
#[cfg(test)]
mod tests;
pub mod tml;
mod token;

use rapporteur_language::Sentence;
use rapporteur_model::{Basis, PartialDate, Span, TimeSpan};
use serde::Deserialize;

use grammar::GRAMMAR;
use story::Story;

/// What kind of time an expression tells (TIMEX3 `type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or something longer in the calendar.
    Date,
    /// A time of a day.
    Time,
    /// A length of time.
    Duration,
    /// A time that recurs.
    Set,
}

impl TimexType {
    /// The name in TIMEX3.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// How exactly an expression is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// As it stands.
    Exact,
    /// Roughly: "about five months ago", "early May"; the interval is what the words allow.
    Approximate,
    /// Without a figure: "recently", "a few days".
    Vague,
}

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What kind of time it tells.
    pub kind: TimexType,
    /// TIMEX3 value, with `X` for what is not known.
    pub value: String,
    /// What it resolves to; `None` where that cannot be decided.
    pub interval: Option<TimeSpan>,
    /// What it rests on: its own words (`text`), the publication date (`metadata`; where the
    /// caller took that from a dateline, read `dateline`), or other dates and the words around
    /// (`inferred`).
    pub basis: Basis,
    /// How exactly it is worded.
    pub precision: Precision,
    /// From the first to the last day of the range that it begins or ends
    /// ("from 3 to 5 May"), the same for both of its ends.
    pub range: Option<TimeSpan>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Finds the expressions of time in a text, in order and without overlap.
///
/// `published` is the publication date as far as known. In texts whose dates lie mostly in earlier
/// years (histories), words without a year are seen from the date mentioned before; so are, in a
/// text without a publication date, those that follow a full date. `sentences` may be empty: they
/// only keep the words around an expression from reaching too far.
#[must_use]
pub fn expressions(
    text: &str,
    sentences: &[Sentence],
    published: Option<PartialDate>,
) -> Vec<TimeExpression> {
    let grammar = &*GRAMMAR;
    let tokens = token::tokens(text, &grammar.vocabulary);
    let mut mentions = link::mentions(grammar, &tokens);
    link::complete(&tokens, &mut mentions);
    let mut story = Story::new(&mentions, published);
    let mut found: Vec<TimeExpression> = Vec::with_capacity(mentions.len());
    for mention in &mentions {
        let sentence = sentence_range(&tokens, sentences, &mention.tokens);
        let tense = tense::tense(grammar.lexicon(), &tokens, &mention.tokens, &sentence);
        let placed = story.place(&mention.meaning, tense);
        story.go_on(mention, placed.period);
        found.push(TimeExpression {
            span: tokens[mention.tokens.start].span.cover(tokens[mention.tokens.end - 1].span),
            kind: placed.kind,
            value: placed.value,
            interval: placed.interval,
            basis: placed.basis,
            precision: mention.precision,
            range: None,
            rule: mention.rule,
        });
    }
    link::ranges(&tokens, &mentions, &mut found);
    found
}

/// Tokens of the sentence that an expression stands in, or all.
fn sentence_range(
    tokens: &[token::Token<'_>],
    sentences: &[Sentence],
    expression: &std::ops::Range<usize>,
) -> std::ops::Range<usize> {
    let start = tokens[expression.start].span.start;
    let after = sentences.partition_point(|sentence| sentence.span.start <= start);
    let Some(sentence) = after.checked_sub(1).map(|index| &sentences[index]) else {
        return 0..tokens.len();
    };
    if start >= sentence.span.end {
        return 0..tokens.len();
    }
    let first = tokens.partition_point(|token| token.span.start < sentence.span.start);
    let last = tokens.partition_point(|token| token.span.start < sentence.span.end);
    first..last.max(expression.end)
}
