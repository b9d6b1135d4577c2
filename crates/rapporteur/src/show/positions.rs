//! The positions.

use std::io::{self, Write};

use rapporteur_model::Issue;
use rapporteur_record::views::Contents;
use rapporteur_record::views::positions::{Stance, StanceKind, positions};

use super::{count, voices};
use crate::table;
use crate::table::one_line;

/// Prints the latest stance of each party under each issue, and how many it replaced.
pub(super) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let positions = positions(contents);
    table::answer(to, &format!("{}, the latest first", count(positions.len(), "position")))?;
    let mut issue: Option<Issue> = None;
    for position in &positions {
        if issue != Some(position.issue) {
            issue = Some(position.issue);
            writeln!(to)?;
            table::answer(to, position.issue.name())?;
        }
        let replaced = match position.earlier.len() {
            0 => String::new(),
            n => format!(", {} before", count(n, "stance")),
        };
        let latest = &position.latest;
        let facts = format!(
            "{:<11} {} {}{replaced}",
            latest.time.map(|time| time.end.to_string()).unwrap_or_default(),
            position.party,
            kind(latest.kind)
        );
        table::item(to, &facts, &words(latest))?;
    }
    Ok(())
}

const fn kind(kind: StanceKind) -> &'static str {
    match kind {
        StanceKind::Demands => "demands",
        StanceKind::Refuses => "refuses",
        StanceKind::Accepts => "accepts or offers",
        StanceKind::Concedes => "concedes",
    }
}

fn words(stance: &Stance) -> String {
    let said = stance.said_by.as_ref().map(|name| format!(" according to {name}"));
    format!(
        "“{}”{} {}{}",
        one_line(&stance.quote),
        said.unwrap_or_default(),
        stance.outlets.join(", "),
        voices(stance.independent_reports)
    )
}
