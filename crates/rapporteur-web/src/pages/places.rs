//! Places: where it happens.

use askama::Template;
use rapporteur_record::selection::Field;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::table::Table;
use crate::text::{count, fill, filters, grouped};

#[derive(Template)]
#[template(path = "places.html")]
struct Shown {
    answer: String,
    picture: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    href: Option<String>,
    entries: String,
    claims: String,
    share: usize,
}

/// Places by the number of entries, as queries and as claims spell them.
fn places(ask: &Ask<'_>) -> Vec<(String, String, usize, usize)> {
    let facets = ask.facets().iter().find(|facet| facet.field == Field::Place.key());
    let values = facets.into_iter().flat_map(|facet| &facet.values);
    values
        .map(|one| (one.value.clone(), one.name.clone(), one.entries, one.claims))
        .filter(|(_, _, entries, _)| *entries > 0)
        .collect()
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let places = places(ask);
    let entries: usize = places.iter().map(|(_, _, entries, _)| entries).sum();
    let answer = fill(
        "places.answer",
        &[("places", &count(places.len(), "place")), ("entries", &count(entries, "happening"))],
    );
    let most = places.first().map_or(1, |(_, _, entries, _)| *entries).max(1);
    let rows = places
        .into_iter()
        .map(|(value, name, entries, claims)| Row {
            href: ask.links.only("timeline", Field::Place.key(), &value),
            name,
            entries: grouped(entries),
            claims: grouped(claims),
            share: (entries * 100).div_ceil(most),
        })
        .collect();
    Shown { answer, picture: crate::picture::map(ask), rows }.render()
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    let rows = places(ask).into_iter();
    Ok(rows.map(|(_, name, entries, claims)| json!({ "place": name, "entries": entries, "claims": claims })).collect())
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&["place", "entries", "claims"]);
    let rows = places(ask).into_iter();
    table.rows.extend(
        rows.map(|(_, name, entries, claims)| vec![name, entries.to_string(), claims.to_string()]),
    );
    table
}
