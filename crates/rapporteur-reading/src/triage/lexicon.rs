//! `lexicon/triage.toml`: words and weights.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Thresholds;

/// What stands for every word that begins with a digit.
const NUMBER: &str = "#";

/// The file, as its own top explains it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    thresholds: FileThresholds,
    mix: Mix,
    bias: [f64; 2],
    words: BTreeMap<String, [f64; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileThresholds {
    report: f64,
    sentence: f64,
}

/// How a sentence's own words and its report are weighed.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mix {
    pub(super) bias: f64,
    pub(super) sentence: f64,
    pub(super) report: f64,
}

/// What a word weighs in each model, in log odds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) sentence: f64,
    pub(super) block: f64,
}

/// Letters to look for, and what they stand for.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) text: String,
    /// Whether a word may go on after them ("negotiat*").
    pub(super) begins_only: bool,
    /// The position of its word among the entries.
    pub(super) entry: usize,
}

/// The file, ready for an automaton.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) patterns: Vec<Pattern>,
    pub(super) entries: Vec<Entry>,
    pub(super) bias: Entry,
    pub(super) mix: Mix,
    pub(super) thresholds: Thresholds,
}

pub(super) fn parse(source: &str) -> Result<Lexicon, toml::de::Error> {
    let file: File = toml::from_str(source)?;
    let weights = |[sentence, block]: [f64; 2]| Entry { sentence, block };
    let mut patterns = Vec::new();
    let mut entries = Vec::new();
    for (word, of_word) in file.words {
        let entry = entries.len();
        entries.push(weights(of_word));
        if word == NUMBER {
            let digit = |digit: char| Pattern { text: digit.into(), begins_only: true, entry };
            patterns.extend(('0'..='9').map(digit));
            continue;
        }
        let begins_only = word.ends_with('*');
        let text = word.trim_end_matches('*').to_owned();
        patterns.push(Pattern { text, begins_only, entry });
    }
    Ok(Lexicon {
        patterns,
        entries,
        bias: weights(file.bias),
        mix: file.mix,
        thresholds: Thresholds {
            report: file.thresholds.report,
            sentence: file.thresholds.sentence,
        },
    })
}
