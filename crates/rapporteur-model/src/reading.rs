//! What reading one document yields.

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::diagnostic::Diagnostic;

/// The claims of one document, in text order, and what was left open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Claims in text order.
    pub claims: Vec<Claim>,
    /// What a person should know.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Puts the claims into text order and numbers them: the document's key and their place.
    pub fn arrange(&mut self, key: &str) {
        self.claims.sort_by(|a, b| (a.span, &a.found_by).cmp(&(b.span, &b.found_by)));
        for (number, claim) in self.claims.iter_mut().enumerate() {
            claim.id = format!("{key}.{number}");
        }
    }
}
