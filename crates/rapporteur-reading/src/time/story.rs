//! Where the text stands: how it tells time, when it was published, which date came last.

use std::ops::RangeInclusive;

use rapporteur_model::{Basis, PartialDate};

use super::calendar::{Period, Unit};
use super::grammar::From;
use super::link::Mention;
use super::meaning::{DateWords, Meaning};

/// Fewest dates in past years that make a history (calibrated on TBAQ and WikiWars, where 5 to 7
/// tell the two apart).
const FEWEST_DATES_OF_A_HISTORY: usize = 5;

/// A history has less than one expression in ten that is seen from the day of the report
/// (TBAQ's reports have more than one in eight, WikiWars at most one in fourteen).
const FEWEST_TO_ONE_FROM_TODAY: usize = 10;

/// A text with fewer expressions is no history when a single one is seen from today (the shortest
/// of WikiWars has 28).
const FEWEST_TO_ALLOW_ONE: usize = 25;

/// Years beyond the middle of a history that may still be its subject.
const SLACK_YEARS: i32 = 3;

/// How the text tells time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// A report: words without a year are seen from its publication.
    Report,
    /// A history: they are seen from the date mentioned before.
    History,
    /// A text without a publication date: only what follows a full date is seen from it.
    Undated,
}

/// What is known at a place in the text.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    /// How the text tells time.
    pub(crate) telling: Telling,
    /// The publication date as a stretch of the calendar.
    pub(crate) published: Option<Period>,
    /// The date mentioned last.
    pub(crate) last: Option<Period>,
    /// The quarter mentioned last.
    pub(crate) quarter: Option<Period>,
    /// The years that the text is about.
    pub(crate) covered: RangeInclusive<i32>,
    /// The years that the text names, and those beside them, each once.
    pub(crate) named_years: Vec<i32>,
}

impl Story {
    /// Where a text with these expressions stands before its first word.
    pub(crate) fn new(mentions: &[Mention], published: Option<PartialDate>) -> Self {
        Self {
            telling: telling(mentions, published),
            published: published.and_then(period_of),
            last: None,
            quarter: None,
            covered: covered_years(mentions),
            named_years: named_years(mentions),
        }
    }

    /// Lets a placed date be where the narrative stands.
    pub(crate) fn go_on(&mut self, mention: &Mention, placed: Option<Period>) {
        let Some(period) = placed else { return };
        if period.unit() == Unit::Quarter {
            self.quarter = Some(period);
        }
        let leads = mention.leads || self.telling == Telling::Report || self.last.is_none();
        if leads && period.unit() <= Unit::Year && self.covers(period) {
            self.last = Some(period);
        }
    }

    /// The point that a relative word is seen from, for words of a unit.
    pub(crate) fn point(&self, from: From, unit: Unit) -> Option<Period> {
        match (self.telling, from) {
            (Telling::Report, From::Near) => self.published,
            (Telling::Report, From::Story) => self.last.or(self.published),
            (Telling::History, From::Story) => self.last,
            // "today" in a history is somebody's today: it stands in a quotation.
            (Telling::History, From::Near) => self.last.filter(|_| unit > Unit::Day),
            (Telling::Undated, From::Story) => self.last.filter(|last| last.month().is_some()),
            (Telling::Undated, From::Near) => None,
        }
    }

    pub(crate) fn basis(&self, from: From) -> Basis {
        match (self.telling, from) {
            (Telling::Report, From::Near) => Basis::Metadata,
            _ => Basis::Inferred,
        }
    }

    /// Whether a date lies in the years that a history is about.
    fn covers(&self, period: Period) -> bool {
        self.telling == Telling::Report
            || period.year().is_none_or(|year| self.covered.contains(&year))
    }
}

/// A partial date as a stretch of the calendar.
fn period_of(date: PartialDate) -> Option<Period> {
    let year = i32::from(date.of_year());
    Some(match (date.as_day(), date.of_month()) {
        (Some(day), _) => Period::Day(day),
        (None, Some(month)) => Period::Month(year, month),
        (None, None) => Period::Year(year),
    })
}

/// A text tells a history when it gives many dates with years before its publication and hardly
/// anything in it is seen from the day of the report.
fn telling(mentions: &[Mention], published: Option<PartialDate>) -> Telling {
    let this_year = published.map_or(i32::MAX, |date| i32::from(date.of_year()));
    let mut past_years = 0;
    let mut from_today = 0;
    for mention in mentions {
        match &mention.meaning {
            Meaning::Date(words) => {
                past_years += usize::from(words.year.is_some_and(|year| year < this_year));
                from_today += usize::from(words.year.is_none() && is_from_today(words));
            }
            Meaning::Away { from: From::Near, .. } => from_today += 1,
            _ => {}
        }
    }
    let history = past_years >= FEWEST_DATES_OF_A_HISTORY
        && from_today * FEWEST_TO_ONE_FROM_TODAY <= mentions.len()
        && (from_today == 0 || mentions.len() >= FEWEST_TO_ALLOW_ONE)
        && begins_with_a_year(mentions);
    match published {
        _ if history => Telling::History,
        Some(_) => Telling::Report,
        None => Telling::Undated,
    }
}

/// A history gives a year before it leaves it out; a report begins with its dateline.
fn begins_with_a_year(mentions: &[Mention]) -> bool {
    let first = mentions.iter().find_map(|mention| match &mention.meaning {
        Meaning::Date(words) if words.month.is_some() || words.year.is_some() => Some(words),
        _ => None,
    });
    first.is_none_or(|words| !words.lacks_year())
}

fn is_from_today(words: &DateWords) -> bool {
    let weekday = words.weekday.is_some() && words.month.is_none();
    weekday || words.deictic.is_some_and(|deictic| deictic.from == From::Near)
}

/// The years that dates of the text name, and those beside them, each once.
fn named_years(mentions: &[Mention]) -> Vec<i32> {
    let year = |mention: &Mention| match &mention.meaning {
        Meaning::Date(words) => words.year,
        _ => None,
    };
    let mut years: Vec<i32> =
        mentions.iter().filter_map(year).flat_map(|year| [year - 1, year, year + 1]).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// The years that a text is about: those of the middle eight tenths of its dates with month and
/// year, and some around. A history that looks back or ahead for a sentence goes on in its years.
fn covered_years(mentions: &[Mention]) -> RangeInclusive<i32> {
    let full = |mention: &Mention| match &mention.meaning {
        Meaning::Date(words) => words.year.filter(|_| words.month.is_some()),
        _ => None,
    };
    let mut years: Vec<i32> = mentions.iter().filter_map(full).collect();
    if years.len() < FEWEST_DATES_OF_A_HISTORY {
        return i32::MIN..=i32::MAX;
    }
    years.sort_unstable();
    let tenth = years.len() / 10;
    years[tenth] - SLACK_YEARS..=years[years.len() - 1 - tenth] + SLACK_YEARS
}
