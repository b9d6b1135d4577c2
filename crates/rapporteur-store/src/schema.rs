//! The tables, and which versions of them can be read.

use std::path::Path;

use rusqlite::Connection;

use crate::error::StoreError;
use crate::record::Record;
use crate::{growth, names};

/// Marks a SQLite file as a record: the letters `RAPP`.
pub(crate) const APPLICATION_ID: i64 = 0x5241_5050;

/// The newest format that this program reads and the one that it writes.
pub(crate) const FORMAT: i64 = 4;

/// The oldest format that is read. It has neither decisions nor what a record
/// keeps in order to grow (`build` makes it anew, as another reader has read it), and formats up to
/// 3 have no names to find documents by; opening one to write brings it up to date.
pub(crate) const OLDEST: i64 = 2;

/// Values are JSON of the model's types; columns beside it exist to be searched by.
const TABLES: &str = "
    CREATE TABLE meta (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE documents (
        key       TEXT PRIMARY KEY,
        id        TEXT NOT NULL,
        outlet    TEXT,
        published TEXT,
        text      TEXT NOT NULL,
        sha256    TEXT NOT NULL,
        json      TEXT NOT NULL
    ) STRICT;
    CREATE INDEX documents_by_id ON documents (id);
    CREATE INDEX documents_by_date ON documents (published);

    CREATE TABLE claims (
        id       TEXT PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        ordinal  INTEGER NOT NULL,
        kind     TEXT NOT NULL,
        json     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX claims_by_document ON claims (document, ordinal);

    CREATE TABLE diagnostics (
        document TEXT NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        ordinal  INTEGER NOT NULL,
        code     TEXT NOT NULL,
        json     TEXT NOT NULL,
        PRIMARY KEY (document, ordinal)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE entries (
        id   TEXT PRIMARY KEY,
        json TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
";

/// What people decided, in order. Lines are added and never changed or removed, but where a document
/// is scrubbed; they name documents
/// by contents and not by reference, so that they outlive a reading.
const DECISIONS: &str = "
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY,
        at     TEXT NOT NULL,
        json   TEXT NOT NULL
    ) STRICT;
";

/// What keeps the log of decisions as it is.
pub(crate) const DECISIONS_STAY: &str = "
    CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
    CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
";

/// Makes an empty record in an empty database.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)?;
    connection.execute_batch(DECISIONS)?;
    connection.execute_batch(growth::TABLES)?;
    connection.execute_batch(names::TABLES)?;
    connection.execute_batch(DECISIONS_STAY)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", FORMAT)
}

/// Makes sure that the database is a record of a format that this program reads.
pub(crate) fn verify(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let pragma = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(|source| StoreError::from_sqlite(path, source))
    };
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StoreError::NotARecord { path: path.to_owned() });
    }
    let found = pragma("user_version")?;
    if found > FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), found, supported: FORMAT });
    }
    if found < OLDEST {
        return Err(StoreError::Older { path: path.to_owned(), found, supported: FORMAT });
    }
    Ok(())
}

/// Brings a record of an older format that is still read up to date.
pub(crate) fn upgrade(record: &mut Record) -> Result<(), StoreError> {
    let path = record.path.clone();
    let wrong = |source| StoreError::from_sqlite(&path, source);
    let update = record.update()?;
    let found: i64 = update
        .rows()
        .connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(wrong)?;
    if found == FORMAT {
        return Ok(());
    }
    if found < 3 {
        for tables in [DECISIONS, growth::TABLES, DECISIONS_STAY] {
            update.rows().connection.execute_batch(tables).map_err(wrong)?;
        }
        update.connect(&update.rows().entries()?)?;
    }
    update.rows().connection.execute_batch(names::TABLES).map_err(wrong)?;
    for key in update.rows().keys_by_date()? {
        for (document, reading) in update.rows().portion(&[key])? {
            update.put_names(&document, &reading.claims)?;
        }
    }
    update.rows().connection.pragma_update(None, "user_version", FORMAT).map_err(wrong)?;
    update.commit()
}
