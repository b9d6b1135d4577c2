//! The wording.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::wording::{Use, wording};

use super::count;
use crate::table;

/// Outlets shown for each label.
const USES: usize = 6;

/// Prints who calls what how, with counts in the outlet's own voice and in quotations.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let rows = wording(contents);
    table::answer(
        to,
        &format!(
            "{} named in more than one way (own voice + quoted)",
            count(rows.len(), "referent")
        ),
    )?;
    for row in &rows {
        writeln!(to)?;
        table::answer(to, &row.referent)?;
        for label in &row.labels {
            let mut uses: Vec<String> = label.uses.iter().take(USES).map(shown).collect();
            if label.uses.len() > USES {
                uses.push(format!("and {} more", label.uses.len() - USES));
            }
            let example = label.uses.first().map(|first| first.example.clone());
            table::item(
                to,
                &format!("{}: {}", label.label, uses.join(", ")),
                &format!("… {} …", example.unwrap_or_default()),
            )?;
        }
    }
    Ok(())
}

fn shown(used: &Use) -> String {
    format!("{} {}+{}", used.outlet, used.own, used.quoted)
}
