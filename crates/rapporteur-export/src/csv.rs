//! One claim a row. Lists are joined by `; `, attribution chains by ` > `, outermost first.

use std::io::{self, Write};

use rapporteur_model::{Actor, Claim, CodePoints, Content};
use rapporteur_record::views::Contents;

use crate::ordered::ordered;

/// The columns, in order.
const COLUMNS: [&str; 34] = [
    "claim",
    "document",
    "outlet",
    "published",
    "url",
    "kind",
    "type",
    "mode",
    "actors",
    "recipients",
    "mediators",
    "issues",
    "object",
    "measure",
    "value",
    "high",
    "qualifier",
    "unit",
    "of",
    "by",
    "realis",
    "time_start",
    "time_end",
    "place",
    "said_by",
    "medium",
    "quote",
    "start",
    "end",
    "found_by",
    "confidence",
    "entry",
    "independent_reports",
    "sha256",
];

pub(crate) fn write(contents: &Contents, to: &mut dyn Write) -> io::Result<()> {
    let entries = contents.entry_of_claim();
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(COLUMNS)?;
    let mut code_points: Option<(&str, CodePoints<'_>)> = None;
    for (shown, document, claim) in ordered(contents) {
        if code_points.as_ref().is_none_or(|(key, _)| *key != document.key) {
            code_points = Some((&document.key, CodePoints::new(&document.text)));
        }
        let points =
            code_points.as_ref().map(|(_, table)| table.span(claim.span)).unwrap_or_default();
        let entry = entries.get(claim.id.as_str());
        let fields = row(claim);
        let before = [
            claim.id.clone(),
            shown,
            document.outlet.clone().unwrap_or_default(),
            document.published.map(|date| date.to_string()).unwrap_or_default(),
            document.url.clone().unwrap_or_default(),
        ];
        let after = [
            points.start.to_string(),
            points.end.to_string(),
            claim.found_by.clone(),
            claim.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
            entry.map(|entry| entry.id.clone()).unwrap_or_default(),
            entry.map(|entry| entry.independent_reports.to_string()).unwrap_or_default(),
            document.origin.sha256.clone(),
        ];
        let cells = before.into_iter().chain(fields).chain(after);
        writer.write_record(cells.map(|cell| harmless(&cell)))?;
    }
    writer.flush()
}

fn row(claim: &Claim) -> Vec<String> {
    let mut cells = match &claim.content {
        Content::Event(event) => {
            let issues: Vec<&str> = event.issues.iter().map(|issue| issue.name()).collect();
            let mut cells = vec![
                "event".to_owned(),
                event.event_type.to_string(),
                event.mode.map(|mode| mode.to_string()).unwrap_or_default(),
                names(&event.actors),
                names(&event.recipients),
                names(&event.mediators),
                issues.join("; "),
                event.object.clone().unwrap_or_default(),
            ];
            cells.extend(std::iter::repeat_n(String::new(), 7));
            cells
        }
        Content::Figure(figure) => {
            let mut cells = vec!["figure".to_owned()];
            cells.extend(std::iter::repeat_n(String::new(), 7));
            cells.extend([
                figure.measure.to_string(),
                figure.value.to_string(),
                figure.high.map(|high| high.to_string()).unwrap_or_default(),
                figure.qualifier.to_string(),
                figure.unit.clone().unwrap_or_default(),
                figure.of.clone().unwrap_or_default(),
                figure.by.clone().unwrap_or_default(),
            ]);
            cells
        }
    };
    let chain: Vec<&str> = claim.said_by.iter().map(|link| link.speaker.as_str()).collect();
    cells.extend([
        claim.realis.to_string(),
        claim.time.map(|time| time.start.to_string()).unwrap_or_default(),
        claim.time.map(|time| time.end.to_string()).unwrap_or_default(),
        claim.place.clone().unwrap_or_default(),
        chain.join(" > "),
        claim
            .innermost_speaker()
            .and_then(|link| link.medium)
            .map(|medium| medium.to_string())
            .unwrap_or_default(),
        claim.quote.clone(),
    ]);
    cells
}

fn names(actors: &[Actor]) -> String {
    let shown: Vec<String> = actors
        .iter()
        .map(|actor| match &actor.party {
            Some(party) => format!("{} ({party})", actor.name),
            None => actor.name.clone(),
        })
        .collect();
    shown.join("; ")
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
/// injection); everything else stays as it is.
#[must_use]
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests;
