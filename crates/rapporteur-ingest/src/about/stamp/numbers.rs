//! Dates in numbers alone, where only one order of day and month is possible.

use std::sync::LazyLock;

use rapporteur_model::{PartialDate, Span};
use regex::Regex;

use crate::about::calendar::DateWords;
use crate::pattern::pattern;

/// "24/08/2016" or "24.08.2016": only where no other order of day and month is possible.
pub(super) fn date(words: &str) -> Option<(PartialDate, DateWords)> {
    static NUMBERS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b"));
    let found = NUMBERS.captures(words)?;
    let number = |index: usize| found[index].parse::<i8>().ok();
    let (first, second) = (number(1)?, number(2)?);
    let (day, month) = match (first, second) {
        (13..=31, 1..=12) => (first, second),
        (1..=12, 13..=31) => (second, first),
        (same, other) if same == other && same <= 12 => (same, same),
        _ => return None,
    };
    let whole = found.get(0)?;
    let year = found[3].parse().ok()?;
    let words = DateWords {
        span: Span::new(whole.start(), whole.end()),
        year: Some(year),
        month,
        day: Some(day),
        weekday: None,
    };
    Some((words.date()?, words))
}
