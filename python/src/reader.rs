//! What a row or a file claims.

use std::io::Cursor;
use std::path::Path;

use pyo3::prelude::*;
use rapporteur_ingest::{Columns, RawReport, SourceKind};
use rapporteur_model::{Code, Diagnostic, Reading};
use rapporteur_reading::dossier::Dossier;
use serde_json::{Value, json};

use crate::wrong;

/// Reads reports. Loading takes a tenth of a second and some 100 MB; share one among threads.
#[pyclass(frozen, module = "rapporteur._rapporteur")]
pub(crate) struct Reader(rapporteur_reading::Reader);

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
    #[pyo3(signature = (line, name="row"))]
    fn read(&self, py: Python<'_>, line: String, name: &str) -> PyResult<String> {
        py.detach(|| {
            let lines = Box::new(Cursor::new(line.into_bytes()));
            let mut reports = rapporteur_ingest::read_json_lines(lines, name, name);
            reports.next().map_or_else(nothing, |report| self.answer(report))
        })
        .map_err(wrong)
    }

    /// The reports in a file's bytes, of the kind that its name tells; for each what `read` gives.
    fn read_file(&self, py: Python<'_>, name: &str, content: Vec<u8>) -> PyResult<Vec<String>> {
        py.detach(|| {
            let Some(kind) = SourceKind::of(Path::new(name)) else {
                let message = "its name has no ending that tells how to read it";
                return Ok(vec![self.answer(Err(Diagnostic::new(
                    Code::UnknownKind,
                    name,
                    message,
                )))?]);
            };
            rapporteur_ingest::read_bytes(kind, content, name, &Columns::default())
                .map(|report| self.answer(report))
                .collect::<serde_json::Result<Vec<String>>>()
        })
        .map_err(wrong)
    }
}

impl Reader {
    fn answer(&self, report: Result<RawReport, Diagnostic>) -> serde_json::Result<String> {
        match report.and_then(rapporteur_ingest::document) {
            Err(problem) => {
                answer(&Value::Null, &Reading { diagnostics: vec![problem], ..Reading::default() })
            }
            Ok((document, mut notes)) => {
                // As `build` does: what is noted in a record is noted of the document.
                for note in &mut notes {
                    note.subject.clone_from(&document.key);
                }
                let reader = &self.0;
                let mut reading =
                    reader.first_look(&document).unwrap_or_else(|| reader.read_through(&document));
                reading.diagnostics.splice(0..0, notes);
                answer(&serde_json::to_value(document)?, &reading)
            }
        }
    }
}

fn nothing() -> serde_json::Result<String> {
    answer(&Value::Null, &Reading::default())
}

fn answer(document: &Value, reading: &Reading) -> serde_json::Result<String> {
    let Reading { claims, diagnostics } = reading;
    serde_json::to_string(
        &json!({"document": document, "claims": claims, "diagnostics": diagnostics}),
    )
}
