//! Reports per day, the size of a word.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rapporteur_model::{Document, PartialDate};

use crate::axis::{day_number, spoken};
use crate::phrases::{count, fill, pairs, parts, phrase};
use crate::picture::{Cell, Frame, Picture, Table, Words};
use crate::svg::{Element, line, rect};
use crate::text::grouped;

const HEIGHT: f64 = 28.0;

/// Draws how many documents were published on each day. Those that are dated to the month or the
/// year alone are counted in the summary and not drawn. A sparkline has no links and no words: a
/// frame of 120 to 240 pixels fits it.
#[must_use]
pub fn sparkline(documents: &[Document], frame: &Frame) -> Picture {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    let mut inexact = 0;
    for document in documents {
        match document.published.and_then(PartialDate::as_day) {
            Some(day) => *days.entry(day).or_default() += 1,
            None => inexact += 1,
        }
    }
    let words =
        Words { title: phrase("title.sparkline").to_owned(), summary: summary(&days, inexact) };
    let row = |(day, number): (&Date, &usize)| {
        vec![Cell::new(day.to_string()), Cell::new(number.to_string())]
    };
    let table = if frame.has_table() {
        Table { columns: parts("table.sparkline"), rows: days.iter().map(row).collect() }
    } else {
        Table::default()
    };
    Picture::new(frame, HEIGHT, words, bars(&days, frame.width), table)
}

fn bars(days: &BTreeMap<Date, usize>, width: f64) -> Vec<Element> {
    let base = HEIGHT - 1.5;
    let mut drawn = vec![line((0.0, base), (width, base), "p-grid p-grid-year")];
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value())
    else {
        return drawn;
    };
    let length = day_number(*last) - day_number(*first) + 1.0;
    let day = width / length;
    // Where a day is less than a pixel, those that share one are added up.
    let mut columns: BTreeMap<u32, usize> = BTreeMap::new();
    for (date, number) in days {
        let at = (day_number(*date) - day_number(*first)) * day;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pixel")]
        let column = if day < 1.5 { (at / 1.5).floor() as u32 } else { (at / day).round() as u32 };
        *columns.entry(column).or_default() += number;
    }
    let wide = day.max(1.5);
    let most = columns.values().copied().max().unwrap_or(1) as f64;
    for (column, number) in columns {
        let high = (number as f64 / most * (HEIGHT - 4.0)).max(2.0);
        let thick = (wide * 0.8).min(12.0);
        let corner = (f64::from(column) * wide, base - high);
        drawn.push(rect(corner, (thick, high), "p-full"));
    }
    drawn
}

fn summary(days: &BTreeMap<Date, usize>, inexact: usize) -> String {
    let dated: usize = days.values().sum();
    let mut said = fill("summary.days", &[("reports", &count(dated, "report"))]);
    let spoken = |date: Date| PartialDate::day(date).map(spoken).unwrap_or_default();
    if let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value()) {
        let ends = [("first", spoken(*first)), ("last", spoken(*last))];
        said.push_str(&fill("summary.days-between", &pairs(&ends)));
    }
    let most = days.iter().max_by(|(a, n), (b, m)| n.cmp(m).then_with(|| b.cmp(a)));
    if let Some((day, number)) = most {
        let most = [("day", spoken(*day)), ("number", grouped(*number as f64))];
        said.push_str(&fill("summary.days-most", &pairs(&most)));
    }
    if inexact > 0 {
        said.push_str(&fill("summary.days-inexact", &[("number", &inexact.to_string())]));
    }
    format!("{said}.")
}
