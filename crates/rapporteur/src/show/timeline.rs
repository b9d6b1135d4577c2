//! The timeline.

use std::io::{self, Write};

use rapporteur_model::Realis;
use rapporteur_record::views::Contents;
use rapporteur_record::views::timeline::{Row, timeline};

use super::{count, voices};
use crate::table::{self, one_line};

/// Prints the timeline.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let rows = timeline(contents);
    table::answer(
        to,
        &format!("{} in the order in which they are dated", count(rows.len(), "happening")),
    )?;
    for row in &rows {
        let facts = format!("{:<11} {}  {}", when(row), what(row), who(row));
        let told = voices(row.independent_reports);
        let quote = one_line(&row.quote);
        table::item(to, &facts, &format!("“{quote}” {}{told}", row.outlets.join(", ")))?;
    }
    Ok(())
}

fn when(row: &Row) -> String {
    row.time.to_string().replace('/', " to ")
}

fn what(row: &Row) -> String {
    let mut words = vec![row.event_type.to_string()];
    words.extend(row.mode.map(|mode| mode.to_string()));
    words.extend(
        row.realis.iter().filter(|&&realis| realis != Realis::Actual).map(ToString::to_string),
    );
    words.join(" ")
}

fn who(row: &Row) -> String {
    let mut words = row.actors.join(", ");
    if !row.recipients.is_empty() {
        words.push_str(&format!(" → {}", row.recipients.join(", ")));
    }
    if !row.mediators.is_empty() {
        words.push_str(&format!(" through {}", row.mediators.join(", ")));
    }
    words
}
