//! What in a text bears on the day it was written: the latest date it looks back on, weekdays, the
//! beginning of a war.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use rapporteur_model::PartialDate;
use regex::Regex;

use super::calendar::{self, DateWords};
use super::facts::{FACTS, War};
use crate::pattern::pattern;

/// Bytes of the report within which a weekday tells the day of the news.
const LEAD: usize = 700;

/// What a text holds besides the date in question.
pub(super) struct Evidence {
    /// The latest day or month that the report looks back on, from dates and known events.
    pub(super) latest: Option<PartialDate>,
    /// Whether the text names the beginning of a war that is no older than two years then.
    pub(super) near_event: bool,
    /// Whether "last October" stands in it for the month of `latest` or an earlier one of its dates.
    pub(super) last_month: Vec<i8>,
    /// The first weekday of the lead.
    pub(super) weekday: Option<Weekday>,
    /// Dates with weekday and without year ("Friday 23 May"), which fall in few years.
    pub(super) days: Vec<DateWords>,
    /// The latest day that is written with its weekday and year, or under a post that the report
    /// shows ("(@envoy) January 28, 2019"), and is no old picture's.
    pub(super) told_day: Option<Date>,
}

/// Collects the evidence of a text; `body` is where the report's first sentence begins.
pub(super) fn evidence(text: &str, body: usize) -> Evidence {
    let dates = calendar::dates(text);
    let mut latest: Option<PartialDate> = None;
    let mut take = |date: PartialDate| {
        if latest.is_none_or(|known| known.first_day() < date.first_day()) {
            latest = Some(date);
        }
    };
    dates
        .iter()
        .filter(|words| !looks_ahead(text, words.span.start))
        .filter_map(DateWords::date)
        .for_each(&mut take);
    years_looked_back_on(text).for_each(&mut take);
    let event = known_events(text).filter_map(|war| PartialDate::day(war.began)).max();
    event.into_iter().for_each(&mut take);
    let near_event = matches!(
        (latest, event),
        (Some(latest), Some(event)) if latest.of_year() <= event.of_year() + 2
    );
    let told_day = dates
        .iter()
        .filter(|words| !is_old_picture(text, words.span.start))
        .filter_map(|words| {
            let day = words.date()?.as_day()?;
            let is_told = words.weekday.map_or_else(
                || is_of_a_post(text, words.span.start),
                |weekday| weekday == day.weekday(),
            );
            is_told.then_some(day)
        })
        .max();
    let days = dates
        .into_iter()
        .filter(|words| words.weekday.is_some() && words.day.is_some() && words.year.is_none())
        .collect();
    let last_month = months_of_last_year(text);
    Evidence { latest, near_event, last_month, weekday: lead_weekday(text, body), days, told_day }
}

/// "Amina Deng (@envoy) January 28, 2019".
fn is_of_a_post(text: &str, at: usize) -> bool {
    let before = last_bytes(&text[..at], 48).trim_end();
    let name = before.strip_suffix(')').and_then(|before| before.rsplit_once('('));
    name.is_some_and(|(_, name)| name.starts_with('@'))
}

/// "FILE - In this Friday, May 3, 2013 file photo".
fn is_old_picture(text: &str, at: usize) -> bool {
    let before = last_bytes(&text[..at], 60).to_lowercase();
    ["file", "archive", "in this"].iter().any(|word| before.contains(word))
}

/// Whether a date is ahead of the report: "by 2030", "until June 2026", "scheduled for".
fn looks_ahead(text: &str, at: usize) -> bool {
    const AHEAD: [&str; 9] =
        ["by", "until", "till", "through", "before", "for", "deadline", "to", "expires"];
    last_bytes(&text[..at], 40)
        .split_whitespace()
        .next_back()
        .is_some_and(|word| AHEAD.contains(&word.to_lowercase().as_str()))
}

/// "in 2015", "since 2015", "the 2015 agreement".
fn years_looked_back_on(text: &str) -> impl Iterator<Item = PartialDate> + '_ {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\b(?:(?i:in|since|of|from|during|the|a|early|late|mid)[ -])((?:19|20)\d\d)\b")
    });
    YEAR.captures_iter(text).filter_map(|found| found[1].parse().ok()).filter_map(PartialDate::year)
}

fn known_events(text: &str) -> impl Iterator<Item = &'static War> + '_ {
    FACTS.wars.iter().filter(|war| war.event.as_ref().is_some_and(|event| event.is_match(text)))
}

/// The months of "last October" and "October last".
fn months_of_last_year(text: &str) -> Vec<i8> {
    static LAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:last\s+(january|february|march|april|may|june|july|august|september|october|november|december)|(january|february|march|april|may|june|july|august|september|october|november|december)(?:\s+\d{1,2})?\s+last)\b",
        )
    });
    LAST.captures_iter(text)
        .filter_map(|found| {
            let name = found.get(1).or(found.get(2))?.as_str();
            let mut capital = name.to_lowercase();
            capital[..1].make_ascii_uppercase();
            Some(calendar::dates(&format!("{capital} 1")).first()?.month)
        })
        .collect()
}

/// The first weekday in the lead of the report.
fn lead_weekday(text: &str, body: usize) -> Option<Weekday> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"));
    let mut end = text.len().min(body + LEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    calendar::weekday(DAY.find(text.get(body..end)?)?.as_str())
}

/// The last bytes of a text, a few less where a character would be cut.
fn last_bytes(text: &str, count: usize) -> &str {
    let mut from = text.len().saturating_sub(count);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_looks_back_on_its_latest_date() {
        for (text, expected) in [
            ("Talks began in August 2012 and the draft was signed on 23 June 2016.", "2016-06-23"),
            ("Since 2014 they have met; a vote is due by 2030.", "2014"),
            ("The truce holds until June 3, 2031. It began on May 3, 2016.", "2016-05-03"),
            ("He called on Thursday.", "none"),
        ] {
            let latest = evidence(text, 0).latest;
            let shown = latest.map_or("none".to_owned(), |date| date.to_string());
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn captions_and_posts_tell_the_day_and_old_pictures_do_not() {
        assert!(evidence("A deal! — Amina Deng (@envoy) May 3, 2016", 0).told_day.is_some());
        assert!(evidence("Signed on May 3, 2016", 0).told_day.is_none());
        let caption = "The envoy in Juba, Tuesday, May 3, 2016.";
        assert!(evidence(caption, 0).told_day.is_some());
        assert!(evidence("FILE - The envoy in Juba, Tuesday, May 3, 2016.", 0).told_day.is_none());
    }
}
