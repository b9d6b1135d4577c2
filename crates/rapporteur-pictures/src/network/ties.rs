//! Which actors an entry ties together.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Actor, Event, EventType};
use rapporteur_record::views::Contents;

/// What one party does towards another, or two do with each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Who acts; of two that do it together the first by name.
    pub from: String,
    /// Towards or with whom.
    pub to: String,
    /// The mediator that carries it.
    pub through: Option<String>,
    /// Whether it goes from one to the other.
    pub directed: bool,
    /// Number of entries.
    pub entries: usize,
    /// Entries by PLOVER type, in the codebook's order.
    pub kinds: Vec<(EventType, usize)>,
}

type Ends = (String, String, Option<String>, bool);

/// The ties that the entries of a record tell, those with most entries first.
///
/// Each entry counts once for each pair. Where parties act and nobody is acted upon (two sides meet),
/// they are tied with each other, without a direction.
#[must_use]
pub fn ties(contents: &Contents) -> Vec<Tie> {
    let claims = contents.claims_by_id();
    let mut counts: BTreeMap<Ends, BTreeMap<EventType, usize>> = BTreeMap::new();
    for entry in &contents.entries {
        let events = || {
            entry
                .claims
                .iter()
                .filter_map(|id| claims.get(id.as_str()))
                .filter_map(|claim| claim.event())
        };
        let Some(kind) = events().next().map(|event| event.event_type) else { continue };
        let ends: BTreeSet<Ends> = events().flat_map(of_event).collect();
        for end in ends {
            *counts.entry(end).or_default().entry(kind).or_default() += 1;
        }
    }
    let mut ties: Vec<Tie> = counts
        .into_iter()
        .map(|((from, to, through, directed), kinds)| Tie {
            from,
            to,
            through,
            directed,
            entries: kinds.values().sum(),
            kinds: kinds.into_iter().collect(),
        })
        .collect();
    ties.sort_by(|a, b| {
        b.entries.cmp(&a.entries).then_with(|| {
            (&a.from, &a.to, &a.through, a.directed).cmp(&(&b.from, &b.to, &b.through, b.directed))
        })
    });
    ties
}

fn of_event(event: &Event) -> Vec<Ends> {
    let parties = |actors: &[Actor]| -> BTreeSet<String> {
        actors.iter().map(|actor| actor.party().to_owned()).collect()
    };
    let (actors, recipients) = (parties(&event.actors), parties(&event.recipients));
    let mediators = parties(&event.mediators);
    let mut pairs: Vec<(&String, &String, bool)> = Vec::new();
    if recipients.is_empty() {
        for (at, from) in actors.iter().enumerate() {
            pairs.extend(actors.iter().skip(at + 1).map(|to| (from, to, false)));
        }
    } else {
        for from in &actors {
            pairs.extend(recipients.iter().filter(|to| *to != from).map(|to| (from, to, true)));
        }
    }
    let mut ends: Vec<Ends> = Vec::new();
    for (from, to, directed) in &pairs {
        let between = mediators.iter().filter(|name| name != from && name != to);
        let through: Vec<Option<String>> = between.cloned().map(Some).collect();
        let through = if through.is_empty() { vec![None] } else { through };
        for name in through {
            ends.push(((*from).clone(), (*to).clone(), name, *directed));
        }
    }
    if pairs.is_empty() {
        // One party alone and somebody who carries it: the two are in touch.
        for party in actors.union(&recipients) {
            for mediator in mediators.iter().filter(|name| *name != party) {
                let (from, to) =
                    if party < mediator { (party, mediator) } else { (mediator, party) };
                ends.push((from.clone(), to.clone(), None, false));
            }
        }
    }
    ends
}
