//! Placing a meaning in the calendar: from the publication date, or from where the narrative
//! stands. What cannot be decided stays open.

mod named;
mod values;
mod when;

use rapporteur_model::{Basis, TimeSpan};

use super::TimexType;
use super::calendar::{Period, Unit};
use super::grammar::From;
use super::lexicon::Amount;
use super::meaning::{DateWords, Deictic, Meaning};
use super::story::{Story, Telling};
use super::tense::Tense;
use values::{duration_value, narrowed, open_value, reaching, set_value, unknown, whole_units};

/// A meaning that has its place.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) kind: TimexType,
    pub(crate) value: String,
    pub(crate) interval: Option<TimeSpan>,
    pub(crate) basis: Basis,
    /// The stretch, for the story to go on from.
    pub(crate) period: Option<Period>,
}

impl Story {
    /// Places a meaning, given what the words around say about its side.
    pub(crate) fn place(&self, meaning: &Meaning, tense: Tense) -> Placed {
        match meaning {
            Meaning::Date(words) => self.date(words, tense),
            Meaning::Away { amount, unit, direction, from } => {
                self.away(*amount, *unit, *direction, *from)
            }
            Meaning::Duration { amount, unit, place } => self.duration(*amount, *unit, *place),
            Meaning::Set(recurrence) => unplaced(TimexType::Set, set_value(*recurrence)),
            Meaning::Fixed { value, kind } => unplaced(*kind, (*value).to_owned()),
            Meaning::YearAgo => self.year_ago(),
        }
    }

    fn date(&self, words: &DateWords, tense: Tense) -> Placed {
        let (period, basis) = match self.period(words, tense) {
            Some((period, basis)) => (Some(period), basis),
            None => (None, Basis::Inferred),
        };
        let kind = if words.daytime.is_some() { TimexType::Time } else { TimexType::Date };
        let Some(period) = period else {
            return unplaced(kind, open_value(words));
        };
        let mut value = period.value();
        if let Some(daytime) = words.daytime.filter(|_| period.unit() == Unit::Day) {
            value.push_str(&daytime.value());
        }
        let interval = match words.part {
            Some(part) => narrowed(period, part),
            None => period.span(),
        };
        Placed { kind, value, interval, basis, period: Some(period) }
    }

    fn away(&self, amount: Amount, unit: Unit, direction: i32, from: From) -> Placed {
        let untold = if direction < 0 { "PAST_REF" } else { "FUTURE_REF" };
        let Amount::Exact(number) = amount else {
            return unplaced(TimexType::Date, untold.to_owned());
        };
        let (number, unit) = whole_units(number, unit);
        let open = || unplaced(TimexType::Date, unknown(unit).to_owned());
        let mut point = self.point(from, unit);
        if from == From::Near && self.telling != Telling::Report {
            point = None;
        }
        if point.is_some_and(|point| point.unit() > unit) && self.telling == Telling::Report {
            point = self.published;
        }
        let moved = point
            .and_then(|point| point.widened(unit))
            .and_then(|period| period.shifted(number.saturating_mul(direction)));
        let Some(period) = moved else { return open() };
        if unit < Unit::Day {
            let Some(day) = point.and_then(Period::day).map(Period::Day) else { return open() };
            return Placed {
                kind: TimexType::Time,
                value: format!("{}TXX", day.value()),
                interval: day.span(),
                basis: self.basis(from),
                period: None,
            };
        }
        Placed {
            kind: TimexType::Date,
            value: period.value(),
            interval: period.span(),
            basis: self.basis(from),
            period: Some(period),
        }
    }

    fn duration(&self, amount: Amount, unit: Unit, place: Option<Deictic>) -> Placed {
        let interval = match (amount, place) {
            (Amount::Exact(number), Some(deictic)) => {
                let day = self.point(deictic.from, Unit::Day).and_then(Period::day);
                day.and_then(|day| reaching(day, number, unit, deictic.shift))
            }
            _ => None,
        };
        let value = duration_value(amount, unit);
        let basis = place.map_or(Basis::Text, |deictic| self.basis(deictic.from));
        Placed { kind: TimexType::Duration, value, interval, basis, period: None }
    }

    fn year_ago(&self) -> Placed {
        let period = match (self.quarter, self.point(From::Near, Unit::Year)) {
            (Some(Period::Quarter(year, quarter)), _) => Some(Period::Quarter(year - 1, quarter)),
            (_, point) => {
                point.and_then(|point| point.widened(Unit::Year)).and_then(|year| year.shifted(-1))
            }
        };
        match period {
            Some(period) => Placed {
                kind: TimexType::Date,
                value: period.value(),
                interval: period.span(),
                basis: Basis::Inferred,
                period: None,
            },
            None => unplaced(TimexType::Date, unknown(Unit::Year).to_owned()),
        }
    }
}

fn unplaced(kind: TimexType, value: String) -> Placed {
    Placed { kind, value, interval: None, basis: Basis::Text, period: None }
}
