//! The same happening, as told by one or more documents.

use serde::{Deserialize, Serialize};

/// One happening (or one figure for one moment) with all the claims that tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable identifier: `e` and the id of its first claim.
    pub id: String,
    /// Claims in the order of document key and position; never empty.
    pub claims: Vec<String>,
    /// Number of distinct (reprint family, innermost speaker) pairs behind the claims.
    pub independent_reports: usize,
}
