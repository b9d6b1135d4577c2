//! The tables beside the claims.

use rapporteur_model::{Document, Verdict};
use rapporteur_record::views::Contents;
use rapporteur_record::views::disagreements::disagreements as rows;
use rapporteur_record::views::entries::entry_rows;

use super::{Table, claim_fields};
use crate::Options;

/// The table of claims without its rows, which are streamed.
pub(super) fn claims() -> Table {
    Table {
        name: "claims",
        title: "One claim a row",
        key: Some("claim"),
        refers: &[("entry", "entries"), ("document", "documents")],
        fields: claim_fields(),
        rows: Vec::new(),
    }
}

pub(crate) fn entries(contents: &Contents, options: &Options) -> Table {
    let rows = entry_rows(contents).into_iter().map(|row| {
        let names = |names: &[String]| names.join("; ");
        let realis: Vec<&str> = row.realis.iter().map(|realis| realis.name()).collect();
        let issues: Vec<&str> = row.issues.iter().map(|issue| issue.name()).collect();
        let disputed: Vec<&str> = row.disputed.iter().map(|slot| slot.name()).collect();
        vec![
            row.entry.clone(),
            shown(row.event_type),
            shown(row.mode),
            shown(row.measure),
            shown(row.values.map(|(low, _)| low)),
            shown(row.values.map(|(_, high)| high)),
            row.of.clone().unwrap_or_default(),
            realis.join("; "),
            shown(row.time.map(|time| time.start)),
            shown(row.time.map(|time| time.end)),
            names(&row.actors),
            names(&row.recipients),
            names(&row.mediators),
            issues.join("; "),
            names(&row.objects),
            names(&row.places),
            names(&row.speakers),
            names(&row.outlets),
            shown(row.first_published),
            row.claims.len().to_string(),
            row.independent_reports.to_string(),
            disputed.join("; "),
            row.quote.clone(),
            review_status(contents, &row.claims).to_owned(),
            options.links.entry(&row.entry),
        ]
    });
    Table {
        name: "entries",
        title: "One happening, or figure for one moment, a row",
        key: Some("entry"),
        refers: &[],
        fields: vec![
            ("entry", "string", "Identifier"),
            ("type", "string", "PLOVER type of an event"),
            ("mode", "string", "PLOVER mode"),
            ("measure", "string", "What a figure counts"),
            ("low", "number", "The smallest number that a report gives"),
            ("high", "number", "The largest"),
            ("of", "string", "Whom or what a figure counts"),
            ("realis", "string", "As told: distinct values"),
            ("time_start", "string", "First day, month or year, as most claims say"),
            ("time_end", "string", "Last day, month or year"),
            ("actors", "string", "Parties that act; of a figure, who did it"),
            ("recipients", "string", "Parties acted upon"),
            ("mediators", "string", "Parties that mediate"),
            ("issues", "string", "What it is about"),
            ("objects", "string", "Proposals and agreements that it refers to"),
            ("places", "string", "Where"),
            ("speakers", "string", "Who says so, beside the outlets themselves"),
            ("outlets", "string", "Who published it"),
            ("first_published", "string", "When it was published first"),
            ("claims", "integer", "How many claims tell it"),
            ("independent_reports", "integer", "How many independent voices tell it"),
            ("disputed", "string", "On what reports contradict each other"),
            ("quote", "string", "The words of the claim that was published first"),
            (
                "review_status",
                "string",
                "What people decided about its claims: accepted (all of them), unsure (one of them), \
                 partly (some were looked at), unreviewed",
            ),
            ("permalink", "string", "Where it can be looked at"),
        ],
        rows: rows.collect(),
    }
}

/// What people decided about the claims of an entry, taken together; rejected ones are in none.
fn review_status(contents: &Contents, claims: &[String]) -> &'static str {
    let verdicts: Vec<Verdict> = claims
        .iter()
        .map(|id| contents.reviews.get(id).map_or(Verdict::Open, |review| review.verdict))
        .collect();
    let any = |verdict: Verdict| verdicts.contains(&verdict);
    match (any(Verdict::Accepted), any(Verdict::Open)) {
        _ if any(Verdict::Unsure) => "unsure",
        (true, false) => "accepted",
        (true, true) => "partly",
        (false, _) => "unreviewed",
    }
}

pub(super) fn disagreements(contents: &Contents, options: &Options) -> Table {
    let mut cells = Vec::new();
    for row in rows(contents) {
        for side in &row.sides {
            for evidence in &side.evidence {
                cells.push(vec![
                    row.entry.clone(),
                    row.slot.to_string(),
                    row.about.clone(),
                    row.correction.to_string(),
                    side.value.clone(),
                    evidence.claim.clone(),
                    evidence.outlet.clone(),
                    shown(evidence.published),
                    evidence.said_by.clone().unwrap_or_default(),
                    evidence.quote.clone(),
                    options.links.claim(&evidence.claim),
                ]);
            }
        }
    }
    Table {
        name: "disagreements",
        title: "One claim on one side of a disagreement a row",
        key: None,
        refers: &[("entry", "entries"), ("claim", "claims")],
        fields: vec![
            ("entry", "string", "The entry"),
            ("slot", "string", "On what: value, time, place, actors, realis, stance"),
            ("about", "string", "What the entry is"),
            ("correction", "boolean", "Whether one outlet corrected itself: no dispute"),
            ("value", "string", "What the side says"),
            ("claim", "string", "A claim that says it"),
            ("outlet", "string", "Who published it"),
            ("published", "string", "When"),
            ("said_by", "string", "Who says so; empty: the outlet itself"),
            ("quote", "string", "The words"),
            ("permalink", "string", "Where the claim can be looked at"),
        ],
        rows: cells,
    }
}

pub(super) fn documents(contents: &Contents, options: &Options) -> Table {
    let ids = contents.shown_ids();
    let mut documents: Vec<(&str, &Document)> = contents
        .documents
        .iter()
        .filter_map(|document| Some((ids.get(document.key.as_str())?.as_str(), document)))
        .collect();
    documents.sort_by_key(|(shown, document)| (*shown, document.key.as_str()));
    let rows = documents.into_iter().map(|(id, document)| {
        vec![
            id.to_owned(),
            document.key.clone(),
            document.outlet.clone().unwrap_or_default(),
            document.title.clone().unwrap_or_default(),
            document.authors.join("; "),
            shown(document.published),
            shown(document.modified),
            document.language.clone().unwrap_or_default(),
            document.url.clone().unwrap_or_default(),
            document.origin.sha256.clone(),
            document.origin.retrieved.clone().unwrap_or_default(),
            options.links.document(&document.key),
        ]
    });
    Table {
        name: "documents",
        title: "One report a row",
        key: Some("document"),
        refers: &[],
        fields: vec![
            ("document", "string", "Identifier"),
            ("key", "string", "Key: hash of identifier and text"),
            ("outlet", "string", "Who published it"),
            ("title", "string", "Headline"),
            ("authors", "string", "Who wrote it"),
            ("published", "string", "When"),
            ("modified", "string", "When it was last changed"),
            ("language", "string", "Language"),
            ("url", "string", "Address"),
            ("sha256", "string", "SHA-256 of the raw bytes"),
            ("retrieved", "string", "When it was retrieved"),
            ("permalink", "string", "Where it can be looked at"),
        ],
        rows: rows.collect(),
    }
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
