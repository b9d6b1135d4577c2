//! The day that "212 days of war" tells, as far as such a count is exact.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan};
use rapporteur_model::PartialDate;
use regex::Regex;

use super::calendar;
use super::facts::FACTS;
use super::year::common_prefix;
use crate::pattern::pattern;

/// Mentions of a war's length that are looked at: each costs a look at the whole text.
const MENTIONS: usize = 4;

/// What "212 days of fighting" or "the war, now in its sixth month" tells of the day it was
/// written, as far as that count is exact.
pub(super) fn by_length_of_war(text: &str) -> Option<PartialDate> {
    static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix)\b(?:
                (?P<days>\d{2,4})\s+days\s+(?:of|since|into)\s(?:[\p{L}-]+\s){0,2}(?:war|aggression|fighting|offensive|bombardment|siege|conflict|assault|invasion)
              | (?:war|aggression|fighting|offensive|bombardment|siege|conflict|assault|invasion)\b[^.\n]{0,30}?\bfor\s(?:about|nearly|almost|around|roughly|over|more\sthan|some)?\s?(?P<months>\d{1,2})\s+months
            )\b",
        )
    });
    LENGTH.captures_iter(text).take(MENTIONS).find_map(|found| {
        let number = |name| found.name(name).and_then(|number| number.as_str().parse::<i32>().ok());
        let (length, slack) = match (number("days"), number("months")) {
            (Some(days), _) => (days.days(), 3.days()),
            (None, Some(months)) => (months.months(), 1.months()),
            (None, None) => return None,
        };
        let began = beginning(text, length)?;
        common_prefix(
            began.checked_add(length).ok()?.checked_sub(slack).ok()?,
            began.checked_add(length).ok()?.checked_add(slack).ok()?,
        )
    })
}

/// The day on which the war began: told with its year, or known of the one war that the text can
/// mean.
fn beginning(text: &str, length: Duration) -> Option<Date> {
    static SINCE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(?:since|began on|started on|launched on)\s+$"));
    let told = calendar::dates(text).into_iter().find_map(|words| {
        let before = text.get(..words.span.start)?;
        let tail = before.char_indices().rev().take(16).last().map_or(0, |(at, _)| at);
        SINCE.is_match(&before[tail..]).then(|| words.date()?.as_day())?
    });
    if told.is_some() {
        return told;
    }
    let mut possible = FACTS.wars.iter().filter(|war| {
        let lasted = war.began.checked_add(length);
        let fits = |day: Date| war.ended.is_none_or(|ended| day <= ended);
        lasted.is_ok_and(fits) && war.named.is_match(text)
    });
    let war = possible.next()?;
    possible.next().is_none().then_some(war.began)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_a_war_tells_when_as_far_as_it_is_exact() {
        for (text, expected) in [
            ("after 212 days of war in Gaza", Some("2024-05")),
            ("40 days of war in Gaza", None),
            (
                "the war goes on for about 5 months; it has been waged since 7 October 2023",
                Some("2024"),
            ),
            ("the siege went on for about 5 months", None),
        ] {
            let found = by_length_of_war(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
