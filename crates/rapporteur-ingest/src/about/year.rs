//! The year of a date that is written without one, where the rest of the text fixes it.

use jiff::civil::{Date, Weekday};
use rapporteur_model::PartialDate;

use super::calendar::DateWords;
use super::evidence::Evidence;

/// How many years after the latest dated thing in a text "Friday 23 May" is looked for. A date falls
/// on the same weekday again after five or six years: beyond that two years fit.
const YEARS_AHEAD: i16 = 4;

/// The month of the day that a caption or the text writes out in full, where the lead tells its news
/// of the same weekday and nothing in the text is later. The report may be of the next day, so that
/// the last day of a month tells its year alone.
pub(super) fn by_told_day(evidence: &Evidence) -> Option<PartialDate> {
    let day = evidence.told_day?;
    let is_news = Some(day.weekday()) == evidence.weekday && evidence.latest?.first_day() <= day;
    if !is_news {
        return None;
    }
    common_prefix(day, day.tomorrow().ok()?)
}

/// The date of publication with its year, where the evidence allows just one.
///
/// A weekday alone would be too little: of nine years found so in American news (PolNeAR) eight
/// were wrong, since reports write the year of what is long past and not of what is recent.
pub(super) fn resolved(date: &DateWords, evidence: &Evidence) -> Option<PartialDate> {
    let latest = evidence.latest?;
    let after =
        |year: &i16| date.in_year(*year).is_some_and(|day| day.last_day() >= latest.first_day());
    let nearest = (latest.of_year()..=latest.of_year() + 1).find(after)?;
    let same_weekday = |weekday: Weekday, date: PartialDate| {
        date.as_day().is_some_and(|day| day.weekday() == weekday)
    };
    if let Some(year) = by_named_days(date, &evidence.days, nearest..=nearest + YEARS_AHEAD) {
        return date.in_year(year);
    }
    let found = date.in_year(nearest)?;
    if let Some(weekday) = date.weekday {
        return same_weekday(weekday, found).then_some(found);
    }
    // "Last October" for a date of that very month: the report is less than a year younger.
    if latest.of_month().is_some_and(|month| evidence.last_month.contains(&month)) {
        return Some(found);
    }
    // A war whose beginning is still told by its name began not long ago.
    (evidence.near_event && same_weekday(evidence.weekday?, found)).then_some(found)
}

/// The one year in which every "Friday 23 May" near the date falls on its weekday.
fn by_named_days(
    date: &DateWords,
    days: &[DateWords],
    mut candidates: impl Iterator<Item = i16>,
) -> Option<i16> {
    /// Days apart within which both stand in one year's news.
    const NEAR: i32 = 100;
    let near = |year: i16, words: &DateWords| {
        let (own, other) = (date.in_year(year)?.as_day()?, words.in_year(year)?.as_day()?);
        ((other - own).get_days().abs() <= NEAR).then_some(other)
    };
    let fits = |year: &i16| {
        let mut named = days.iter().filter_map(|words| Some((near(*year, words)?, words.weekday?)));
        let mut any = false;
        named.all(|(day, weekday)| {
            any = true;
            day.weekday() == weekday
        }) && any
    };
    candidates.find(fits)
}

/// The day, month or year in which both ends fall.
pub(super) fn common_prefix(low: Date, high: Date) -> Option<PartialDate> {
    if low.year() != high.year() {
        return None;
    }
    if low.month() != high.month() {
        return PartialDate::year(low.year());
    }
    if low == high { PartialDate::day(low) } else { PartialDate::month(low.year(), low.month()) }
}

#[cfg(test)]
mod tests {
    use super::super::{calendar, evidence::evidence};
    use super::*;

    fn year_of(date: &str, text: &str) -> Option<String> {
        let words = calendar::dates(date)[0];
        resolved(&words, &evidence(text, 0)).map(|date| date.to_string())
    }

    #[test]
    fn weekday_and_a_known_event_fix_the_year() {
        // 4 July was a Thursday in 2024; nothing else in the text has a year.
        let storm = "He called on Thursday. The war goes on since Al-Aqsa Storm.";
        assert_eq!(year_of("July 4", storm).as_deref(), Some("2024-07-04"));
    }

    #[test]
    fn a_day_with_its_weekday_fixes_the_year() {
        // 23 June was a Thursday in 2016.
        let text = "He said on Wednesday they meet on Thursday, June 23. Talks began in 2012.";
        assert_eq!(year_of("June 21", text).as_deref(), Some("2016-06-21"));
    }

    #[test]
    fn last_october_is_less_than_a_year_ago() {
        let text = "He said on Friday the war began last October with Al-Aqsa Flood.";
        assert_eq!(year_of("June 2", text).as_deref(), Some("2024-06-02"));
    }

    #[test]
    fn nothing_is_concluded_from_too_little() {
        assert_eq!(year_of("July 4", "He called on Thursday."), None);
        assert_eq!(year_of("July 4", "He called on Thursday. It began in 2013."), None);
        assert_eq!(year_of("July 4", "He called on Thursday for a vote by 2030."), None);
    }
}
