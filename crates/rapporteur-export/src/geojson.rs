//! GeoJSON (RFC 7946): entries where they happen.
//!
//! One Feature an entry, with the columns of the table of entries as properties. The places that its
//! claims name are looked up in the gazetteer: one is a Point, several that reports or sentences name
//! are a MultiPoint, and an entry without any has no geometry. A country or region stands in its
//! middle, and the property `position` says so.

use std::io::{self, Write};

use rapporteur_model::gazetteer::{Position, resolve};
use rapporteur_record::views::Contents;
use serde_json::{Map, Number, Value, json};

use crate::Options;
use crate::bundle::entry_table;

pub(crate) fn write(contents: &Contents, options: &Options, to: &mut dyn Write) -> io::Result<()> {
    let table = entry_table(contents, options);
    to.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (number, row) in table.rows.iter().enumerate() {
        let properties: Map<String, Value> = table
            .fields
            .iter()
            .zip(row)
            .map(|((name, kind, _), cell)| ((*name).to_owned(), value(kind, cell)))
            .collect();
        to.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *to, &feature(properties))?;
    }
    to.write_all(b"\n]}\n")
}

fn feature(mut properties: Map<String, Value>) -> Value {
    let named = |name: &str| properties.get(name).and_then(Value::as_str).unwrap_or_default();
    let id = named("entry").to_owned();
    let mut positions: Vec<Position> = Vec::new();
    for position in named("places").split("; ").filter_map(resolve) {
        if !positions.contains(&position) {
            positions.push(position);
        }
    }
    let kind = match positions.as_slice() {
        [] => Value::Null,
        positions if positions.iter().any(|position| position.area) => "area".into(),
        _ => "city".into(),
    };
    properties.insert("position".into(), kind);
    json!({
        "type": "Feature",
        "id": id,
        "geometry": geometry(&positions),
        "properties": properties,
    })
}

/// Longitude before latitude, as RFC 7946 wants it.
fn geometry(positions: &[Position]) -> Value {
    let at = |position: &Position| json!([position.longitude, position.latitude]);
    match positions {
        [] => Value::Null,
        [one] => json!({"type": "Point", "coordinates": at(one)}),
        several => {
            let all: Vec<Value> = several.iter().map(at).collect();
            json!({"type": "MultiPoint", "coordinates": all})
        }
    }
}

/// A cell in JSON; null where it is empty.
fn value(kind: &str, cell: &str) -> Value {
    let number = || cell.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number);
    let whole = || cell.parse::<i64>().ok().map(Value::from);
    let is_number = matches!(kind, "number" | "integer");
    match cell {
        "" => Value::Null,
        _ if is_number => whole().or_else(number).unwrap_or(Value::Null),
        _ => cell.into(),
    }
}
