//! Whether the words around a day without a date speak of what lies ahead or behind.
//!
//! Works on words alone; where a parse is at hand, the tense of the governing verb does better.

use std::ops::Range;

use super::lexicon::{Class, Lexicon};
use super::token::{Shape, Token};

/// Where the words around place an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Before the report, without a doubt ("since").
    Since,
    /// Before the report.
    Past,
    /// After it.
    Future,
    /// The words do not tell.
    Open,
}

/// How many tokens to each side are looked at (calibrated on TBAQ: 6 to 14 make no difference).
const WINDOW: usize = 10;

/// The tense of the nearest cue before an expression within its clause, else after it (the nearest
/// on either side does worse by 0.1 points on TBAQ).
pub(crate) fn tense(
    lexicon: &Lexicon,
    tokens: &[Token<'_>],
    expression: &Range<usize>,
    sentence: &Range<usize>,
) -> Tense {
    let beside = |index: Option<usize>| {
        index.and_then(|index| tokens.get(index)).map_or("", |token| token.text)
    };
    if beside(Some(expression.end)).starts_with(['\'', '’']) {
        return Tense::Past;
    }
    if beside(expression.start.checked_sub(1)).eq_ignore_ascii_case("since") {
        return Tense::Since;
    }
    let names_an_event = |place| lexicon.longest(tokens, place, Class::PastEvent).is_some();
    if names_an_event(expression.end) || names_an_event(expression.end + 1) {
        return Tense::Since;
    }
    let preposition = beside(expression.start.checked_sub(1));
    let on_a_weekday =
        expression.clone().any(|place| lexicon.longest(tokens, place, Class::Weekday).is_some());
    if ["until", "till", "by"].contains(&preposition)
        || (on_a_weekday && ["for", "from"].contains(&preposition))
    {
        return Tense::Future;
    }
    let before = (sentence.start..expression.start).rev().take(WINDOW);
    let after = (expression.end..sentence.end).take(WINDOW);
    let left = nearest(lexicon, tokens, before);
    let right = nearest(lexicon, tokens, after);
    left.or(right).unwrap_or(Tense::Open)
}

fn nearest(
    lexicon: &Lexicon,
    tokens: &[Token<'_>],
    places: impl Iterator<Item = usize>,
) -> Option<Tense> {
    for place in places {
        if ends_clause(tokens, place) {
            return None;
        }
        if lexicon.longest(tokens, place, Class::FutureCue).is_some() {
            return Some(Tense::Future);
        }
        let to_be_done = place > 0 && tokens[place - 1].text == "be";
        if lexicon.longest(tokens, place, Class::PastCue).is_some()
            || (is_past_form(tokens[place]) && !to_be_done)
        {
            return Some(Tense::Past);
        }
    }
    None
}

fn is_past_form(token: Token<'_>) -> bool {
    token.shape == Shape::Small
        && token.text.len() > 4
        && token.text.ends_with("ed")
        && !token.text.ends_with("eed")
}

fn ends_clause(tokens: &[Token<'_>], place: usize) -> bool {
    match tokens[place].text {
        ";" | "!" | "?" | ":" => true,
        "." => tokens
            .get(place + 1)
            .is_none_or(|next| !next.joined && next.shape == Shape::Capital && place > 0),
        _ => false,
    }
}
