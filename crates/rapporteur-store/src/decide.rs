//! Adds lines to the log of decisions.

use rapporteur_model::{Act, Decision};
use rusqlite::{TransactionBehavior, params};

use crate::error::StoreError;
use crate::record::Record;

/// A decision before it has a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who.
    pub by: String,
    /// Why.
    pub why: Option<String>,
    /// What.
    pub act: Act,
}

pub(crate) fn decide(record: &mut Record, decided: Decided) -> Result<Decision, StoreError> {
    let path = record.path.clone();
    let error = |source| StoreError::from_sqlite(&path, source);
    let transaction = record
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(error)?;
    let number: u64 = transaction
        .query_row("SELECT COALESCE(MAX(number), 0) + 1 FROM decisions", [], |row| row.get(0))
        .map_err(error)?;
    let Decided { at, by, why, act } = decided;
    let decision = Decision { number, at, by, why, act };
    let json = serde_json::to_string(&decision)
        .map_err(|source| StoreError::Damaged { path: path.clone(), what: source.to_string() })?;
    transaction
        .execute(
            "INSERT INTO decisions (number, at, json) VALUES (?1, ?2, ?3)",
            params![number, decision.at, json],
        )
        .map_err(error)?;
    transaction.commit().map_err(error)?;
    Ok(decision)
}
