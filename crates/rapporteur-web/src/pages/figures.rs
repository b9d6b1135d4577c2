//! Figures: what is counted, by whom.

use askama::Template;
use rapporteur_model::Measure;
use rapporteur_record::views::series::{FigureSeries, Point};
use serde_json::Value;

use super::layout::Pages;
use crate::ask::Ask;
use crate::card::distinct;
use crate::table::Table;
use crate::text::{count, fill, filters, grouped, text};
use crate::words;

#[derive(Template)]
#[template(path = "figures.html")]
struct Shown {
    answer: String,
    series: Vec<SeriesShown>,
    single: Vec<SeriesShown>,
    pages: Pages,
}

struct SeriesShown {
    id: String,
    measure: &'static str,
    of: Option<String>,
    by: Option<String>,
    note: Option<&'static str>,
    falls: Vec<String>,
    picture: String,
    points: Vec<PointShown>,
    /// Where not all points are listed, how many are.
    more: Option<String>,
}

struct PointShown {
    when: String,
    amount: String,
    said_by: String,
    outlets: String,
    quote: String,
    words: String,
    href: String,
}

/// Points of a series that a page lists, the latest: its picture has all of them.
const POINTS: usize = 40;

/// The selected points of each series that has one.
fn series(ask: &Ask<'_>) -> Vec<FigureSeries> {
    counted(ask).into_iter().map(|(series, _)| narrowed(ask, series)).collect()
}

/// Each series that has a selected point, and how many it has.
fn counted<'a>(ask: &Ask<'a>) -> Vec<(&'a FigureSeries, usize)> {
    let wanted = |point: &&Point| ask.wants(&point.entry);
    let all = ask.snapshot.core.series().iter();
    all.map(|series| (series, series.points.iter().filter(wanted).count()))
        .filter(|(_, points)| *points > 0)
        .collect()
}

/// A series with its selected points alone.
fn narrowed(ask: &Ask<'_>, series: &FigureSeries) -> FigureSeries {
    let points = series.points.iter().filter(|point| ask.wants(&point.entry)).cloned().collect();
    let falls = series.falls.iter().filter(|fall| ask.wants(&fall.to.0)).cloned().collect();
    FigureSeries {
        measure: series.measure,
        of: series.of.clone(),
        by: series.by.clone(),
        unit: series.unit.clone(),
        cumulative: series.cumulative,
        points,
        falls,
    }
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let all = counted(ask);
    let points: usize = all.iter().map(|(_, points)| points).sum();
    let measures: Vec<Measure> = distinct(all.iter().map(|(series, _)| series.measure));
    let answer = fill(
        "figures.answer",
        &[
            ("figures", &count(points, "figure")),
            ("series", &count(all.len(), "series")),
            ("measures", &count(measures.len(), "measure")),
        ],
    );
    let (here, pages) = ask.paged_by(&all, |(_, points)| (*points).min(POINTS));
    let here = here.into_iter().map(|(series, _)| narrowed(ask, series));
    let shown = here.enumerate().map(|(at, series)| shown(ask, at, &series));
    let (series, single) = shown.partition(|series| series.points.len() > 1);
    Shown { answer, series, single, pages: Pages::of(ask, "figures", pages) }.render()
}

fn shown(ask: &Ask<'_>, at: usize, series: &FigureSeries) -> SeriesShown {
    let fall = |fall: &rapporteur_record::views::series::Fall| {
        let (from, to) = (words::plain(fall.from.1), words::plain(fall.to.1));
        fill("figures.fall", &[("from", &from), ("to", &to)])
    };
    // A report that stands alone is all there is: it lists every point.
    let listed = ask.page.map_or(series.points.len(), |_| series.points.len().min(POINTS));
    SeriesShown {
        id: format!("series-{at}"),
        measure: words::text_of("measure", series.measure.name()),
        of: series.of.as_deref().map(words::one_line),
        by: series.by.as_deref().map(words::one_line),
        note: series.cumulative.then(|| text("figures.cumulative")),
        falls: series.falls.iter().map(fall).collect(),
        picture: if series.points.len() > 1 {
            crate::picture::figures(ask, &format!("figure-{at}"), series)
        } else {
            String::new()
        },
        more: (listed < series.points.len()).then(|| {
            let numbers = [("shown", grouped(listed)), ("all", grouped(series.points.len()))];
            fill("figures.latest", &numbers.each_ref().map(|(name, n)| (*name, n.as_str())))
        }),
        points: series
            .points
            .iter()
            .skip(series.points.len() - listed)
            .map(|point| shown_point(ask, series, point))
            .collect(),
    }
}

fn shown_point(ask: &Ask<'_>, series: &FigureSeries, point: &Point) -> PointShown {
    let claim = point.claims.first();
    PointShown {
        when: point.time.map_or_else(|| text("word.undated").to_owned(), words::time),
        amount: amount(series, point),
        said_by: point.said_by.join(", "),
        outlets: point.outlets.join(", "),
        quote: words::one_line(&point.quote),
        words: claim.map(|claim| ask.links.claim_id(claim)).unwrap_or_default(),
        href: ask.links.entry(&point.entry),
    }
}

fn amount(series: &FigureSeries, point: &Point) -> String {
    words::amount(&rapporteur_model::Figure {
        measure: series.measure,
        of: None,
        by: None,
        value: point.value,
        high: point.high,
        qualifier: point.qualifier,
        unit: series.unit.clone(),
    })
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(series(ask))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "measure",
        "of",
        "by",
        "unit",
        "value",
        "high",
        "qualifier",
        "time_start",
        "time_end",
        "said_by",
        "outlets",
        "quote",
        "entry",
        "claim",
        "permalink",
    ]);
    for series in series(ask) {
        for point in &series.points {
            let claim = point.claims.first().cloned().unwrap_or_default();
            table.rows.push(vec![
                series.measure.to_string(),
                series.of.clone().unwrap_or_default(),
                series.by.clone().unwrap_or_default(),
                series.unit.clone().unwrap_or_default(),
                point.value.to_string(),
                point.high.map(|high| high.to_string()).unwrap_or_default(),
                point.qualifier.to_string(),
                point.time.map(|time| time.start.to_string()).unwrap_or_default(),
                point.time.map(|time| time.end.to_string()).unwrap_or_default(),
                point.said_by.join("; "),
                point.outlets.join("; "),
                point.quote.clone(),
                point.entry.clone(),
                claim.clone(),
                ask.links.claim_id(&claim),
            ]);
        }
    }
    table
}
