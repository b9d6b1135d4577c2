//! What a build has read so far, kept beside the record until the record takes it over in one step.
//!
//! A run that is killed leaves its journal behind; the next one goes on from there.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use rapporteur_model::{Document, Origin, Reading};
use rapporteur_store::{Record, StoreError};

use crate::say;

/// Documents and readings that are not in the record yet.
pub(super) struct Journal {
    path: PathBuf,
    reader: String,
    /// Made with the first batch.
    record: Option<Record>,
}

impl Journal {
    /// Takes up the journal of a record, where one was left by the same reader.
    pub(super) fn of(record: &Path, reader: &str) -> anyhow::Result<Self> {
        let mut name = OsString::from(record);
        name.push(".building");
        let path = PathBuf::from(name);
        let mut journal = Self { path, reader: reader.to_owned(), record: None };
        // Opened and not asked for: what a network's cache knows of it can be old.
        if fs::File::open(&journal.path).is_ok() {
            journal.take_up()?;
        }
        Ok(journal)
    }

    fn take_up(&mut self) -> anyhow::Result<()> {
        // A run that was killed before its first batch was whole left nothing.
        if fs::metadata(&self.path).is_ok_and(|metadata| metadata.len() > 0) {
            let mut left = match Record::open_to_write(&self.path) {
                Ok(left) => left,
                // Killed while it was being made: nothing was safe yet.
                Err(StoreError::NotARecord { .. }) => return self.remove(),
                Err(error) => return Err(error.into()),
            };
            // Waits for nobody: a journal in use belongs to another build of the same record.
            left.update()?;
            if left.rows().reader()?.as_deref() == Some(&self.reader) {
                let count = left.rows().origins()?.len();
                say::note(&format!("going on where an earlier run stopped: {count} already read"));
                self.record = Some(left);
                return Ok(());
            }
        }
        self.remove()
    }

    /// Where the documents in it came from, by key.
    pub(super) fn origins(&self) -> anyhow::Result<Vec<(String, Origin)>> {
        Ok(self.record.as_ref().map_or_else(|| Ok(Vec::new()), |record| record.rows().origins())?)
    }

    /// Keeps a batch; after it the batch is safe.
    pub(super) fn keep(&mut self, batch: &[(Document, Reading)]) -> anyhow::Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        if self.record.is_none() {
            self.record = Some(Record::create(&self.path)?);
        }
        let Some(record) = &mut self.record else { return Ok(()) };
        let update = record.update()?;
        for (document, reading) in batch {
            update.put(document, reading)?;
        }
        update.set_reader(&self.reader)?;
        Ok(update.commit()?)
    }

    /// The keys of all documents in it, by date.
    pub(super) fn keys(&self) -> anyhow::Result<Vec<String>> {
        Ok(self
            .record
            .as_ref()
            .map_or_else(|| Ok(Vec::new()), |record| record.rows().keys_by_date())?)
    }

    /// Some of the documents in it, with their readings.
    pub(super) fn portion(&self, keys: &[String]) -> anyhow::Result<Vec<(Document, Reading)>> {
        Ok(self
            .record
            .as_ref()
            .map_or_else(|| Ok(Vec::new()), |record| record.rows().portion(keys))?)
    }

    /// Takes it away, once the record holds what stood in it.
    pub(super) fn done(mut self) -> anyhow::Result<()> {
        self.record = None;
        if self.path.exists() { self.remove() } else { Ok(()) }
    }

    fn remove(&self) -> anyhow::Result<()> {
        let name = || format!("{}: the file of an earlier run", self.path.display());
        fs::remove_file(&self.path).with_context(name)
    }
}
