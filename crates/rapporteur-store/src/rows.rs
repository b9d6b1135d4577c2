//! Reads a record, inside a transaction or outside.

use std::collections::BTreeSet;
use std::path::Path;

use rapporteur_model::{Claim, Decision, Diagnostic, Document, Entry, Origin};
use rapporteur_record::views::Contents;
use rusqlite::Connection;
use serde::de::DeserializeOwned;

use crate::error::StoreError;

/// What names of `meta` begin with that remember a scrubbed document.
pub(crate) const SCRUBBED: &str = "scrubbed:";

/// What stands in a record.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'record> {
    pub(crate) connection: &'record Connection,
    pub(crate) path: &'record Path,
}

impl Rows<'_> {
    /// Reads several things as they are at one moment, whatever another process writes meanwhile.
    ///
    /// # Errors
    /// When the file cannot be read, or as `read` fails.
    pub fn together<T, E: From<StoreError>>(
        self,
        read: impl FnOnce(Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        let _until_dropped =
            self.connection.unchecked_transaction().map_err(|source| self.error(source))?;
        read(self)
    }

    /// Everything that the machine found, without what people decided.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn contents(self) -> Result<Contents, StoreError> {
        Ok(Contents {
            documents: self.documents()?,
            claims: self.claims()?,
            entries: self.entries()?,
            diagnostics: self.diagnostics()?,
            ..Contents::default()
        })
    }

    /// The keys of all documents, with where each came from.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn origins(self) -> Result<Vec<(String, Origin)>, StoreError> {
        let documents: Vec<Document> = self.all("SELECT json FROM documents ORDER BY key")?;
        Ok(documents.into_iter().map(|document| (document.key, document.origin)).collect())
    }

    /// All documents by key.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn documents(self) -> Result<Vec<Document>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT json, text FROM documents ORDER BY key")
            .map_err(|source| self.error(source))?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .map_err(|source| self.error(source))?;
        let mut documents = Vec::new();
        for row in rows {
            let (json, text) = row.map_err(|source| self.error(source))?;
            let mut document: Document = self.parse(&json)?;
            document.text = text;
            documents.push(document);
        }
        Ok(documents)
    }

    /// All claims, by document and position.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn claims(self) -> Result<Vec<Claim>, StoreError> {
        self.all("SELECT json FROM claims ORDER BY document, ordinal")
    }

    /// All diagnostics about documents, by document.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn diagnostics(self) -> Result<Vec<Diagnostic>, StoreError> {
        self.all("SELECT json FROM diagnostics ORDER BY document, ordinal")
    }

    /// All entries by identifier.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn entries(self) -> Result<Vec<Entry>, StoreError> {
        self.all("SELECT json FROM entries ORDER BY id")
    }

    /// What people decided, in order.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn decisions(self) -> Result<Vec<Decision>, StoreError> {
        if !self.has_table("decisions")? {
            return Ok(Vec::new());
        }
        self.all("SELECT json FROM decisions ORDER BY number")
    }

    /// Whether the record has a table; those of earlier formats lack some.
    pub(crate) fn has_table(self, name: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)";
        self.connection
            .query_row(sql, [name], |row| row.get(0))
            .map_err(|source| self.error(source))
    }

    /// The fingerprint of the reader that made the claims, where one was kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reader(self) -> Result<Option<String>, StoreError> {
        let found =
            self.connection
                .query_row("SELECT value FROM meta WHERE name = 'reader'", [], |row| row.get(0));
        match found {
            Ok(reader) => Ok(Some(reader)),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            Err(source) => Err(self.error(source)),
        }
    }

    /// Hashes of the keys and addresses of documents that were scrubbed: they must not come back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn scrubbed(self) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT name FROM meta WHERE name LIKE 'scrubbed:%'")
            .map_err(|source| self.error(source))?;
        let names: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .and_then(Iterator::collect)
            .map_err(|source| self.error(source))?;
        let hash = |name: &String| name.strip_prefix(SCRUBBED).map(str::to_owned);
        Ok(names.iter().filter_map(hash).collect())
    }

    /// What SQLite itself finds wrong with the file; empty when nothing is.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn integrity(self) -> Result<Vec<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare("PRAGMA integrity_check")
            .map_err(|source| self.error(source))?;
        let lines: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .and_then(Iterator::collect)
            .map_err(|source| self.error(source))?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    fn all<T: DeserializeOwned>(self, query: &str) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare(query).map_err(|e| self.error(e))?;
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .map_err(|source| self.error(source))?;
        rows.map(|row| self.parse(&row.map_err(|source| self.error(source))?)).collect()
    }

    pub(crate) fn parse<T: DeserializeOwned>(self, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|source| StoreError::Damaged {
            path: self.path.to_owned(),
            what: source.to_string(),
        })
    }

    pub(crate) fn error(self, source: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(self.path, source)
    }
}
