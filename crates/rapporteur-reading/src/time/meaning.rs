//! From matched words to a meaning that waits to be resolved.

use super::calendar::{Season, Unit};
use super::grammar::{Found, From, Means};
use super::lexicon::{Amount, Class, Daytime, Holiday, Part, Slot, daytime_of};
use super::{Precision, TimexType};

/// What an expression means before it is placed in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// A stretch of the calendar.
    Date(DateWords),
    /// So many units before (negative) or after a point.
    Away { amount: Amount, unit: Unit, direction: i32, from: From },
    /// A length of time, and the deictic that places it, if any.
    Duration { amount: Amount, unit: Unit, place: Option<Deictic> },
    /// A recurrence.
    Set(Recurrence),
    /// A fixed value.
    Fixed { value: &'static str, kind: TimexType },
    /// The same period a year before.
    YearAgo,
}

/// "last", "this", "the following": how many steps from which point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deictic {
    /// Steps; negative is before.
    pub(crate) shift: i32,
    /// The point.
    pub(crate) from: From,
}

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Recurrence {
    /// Every so many units.
    Every(Amount, Unit),
    /// Every weekday, 1 to 7, and the time of day.
    Weekday(i32, Option<Daytime>),
    /// Every month of that name.
    Month(i32),
    /// Every season of that name.
    Season(Season),
    /// Every such part of the day.
    Daytime(Daytime),
}

/// What the words of a date say, each where they say it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DateWords {
    /// Year; before our era negative.
    pub(crate) year: Option<i32>,
    /// Two last digits of a year.
    pub(crate) short_year: Option<i32>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) weekday: Option<i8>,
    pub(crate) season: Option<Season>,
    pub(crate) quarter: Option<i8>,
    pub(crate) half: Option<i8>,
    pub(crate) decade: Option<i32>,
    pub(crate) century: Option<i32>,
    pub(crate) holiday: Option<Holiday>,
    pub(crate) part: Option<Part>,
    pub(crate) daytime: Option<Daytime>,
    pub(crate) deictic: Option<Deictic>,
    pub(crate) unit: Option<Unit>,
    pub(crate) rough: bool,
    pub(crate) before_our_era: bool,
}

impl DateWords {
    /// Whether the words name no part of a year: no month, holiday, season, quarter or half.
    pub(crate) fn name_no_part_of_year(&self) -> bool {
        self.month.is_none()
            && self.holiday.is_none()
            && self.season.is_none()
            && self.quarter.is_none()
            && self.half.is_none()
    }

    /// Whether nothing in the words fixes a year.
    pub(crate) fn lacks_year(&self) -> bool {
        self.year.is_none()
            && self.short_year.is_none()
            && self.deictic.is_none()
            && self.decade.is_none()
            && self.century.is_none()
    }
}

/// The meaning of what a rule matched; `None` where the numbers make no date.
pub(crate) fn meaning(found: &Found<'static>, shape: &Shape) -> Option<Meaning> {
    let rule = found.rule;
    match rule.means {
        Means::Date => Some(Meaning::Date(date_words(found)?)),
        Means::Iso => {
            let mut numbers = found.slots.iter().filter_map(|(_, slot)| number(*slot));
            let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
            Some(Meaning::Date(civil(year, month, day)?))
        }
        Means::Slashes => slashed(found),
        Means::Ago => {
            let (amount, unit) = amount_and_unit(found)?;
            let amount = halved(amount, *shape);
            let direction = rule.shift.unwrap_or(-1);
            let from = rule.from.unwrap_or(From::Near);
            Some(Meaning::Away { amount, unit, direction, from })
        }
        Means::Duration => {
            let (amount, unit) = amount_and_unit(found)?;
            let amount = halved(amount, *shape);
            Some(Meaning::Duration { amount, unit, place: deictic(found) })
        }
        Means::Set => recurrence(found).map(Meaning::Set),
        Means::Fixed => Some(Meaning::Fixed { value: rule.value_of.as_deref()?, kind: rule.kind? }),
        Means::YearAgo => Some(Meaning::YearAgo),
        Means::Nothing => None,
    }
}

/// What the literal words of a match add: "half an hour", "a year and a half".
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shape {
    /// "… and a half".
    pub(crate) half: bool,
    /// "half a …".
    pub(crate) half_alone: bool,
}

/// How exactly an expression is worded.
pub(crate) fn precision(found: &Found<'_>, meaning: &Meaning) -> Precision {
    let rough = found.slots.iter().any(|(class, _)| *class == Class::Approximation);
    match meaning {
        Meaning::Fixed { .. }
        | Meaning::Away { amount: Amount::Untold, .. }
        | Meaning::Duration { amount: Amount::Untold, .. } => Precision::Vague,
        Meaning::Date(words) if words.part.is_some() => Precision::Approximate,
        _ if rough => Precision::Approximate,
        _ => Precision::Exact,
    }
}

fn number(slot: Slot) -> Option<i32> {
    match slot {
        Slot::Number(number) => Some(number),
        Slot::Amount(Amount::Exact(number)) => whole(number),
        _ => None,
    }
}

/// A whole number of at most four digits.
fn whole(number: f64) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small and whole")]
    (number.fract() == 0.0 && (0.0..10_000.0).contains(&number)).then_some(number as i32)
}

fn small(number: i32) -> Option<i8> {
    i8::try_from(number).ok()
}

fn civil(year: i32, month: i32, day: i32) -> Option<DateWords> {
    let (month, day) = (small(month)?, small(day)?);
    jiff::civil::Date::new(i16::try_from(year).ok()?, month, day).ok()?;
    Some(DateWords { year: Some(year), month: Some(month), day: Some(day), ..DateWords::default() })
}

/// "25/03/2021": the order is known only where one of the numbers can be no month, or both agree.
fn slashed(found: &Found<'_>) -> Option<Meaning> {
    let mut numbers = found.slots.iter().filter_map(|(_, slot)| number(*slot));
    let (first, second, year) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if year < 1000 {
        return None;
    }
    let words = match (civil(year, second, first), civil(year, first, second)) {
        (Some(one), Some(other)) if one == other => one,
        (Some(_), Some(_)) => DateWords { year: Some(year), rough: true, ..DateWords::default() },
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some(Meaning::Date(words))
}

fn date_words(found: &Found<'static>) -> Option<DateWords> {
    let rule = found.rule;
    let mut words = DateWords {
        unit: rule.unit,
        deictic: deictic(found),
        daytime: rule.daypart.as_deref().and_then(daytime_of),
        half: rule.number.filter(|_| rule.unit == Some(Unit::Half)).and_then(small),
        ..DateWords::default()
    };
    let mut era = rule.number.filter(|_| rule.unit == Some(Unit::Year)).unwrap_or(0);
    let mut count = None;
    for (class, slot) in &found.slots {
        match (class, *slot) {
            (Class::Month | Class::PlainMonth, Slot::Number(month)) => words.month = small(month),
            (Class::Day, Slot::Number(day)) if rule.unit == Some(Unit::Quarter) => {
                words.quarter = small(day).filter(|quarter| (1..=4).contains(quarter));
                words.quarter?;
            }
            (Class::Day | Class::Nth, Slot::Number(day)) => words.day = small(day),
            (Class::Year, Slot::Number(year)) => words.year = Some(year),
            (Class::Two, Slot::Number(two)) => words.short_year = Some(two),
            (Class::Number, slot) => count = number(slot),
            (Class::Era, Slot::Number(sign)) => era = sign,
            (Class::Weekday, Slot::Number(weekday)) => words.weekday = small(weekday),
            (Class::Season | Class::PlainSeason, Slot::Number(season)) => {
                words.season = Season::of_number(season);
            }
            (Class::Ordinal, Slot::Number(nth)) => match rule.unit {
                Some(Unit::Quarter) => {
                    words.quarter = small(nth).filter(|quarter| (1..=4).contains(quarter));
                    words.quarter?;
                }
                Some(Unit::Century) => words.century = Some(nth),
                _ => {}
            },
            (Class::Decade, Slot::Number(decade)) => words.decade = Some(decade),
            (Class::Holiday, Slot::Holiday(holiday)) => words.holiday = Some(holiday),
            (Class::Part, Slot::Part(part)) => words.part = Some(part),
            (Class::Daypart | Class::Clock, Slot::Daytime(time))
                if !matches!(words.daytime, Some(Daytime::Clock(..))) =>
            {
                words.daytime = Some(time);
            }
            (Class::OneUnit, Slot::Unit(unit)) => words.unit = Some(unit),
            (Class::Approximation, _) => words.rough = true,
            _ => {}
        }
    }
    if words.year.is_none() && (era != 0 || rule.unit == Some(Unit::Year)) {
        words.year = count;
    }
    words.before_our_era = era < 0;
    if words.before_our_era {
        words.year = words.year.map(|year| -year);
        words.decade = words.decade.map(|decade| -decade);
        words.century = words.century.map(|century| -century);
    } else {
        words.century = words.century.map(|century| century - 1);
    }
    Some(words)
}

fn deictic(found: &Found<'_>) -> Option<Deictic> {
    let written = found.slots.iter().find_map(|(class, slot)| match (class, slot) {
        (Class::Near, Slot::Number(shift)) => Some(Deictic { shift: *shift, from: From::Near }),
        (Class::Story, Slot::Number(shift)) => Some(Deictic { shift: *shift, from: From::Story }),
        _ => None,
    });
    let implied = || {
        let from = found.rule.from.unwrap_or(From::Near);
        found.rule.shift.map(|shift| Deictic { shift, from })
    };
    written.or_else(implied)
}

fn amount_and_unit(found: &Found<'_>) -> Option<(Amount, Unit)> {
    let rule = found.rule;
    let amount = found.slots.iter().find_map(|(_, slot)| match slot {
        Slot::Amount(amount) => Some(*amount),
        _ => None,
    });
    let unit = found.slots.iter().find_map(|(_, slot)| match slot {
        Slot::Unit(unit) => Some(*unit),
        _ => None,
    });
    let implied = if rule.untold {
        Amount::Untold
    } else {
        Amount::Exact(f64::from(rule.amount.unwrap_or(1)))
    };
    Some((amount.unwrap_or(implied), unit.or(rule.unit)?))
}

fn halved(amount: Amount, shape: Shape) -> Amount {
    match (shape.half, shape.half_alone) {
        (_, true) => Amount::Exact(0.5),
        (true, _) => plus_half(amount),
        _ => amount,
    }
}

fn plus_half(amount: Amount) -> Amount {
    match amount {
        Amount::Exact(number) if number.fract() == 0.0 => Amount::Exact(number + 0.5),
        other => other,
    }
}

fn recurrence(found: &Found<'_>) -> Option<Recurrence> {
    let daytime = found.slots.iter().find_map(|(_, slot)| match slot {
        Slot::Daytime(time) => Some(*time),
        _ => None,
    });
    for (class, slot) in &found.slots {
        match (class, *slot) {
            (Class::Weekday, Slot::Number(day)) => return Some(Recurrence::Weekday(day, daytime)),
            (Class::Month | Class::PlainMonth, Slot::Number(month)) => {
                return Some(Recurrence::Month(month));
            }
            (Class::Season | Class::PlainSeason, Slot::Number(season)) => {
                return Season::of_number(season).map(Recurrence::Season);
            }
            _ => {}
        }
    }
    if let Some((amount, unit)) = amount_and_unit(found) {
        return Some(Recurrence::Every(amount, unit));
    }
    daytime.map(Recurrence::Daytime)
}
