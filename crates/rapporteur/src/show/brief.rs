//! The brief.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::brief::brief;

use super::count;
use crate::table;

/// How many names a line of the brief lists before it counts the rest.
const NAMES: usize = 8;

/// Prints the brief.
pub(crate) fn write(to: &mut dyn Write, contents: &Contents) -> io::Result<()> {
    let brief = brief(contents);
    let outlets = brief.outlets.iter().filter(|(outlet, _)| outlet.is_some()).count();
    table::answer(
        to,
        &format!(
            "{} from {}: {} in {}, told by {}",
            count(brief.documents, "report"),
            count(outlets, "outlet"),
            count(brief.events + brief.figures, "claim"),
            if brief.entries == 1 {
                "1 entry".into()
            } else {
                format!("{} entries", brief.entries)
            },
            count(brief.independent_voices, "independent voice"),
        ),
    )?;
    let mut rows = table::table(&[]);
    let mut row = |name: &str, value: String| {
        if !value.is_empty() {
            rows.add_row([name.to_owned(), value]);
        }
    };
    let period = brief.published.map(|(first, last)| format!("{first} to {last}"));
    let undated = (brief.undated > 0).then(|| format!("{} undated", brief.undated));
    row("Published", [period, undated].into_iter().flatten().collect::<Vec<_>>().join(", "));
    let outlets: Vec<_> = brief
        .outlets
        .iter()
        .map(|(outlet, n)| (outlet.clone().unwrap_or_else(|| "(not named)".into()), *n))
        .collect();
    row("Outlets", listed(&outlets));
    row("Parties", listed(&brief.parties));
    row("Mediators", listed(&brief.mediators));
    row("Events", listed(&by_count(brief.types.iter().map(|(name, n)| (name.to_string(), *n)))));
    row("Figures", brief.figures.to_string());
    row(
        "Corroborated",
        format!("{} of {} entries have more than one voice", brief.corroborated, brief.entries),
    );
    table::print(to, &rows)
}

fn by_count(counts: impl Iterator<Item = (String, usize)>) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    counts
}

fn listed(counts: &[(String, usize)]) -> String {
    let mut shown: Vec<String> =
        counts.iter().take(NAMES).map(|(name, n)| format!("{name} {n}")).collect();
    if counts.len() > NAMES {
        shown.push(format!("and {} more", counts.len() - NAMES));
    }
    shown.join(", ")
}
