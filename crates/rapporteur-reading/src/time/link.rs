//! Expressions side by side: one completes the other ("between March and May 2014"), two make a
//! range ("from 3 to 5 May").

use std::ops::Range;

use rapporteur_model::TimeSpan;

use super::grammar::Grammar;
use super::meaning::{DateWords, Meaning, Shape, meaning, precision};
use super::token::Token;
use super::{Precision, TimeExpression};

/// An expression with its meaning.
#[derive(Debug)]
pub(crate) struct Mention {
    pub(crate) tokens: Range<usize>,
    pub(crate) meaning: Meaning,
    pub(crate) precision: Precision,
    pub(crate) rule: &'static str,
    /// Whether a narrative goes on from here.
    pub(crate) leads: bool,
}

/// How two neighbouring expressions are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// "to", "until", a dash; "and" after "between".
    Range,
    /// "and", "or", a comma.
    List,
}

/// The expressions that the grammar finds, with their meanings.
pub(crate) fn mentions(grammar: &'static Grammar, tokens: &[Token<'_>]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for found in grammar.found(tokens) {
        let words = &tokens[found.tokens.clone()];
        let Some(meaning) = meaning(&found, &shape(words)) else { continue };
        mentions.push(Mention {
            precision: precision(&found, &meaning),
            leads: leads(tokens, &found.tokens, &meaning),
            meaning,
            rule: &found.rule.id,
            tokens: found.tokens,
        });
    }
    mentions
}

/// What looks back ("the year before") does not lead a narrative. A year alone leads a narrative only where it places an event ("in 1921", a heading), not where
/// it names one ("the 1921 accord") or limits a span.
fn leads(tokens: &[Token<'_>], range: &Range<usize>, meaning: &Meaning) -> bool {
    let words = match meaning {
        Meaning::Date(words) => words,
        Meaning::Away { direction, .. } => return *direction > 0,
        _ => return false,
    };
    if words.deictic.is_some_and(|deictic| deictic.shift < 0) {
        return false;
    }
    let alone = words.month.is_none() && words.season.is_none() && words.quarter.is_none();
    if words.year.is_none() || !alone {
        return true;
    }
    if tokens[range.start].first {
        return true;
    }
    let before = range.start.checked_sub(1).map_or("", |before| tokens[before].text);
    ["in", "during", "throughout", "by", "of"].iter().any(|word| before.eq_ignore_ascii_case(word))
}

fn shape(words: &[Token<'_>]) -> Shape {
    let is_half = |token: &Token<'_>| token.text.eq_ignore_ascii_case("half");
    let alone = words.first().is_some_and(is_half)
        || (words.len() > 1
            && words[..words.len() - 1].iter().any(is_half)
            && !ends_in_half(words));
    Shape { half: ends_in_half(words), half_alone: alone && !has_and_half(words) }
}

fn ends_in_half(words: &[Token<'_>]) -> bool {
    has_and_half(words)
}

fn has_and_half(words: &[Token<'_>]) -> bool {
    words.windows(3).any(|window| {
        window[0].text.eq_ignore_ascii_case("and")
            && (window[1].text.eq_ignore_ascii_case("half")
                || window[2].text.eq_ignore_ascii_case("half"))
    })
}

/// Gives neighbours what the other says for both: the year, the month.
pub(crate) fn complete(tokens: &[Token<'_>], mentions: &mut [Mention]) {
    for index in (1..mentions.len()).rev() {
        if joint(tokens, &mentions[index - 1], &mentions[index]).is_none() {
            continue;
        }
        let (left, right) = mentions.split_at_mut(index);
        if let (Some(Meaning::Date(left)), Some(Meaning::Date(right))) =
            (left.last_mut().map(|m| &mut m.meaning), right.first_mut().map(|m| &mut m.meaning))
        {
            share(left, right);
        }
    }
    for index in 1..mentions.len() {
        if joint(tokens, &mentions[index - 1], &mentions[index]).is_none() {
            continue;
        }
        let (left, right) = mentions.split_at_mut(index);
        if let (Some(Meaning::Date(left)), Some(Meaning::Date(right))) =
            (left.last().map(|m| &m.meaning), right.first_mut().map(|m| &mut m.meaning))
        {
            hand_on(left, right);
        }
    }
}

/// What the right one says holds for the left one.
fn share(left: &mut DateWords, right: &DateWords) {
    if left.day.is_some() && left.month.is_none() && left.weekday.is_none() {
        left.month = right.month;
    }
    if left.month.is_none() && left.season.is_none() && left.quarter.is_none() {
        return;
    }
    if !left.lacks_year() {
        return;
    }
    if right.deictic.is_some() && right.month.is_some() {
        left.deictic = right.deictic;
        left.unit = right.unit;
        return;
    }
    let Some(year) = right.year else { return };
    let wraps = match (left.month, right.month) {
        (Some(left), Some(right)) => left > right,
        _ => false,
    };
    left.year = Some(if wraps { year - 1 } else { year });
}

/// What the left one says holds for the right one.
fn hand_on(left: &DateWords, right: &mut DateWords) {
    if right.day.is_some() && right.month.is_none() && right.weekday.is_none() {
        right.month = left.month;
    }
    if right.month.is_none() || !right.lacks_year() {
        return;
    }
    let Some(year) = left.year else { return };
    let wraps = match (left.month, right.month) {
        (Some(left), Some(right)) => right < left,
        _ => false,
    };
    right.year = Some(if wraps { year + 1 } else { year });
}

/// Gives both ends of a range the whole of it.
pub(crate) fn ranges(tokens: &[Token<'_>], mentions: &[Mention], found: &mut [TimeExpression]) {
    for index in 1..mentions.len().min(found.len()) {
        if joint(tokens, &mentions[index - 1], &mentions[index]) != Some(Joint::Range) {
            continue;
        }
        let (Some(first), Some(last)) = (found[index - 1].interval, found[index].interval) else {
            continue;
        };
        if first.start.first_day() <= last.end.last_day() {
            let range = Some(TimeSpan { start: first.start, end: last.end });
            found[index - 1].range = range;
            found[index].range = range;
        }
    }
}

fn joint(tokens: &[Token<'_>], left: &Mention, right: &Mention) -> Option<Joint> {
    let mut between = &tokens[left.tokens.end..right.tokens.start];
    if let [rest @ .., last] = between
        && ["the", "on", "in", "from"].iter().any(|word| last.text.eq_ignore_ascii_case(word))
        && !rest.is_empty()
    {
        between = rest;
    }
    if let [comma, rest @ ..] = between
        && comma.text == ","
        && !rest.is_empty()
    {
        between = rest;
    }
    let [word] = between else { return None };
    let opened = left.tokens.start.checked_sub(1).map(|before| tokens[before].text);
    let opened_by = |word: &str| opened.is_some_and(|text| text.eq_ignore_ascii_case(word));
    match word.text.to_ascii_lowercase().as_str() {
        "to" | "until" | "till" | "through" => Some(Joint::Range),
        "-" | "–" | "—" | "‑" | "‐" | "−" => Some(Joint::Range),
        "and" if opened_by("between") => Some(Joint::Range),
        "and" | "or" | "," | "/" => Some(Joint::List),
        _ => None,
    }
}
