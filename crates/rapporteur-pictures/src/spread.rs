//! How one entry went from outlet to outlet: who told it first, who repeats whose words, who brings
//! a voice of its own.

use std::collections::BTreeMap;

use rapporteur_model::{PartialDate, TimeSpan};
use rapporteur_record::views::sources::Carrier;

use crate::axis::{TimeAxis, days, spoken};
use crate::marks::{Key, Manner, RADIUS, bar, dot, legend};
use crate::phrases::{count, fill, parts, phrase};
use crate::picture::{Cell, Frame, Links, Picture, Table, Target, Words, listed};
use crate::svg::{Element, circle, linked, polyline, rect, words};
use crate::text::{cut, fit, isolated, width};
use crate::timeline::nothing;

const MARGIN: f64 = 8.0;
const ROW: f64 = 30.0;
const SIZE: f64 = 12.0;

/// More carriers than this are counted below the picture.
const MOST: usize = 30;

/// Draws the carriers of an entry in the order in which they were published, as
/// [`rapporteur_record::views::sources::spread`] gives them.
#[must_use]
pub fn spread(carriers: &[Carrier], frame: &Frame, links: Links<'_>) -> Picture {
    let said = Words { title: phrase("title.spread").to_owned(), summary: summary(carriers) };
    let table = if frame.has_table() { table(carriers, links) } else { Table::default() };
    let spans: Vec<_> = carriers
        .iter()
        .filter_map(|carrier| carrier.published)
        .map(|day| days(TimeSpan::at(day)))
        .collect();
    let (Some(from), Some(to)) =
        (spans.iter().map(|(first, _)| *first).min(), spans.iter().map(|(_, last)| *last).max())
    else {
        return nothing(frame, said, table, phrase("note.no-report"));
    };
    let names = if frame.is_narrow() { 0.0 } else { 190.0 };
    let right = frame.width - MARGIN;
    let axis = TimeAxis::new(from, to, MARGIN + names, right - 8.0);
    let (mut drawn, height) = legend(&KEYS, MARGIN, right, 4.0);
    let top = height + 50.0;
    let row = if frame.is_narrow() { ROW + 16.0 } else { ROW };
    let shown = carriers.get(..carriers.len().min(MOST)).unwrap_or_default();
    let bottom = top + row * shown.len() as f64;
    drawn.extend(axis.draw(top, bottom));
    let places: BTreeMap<&str, (f64, f64)> = shown
        .iter()
        .enumerate()
        .filter_map(|(at, carrier)| {
            let y = top + row * at as f64 + row - ROW / 2.0;
            Some((carrier.document.as_str(), (x(carrier, &axis)?, y)))
        })
        .collect();
    for carrier in shown {
        let from = carrier.repeats.as_deref().and_then(|key| places.get(key));
        let (Some(from), Some(to)) = (from, places.get(carrier.document.as_str())) else {
            continue;
        };
        drawn.push(elbow(*from, *to));
    }
    for (at, carrier) in shown.iter().enumerate() {
        drawn.push(draw(carrier, &axis, frame, links, top + row * at as f64, row));
    }
    let mut end = bottom + 6.0;
    if carriers.len() > shown.len() {
        let note =
            fill("note.carriers", &[("number", &(carriers.len() - shown.len()).to_string())]);
        drawn.push(words((MARGIN, end + 12.0), &note, "p-note"));
        end += 18.0;
    }
    Picture::new(frame, end, said, drawn, table)
}

const KEYS: [Key; 3] = [
    Key { look: |at| dot(at, Manner::Done), words: "legend.own-words" },
    Key { look: |at| vec![circle(at, RADIUS, "p-mark p-open")], words: "legend.other-words" },
    Key {
        look: |(x, y)| {
            vec![polyline(
                &[(x - 9.0, y - 4.0), (x, y - 4.0), (x, y + 4.0), (x + 9.0, y + 4.0)],
                false,
                "p-tie p-dashed",
            )]
        },
        words: "legend.whose",
    },
];

fn x(carrier: &Carrier, axis: &TimeAxis) -> Option<f64> {
    let (first, last) = days(TimeSpan::at(carrier.published?));
    Some((axis.x(first) + axis.after(last)) / 2.0)
}

/// From the first carrier down and across to the one that repeats it.
fn elbow((from_x, from_y): (f64, f64), (to_x, to_y): (f64, f64)) -> Element {
    let aside = from_x - 9.0;
    polyline(
        &[(from_x - RADIUS, from_y), (aside, from_y), (aside, to_y), (to_x - RADIUS - 1.0, to_y)],
        false,
        "p-tie p-dashed",
    )
}

fn draw(
    carrier: &Carrier,
    axis: &TimeAxis,
    frame: &Frame,
    links: Links<'_>,
    y: f64,
    row: f64,
) -> Element {
    let middle = y + row - ROW / 2.0;
    let when = carrier.published.map_or_else(|| phrase("word.undated").to_owned(), spoken);
    let voice = voice(carrier);
    let told = format!("{}, {when}: {voice}", isolated(&carrier.outlet));
    let mut element = linked(links(Target::Document(&carrier.document)).as_deref(), &told)
        .with(rect((0.0, y), (frame.width, row), "p-hit"));
    if frame.is_narrow() {
        let text = format!("{} · {voice}", isolated(&carrier.outlet));
        element.push(words((MARGIN, y + 14.0), &fit(&text, SIZE, frame.width - 2.0 * MARGIN), ""));
    } else {
        element.push(words((MARGIN, middle + 4.0), &cut(&carrier.outlet, SIZE, 176.0), "p-strong"));
    }
    let Some(published) = carrier.published else { return element };
    let (first, last) = days(TimeSpan::at(published));
    let (left, right) = (axis.x(first), axis.after(last));
    let manner = if carrier.repeats.is_some() { Manner::Planned } else { Manner::Done };
    let centre = ((left + right) / 2.0, middle);
    let marks = match (published.as_day(), manner) {
        (None, manner) if right - left > 2.0 * RADIUS => bar((left, right), middle, manner),
        (_, Manner::Done) => dot(centre, manner),
        _ => vec![circle(centre, RADIUS, "p-mark p-open")],
    };
    element = element.with_all(marks);
    if !frame.is_narrow() {
        let text = format!("{when} · {voice}");
        let size = width(&text, SIZE);
        let end = if published.as_day().is_some() { centre.0 + RADIUS } else { right };
        let (after, before) = (axis.right - end - 8.0, centre.0 - RADIUS - axis.left - 16.0);
        if size <= after || after >= before {
            element.push(words(
                (end + 8.0, middle + 4.0),
                &fit(&text, SIZE, after),
                "p-note p-halo",
            ));
        } else {
            let text = fit(&text, SIZE, before);
            let at = (centre.0 - RADIUS - 14.0, middle + 4.0);
            element.push(words(at, &text, "p-note p-halo p-end"));
        }
    }
    element
}

fn voice(carrier: &Carrier) -> String {
    if carrier.speakers.is_empty() {
        phrase("word.own-voice").to_owned()
    } else {
        fill("word.says", &[("names", &listed(&carrier.speakers, 3))])
    }
}

fn summary(carriers: &[Carrier]) -> String {
    let repeats = carriers.iter().filter(|carrier| carrier.repeats.is_some()).count();
    let mut said = fill("summary.spread", &[("reports", &count(carriers.len(), "report"))]);
    if let Some(first) = carriers.first() {
        let on = |date: PartialDate| fill("summary.spread-on", &[("day", &spoken(date))]);
        let when = first.published.map(on).unwrap_or_default();
        let first = [("outlet", first.outlet.as_str()), ("when", &when)];
        said.push_str(&fill("summary.spread-first", &first));
    }
    if repeats > 0 {
        said.push_str(&fill("summary.spread-repeats", &[("number", &repeats.to_string())]));
    }
    format!("{said}.")
}

fn table(carriers: &[Carrier], links: Links<'_>) -> Table {
    let outlets: BTreeMap<&str, &str> = carriers
        .iter()
        .map(|carrier| (carrier.document.as_str(), carrier.outlet.as_str()))
        .collect();
    let cells = |carrier: &Carrier| {
        let whose = carrier.repeats.as_deref();
        vec![
            Cell::new(carrier.published.map(|date| date.to_string()).unwrap_or_default()),
            Cell::linked(carrier.outlet.clone(), links(Target::Document(&carrier.document))),
            Cell::new(carrier.speakers.join(", ")),
            Cell::new(
                whose.map(|key| (*outlets.get(key).unwrap_or(&key)).to_owned()).unwrap_or_default(),
            ),
        ]
    };
    Table { columns: parts("table.spread"), rows: carriers.iter().map(cells).collect() }
}
