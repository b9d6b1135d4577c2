//! A saved page, a PDF or a Word file: one report, whose text is taken out later.

use std::io::Read;

use rapporteur_model::{Code, Diagnostic, Origin};

use super::{LARGEST_FILE, LARGEST_REPORT, Place, bounded};
use crate::raw::{RawDocument, RawReport, SealKind, Sealed};
use crate::source::SourceKind;

/// Reads one file; its identifier is the file's stem.
pub(super) fn read(
    kind: SourceKind,
    reader: impl Read,
    place: &Place,
) -> Result<RawReport, Diagnostic> {
    let (kind, limit) = match kind {
        SourceKind::Pdf => (SealKind::Pdf, LARGEST_FILE),
        SourceKind::Docx => (SealKind::Docx, LARGEST_FILE),
        _ => (SealKind::Html(None), LARGEST_REPORT),
    };
    let bytes = bounded::whole(reader, limit, &place.subject)?;
    if bytes.trim_ascii().is_empty() {
        return Err(Diagnostic::new(Code::Empty, &place.subject, "the file is empty"));
    }
    let about = RawDocument {
        id: place.stem(),
        origin: Origin { path: place.subject.clone(), ..Origin::default() },
        ..RawDocument::default()
    };
    Ok(RawReport::Sealed(Sealed::new(kind, bytes, about)))
}
