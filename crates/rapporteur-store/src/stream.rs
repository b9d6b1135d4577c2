//! Reads a record document by document, so that no more than one needs to be in memory.

use rapporteur_model::{Claim, Diagnostic, Disagreement, Document, Entry, Slot};
use rusqlite::{Statement, params};

use crate::error::StoreError;
use crate::rows::Rows;

/// One document with what belongs to it.
#[derive(Clone, Debug, Default)]
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

/// Which entry each claim is in, on disk where it is large.
const ENTRY_OF: &str = "
    CREATE TEMP TABLE IF NOT EXISTS entry_of AS
        SELECT claims.value AS claim,
               entries.id AS entry,
               json_extract(entries.json, '$.independent_reports') AS voices,
               EXISTS (
                   SELECT 1 FROM json_each(entries.json, '$.disagreements') AS slots
                   WHERE json_extract(slots.value, '$.correction') = 0
               ) AS disputed
        FROM entries, json_each(entries.json, '$.claims') AS claims
        ORDER BY claim;
    CREATE INDEX IF NOT EXISTS temp.entry_of_claim ON entry_of (claim);
";

/// The identifier that exports show for each document, and its key, sorted on disk where there are
/// many.
const SHOWN: &str = "
    SELECT CASE WHEN uses > 1 THEN id || '~' || substr(key, 1, 8) ELSE id END AS shown, key
    FROM (SELECT id, key, count(*) OVER (PARTITION BY id) AS uses FROM documents)
    ORDER BY shown, key";

impl Rows<'_> {
    /// Gives every document with what belongs to it, in the order in which exports show them.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else, or when `take` fails.
    pub fn each<E: From<StoreError>>(
        self,
        mut take: impl FnMut(Part) -> Result<(), E>,
    ) -> Result<(), E> {
        self.connection.execute_batch(ENTRY_OF).map_err(|source| self.error(source))?;
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
        let mut shown = self.prepare(SHOWN)?;
        let mut rows = shown.query([]).map_err(|source| self.error(source))?;
        while let Some(row) = rows.next().map_err(|source| self.error(source))? {
            let names = row.get(0).and_then(|shown| Ok((shown, row.get::<_, String>(1)?)));
            let (shown, key) = names.map_err(|source| self.error(source))?;
            take(self.part(&mut select, shown, &key)?)?;
        }
        Ok(())
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
