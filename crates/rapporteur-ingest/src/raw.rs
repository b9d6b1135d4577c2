//! A report as an input yields it, before anything was understood.

use std::collections::BTreeMap;

use rapporteur_model::{Diagnostic, Origin, PartialDate};

/// A report as an input yields it: text and whatever metadata came along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawDocument {
    /// Identifier, as given or made from the file's stem.
    pub id: String,
    /// The text, exactly as it came.
    pub text: String,
    /// Address.
    pub url: Option<String>,
    /// Outlet by metadata.
    pub outlet: Option<String>,
    /// Headline by metadata.
    pub title: Option<String>,
    /// Publication date by metadata.
    pub published: Option<PartialDate>,
    /// Language code by metadata.
    pub language: Option<String>,
    /// Where it was found.
    pub origin: Origin,
    /// Fields that the program gives no meaning to.
    pub metadata: BTreeMap<String, serde_json::Value>,
    /// Fields that could not be understood; they stay in `metadata` as they were.
    pub diagnostics: Vec<Diagnostic>,
}
