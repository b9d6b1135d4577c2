//! The figure series.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::series::{FigureSeries, Point, series};

use super::{count, figures};
use crate::table;
use crate::table::one_line;

/// Prints each series of more than one point, and counts what is counted once.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let all = series(contents);
    let (long, short): (Vec<&FigureSeries>, Vec<&FigureSeries>) =
        all.iter().partition(|series| series.points.len() > 1);
    let falling = long.iter().filter(|series| !series.falls.is_empty()).count();
    table::answer(
        to,
        &format!("{} over time, {falling} with a total that falls", count(long.len(), "count")),
    )?;
    for series in &long {
        writeln!(to)?;
        table::answer(to, &name(series))?;
        for point in &series.points {
            table::item(to, &facts(point, series.unit.as_deref()), &told(point))?;
        }
        for fall in &series.falls {
            let falls = format!("from {} to {}, though it cannot", fall.from.1, fall.to.1);
            table::item(to, "falls", &falls)?;
        }
    }
    if !short.is_empty() {
        writeln!(to)?;
        table::answer(
            to,
            &format!("{} told once: `show RECORD figures`", count(short.len(), "count")),
        )?;
    }
    Ok(())
}

fn name(series: &FigureSeries) -> String {
    let of = series.of.as_deref().map(|of| format!(": {}", one_line(of))).unwrap_or_default();
    let by = series.by.as_deref().map(|by| format!(", by {}", one_line(by))).unwrap_or_default();
    let total = if series.cumulative { " (counted up)" } else { "" };
    format!("{}{of}{by}{total}", series.measure)
}

fn facts(point: &Point, unit: Option<&str>) -> String {
    let when = point.time.map_or_else(|| "undated".to_owned(), |time| time.to_string());
    let amount = figures::amount(point.value, point.high, point.qualifier, unit);
    format!("{:<11} {amount}", when.replace('/', " to "))
}

/// Who says it, and where it stands.
fn told(point: &Point) -> String {
    let outlets = point.outlets.join(", ");
    if point.said_by.is_empty() {
        format!("{outlets} “{}”", one_line(&point.quote))
    } else {
        format!("{} in {outlets} “{}”", point.said_by.join(", "), one_line(&point.quote))
    }
}
