//! `datapackage.json`.

use serde_json::{Map, Value, json};

use super::{Hashed, Table};
use crate::Options;

/// Columns that hold dates as exact as told.
const DATES: [&str; 5] = ["published", "first_published", "time_start", "time_end", "modified"];

pub(super) fn package(resources: Vec<Value>, options: &Options) -> Value {
    let mut description = "Claims read out of news reports: who did what to whom, who says so, in \
        which words. Nothing is rated true; each row leads to its words and to the report."
        .to_owned();
    if !options.exact {
        description.push_str(
            " In the tables an apostrophe stands before cells that a spreadsheet would take for \
             formulas; claims.jsonl has every word as it is.",
        );
    }
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "record",
        "title": "Record of peace talks",
        "description": description,
        "version": env!("CARGO_PKG_VERSION"),
        "contributors": [{"title": "Rapporteur", "roles": ["generator"]}],
        "resources": resources,
    })
}

pub(super) fn resource(table: &Table, hashed: &Hashed, options: &Options) -> Value {
    let fields: Vec<Value> = table.fields.iter().map(|field| described(table, *field)).collect();
    let mut schema = Map::new();
    schema.insert("fields".into(), Value::Array(fields));
    schema.insert("missingValues".into(), json!([""]));
    if let Some(key) = table.key {
        schema.insert("primaryKey".into(), json!([key]));
    }
    let keys: Vec<Value> = table
        .refers
        .iter()
        .map(|(field, other)| {
            let reference = json!({"resource": other, "fields": [field]});
            json!({"fields": [field], "reference": reference})
        })
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), Value::Array(keys));
    }
    let encoding = if options.excel { "utf-8-sig" } else { "utf-8" };
    json!({
        "name": table.name,
        "title": table.title,
        "path": format!("{}.csv", table.name),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "bytes": hashed.bytes,
        "hash": format!("sha256:{}", hashed.sha256),
        "schema": schema,
    })
}

/// The same claims as lines of JSON, described by `docs/claim-json.md`.
pub(super) fn lines(hashed: &Hashed) -> Value {
    json!({
        "name": "claims-jsonl",
        "title": "One report a line with its claims",
        "path": "claims.jsonl",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": hashed.bytes,
        "hash": format!("sha256:{}", hashed.sha256),
    })
}

fn described(table: &Table, (name, kind, meaning): super::Field) -> Value {
    let mut field = json!({"name": name, "type": kind, "description": meaning});
    let mut constraints = Map::new();
    if Some(name) == table.key {
        constraints.insert("required".into(), true.into());
    }
    if DATES.contains(&name) {
        constraints.insert("pattern".into(), r"\d{4}(-\d{2}(-\d{2})?)?".into());
    }
    if let (Value::Object(field), false) = (&mut field, constraints.is_empty()) {
        field.insert("constraints".into(), Value::Object(constraints));
    }
    field
}
