//! Reports that changed.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::versions::{Change, Version, versions};

use super::claims::one_line;
use super::count;
use crate::table;

/// Prints the reports with more than one version, and what changed in their claims.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let reports = versions(contents);
    let changed = count(reports.len(), "report");
    table::answer(to, &format!("{changed} with more than one version"))?;
    for report in &reports {
        writeln!(to)?;
        table::answer(to, report.title.as_deref().unwrap_or(&report.url))?;
        for version in &report.versions {
            let claims = count(version.claims, "claim");
            table::item(to, &format!("{}, {claims}", when(version)), &report.url)?;
            for (sign, changes) in [("+", &version.added), ("-", &version.dropped)] {
                for change in changes {
                    table::item(to, sign, &words(change))?;
                }
            }
        }
    }
    Ok(())
}

fn when(version: &Version) -> String {
    match (&version.retrieved, version.modified) {
        (Some(retrieved), _) => format!("retrieved {retrieved}"),
        (None, Some(modified)) => format!("changed {modified}"),
        (None, None) => format!("bytes {}", &version.sha256.get(..12).unwrap_or_default()),
    }
}

fn words(change: &Change) -> String {
    format!("“{}”", one_line(&change.quote))
}
