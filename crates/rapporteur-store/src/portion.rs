//! Readings of some documents, so that a large record can be taken over in portions.

use rapporteur_model::{Document, Reading};
use rapporteur_record::grow::Kept;

use crate::error::StoreError;
use crate::rows::Rows;

impl Rows<'_> {
    /// The keys of all documents by date of publication, undated ones last: reports of one time
    /// tell of the same, so portions in this order touch little of each other.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn keys_by_date(self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT key FROM documents ORDER BY published IS NULL, published, key";
        let mut statement = self.connection.prepare(sql).map_err(|source| self.error(source))?;
        let keys =
            statement.query_map([], |row| row.get(0)).map_err(|source| self.error(source))?;
        keys.map(|key| key.map_err(|source| self.error(source))).collect()
    }

    /// Documents by key, each with its reading.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else.
    pub fn portion(self, keys: &[String]) -> Result<Vec<(Document, Reading)>, StoreError> {
        let (documents, claims) = self.readings(keys)?;
        let sql = "SELECT json FROM diagnostics WHERE document = ?1 ORDER BY ordinal";
        let mut claims = claims.into_iter().peekable();
        let mut portion = Vec::with_capacity(documents.len());
        for document in documents {
            let mut reading = Reading::default();
            while let Some(claim) = claims.next_if(|claim| claim.document == document.key) {
                reading.claims.push(claim);
            }
            for note in self.each_of(sql, [&document.key], |row| row.get::<_, String>(0))? {
                reading.diagnostics.push(self.parse(&note)?);
            }
            portion.push((document, reading));
        }
        Ok(portion)
    }
}
