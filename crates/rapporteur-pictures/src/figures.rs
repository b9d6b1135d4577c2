//! One series of figures: each report's own value, side by side and never averaged.
//!
//! A value is a dot, a range a line between two dots, "at least" an arrow that points upwards. By
//! report, each value has a row of its own with its date and who gives it; over time, the values of
//! a long series stand over their dates. Where a total that can only grow falls, the picture says so.

mod by_report;
mod over_time;

use rapporteur_model::Qualifier;
use rapporteur_record::views::series::{FigureSeries, Point};

use crate::axis::spoken_span;
use crate::phrases::{count, fill, pairs, parts, phrase};
use crate::picture::{Cell, Frame, Links, Picture, Table, Target, Words, listed};
use crate::svg::{Element, circle, line, polyline};
use crate::text::{cut, grouped, isolated};

/// Along what the values of a series are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A row for each value, in the order of dates, values from left to right.
    ByReport,
    /// Dates from left to right, values upwards.
    OverTime,
}

impl Layout {
    /// More values than this are a cloud over time; fewer are rows that can be read.
    const ROWS: usize = 24;

    /// The layout in which a series reads best.
    #[must_use]
    pub fn fitting(series: &FigureSeries) -> Self {
        if series.points.len() > Self::ROWS { Self::OverTime } else { Self::ByReport }
    }
}

/// Draws a series.
#[must_use]
pub fn figures(series: &FigureSeries, layout: Layout, frame: &Frame, links: Links<'_>) -> Picture {
    let words = Words { title: title(series), summary: summary(series) };
    let table = if frame.has_table() { table(series, links) } else { Table::default() };
    let (height, drawn) = match layout {
        Layout::ByReport => by_report::draw(series, frame, links),
        Layout::OverTime => over_time::draw(series, frame, links),
    };
    Picture::new(frame, height, words, drawn, table)
}

/// `Killed: civilians (by …)`.
fn title(series: &FigureSeries) -> String {
    let mut title = series.measure.name().to_owned();
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if let Some(of) = &series.of {
        title = format!("{title}: {of}");
    }
    if let Some(by) = &series.by {
        title = fill("title.by", &[("title", &title), ("by", by)]);
    }
    match &series.unit {
        Some(unit) if unit != "people" => fill("title.unit", &[("title", &title), ("unit", unit)]),
        _ => title,
    }
}

fn summary(series: &FigureSeries) -> String {
    let points = &series.points;
    let lowest = points.iter().min_by(|a, b| a.value.total_cmp(&b.value));
    let high = |point: &Point| point.high.unwrap_or(point.value);
    let highest = points.iter().max_by(|a, b| high(a).total_cmp(&high(b)));
    let (Some(lowest), Some(highest)) = (lowest, highest) else {
        return phrase("summary.figures-none").to_owned();
    };
    let mut said = vec![fill("summary.figures", &[("values", &count(points.len(), "value"))])];
    if points.len() > 1 {
        let ends = [
            ("lowest", value(lowest)),
            ("low-source", source(lowest)),
            ("highest", value(highest)),
            ("high-source", source(highest)),
        ];
        said.push(fill("summary.figures-range", &pairs(&ends)));
    } else {
        let one = [("value", value(lowest)), ("source", source(lowest))];
        said.push(fill("summary.figures-one", &pairs(&one)));
    }
    for fall in &series.falls {
        let fell = [("from", grouped(fall.from.1)), ("to", grouped(fall.to.1))];
        said.push(fill("summary.figures-fall", &pairs(&fell)));
    }
    said.join(" ")
}

fn table(series: &FigureSeries, links: Links<'_>) -> Table {
    let cells = |point: &Point| {
        vec![
            Cell::new(point.time.map(|time| time.to_string()).unwrap_or_default()),
            Cell::new(point.value.to_string()),
            Cell::new(point.high.map(|high| high.to_string()).unwrap_or_default()),
            Cell::new(exactness(point.qualifier)),
            Cell::new(point.said_by.join(", ")),
            Cell::new(point.outlets.join(", ")),
            Cell::new(if fall_to(series, point).is_some() { phrase("table.lower") } else { "" }),
            Cell::linked(point.quote.clone(), links(Target::Entry(&point.entry))),
        ]
    };
    Table { columns: parts("table.figures"), rows: series.points.iter().map(cells).collect() }
}

fn exactness(qualifier: Qualifier) -> &'static str {
    phrase(&format!("qualifier.{}", qualifier.name()))
}

/// `at least 36,224`, `5 to 10`.
fn value(point: &Point) -> String {
    let number = match point.high {
        Some(high) => {
            let ends = [("low", grouped(point.value)), ("high", grouped(high))];
            fill("qualified.range", &pairs(&ends))
        }
        None => grouped(point.value),
    };
    match point.qualifier {
        Qualifier::Exact => number,
        // A range says itself that it is not exact.
        Qualifier::About if point.high.is_some() => number,
        other => fill(&format!("qualified.{}", other.name()), &[("number", &number)]),
    }
}

/// Who gives a value: speakers, else the outlets.
fn source(point: &Point) -> String {
    if point.said_by.is_empty() { listed(&point.outlets, 2) } else { listed(&point.said_by, 2) }
}

fn when(point: &Point) -> String {
    point.time.map_or_else(|| phrase("word.undated").to_owned(), spoken_span)
}

fn in_full(series: &FigureSeries, point: &Point) -> String {
    let said = [
        ("when", when(point)),
        ("value", value(point)),
        ("source", source(point)),
        ("outlets", listed(&point.outlets, 4)),
        ("quote", isolated(&point.quote)),
    ];
    let mut told = fill("mark.figure", &pairs(&said));
    if let Some(before) = fall_to(series, point) {
        told = fill("mark.fall", &[("before", &grouped(before)), ("told", &told)]);
    }
    told
}

/// The value that a point falls from, where the total could only grow.
fn fall_to(series: &FigureSeries, point: &Point) -> Option<f64> {
    series
        .falls
        .iter()
        .find(|fall| fall.to.0 == point.entry && fall.to.1.total_cmp(&point.value).is_eq())
        .map(|fall| fall.from.1)
}

/// A value as a shape, along a line from left to right or upwards.
fn mark(at: (f64, f64), high: Option<(f64, f64)>, qualifier: Qualifier) -> Vec<Element> {
    const R: f64 = 4.5;
    const REACH: f64 = 16.0;
    let mut drawn = Vec::new();
    let (x, y) = at;
    if let Some(end) = high {
        drawn.push(line(at, end, "p-mark p-thick"));
        drawn.push(circle(end, R, "p-mark p-open"));
    }
    let arrow = |sign: f64| {
        let tip = x + sign * REACH;
        vec![
            line(at, (tip, y), "p-mark"),
            polyline(
                &[(tip - sign * 4.0, y - 3.5), (tip, y), (tip - sign * 4.0, y + 3.5)],
                false,
                "p-mark",
            ),
        ]
    };
    match qualifier {
        Qualifier::AtLeast => drawn.extend(arrow(1.0)),
        Qualifier::AtMost => drawn.extend(arrow(-1.0)),
        _ => {}
    }
    let class = match qualifier {
        Qualifier::Exact | Qualifier::AtLeast | Qualifier::AtMost => "p-mark p-full",
        Qualifier::About => "p-mark p-open",
        Qualifier::Vague => "p-mark p-open p-dotted",
    };
    drawn.push(circle(at, R, class));
    drawn
}

/// Ticks of which the last says what is counted, where it is not people.
fn with_unit(series: &FigureSeries, mut ticks: Vec<(f64, String)>) -> Vec<(f64, String)> {
    let unit = series.unit.as_deref().filter(|unit| *unit != "people");
    if let (Some((_, label)), Some(unit)) = (ticks.last_mut(), unit) {
        *label = fill("note.unit", &[("number", label), ("unit", &cut(unit, 11.0, 80.0))]);
    }
    ticks
}

/// What the shapes mean: those that the series uses.
fn keys(series: &FigureSeries) -> Vec<crate::marks::Key> {
    use crate::marks::Key;
    let any = |qualifier| series.points.iter().any(|point| point.qualifier == qualifier);
    let all = [
        (
            any(Qualifier::Exact),
            Key { look: |at| mark(at, None, Qualifier::Exact), words: "legend.as-told" },
        ),
        (
            any(Qualifier::About),
            Key { look: |at| mark(at, None, Qualifier::About), words: "qualifier.about" },
        ),
        (
            series.points.iter().any(|point| point.high.is_some()),
            Key {
                look: |(x, y)| mark((x - 8.0, y), Some((x + 8.0, y)), Qualifier::Exact),
                words: "legend.range",
            },
        ),
        (
            any(Qualifier::AtLeast),
            Key {
                look: |(x, y)| mark((x - 8.0, y), None, Qualifier::AtLeast),
                words: "qualifier.at_least",
            },
        ),
        (
            any(Qualifier::AtMost),
            Key {
                look: |(x, y)| mark((x + 8.0, y), None, Qualifier::AtMost),
                words: "qualifier.at_most",
            },
        ),
        (
            any(Qualifier::Vague),
            Key { look: |at| mark(at, None, Qualifier::Vague), words: "qualifier.vague" },
        ),
    ];
    all.into_iter().filter(|(used, _)| *used).map(|(_, key)| key).collect()
}
