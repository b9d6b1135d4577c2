//! Reads a record document by document, so that no more than one needs to be in memory.

use std::collections::BTreeMap;

use rapporteur_model::{Claim, Diagnostic, Disagreement, Document, Entry, Slot};
use rapporteur_record::Selection;
use rusqlite::{Statement, params};

use crate::error::StoreError;
use crate::rows::Rows;

/// One document with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The identifier that exports show for the document: its own, with `~` and the start of its
    /// key where several documents share it.
    pub shown: String,
    /// The document.
    pub document: Document,
    /// Its claims, by position.
    pub claims: Vec<Claim>,
    /// The entries that they belong to, each with the claims of this document alone, the number of
    /// its voices, and one disagreement without sides where there is any dispute.
    pub entries: Vec<Entry>,
    /// What was left open.
    pub diagnostics: Vec<Diagnostic>,
}

/// Which entry each claim is in, on disk where it is large. `{where}` says which entries count.
const ENTRY_OF: &str = "
    DROP TABLE IF EXISTS temp.entry_of;
    CREATE TEMP TABLE entry_of AS
        SELECT claims.value AS claim,
               entries.id AS entry,
               json_extract(entries.json, '$.independent_reports') AS voices,
               EXISTS (
                   SELECT 1 FROM json_each(entries.json, '$.disagreements') AS slots
                   WHERE json_extract(slots.value, '$.correction') = 0
               ) AS disputed
        FROM entries, json_each(entries.json, '$.claims') AS claims
        {where}
        ORDER BY claim;
    CREATE INDEX temp.entry_of_claim ON entry_of (claim);
";

/// The entries that the claims of some documents may be in: an entry is named by its first claim,
/// and reaches no further than a component. SQLite takes a CROSS JOIN in the order in which it is
/// written; left to itself it would look through all claims.
pub(crate) const OF_WANTED: &str = "
    WHERE entries.id IN (
        SELECT 'e-' || claims.id FROM wanted CROSS JOIN claims ON claims.document = wanted.key
        UNION
        SELECT 'e-' || beside.claim
        FROM wanted CROSS JOIN claims ON claims.document = wanted.key
            CROSS JOIN components AS its ON its.claim = claims.id
            CROSS JOIN components AS beside ON beside.component = its.component
    )";

/// The identifier that exports show for each document, and its key, sorted on disk where there are
/// many. `{among}` are all documents or some.
pub(crate) const SHOWN: &str = "
    SELECT CASE WHEN EXISTS (SELECT 1 FROM documents AS other
                             WHERE other.id = documents.id AND other.key <> documents.key)
               THEN id || '~' || substr(key, 1, 8) ELSE id END AS shown,
           key
    FROM {among}
    ORDER BY shown, key";

/// The documents whose keys are wanted.
pub(crate) const WANTED: &str = "wanted CROSS JOIN documents USING (key)";

impl Rows<'_> {
    /// Gives every document with what belongs to it, in the order in which exports show them; those
    /// alone in which a selection can select anything, where it asks for names.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else, or when `take` fails.
    pub fn each<E: From<StoreError>>(
        self,
        selection: &Selection,
        take: impl FnMut(Part) -> Result<(), E>,
    ) -> Result<(), E> {
        self.together(|rows| rows.each_now(selection, take))
    }

    fn each_now<E: From<StoreError>>(
        self,
        selection: &Selection,
        mut take: impl FnMut(Part) -> Result<(), E>,
    ) -> Result<(), E> {
        let wanted = self.documents_of(selection)?;
        let (among, of) = match &wanted {
            Some(keys) => {
                self.want(keys)?;
                (WANTED, OF_WANTED)
            }
            None => ("documents", ""),
        };
        let entry_of = ENTRY_OF.replace("{where}", of);
        self.connection.execute_batch(&entry_of).map_err(|source| self.error(source))?;
        let mut select = Selects {
            document: self.prepare("SELECT json, text FROM documents WHERE key = ?1")?,
            claims: self.prepare(
                "SELECT claims.json, entry, voices, disputed
                 FROM claims LEFT JOIN entry_of ON entry_of.claim = claims.id
                 WHERE document = ?1 ORDER BY ordinal",
            )?,
            diagnostics: self
                .prepare("SELECT json FROM diagnostics WHERE document = ?1 ORDER BY ordinal")?,
        };
        let mut shown = self.prepare(&SHOWN.replace("{among}", among))?;
        let mut rows = shown.query([]).map_err(|source| self.error(source))?;
        while let Some(row) = rows.next().map_err(|source| self.error(source))? {
            let names = row.get(0).and_then(|shown| Ok((shown, row.get::<_, String>(1)?)));
            let (shown, key) = names.map_err(|source| self.error(source))?;
            take(self.part(&mut select, shown, &key)?)?;
        }
        Ok(())
    }

    /// Keeps the keys of some documents for the statements of [`Rows::each`].
    fn want(self, keys: &[String]) -> Result<(), StoreError> {
        let table = "
            DROP TABLE IF EXISTS temp.wanted;
            CREATE TEMP TABLE wanted (key TEXT PRIMARY KEY) WITHOUT ROWID";
        self.connection.execute_batch(table).map_err(|source| self.error(source))?;
        let mut statement = self.prepare("INSERT INTO wanted (key) VALUES (?1)")?;
        for key in keys {
            statement.execute(params![key]).map_err(|source| self.error(source))?;
        }
        Ok(())
    }

    /// The identifiers that exports show for some documents.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shown<'key>(
        self,
        keys: impl IntoIterator<Item = &'key String>,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = SHOWN.replace("{among}", "documents WHERE key = ?1");
        let shown = self.each_of(&sql, keys, |row| Ok((row.get(1)?, row.get(0)?)))?;
        Ok(shown.into_iter().collect())
    }

    fn part(self, select: &mut Selects<'_>, shown: String, key: &str) -> Result<Part, StoreError> {
        let wrong = |source| self.error(source);
        let (json, text): (String, String) = select
            .document
            .query_row(params![key], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(wrong)?;
        let document: Document = self.parse(&json)?;
        let document = Document { text, ..document };
        let mut part = Part { shown, document, ..Part::default() };
        let mut rows = select.claims.query(params![key]).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            let claim: Claim = self.parse(&row.get::<_, String>(0).map_err(wrong)?)?;
            if let Some(entry) = row.get::<_, Option<String>>(1).map_err(wrong)? {
                let voices = row.get(2).map_err(wrong)?;
                let disputed = row.get(3).map_err(wrong)?;
                part.belongs(&claim.id, entry, voices, disputed);
            }
            part.claims.push(claim);
        }
        drop(rows);
        let mut rows = select.diagnostics.query(params![key]).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            part.diagnostics.push(self.parse(&row.get::<_, String>(0).map_err(wrong)?)?);
        }
        Ok(part)
    }

    fn prepare(&self, query: &str) -> Result<Statement<'_>, StoreError> {
        self.connection.prepare(query).map_err(|source| self.error(source))
    }
}

impl Part {
    fn belongs(&mut self, claim: &str, entry: String, voices: usize, disputed: bool) {
        if let Some(known) = self.entries.iter_mut().find(|known| known.id == entry) {
            known.claims.push(claim.to_owned());
            return;
        }
        let dispute = Disagreement { slot: Slot::Realis, sides: Vec::new(), correction: false };
        self.entries.push(Entry {
            id: entry,
            claims: vec![claim.to_owned()],
            independent_reports: voices,
            voices: Vec::new(),
            merges: Vec::new(),
            disagreements: disputed.then_some(dispute).into_iter().collect(),
        });
    }
}

/// Statements that are run once for each document.
struct Selects<'record> {
    document: Statement<'record>,
    claims: Statement<'record>,
    diagnostics: Statement<'record>,
}
