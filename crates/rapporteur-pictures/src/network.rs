//! Who deals with whom, and through whom.
//!
//! Parties and mediators are boxes, what one does to another is a line with the number of entries
//! that tell it, an arrow where it has a direction. What a third party carries runs through its box,
//! dashed.

mod drawing;
mod layout;
mod ties;

pub use ties::{Tie, ties};

use std::collections::{BTreeMap, BTreeSet};

use crate::marks::{Key, legend};
use crate::phrases::{count, fill, pairs, parts, phrase};
use crate::picture::{Cell, Frame, Links, Picture, Table, Target, Words, listed};
use crate::svg::{line, rect};
use crate::text::{cut, width};
use crate::timeline::nothing;

const MARGIN: f64 = 8.0;

/// So many actors can be read: on a screen, on a phone.
const MOST: (usize, usize) = (40, 12);

/// An actor as a box.
#[derive(Clone)]
pub(crate) struct Actor<'a> {
    pub(crate) name: &'a str,
    /// Entries in which it takes part.
    pub(crate) entries: usize,
    pub(crate) mediates: bool,
    /// What stands in the box.
    pub(crate) label: String,
    /// Width and height of the box.
    pub(crate) size: (f64, f64),
}

/// Draws a network of ties, as [`ties()`] gives them or a part of those. Actors that find no room, or
/// are tied to none of those shown, stand in the table.
#[must_use]
pub fn network(ties: &[Tie], frame: &Frame, links: Links<'_>) -> Picture {
    let all = actors(ties);
    let most = if frame.is_narrow() { MOST.1 } else { MOST.0 };
    let said = Words { title: phrase("title.network").to_owned(), summary: summary(ties, &all) };
    let table = if frame.has_table() { table(ties, links) } else { Table::default() };
    if all.is_empty() {
        return nothing(frame, said, table, phrase("note.no-tie"));
    }
    let shown = connected(all.get(..all.len().min(most)).unwrap_or_default(), ties);
    let left_out = all.len() - shown.len();
    let (mut drawn, height) = legend(&KEYS, MARGIN, frame.width - MARGIN, 4.0);
    let top = height + 12.0;
    let area = (frame.width, area_height(shown.len(), frame));
    let segments = drawing::segments(ties, &shown);
    let pairs: Vec<(usize, usize, f64)> =
        segments.iter().map(|segment| (segment.a, segment.b, segment.entries as f64)).collect();
    let sizes: Vec<(f64, f64)> = shown.iter().map(|actor| actor.size).collect();
    let mut places = layout::layout(&sizes, &pairs, area);
    for place in &mut places {
        place.1 += top;
    }
    drawn.extend(drawing::draw(&shown, &segments, &places, frame.width, links));
    let mut end = top + area.1 + 4.0;
    if left_out > 0 {
        let note = fill("note.actors", &[("actors", &count(left_out, "actor"))]);
        drawn.push(crate::svg::words((MARGIN, end + 12.0), &note, "p-note"));
        end += 20.0;
    }
    Picture::new(frame, end, said, drawn, table)
}

const KEYS: [Key; 4] = [
    Key {
        look: |(x, y)| vec![rect((x - 9.0, y - 6.0), (18.0, 12.0), "p-mark p-open").num("rx", 6.0)],
        words: "legend.party",
    },
    Key {
        look: |(x, y)| {
            vec![
                rect((x - 9.0, y - 6.0), (18.0, 12.0), "p-mark p-tint"),
                rect((x - 6.5, y - 3.5), (13.0, 7.0), "p-grid"),
            ]
        },
        words: "legend.mediator",
    },
    Key {
        look: |(x, y)| {
            let mut drawn = vec![line((x - 10.0, y), (x + 6.0, y), "p-tie")];
            drawn.push(drawing::head((x + 10.0, y), (1.0, 0.0)));
            drawn
        },
        words: "legend.acts",
    },
    Key {
        look: |(x, y)| vec![line((x - 10.0, y), (x + 10.0, y), "p-tie p-dashed")],
        words: "legend.mediated",
    },
];

/// The largest set of actors that are tied to each other, directly or through others of them.
fn connected<'a>(actors: &[Actor<'a>], ties: &[Tie]) -> Vec<Actor<'a>> {
    let index: BTreeMap<&str, usize> =
        actors.iter().enumerate().map(|(at, actor)| (actor.name, at)).collect();
    let mut group: Vec<usize> = (0..actors.len()).collect();
    for tie in ties {
        let names = [Some(tie.from.as_str()), tie.through.as_deref(), Some(&tie.to)];
        let ends: Vec<usize> =
            names.into_iter().flatten().filter_map(|name| index.get(name).copied()).collect();
        for pair in ends.windows(2) {
            let (one, other) = (group[pair[0]], group[pair[1]]);
            for member in &mut group {
                if *member == one.max(other) {
                    *member = one.min(other);
                }
            }
        }
    }
    let size = |of: usize| group.iter().filter(|member| **member == of).count();
    let largest = group.iter().copied().max_by(|a, b| size(*a).cmp(&size(*b)).then(b.cmp(a)));
    let kept = actors.iter().zip(&group).filter(|(_, of)| Some(**of) == largest);
    kept.map(|(actor, _)| actor.clone()).collect()
}

fn area_height(actors: usize, frame: &Frame) -> f64 {
    let rows = (actors as f64 / (frame.width / 230.0)).ceil();
    let row = if frame.is_narrow() { 66.0 } else { 76.0 };
    (rows * row + 60.0).clamp(220.0, 860.0)
}

/// Those with most entries first.
fn actors(ties: &[Tie]) -> Vec<Actor<'_>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut mediators: BTreeSet<&str> = BTreeSet::new();
    for tie in ties {
        for name in
            [Some(tie.from.as_str()), Some(&tie.to), tie.through.as_deref()].into_iter().flatten()
        {
            *counts.entry(name).or_default() += tie.entries;
        }
        mediators.extend(tie.through.as_deref());
    }
    let mut actors: Vec<Actor<'_>> = counts
        .into_iter()
        .map(|(name, entries)| {
            let label = cut(name, 12.0, 140.0);
            let size = (width(&label, 12.0).max(24.0) + 20.0, 26.0);
            Actor { name, entries, mediates: mediators.contains(name), label, size }
        })
        .collect();
    actors.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.name.cmp(b.name)));
    actors
}

fn summary(ties: &[Tie], actors: &[Actor<'_>]) -> String {
    let mediators: Vec<String> =
        actors.iter().filter(|actor| actor.mediates).map(|actor| actor.name.to_owned()).collect();
    let mut said = vec![fill("summary.network", &[("actors", &count(actors.len(), "actor"))])];
    let strongest = ties.iter().max_by(|a, b| {
        a.entries
            .cmp(&b.entries)
            .then_with(|| (&b.from, &b.to, &b.through).cmp(&(&a.from, &a.to, &a.through)))
    });
    if let Some(tie) = strongest {
        let way = way(tie);
        let through =
            tie.through.as_ref().map(|name| fill("summary.network-through", &[("name", name)]));
        let most = [
            ("from", tie.from.clone()),
            ("way", way.to_owned()),
            ("to", tie.to.clone()),
            ("through", through.unwrap_or_default()),
            ("number", tie.entries.to_string()),
        ];
        said.push(fill("summary.network-most", &pairs(&most)));
    }
    if mediators.is_empty() {
        said.push(phrase("summary.network-none").to_owned());
    } else {
        said.push(fill("summary.network-mediators", &[("names", &listed(&mediators, 6))]));
    }
    said.join(" ")
}

/// Whether one acts towards the other, or both together.
fn way(tie: &Tie) -> &'static str {
    phrase(if tie.directed { "way.towards" } else { "way.with" })
}

/// The ties as a table, each with what it counts.
#[must_use]
pub fn table(ties: &[Tie], links: Links<'_>) -> Table {
    let cells = |tie: &Tie| {
        let target = Target::Tie { from: &tie.from, to: &tie.to, through: tie.through.as_deref() };
        let kinds: Vec<String> =
            tie.kinds.iter().map(|(kind, number)| format!("{kind} {number}")).collect();
        vec![
            Cell::linked(tie.from.clone(), links(Target::Party(&tie.from))),
            Cell::new(way(tie)),
            Cell::linked(tie.to.clone(), links(Target::Party(&tie.to))),
            Cell::new(tie.through.clone().unwrap_or_default()),
            Cell::linked(tie.entries.to_string(), links(target)),
            Cell::new(kinds.join(", ")),
        ]
    };
    Table { columns: parts("table.network"), rows: ties.iter().map(cells).collect() }
}
