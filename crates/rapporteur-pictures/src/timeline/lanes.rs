//! Which lane an entry stands in.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EventType, TimeSpan};
use rapporteur_record::views::timeline::Row;

use crate::phrases::phrase;

/// What the lanes of a timeline are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lanes {
    /// Families of event types: talks, proposals and answers, and so on.
    Family,
    /// The parties that act most; an entry of two of them stands in both lanes.
    Actor,
}

/// Types of events that a reader looks for together.
#[derive(Debug)]
pub struct Family {
    /// The key of what the family is called.
    pub name: &'static str,
    /// Its PLOVER types.
    pub types: &'static [EventType],
}

/// The lanes of a timeline from the table to the ground.
pub const FAMILIES: &[Family] = &[
    Family { name: "lane.talks", types: &[EventType::Consult, EventType::Cooperate] },
    Family {
        name: "lane.proposals",
        types: &[EventType::Agree, EventType::Support, EventType::Request, EventType::Reject],
    },
    Family {
        name: "lane.truces",
        types: &[EventType::Concede, EventType::Retreat, EventType::Aid],
    },
    Family { name: "lane.blame", types: &[EventType::Accuse, EventType::Threaten] },
    Family {
        name: "lane.ground",
        types: &[
            EventType::Protest,
            EventType::Sanction,
            EventType::Mobilize,
            EventType::Coerce,
            EventType::Assault,
        ],
    },
];

/// More parties than this share one lane.
const MOST_ACTORS: usize = 6;

/// One lane with what stands in it.
pub(crate) struct Lane<'a> {
    pub(crate) name: String,
    /// The types that a link to the lane filters by; empty for all.
    pub(crate) types: &'static [EventType],
    pub(crate) party: Option<String>,
    pub(crate) rows: Vec<&'a Row>,
}

/// The lanes that hold anything but what lies `beyond` the axis.
pub(crate) fn lanes<'a>(
    rows: &'a [Row],
    lanes: Lanes,
    beyond: &BTreeSet<TimeSpan>,
) -> Vec<Lane<'a>> {
    let seen: Vec<&Row> = rows.iter().filter(|row| !beyond.contains(&row.time)).collect();
    let mut lanes = match lanes {
        Lanes::Family => by_family(&seen),
        Lanes::Actor => by_actor(&seen),
    };
    lanes.retain(|lane| !lane.rows.is_empty());
    lanes
}

fn by_family<'a>(rows: &[&'a Row]) -> Vec<Lane<'a>> {
    let lane = |family: &Family| Lane {
        name: phrase(family.name).to_owned(),
        types: family.types,
        party: None,
        rows: rows.iter().copied().filter(|row| family.types.contains(&row.event_type)).collect(),
    };
    FAMILIES.iter().map(lane).collect()
}

fn by_actor<'a>(rows: &[&'a Row]) -> Vec<Lane<'a>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for actor in rows.iter().flat_map(|row| &row.actors) {
        *counts.entry(actor).or_default() += 1;
    }
    let mut parties: Vec<(&str, usize)> = counts.into_iter().collect();
    parties.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    parties.truncate(MOST_ACTORS);
    let mut lanes: Vec<Lane<'a>> = parties
        .iter()
        .map(|(party, _)| Lane {
            name: (*party).to_owned(),
            types: &[],
            party: Some((*party).to_owned()),
            rows: rows
                .iter()
                .copied()
                .filter(|row| row.actors.iter().any(|actor| actor == party))
                .collect(),
        })
        .collect();
    let shown = |row: &Row| row.actors.iter().any(|actor| parties.iter().any(|(p, _)| p == actor));
    lanes.push(Lane {
        name: phrase("lane.others").to_owned(),
        types: &[],
        party: None,
        rows: rows.iter().copied().filter(|row| !shown(row)).collect(),
    });
    lanes
}
