//! Who acts on whom: the network behind GEXF and GraphML.
//!
//! An edge is one entry between two parties: from who acts to whom it is done. Those who meet or
//! agree without a recipient are joined pairwise, and whoever mediates is joined to each side.

use std::collections::BTreeMap;

use rapporteur_model::{PartialDate, slug};
use rapporteur_record::views::Contents;
use rapporteur_record::views::entries::{EntryRow, entry_rows};

use crate::Options;
use crate::codes::is_mutual;

/// Parties, and what they did to each other.
#[derive(Debug, Default)]
pub(crate) struct Network {
    /// By identifier: the name, and the number of entries.
    pub(crate) parties: BTreeMap<String, (String, usize)>,
    /// By entry, then source, then target.
    pub(crate) edges: Vec<Edge>,
}

/// One entry between two parties.
#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) target: String,
    /// PLOVER type, or `MEDIATES`.
    pub(crate) label: String,
    /// First and last day, where dated: what is known to the month lasts a month.
    pub(crate) days: Option<(String, String)>,
    pub(crate) row: EntryRow,
    pub(crate) permalink: String,
}

impl Edge {
    /// What formats say about an edge beside its ends: name, type in XML Schema's terms, value.
    pub(crate) fn facts(&self) -> Vec<(&'static str, &'static str, String)> {
        let row = &self.row;
        let list = |names: &[&str]| names.join("; ");
        let realis: Vec<&str> = row.realis.iter().map(|realis| realis.name()).collect();
        let issues: Vec<&str> = row.issues.iter().map(|issue| issue.name()).collect();
        vec![
            ("type", "string", self.label.clone()),
            ("mode", "string", row.mode.map(|mode| mode.to_string()).unwrap_or_default()),
            ("issues", "string", list(&issues)),
            ("realis", "string", list(&realis)),
            ("date", "string", row.time.map(|time| time.to_string()).unwrap_or_default()),
            ("voices", "integer", row.independent_reports.to_string()),
            ("disputed", "boolean", (!row.disputed.is_empty()).to_string()),
            ("outlets", "string", row.outlets.join("; ")),
            ("quote", "string", row.quote.clone()),
            ("entry", "string", row.entry.clone()),
            ("permalink", "string", self.permalink.clone()),
        ]
    }

    /// The names and types of [`Edge::facts`].
    pub(crate) const FACTS: [(&'static str, &'static str); 11] = [
        ("type", "string"),
        ("mode", "string"),
        ("issues", "string"),
        ("realis", "string"),
        ("date", "string"),
        ("voices", "integer"),
        ("disputed", "boolean"),
        ("outlets", "string"),
        ("quote", "string"),
        ("entry", "string"),
        ("permalink", "string"),
    ];
}

/// The network of a record's event entries.
pub(crate) fn network(contents: &Contents, options: &Options) -> Network {
    let mut network = Network::default();
    for row in entry_rows(contents) {
        let Some(event_type) = row.event_type else { continue };
        let mut pairs: Vec<(&String, &String, String)> = Vec::new();
        for actor in &row.actors {
            let others = row.recipients.iter().filter(|other| *other != actor);
            pairs.extend(others.map(|other| (actor, other, event_type.to_string())));
        }
        if row.recipients.is_empty() && is_mutual(event_type) {
            for (at, one) in row.actors.iter().enumerate() {
                let others = row.actors[at + 1..].iter();
                pairs.extend(others.map(|other| (one, other, event_type.to_string())));
            }
        }
        for mediator in &row.mediators {
            let sides = row.actors.iter().chain(&row.recipients).filter(|side| *side != mediator);
            pairs.extend(sides.map(|side| (mediator, side, "MEDIATES".to_owned())));
        }
        let mut named: Vec<&String> =
            row.actors.iter().chain(&row.recipients).chain(&row.mediators).collect();
        named.sort();
        named.dedup();
        for name in named {
            network.parties.entry(slug(name)).or_insert_with(|| (name.clone(), 0)).1 += 1;
        }
        let mut edges: Vec<Edge> = pairs
            .into_iter()
            .map(|(source, target, label)| {
                let (source, target) = (slug(source), slug(target));
                let first = |date: PartialDate| date.first_day().to_string();
                let last = |date: PartialDate| date.last_day().to_string();
                Edge {
                    id: format!("{}/{source}/{label}/{target}", row.entry),
                    days: row.time.map(|time| (first(time.start), last(time.end))),
                    permalink: options.links.entry(&row.entry),
                    row: row.clone(),
                    source,
                    target,
                    label,
                }
            })
            .collect();
        edges.sort_by(|a, b| a.id.cmp(&b.id));
        edges.dedup_by(|a, b| a.id == b.id);
        network.edges.extend(edges);
    }
    network
}
