//! Reads a whole record into memory for the views.

use std::path::Path;

use rapporteur_record::views::Contents;
use rapporteur_record::{decisions, families};
use rapporteur_store::{Record, StoreError};

/// Opens a record and reads everything in it, with what people decided.
pub(crate) fn open(path: &Path) -> Result<Contents, StoreError> {
    decided(&Record::open(path)?)
}

/// Reads everything in an open record, with what people decided.
pub(crate) fn decided(record: &Record) -> Result<Contents, StoreError> {
    let log = record.rows().decisions()?;
    let machine = record.rows().contents()?;
    if log.is_empty() {
        return Ok(machine);
    }
    let families = families(&machine.documents);
    let (decided, _lost) = decisions(machine, &log, &families);
    Ok(decided)
}

/// Who sits at the keyboard, as the system says.
pub(crate) fn user() -> String {
    let user = std::env::var("USER").ok().filter(|name| !name.is_empty());
    user.unwrap_or_else(|| "reviewer".to_owned())
}
