//! Rapporteur for Python: the same reader and the same record as the command line's.
//!
//! Rows cross the border as JSON, one string each; `rapporteur/__init__.py` turns them into Arrow.
//! Reading a report takes the networks a thousand times what its JSON takes.
//!
//! | module | what it answers |
//! |---|---|
//! | `reader` | what a row or a file claims |
//! | `record` | which claims tell the same, at once |
//! | `parts` | the same, in parts that a cluster works on |

mod parts;
mod reader;
mod record;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::de::DeserializeOwned;

#[pymodule]
fn _rapporteur(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<reader::Reader>()?;
    module.add_function(wrap_pyfunction!(record::reconcile, module)?)?;
    module.add_function(wrap_pyfunction!(parts::keys, module)?)?;
    module.add_function(wrap_pyfunction!(parts::passages, module)?)?;
    module.add_function(wrap_pyfunction!(parts::connections, module)?)?;
    module.add_function(wrap_pyfunction!(parts::entries, module)?)
}

/// Parses every line; the error names the first that is none of its kind.
fn all<T: DeserializeOwned>(lines: &[String], what: &str) -> PyResult<Vec<T>> {
    let parse = |(number, line): (usize, &String)| {
        serde_json::from_str(line)
            .map_err(|error| PyValueError::new_err(format!("{what} {number}: {error}")))
    };
    lines.iter().enumerate().map(parse).collect()
}

fn wrong(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}
