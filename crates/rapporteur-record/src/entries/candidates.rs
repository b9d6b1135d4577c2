//! Which claims are worth comparing: few of all pairs, and nearly all that belong together.

use std::collections::BTreeMap;

use rapporteur_model::EventType::{
    self, Accuse, Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Reject,
    Request, Retreat, Sanction, Support, Threaten,
};
use rapporteur_model::Measure;

use super::background::{background, can_be_background};
use super::told::{Days, Told};

/// Types under which two outlets can tell one happening: the deal was reached, or signed; the
/// ceasefire was declared, or took hold. From pairs of the development entries and the annotation
/// guide's hard cases.
const AKIN: &[(EventType, EventType)] = &[
    (Agree, Support),
    (Agree, Retreat),
    (Agree, Concede),
    (Agree, Request),
    (Agree, Reject),
    (Concede, Retreat),
    (Concede, Support),
    (Consult, Reject),
    (Consult, Request),
    (Consult, Cooperate),
    (Reject, Request),
    (Reject, Support),
    (Reject, Accuse),
    (Request, Threaten),
    (Assault, Coerce),
    (Assault, Mobilize),
    (Coerce, Sanction),
    (Aid, Cooperate),
    (Aid, Retreat),
];

/// Days between the times of two claims beyond which they are not compared: of 1,168 dated pairs
/// of the development entries, two are further apart.
const MOST_DAYS: i64 = 7;

/// Days between two reports beyond which a claim without time is not compared with one in the
/// other.
const MOST_DAYS_UNDATED: i64 = 40;

/// Words that the sentences of two events without actors must share when they share no party.
const FEWEST_WORDS: usize = 4;

/// Whether two claims may tell the same happening at all.
pub(crate) fn comparable(a: &Told<'_>, b: &Told<'_>) -> bool {
    learnable(a, b) || background(a, b).is_some()
}

fn learnable(a: &Told<'_>, b: &Told<'_>) -> bool {
    match (a.event_type(), b.event_type()) {
        (Some(one), Some(other)) => {
            (one == other || akin(one, other)) && near_in_time(a, b) && share_parties(a, b)
        }
        (None, None) => {
            let (Some(one), Some(other)) = (a.claim.figure(), b.claim.figure()) else {
                return false;
            };
            one.measure == other.measure
                && near_in_time(a, b)
                && ((one.value - other.value).abs() < f64::EPSILON
                    || a.object.in_common(&b.object) > 0
                    || a.sentence.in_common(&b.sentence) > 0)
        }
        _ => false,
    }
}

fn akin(one: EventType, other: EventType) -> bool {
    AKIN.contains(&(one, other)) || AKIN.contains(&(other, one))
}

fn near_in_time(a: &Told<'_>, b: &Told<'_>) -> bool {
    match (a.days, b.days) {
        (Some(one), Some(other)) => one.gap(other) <= MOST_DAYS,
        _ => match (a.published, b.published) {
            (Some(one), Some(other)) => one.gap(other) <= MOST_DAYS_UNDATED,
            _ => true,
        },
    }
}

fn share_parties(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (p, q) = (&a.parties, &b.parties);
    if !p.all.is_disjoint(&q.all) {
        return true;
    }
    (p.actors.is_empty() && q.actors.is_empty())
        && a.sentence.in_common(&b.sentence) >= FEWEST_WORDS
}

/// Days that one block of comparable claims spans.
const BLOCK_DAYS: i64 = 28;

/// What two comparable claims share, and under which they are found. Blocks are of one stretch of
/// days each, so that they stay small when a record grows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Topic<'a> {
    /// A party of an event.
    Party(&'a str),
    /// An event that names no actor.
    Nobody,
    /// The measure of a figure.
    Measure(Measure),
}

/// Which days a block is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// Those that claims are dated to.
    Dated(i64),
    /// Those that reports were published on: for claims without a time.
    Published(i64),
    /// Any, for what may be background or comes from reports without a date: everybody looks here.
    Ever,
    /// Any, for every claim: only claims of reports without a date look here.
    Always,
}

/// Claims by what they may share, each list in order.
pub(crate) struct Blocks<'a>(BTreeMap<(Topic<'a>, When), Vec<usize>>);

impl<'a> Blocks<'a> {
    pub(crate) fn new(told: &'a [Told<'a>]) -> Self {
        let mut blocks: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, claim) in told.iter().enumerate() {
            let always = topics(claim).into_iter().map(|topic| (topic, When::Always));
            for key in keys(claim).into_iter().chain(always) {
                blocks.entry(key).or_default().push(at);
            }
        }
        Self(blocks)
    }

    /// The later claims that one is comparable with, in order.
    pub(crate) fn partners(&self, told: &'a [Told<'a>], at: usize) -> Vec<usize> {
        let undated = told[at].published.is_none();
        let wide = if undated { When::Always } else { When::Ever };
        let looked = topics(&told[at]).into_iter().map(|topic| (topic, wide));
        let mut partners: Vec<usize> = keys(&told[at])
            .into_iter()
            .chain(looked)
            .filter_map(|key| self.0.get(&key))
            .flat_map(|block| &block[block.partition_point(|&other| other <= at)..])
            .copied()
            .collect();
        partners.sort_unstable();
        partners.dedup();
        partners.retain(|&other| comparable(&told[at], &told[other]));
        partners
    }
}

fn topics<'a>(told: &'a Told<'_>) -> Vec<Topic<'a>> {
    let mut topics: Vec<Topic<'a>> =
        told.parties.all.iter().map(|party| Topic::Party(party)).collect();
    match told.claim.figure() {
        Some(figure) => topics.push(Topic::Measure(figure.measure)),
        None if told.parties.actors.is_empty() => topics.push(Topic::Nobody),
        None => {}
    }
    topics
}

/// The blocks that a claim stands in, other than that for every claim.
fn keys<'a>(told: &'a Told<'_>) -> Vec<(Topic<'a>, When)> {
    let mut when = Vec::new();
    if let Some(days) = told.days {
        when.extend(blocks(days, MOST_DAYS).map(When::Dated));
    }
    // A claim without a time meets dated ones where their reports were published.
    match told.published {
        Some(days) => when.extend(blocks(days, MOST_DAYS_UNDATED).map(When::Published)),
        None => when.push(When::Ever),
    }
    if can_be_background(told) {
        when.push(When::Ever);
    }
    when.dedup();
    topics(told)
        .into_iter()
        .flat_map(|topic| when.iter().map(move |when| (topic.clone(), *when)))
        .collect()
}

/// The blocks of a stretch of days and of those that follow within reach.
fn blocks(days: Days, reach: i64) -> impl Iterator<Item = i64> {
    days.first.div_euclid(BLOCK_DAYS)..=(days.last + reach).div_euclid(BLOCK_DAYS)
}
