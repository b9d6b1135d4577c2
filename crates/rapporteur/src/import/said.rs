//! What a corrected file says about one claim.

use rapporteur_model::EditedSlot;

/// What a file says about one claim.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Where it says so: the row of a table, its header the first, or the line of annotations.
    pub(super) place: usize,
    /// The claim's identifier.
    pub(super) claim: String,
    /// Slots as a person wrote them.
    pub(super) slots: Vec<(EditedSlot, String)>,
    /// A verdict by name; empty for none.
    pub(super) verdict: Option<String>,
}
