//! An index of passages by their fingerprints: which passages are the same words, or nearly.

use std::collections::HashMap;
use std::ops::Range;

use super::winnow;

/// Share of the words of the shorter passage that a reprint has, in the same order.
const SHARED_WORDS: f64 = 0.7;

/// Passages under one fingerprint that others are compared with: those that were carried first.
/// What more passages than this share is a phrase of the trade or boilerplate with changing
/// numbers, whose first carriers are enough; it keeps the work linear in the size of a record.
pub(crate) const HEADS: usize = 32;

/// Distinct passages with who carried each first. Carriers are numbers here, the first the lowest.
#[derive(Debug, Default)]
pub(crate) struct Index {
    numbers: HashMap<u64, u32>,
    passages: Vec<Distinct>,
    /// The words of all passages, one after the other.
    words: Vec<u32>,
}

#[derive(Debug)]
struct Distinct {
    first: u32,
    words: Range<u32>,
}

impl Index {
    /// Puts a passage in, or notes one more carrier of it, and returns its number.
    pub(crate) fn put(&mut self, id: u64, words: &[u32], carrier: u32) -> u32 {
        if let Some(&number) = self.numbers.get(&id) {
            let passage = &mut self.passages[number as usize];
            passage.first = passage.first.min(carrier);
            return number;
        }
        let number = narrow(self.passages.len());
        let start = narrow(self.words.len());
        self.words.extend(words);
        let words = start..narrow(self.words.len());
        self.passages.push(Distinct { first: carrier, words });
        self.numbers.insert(id, number);
        number
    }

    /// How many passages there are.
    pub(crate) fn len(&self) -> u32 {
        narrow(self.passages.len())
    }

    pub(crate) fn words(&self, number: u32) -> &[u32] {
        let Range { start, end } = self.passages[number as usize].words;
        &self.words[start as usize..end as usize]
    }

    /// Who carried a passage first, reprints with other words aside.
    pub(crate) fn first(&self, number: u32) -> u32 {
        self.passages[number as usize].first
    }

    /// All passages under each of their fingerprints.
    pub(crate) fn buckets(&self) -> Buckets<'_> {
        let numbers = 0..self.len();
        let mut postings: Vec<(u32, u32, u32)> = numbers
            .flat_map(|number| {
                let first = self.first(number);
                winnow::prints(self.words(number)).into_iter().map(move |p| (p, first, number))
            })
            .collect();
        postings.sort_unstable();
        let mut starts = vec![0; (1 << TOP_BITS) + 1];
        for (print, _, _) in &postings {
            starts[(print >> (32 - TOP_BITS)) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Buckets { index: self, postings, starts }
    }
}

/// Passages by fingerprint, in each those in front that were carried first.
#[derive(Debug)]
pub(crate) struct Buckets<'a> {
    index: &'a Index,
    /// Fingerprint, first carrier, passage.
    postings: Vec<(u32, u32, u32)>,
    /// Where those begin whose fingerprints have the same first bits.
    starts: Vec<usize>,
}

/// Bits of a fingerprint that `starts` tells apart.
const TOP_BITS: u32 = 16;

/// Words from which on a reprint of one passage shares two fingerprints with it: a stock phrase of
/// four or five words gives one.
const TWO_PRINTS: usize = 14;

impl Buckets<'_> {
    /// The passages under a fingerprint, with their first carriers.
    pub(crate) fn under(&self, print: u32) -> &[(u32, u32, u32)] {
        let top = (print >> (32 - TOP_BITS)) as usize;
        let near = &self.postings[self.starts[top]..self.starts[top + 1]];
        let start = near.partition_point(|(theirs, _, _)| *theirs < print);
        let rest = &near[start..];
        &rest[..rest.partition_point(|(theirs, _, _)| *theirs == print)]
    }

    /// Who carried a passage, or one like it, first. Likeness is not chained over third ones.
    pub(crate) fn family(&self, number: u32) -> u32 {
        let words = self.index.words(number);
        let own = self.index.first(number);
        let mut heads: Vec<(u32, u32)> = winnow::prints(words)
            .into_iter()
            .flat_map(|print| self.under(print).iter().take(HEADS))
            .filter(|(_, first, other)| *first < own && *other != number)
            .map(|&(_, first, other)| (first, other))
            .collect();
        heads.sort_unstable();
        let marked = marks(words);
        heads
            .chunk_by(|one, other| one == other)
            .find(|shared| {
                let theirs = self.index.words(shared[0].1);
                let short = words.len().min(theirs.len()) < TWO_PRINTS;
                (short || shared.len() > 1) && alike(words, marked, theirs)
            })
            .map_or(own, |shared| shared[0].0)
    }
}

/// Whether two passages are the same words, or nearly: by the words themselves, aligned.
fn alike(one: &[u32], marked: u128, other: &[u32]) -> bool {
    let least = SHARED_WORDS * one.len().min(other.len()) as f64;
    // Words whose marks the first does not have are not in it: most pairs end here.
    let possible = other.iter().filter(|word| marked & mark(**word) != 0).count();
    possible as f64 >= least && winnow::aligned(one, other) as f64 >= least
}

/// The marks of all words of a passage.
fn marks(words: &[u32]) -> u128 {
    words.iter().fold(0, |marks, word| marks | mark(*word))
}

/// One bit for each word, the same for some others.
const fn mark(word: u32) -> u128 {
    1 << (word % 128)
}

/// Passages and words of one record are counted in 32 bits: 4,000 million words are as many as
/// memory holds.
#[expect(clippy::cast_possible_truncation, reason = "a record of that size does not fit in memory")]
const fn narrow(number: usize) -> u32 {
    number as u32
}
