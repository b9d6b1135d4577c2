//! Rapporteur for Python: the same reader and the same record as the command line's.
//!
//! Rows cross the border as JSON, one string each; `rapporteur/__init__.py` turns them into Arrow.
//! Reading a report takes the networks a hundred thousand times what its JSON takes.

use std::io::Cursor;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rapporteur_model::{Claim, Document};
use rapporteur_reading::dossier::Dossier;
use rapporteur_record::{entries, families};
use serde_json::{Value, json};

/// Reads reports. Loading takes a tenth of a second and some 100 MB; share one among threads.
#[pyclass(frozen, module = "rapporteur._rapporteur")]
struct Reader(rapporteur_reading::Reader);

#[pymethods]
impl Reader {
    #[new]
    #[pyo3(signature = (dossier=None, triage=None, read_all=false))]
    fn new(dossier: Option<&str>, triage: Option<f64>, read_all: bool) -> PyResult<Self> {
        let dossier: Dossier = dossier.unwrap_or_default().parse().map_err(wrong)?;
        let reader = rapporteur_reading::Reader::new(dossier).map_err(wrong)?;
        Ok(Self(match triage {
            _ if read_all => reader.reading_all(),
            Some(threshold) => reader.reading_from(threshold),
            None => reader,
        }))
    }

    /// The same fingerprint, the same claims.
    #[getter]
    fn fingerprint(&self) -> &str {
        self.0.fingerprint()
    }

    /// A document's fields as JSON in; `document`, `claims` and `diagnostics` as JSON out.
    fn read(&self, py: Python<'_>, line: String) -> PyResult<String> {
        py.detach(|| self.read_line(line)).map_err(wrong)
    }
}

impl Reader {
    fn read_line(&self, line: String) -> serde_json::Result<String> {
        let lines = Box::new(Cursor::new(line.into_bytes()));
        let mut reports = rapporteur_ingest::read_json_lines(lines, "row", "row");
        let report = reports.next().map(|report| report.and_then(rapporteur_ingest::document));
        let (document, claims, diagnostics) = match report {
            None => (Value::Null, Value::Array(Vec::new()), Vec::new()),
            Some(Err(problem)) => (Value::Null, Value::Array(Vec::new()), vec![problem]),
            Some(Ok((document, mut notes))) => {
                let reading = self.0.read(&document);
                notes.extend(reading.diagnostics);
                let claims = serde_json::to_value(reading.claims)?;
                (serde_json::to_value(document)?, claims, notes)
            }
        };
        let read = json!({"document": document, "claims": claims, "diagnostics": diagnostics});
        serde_json::to_string(&read)
    }
}

/// Documents and claims as JSON in, entries as JSON out.
#[pyfunction]
fn reconcile(py: Python<'_>, documents: Vec<String>, claims: Vec<String>) -> PyResult<Vec<String>> {
    py.detach(|| {
        let (documents, claims) = (all::<Document>(&documents)?, all::<Claim>(&claims)?);
        let entries = entries(&documents, &claims, &families(&documents));
        entries.iter().map(serde_json::to_string).collect()
    })
    .map_err(wrong)
}

/// For each claim the blocks under which claims are compared.
#[pyfunction]
fn block_keys(
    py: Python<'_>,
    documents: Vec<String>,
    claims: Vec<String>,
) -> PyResult<Vec<(String, Vec<String>)>> {
    py.detach(|| {
        let (documents, claims) = (all::<Document>(&documents)?, all::<Claim>(&claims)?);
        Ok(rapporteur_record::entries::block_keys(&documents, &claims))
    })
    .map_err(|error: serde_json::Error| wrong(error))
}

fn all<T: serde::de::DeserializeOwned>(lines: &[String]) -> serde_json::Result<Vec<T>> {
    lines.iter().map(|line| serde_json::from_str(line)).collect()
}

fn wrong(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

#[pymodule]
fn _rapporteur(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Reader>()?;
    module.add_function(wrap_pyfunction!(reconcile, module)?)?;
    module.add_function(wrap_pyfunction!(block_keys, module)?)
}
