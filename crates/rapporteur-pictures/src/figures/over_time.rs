//! A long series: dates from left to right, values upwards.

use jiff::civil::Date;
use rapporteur_model::Qualifier;
use rapporteur_record::views::series::FigureSeries;

use super::{fall_to, in_full, keys, source, value, with_unit};
use crate::axis::{TimeAxis, ValueAxis, days, focus};
use crate::boxes::Boxes;
use crate::marks::legend;
use crate::phrases::{count, fill, pairs, phrase};
use crate::picture::{Frame, Links, Target};
use crate::svg::{Element, circle, line, linked, polyline, words};
use crate::text::{fit, grouped, width};

const MARGIN: f64 = 8.0;
const HEIGHT: f64 = 320.0;
const SIZE: f64 = 11.0;
const R: f64 = 4.5;

pub(super) fn draw(series: &FigureSeries, frame: &Frame, links: Links<'_>) -> (f64, Vec<Element>) {
    let dated: Vec<(Date, Date)> =
        series.points.iter().filter_map(|point| point.time).map(days).collect();
    let right = frame.width - MARGIN;
    let (mut drawn, height) = legend(&keys(series), MARGIN, right, 4.0);
    let Some((from, to)) = focus(&dated) else {
        drawn.push(words((MARGIN, height + 24.0), phrase("note.no-value"), "p-note"));
        return (height + 40.0, drawn);
    };
    let (top, bottom) = (height + 52.0, height + 52.0 + HEIGHT);
    let numbers = series.points.iter().flat_map(|point| [Some(point.value), point.high]).flatten();
    let values = ValueAxis::new(numbers, bottom - 8.0, top + 14.0, 48.0);
    let ticks = with_unit(series, values.ticks());
    let labels = ticks.iter().map(|(_, label)| width(label, SIZE)).fold(0.0, f64::max);
    let left = MARGIN + labels + 8.0;
    let axis = TimeAxis::new(from, to, left + 8.0, right);
    for (y, label) in &ticks {
        drawn.push(line((left, *y), (right, *y), "p-grid"));
        drawn.push(words((left - 6.0, y + 4.0), label, "p-axis p-end"));
    }
    drawn.extend(axis.draw(top - 4.0, bottom));

    let mut marks = Vec::new();
    let mut boxes = Boxes::default();
    let mut left_out = 0;
    for point in &series.points {
        let Some((first, last)) =
            point.time.map(days).filter(|(first, last)| *last >= from && *first <= to)
        else {
            left_out += 1;
            continue;
        };
        // A total "since January" is a total as of its last day.
        let until = last.min(to);
        let begins = if series.cumulative { until } else { first.max(from) };
        let x = (axis.x(begins) + axis.after(until)) / 2.0;
        let y = values.at(point.value);
        let mut group =
            linked(links(Target::Entry(&point.entry)).as_deref(), &in_full(series, point));
        let stretched = begins < until && axis.after(until) - axis.x(begins) > 3.0 * R;
        if stretched {
            group.push(line((axis.x(begins), y), (axis.after(until), y), "p-mark"));
        }
        for element in upright((x, y), point.high.map(|high| values.at(high)), point.qualifier) {
            group.push(element);
        }
        boxes.take((x - R, y - R, x + R, y + R));
        marks.push((point, x, y, stretched, group));
    }
    // Flags first, then both ends of the series, then whatever finds room.
    let mut order: Vec<usize> = (0..marks.len()).collect();
    let last = marks.len().saturating_sub(1);
    order.sort_by_key(|&at| {
        let flagged = marks.get(at).is_some_and(|(point, ..)| fall_to(series, point).is_some());
        (!flagged, at != last && at != 0, at)
    });
    for at in order {
        let Some((point, x, y, stretched, group)) = marks.get_mut(at) else { continue };
        let fall = fall_to(series, point);
        let text = match fall {
            Some(before) => {
                let fell = [("value", value(point)), ("before", grouped(before))];
                fill("note.lower-value", &pairs(&fell))
            }
            None => format!("{} · {}", value(point), source(point)),
        };
        let text = fit(&text, SIZE, (right - left) * 0.35);
        let room = width(&text, SIZE);
        let beside = [(*x + 9.0, *y + 4.0), (*x - 9.0 - room, *y + 4.0)];
        let over_and_under = [(*x - room / 2.0, *y - 9.0), (*x - room / 2.0, *y + 18.0)];
        // Words beside a value that stretches over days would stand on its line.
        let places = if *stretched { [over_and_under, beside] } else { [beside, over_and_under] };
        let free = places.into_iter().flatten().find(|(at, base)| {
            *at >= left
                && at + room <= right
                && base - 9.0 >= top
                && base + 3.0 <= bottom
                && boxes.is_free((*at, base - 9.0, at + room, base + 3.0))
        });
        if let Some((at, base)) = free {
            boxes.take((at, base - 9.0, at + room, base + 3.0));
            let class =
                if fall.is_some() { "p-small p-flag-text p-halo" } else { "p-small p-halo" };
            group.push(words((at, base), &text, class));
        }
    }
    drawn.extend(marks.into_iter().map(|(_, _, _, _, group)| group));
    let mut end = bottom + 10.0;
    if left_out > 0 {
        let note = fill("note.values", &[("values", &count(left_out, "value"))]);
        drawn.push(words((left, end + 10.0), &note, "p-note"));
        end += 20.0;
    }
    (end, drawn)
}

fn upright((x, y): (f64, f64), high: Option<f64>, qualifier: Qualifier) -> Vec<Element> {
    let mut drawn = Vec::new();
    if let Some(high) = high {
        drawn.push(line((x, y), (x, high), "p-mark p-thick"));
        drawn.push(circle((x, high), R, "p-mark p-open"));
    }
    let arrow = |sign: f64| {
        let tip = y + sign * 14.0;
        [
            line((x, y), (x, tip), "p-mark"),
            polyline(
                &[(x - 3.5, tip - sign * 4.0), (x, tip), (x + 3.5, tip - sign * 4.0)],
                false,
                "p-mark",
            ),
        ]
    };
    match qualifier {
        Qualifier::AtLeast => drawn.extend(arrow(-1.0)),
        Qualifier::AtMost => drawn.extend(arrow(1.0)),
        _ => {}
    }
    let class = match qualifier {
        Qualifier::Exact | Qualifier::AtLeast | Qualifier::AtMost => "p-mark p-full",
        Qualifier::About => "p-mark p-open",
        Qualifier::Vague => "p-mark p-open p-dotted",
    };
    drawn.push(circle((x, y), R, class));
    drawn
}
