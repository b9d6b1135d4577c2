//! Where a build writes: an existing record in one transaction, a new one beside its place first.

use std::path::{Path, PathBuf};

use anyhow::Context;
use rapporteur_store::Record;
use tempfile::TempPath;

use crate::new_file;

/// The record that a build writes to.
pub(super) struct Target {
    pub(super) record: Record,
    /// A new record takes shape here, and moves to its place when it is whole.
    temporary: Option<TempPath>,
    path: PathBuf,
}

impl Target {
    /// Opens the record at a path, or begins a new one for it.
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        if path.exists() {
            let record = Record::open_to_write(path)?;
            return Ok(Self { record, temporary: None, path: path.to_owned() });
        }
        let temporary = new_file::beside(path)
            .with_context(|| format!("{}: the record cannot be made", path.display()))?
            .into_temp_path();
        let record = Record::create(&temporary)?;
        Ok(Self { record, temporary: Some(temporary), path: path.to_owned() })
    }

    /// Moves a new record to its place.
    pub(super) fn keep(self) -> anyhow::Result<()> {
        drop(self.record);
        match self.temporary {
            None => Ok(()),
            Some(temporary) => temporary.persist_noclobber(&self.path).map_err(|error| {
                let path = self.path.display();
                if error.error.kind() == std::io::ErrorKind::AlreadyExists {
                    anyhow::anyhow!(
                        "{path}: another run has made this record meanwhile; run the same command again to add to it"
                    )
                } else {
                    anyhow::Error::new(error.error)
                        .context(format!("{path}: the record cannot be made"))
                }
            }),
        }
    }
}
