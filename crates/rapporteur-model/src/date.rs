//! Dates as exact as the words are: a year, a month or a day; and spans of them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A calendar date known to the year, the month or the day, written as an ISO 8601 prefix
/// (`2024`, `2024-05`, `2024-05-31`). Orders as its text does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// What a text was not: a date prefix of the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate(pub String);

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no date: write YYYY, YYYY-MM or YYYY-MM-DD", self.0)
    }
}

impl std::error::Error for NotADate {}

impl PartialDate {
    /// A year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        (0..=9999).contains(&year).then_some(Self { year, month: None, day: None })
    }

    /// A month of a year.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let date = Self::year(year)?;
        (1..=12).contains(&month).then_some(Self { month: Some(month), ..date })
    }

    /// A day.
    #[must_use]
    pub fn day(date: jiff::civil::Date) -> Option<Self> {
        let month = Self::month(date.year(), date.month())?;
        Some(Self { day: Some(date.day()), ..month })
    }

    /// The date as a calendar day, where it is known to the day.
    #[must_use]
    pub fn as_day(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The first calendar day that the date can mean.
    #[must_use]
    pub fn first_day(self) -> jiff::civil::Date {
        jiff::civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or(jiff::civil::Date::ZERO)
    }

    /// The last calendar day that the date can mean.
    #[must_use]
    pub fn last_day(self) -> jiff::civil::Date {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            (None, _) => self.first_day().last_of_year(),
        }
    }

    /// The year.
    #[must_use]
    pub const fn of_year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where known.
    #[must_use]
    pub const fn of_month(self) -> Option<i8> {
        self.month
    }

    /// Reads an ISO prefix.
    ///
    /// # Errors
    /// When the text is no such prefix or no such day exists.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.to_owned());
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or_else(wrong)
        };
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let date = match (parts.next(), parts.next(), parts.next()) {
            (None, None, None) => Self::year(year),
            (Some(month), None, None) => Self::month(year, narrow(digits(month, 2)?)),
            (Some(month), Some(day), None) => {
                let (month, day) = (narrow(digits(month, 2)?), narrow(digits(day, 2)?));
                jiff::civil::Date::new(year, month, day).ok().and_then(Self::day)
            }
            _ => None,
        };
        date.ok_or_else(wrong)
    }
}

fn narrow(two_digits: i16) -> i8 {
    i8::try_from(two_digits).unwrap_or(i8::MAX)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        };
        f.pad(&text)
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        Self::parse(&text)
    }
}

/// When something happened: from the first to the last day that the words allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeSpan {
    /// Beginning, as exact as told.
    pub start: PartialDate,
    /// End, as exact as told; equal to `start` for one moment.
    pub end: PartialDate,
}

impl TimeSpan {
    /// A span of one date.
    #[must_use]
    pub const fn at(date: PartialDate) -> Self {
        Self { start: date, end: date }
    }

    /// Whether the two spans can share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start.first_day() <= other.end.last_day()
            && other.start.first_day() <= self.end.last_day()
    }
}

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end {
            write!(f, "{}", self.start)
        } else {
            write!(f, "{}/{}", self.start, self.end)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_as_exact_as_they_are_told() {
        for text in ["2024", "2024-05", "2024-05-31"] {
            assert_eq!(PartialDate::parse(text).map(|date| date.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "24", "2024-13", "2023-02-29", "2024-5", "2024-05-31T10", "x", "2024-"] {
            assert!(PartialDate::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let february = PartialDate::parse("2024-02").expect("a month");
        assert_eq!(february.last_day().to_string(), "2024-02-29");
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in any::<String>()) {
            let _ = PartialDate::parse(&text);
        }
    }
}
