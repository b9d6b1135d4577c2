//! Stretches of the calendar, from a day to a century: their TIMEX3 value, their days, their
//! neighbours.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use rapporteur_model::{PartialDate, TimeSpan};
use serde::Deserialize;

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

/// A stretch of the calendar. Years before our era are negative: −241 is 241 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    /// The years that begin with these two digits.
    Century(i32),
    /// The years that begin with these three digits.
    Decade(i32),
    /// A year.
    Year(i32),
    /// First or second half of a year.
    Half(i32, i8),
    /// Quarter of a year, 1 to 4.
    Quarter(i32, i8),
    /// Season; the winter of a year is the one that begins in its December.
    Season(i32, Season),
    /// Month of a year.
    Month(i32, i8),
    /// ISO week.
    Week(i32, i8),
    /// Saturday and Sunday of an ISO week.
    Weekend(i32, i8),
    /// A day.
    Day(Date),
    /// Month and day of a year before our era, which no civil calendar library holds.
    AncientDay(i32, i8, i8),
}

/// The four seasons of the northern hemisphere, in the order of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// The season of a lexicon value: 1 for spring to 4 for winter.
    pub(crate) fn of_number(number: i32) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    const fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl Period {
    /// The stretch of a unit that holds a day.
    pub(crate) fn holding(day: Date, unit: Unit) -> Option<Self> {
        let (year, month) = (i32::from(day.year()), day.month());
        let week = day.iso_week_date();
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(i32::from(week.year()), week.week()),
            Unit::Weekend => Self::Weekend(i32::from(week.year()), week.week()),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Season => match month {
                1 | 2 => Self::Season(year - 1, Season::Winter),
                3..=5 => Self::Season(year, Season::Spring),
                6..=8 => Self::Season(year, Season::Summer),
                9..=11 => Self::Season(year, Season::Autumn),
                _ => Self::Season(year, Season::Winter),
            },
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year / 10),
            Unit::Century => Self::Century(year / 100),
        })
    }

    /// The stretch of a coarser (or the same) unit that holds this one.
    pub(crate) fn widened(self, unit: Unit) -> Option<Self> {
        if unit == self.unit() {
            return Some(self);
        }
        if unit < self.unit() {
            return None;
        }
        if let Some(year) = self.year().filter(|year| *year < 0) {
            return match unit {
                Unit::Month => self.month().map(|month| Self::Month(year, month)),
                Unit::Year => Some(Self::Year(year)),
                Unit::Decade => Some(Self::Decade(year / 10)),
                Unit::Century => Some(Self::Century(year / 100)),
                _ => None,
            };
        }
        Self::holding(self.first_day()?, unit)
    }

    /// The unit that the stretch is one of.
    pub(crate) const fn unit(self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) => Unit::Year,
            Self::Half(..) => Unit::Half,
            Self::Quarter(..) => Unit::Quarter,
            Self::Season(..) => Unit::Season,
            Self::Month(..) => Unit::Month,
            Self::Week(..) => Unit::Week,
            Self::Weekend(..) => Unit::Weekend,
            Self::Day(_) | Self::AncientDay(..) => Unit::Day,
        }
    }

    /// The stretch as many of its own units later (earlier where negative).
    pub(crate) fn shifted(self, by: i32) -> Option<Self> {
        let cyclic = |year: i32, part: i8, parts: i32| -> (i32, i8) {
            let at = year * parts + i32::from(part) - 1 + by;
            let part = i8::try_from(at.rem_euclid(parts)).unwrap_or(0) + 1;
            (at.div_euclid(parts), part)
        };
        if by.abs() > 100_000 {
            return None;
        }
        Some(match self {
            Self::Century(century) => Self::Century(century + by),
            Self::Decade(decade) => Self::Decade(decade + by),
            Self::Year(year) => Self::Year(year + by),
            Self::Half(year, half) => {
                let (year, half) = cyclic(year, half, 2);
                Self::Half(year, half)
            }
            Self::Quarter(year, quarter) => {
                let (year, quarter) = cyclic(year, quarter, 4);
                Self::Quarter(year, quarter)
            }
            Self::Season(year, season) => {
                let position = Season::ALL.iter().position(|known| *known == season)?;
                let (year, number) = cyclic(year, i8::try_from(position).ok()? + 1, 4);
                Self::Season(year, Season::of_number(i32::from(number))?)
            }
            Self::Month(year, month) => {
                let (year, month) = cyclic(year, month, 12);
                Self::Month(year, month)
            }
            Self::Week(..) => {
                let day = self.first_day()?.checked_add(by.checked_mul(7)?.days()).ok()?;
                Self::holding(day, Unit::Week)?
            }
            Self::Weekend(..) => {
                let day = self.first_day()?.checked_add(by.checked_mul(7)?.days()).ok()?;
                Self::holding(day, Unit::Weekend)?
            }
            Self::Day(day) => Self::Day(day.checked_add(by.days()).ok()?),
            Self::AncientDay(..) => return None,
        })
    }

    /// The year that the stretch lies in, if in one.
    pub(crate) fn year(self) -> Option<i32> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::Season(year, _)
            | Self::Month(year, _)
            | Self::Week(year, _)
            | Self::Weekend(year, _)
            | Self::AncientDay(year, ..) => Some(year),
            Self::Day(day) => Some(i32::from(day.year())),
        }
    }

    /// The month that the stretch lies in, if in one.
    pub(crate) fn month(self) -> Option<i8> {
        match self {
            Self::Month(_, month) | Self::AncientDay(_, month, _) => Some(month),
            Self::Day(day) => Some(day.month()),
            _ => None,
        }
    }

    /// The day, if it is one.
    pub(crate) const fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The first day, where the civil calendar holds it.
    pub(crate) fn first_day(self) -> Option<Date> {
        let date = |year: i32, month: i8, day: i8| {
            if year <= 0 {
                return None;
            }
            Date::new(i16::try_from(year).ok()?, month, day).ok()
        };
        match self {
            Self::Century(century) => date((century * 100).max(1), 1, 1),
            Self::Decade(decade) => date((decade * 10).max(1), 1, 1),
            Self::Year(year) => date(year, 1, 1),
            Self::Half(year, half) => date(year, half * 6 - 5, 1),
            Self::Quarter(year, quarter) => date(year, quarter * 3 - 2, 1),
            Self::Season(year, season) => date(year, season.first_month(), 1),
            Self::Month(year, month) => date(year, month, 1),
            Self::Week(year, week) => iso_day(year, week, Weekday::Monday),
            Self::Weekend(year, week) => iso_day(year, week, Weekday::Saturday),
            Self::Day(day) => Some(day),
            Self::AncientDay(..) => None,
        }
    }

    /// The last day, where the civil calendar holds it.
    pub(crate) fn last_day(self) -> Option<Date> {
        if let Self::Day(day) = self {
            return Some(day);
        }
        self.shifted(1)?.first_day()?.yesterday().ok().map(|before| match self {
            Self::Weekend(..) => self.first_day().and_then(|day| day.tomorrow().ok()),
            _ => Some(before),
        })?
    }

    /// The stretch as dates that are as exact as it is.
    pub(crate) fn span(self) -> Option<TimeSpan> {
        let (first, last) = (self.first_day()?, self.last_day()?);
        Some(match self {
            Self::Day(day) => TimeSpan::at(PartialDate::day(day)?),
            Self::Week(..) | Self::Weekend(..) | Self::AncientDay(..) => {
                TimeSpan { start: PartialDate::day(first)?, end: PartialDate::day(last)? }
            }
            Self::Half(..) | Self::Quarter(..) | Self::Season(..) | Self::Month(..) => TimeSpan {
                start: PartialDate::month(first.year(), first.month())?,
                end: PartialDate::month(last.year(), last.month())?,
            },
            Self::Century(_) | Self::Decade(_) | Self::Year(_) => TimeSpan {
                start: PartialDate::year(first.year())?,
                end: PartialDate::year(last.year())?,
            },
        })
    }

    /// The TIMEX3 value.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Century(century) => padded(century, 2),
            Self::Decade(decade) => padded(decade, 3),
            Self::Year(year) => padded(year, 4),
            Self::Half(year, half) => format!("{}-H{half}", padded(year, 4)),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", padded(year, 4)),
            Self::Season(year, season) => format!("{}-{}", padded(year, 4), season.code()),
            Self::Month(year, month) => format!("{}-{month:02}", padded(year, 4)),
            Self::Week(year, week) => format!("{}-W{week:02}", padded(year, 4)),
            Self::Weekend(year, week) => format!("{}-W{week:02}-WE", padded(year, 4)),
            Self::Day(day) => day.to_string(),
            Self::AncientDay(year, month, day) => {
                format!("{}-{month:02}-{day:02}", padded(year, 4))
            }
        }
    }
}

fn padded(number: i32, width: usize) -> String {
    let digits = number.unsigned_abs();
    let era = if number < 0 { "BC" } else { "" };
    format!("{era}{digits:0width$}")
}

fn iso_day(year: i32, week: i8, weekday: Weekday) -> Option<Date> {
    Some(ISOWeekDate::new(i16::try_from(year).ok()?, week, weekday).ok()?.date())
}

/// Easter Sunday of a year (Gregorian; the anonymous algorithm of 1876).
pub(crate) fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_lies_in_its_week_quarter_and_season() {
        let value = |unit| Period::holding(day("1992-02-14"), unit).expect("a period").value();
        assert_eq!(value(Unit::Week), "1992-W07");
        assert_eq!(value(Unit::Quarter), "1992-Q1");
        assert_eq!(value(Unit::Season), "1991-WI");
        assert_eq!(value(Unit::Decade), "199");
        assert_eq!(value(Unit::Century), "19");
    }

    #[test]
    fn periods_move_across_the_turn_of_the_year() {
        let moved = |period: Period, by| period.shifted(by).expect("a period").value();
        assert_eq!(moved(Period::Month(1992, 1), -1), "1991-12");
        assert_eq!(moved(Period::Quarter(1992, 4), 1), "1993-Q1");
        assert_eq!(moved(Period::Season(1992, Season::Spring), -1), "1991-WI");
        assert_eq!(moved(Period::Week(1992, 1), -1), "1991-W52");
    }

    #[test]
    fn a_span_is_as_exact_as_its_period() {
        let span = |period: Period| period.span().expect("a span").to_string();
        assert_eq!(span(Period::Month(1992, 2)), "1992-02");
        assert_eq!(span(Period::Quarter(1992, 3)), "1992-07/1992-09");
        assert_eq!(span(Period::Season(1992, Season::Winter)), "1992-12/1993-02");
        assert_eq!(span(Period::Weekend(1992, 7)), "1992-02-15/1992-02-16");
        assert_eq!(span(Period::Decade(199)), "1990/1999");
        assert_eq!(Period::Year(-241).span(), None);
        assert_eq!(Period::Year(-241).value(), "BC0241");
    }

    #[test]
    fn easter_moves() {
        assert_eq!(easter(1992), Some(day("1992-04-19")));
        assert_eq!(easter(2024), Some(day("2024-03-31")));
    }
}
