//! From a raw report to a document.

use rapporteur_model::{Basis, Diagnostic, Document, document_key};

use crate::about::{self, Places};
use crate::clean::{self, lines::lines};
use crate::raw::RawDocument;

/// Makes the document of a raw report: the text unchanged, its furniture marked, outlet, headline,
/// date and dateline from the metadata or, where there is none, from the text.
///
/// Pure, linear in the text, and total: every raw report makes a document.
#[must_use]
pub fn document(raw: RawDocument) -> (Document, Vec<Diagnostic>) {
    let lines = lines(&raw.text);
    let wording = clean::by_wording(&lines);
    let places = Places { url: raw.url.as_deref(), name: &raw.id };
    let about = about::about(&raw.text, &lines, &wording, places);
    let title = raw.title.or_else(|| about.title.clone());
    let furniture = clean::furniture(&raw.text, &lines, wording, &about, title.as_deref());
    let metadata_date = raw.published.map(|date| (date, Basis::Metadata));
    let published = metadata_date.or(about.published);
    let document = Document {
        key: document_key(&raw.id, &raw.text),
        id: raw.id,
        outlet: raw.outlet.or(about.outlet),
        title,
        published: published.map(|(date, _)| date),
        published_basis: published.map(|(_, basis)| basis),
        dateline_place: about.dateline_place,
        language: raw.language,
        url: raw.url,
        origin: raw.origin,
        metadata: raw.metadata,
        furniture,
        text: raw.text,
    };
    (document, raw.diagnostics)
}
