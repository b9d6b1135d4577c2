//! Which mentions of events across many reports are one event, from words alone.
//!
//! For texts that are not read for claims, such as ECB+. Reports are first grouped by the
//! happening they are about (average linkage over TF-IDF); within a group, mentions join by lemma
//! and by how alike their sentences are, again by average linkage.

use std::collections::{BTreeMap, BTreeSet};

use crate::entries::cluster::{Pair, groups};

/// A report as the words of its sentences.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Lemmas, sentence by sentence.
    pub sentences: Vec<Vec<String>>,
}

/// A mention of an event.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Position of its report.
    pub report: usize,
    /// Position of its sentence in the report.
    pub sentence: usize,
    /// Lemma of its head word.
    pub lemma: String,
    /// Lemmas of words that stand to the head as arguments: who, whom, where, when.
    pub arguments: BTreeSet<String>,
}

/// What decides. Chosen on ECB+ topics 1 to 35.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Mean likeness of reports above which they are about one happening.
    pub reports_alike: f64,
    /// What the same lemma is worth.
    pub same_lemma: f64,
    /// What lemmas with a common beginning are worth ("announce", "announcement").
    pub akin_lemma: f64,
    /// What the likeness of two sentences is worth.
    pub sentence: f64,
    /// What shared arguments are worth.
    pub arguments: f64,
    /// Mean score of pairs above which mentions join.
    pub join_above: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reports_alike: 0.16,
            same_lemma: 1.0,
            akin_lemma: 0.8,
            sentence: 0.0,
            arguments: 0.0,
            join_above: 0.5,
        }
    }
}

/// Score of two mentions that nothing joins.
const APART: f64 = -1.0;

/// Letters that two lemmas of one word family share.
const FAMILY: usize = 5;

/// Stems in at most this share of reports say what a report is about.
const COMMON: f64 = 0.5;

/// The number of the event of each mention; equal for mentions of one event.
#[must_use]
pub fn events(reports: &[Report], mentions: &[Mention], options: &Options) -> Vec<usize> {
    let weights = weights(reports);
    let about: Vec<Vector> =
        reports.iter().map(|report| vector(report.sentences.iter().flatten(), &weights)).collect();
    let topic = topics(&about, options.reports_alike);
    let sentences: Vec<Vector> = mentions
        .iter()
        .map(|mention| {
            let words = reports[mention.report].sentences.get(mention.sentence);
            vector(words.into_iter().flatten(), &weights)
        })
        .collect();
    let mut by_topic: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        by_topic.entry(topic[mention.report]).or_default().push(at);
    }
    let mut event = vec![0; mentions.len()];
    let mut next = 0;
    for members in by_topic.into_values() {
        let mut pairs: Vec<Pair> = Vec::new();
        for (a, &one) in members.iter().enumerate() {
            for (b, &other) in members.iter().enumerate().skip(a + 1) {
                let alike = sentences[one].likeness(&sentences[other]);
                let score = score(&mentions[one], &mentions[other], alike, options);
                if score > APART {
                    pairs.push((a, b, score));
                }
            }
        }
        for group in groups(members.len(), &pairs, options.join_above, APART) {
            for at in group {
                event[members[at]] = next;
            }
            next += 1;
        }
    }
    event
}

fn score(a: &Mention, b: &Mention, alike: f64, options: &Options) -> f64 {
    let word = if a.lemma == b.lemma {
        options.same_lemma
    } else if family(&a.lemma, &b.lemma) {
        options.akin_lemma
    } else {
        return APART;
    };
    let shared = a.arguments.intersection(&b.arguments).count();
    let smaller = a.arguments.len().min(b.arguments.len()).max(1);
    word + options.sentence * alike + options.arguments * shared as f64 / smaller as f64
}

fn family(a: &str, b: &str) -> bool {
    a.chars().zip(b.chars()).take_while(|(one, other)| one == other).count() >= FAMILY
}

/// The group of each report.
fn topics(about: &[Vector], alike: f64) -> Vec<usize> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (a, one) in about.iter().enumerate() {
        for (b, other) in about.iter().enumerate().skip(a + 1) {
            let likeness = one.likeness(other);
            if likeness > 0.0 {
                pairs.push((a, b, likeness));
            }
        }
    }
    let mut topic = vec![0; about.len()];
    for (number, group) in groups(about.len(), &pairs, alike, 0.0).into_iter().enumerate() {
        for at in group {
            topic[at] = number;
        }
    }
    topic
}

/// A number and a weight for each lemma that says something.
type Weights<'a> = BTreeMap<&'a str, (usize, f64)>;

/// Weights of lemmas by how few reports have them.
fn weights(reports: &[Report]) -> Weights<'_> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for report in reports {
        let lemmas: BTreeSet<&str> =
            report.sentences.iter().flatten().map(String::as_str).collect();
        for lemma in lemmas {
            *counts.entry(lemma).or_default() += 1;
        }
    }
    let all = reports.len() as f64;
    counts
        .into_iter()
        .filter(|(lemma, count)| {
            (*count as f64) < COMMON * all && lemma.chars().any(char::is_alphanumeric)
        })
        .enumerate()
        .map(|(number, (lemma, count))| (lemma, (number, (all / count as f64).ln())))
        .collect()
}

/// A sorted sparse vector of length one.
#[derive(Debug, Default)]
struct Vector(Vec<(usize, f64)>);

impl Vector {
    fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut sum = 0.0;
        while let (Some(&&(i, x)), Some(&&(j, y))) = (a.peek(), b.peek()) {
            if i == j {
                sum += x * y;
            }
            if i <= j {
                a.next();
            }
            if j <= i {
                b.next();
            }
        }
        sum
    }
}

/// TF-IDF with logarithmic counts.
fn vector<'a>(lemmas: impl Iterator<Item = &'a String>, weights: &Weights<'_>) -> Vector {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for lemma in lemmas {
        *counts.entry(lemma).or_default() += 1;
    }
    let numbered: BTreeMap<usize, f64> = counts
        .into_iter()
        .filter_map(|(lemma, count)| {
            let (number, weight) = *weights.get(lemma)?;
            Some((number, weight * (1.0 + (count as f64).ln())))
        })
        .collect();
    let length = numbered.values().map(|x| x * x).sum::<f64>().sqrt();
    Vector(numbered.into_iter().map(|(number, x)| (number, x / length)).collect())
}
