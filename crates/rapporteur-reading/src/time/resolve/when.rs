//! Which stretch of the calendar the words of a date name, seen from where the text stands.

use jiff::ToSpan;
use rapporteur_model::Basis;

use super::named::{day_of, distance, nearest_weekday, within_year};
use crate::time::calendar::{Period, Unit};
use crate::time::grammar::From;
use crate::time::lexicon::Holiday;
use crate::time::meaning::{DateWords, Deictic};
use crate::time::story::{Story, Telling};
use crate::time::tense::Tense;

/// A month that lies so many before the one mentioned last is the next year's: a history goes from
/// December to January, hardly ever back (6 costs half a point on WikiWars, 8 to 11 do alike).
const MONTHS_OF_A_TURN: i8 = 9;

/// News look back more than ahead: a day without a year that lies ahead counts as so many times
/// farther away, or one that lies behind where the words look ahead (calibrated on TBAQ).
const WEIGHT_OF_THE_UNLIKELY: i64 = 2;

/// Until Thursday, "the weekend" without a future cue is the one before.
const LAST_DAY_TO_LOOK_BACK: i8 = 4;

/// A day without a year lies ahead at most so many days where no cue stands around (45 and 60 do
/// worse on TBAQ by 0.1 to 0.2 points, 180 no better).
const DAYS_AHEAD: i32 = 90;

/// The same where the cue is of the past, as in "extended to 20 November" (30 and 45 do worse on TBAQ
/// by 0.1 to 0.2 points; without a limit, a war that began in autumn would lie ahead).
const DAYS_AHEAD_OF_THE_PAST: i32 = 60;

impl Story {
    /// The stretch that the words of a date name.
    pub(super) fn period(&self, words: &DateWords, tense: Tense) -> Option<(Period, Basis)> {
        if let Some(decade) = words.decade {
            return Some((Period::Decade(decade), Basis::Text));
        }
        if let Some(century) = words.century {
            return Some((Period::Century(century), Basis::Text));
        }
        if let (Some(year), Some(Unit::Quarter), None) = (words.year, words.unit, words.quarter) {
            let Some(Period::Quarter(_, quarter)) = self.quarter else {
                return Some((Period::Year(year), Basis::Text));
            };
            return Some((Period::Quarter(year, quarter), Basis::Inferred));
        }
        if let Some(year) = words.year {
            return Some((within_year(words, year)?, Basis::Text));
        }
        if let Some(two) = words.short_year {
            let century = match (words.deictic, self.last.and_then(Period::year)) {
                (Some(_), Some(year)) if year > 0 => year - year % 100,
                _ => 1900,
            };
            return Some((within_year(words, century + two)?, Basis::Text));
        }
        if let Some(Holiday::Once(year, month, day)) = words.holiday {
            return Some((day_of(year, month, day)?, Basis::Text));
        }
        if let Some(deictic) = words.deictic {
            let period = match words.unit {
                Some(Unit::Weekend) if deictic.shift == 0 => self.this_weekend(tense)?,
                Some(unit) => self.deictic_unit(words, deictic, unit)?,
                None => self.deictic_name(words, deictic)?,
            };
            return Some((period, self.basis(deictic.from)));
        }
        let basis = match self.telling {
            Telling::Report => Basis::Metadata,
            Telling::History | Telling::Undated => Basis::Inferred,
        };
        let period = match self.telling {
            Telling::Report => self.in_report(words, tense)?,
            Telling::History => self.in_narrative(words)?,
            Telling::Undated => self.in_undated(words)?,
        };
        let guessed = words.weekday.is_some() && words.month.is_none();
        Some((period, if guessed { Basis::Inferred } else { basis }))
    }

    /// "last week", "this year", "the following month", with what the words place in it.
    fn deictic_unit(&self, words: &DateWords, deictic: Deictic, unit: Unit) -> Option<Period> {
        let unit = if unit == Unit::Fortnight { Unit::Week } else { unit };
        if unit == Unit::Quarter && deictic == (Deictic { shift: 0, from: From::Story }) {
            return self.quarter.or_else(|| self.published?.widened(Unit::Quarter)?.shifted(-1));
        }
        let mut point = self.point(deictic.from, unit)?;
        if deictic.from == From::Story && point.unit() > unit {
            point = self.published.filter(|_| self.telling == Telling::Report)?;
        }
        let stretch = point.widened(unit)?.shifted(deictic.shift)?;
        if let (Some(weekday), Unit::Week) = (words.weekday, unit) {
            let first = stretch.first_day()?;
            return first.checked_add((i32::from(weekday) - 1).days()).ok().map(Period::Day);
        }
        if unit == Unit::Day
            && deictic.shift == -1
            && words.daytime.is_some()
            && deictic.from == From::Near
        {
            return Some(stretch);
        }
        match (unit, stretch.year()) {
            (Unit::Year, Some(year)) => within_year(words, year),
            (Unit::Month, Some(year)) => match words.day {
                Some(day) => day_of(year, stretch.month()?, day),
                None => Some(stretch),
            },
            _ => Some(stretch),
        }
    }

    /// "last May", "next Tuesday", "this morning": the nearest of that name on that side.
    fn deictic_name(&self, words: &DateWords, deictic: Deictic) -> Option<Period> {
        let point = self.point(deictic.from, Unit::Month)?;
        if let Some(weekday) = words.weekday.filter(|_| words.month.is_none()) {
            let day = point.day()?;
            let this_week = Period::holding(day, Unit::Week)?.first_day()?;
            let named = this_week.checked_add((i32::from(weekday) - 1).days()).ok()?;
            let moved = match deictic.shift {
                -1 if named >= day => named.checked_sub(7.days()).ok()?,
                1 if named <= day => named.checked_add(7.days()).ok()?,
                _ => named,
            };
            return Some(Period::Day(moved));
        }
        let year = point.year()?;
        let years = [year - 1, year, year + 1];
        let mut named = years.into_iter().filter_map(|year| within_year(words, year));
        let first = point.first_day()?;
        let last = point.last_day()?;
        match deictic.shift {
            -1 => named.rfind(|period| period.last_day().is_some_and(|end| end < first)),
            1 => named.find(|period| period.first_day().is_some_and(|start| start > last)),
            _ => within_year(words, year),
        }
    }

    /// "This weekend", "the weekend": the one at hand or ahead; early in a week the one before,
    /// unless the words look ahead.
    fn this_weekend(&self, tense: Tense) -> Option<Period> {
        let published = self.published?;
        let weekend = published.widened(Unit::Weekend)?;
        let weekday = published.day()?.weekday().to_monday_one_offset();
        let behind = tense != Tense::Future && weekday <= LAST_DAY_TO_LOOK_BACK;
        weekend.shifted(if behind { -1 } else { 0 })
    }

    /// Words without a year in a report: by its publication date and the tense around.
    fn in_report(&self, words: &DateWords, tense: Tense) -> Option<Period> {
        let published = self.published?;
        if words.unit == Some(Unit::Weekend) {
            return self.this_weekend(tense);
        }
        if let (Some(weekday), None) = (words.weekday, words.month) {
            return nearest_weekday(published.day()?, weekday, tense).map(Period::Day);
        }
        if let (Some(day), None) = (words.day, words.month) {
            let point = self.last.filter(|last| last.month().is_some()).unwrap_or(published);
            return day_of(point.year()?, point.month()?, day);
        }
        if words.name_no_part_of_year() {
            return words.daytime.and(published.day()).map(Period::Day);
        }
        let year = published.year()?;
        let named: Vec<Period> = [year - 1, year, year + 1]
            .into_iter()
            .filter_map(|year| within_year(words, year))
            .collect();
        if let (Some(weekday), Some(_)) = (words.weekday, words.day) {
            let falls = |period: &&Period| {
                period.day().is_some_and(|day| day.weekday().to_monday_one_offset() == weekday)
            };
            if let Some(period) =
                named.iter().filter(falls).min_by_key(|p| distance(**p, published))
            {
                return Some(*period);
            }
        }
        let first = published.first_day()?;
        let last = published.last_day()?;
        let behind =
            named.iter().rev().find(|period| period.first_day().is_some_and(|start| start <= last));
        let ahead = named.iter().find(|period| period.last_day().is_some_and(|end| end >= first));
        let nearest = named.iter().min_by_key(|period| {
            let ahead = period.first_day().is_some_and(|start| start > last);
            let unlikely = ahead != (tense == Tense::Future);
            distance(**period, published) * if unlikely { WEIGHT_OF_THE_UNLIKELY } else { 1 }
        });
        let too_far = |period: &&Period| {
            let most = if tense == Tense::Past { DAYS_AHEAD_OF_THE_PAST } else { DAYS_AHEAD };
            let end = last.checked_add(most.days()).unwrap_or(last);
            period.first_day().is_some_and(|start| start > end)
        };
        match tense {
            Tense::Past | Tense::Open if words.quarter.is_some() || words.half.is_some() => behind,
            Tense::Since => behind,
            Tense::Past if words.day.is_none() => behind,
            Tense::Future if words.day.is_none() => ahead,
            Tense::Past | Tense::Open if nearest.as_ref().is_some_and(too_far) => behind,
            _ => nearest,
        }
        .copied()
    }

    /// Words without a year in a text without a date: by a full date before, or by the weekday
    /// among the years that the text names.
    fn in_undated(&self, words: &DateWords) -> Option<Period> {
        if let (Some(weekday), Some(month), Some(day)) = (words.weekday, words.month, words.day) {
            let falls = |year: &i32| {
                let period = day_of(*year, month, day).and_then(Period::day);
                period.is_some_and(|day| day.weekday().to_monday_one_offset() == weekday)
            };
            let mut years = self.named_years.iter().copied().filter(falls);
            return match (years.next(), years.next()) {
                (Some(year), None) => day_of(year, month, day),
                _ => None,
            };
        }
        self.last.filter(|last| last.month().is_some())?;
        self.in_narrative(words)
    }

    /// Words without a year in a history: by the date before.
    fn in_narrative(&self, words: &DateWords) -> Option<Period> {
        let last = self.last?;
        if words.weekday.is_some() && words.month.is_none() {
            return None;
        }
        if let (Some(day), None) = (words.day, words.month) {
            return day_of(last.year()?, last.month()?, day);
        }
        if words.name_no_part_of_year() {
            return words.daytime.and(last.day()).map(Period::Day);
        }
        let mut year = last.year()?;
        if let (Some(before), Some(month)) = (last.month(), words.month)
            && before - month >= MONTHS_OF_A_TURN
        {
            year += 1;
        }
        within_year(words, year)
    }
}
