//! Counts what a record holds, without reading it.

use rapporteur_model::Code;
use rusqlite::params;

use crate::error::StoreError;
use crate::rows::Rows;

/// How much stands in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: usize,
    /// Claims of all of them.
    pub claims: usize,
    /// Entries.
    pub entries: usize,
}

/// Identifiers of several documents that are not all versions of one report: of one address.
const SHARED: &str = "
    SELECT id, count(*) FROM documents
    WHERE id IN (SELECT id FROM documents GROUP BY id HAVING count(*) > 1)
    GROUP BY id
    HAVING count(DISTINCT json_extract(json, '$.url')) <> 1
        OR count(json_extract(json, '$.url')) < count(*)
    ORDER BY id";

impl Rows<'_> {
    /// How much stands in the record.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn counts(self) -> Result<Counts, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims),
                          (SELECT count(*) FROM entries)";
        let counts = |row: &rusqlite::Row<'_>| {
            Ok(Counts { documents: row.get(0)?, claims: row.get(1)?, entries: row.get(2)? })
        };
        self.connection.query_row(sql, [], counts).map_err(|source| self.error(source))
    }

    /// How many documents have a note of a code, by language.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn noted(self, code: Code) -> Result<Vec<(Option<String>, usize)>, StoreError> {
        let sql = "
            SELECT json_extract(json, '$.language') AS language, count(*) FROM documents
            WHERE key IN (SELECT document FROM diagnostics WHERE code = ?1)
            GROUP BY language ORDER BY language";
        self.pairs(sql, params![code.code()])
    }

    /// Identifiers that several documents have, other than versions of one report, and how many.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shared_identifiers(self) -> Result<Vec<(String, usize)>, StoreError> {
        self.pairs(SHARED, [])
    }

    fn pairs<T: rusqlite::types::FromSql>(
        self,
        sql: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<(T, usize)>, StoreError> {
        let mut statement = self.connection.prepare(sql).map_err(|source| self.error(source))?;
        let rows = statement
            .query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|source| self.error(source))?;
        rows.map(|row| row.map_err(|source| self.error(source))).collect()
    }
}
