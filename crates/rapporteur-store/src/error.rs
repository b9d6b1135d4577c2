//! What can go wrong with a record file, naming the file and the remedy.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why a record could not be opened, read or written. The record itself is never damaged.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{path}: there is no such record")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{path}: this file is not a record")]
    NotARecord {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program made it.
    #[error(
        "{path}: this record has format {found}, made by a newer rapporteur; this one reads up to {supported}"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The format it has.
        found: i64,
        /// The newest format this program knows.
        supported: i64,
    },
    /// A version before the first release made it.
    #[error(
        "{path}: this record has format {found}, which is no longer read; this program reads {supported}"
    )]
    Older {
        /// The file.
        path: PathBuf,
        /// The format it has.
        found: i64,
        /// The format this program knows.
        supported: i64,
    },
    /// The disk has no room.
    #[error("{path}: the disk is full; the record is as it was before")]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else is writing.
    #[error("{path}: another process is writing to this record")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Somebody writes to a record on a network, or was killed on another machine.
    #[error("{path}: another process is writing to this record, as `{lock}` says")]
    InUse {
        /// The file.
        path: PathBuf,
        /// What says so.
        lock: PathBuf,
    },
    /// It may be read and not written.
    #[error("{path}: the record cannot be written")]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The disk, a limit, or the way to the disk broke off a write.
    #[error("{path}: the disk is full or failed; the record is as it was before")]
    WriteFailed {
        /// The file.
        path: PathBuf,
    },
    /// The disk, or the way to it, broke off.
    #[error("{path}: the disk failed")]
    DiskFailed {
        /// The file.
        path: PathBuf,
        /// SQLite's own words.
        source: rusqlite::Error,
    },
    /// The file cannot be opened at all.
    #[error("{path}: the record cannot be opened")]
    CannotOpen {
        /// The file.
        path: PathBuf,
    },
    /// What stands in the file is not what a record holds.
    #[error("{path}: the record is damaged: {what}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// Anything else that SQLite reports.
    #[error("{path}: {source}")]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// SQLite's own words.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "make one with `rapporteur build INPUT... -o FILE`",
            Self::NotARecord { .. } => "name a file that `rapporteur build` made, or a new one",
            Self::Newer { .. } => "update rapporteur, or build a new record from the same inputs",
            Self::Older { .. } => "build a new record from the same inputs",
            Self::DiskFull { .. } => "free some space and run the same command again",
            Self::Busy { .. } => "wait for it to finish, then run the same command again",
            Self::InUse { .. } => {
                "wait for it to finish; where none is running, on this machine or another, remove that file"
            }
            Self::WriteFailed { .. } => {
                "free some space, see that the disk is there, and run the same command again"
            }
            Self::DiskFailed { .. } => {
                "see that the disk, or the network that leads to it, is there, and run the same command again"
            }
            Self::ReadOnly { .. } => "check the permissions of the file and of its folder",
            Self::CannotOpen { .. } => "check that the folder exists and that you may use it",
            Self::Damaged { .. } => "build a new record from the same inputs",
            Self::Sqlite { .. } => "run `rapporteur check` on the record",
        }
    }

    /// Sorts SQLite's errors by what a person can do about them.
    pub(crate) fn from_sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::CannotOpen { path },
            Some(ErrorCode::NotADatabase) => Self::NotARecord { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, what: source.to_string() },
            // A write that the system cuts short (a quota, a file-size limit) is an I/O error to
            // SQLite, as is one to a network that went away.
            Some(ErrorCode::SystemIoFailure) if is_write(&source) => Self::WriteFailed { path },
            Some(ErrorCode::SystemIoFailure) => Self::DiskFailed { path, source },
            _ => Self::Sqlite { path, source },
        }
    }
}

/// Whether an I/O error is one of writing.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{
        SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
    };
    let writing =
        [SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_DIR_FSYNC];
    error.sqlite_error().is_some_and(|error| writing.contains(&error.extended_code))
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn a_disk_that_fails_is_told_from_a_full_one() {
        for (code, expected) in [
            (ffi::SQLITE_FULL, "the disk is full;"),
            (ffi::SQLITE_IOERR_WRITE, "the disk is full or failed;"),
            (ffi::SQLITE_IOERR_READ, "the disk failed"),
            (ffi::SQLITE_BUSY, "another process is writing"),
        ] {
            let source = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = StoreError::from_sqlite(Path::new("t.record"), source).to_string();
            assert!(error.starts_with("t.record: ") && error.contains(expected), "{error}");
        }
    }
}
