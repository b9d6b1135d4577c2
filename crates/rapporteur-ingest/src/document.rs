//! From a raw report to a document.

use rapporteur_model::{Basis, Diagnostic, Document, document_key};

use crate::about::{self, Places};
use crate::clean::{self, lines::lines};
use crate::guarded::{broken, guarded};
use crate::language::language;
use crate::look_alike;
use crate::open::open;
use crate::raw::{RawDocument, RawReport};

/// Makes the document of a report, with notes about what could not be understood.
///
/// Pure and linear in the text. Every text makes a document.
///
/// # Errors
/// A page or a file in which there is no report, or which is damaged, makes one diagnostic.
pub fn document(report: RawReport) -> Result<(Document, Vec<Diagnostic>), Diagnostic> {
    match report {
        RawReport::Text(raw) => Ok(understood(raw)),
        RawReport::Sealed(sealed) => {
            let path = sealed.about.origin.path.clone();
            guarded(|| open(sealed)).unwrap_or_else(|| Err(broken(&path))).map(understood)
        }
    }
}

/// The text unchanged, its furniture marked; outlet, headline, date and dateline from the metadata
/// or, where there is none, from the text.
fn understood(raw: RawDocument) -> (Document, Vec<Diagnostic>) {
    let lines = lines(&raw.text);
    let wording = clean::by_wording(&lines);
    let places = Places { url: raw.url.as_deref(), name: &raw.id };
    let about = about::about(&raw.text, &lines, &wording, places);
    let title = raw.title.or_else(|| about.title.clone());
    let furniture = clean::furniture(&raw.text, &lines, wording, &about, title.as_deref());
    let metadata_date = raw.published.map(|date| (date, Basis::Metadata));
    let presumed = raw.presumed.map(|date| (date, Basis::Inferred));
    let published = metadata_date.or(about.published).or(presumed);
    let mut notes = raw.diagnostics;
    notes.extend(look_alike::notes(&raw.text, &raw.origin.path));
    let document = Document {
        key: document_key(&raw.id, &raw.text),
        id: raw.id,
        outlet: raw.outlet.or(about.outlet),
        title,
        authors: raw.authors,
        published: published.map(|(date, _)| date),
        published_basis: published.map(|(_, basis)| basis),
        modified: raw.modified,
        dateline_place: about.dateline_place,
        language: language(&raw.text, raw.language.as_deref()),
        url: raw.url,
        origin: raw.origin,
        metadata: raw.metadata,
        furniture,
        text: raw.text,
    };
    (document, notes)
}
