//! Blocks: what two comparable claims share, so that few pairs have to be looked at.
//!
//! A claim stands under some keys and looks under others, such that of any two comparable claims
//! each finds the other. Keys are hashes that stay the same from one release to the next, so that a
//! record can keep them; two blocks under one key would cost a look and change nothing.

use std::fmt::Write;
use std::hash::Hasher;
use std::ops::RangeInclusive;

use rapporteur_model::EventType;
use rayon::prelude::*;
use siphasher::sip::SipHasher13;

use super::background::can_be_background;
use super::candidates::{AKIN, MOST_DAYS, MOST_DAYS_UNDATED, comparable};
use super::setting::is_bare;
use super::told::{Days, Told};

/// Days that one block of dated claims spans: few more than two of them can be apart.
const DATED_DAYS: i64 = 7;

/// Days that one block of reports spans.
const PUBLISHED_DAYS: i64 = 28;

/// Days beyond which a claim stands under one key of its own kind, and not in each block.
const LONG_DAYS: i64 = 100;

/// Blocks beyond which a claim that spans centuries looks at all claims instead.
const MOST_BLOCKS: i64 = 2_000;

/// Claims by the keys that they stand under.
pub(crate) struct Blocks {
    /// Keys with claims, sorted: a map of lists would take several times the memory.
    postings: Vec<(u64, usize)>,
    /// Where those begin whose keys have the same first bits, and where the last end.
    starts: Vec<usize>,
    /// How many bits of a key come after those.
    rest: u32,
}

/// Postings that share their keys' first bits, on average: few enough to search among.
const TOGETHER: usize = 16;

impl Blocks {
    pub(crate) fn new(told: &[Told<'_>]) -> Self {
        let mut postings: Vec<(u64, usize)> = told
            .par_iter()
            .enumerate()
            .flat_map_iter(|(at, claim)| stands_under(claim).into_iter().map(move |key| (key, at)))
            .collect();
        postings.par_sort_unstable();
        let bits = (postings.len() / TOGETHER).max(2).ilog2();
        let rest = u64::BITS - bits;
        let first = |top: u64| postings.partition_point(|(key, _)| *key >> rest < top);
        let starts = (0..=1 << bits).map(first).collect();
        Self { postings, starts, rest }
    }

    /// The later claims that one is comparable with, in order.
    pub(crate) fn partners(&self, told: &[Told<'_>], at: usize) -> Vec<usize> {
        let mut partners = self.under(&looks_under(&told[at]), at + 1);
        partners.retain(|&other| comparable(&told[at], &told[other]));
        partners
    }

    /// The claims that another finds, whether comparable with it or not, in order.
    pub(crate) fn found_by(&self, other: &Told<'_>) -> Vec<usize> {
        self.under(&looks_under(other), 0)
    }

    /// Keys with the claims that stand under them.
    pub(crate) fn postings(&self) -> impl Iterator<Item = (u64, usize)> {
        self.postings.iter().copied()
    }

    /// The claims from one on that stand under any of some keys, in order.
    fn under(&self, keys: &[u64], from: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for &key in keys {
            let top = (key >> self.rest) as usize;
            let near = &self.postings[self.starts[top]..self.starts[top + 1]];
            let rest = &near[near.partition_point(|posting| *posting < (key, from))..];
            let own = rest.iter().take_while(|(theirs, _)| *theirs == key);
            found.extend(own.map(|(_, claim)| *claim));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The keys that a claim stands under: what it is about and when, and its words.
pub(crate) fn stands_under(told: &Told<'_>) -> Vec<u64> {
    let undated = told.days.is_none();
    let mut when = vec!["always".to_owned()];
    match told.days {
        None => when.push("always undated".to_owned()),
        Some(days) if days.length() > LONG_DAYS => when.push("long".to_owned()),
        Some(days) => {
            when.extend(blocks(days, 0, DATED_DAYS).map(|block| format!("dated {block}")));
        }
    }
    match told.published {
        None => when.push("unpublished".to_owned()),
        Some(days) => {
            when.extend(blocks(days, 0, PUBLISHED_DAYS).map(|block| format!("published {block}")));
            if undated {
                when.extend(
                    blocks(days, 0, PUBLISHED_DAYS).map(|block| format!("undated {block}")),
                );
            }
        }
    }
    if can_be_background(told) {
        when.push("background".to_owned());
    }
    let mut keys = keys(&topics(told, told.event_type.into_iter()), &when);
    keys.extend(told.passage);
    keys
}

/// The keys under which the claims stand that one is comparable with.
pub(crate) fn looks_under(told: &Told<'_>) -> Vec<u64> {
    let undated = told.days.is_none();
    // A claim of a report without a date.
    let mut when = vec!["unpublished".to_owned()];
    if let Some(days) = told.days {
        let reach = blocks(days, MOST_DAYS, DATED_DAYS);
        if reach.end() - reach.start() > MOST_BLOCKS {
            when.push("always".to_owned());
        } else {
            when.extend(reach.map(|block| format!("dated {block}")));
        }
        when.push("long".to_owned());
    }
    // Where one of two claims has no time, their reports have to be near.
    let (kind, ever) =
        if undated { ("published", "always") } else { ("undated", "always undated") };
    match told.published {
        Some(days) => {
            let reach = blocks(days, MOST_DAYS_UNDATED, PUBLISHED_DAYS);
            when.extend(reach.map(|block| format!("{kind} {block}")));
        }
        None => when.push(ever.to_owned()),
    }
    if can_be_background(told) {
        when.push("background".to_owned());
    }
    let types = told.event_type.into_iter().flat_map(|own| {
        let akin = AKIN.iter().filter_map(move |&(one, other)| match own {
            _ if own == one => Some(other),
            _ if own == other => Some(one),
            _ => None,
        });
        akin.chain([own])
    });
    let mut keys = keys(&topics(told, types), &when);
    keys.extend(told.passage);
    keys
}

/// What two comparable claims have in common: a party, or that nobody is named, and the type; or
/// the measure and a name that their reports repeat, or that neither has enough of them.
fn topics(told: &Told<'_>, types: impl Iterator<Item = EventType>) -> Vec<String> {
    if let Some(figure) = told.claim.figure() {
        let measure = figure.measure;
        let bare = is_bare(&told.setting).then(|| measure.to_string());
        let named = told.setting.hashes().map(|name| format!("{measure} {name:x}"));
        return named.chain(bare).collect();
    }
    let mut topics = Vec::new();
    for event_type in types {
        topics.extend(told.parties.all.hashes().map(|party| format!("{event_type} {party:x}")));
        if told.parties.actors.is_empty() {
            topics.push(event_type.to_string());
        }
    }
    topics
}

fn keys(topics: &[String], when: &[String]) -> Vec<u64> {
    let mut words = String::new();
    let mut keys = Vec::with_capacity(topics.len() * when.len());
    for topic in topics {
        for when in when {
            words.clear();
            let written = write!(words, "{topic}|{when}");
            debug_assert!(written.is_ok(), "a string takes what is written to it");
            let mut hasher = SipHasher13::new();
            hasher.write(words.as_bytes());
            keys.push(hasher.finish());
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The blocks of a stretch of days, and of what lies within reach.
fn blocks(days: Days, reach: i64, span: i64) -> RangeInclusive<i64> {
    let block = |day: i64| day.div_euclid(span);
    block(days.first - reach)..=block(days.last + reach)
}

#[cfg(test)]
mod tests;
