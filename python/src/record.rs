//! Which claims tell the same, of all that is given.

use std::cell::RefCell;
use std::convert::Infallible;

use pyo3::prelude::*;
use rapporteur_model::{Claim, Document};
use rapporteur_record::grow;
use rapporteur_record::grow::{Growth, Kept, Nothing};

use crate::{all, wrong};

/// Documents and claims as JSON in, entries as JSON out: what `build` makes of them.
#[pyfunction]
pub(crate) fn reconcile(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
) -> PyResult<Vec<String>> {
    py.detach(|| {
        let (documents, claims) =
            (all::<Document>(&documents, "document")?, all::<Claim>(&claims, "claim")?);
        json_lines(&grown(&Nothing, &documents, &claims).entries)
    })
}

/// A claim's identifier, the keys under which it stands, and those under which it looks.
type Keys = (String, Vec<i64>, Vec<i64>);

/// Of each claim, as JSON with its document's: the keys under which others find it, and those under
/// which it finds others. Two claims that are ever compared share a key of the first list of the one
/// and the second of the other.
#[pyfunction]
pub(crate) fn block_keys(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
) -> PyResult<Vec<Keys>> {
    py.detach(|| {
        let mut documents = all::<Document>(&documents, "document")?;
        documents.sort_by(|a, b| a.key.cmp(&b.key));
        let keys_of = |claim: Claim| {
            let at = documents.binary_search_by(|one| one.key.cmp(&claim.document)).ok()?;
            let document = std::slice::from_ref(&documents[at]);
            let asked = Asked::default();
            let growth = grown(&asked, document, std::slice::from_ref(&claim));
            let stands = growth.blocks.into_iter().map(|(key, _)| key.cast_signed()).collect();
            let looks = asked.keys.take().into_iter().map(u64::cast_signed).collect();
            Some((claim.id, stands, looks))
        };
        Ok(all::<Claim>(&claims, "claim")?.into_iter().filter_map(keys_of).collect())
    })
}

/// What some documents and claims make of a record. Only a record that holds earlier versions of
/// them has to be made anew, and the parts of a record here never do.
pub(crate) fn grown<K: Kept<Error = Infallible>>(
    kept: &K,
    documents: &[Document],
    claims: &[Claim],
) -> Growth {
    let Ok(growth) = grow(kept, documents, claims);
    growth.unwrap_or_default()
}

pub(crate) fn json_lines<T: serde::Serialize>(values: &[T]) -> PyResult<Vec<String>> {
    values.iter().map(|value| serde_json::to_string(value).map_err(wrong)).collect()
}

/// An empty record that remembers under which keys it was asked for claims.
#[derive(Default)]
struct Asked {
    keys: RefCell<Vec<u64>>,
}

impl Kept for Asked {
    type Error = Infallible;

    fn claims_under(&self, keys: &[u64]) -> Result<Vec<String>, Infallible> {
        self.keys.replace(keys.to_vec());
        Ok(Vec::new())
    }
}
