//! Opens and creates records.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rapporteur_model::Decision;
use rusqlite::{Connection, OpenFlags};

use crate::decide::{self, Decided};
use crate::error::StoreError;
use crate::network::Lock;
use crate::rows::Rows;
use crate::schema;
use crate::update::Update;

/// How long a writer waits for another one before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open record.
#[derive(Debug)]
pub struct Record {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// Keeps writers on other machines out; dropped once the file is closed.
    _lock: Option<Lock>,
}

impl Record {
    /// Opens an existing record for reading.
    ///
    /// # Errors
    /// When there is no such file, it is no record, or a newer program made it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        match Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY, None) {
            // A build that was killed, or met a full disk, left its journal beside the record.
            // Opening it to write puts the record back to where it was before.
            Err(StoreError::ReadOnly { .. }) => {
                Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE, Lock::of(path)?)
            }
            result => result,
        }
    }

    /// Opens an existing record for writing.
    ///
    /// # Errors
    /// As [`Record::open`].
    pub fn open_to_write(path: &Path) -> Result<Self, StoreError> {
        // The lock comes before the first look into the file: what was seen earlier may be old.
        let lock = if path.exists() { Lock::of(path)? } else { None };
        let mut record = Self::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE, lock)?;
        schema::upgrade(&mut record)?;
        Ok(record)
    }

    /// Makes an empty record at a path where no file is.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let lock = Lock::of(path)?;
        let connection = Connection::open(path).map_err(|e| StoreError::from_sqlite(path, e))?;
        let mut record = Self { connection, path: path.to_owned(), _lock: lock };
        record.prepare()?;
        let transaction = record
            .connection
            .transaction()
            .map_err(|source| StoreError::from_sqlite(path, source))?;
        schema::create(&transaction)
            .and_then(|()| transaction.commit())
            .map_err(|source| StoreError::from_sqlite(path, source))?;
        Ok(record)
    }

    fn open_with(path: &Path, access: OpenFlags, lock: Option<Lock>) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing { path: path.to_owned() });
        }
        let connection =
            Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
                .map_err(|source| StoreError::from_sqlite(path, source))?;
        let record = Self { connection, path: path.to_owned(), _lock: lock };
        schema::verify(&record.connection, path)?;
        record.prepare()?;
        Ok(record)
    }

    fn prepare(&self) -> Result<(), StoreError> {
        self.connection.busy_timeout(PATIENCE).map_err(|source| self.error(source))?;
        self.connection.pragma_update(None, "foreign_keys", true).map_err(|e| self.error(e))
    }

    /// Begins a transaction of changes. Nothing is written before [`Update::commit`].
    ///
    /// # Errors
    /// When another process is writing, or the file cannot be written.
    pub fn update(&mut self) -> Result<Update<'_>, StoreError> {
        Update::begin(self)
    }

    /// Writes the file anew without the room of what was taken out.
    ///
    /// # Errors
    /// When the record cannot be written; it is then as it was before.
    pub fn compact(&self) -> Result<(), StoreError> {
        self.connection
            .execute_batch("PRAGMA secure_delete = ON; VACUUM")
            .map_err(|source| self.error(source))
    }

    /// Adds a line to the log of decisions, in a step of its own, and returns it with its number.
    ///
    /// # Errors
    /// When another process is writing, or the file cannot be written.
    pub fn decide(&mut self, decided: Decided) -> Result<Decision, StoreError> {
        decide::decide(self, decided)
    }

    /// What stands in the record.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        Rows { connection: &self.connection, path: &self.path }
    }

    fn error(&self, source: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, source)
    }
}

#[cfg(test)]
mod tests;
