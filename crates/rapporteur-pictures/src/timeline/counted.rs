//! Many entries: how many there are in each month, or whatever there is room for.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rapporteur_model::{PartialDate, TimeSpan};

use super::lanes::Lane;
use crate::axis::{TimeAxis, day_number, days, month_name, spoken_span};
use crate::marks::{Key, Manner, RADIUS};
use crate::phrases::{count, fill};
use crate::picture::{Links, Target};
use crate::svg::{Element, line, linked, rect, words};
use crate::text::{fit, grouped, isolated, width};

/// The highest column.
const HEIGHT: f64 = 64.0;

/// A column is at least this wide, so that two digits stand over it.
const NARROWEST: f64 = 13.0;

/// Bars of inexact dates: more rows than this are summed up in the last.
const MOST_BARS: usize = 4;

const BAR: f64 = 16.0;
const SIZE: f64 = 11.0;

/// How long the time of one column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Day,
    Week,
    Months(i32),
}

const LENGTHS: &[Length] = &[
    Length::Day,
    Length::Week,
    Length::Months(1),
    Length::Months(3),
    Length::Months(12),
    Length::Months(60),
    Length::Months(120),
    Length::Months(1200),
];

impl Length {
    fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Months(count) => f64::from(count) * 30.4,
        }
    }

    /// The first day of the column that a day falls in.
    fn begin(self, date: Date) -> Date {
        match self {
            Self::Day => date,
            Self::Week => {
                let past = i32::from(date.weekday().to_monday_zero_offset());
                date.checked_sub(past.days()).unwrap_or(date)
            }
            Self::Months(count) => {
                let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
                let past = months.rem_euclid(count);
                date.first_of_month().checked_sub(past.months()).unwrap_or(date)
            }
        }
    }

    /// The last day of the column that begins on a day.
    fn end(self, begin: Date) -> Date {
        let next = match self {
            Self::Day => return begin,
            Self::Week => begin.checked_add(7.days()),
            Self::Months(count) => begin.checked_add(count.months()),
        };
        next.and_then(|next| next.checked_sub(1.day())).unwrap_or(begin)
    }

    fn name(self, begin: Date) -> String {
        match self {
            Self::Day => format!("{} {} {}", begin.day(), month_name(begin.month()), begin.year()),
            Self::Week => fill("mark.week", &[("day", &Self::Day.name(begin))]),
            Self::Months(1) => format!("{} {}", month_name(begin.month()), begin.year()),
            Self::Months(3) => {
                let number = ((begin.month() + 2) / 3).to_string();
                fill("mark.quarter", &[("number", &number), ("year", &begin.year().to_string())])
            }
            Self::Months(12) => begin.year().to_string(),
            Self::Months(_) => format!("{}–{}", begin.year(), self.end(begin).year()),
        }
    }
}

/// What the lanes hold, counted: columns of one length, heights of one scale.
pub(super) struct Counted {
    length: Length,
    most: usize,
    lanes: Vec<Counts>,
}

/// What one lane holds.
#[derive(Default)]
struct Counts {
    /// Entries that are dated as closely as a column is wide, by the first day of the column in
    /// which they begin.
    columns: BTreeMap<Date, Told>,
    /// Entries that are dated to more than one column, by their days.
    spans: BTreeMap<TimeSpan, usize>,
}

/// Numbers of entries: told as having happened, and otherwise.
#[derive(Clone, Copy, Default)]
struct Told {
    happened: usize,
    others: usize,
}

impl Told {
    const fn all(self) -> usize {
        self.happened + self.others
    }
}

impl Counted {
    pub(super) fn of(lanes: &[Lane<'_>], axis: &TimeAxis) -> Self {
        let day = (axis.right - axis.left) / (day_number(axis.to) + 1.0 - day_number(axis.from));
        let fits = |length: &&Length| length.days() * day >= NARROWEST;
        let length = LENGTHS.iter().find(fits).copied().unwrap_or(Length::Months(1200));
        let lanes: Vec<Counts> = lanes.iter().map(|lane| counts(lane, length)).collect();
        let columns = lanes.iter().flat_map(|counts| counts.columns.values());
        let most = columns.map(|told| told.all()).max().unwrap_or(1);
        Self { length, most, lanes }
    }
}

/// A hundred thousand entries share a few thousand dates: arithmetic is done once for each date.
fn counts(lane: &Lane<'_>, length: Length) -> Counts {
    let mut times: BTreeMap<TimeSpan, Told> = BTreeMap::new();
    for row in &lane.rows {
        let told = times.entry(row.time).or_default();
        if Manner::of(&row.realis).happened() {
            told.happened += 1;
        } else {
            told.others += 1;
        }
    }
    let mut counts = Counts::default();
    for (time, told) in times {
        if is_longer(time, length) {
            *counts.spans.entry(time).or_default() += told.all();
        } else {
            let column = counts.columns.entry(length.begin(days(time).0)).or_default();
            column.happened += told.happened;
            column.others += told.others;
        }
    }
    counts
}

/// The legend.
pub(super) fn keys() -> Vec<Key> {
    vec![
        Key {
            look: |(x, y)| vec![rect((x - 5.0, y - 6.0), (10.0, 12.0), "p-mark p-full")],
            words: "legend.happened",
        },
        Key {
            look: |(x, y)| vec![rect((x - 5.0, y - 6.0), (10.0, 12.0), "p-mark p-open p-dashed")],
            words: "legend.open",
        },
        Key {
            look: |(x, y)| {
                vec![
                    rect((x - 9.0, y - RADIUS), (18.0, 2.0 * RADIUS), "p-mark p-tint")
                        .num("rx", RADIUS),
                ]
            },
            words: "legend.inexact",
        },
    ]
}

fn is_longer(time: TimeSpan, length: Length) -> bool {
    let (first, last) = days(time);
    let exceeds = day_number(last) - day_number(first) + 1.0 > length.days();
    exceeds && length.begin(first) != length.begin(last)
}

/// Draws the columns and bars of a lane, the one at `at`, below `top`; answers with the height they
/// take.
pub(super) fn draw(
    (lane, at): (&Lane<'_>, usize),
    axis: &TimeAxis,
    counted: &Counted,
    top: f64,
    links: Links<'_>,
) -> (Vec<Element>, f64) {
    let Some(counts) = counted.lanes.get(at) else { return (Vec::new(), 0.0) };
    let highest = counts.columns.values().map(|told| told.all()).max().unwrap_or(0);
    // A lane is as high as its own highest column, which keeps the one scale and wastes no paper.
    let height = (HEIGHT * highest as f64 / counted.most as f64).max(4.0) + 14.0;
    let height = if highest == 0 { 0.0 } else { height };
    let base = top + height;
    let mut drawn = Vec::new();
    if highest > 0 {
        drawn.push(line((axis.left, base), (axis.right, base), "p-grid p-grid-year"));
    }
    for (begin, told) in &counts.columns {
        drawn.push(column(lane, axis, counted, (*begin, *told), base, links));
    }
    let (bars, bars_height) = bars(lane, axis, &counts.spans, base + 6.0, links);
    drawn.extend(bars);
    (drawn, height + bars_height)
}

fn column(
    lane: &Lane<'_>,
    axis: &TimeAxis,
    counted: &Counted,
    (begin, told): (Date, Told),
    base: f64,
    links: Links<'_>,
) -> Element {
    let end = counted.length.end(begin);
    let (left, right) = (axis.x(begin.max(axis.from)), axis.after(end.min(axis.to)));
    let gap = ((right - left) * 0.12).min(3.0);
    let (left, wide) = (left + gap, (right - left - 2.0 * gap).max(2.0));
    let Told { happened, others } = told;
    let unit = HEIGHT / counted.most as f64;
    let (full, open) = ((happened as f64 * unit).max(2.0), (others as f64 * unit).max(2.0));
    let name = counted.length.name(begin);
    let mut story = format!("{name}, {}: {}", isolated(&lane.name), count(told.all(), "entry"));
    if others > 0 {
        story = fill("mark.part-of", &[("name", &story), ("others", &others.to_string())]);
    }
    let target =
        Target::Period { from: begin, to: end, types: lane.types, party: lane.party.as_deref() };
    let mut element = linked(links(target).as_deref(), &story);
    let mut y = base;
    if happened > 0 {
        y -= full;
        element.push(rect((left, y), (wide, full), "p-mark p-full"));
    }
    if others > 0 {
        y -= open;
        element.push(rect((left, y), (wide, open), "p-mark p-open p-dashed"));
    }
    let number = grouped(told.all() as f64);
    if width(&number, SIZE) <= right - left + gap {
        element.push(words((left + wide / 2.0, y - 4.0), &number, "p-small p-middle"));
    }
    element
}

/// Entries that are dated to more than one column, those of the same days together.
fn bars(
    lane: &Lane<'_>,
    axis: &TimeAxis,
    spans: &BTreeMap<TimeSpan, usize>,
    top: f64,
    links: Links<'_>,
) -> (Vec<Element>, f64) {
    if spans.is_empty() {
        return (Vec::new(), 0.0);
    }
    let mut spans: Vec<(TimeSpan, usize)> =
        spans.iter().map(|(time, number)| (*time, *number)).collect();
    let mut taken: Vec<f64> = Vec::new();
    let mut left_out = 0;
    let mut drawn = Vec::new();
    spans.sort_by_key(|(time, number)| (days(*time).0, usize::MAX - number));
    for (time, number) in spans {
        let (first, last) = days(time);
        let start = axis.x(first.max(axis.from));
        let end = axis.after(last.min(axis.to)).min(axis.right);
        let text =
            fill("mark.column-in", &[("number", &number.to_string()), ("when", &short(time))]);
        let label =
            if width(&text, SIZE) + 8.0 <= end - start { text } else { grouped(number as f64) };
        let label = fit(&label, SIZE, (end - start - 2.0).max(12.0));
        let Some(at) = free_row(&mut taken, start, end.max(start + 14.0)) else {
            left_out += number;
            continue;
        };
        let y = top + BAR * (at as f64 + 0.5);
        let told = format!("{}: {}", spoken_span(time), count(number, "entry"));
        let target = Target::Period {
            from: first,
            to: last,
            types: lane.types,
            party: lane.party.as_deref(),
        };
        let bar =
            rect((start + 1.0, y - 6.5), (end - start - 2.0, 13.0), "p-mark p-tint").num("rx", 5.0);
        drawn.push(linked(links(target).as_deref(), &told).with(bar).with(words(
            ((start + end) / 2.0, y + 4.0),
            &label,
            "p-small p-middle",
        )));
    }
    let mut height = BAR * taken.len() as f64 + 6.0;
    if left_out > 0 {
        let note = fill("note.other-days", &[("number", &left_out.to_string())]);
        drawn.push(words((axis.left, top + height + 6.0), &note, "p-note"));
        height += 14.0;
    }
    (drawn, height)
}

fn free_row(taken: &mut Vec<f64>, start: f64, end: f64) -> Option<usize> {
    let at = taken.iter().position(|taken| *taken <= start + 0.5).unwrap_or(taken.len());
    if at >= MOST_BARS {
        return None;
    }
    match taken.get_mut(at) {
        Some(row) => *row = end,
        None => taken.push(end),
    }
    Some(at)
}

/// Days in as few letters as they take.
fn short(time: TimeSpan) -> String {
    let whole_year = |date: PartialDate| date.of_month().is_none();
    if time.start == time.end && whole_year(time.start) {
        return time.start.of_year().to_string();
    }
    spoken_span(time)
}
