//! One transaction of changes to a record.

use std::path::PathBuf;

use rapporteur_model::{Act, Content, Document, Entry, Reading, sha256_hex};
use rusqlite::{Transaction, TransactionBehavior, params};
use serde::Serialize;

use crate::error::StoreError;
use crate::record::Record;
use crate::rows::{Rows, SCRUBBED};
use crate::schema;

/// Changes that become part of the record together, on [`Update::commit`], or not at all.
#[derive(Debug)]
pub struct Update<'record> {
    transaction: Transaction<'record>,
    path: PathBuf,
}

impl<'record> Update<'record> {
    pub(crate) fn begin(record: &'record mut Record) -> Result<Self, StoreError> {
        let path = record.path.clone();
        let transaction = record
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|source| StoreError::from_sqlite(&path, source))?;
        Ok(Self { transaction, path })
    }

    /// What stands in the record with the changes so far.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        Rows { connection: &self.transaction, path: &self.path }
    }

    /// Adds a document, or replaces the one with its key, together with its reading. Gives whether
    /// it replaced one.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn put(&self, document: &Document, reading: &Reading) -> Result<bool, StoreError> {
        let about = Document { text: String::new(), ..document.clone() };
        let replaced =
            self.execute("DELETE FROM documents WHERE key = ?1", params![document.key])? > 0;
        self.execute(
            "INSERT INTO documents (key, id, outlet, published, text, sha256, json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                document.key,
                document.id,
                document.outlet,
                document.published.map(|date| date.to_string()),
                document.text,
                document.origin.sha256,
                self.json(&about)?,
            ],
        )?;
        for (ordinal, claim) in reading.claims.iter().enumerate() {
            let kind = match claim.content {
                Content::Event(_) => "event",
                Content::Figure(_) => "figure",
            };
            self.execute(
                "INSERT INTO claims (id, document, ordinal, kind, json) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![claim.id, document.key, ordinal, kind, self.json(claim)?],
            )?;
        }
        self.put_names(document, &reading.claims)?;
        for (ordinal, diagnostic) in reading.diagnostics.iter().enumerate() {
            self.execute(
                "INSERT INTO diagnostics (document, ordinal, code, json) VALUES (?1, ?2, ?3, ?4)",
                params![document.key, ordinal, diagnostic.code.code(), self.json(diagnostic)?],
            )?;
        }
        Ok(replaced)
    }

    /// Takes out a document with its claims, notes and what people decided about them, and remembers that it must not come back: by
    /// the hash of its key and, where `address` is one, of that. What stood in the file is written
    /// over; copies that earlier changes left are gone after [`Record::compact`].
    ///
    /// [`Record::compact`]: crate::Record::compact
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn scrub(&self, key: &str, address: Option<&str>) -> Result<(), StoreError> {
        self.transaction
            .pragma_update(None, "secure_delete", true)
            .map_err(|source| StoreError::from_sqlite(&self.path, source))?;
        self.execute("DELETE FROM documents WHERE key = ?1", params![key])?;
        self.scrub_decisions(key)?;
        for name in [Some(key), address].into_iter().flatten() {
            self.execute(
                "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, '')",
                params![format!("{SCRUBBED}{}", sha256_hex(name.as_bytes()))],
            )?;
        }
        Ok(())
    }

    /// Decisions about a document's claims go with it; of those about others, too, the rest stays.
    fn scrub_decisions(&self, key: &str) -> Result<(), StoreError> {
        let batch = |sql: &str| {
            self.transaction
                .execute_batch(sql)
                .map_err(|source| StoreError::from_sqlite(&self.path, source))
        };
        batch("DROP TRIGGER decisions_stay; DROP TRIGGER decisions_are_kept")?;
        for mut decision in self.rows().decisions()? {
            let stays = match &mut decision.act {
                Act::Judge { claims, .. } | Act::Merge { claims } | Act::Split { claims } => {
                    if !claims.iter().any(|claim| claim.document == key) {
                        continue;
                    }
                    claims.retain(|claim| claim.document != key);
                    !claims.is_empty()
                }
                Act::Edit { claim, .. } if claim.document == key => false,
                Act::Edit { .. } | Act::MergeActors { .. } | Act::Undo { .. } => continue,
            };
            let json = self.json(&decision)?;
            if stays {
                let sql = "UPDATE decisions SET json = ?2 WHERE number = ?1";
                self.execute(sql, params![decision.number, json])?;
            } else {
                self.execute("DELETE FROM decisions WHERE number = ?1", params![decision.number])?;
            }
        }
        batch(schema::DECISIONS_STAY)
    }

    /// Writes entries that are not there yet, of a record that keeps nothing to grow on. Claims of one
    /// entry are found from each other afterwards.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn add_entries(&self, entries: &[Entry]) -> Result<(), StoreError> {
        self.put_entries(entries)?;
        self.connect(entries)
    }

    pub(crate) fn put_entries(&self, entries: &[Entry]) -> Result<(), StoreError> {
        for entry in entries {
            self.execute(
                "INSERT INTO entries (id, json) VALUES (?1, ?2)",
                params![entry.id, self.json(entry)?],
            )?;
        }
        Ok(())
    }

    /// Keeps that the claims of each entry are connected, where nothing that grew says so.
    pub(crate) fn connect(&self, entries: &[Entry]) -> Result<(), StoreError> {
        for entry in entries.iter().filter(|entry| entry.claims.len() > 1) {
            for claim in &entry.claims {
                self.execute(
                    "INSERT OR IGNORE INTO components (claim, component) VALUES (?1, ?2)",
                    params![claim, entry.claims.first()],
                )?;
            }
        }
        Ok(())
    }

    /// Keeps the fingerprint of the reader that made the claims.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn set_reader(&self, fingerprint: &str) -> Result<(), StoreError> {
        self.execute(
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('reader', ?1)",
            params![fingerprint],
        )?;
        Ok(())
    }

    /// Makes the changes part of the record.
    ///
    /// # Errors
    /// When the record cannot be written; it is then as it was before.
    pub fn commit(self) -> Result<(), StoreError> {
        let Self { transaction, path } = self;
        transaction.commit().map_err(|source| StoreError::from_sqlite(&path, source))
    }

    /// Runs a statement, and gives how many rows it changed.
    pub(crate) fn execute(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
    ) -> Result<usize, StoreError> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .map_err(|source| StoreError::from_sqlite(&self.path, source))
    }

    fn json(&self, value: &impl Serialize) -> Result<String, StoreError> {
        serde_json::to_string(value).map_err(|source| StoreError::Damaged {
            path: self.path.clone(),
            what: source.to_string(),
        })
    }
}
