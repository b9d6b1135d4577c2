//! Which reports, and which of their sentences, are worth a network's time.
//!
//! Most news concerns no conflict, and the networks cost a tenth of a second a report. Two linear
//! models over the same words look first: one says of blocks of some hundred words how probably
//! they tell of a conflict or its talks, so that a report is set aside where the most telling of
//! them do not; the other says of a sentence in its report how probably it holds a claim. Words are found by one
//! automaton in one pass over the bytes; names of people, places and parties are not among them, so
//! that a new conflict is found by what is told of it.
//!
//! Words and weights stand in `lexicon/triage.toml`, fitted by `train/triage/fit.py`; what a
//! threshold costs and saves stands in `docs/accuracy.md`.

mod lexicon;
mod words;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rapporteur_language::Span;
use thiserror::Error;

use self::lexicon::{Entry, Lexicon, Mix, Pattern};

pub use self::words::words;

/// Bytes of a block, about 130 words: long enough to tell what it is about, short enough that one
/// paragraph on a war is not drowned by a long page on other things.
const BLOCK_BYTES: usize = 800;

/// The lexicon of triage cannot be used.
#[derive(Debug, Error)]
pub enum TriageError {
    /// It is no TOML, or not of that layout.
    #[error("triage lexicon: {0}")]
    Lexicon(#[from] toml::de::Error),
    /// Its words make no automaton.
    #[error("triage lexicon: {0}")]
    Automaton(#[from] aho_corasick::BuildError),
}

/// Blocks of a report that count, some 800 words: a report on a war within a long page on other
/// things is found, a passing mention is not.
const TELLING_BLOCKS: usize = 6;

/// How strongly something speaks for being read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogOdds(f64);

impl LogOdds {
    /// The same between 0 and 1.
    #[must_use]
    pub fn probability(self) -> f64 {
        1.0 / (1.0 + (-self.0).exp())
    }
}

/// Below which probability something is not read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Of a report: that it tells of a conflict or its talks.
    pub report: f64,
    /// Of a sentence in a report that is read: that it holds a claim.
    pub sentence: f64,
}

/// The two models and their automaton. Share one among threads.
#[derive(Debug)]
pub struct Triage {
    automaton: AhoCorasick,
    /// By the automaton's number of a pattern.
    patterns: Vec<Pattern>,
    entries: Vec<Entry>,
    /// Added to every sentence, and to every block.
    bias: Entry,
    mix: Mix,
    thresholds: Thresholds,
}

impl Triage {
    /// The models that come with the program.
    ///
    /// # Errors
    /// Never for the file as committed; a test parses it.
    pub fn built_in() -> Result<Self, TriageError> {
        Self::parse(include_str!("../lexicon/triage.toml"))
    }

    /// Reads a file such as `lexicon/triage.toml`.
    ///
    /// # Errors
    /// Where it is no TOML, or not of that layout.
    pub fn parse(source: &str) -> Result<Self, TriageError> {
        let Lexicon { patterns, entries, bias, mix, thresholds } = lexicon::parse(source)?;
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(patterns.iter().map(|pattern| pattern.text.as_str()))?;
        Ok(Self { automaton, patterns, entries, bias, mix, thresholds })
    }

    /// Where reading begins to pay, as the lexicon says.
    #[must_use]
    pub const fn thresholds(&self) -> Thresholds {
        self.thresholds
    }

    /// How strongly a report tells of a conflict or its talks, over the readable regions of its
    /// text: the mean of those blocks that tell most.
    #[must_use]
    pub fn report(&self, text: &str, regions: &[Span]) -> LogOdds {
        let mut blocks = Vec::new();
        let mut seen = Seen::new(self.entries.len());
        for region in regions {
            let part = region.of(text);
            let mut block = 0;
            let mut score = Score::default();
            for (start, entry) in self.hits(part) {
                let at = block_at(part.len(), start);
                if at != block {
                    blocks.extend(self.block(&score));
                    (block, score) = (at, Score::default());
                    seen.forget();
                }
                if seen.is_new(entry) {
                    score.add(self.entries[entry].block);
                }
            }
            blocks.extend(self.block(&score));
            seen.forget();
        }
        blocks.sort_by(|a, b| b.total_cmp(a));
        blocks.truncate(TELLING_BLOCKS);
        let count = blocks.len() as f64;
        LogOdds(if blocks.is_empty() {
            f64::NEG_INFINITY
        } else {
            blocks.iter().sum::<f64>() / count
        })
    }

    /// How strongly a sentence speaks for holding a claim, in a report that tells so much of a
    /// conflict.
    #[must_use]
    pub fn sentence(&self, sentence: &str, report: LogOdds) -> LogOdds {
        let mut seen = Vec::new();
        let mut sum = self.bias.sentence;
        for (_, entry) in self.hits(sentence) {
            if !seen.contains(&entry) {
                seen.push(entry);
                sum += self.entries[entry].sentence;
            }
        }
        let Mix { bias, sentence, report: of_report } = self.mix;
        LogOdds(bias + sentence * sum + of_report * report.0)
    }

    /// The log odds of a block, where it has a known word: its words count less the more of them
    /// there are, so that long and short blocks are alike.
    fn block(&self, score: &Score) -> Option<f64> {
        (score.count > 0.0).then(|| self.bias.block + score.sum / score.count.sqrt())
    }

    /// The known words of a text with the byte at which each begins.
    fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.automaton.find_iter(text).filter_map(move |found| {
            let pattern = &self.patterns[found.pattern().as_usize()];
            let begins = !words::continues_before(text, found.start());
            let ends = pattern.begins_only || !words::continues_at(text, found.end());
            (begins && ends).then_some((found.start(), pattern.entry))
        })
    }
}

/// The number of the block in which a byte of a region stands: as many equal blocks as fit best.
#[must_use]
pub const fn block_at(region_bytes: usize, at: usize) -> usize {
    let fitting = (region_bytes + BLOCK_BYTES / 2) / BLOCK_BYTES;
    let count = if fitting == 0 { 1 } else { fitting };
    at * count / if region_bytes == 0 { 1 } else { region_bytes }
}

/// The sum over the distinct words of a block, and how many they are.
#[derive(Debug, Default)]
struct Score {
    sum: f64,
    count: f64,
}

impl Score {
    fn add(&mut self, weight: f64) {
        self.sum += weight;
        self.count += 1.0;
    }
}

/// Which words a block has had; forgetting costs nothing.
struct Seen {
    block_of: Vec<u32>,
    block: u32,
}

impl Seen {
    fn new(count: usize) -> Self {
        Self { block_of: vec![0; count], block: 1 }
    }

    fn is_new(&mut self, entry: usize) -> bool {
        std::mem::replace(&mut self.block_of[entry], self.block) != self.block
    }

    const fn forget(&mut self) {
        self.block += 1;
    }
}

#[cfg(test)]
mod tests;
