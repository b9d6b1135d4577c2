//! What a record keeps in order to grow: tables that can be made anew from documents and claims.

use std::collections::BTreeSet;

use rapporteur_model::{Claim, Document};
use rapporteur_record::grow;
use rapporteur_record::grow::{Growth, Kept, KeptPassage, Nothing};
use rapporteur_record::voices::Carrier;
use rusqlite::types::FromSql;
use rusqlite::{Row, ToSql, params};

use crate::error::StoreError;
use crate::rows::Rows;
use crate::update::Update;

/// Made together with the other tables of a record.
///
/// `passages` are the distinct sentences with who carried them first (a date, a space and a
/// document's key), `prints` their fingerprints, `carried` the documents they stand in. `blocks` are
/// keys under which comparable claims are found, and `components` name groups of claims that no
/// entry reaches beyond.
pub(crate) const TABLES: &str = "
    CREATE TABLE passages (
        id      INTEGER PRIMARY KEY,
        words   BLOB NOT NULL,
        carrier TEXT NOT NULL,
        family  TEXT NOT NULL
    ) STRICT;

    CREATE TABLE prints (
        print   INTEGER NOT NULL,
        passage INTEGER NOT NULL,
        PRIMARY KEY (print, passage)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE carried (
        passage  INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (passage, document)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE blocks (
        block INTEGER NOT NULL,
        claim TEXT NOT NULL,
        PRIMARY KEY (block, claim)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE components (
        claim     TEXT PRIMARY KEY,
        component TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX components_by_name ON components (component);

    CREATE INDEX documents_by_address ON documents (json_extract(json, '$.url'));
";

const PASSAGE: &str = "SELECT id, words, carrier, family FROM passages";

impl Rows<'_> {
    /// The distinct rows that a statement gives for each of some keys.
    pub(crate) fn each_of<T>(
        self,
        sql: &str,
        keys: impl IntoIterator<Item = impl ToSql>,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        let mut found = Vec::new();
        for key in keys {
            let rows = statement.query_map([key], &read).map_err(|e| self.error(e))?;
            for row in rows {
                found.push(row.map_err(|e| self.error(e))?);
            }
        }
        Ok(found)
    }

    fn distinct<T: FromSql + Ord>(
        self,
        sql: &str,
        keys: impl IntoIterator<Item = impl ToSql>,
    ) -> Result<Vec<T>, StoreError> {
        let found: BTreeSet<T> =
            self.each_of(sql, keys, |row| row.get::<_, T>(0))?.into_iter().collect();
        Ok(found.into_iter().collect())
    }
}

impl Kept for Rows<'_> {
    type Error = StoreError;

    fn passages(&self, ids: &[u64]) -> Result<Vec<KeptPassage>, StoreError> {
        let ids = ids.iter().map(|id| id.cast_signed());
        self.each_of(&format!("{PASSAGE} WHERE id = ?1"), ids, passage)
    }

    fn passages_under(&self, prints: &[u32]) -> Result<Vec<KeptPassage>, StoreError> {
        let under: Vec<i64> =
            self.distinct("SELECT passage FROM prints WHERE print = ?1", prints)?;
        self.each_of(&format!("{PASSAGE} WHERE id = ?1"), under, passage)
    }

    fn carrying(&self, passages: &[u64]) -> Result<Vec<String>, StoreError> {
        let passages = passages.iter().map(|id| id.cast_signed());
        self.distinct("SELECT document FROM carried WHERE passage = ?1", passages)
    }

    fn claims_under(&self, keys: &[u64]) -> Result<Vec<String>, StoreError> {
        let keys = keys.iter().map(|key| key.cast_signed());
        self.distinct("SELECT claim FROM blocks WHERE block = ?1", keys)
    }

    fn components_of(&self, claims: &[String]) -> Result<Vec<String>, StoreError> {
        let names: Vec<String> =
            self.distinct("SELECT component FROM components WHERE claim = ?1", claims)?;
        let members: Vec<String> =
            self.distinct("SELECT claim FROM components WHERE component = ?1", names)?;
        let all: BTreeSet<String> = members.into_iter().chain(claims.iter().cloned()).collect();
        Ok(all.into_iter().collect())
    }

    fn readings(&self, keys: &[String]) -> Result<(Vec<Document>, Vec<Claim>), StoreError> {
        let text = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let documents = self
            .each_of("SELECT json, text FROM documents WHERE key = ?1", keys, text)?
            .into_iter()
            .map(|(json, text)| Ok(Document { text, ..self.parse(&json)? }))
            .collect::<Result<_, StoreError>>()?;
        let sql = "SELECT json FROM claims WHERE document = ?1 ORDER BY ordinal";
        let claims = self.each_of(sql, keys, |row| row.get::<_, String>(0))?;
        let claims = claims.iter().map(|json| self.parse(json)).collect::<Result<_, _>>()?;
        Ok((documents, claims))
    }

    fn versions(&self, addresses: &[String]) -> Result<Vec<Document>, StoreError> {
        let sql = "SELECT json FROM documents WHERE json_extract(json, '$.url') = ?1 ORDER BY key";
        let found = self.each_of(sql, addresses, |row| row.get::<_, String>(0))?;
        found.iter().map(|json| self.parse(json)).collect()
    }
}

fn passage(row: &Row<'_>) -> rusqlite::Result<KeptPassage> {
    let bytes: Vec<u8> = row.get(1)?;
    let (words, _) = bytes.as_chunks::<4>();
    Ok(KeptPassage {
        id: row.get::<_, i64>(0)?.cast_unsigned(),
        words: words.iter().map(|word| u32::from_le_bytes(*word)).collect(),
        carrier: carrier(&row.get::<_, String>(2)?),
        family: carrier(&row.get::<_, String>(3)?),
    })
}

fn carrier(written: &str) -> Carrier {
    let (published, key) = written.split_once(' ').unwrap_or(("", written));
    Carrier { undated: published.is_empty(), published: published.to_owned(), key: key.to_owned() }
}

fn written(carrier: &Carrier) -> String {
    format!("{} {}", carrier.published, carrier.key)
}

impl Update<'_> {
    /// Takes over what new documents change: passages, blocks, components and entries.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn apply(&self, growth: &Growth) -> Result<(), StoreError> {
        for passage in &growth.passages {
            let words: Vec<u8> = passage.words.iter().flat_map(|w| w.to_le_bytes()).collect();
            self.execute(
                "INSERT OR REPLACE INTO passages (id, words, carrier, family)
                 VALUES (?1, ?2, ?3, ?4)",
                params![
                    passage.id.cast_signed(),
                    words,
                    written(&passage.carrier),
                    written(&passage.family)
                ],
            )?;
        }
        for (print, passage) in &growth.prints {
            self.execute(
                "INSERT OR IGNORE INTO prints (print, passage) VALUES (?1, ?2)",
                params![print, passage.cast_signed()],
            )?;
        }
        for (passage, document) in &growth.carried {
            self.execute(
                "INSERT OR IGNORE INTO carried (passage, document) VALUES (?1, ?2)",
                params![passage.cast_signed(), document],
            )?;
        }
        for (block, claim) in &growth.blocks {
            self.execute(
                "INSERT OR IGNORE INTO blocks (block, claim) VALUES (?1, ?2)",
                params![block.cast_signed(), claim],
            )?;
        }
        for claim in &growth.regrouped {
            // An entry is named by its first claim.
            self.execute("DELETE FROM entries WHERE id = 'e-' || ?1", params![claim])?;
            self.execute("DELETE FROM components WHERE claim = ?1", params![claim])?;
        }
        for (claim, component) in &growth.components {
            self.execute(
                "INSERT INTO components (claim, component) VALUES (?1, ?2)",
                params![claim, component],
            )?;
        }
        self.put_entries(&growth.entries)
    }

    /// Takes out all documents with what was found in them. What people decided stays.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.clear_growth()?;
        self.execute("DELETE FROM documents", params![]).map(drop)
    }

    fn clear_growth(&self) -> Result<(), StoreError> {
        for table in ["passages", "prints", "carried", "blocks", "components", "entries"] {
            self.execute(&format!("DELETE FROM {table}"), params![])?;
        }
        Ok(())
    }

    /// Works everything out anew from the documents and claims of the record.
    ///
    /// # Errors
    /// When the record cannot be read or written.
    pub fn grow_anew(&self) -> Result<(), StoreError> {
        self.clear_growth()?;
        let (documents, claims) = (self.rows().documents()?, self.rows().claims()?);
        let Ok(growth) = grow(&Nothing, &documents, &claims);
        self.apply(&growth.unwrap_or_default())
    }
}
