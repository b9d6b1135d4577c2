//! Dates as pages and feeds write them in their metadata.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use rapporteur_model::PartialDate;
use regex::Regex;

use crate::about::calendar;
use crate::pattern::pattern;

/// Reads a date of metadata to the day that it writes, in its own time zone: ISO 8601 with its
/// usual departures, RFC 2822, a month in words, `MM/DD/YYYY` where only one reading is a date,
/// seconds or milliseconds since 1970. Years outside 1900 to 2100 are none.
pub(crate) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let found = iso(text)
        .or_else(|| rfc2822::parse(text).ok().map(|time| time.date()))
        .or_else(|| in_words(text))
        .or_else(|| numbers(text))
        .or_else(|| since_1970(text))?;
    (1900..=2100).contains(&found.year()).then(|| PartialDate::day(found)).flatten()
}

/// "2016-06-23", "2016-06-23T10:00:00+0200", "2016-06-23 10:00", "20160623", "2016/06/23".
fn iso(text: &str) -> Option<Date> {
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?P<y>(?:19|20)\d\d)(?:[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<m2>\d\d)(?P<d2>\d\d))(?:\D|T|$)",
        )
    });
    if let Ok(pieces) = Pieces::parse(text) {
        return Some(pieces.date());
    }
    let found = ISO.captures(text)?;
    let number = |a: &str, b: &str| {
        found.name(a).or_else(|| found.name(b)).and_then(|part| part.as_str().parse().ok())
    };
    Date::new(found["y"].parse().ok()?, number("m", "m2")?, number("d", "d2")?).ok()
}

/// "June 23, 2016 10:00 am", "23 Jun 2016".
fn in_words(text: &str) -> Option<Date> {
    calendar::dates(text).first().and_then(|words| words.date()).and_then(PartialDate::as_day)
}

/// "23/06/2016" and "06/23/2016"; "06/05/2016" is either, and so is none.
fn numbers(text: &str) -> Option<Date> {
    static NUMBERS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)\b"));
    let found = NUMBERS.captures(text)?;
    let (a, b): (i8, i8) = (found["a"].parse().ok()?, found["b"].parse().ok()?);
    let year = found["y"].parse().ok()?;
    match (Date::new(year, a, b), Date::new(year, b, a)) {
        (Ok(one), Ok(other)) if one == other => Some(one),
        (Ok(_), Ok(_)) | (Err(_), Err(_)) => None,
        (Ok(date), Err(_)) | (Err(_), Ok(date)) => Some(date),
    }
}

/// A run of 10 digits is seconds, one of 13 milliseconds. No time zone is told: the day is UTC's.
fn since_1970(text: &str) -> Option<Date> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_metadata_are_read_in_their_own_time_zone() {
        for (text, expected) in [
            ("2016-06-23", Some("2016-06-23")),
            ("2016-06-23T23:30:00-05:00", Some("2016-06-23")),
            ("2016-06-23T10:00:00.000+0200", Some("2016-06-23")),
            ("2016-06-23 10:00:00 UTC", Some("2016-06-23")),
            ("20160623", Some("2016-06-23")),
            ("20160623T100000Z", Some("2016-06-23")),
            ("2016/6/23", Some("2016-06-23")),
            ("Thu, 23 Jun 2016 10:00:00 GMT", Some("2016-06-23")),
            ("June 23, 2016 10:00 am", Some("2016-06-23")),
            ("06/23/2016", Some("2016-06-23")),
            ("23.06.2016", Some("2016-06-23")),
            ("06/05/2016", None),
            ("1466676000", Some("2016-06-23")),
            ("1466676000000", Some("2016-06-23")),
            ("0001-01-01T00:00:00Z", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
