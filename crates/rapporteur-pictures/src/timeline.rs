//! What happened when: dated entries in lanes.
//!
//! A few dozen entries are drawn one by one, each with its words; more are counted by day, week,
//! month, quarter, year or decade, whichever is the finest that leaves room for the numbers. A date that is
//! known to the month or the year is a bar over all the days that it allows, never a point on the
//! first of them.

mod counted;
mod each;
mod lanes;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rapporteur_model::{PartialDate, TimeSpan};
use rapporteur_record::views::timeline::Row;

pub use lanes::{FAMILIES, Family, Lanes};

use self::lanes::Lane;
use crate::axis::{self, TimeAxis, days, focus, spoken};
use crate::marks::{INEXACT, Key, Manner, legend, verb};
use crate::phrases::{count, fill, parts, phrase};
use crate::picture::{Cell, Frame, Links, Picture, Table, Target, Words, listed};
use crate::svg::{Element, linked, rect, words};
use crate::text::{cut, isolated};

/// Up to so many entries are drawn one by one on a screen; a phone shows fewer.
const ONE_BY_ONE: (usize, usize) = (90, 40);

/// Room at the left and right edge.
const MARGIN: f64 = 8.0;

/// Room for an axis of dates: a line of years and one of months or days.
const AXIS: f64 = 36.0;

/// Room for a lane's heading.
const HEADING: f64 = 26.0;

/// Draws a timeline of dated entries, as [`rapporteur_record::views::timeline::timeline`] gives them
/// or a part of those.
#[must_use]
pub fn timeline(rows: &[Row], lanes: Lanes, frame: &Frame, links: Links<'_>) -> Picture {
    let mut times: BTreeMap<TimeSpan, usize> = BTreeMap::new();
    for row in rows {
        *times.entry(row.time).or_default() += 1;
    }
    let spans: Vec<(Date, Date)> =
        times.iter().flat_map(|(time, number)| std::iter::repeat_n(days(*time), *number)).collect();
    let words = Words { title: title(&times), summary: summary(rows) };
    let table = if frame.has_table() { table(rows, links) } else { Table::default() };
    let Some((from, to)) = focus(&spans) else {
        return nothing(frame, words, table, phrase("note.no-date"));
    };
    let axis = TimeAxis::new(from, to, MARGIN, frame.width - MARGIN);
    let one_by_one = rows.len() <= if frame.is_narrow() { ONE_BY_ONE.1 } else { ONE_BY_ONE.0 };

    let keys = keys(rows, one_by_one);
    let (mut drawn, mut y) = legend(&keys, MARGIN, frame.width - MARGIN, 4.0);
    let aside = aside(&times, &axis, frame, links, y + 16.0);
    if let Some((elements, height)) = aside {
        drawn.extend(elements);
        y += height;
    }
    y += AXIS + 10.0;
    let top = y;
    let (mut bands, mut marks) = (Vec::new(), Vec::new());
    let beyond = times.keys().copied().filter(|time| !axis.shows(*time)).collect();
    let lanes = lanes::lanes(rows, lanes, &beyond);
    let counted = (!one_by_one).then(|| counted::Counted::of(&lanes, &axis));
    for (at, lane) in lanes.iter().enumerate() {
        let body = y + HEADING;
        let (elements, height) = match &counted {
            Some(counted) => counted::draw((lane, at), &axis, counted, body, links),
            None => each::draw(lane, &axis, body, links),
        };
        let end = body + height + 8.0;
        if at % 2 == 0 {
            bands.push(rect((0.0, y), (frame.width, end - y), "p-band"));
        }
        marks.push(heading(lane, &axis, frame, links, y + 17.0));
        marks.extend(elements);
        y = end;
    }
    drawn.splice(0..0, bands);
    drawn.extend(axis.draw(top, y));
    drawn.extend(marks);
    Picture::new(frame, y + 4.0, words, drawn, table)
}

/// A picture of nothing says so.
pub(crate) fn nothing(frame: &Frame, said: Words, table: Table, why: &str) -> Picture {
    let drawn = vec![words((MARGIN, 22.0), why, "p-note")];
    Picture::new(frame, 36.0, said, drawn, table)
}

fn keys(rows: &[Row], one_by_one: bool) -> Vec<Key> {
    if !one_by_one {
        return counted::keys();
    }
    let mut keys: Vec<Key> = Manner::ALL
        .into_iter()
        .filter(|manner| rows.iter().any(|row| Manner::of(&row.realis) == *manner))
        .map(Manner::key)
        .collect();
    let inexact = |row: &Row| row.time.start.as_day().is_none() || row.time.start != row.time.end;
    if rows.iter().any(inexact) {
        keys.push(INEXACT);
    }
    keys
}

fn heading(lane: &Lane<'_>, axis: &TimeAxis, frame: &Frame, links: Links<'_>, y: f64) -> Element {
    let number = count(lane.rows.len(), "entry");
    let room = frame.width - 2.0 * MARGIN - 90.0;
    let name = cut(&lane.name, 13.0, room);
    let target = Target::Period {
        from: axis.from,
        to: axis.to,
        types: lane.types,
        party: lane.party.as_deref(),
    };
    linked(links(target).as_deref(), &format!("{}: {number}", isolated(&lane.name))).with(
        words((MARGIN, y), &name, "p-heading p-halo").with(
            Element::new("tspan").class("p-aside").set("dx", "5").text(&format!(" {number}")),
        ),
    )
}

/// Says how many entries lie before and after what is drawn, and leads there.
fn aside(
    times: &BTreeMap<TimeSpan, usize>,
    axis: &TimeAxis,
    frame: &Frame,
    links: Links<'_>,
    y: f64,
) -> Option<(Vec<Element>, f64)> {
    let note = |early: bool| {
        let beyond = times
            .iter()
            .map(|(time, number)| (days(*time), *number))
            .filter(|((first, last), _)| if early { *last < axis.from } else { *first > axis.to });
        let (spans, numbers): (Vec<(Date, Date)>, Vec<usize>) = beyond.unzip();
        let first = spans.iter().map(|(first, _)| *first).min()?;
        let last = spans.iter().map(|(_, last)| *last).max()?;
        let number: usize = numbers.iter().sum();
        let years = if first.year() == last.year() {
            first.year().to_string()
        } else {
            format!("{}–{}", first.year(), last.year())
        };
        let text = if early {
            fill("note.earlier", &[("number", &number.to_string()), ("years", &years)])
        } else {
            fill("note.later", &[("number", &number.to_string()), ("years", &years)])
        };
        let target = Target::Period { from: first, to: last, types: &[], party: None };
        let (x, class) = if early {
            (MARGIN, "p-note p-strong")
        } else {
            (frame.width - MARGIN, "p-note p-strong p-end")
        };
        Some(linked(links(target).as_deref(), &text).with(words((x, y), &text, class)))
    };
    let notes: Vec<Element> = [note(true), note(false)].into_iter().flatten().collect();
    (!notes.is_empty()).then_some((notes, 20.0))
}

/// What an entry tells, in a line: `Hamas → Israel: ask, through Egypt`.
pub(crate) fn told(row: &Row) -> String {
    let mut text = listed(&row.actors, 3);
    if !row.recipients.is_empty() {
        text = format!("{text} → {}", listed(&row.recipients, 3));
    }
    let verb = verb(row.event_type, row.mode);
    text = if text.is_empty() { verb.to_owned() } else { format!("{}: {verb}", text.trim_start()) };
    if !row.mediators.is_empty() {
        text.push_str(&fill("word.through", &[("names", &listed(&row.mediators, 2))]));
    }
    text
}

/// Everything about an entry, for its tooltip and its accessible name.
pub(crate) fn in_full(row: &Row) -> String {
    format!(
        "{}. {}, {}. {}, {}: “{}”",
        axis::spoken_span(row.time),
        told(row),
        Manner::of(&row.realis).name(),
        count(row.independent_reports, "voice"),
        listed(&row.outlets, 4),
        isolated(&row.quote),
    )
}

fn title(times: &BTreeMap<TimeSpan, usize>) -> String {
    match period(times) {
        Some((first, last)) if first == last => fill("title.timeline-in", &[("first", &first)]),
        Some((first, last)) => {
            fill("title.timeline-between", &[("first", &first), ("last", &last)])
        }
        None => phrase("title.timeline").to_owned(),
    }
}

fn period(times: &BTreeMap<TimeSpan, usize>) -> Option<(String, String)> {
    let first = times.keys().map(|time| time.start).min_by_key(|date| date.first_day())?;
    let last = times.keys().map(|time| time.end).max_by_key(|date| date.last_day())?;
    let month = |date: PartialDate| {
        let month = date.of_month().and_then(|month| PartialDate::month(date.of_year(), month));
        spoken(month.unwrap_or(date))
    };
    Some((month(first), month(last)))
}

fn summary(rows: &[Row]) -> String {
    let entries = count(rows.len(), "dated-entry");
    let mut said = vec![fill("summary.timeline", &[("entries", &entries)])];
    let (mut types, mut told) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        *types.entry(row.event_type).or_insert(0) += 1;
        *told.entry(Manner::of(&row.realis)).or_insert(0) += 1;
    }
    let families: Vec<String> = FAMILIES
        .iter()
        .map(|family| (family, family.types.iter().filter_map(|one| types.get(one)).sum::<usize>()))
        .filter(|(_, number)| *number > 0)
        .map(|(family, number)| format!("{} {number}", phrase(family.name).to_lowercase()))
        .collect();
    if !families.is_empty() {
        said.push(fill("summary.timeline-kinds", &[("kinds", &families.join(", "))]));
    }
    let manners: Vec<String> =
        told.iter().map(|(manner, number)| format!("{number} {}", manner.name())).collect();
    if !manners.is_empty() {
        said.push(fill("summary.timeline-told", &[("told", &manners.join(", "))]));
    }
    let corroborated = rows.iter().filter(|row| row.independent_reports > 1).count();
    if !rows.is_empty() {
        said.push(fill("summary.timeline-voices", &[("number", &corroborated.to_string())]));
    }
    said.join(" ")
}

fn table(rows: &[Row], links: Links<'_>) -> Table {
    let cells = |row: &Row| {
        vec![
            Cell::new(row.time.to_string()),
            Cell::new(Manner::of(&row.realis).name()),
            Cell::new(verb(row.event_type, row.mode)),
            Cell::new(row.actors.join(", ")),
            Cell::new(row.recipients.join(", ")),
            Cell::new(row.mediators.join(", ")),
            Cell::new(row.independent_reports.to_string()),
            Cell::new(row.outlets.join(", ")),
            Cell::linked(row.quote.clone(), links(Target::Entry(&row.entry))),
        ]
    };
    Table { columns: parts("table.timeline"), rows: rows.iter().map(cells).collect() }
}
