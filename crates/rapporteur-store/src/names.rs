//! Finds what a selection asks for by the names in it, without reading the rest.
//!
//! The table `names` says which documents have claims with a name in a field that takes names. A
//! selection that asks for names (`party=FARC`, `outlet=Andes Wire`) is looked up there; what the
//! documents found have in common with others, their entries, is loaded whole. All else that it asks
//! for is then tested in memory, on what was loaded.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Act, Claim, Decision, Document, Entry};
use rapporteur_record::Selection;
use rapporteur_record::grow::Kept;
use rapporteur_record::selection::{Field, NEAR, is_named, names};
use rapporteur_record::views::Contents;
use rusqlite::params;

use crate::error::StoreError;
use crate::rows::Rows;
use crate::update::Update;

/// Made together with the other tables of a record.
pub(crate) const TABLES: &str = "
    CREATE TABLE names (
        field    TEXT NOT NULL,
        name     TEXT NOT NULL,
        document TEXT NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
        PRIMARY KEY (field, name, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX names_by_document ON names (document);
";

/// Where a selection finds what it asks for.
struct Found {
    /// The keys of all documents in which it can select anything.
    documents: BTreeSet<String>,
    /// Those of them that are looked at whole: that people decided about, and one for each name that
    /// it mentions, or for names near it where none has it.
    beside: BTreeSet<String>,
    /// The names that it asks for, by field.
    asked: Vec<(Field, BTreeSet<String>)>,
}

/// Documents of a name that are counted to see which name is rare.
const MANY: i64 = 10_000;

/// Of the distinct names of a field, by jumps in the index from one to the next, those that come near
/// another: the shortest first, as `Index::unknown` tells them.
const DISTINCT: &str = "
    WITH RECURSIVE each (name) AS (
        SELECT min(name) FROM names WHERE field = ?1
        UNION ALL
        SELECT (SELECT min(name) FROM names WHERE field = ?1 AND name > each.name)
        FROM each WHERE each.name IS NOT NULL
    )
    SELECT name FROM each WHERE instr(name, ?2) OR instr(?2, name)
    ORDER BY length(CAST(name AS BLOB)), name LIMIT ?3";

impl Rows<'_> {
    /// All that a selection can select, and what belongs to it: a part of the record in which it
    /// selects the same as in the whole, with entries whole and every claim that people decided
    /// about. `None` where it asks for no name, or an earlier program has written the record: then
    /// the whole record is needed.
    ///
    /// Which reports reprint which is known of the part alone: where a person changed an entry, two
    /// reports that both resemble a third, beyond the part, and not each other count as two voices.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn around(self, selection: &Selection) -> Result<Option<Contents>, StoreError> {
        self.together(|rows| rows.around_now(selection))
    }

    /// The same, or the whole record where that is needed.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn needed(self, selection: &Selection) -> Result<Contents, StoreError> {
        self.together(|rows| match rows.around_now(selection)? {
            Some(part) => Ok(part),
            None => rows.contents(),
        })
    }

    fn around_now(self, selection: &Selection) -> Result<Option<Contents>, StoreError> {
        let Some(found) = self.found(selection)? else { return Ok(None) };
        let (mut documents, mut claims) = self.readings(&Vec::from_iter(found.documents))?;
        let told: BTreeSet<String> = {
            let by_key: BTreeMap<&str, &Document> =
                documents.iter().map(|document| (document.key.as_str(), document)).collect();
            let is_told = |claim: &&Claim| {
                let document = by_key.get(claim.document.as_str());
                found.beside.contains(&claim.document)
                    || document.is_some_and(|document| is_named(document, claim, &found.asked))
            };
            claims.iter().filter(is_told).map(|claim| claim.id.clone()).collect()
        };
        let together = self.components_of(&Vec::from_iter(told.clone()))?;
        // An entry is named by its first claim.
        let by_claim = "SELECT json FROM entries WHERE id = 'e-' || ?1";
        let entries = self.each_of(by_claim, &together, |row| row.get::<_, String>(0))?;
        let mut entries: Vec<Entry> =
            entries.iter().map(|json| self.parse(json)).collect::<Result<_, _>>()?;
        entries.retain(|entry| entry.claims.iter().any(|claim| told.contains(claim)));
        entries.sort_unstable_by(|a, b| a.id.cmp(&b.id));

        let mut wanted = told;
        wanted.extend(entries.iter().flat_map(|entry| entry.claims.iter().cloned()));
        let loaded: BTreeSet<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
        let elsewhere = wanted.iter().filter(|id| !loaded.contains(id.as_str()));
        let of = "SELECT document FROM claims WHERE id = ?1";
        let keys: BTreeSet<String> =
            self.each_of(of, elsewhere, |row| row.get(0))?.into_iter().collect();
        let (other_documents, other_claims) = self.readings(&Vec::from_iter(keys))?;
        documents.extend(other_documents);
        claims.extend(other_claims);
        claims.retain(|claim| wanted.contains(&claim.id));
        // Claims of one document came together, in order.
        claims.sort_by(|a, b| a.document.cmp(&b.document));
        let telling: BTreeSet<&str> = claims.iter().map(|claim| claim.document.as_str()).collect();
        documents.retain(|document| telling.contains(document.key.as_str()));
        documents.sort_unstable_by(|a, b| a.key.cmp(&b.key));

        let about = "SELECT json FROM diagnostics WHERE document = ?1 ORDER BY ordinal";
        let keys = documents.iter().map(|document| &document.key);
        let diagnostics = self.each_of(about, keys, |row| row.get::<_, String>(0))?;
        let diagnostics =
            diagnostics.iter().map(|json| self.parse(json)).collect::<Result<_, _>>()?;
        Ok(Some(Contents { documents, claims, entries, diagnostics, ..Contents::default() }))
    }

    /// The keys of the documents in which a selection can select anything. `None` as for
    /// [`Rows::around`].
    pub(crate) fn documents_of(
        self,
        selection: &Selection,
    ) -> Result<Option<Vec<String>>, StoreError> {
        Ok(self.found(selection)?.map(|found| found.documents.into_iter().collect()))
    }

    fn found(self, selection: &Selection) -> Result<Option<Found>, StoreError> {
        let log = self.decisions()?;
        let asked = selection.names_asked(&log);
        if asked.is_empty() || !self.has_table("names")? {
            return Ok(None);
        }
        let decided = decided(&log);
        let mut beside = decided.clone();
        for (field, value) in selection.names_mentioned() {
            // One that has it and that nobody changed, so that the name is not told to be unheard of.
            let some = self.having(field, value, Some(2))?;
            beside.extend(some.iter().find(|key| !decided.contains(*key)).cloned());
            if some.is_empty() {
                for near in self.near(field, value)? {
                    beside.extend(self.having(field, &near, Some(1))?);
                }
            }
        }
        let mut fields = Vec::new();
        for (field, values) in &asked {
            let mut count = 0;
            for value in values {
                count += self.frequency(*field, value)?;
            }
            fields.push((count, *field, values));
        }
        // The rarest is listed, the others are looked up for what it lists.
        fields.sort_by_key(|(count, ..)| *count);
        let mut found: Option<BTreeSet<String>> = None;
        for (_, field, values) in fields {
            let mut any = BTreeSet::new();
            for value in values {
                match &found {
                    None => any.extend(self.having(field, value, None)?),
                    Some(found) => any.extend(self.having_of(field, value, found)?),
                }
            }
            found = Some(any);
        }
        let known = "SELECT key FROM documents WHERE key = ?1";
        let all = found.unwrap_or_default().into_iter().chain(beside.iter().cloned());
        let all: BTreeSet<String> = all.collect();
        let documents = self.each_of(known, &all, |row| row.get(0))?.into_iter().collect();
        Ok(Some(Found { documents, beside, asked }))
    }

    /// Whether a selection that asks for names finds its documents by them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn finds_by_name(self, selection: &Selection) -> Result<bool, StoreError> {
        Ok(selection.is_by_name() && self.has_table("names")?)
    }

    /// The documents whose claims have a name, `most` of them.
    fn having(
        self,
        field: Field,
        name: &str,
        most: Option<i64>,
    ) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT document FROM names WHERE field = ?1 AND name = ?2 LIMIT ?3";
        // SQLite reads a negative limit as none.
        self.list(sql, params![field.key(), name, most.unwrap_or(-1)])
    }

    /// How many documents have claims with a name, counted up to [`MANY`].
    fn frequency(self, field: Field, name: &str) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM
            (SELECT 1 FROM names WHERE field = ?1 AND name = ?2 LIMIT ?3)";
        self.connection
            .query_row(sql, params![field.key(), name, MANY], |row| row.get(0))
            .map_err(|source| self.error(source))
    }

    /// Those of some documents whose claims have a name.
    fn having_of(
        self,
        field: Field,
        name: &str,
        documents: &BTreeSet<String>,
    ) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT document FROM names WHERE field = ?1 AND name = ?2 AND document = ?3";
        let mut found = Vec::new();
        for document in documents {
            found.extend(self.list(sql, params![field.key(), name, document])?);
        }
        Ok(found)
    }

    /// Names of a field that hold another or that it holds.
    fn near(self, field: Field, name: &str) -> Result<Vec<String>, StoreError> {
        self.list(DISTINCT, params![field.key(), name, NEAR])
    }

    fn list(self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|e| self.error(e))?;
        let rows = statement.query_map(values, |row| row.get(0)).map_err(|e| self.error(e))?;
        rows.map(|row| row.map_err(|source| self.error(source))).collect()
    }
}

/// The documents whose claims somebody judged, corrected, put together or took apart.
fn decided(log: &[Decision]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for decision in log {
        match &decision.act {
            Act::Judge { claims, .. } | Act::Merge { claims } | Act::Split { claims } => {
                keys.extend(claims.iter().map(|claim| claim.document.clone()));
            }
            Act::Edit { claim, .. } => {
                keys.insert(claim.document.clone());
            }
            Act::MergeActors { .. } | Act::Undo { .. } => {}
        }
    }
    keys
}

impl Update<'_> {
    /// Keeps the names by which a document's claims are found.
    pub(crate) fn put_names(
        &self,
        document: &Document,
        claims: &[Claim],
    ) -> Result<(), StoreError> {
        for (field, name) in names(document, claims) {
            self.execute(
                "INSERT INTO names (field, name, document) VALUES (?1, ?2, ?3)",
                params![field.key(), name, document.key],
            )?;
        }
        Ok(())
    }
}
