//! What the trained event network says of each word.
//!
//! Its weights stand in `weights/events.*`; `train/events` says how they were trained.

use std::collections::BTreeMap;
use std::path::Path;

use rapporteur_language::model::Part;
use rapporteur_language::{ModelError, Reader, Scores, WordNetwork};
use rapporteur_model::{EventType, Issue, Mode, Realis};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Found;
use super::candidates::{Candidate, HAPPENING, Meaning};
use super::paths::path;
use crate::syntax::Tree;

static ONNX: &[u8] = include_bytes!("../../weights/events.onnx");
static ABOUT: &str = include_str!("../../weights/events.json");

/// A word that more probably than this tells nothing is no trigger; what is left is far more than
/// is ever kept.
const SURELY_NOTHING: f32 = 0.95;

/// How many sentences back a doer, time or place may stand that a sentence leaves out; as trained
/// (`train/events/material.py`).
const REACH: usize = 2;

/// The network with its labels in the program's own types.
pub struct EventNetwork {
    pub(super) network: WordNetwork,
    types: Vec<EventType>,
    realis: Vec<Realis>,
    /// `None` for the label "none".
    modes: Vec<Option<Mode>>,
    issues: Vec<Issue>,
    tables: Tables,
}

/// What is added to the score of each role, by the path in the tree between trigger and candidate
/// and by the kind of mention: further fields of the JSON file.
#[derive(Debug, Deserialize)]
struct Tables {
    paths: BTreeMap<String, Vec<f32>>,
    kinds: BTreeMap<String, Vec<f32>>,
}

/// What the network says of a word that may tell an event. All shares are between 0 and 1.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// Position in its sentence.
    pub(super) word: usize,
    /// How probably the word tells any event.
    pub(super) tells: f32,
    /// How probably it tells an event of each type, the most probable first.
    pub(super) types: Vec<(EventType, f32)>,
    pub(super) realis: Vec<(Realis, f32)>,
    pub(super) modes: Vec<(Option<Mode>, f32)>,
    pub(super) issues: Vec<(Issue, f32)>,
    /// How probably the event is of the day of the report, where no word of its sentence says.
    pub(super) of_the_day: f32,
    /// For each candidate of the sentence, how probably it takes each role.
    pub(super) roles: Vec<RoleShares>,
    /// The same for candidates of the sentences before, by sentence and position.
    pub(super) before: Vec<(usize, usize, RoleShares)>,
}

/// How probably a candidate takes each role.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RoleShares {
    pub(super) actor: f32,
    pub(super) recipient: f32,
    pub(super) mediator: f32,
    pub(super) time: f32,
    pub(super) place: f32,
}

impl EventNetwork {
    /// The network that is built in.
    ///
    /// # Errors
    ///
    /// Only where the program was built from damaged weights.
    pub fn built_in() -> Result<Self, ModelError> {
        Self::new(WordNetwork::built_in(ONNX, ABOUT, "built in (events)")?, ABOUT)
    }

    /// A network in a folder, for experiments.
    ///
    /// # Errors
    ///
    /// Where a file is missing, damaged, or of another version.
    pub fn from_folder(folder: &Path) -> Result<Self, ModelError> {
        let network = WordNetwork::from_folder(folder, "events")?;
        let path = folder.join("events.json");
        let about = std::fs::read_to_string(&path)
            .map_err(|source| ModelError::Missing { path, source })?;
        Self::new(network, &about)
    }

    fn new(network: WordNetwork, about: &str) -> Result<Self, ModelError> {
        let lacks = |what: &str| ModelError::Damaged {
            origin: network.description().to_owned(),
            reason: format!("events.json: unreadable `{what}`"),
        };
        let types = network.labels("trigger").and_then(|all| labels(all.get(1..)?));
        let realis = network.labels("realis").and_then(labels);
        let modes = network.labels("mode").and_then(|all| {
            all.iter()
                .map(|label| if label == "none" { Some(None) } else { parse(label).map(Some) })
                .collect()
        });
        let issues = network.labels("issues").and_then(labels);
        let when = ["none", "published", "told"];
        if network.labels("when").is_none_or(|labels| labels != when) {
            return Err(lacks("when"));
        }
        if network.relations() != ["actor", "recipient", "mediator", "time", "place"] {
            return Err(lacks("relations"));
        }
        Ok(Self {
            types: types.ok_or_else(|| lacks("trigger"))?,
            realis: realis.ok_or_else(|| lacks("realis"))?,
            modes: modes.ok_or_else(|| lacks("mode"))?,
            issues: issues.ok_or_else(|| lacks("issues"))?,
            tables: serde_json::from_str(about).map_err(|_| lacks("paths and kinds"))?,
            network,
        })
    }

    /// Name, date and SHA-256 of the weights.
    #[must_use]
    pub fn description(&self) -> &str {
        self.network.description()
    }

    /// For each sentence of a document, the words that may tell an event, in text order.
    pub(super) fn answers(
        &self,
        language: &Reader,
        found: Found<'_>,
        candidates: &[Vec<Candidate<'_>>],
    ) -> Result<Vec<Vec<Answer>>, ModelError> {
        let sentences = &found.analysis.sentences;
        let mut answers = vec![Vec::new(); sentences.len()];
        let mut visit = |scores: &Scores<'_>| {
            let parts = scores.parts();
            let all: Vec<Around<'_>> = parts
                .iter()
                .map(|part| Around {
                    text: found.text,
                    tree: Tree::new(&sentences[part.sentence]),
                    candidates: &candidates[part.sentence],
                    part,
                })
                .collect();
            for (at, around) in all.iter().enumerate() {
                let own = self.sentence(scores, around, &all[at.saturating_sub(REACH)..at]);
                answers[around.part.sentence].extend(own);
            }
        };
        language.score(&self.network, found.text, sentences, &mut visit)?;
        Ok(answers)
    }

    /// The answers for the words of a sentence, which `before` precede.
    fn sentence(
        &self,
        scores: &Scores<'_>,
        around: &Around<'_>,
        before: &[Around<'_>],
    ) -> Vec<Answer> {
        let words = around.part.words.clone();
        words.filter_map(|word| self.answer(scores, word, around, before)).collect()
    }

    fn answer(
        &self,
        scores: &Scores<'_>,
        word: usize,
        around: &Around<'_>,
        before: &[Around<'_>],
    ) -> Option<Answer> {
        let at = around.row(word);
        let trigger = softmax(scores.head(at, "trigger"));
        let (nothing, types) = trigger.split_first()?;
        if *nothing > SURELY_NOTHING {
            return None;
        }
        let mut types: Vec<_> = self.types.iter().copied().zip(types.iter().copied()).collect();
        types.sort_by(|a, b| b.1.total_cmp(&a.1));
        let shares = |head| softmax(scores.head(at, head));
        Some(Answer {
            word,
            tells: 1.0 - nothing,
            types,
            realis: self.realis.iter().copied().zip(shares("realis")).collect(),
            modes: self.modes.iter().copied().zip(shares("mode")).collect(),
            issues: self
                .issues
                .iter()
                .copied()
                .zip(scores.head(at, "issues").iter().map(|&logit| sigmoid(logit)))
                .collect(),
            of_the_day: shares("when").get(1).copied().unwrap_or_default(),
            roles: self.roles(scores, word, around),
            before: self.roles_before(scores, at, before),
        })
    }
}

impl EventNetwork {
    /// How probably each candidate takes each role in what a word of its sentence tells.
    fn roles(&self, scores: &Scores<'_>, word: usize, around: &Around<'_>) -> Vec<RoleShares> {
        let role = |candidate: &Candidate<'_>| {
            if !around.part.words.contains(&candidate.word) {
                return RoleShares::default();
            }
            let path = path(around.text, &around.tree, word, candidate.word);
            let pair = scores.pair(around.row(word), around.row(candidate.word));
            self.shares(&pair, &path, candidate)
        };
        around.candidates.iter().map(role).collect()
    }

    /// The same for candidates of the sentences before, nearest first.
    fn roles_before(
        &self,
        scores: &Scores<'_>,
        trigger: usize,
        before: &[Around<'_>],
    ) -> Vec<(usize, usize, RoleShares)> {
        let mut roles = Vec::new();
        for (distance, around) in before.iter().rev().enumerate() {
            let path = format!("before{}", distance + 1);
            for (at, candidate) in around.candidates.iter().enumerate() {
                if candidate.kind != HAPPENING && around.part.words.contains(&candidate.word) {
                    let pair = scores.pair(trigger, around.row(candidate.word));
                    let shares = self.shares(&pair, &path, candidate);
                    roles.push((around.part.sentence, at, shares));
                }
            }
        }
        roles
    }

    fn shares(&self, logits: &[f32], path: &str, candidate: &Candidate<'_>) -> RoleShares {
        let of_path = self.tables.paths.get(path).or_else(|| self.tables.paths.get("other"));
        let of_kind = self.tables.kinds.get(candidate.kind);
        let share = |role: usize| {
            let add = |table: Option<&Vec<f32>>| table.and_then(|row| row.get(role)).copied();
            let logit = logits.get(role).copied().unwrap_or_default()
                + add(of_path).unwrap_or_default()
                + add(of_kind).unwrap_or_default();
            sigmoid(logit)
        };
        match candidate.meaning {
            Meaning::Actors(_) => RoleShares {
                actor: share(0),
                recipient: share(1),
                mediator: share(2),
                ..RoleShares::default()
            },
            Meaning::Time(_) => RoleShares { time: share(3), ..RoleShares::default() },
            Meaning::Place(_) => RoleShares { place: share(4), ..RoleShares::default() },
        }
    }
}

/// A sentence, or a part of one, in its window.
struct Around<'a> {
    text: &'a str,
    tree: Tree<'a>,
    candidates: &'a [Candidate<'a>],
    part: &'a Part,
}

impl Around<'_> {
    /// The row of one of its words.
    const fn row(&self, word: usize) -> usize {
        self.part.first_row + word - self.part.words.start
    }
}

fn parse<T: DeserializeOwned>(label: &str) -> Option<T> {
    serde_json::from_value(Value::String(label.to_owned())).ok()
}

fn labels<T: DeserializeOwned>(labels: &[String]) -> Option<Vec<T>> {
    labels.iter().map(|label| parse(label)).collect()
}

fn softmax(logits: &[f32]) -> Vec<f32> {
    let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exponentials: Vec<f32> = logits.iter().map(|logit| (logit - most).exp()).collect();
    let sum: f32 = exponentials.iter().sum();
    exponentials.into_iter().map(|one| one / sum).collect()
}

fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}
