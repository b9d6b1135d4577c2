//! A second network over the reader's pieces, with heads that its owner names.
//!
//! The crate that owns the network knows what the heads mean; here they are columns of numbers. Its
//! graph takes what the reader's takes, and gives for each word `tags` (the heads side by side),
//! `triggers` and `arguments`: the parts of a score between two words (see [`Scores::pair`]). It
//! reads several sentences in a row at a time, so that a word is read with what stands around its
//! sentence.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use rten_tensor::NdTensor;
use serde::Deserialize;

use super::batch::{Batch, UNIT_WORDS, Unit, batches};
use super::network::{Graph, Worker, on_worker};
use super::weights::{Bytes, sha256};
use super::{ModelError, Reader, located, rows};
use crate::types::Sentence;

/// The version of the pair of files that this program reads (`FORMAT` in `train/events/export.py`).
const FORMAT: u32 = 1;

const OUTPUTS: [&str; 3] = ["tags", "triggers", "arguments"];

/// A network that scores words, and pairs of words, by heads of its own.
pub struct WordNetwork {
    graph: Graph<3>,
    heads: BTreeMap<String, (Range<usize>, Vec<String>)>,
    /// Width of a row of `tags`.
    width: usize,
    relations: Vec<String>,
    rank: usize,
    window: usize,
    description: String,
}

/// The contents of the JSON file beside the ONNX file.
#[derive(Debug, Deserialize)]
struct About {
    format: u32,
    name: String,
    date: String,
    sha256: String,
    /// The heads side by side in `tags`, with their labels.
    heads: Vec<(String, Vec<String>)>,
    /// The relations that a pair of words is scored for.
    relations: Vec<String>,
    /// Length of the vectors whose product is a score.
    rank: usize,
    /// Pieces in a window of several sentences.
    window: usize,
}

impl WordNetwork {
    /// From an ONNX file and the JSON that describes it, both built into the program.
    ///
    /// # Errors
    ///
    /// Where they are damaged or of another version; `origin` says in the message which they are.
    pub fn built_in(onnx: &'static [u8], about: &str, origin: &str) -> Result<Self, ModelError> {
        Self::from_parts(Bytes::BuiltIn(onnx), about, origin)
    }

    /// From `NAME.onnx` and `NAME.json` in a folder, for experiments; checked by SHA-256.
    ///
    /// # Errors
    ///
    /// Where a file is missing, damaged, or of another version.
    pub fn from_folder(folder: &Path, name: &str) -> Result<Self, ModelError> {
        let read = |path: std::path::PathBuf| {
            std::fs::read(&path).map_err(|source| ModelError::Missing { path, source })
        };
        let about = read(folder.join(format!("{name}.json")))?;
        let onnx = read(folder.join(format!("{name}.onnx")))?;
        let origin = format!("in {}", folder.display());
        Self::from_parts(Bytes::Read(onnx), &String::from_utf8_lossy(&about), &origin)
    }

    fn from_parts(bytes: Bytes, about: &str, origin: &str) -> Result<Self, ModelError> {
        let damaged = |reason: String| ModelError::Damaged { origin: origin.to_owned(), reason };
        let about: About =
            serde_json::from_str(about).map_err(|error| damaged(error.to_string()))?;
        if about.format != FORMAT {
            let origin = origin.to_owned();
            return Err(ModelError::OtherVersion { origin, found: about.format, wanted: FORMAT });
        }
        if let Bytes::Read(bytes) = &bytes
            && sha256(bytes) != about.sha256
        {
            return Err(damaged("the ONNX file is not the one that the JSON describes".into()));
        }
        let mut heads = BTreeMap::new();
        let mut next = 0;
        for (head, labels) in about.heads {
            let range = next..next + labels.len();
            next = range.end;
            heads.insert(head, (range, labels));
        }
        Ok(Self {
            graph: Graph::new(bytes, OUTPUTS).map_err(damaged)?,
            heads,
            width: next,
            relations: about.relations,
            rank: about.rank,
            window: about.window,
            description: format!("{}, {}, {}", about.name, about.date, about.sha256),
        })
    }

    /// Name, date and SHA-256 of the weights.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The labels of a head, in the order of its scores; `None` where there is no such head.
    #[must_use]
    pub fn labels(&self, head: &str) -> Option<&[String]> {
        self.heads.get(head).map(|(_, labels)| labels.as_slice())
    }

    /// The relations of a pair, in the order of its scores.
    #[must_use]
    pub fn relations(&self) -> &[String] {
        &self.relations
    }
}

/// What the network says of the words of one window, row by row.
pub struct Scores<'a> {
    network: &'a WordNetwork,
    parts: &'a [Part],
    tags: &'a [f32],
    triggers: &'a [f32],
    arguments: &'a [f32],
}

impl Scores<'_> {
    /// The logits of a head for the word of a row; empty where there is no such head.
    #[must_use]
    pub fn head(&self, row: usize, head: &str) -> &[f32] {
        let row = self.tags.get(row * self.network.width..).unwrap_or_default();
        let columns = self.network.heads.get(head).map(|(range, _)| range.clone());
        columns.and_then(|columns| row.get(columns)).unwrap_or_default()
    }

    /// The logit of each relation between a trigger word and an argument word, by their rows.
    ///
    /// The sum over the rank of the trigger's vector for the relation times the argument's vector,
    /// and the relation's biases of both words (heads `trigger_bias`, `argument_bias`).
    #[must_use]
    pub fn pair(&self, trigger: usize, argument: usize) -> Vec<f32> {
        let rank = self.network.rank;
        let n_relations = self.network.relations.len();
        let of = |from: &[f32], at: usize, len: usize| {
            from.get(at * len..(at + 1) * len).map(<[f32]>::to_vec).unwrap_or_default()
        };
        let triggers = of(self.triggers, trigger, rank * n_relations);
        let argument_vector = of(self.arguments, argument, rank);
        let trigger_bias = self.head(trigger, "trigger_bias");
        let argument_bias = self.head(argument, "argument_bias");
        let score = |relation: usize| {
            let vector = triggers.iter().skip(relation * rank).take(rank);
            let product: f32 = vector.zip(&argument_vector).map(|(a, b)| a * b).sum();
            let bias = |of: &[f32]| of.get(relation).copied().unwrap_or_default();
            product + bias(trigger_bias) + bias(argument_bias)
        };
        (0..n_relations).map(score).collect()
    }

    /// The sentences of the window, in text order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        self.parts
    }

    /// The row of a word of a sentence; `None` where the window does not hold it.
    #[must_use]
    pub fn row(&self, sentence: usize, word: usize) -> Option<usize> {
        let holds = |part: &&Part| part.sentence == sentence && part.words.contains(&word);
        self.parts.iter().find(holds).map(|part| part.first_row + word - part.words.start)
    }
}

/// Words of one sentence within a window: all of them but in sentences of some hundred words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Position of the sentence.
    pub sentence: usize,
    /// Which of its words.
    pub words: Range<usize>,
    /// The row of the first of them.
    pub first_row: usize,
}

impl Reader {
    /// Runs another network over sentences, in windows of several.
    ///
    /// `visit` gets the scores of each window. The order of visits depends on the text alone.
    ///
    /// # Errors
    ///
    /// [`ModelError::Run`], which no input should cause.
    pub fn score<V>(
        &self,
        network: &WordNetwork,
        text: &str,
        sentences: &[Sentence],
        visit: &mut V,
    ) -> Result<(), ModelError>
    where
        V: FnMut(&Scores<'_>) + Send,
    {
        on_worker(|worker| self.score_on(worker, network, text, sentences, visit))
    }

    fn score_on<V: FnMut(&Scores<'_>)>(
        &self,
        worker: &Worker,
        network: &WordNetwork,
        text: &str,
        sentences: &[Sentence],
        visit: &mut V,
    ) -> Result<(), ModelError> {
        let words_of = |part: &Part| {
            let tokens = &sentences[part.sentence].tokens[part.words.clone()];
            tokens.iter().map(|token| token.span.of(text)).collect::<Vec<_>>()
        };
        let windows = self.windows(network.window, sentences, words_of);
        let units: Vec<Unit> = windows
            .iter()
            .enumerate()
            .map(|(number, window)| {
                let words: Vec<&str> = window.iter().flat_map(words_of).collect();
                Unit::new(&self.pieces, &words, number, 0..words.len())
            })
            .collect();
        for batch in batches(&units) {
            let [tags, triggers, arguments] = network.graph.read(worker, &batch)?;
            visit_batch(network, &windows, &batch, [&tags, &triggers, &arguments], visit);
        }
        Ok(())
    }

    /// Sentences in a row, as many as fit into a window.
    fn windows<'t>(
        &self,
        most_pieces: usize,
        sentences: &[Sentence],
        words_of: impl Fn(&Part) -> Vec<&'t str>,
    ) -> Vec<Vec<Part>> {
        let mut windows: Vec<Vec<Part>> = Vec::new();
        let mut n_pieces = 0;
        for (sentence, tokens) in sentences.iter().map(|sentence| &sentence.tokens).enumerate() {
            for start in (0..tokens.len()).step_by(UNIT_WORDS) {
                let words = start..tokens.len().min(start + UNIT_WORDS);
                let mut part = Part { sentence, words, first_row: 0 };
                let mut pieces = Vec::new();
                for word in words_of(&part) {
                    self.pieces.push(word, &mut pieces);
                }
                match windows.last_mut() {
                    Some(window) if n_pieces + pieces.len() <= most_pieces => {
                        n_pieces += pieces.len();
                        part.first_row =
                            window.last().map_or(0, |last| last.first_row + last.words.len());
                        window.push(part);
                    }
                    _ => {
                        n_pieces = pieces.len();
                        windows.push(vec![part]);
                    }
                }
            }
        }
        windows
    }
}

/// Shows a batch's scores, window by window.
fn visit_batch(
    network: &WordNetwork,
    windows: &[Vec<Part>],
    batch: &Batch<'_>,
    [tags, triggers, arguments]: [&NdTensor<f32, 2>; 3],
    visit: &mut impl FnMut(&Scores<'_>),
) {
    for (unit, nodes) in located(batch) {
        // The unit's first node is its root.
        let own = nodes.start + 1..nodes.end;
        visit(&Scores {
            network,
            parts: &windows[unit.sentence],
            tags: rows(tags, &own),
            triggers: rows(triggers, &own),
            arguments: rows(arguments, &own),
        });
    }
}
