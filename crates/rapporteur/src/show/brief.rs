//! The brief.

use std::io::{self, Write};

use rapporteur_record::views::Contents;
use rapporteur_record::views::brief::brief;

use super::threads::answer;
use super::{count, listed};
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
    row("Outlets", listed(&outlets, NAMES));
    row("Parties", listed(&brief.parties, NAMES));
    row("Mediators", listed(&brief.mediators, NAMES));
    row(
        "Events",
        listed(&by_count(brief.types.iter().map(|(name, n)| (name.to_string(), *n))), NAMES),
    );
    row("Figures", brief.figures.to_string());
    row(
        "Corroborated",
        format!("{} of {} entries have more than one voice", brief.corroborated, brief.entries),
    );
    row(
        "In dispute",
        if brief.disputed == 0 { String::new() } else { format!("{} entries", brief.disputed) },
    );
    if let Some(proposal) = &brief.latest_proposal {
        let answers: Vec<String> = proposal.answers.iter().map(answer).collect();
        row("Latest proposal", format!("{}: {}", proposal.name, answers.join("; ")));
    }
    if let Some(meeting) = &brief.next_meeting {
        let place = meeting.place.as_ref().map(|place| format!(" in {place}")).unwrap_or_default();
        let when = meeting.time.to_string().replace('/', " to ");
        row("Next meeting", format!("{when}{place}: {}", meeting.parties.join(", ")));
    }
    table::print(to, &rows)
}

fn by_count(counts: impl Iterator<Item = (String, usize)>) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    counts
}
