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
