//! Names within a year: months, days, seasons, holidays, weekdays.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::time::calendar::{Period, Unit, easter};
use crate::time::lexicon::Holiday;
use crate::time::meaning::DateWords;
use crate::time::tense::Tense;

/// What the words name within a year: a day, a month, a season …, or the year itself.
pub(super) fn within_year(words: &DateWords, year: i32) -> Option<Period> {
    if let Some(holiday) = words.holiday {
        return holiday_in(holiday, year, words.unit);
    }
    if let Some(month) = words.month {
        let Some(day) = words.day else { return Some(Period::Month(year, month)) };
        let day = day_of(year, month, day)?;
        return match words.unit {
            Some(Unit::Week) => day.widened(Unit::Week),
            _ => Some(day),
        };
    }
    if let Some(season) = words.season {
        return Some(Period::Season(year, season));
    }
    if let Some(quarter) = words.quarter {
        return Some(Period::Quarter(year, quarter));
    }
    if let Some(half) = words.half {
        return Some(Period::Half(year, half));
    }
    Some(Period::Year(year))
}

/// A day, where the calendar has it.
pub(super) fn day_of(year: i32, month: i8, day: i8) -> Option<Period> {
    if year < 0 {
        return Some(Period::AncientDay(year, month, day));
    }
    Date::new(i16::try_from(year).ok()?, month, day).ok().map(Period::Day)
}

/// The weekday on or before the day; on or after it where the words look ahead.
pub(super) fn nearest_weekday(day: Date, weekday: i8, tense: Tense) -> Option<Date> {
    let today = day.weekday().to_monday_one_offset();
    let back = (today - weekday).rem_euclid(7);
    if tense == Tense::Future {
        return day.checked_add(i32::from((7 - back) % 7).days()).ok();
    }
    day.checked_sub(i32::from(back).days()).ok()
}

/// Days between the middles of two stretches, doubled.
pub(super) fn distance(one: Period, other: Period) -> i64 {
    let middle = |period: Period| -> Option<i64> {
        let (first, last) = (period.first_day()?, period.last_day()?);
        let day = |date: Date| i64::from((date - Date::constant(1, 1, 1)).get_days());
        Some(day(first) + day(last))
    };
    match (middle(one), middle(other)) {
        (Some(one), Some(other)) => (one - other).abs(),
        _ => i64::MAX,
    }
}

fn holiday_in(holiday: Holiday, year: i32, unit: Option<Unit>) -> Option<Period> {
    let day = match holiday {
        Holiday::Fixed(month, day) | Holiday::Once(_, month, day) => {
            Date::new(i16::try_from(year).ok()?, month, day).ok()?
        }
        Holiday::Easter(days) => easter(year)?.checked_add(days.days()).ok()?,
        Holiday::NthWeekday(month, weekday, nth) => {
            let first = Date::new(i16::try_from(year).ok()?, month, 1).ok()?;
            let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
            first.nth_weekday_of_month(nth, weekday).ok()?
        }
    };
    match unit {
        Some(Unit::Week) => Period::holding(day, Unit::Week),
        _ => Some(Period::Day(day)),
    }
}
