//! Which claims tell the same, of all that is given.

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
