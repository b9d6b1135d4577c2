//! Calendar dates in words: "4 July 2024", "July 4", "Mon 6 Jun 2016", "2016-06-06".

use std::sync::LazyLock;

use crate::pattern::pattern;
use jiff::civil::{Date, Weekday};
use rapporteur_model::{PartialDate, Span};
use regex::{Captures, Regex};

/// A date in a text, as far as its words go: at least a month, a day or year with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateWords {
    /// Where it stands, with its weekday.
    pub(crate) span: Span,
    /// The year, where written.
    pub(crate) year: Option<i16>,
    /// The month, 1 to 12.
    pub(crate) month: i8,
    /// The day of the month, where written.
    pub(crate) day: Option<i8>,
    /// The weekday, where written.
    pub(crate) weekday: Option<Weekday>,
}

impl DateWords {
    /// The date, where the year is written.
    pub(crate) fn date(&self) -> Option<PartialDate> {
        self.in_year(self.year?)
    }

    /// The date in a year of the caller's choice.
    pub(crate) fn in_year(&self, year: i16) -> Option<PartialDate> {
        match self.day {
            None => PartialDate::month(year, self.month),
            Some(day) => Date::new(year, self.month, day).ok().and_then(PartialDate::day),
        }
    }
}

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const WEEKDAY: &str = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let date = format!(
        r"(?ix) \b (?:
            (?P<iso>(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d\d)[-/.](?P<d>\d\d)) (?:T|\b)
          | (?:(?P<wa>{WEEKDAY})\b\.?,?\s+)?
            (?: (?P<da>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<ma>{MONTH})\b\.?
                (?:,?[\s-]+(?P<ya>(?:19|20)\d\d)\b)?
              | (?P<mb>{MONTH})\b\.?\s+(?P<db>\d{{1,2}})(?:st|nd|rd|th)?\b
                (?:,?\s+(?P<yb>(?:19|20)\d\d)\b)?
              | (?P<mc>{MONTH})\b\.?,?\s+(?:of\s+)?(?P<yc>(?:19|20)\d\d)\b
            ) )"
    );
    pattern(&date)
});

/// The dates in a text, in order.
pub(crate) fn dates(text: &str) -> Vec<DateWords> {
    DATE.captures_iter(text).filter_map(|found| words(&found)).collect()
}

fn words(found: &Captures<'_>) -> Option<DateWords> {
    let whole = found.get(0)?;
    let number =
        |names: [&str; 3]| names.iter().find_map(|name| found.name(name)?.as_str().parse().ok());
    let month_words = ["ma", "mb", "mc"].iter().find_map(|name| found.name(name));
    let month = match month_words {
        // "may" and "march" are verbs too.
        Some(word) if word.as_str().starts_with(char::is_lowercase) => return None,
        Some(word) => month(word.as_str())?,
        None => found.name("m")?.as_str().parse().ok()?,
    };
    let weekday = found.name("wa").and_then(|word| weekday(word.as_str()));
    let day = number(["d", "da", "db"]).and_then(|day| i8::try_from(day).ok());
    let words = DateWords {
        span: Span::new(whole.start(), whole.end()),
        year: number(["y", "ya", "yb"]).or_else(|| found.name("yc")?.as_str().parse().ok()),
        month,
        day,
        weekday,
    };
    // Leap days exist in some year; anything else must exist in every one.
    words.in_year(words.year.unwrap_or(2000)).map(|_| words)
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(index + 1).ok()
}

/// The weekday that a word names or abbreviates.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    match word.get(..3)?.to_ascii_lowercase().as_str() {
        "mon" => Some(Weekday::Monday),
        "tue" => Some(Weekday::Tuesday),
        "wed" => Some(Weekday::Wednesday),
        "thu" => Some(Weekday::Thursday),
        "fri" => Some(Weekday::Friday),
        "sat" => Some(Weekday::Saturday),
        "sun" => Some(Weekday::Sunday),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_their_words_go() {
        for (text, expected) in [
            ("Mon 6 Jun 2016 9:05 am", "Mon 6 Jun 2016 = 2016-06-06"),
            ("Published June 6 2016 Talks", "June 6 2016 = 2016-06-06"),
            ("on Sept. 26, 2016, in Cartagena", "Sept. 26, 2016 = 2016-09-26"),
            ("Havana, 23rd of June 2016", "23rd of June 2016 = 2016-06-23"),
            ("in August 2012 the two", "August 2012 = 2012-08"),
            ("2016-08-24T10:00", "2016-08-24T = 2016-08-24"),
            ("Juba, July 4 (NPA)", "July 4 = month 7"),
            ("They may 10 times, on 31 February", ""),
        ] {
            let shown: Vec<_> = dates(text)
                .iter()
                .map(|date| match date.date() {
                    Some(full) => format!("{} = {full}", date.span.of(text)),
                    None => format!("{} = month {}", date.span.of(text), date.month),
                })
                .collect();
            assert_eq!(shown.join("; "), expected, "{text}");
        }
    }
}
