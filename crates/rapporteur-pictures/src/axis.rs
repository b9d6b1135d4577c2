//! Dates and numbers along a line, with labels that never overlap.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rapporteur_model::{PartialDate, TimeSpan};

use crate::phrases::phrase;
use crate::svg::{Element, line, words};
use crate::text::{grouped, width};

/// Size of the labels on an axis, in CSS pixels.
pub(crate) const LABEL: f64 = 11.0;

/// Room between two labels.
const APART: f64 = 10.0;

/// More ticks than this are clutter on any screen.
const MOST_TICKS: f64 = 24.0;

/// Days since the year 0.
pub(crate) fn day_number(date: Date) -> f64 {
    date.duration_since(Date::ZERO).as_secs_f64() / 86_400.0
}

/// The day after, or the same at the end of time.
pub(crate) fn next_day(date: Date) -> Date {
    date.checked_add(1.day()).unwrap_or(date)
}

/// The short name of a month, 1 to 12.
pub(crate) fn month_name(month: i8) -> &'static str {
    let at = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
    phrase("word.months").split('|').nth(at).unwrap_or_default()
}

/// A date as it is read: `4 Jul 2024`, `Jul 2024`, `2024`.
pub(crate) fn spoken(date: PartialDate) -> String {
    match (date.of_month(), date.as_day()) {
        (Some(month), Some(day)) => {
            format!("{} {} {}", day.day(), month_name(month), date.of_year())
        }
        (Some(month), None) => format!("{} {}", month_name(month), date.of_year()),
        (None, _) => date.of_year().to_string(),
    }
}

/// A span as it is read.
pub(crate) fn spoken_span(time: TimeSpan) -> String {
    if time.start == time.end {
        spoken(time.start)
    } else {
        format!("{} – {}", spoken(time.start), spoken(time.end))
    }
}

/// First and last day of a span.
pub(crate) fn days(time: TimeSpan) -> (Date, Date) {
    let (first, last) = (time.start.first_day(), time.end.last_day());
    (first, last.max(first))
}

/// A stretch of days laid out between two places.
#[derive(Clone, Debug)]
pub(crate) struct TimeAxis {
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// A place on an axis with what it is called.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: f64,
    pub(crate) label: String,
    /// The year, under the first tick in it.
    pub(crate) year: Option<String>,
}

/// What a tick counts.
#[derive(Clone, Copy, Debug)]
enum Step {
    Days(i32),
    Months(i32),
    Years(i32),
}

const STEPS: &[Step] = &[
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(500),
    Step::Years(1000),
];

impl TimeAxis {
    /// From the first to the last of the days, with at least a week to be seen.
    pub(crate) fn new(from: Date, to: Date, left: f64, right: f64) -> Self {
        let (mut from, mut to) = (from.min(to), to.max(from));
        while day_number(to) - day_number(from) < 6.0 {
            let before = (from, to);
            from = from.checked_sub(1.day()).unwrap_or(from);
            to = next_day(to);
            if before == (from, to) {
                break;
            }
        }
        Self { from, to, left, right }
    }

    /// Whether any of the days of a span is on it.
    pub(crate) fn shows(&self, time: TimeSpan) -> bool {
        let (first, last) = days(time);
        last >= self.from && first <= self.to
    }

    /// Where a day begins.
    pub(crate) fn x(&self, date: Date) -> f64 {
        let from = day_number(self.from);
        let length = (day_number(self.to) + 1.0 - from).max(1.0);
        self.left + (day_number(date) - from) / length * (self.right - self.left)
    }

    /// Where a day ends.
    pub(crate) fn after(&self, date: Date) -> f64 {
        let day =
            (self.right - self.left) / (day_number(self.to) + 1.0 - day_number(self.from)).max(1.0);
        self.x(date) + day
    }

    /// The finest ticks whose labels stand clear of each other.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        STEPS.iter().find_map(|&step| self.ticks_by(step)).unwrap_or_default()
    }

    fn ticks_by(&self, step: Step) -> Option<Vec<Tick>> {
        let length = day_number(self.to) + 1.0 - day_number(self.from);
        let days = match step {
            Step::Days(count) => f64::from(count),
            Step::Months(count) => f64::from(count) * 30.4,
            Step::Years(count) => f64::from(count) * 365.25,
        };
        if length / days > MOST_TICKS {
            return None;
        }
        let mut ticks: Vec<Tick> = Vec::new();
        let mut last_year = None;
        let mut date = first_tick(self.from, step)?;
        while date <= self.to {
            let (label, year) = match step {
                Step::Days(_) => (format!("{} {}", date.day(), month_name(date.month())), true),
                Step::Months(_) => (month_name(date.month()).to_owned(), true),
                Step::Years(_) => (date.year().to_string(), false),
            };
            let at = self.x(date);
            let new_year = year && last_year != Some(date.year());
            if at + 4.0 + width(&label, LABEL) <= self.right + 1.0 {
                last_year = Some(date.year());
                let year = new_year.then(|| date.year().to_string());
                ticks.push(Tick { at, label, year });
            }
            let Some(next) = following(date, step) else { break };
            date = next;
        }
        let clear = ticks.windows(2).all(|pair| {
            let [one, next] = pair else { return true };
            one.at + width(&one.label, LABEL) + APART <= next.at
        });
        if !clear || ticks.is_empty() {
            return None;
        }
        drop_crowded_years(&mut ticks);
        Some(ticks)
    }

    /// The grid with its labels: those above `top`, lines from there to `bottom`.
    pub(crate) fn draw(&self, top: f64, bottom: f64) -> Vec<Element> {
        let mut drawn = Vec::new();
        for tick in self.ticks() {
            let class = if tick.year.is_some() { "p-grid p-grid-year" } else { "p-grid" };
            drawn.push(line((tick.at, top - 12.0), (tick.at, bottom), class));
            drawn.push(words((tick.at + 4.0, top - 4.0), &tick.label, "p-axis"));
            if let Some(year) = tick.year {
                drawn.push(words((tick.at + 4.0, top - 18.0), &year, "p-axis p-strong"));
            }
        }
        drawn
    }
}

/// A year's label that would run into the next is left out: the next one is the fuller year.
fn drop_crowded_years(ticks: &mut [Tick]) {
    let mut next: Option<f64> = None;
    for tick in ticks.iter_mut().rev() {
        let Some(year) = &tick.year else { continue };
        if next.is_some_and(|next| tick.at + width(year, LABEL) + APART > next) {
            tick.year = None;
        } else {
            next = Some(tick.at);
        }
    }
}

fn first_tick(from: Date, step: Step) -> Option<Date> {
    let date = match step {
        Step::Days(count) if count % 7 == 0 => {
            let past = i32::from(from.weekday().to_monday_zero_offset());
            from.checked_add(((7 - past) % 7).days()).ok()?
        }
        Step::Days(_) => from,
        Step::Months(count) => {
            let mut date = from.first_of_month();
            while date < from || (i32::from(date.month()) - 1) % count != 0 {
                date = date.checked_add(1.month()).ok()?;
            }
            date
        }
        Step::Years(count) => {
            let mut date = from.first_of_year();
            while date < from || i32::from(date.year()) % count != 0 {
                date = date.checked_add(1.year()).ok()?;
            }
            date
        }
    };
    Some(date)
}

fn following(date: Date, step: Step) -> Option<Date> {
    match step {
        Step::Days(count) => date.checked_add(count.days()),
        Step::Months(count) => date.checked_add(count.months()),
        Step::Years(count) => date.checked_add(count.years()),
    }
    .ok()
}

/// The stretch that holds nearly everything, when a few far-off dates would press the rest
/// together; else the whole. `days` are first and last days, in any order.
///
/// Calibrated by eye on the sample and the seeds, where reports recall events decades back.
pub(crate) fn focus(days: &[(Date, Date)]) -> Option<(Date, Date)> {
    /// At most this share of the entries may be left aside at one end.
    const ASIDE: f64 = 0.15;
    /// A gap is a break when it takes more than this share of what it is part of.
    const BREAK: f64 = 0.3;
    let mut firsts: Vec<Date> = days.iter().map(|(first, _)| *first).collect();
    let mut lasts: Vec<Date> = days.iter().map(|(_, last)| *last).collect();
    firsts.sort_unstable();
    lasts.sort_unstable();
    let mut from = *firsts.first()?;
    let mut to = *lasts.last()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count"
    )]
    let aside = (days.len() as f64 * ASIDE) as usize;
    for at in 0..aside {
        let (Some(&this), Some(&next)) = (firsts.get(at), firsts.get(at + 1)) else { break };
        if day_number(next) - day_number(this) > BREAK * (day_number(to) - day_number(this)) {
            from = next;
        }
    }
    lasts.reverse();
    for at in 0..aside {
        let (Some(&this), Some(&next)) = (lasts.get(at), lasts.get(at + 1)) else { break };
        if next >= from
            && day_number(this) - day_number(next) > BREAK * (day_number(this) - day_number(from))
        {
            to = next;
        }
    }
    Some((from, to.max(from)))
}

/// Numbers laid out between two places.
#[derive(Clone, Debug)]
pub(crate) struct ValueAxis {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Where `low` is, and where `high`.
    pub(crate) start: f64,
    pub(crate) end: f64,
    step: f64,
}

impl ValueAxis {
    /// Over all the values and, unless they are close together, zero; ends on round numbers.
    pub(crate) fn new(values: impl Iterator<Item = f64>, start: f64, end: f64, room: f64) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()).map(|value| value.clamp(-1e15, 1e15))
        {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if low > 0.0 && low < 0.75 * high || low.total_cmp(&high).is_eq() {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if low.total_cmp(&high).is_eq() {
            high = low + 1.0;
        }
        let ticks = ((end - start).abs() / room).floor().clamp(1.0, 8.0);
        let step = round_step((high - low) / ticks);
        Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            start,
            end,
            step,
        }
    }

    /// Where a value is; values beyond the ends are put at them.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.start + if share.is_nan() { 0.0 } else { share } * (self.end - self.start)
    }

    /// Places and labels, from low to high.
    pub(crate) fn ticks(&self) -> Vec<(f64, String)> {
        let mut ticks = Vec::new();
        let mut count = 0.0;
        while count < 40.0 && self.low + count * self.step <= self.high + self.step / 1e3 {
            let value = self.low + count * self.step;
            ticks.push((self.at(value), grouped(value)));
            count += 1.0;
        }
        ticks
    }
}

/// The next of 1, 2, 5, 10, … that is not smaller.
fn round_step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= least * 0.999)
        .filter(|step| step.is_finite() && *step > 0.0)
        .unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_as_fine_as_there_is_room() {
        let labels = |from, to| {
            TimeAxis::new(from, to, 0.0, 900.0)
                .ticks()
                .into_iter()
                .map(|tick| tick.year.map(|year| year + ":").unwrap_or_default() + &tick.label)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            labels(date(2024, 7, 1), date(2024, 7, 9)),
            "2024:1 Jul 2 Jul 3 Jul 4 Jul 5 Jul 6 Jul 7 Jul 8 Jul 9 Jul"
        );
        assert_eq!(
            labels(date(2023, 11, 20), date(2024, 7, 9)),
            "2023:Dec 2024:Jan Feb Mar Apr May Jun Jul"
        );
        assert_eq!(
            labels(date(2012, 9, 4), date(2016, 11, 25)),
            "2012:Oct 2013:Jan Apr Jul Oct 2014:Jan Apr Jul Oct 2015:Jan Apr Jul Oct 2016:Jan Apr Jul Oct"
        );
        assert_eq!(
            labels(date(1964, 1, 1), date(2016, 11, 25)),
            "1965 1970 1975 1980 1985 1990 1995 2000 2005 2010 2015"
        );
    }

    #[test]
    fn a_few_dates_long_ago_do_not_press_the_rest_together() {
        let day = |year, month| (date(year, month, 1), date(year, month, 1));
        let mut days: Vec<_> = (1..=12).map(|month| day(2016, month)).collect();
        days.push(day(1964, 5));
        assert_eq!(focus(&days), Some((date(2016, 1, 1), date(2016, 12, 1))));
        assert_eq!(focus(&days[9..]), Some((date(1964, 5, 1), date(2016, 12, 1))));
        assert_eq!(focus(&[]), None);
    }

    #[test]
    fn numbers_end_on_round_ones() {
        let axis = ValueAxis::new([34_683.0, 38_000.0].into_iter(), 0.0, 600.0, 100.0);
        let labels: Vec<String> = axis.ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["34,000", "35,000", "36,000", "37,000", "38,000"]);
        let axis = ValueAxis::new([12.0, 240.0].into_iter(), 0.0, 600.0, 100.0);
        assert_eq!(axis.ticks().len(), 6);
    }

    proptest! {
        #[test]
        fn labels_never_overlap(from in 1i16..9000, month in 1i8..12, length in 0i32..400_000, width_of in 200.0f64..2000.0) {
            let from = date(from, month, 1);
            let to = from.checked_add(length.days()).unwrap_or(Date::MAX);
            let axis = TimeAxis::new(from, to, 0.0, width_of);
            let ticks = axis.ticks();
            for pair in ticks.windows(2) {
                prop_assert!(pair[0].at + width(&pair[0].label, LABEL) < pair[1].at);
            }
            prop_assert!(ticks.iter().all(|tick| tick.at >= -0.1 && tick.at <= width_of));
        }

        #[test]
        fn any_numbers_have_an_axis(values in proptest::collection::vec(any::<f64>(), 0..6)) {
            let axis = ValueAxis::new(values.iter().copied(), 0.0, 600.0, 80.0);
            prop_assert!(!axis.ticks().is_empty());
            for value in values {
                prop_assert!((0.0..=600.0).contains(&axis.at(value)));
            }
        }
    }
}
