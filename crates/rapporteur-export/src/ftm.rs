//! FollowTheMoney: the record as entities, and as statements that keep who says what.
//!
//! Reports are Articles, whoever is named a LegalEntity (a party an Organization, with Memberships
//! of those who act for it), an entry of events an Event, tied to reports by Documentation and from
//! doer to recipient by UnknownLink; a figure is a Note on its report. What FollowTheMoney has no
//! place for (the span, the stance) stands in the annotations, linked by `recordId`. Texts of
//! reports are not exported.

mod statements;

use std::collections::BTreeMap;
use std::io::{self, Write};

use rapporteur_record::views::Contents;
use serde_json::{Map, Value, json};

use self::statements::{Statement, statements};
use crate::Options;

/// One entity a line, by identifier.
pub(crate) fn write_entities(
    contents: &Contents,
    options: &Options,
    to: &mut dyn Write,
) -> io::Result<()> {
    let statements = statements(contents, options);
    for entity in statements.chunk_by(|a, b| a.entity == b.entity) {
        let Some(first) = entity.first() else { continue };
        let mut properties: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for statement in entity {
            let values = properties.entry(statement.property).or_default();
            if !values.contains(&statement.value.as_str()) {
                values.push(&statement.value);
            }
        }
        let properties: Map<String, Value> =
            properties.into_iter().map(|(name, values)| (name.to_owned(), json!(values))).collect();
        let line = json!({"id": first.entity, "schema": first.schema, "properties": properties});
        serde_json::to_writer(&mut *to, &line)?;
        to.write_all(b"\n")?;
    }
    to.flush()
}

/// The columns of `followthemoney.statement.serialize`, in its order.
const COLUMNS: [&str; 14] = [
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

/// One statement a row, by entity.
pub(crate) fn write_statements(
    contents: &Contents,
    options: &Options,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(COLUMNS)?;
    for statement in statements(contents, options) {
        let id = statement.id();
        let external = if statement.external { "t" } else { "f" };
        writer.write_record([
            &statement.entity,
            &statement.entity,
            statement.property,
            statement.kind,
            statement.schema,
            &statement.value,
            &statement.dataset,
            &statement.origin,
            "",
            statement.original.as_deref().unwrap_or_default(),
            external,
            &statement.seen,
            &statement.seen,
            &id,
        ])?;
    }
    writer.flush()
}

impl Statement {
    /// As followthemoney makes it: SHA-1 of data set, entity, property and value.
    fn id(&self) -> String {
        use sha1::{Digest, Sha1};
        let external = if self.external { ".ext" } else { "" };
        let key =
            format!("{}.{}.{}.{}{external}", self.dataset, self.entity, self.property, self.value);
        Sha1::digest(key).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
