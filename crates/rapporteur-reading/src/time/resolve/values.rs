//! TIMEX3 values beyond the calendar's own, and the days of parts and lengths.

use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_model::{PartialDate, TimeSpan};

use crate::time::calendar::{Period, Unit};
use crate::time::lexicon::{Amount, Daytime, Part};
use crate::time::meaning::{DateWords, Recurrence};

/// The TIMEX3 value of a length of time.
pub(super) fn duration_value(amount: Amount, unit: Unit) -> String {
    let (times, letter, clock) = match unit {
        Unit::Second => (1.0, "S", true),
        Unit::Minute => (1.0, "M", true),
        Unit::Hour => (1.0, "H", true),
        Unit::Day => (1.0, "D", false),
        Unit::Weekend => (2.0, "D", false),
        Unit::Week => (1.0, "W", false),
        Unit::Fortnight => (2.0, "W", false),
        Unit::Month => (1.0, "M", false),
        Unit::Quarter => (1.0, "Q", false),
        Unit::Season => (3.0, "M", false),
        Unit::Half => (6.0, "M", false),
        Unit::Year => (1.0, "Y", false),
        Unit::Decade => (10.0, "Y", false),
        Unit::Century => (100.0, "Y", false),
    };
    let clock = if clock { "T" } else { "" };
    match (amount, unit) {
        (Amount::Exact(number), Unit::Hour) if number.fract() == 0.5 => {
            format!("PT{}H30M", number.trunc())
        }
        (Amount::Exact(number), Unit::Minute) if number.fract() == 0.5 => {
            format!("PT{}M30S", number.trunc())
        }
        (Amount::Exact(number), Unit::Year) if number.fract() == 0.5 => {
            format!("P{}Y6M", number.trunc())
        }
        (Amount::Exact(number), _) => format!("P{clock}{}{letter}", number * times),
        (Amount::Untold, _) => format!("P{clock}X{letter}"),
    }
}

/// The value of a recurrence.
pub(super) fn set_value(recurrence: Recurrence) -> String {
    match recurrence {
        Recurrence::Every(amount, unit) => duration_value(amount, unit),
        Recurrence::Weekday(day, time) => {
            format!("XXXX-WXX-{day}{}", time.map(Daytime::value).unwrap_or_default())
        }
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Season(season) => Period::Season(0, season).value().replacen("0000", "XXXX", 1),
        Recurrence::Daytime(time) => format!("XXXX-XX-XX{}", time.value()),
    }
}

/// The value of a date that has no place, as far as its words tell.
pub(super) fn open_value(words: &DateWords) -> String {
    let daytime = words.daytime.map(Daytime::value).unwrap_or_default();
    match (words.month, words.day, words.weekday, words.season) {
        (Some(month), Some(day), ..) => format!("XXXX-{month:02}-{day:02}{daytime}"),
        (Some(month), None, ..) => format!("XXXX-{month:02}"),
        (_, _, Some(weekday), _) => format!("XXXX-WXX-{weekday}{daytime}"),
        (_, _, _, Some(season)) => Period::Season(0, season).value().replacen("0000", "XXXX", 1),
        _ if words.quarter.is_some() => {
            format!("XXXX-Q{}", words.quarter.unwrap_or_default())
        }
        _ if words.holiday.is_some() || words.daytime.is_some() => format!("XXXX-XX-XX{daytime}"),
        _ => unknown(words.unit.unwrap_or(Unit::Day)).to_owned(),
    }
}

/// The value of a stretch of a unit of which nothing is known.
pub(super) const fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Season | Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

/// The part of a stretch as days or months: thirds for early, middle and late.
pub(super) fn narrowed(period: Period, part: Part) -> Option<TimeSpan> {
    let whole = period.span()?;
    let days = |from: i8, to: i8| {
        let first = period.first_day()?;
        let last = period.last_day()?;
        let day = |day: i8| Date::new(first.year(), first.month(), day.min(last.day())).ok();
        Some(TimeSpan { start: PartialDate::day(day(from)?)?, end: PartialDate::day(day(to)?)? })
    };
    let months = |from: i8, to: i8| {
        let year = i16::try_from(period.year()?).ok()?;
        Some(TimeSpan {
            start: PartialDate::month(year, from)?,
            end: PartialDate::month(year, to)?,
        })
    };
    let narrowed = match (period, part) {
        (_, Part::Within) => Some(whole),
        (Period::Month(..), Part::Early | Part::Start) => days(1, 10),
        (Period::Month(..), Part::Middle) => days(11, 20),
        (Period::Month(..), Part::Late | Part::End) => days(21, 31),
        (Period::Year(_), Part::Early | Part::Start) => months(1, 4),
        (Period::Year(_), Part::Middle) => months(5, 8),
        (Period::Year(_), Part::Late | Part::End) => months(9, 12),
        _ => Some(whole),
    };
    narrowed.or(Some(whole))
}

/// The days from a point back or ahead over a length of time.
pub(super) fn reaching(day: Date, number: f64, unit: Unit, shift: i32) -> Option<TimeSpan> {
    let (number, unit) = whole_units(number, unit);
    let number = number.min(10_000);
    let length = match unit {
        Unit::Day => (number - 1).max(0).days(),
        Unit::Week => number.weeks(),
        Unit::Month => number.months(),
        Unit::Quarter => (number * 3).months(),
        Unit::Year => number.years(),
        Unit::Decade => number.min(900).checked_mul(10)?.years(),
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        _ => return None,
    };
    let (start, end) = match shift {
        -1 => (day.checked_sub(length).ok()?, day),
        1 => (day, day.checked_add(length).ok()?),
        _ => return None,
    };
    Some(TimeSpan { start: PartialDate::day(start)?, end: PartialDate::day(end)? })
}

/// "a year and a half" as 18 months, "a fortnight" as two weeks.
pub(super) fn whole_units(number: f64, unit: Unit) -> (i32, Unit) {
    let (number, unit) = match unit {
        Unit::Fortnight => (number * 2.0, Unit::Week),
        Unit::Year if number.fract() != 0.0 => (number * 12.0, Unit::Month),
        Unit::Month if number.fract() != 0.0 => (number * 30.0, Unit::Day),
        Unit::Week if number.fract() != 0.0 => (number * 7.0, Unit::Day),
        _ => (number, unit),
    };
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    (number.round() as i32, unit)
}
