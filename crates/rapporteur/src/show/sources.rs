//! The sources.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::sources::sources;

use super::{count, listed};
use crate::table;

/// Prints the outlets.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let rows = sources(contents);
    table::answer(to, &format!("{}, the one with most claims first", count(rows.len(), "source")))?;
    let mut lines = table::table(&[
        "source",
        "reports",
        "copies",
        "claims",
        "entries",
        "first",
        "alone",
        "reprints from",
        "speakers",
    ]);
    for row in &rows {
        lines.add_row([
            row.outlet.clone(),
            row.documents.to_string(),
            row.copies.to_string(),
            row.claims.to_string(),
            row.entries.to_string(),
            row.first.to_string(),
            row.alone.to_string(),
            listed(&row.reprints, 3),
            listed(&row.speakers, 3),
        ]);
    }
    table::print(to, &lines)
}
