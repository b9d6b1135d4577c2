//! Reports that changed.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::versions::{Change, Version, versions};

use super::count;
use crate::table;
use crate::table::one_line;

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
            for (sign, changes) in [('+', &version.added), ('-', &version.dropped)] {
                for (words, claims) in counted(changes) {
                    let several =
                        if claims > 1 { format!(" ({claims} claims)") } else { String::new() };
                    table::signed(to, sign, &format!("{words}{several}"))?;
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

/// The words of some claims in their order, each once, with how many claims have them: a figure and an
/// event often share theirs.
fn counted(changes: &[Change]) -> Vec<(String, usize)> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for words in changes.iter().map(words) {
        match counted.iter_mut().find(|(known, _)| *known == words) {
            Some((_, count)) => *count += 1,
            None => counted.push((words, 1)),
        }
    }
    counted
}

fn words(change: &Change) -> String {
    format!("“{}”", one_line(&change.quote))
}
