//! Reads a record, or what is asked for of it, into memory for the views.

use std::path::Path;

use rapporteur_record::views::Contents;
use rapporteur_record::{Selection, decisions, families};
use rapporteur_store::{Record, StoreError};

/// Records of more claims are not loaded as a whole without need or without saying so: at 3 kB a
/// claim (docs/performance.md) that is 1.5 GB of memory, and the better part of a minute.
pub(crate) const LARGE: usize = 500_000;

/// Opens a record and reads everything in it, with what people decided.
pub(crate) fn open(path: &Path) -> Result<Contents, StoreError> {
    decided(&Record::open(path)?)
}

/// Reads everything in an open record, with what people decided.
pub(crate) fn decided(record: &Record) -> Result<Contents, StoreError> {
    around(record, &Selection::default())
}

/// Reads what a selection can select in an open record, and what belongs to it, with what people
/// decided; everything where it asks for no name.
pub(crate) fn around(record: &Record, selection: &Selection) -> Result<Contents, StoreError> {
    let (machine, log) = record.rows().together(|rows| -> Result<_, StoreError> {
        Ok((rows.needed(selection)?, rows.decisions()?))
    })?;
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
