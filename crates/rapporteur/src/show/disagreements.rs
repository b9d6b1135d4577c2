//! The disagreements.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::disagreements::{Evidence, disagreements};

use super::count;
use crate::table;
use crate::table::one_line;

/// Prints each disagreement with its sides and their evidence.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let rows = disagreements(contents);
    let corrections = rows.iter().filter(|row| row.correction).count();
    let mut answer = count(rows.len() - corrections, "disagreement");
    if corrections > 0 {
        answer.push_str(&format!(" and {}", count(corrections, "correction")));
    }
    table::answer(to, &answer)?;
    for row in &rows {
        writeln!(to)?;
        let when = row.time.map(|time| format!(", {}", time.to_string().replace('/', " to ")));
        let what = if row.correction { "corrected" } else { "in dispute" };
        table::answer(
            to,
            &format!("{} {what}: {}{}", row.slot, row.about, when.unwrap_or_default()),
        )?;
        for side in &row.sides {
            for evidence in &side.evidence {
                table::item(
                    to,
                    &format!("{:<11} {}", side.value, who(evidence)),
                    &words(evidence),
                )?;
            }
        }
    }
    Ok(())
}

fn who(evidence: &Evidence) -> String {
    let said = evidence.said_by.as_ref().map(|name| format!(", according to {name}"));
    let published = evidence.published.map(|date| format!(" ({date})"));
    format!("{}{}{}", evidence.outlet, published.unwrap_or_default(), said.unwrap_or_default())
}

fn words(evidence: &Evidence) -> String {
    format!("“{}”", one_line(&evidence.quote))
}
