//! A report as an input yields it, before anything was understood.

use std::collections::BTreeMap;

use rapporteur_model::{Diagnostic, Origin, PartialDate, sha256_hex};

/// A report as an input yields it: text and whatever metadata came along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawDocument {
    /// Identifier, as given or made from the file's stem or the address.
    pub id: String,
    /// The text, exactly as it came.
    pub text: String,
    /// Address.
    pub url: Option<String>,
    /// Outlet by metadata.
    pub outlet: Option<String>,
    /// Headline by metadata.
    pub title: Option<String>,
    /// Authors by metadata.
    pub authors: Vec<String>,
    /// Publication date by metadata.
    pub published: Option<PartialDate>,
    /// What may be the publication date; counts where neither metadata nor text tell it.
    pub presumed: Option<PartialDate>,
    /// Date of the last change by metadata.
    pub modified: Option<PartialDate>,
    /// Language code by metadata.
    pub language: Option<String>,
    /// Where it was found.
    pub origin: Origin,
    /// Fields that the program gives no meaning to.
    pub metadata: BTreeMap<String, serde_json::Value>,
    /// Fields that could not be understood; they stay in `metadata` as they were.
    pub diagnostics: Vec<Diagnostic>,
}

/// A report on its way in. Taking a text out of a page costs a hundred times what finding the page
/// costs, so that it is left to [`crate::document()`], which may run beside others of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawReport {
    /// Its text is at hand.
    Text(RawDocument),
    /// Its text must still be taken out of the bytes of a page or a file.
    Sealed(Sealed),
}

/// Bytes that hold a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// What the bytes are.
    pub kind: SealKind,
    /// The bytes, at most [`crate::LARGEST_FILE`] of them.
    pub bytes: Vec<u8>,
    /// What is known about the report from elsewhere, such as a feed; its text is empty. What it
    /// says goes before what the page says.
    pub about: RawDocument,
}

/// What holds a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealKind {
    /// An HTML page; with the encoding that its sender named.
    Html(Option<String>),
    /// A PDF file.
    Pdf,
    /// A Word file.
    Docx,
}

impl RawReport {
    /// Where the report was found, and the hash of its bytes.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Text(raw) => &raw.origin,
            Self::Sealed(sealed) => &sealed.about.origin,
        }
    }

    /// Whether opening it costs much.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        matches!(self, Self::Sealed(_))
    }
}

impl Sealed {
    /// Seals bytes with their hash.
    #[must_use]
    pub fn new(kind: SealKind, bytes: Vec<u8>, mut about: RawDocument) -> Self {
        about.origin.sha256 = sha256_hex(&bytes);
        Self { kind, bytes, about }
    }
}
