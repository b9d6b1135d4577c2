//! The figures.

use std::collections::BTreeSet;
use std::io::{self, Write};

use rapporteur_model::Qualifier;
use rapporteur_record::views::Contents;
use rapporteur_record::views::figures::figures;

use super::count;
use crate::table::{self, one_line};

/// Prints the figures.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let rows = figures(contents);
    let measures: BTreeSet<_> = rows.iter().map(|row| row.figure.measure).collect();
    table::answer(
        to,
        &format!("{} for {}", count(rows.len(), "figure"), count(measures.len(), "measure")),
    )?;
    let mut lines = table::table(&["measure", "value", "of", "when", "according to", "outlet"]);
    for row in &rows {
        lines.add_row([
            row.figure.measure.to_string(),
            amount(
                row.figure.value,
                row.figure.high,
                row.figure.qualifier,
                row.figure.unit.as_deref(),
            ),
            row.figure.of.clone().map(|of| one_line(&of)).unwrap_or_default(),
            row.time.map(|time| time.to_string().replace('/', " to ")).unwrap_or_default(),
            row.said_by.clone().unwrap_or_default(),
            row.outlet.clone().unwrap_or_else(|| row.document.clone()),
        ]);
    }
    table::print(to, &lines)
}

/// A number as exact as it claims to be.
pub(super) fn amount(
    value: f64,
    high: Option<f64>,
    qualifier: Qualifier,
    unit: Option<&str>,
) -> String {
    let value = match high {
        Some(high) => format!("{value} to {high}"),
        None => value.to_string(),
    };
    let qualified = match qualifier {
        Qualifier::Exact => value,
        Qualifier::About => format!("about {value}"),
        Qualifier::AtLeast => format!("at least {value}"),
        Qualifier::AtMost => format!("at most {value}"),
        Qualifier::Vague => format!("{value} or more"),
    };
    match unit {
        None | Some("people") => qualified,
        Some(unit) => format!("{qualified} {unit}"),
    }
}
