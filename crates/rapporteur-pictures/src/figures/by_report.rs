//! A row for each value: when, how much, by whom.

use rapporteur_model::Qualifier;
use rapporteur_record::views::series::FigureSeries;

use super::{fall_to, in_full, keys, mark, source, value, when, with_unit};
use crate::axis::ValueAxis;
use crate::marks::legend;
use crate::phrases::fill;
use crate::picture::{Frame, Links, Target};
use crate::svg::{Element, line, linked, rect, words};
use crate::text::{fit, grouped, width};

const MARGIN: f64 = 8.0;
const ROW: f64 = 28.0;
const SIZE: f64 = 12.0;

pub(super) fn draw(series: &FigureSeries, frame: &Frame, links: Links<'_>) -> (f64, Vec<Element>) {
    let narrow = frame.is_narrow();
    let right = frame.width - MARGIN;
    let (mut drawn, height) = legend(&keys(series), MARGIN, right, 4.0);
    // On a phone who says it stands over the row, on a screen beside it.
    let row_height = if narrow { ROW + 16.0 } else { ROW };
    let sources_at = MARGIN + if narrow { 0.0 } else { dates_width(series) };
    let plot_left = if narrow { MARGIN + 10.0 } else { sources_at + 200.0 };
    let values = series.points.iter().map(|point| width(&value(point), SIZE)).fold(0.0, f64::max);
    let plot_right = (right - values - 30.0).max(plot_left + 80.0);
    let numbers = series.points.iter().flat_map(|point| [Some(point.value), point.high]).flatten();
    let widest =
        series.points.iter().map(|point| width(&grouped(point.value), 11.0)).fold(40.0, f64::max);
    let axis = ValueAxis::new(numbers, plot_left, plot_right, widest * 1.3 + 30.0);

    let top = 4.0 + height + 26.0;
    let bottom = top + row_height * series.points.len() as f64;
    for (x, label) in with_unit(series, axis.ticks()) {
        drawn.push(line((x, top - 4.0), (x, bottom), "p-grid"));
        // The first label must not be cut off at the edge of a phone.
        let half = width(&label, 11.0) / 2.0;
        drawn.push(words((x.max(half + 2.0), top - 9.0), &label, "p-axis p-middle"));
    }
    let mut y = top;
    let mut last_date = String::new();
    for point in &series.points {
        let middle = y + row_height - ROW / 2.0;
        let date = when(point);
        let mut row =
            linked(links(Target::Entry(&point.entry)).as_deref(), &in_full(series, point))
                .with(rect((0.0, y), (frame.width, row_height), "p-hit"));
        let by = source(point);
        if narrow {
            let text = format!("{date} · {by}");
            row.push(words((MARGIN, y + 15.0), &fit(&text, SIZE, right - MARGIN), "p-note"));
        } else {
            if date != last_date {
                row.push(words((MARGIN, middle + 4.0), &date, "p-note"));
            }
            let room = plot_left - sources_at - 16.0;
            row.push(words((sources_at, middle + 4.0), &fit(&by, SIZE, room), ""));
        }
        last_date = date;
        let (x, high) = (axis.at(point.value), point.high.map(|high| axis.at(high)));
        row.push(line((plot_left, middle), (plot_right, middle), "p-grid"));
        for element in mark((x, middle), high.map(|high| (high, middle)), point.qualifier) {
            row.push(element);
        }
        let end = x.max(high.unwrap_or(x))
            + if point.qualifier == Qualifier::AtLeast { 22.0 } else { 10.0 };
        row.push(words((end, middle + 4.0), &value(point), "p-strong p-halo"));
        if let Some(before) = fall_to(series, point) {
            let text = fill("note.lower", &[("before", &grouped(before))]);
            let from = end + width(&value(point), SIZE) * 1.08 + 8.0;
            let room = width(&text, SIZE);
            let (at, class) = if from + room <= frame.width {
                (from, "p-flag-text p-halo")
            } else {
                (x - 10.0, "p-flag-text p-halo p-end")
            };
            row.push(words((at, middle + 4.0), &text, class));
        }
        drawn.push(row);
        y += row_height;
    }
    (bottom + 8.0, drawn)
}

/// Room for the dates, as they are and no more.
fn dates_width(series: &FigureSeries) -> f64 {
    series.points.iter().map(|point| width(&when(point), SIZE)).fold(60.0, f64::max) + 18.0
}
