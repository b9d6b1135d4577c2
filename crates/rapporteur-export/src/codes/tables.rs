//! Reads the two tables.

use std::collections::BTreeMap;

use rapporteur_model::{EventType, Issue, Mode};
use serde::Deserialize;
use thiserror::Error;

/// Why a table cannot be used.
#[derive(Debug, Error)]
#[error("{table}: {reason}")]
pub struct TableError {
    table: &'static str,
    reason: String,
}

#[derive(Clone, Debug)]
pub(super) struct Tables {
    pub(super) agree_when_planned: Vec<EventType>,
    pub(super) contexts: BTreeMap<Issue, Vec<String>>,
    pub(super) quad: BTreeMap<EventType, String>,
    pub(super) cameo: Vec<Row>,
}

/// One row from PLOVER to CAMEO.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    #[serde(rename = "type")]
    pub(super) event_type: EventType,
    pub(super) from: Option<EventType>,
    pub(super) mode: Option<Mode>,
    pub(super) issue: Option<Issue>,
    pub(super) cameo: String,
    #[serde(rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plover {
    agree_when_planned: Vec<EventType>,
    contexts: BTreeMap<Issue, Vec<String>>,
    quad: BTreeMap<EventType, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cameo {
    code: Vec<Row>,
}

impl Tables {
    pub(super) fn built_in() -> Result<Self, TableError> {
        let Plover { agree_when_planned, contexts, quad } =
            read("codes/plover.toml", include_str!("plover.toml"))?;
        let Cameo { code } = read("codes/cameo.toml", include_str!("cameo.toml"))?;
        Ok(Self { agree_when_planned, contexts, quad, cameo: code })
    }
}

fn read<T: for<'de> Deserialize<'de>>(table: &'static str, text: &str) -> Result<T, TableError> {
    toml::from_str(text).map_err(|error| TableError { table, reason: error.to_string() })
}
