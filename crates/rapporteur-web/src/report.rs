//! The same views as one file: to mail, to print, to archive.

use askama::Template;
use rapporteur_record::selection::Selection;

use crate::ask::Ask;
use crate::assets::STYLE;
use crate::pages::{VIEWS, document_section, entry_section};
use crate::snapshot::Snapshot;
use crate::text::{filters, text};

/// Views of the report, in order; reports follow them.
const PARTS: &[&str] = &[
    "brief",
    "timeline",
    "threads",
    "positions",
    "figures",
    "disagreements",
    "actors",
    "places",
    "sources",
    "wording",
];

#[derive(Template)]
#[template(path = "report.html")]
struct Report<'a> {
    record: &'a str,
    style: &'a str,
    chosen: Vec<String>,
    parts: Vec<Part>,
    entries: Vec<String>,
    documents: Vec<String>,
}

/// One view.
struct Part {
    name: &'static str,
    label: &'static str,
    main: String,
}

/// A selection of a record as one HTML file that needs no other, no network and no script.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(
    snapshot: &Snapshot,
    record: &str,
    selection: Selection,
) -> Result<String, askama::Error> {
    let ask = Ask::report(snapshot, selection);
    let mut parts = Vec::new();
    for name in PARTS {
        let Some(view) = VIEWS.iter().find(|view| view.name == *name) else { continue };
        let label = text(&format!("nav.{name}"));
        parts.push(Part { name: view.name, label, main: (view.html)(&ask)? });
    }
    let core = &snapshot.core;
    let mut entries = Vec::new();
    for (_, entry) in ask.entries().filter(|(_, entry)| entry.claims.len() > 1) {
        entries.push(entry_section(&ask, entry)?);
    }
    let mut shown = vec![ask.everything(); core.contents.documents.len()];
    for &claim in &ask.selected().claims {
        shown[core.document_at(claim)] = true;
    }
    // Entries quote claims of other reports, too.
    for (at, _) in ask.entries() {
        for (_, document) in core.members(at) {
            if let Some(at) = core.document_position(&document.key) {
                shown[at] = true;
            }
        }
    }
    let mut documents = Vec::new();
    for (document, _) in core.contents.documents.iter().zip(shown).filter(|(_, shown)| *shown) {
        documents.push(document_section(&ask, document)?);
    }
    let chosen = crate::pages::chips(&ask, &ask.selection);
    Report { record, style: STYLE.as_str(), chosen, parts, entries, documents }.render()
}
