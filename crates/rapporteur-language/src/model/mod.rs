//! The reader: one small transformer gives words their tags, trees and names.
//!
//! | module | what it does |
//! |---|---|
//! | `weights` | the files, their version and their checks |
//! | `pieces` | words as the encoder sees them |
//! | `batch` | sentences of similar length side by side, long ones in windows |
//! | `network` | runs the graph |
//! | `tree`, `names`, `lemma` | from scores to structures |
//! | `windows` | a second network with heads that its owner names |
//!
//! How the network was trained and measured stands in `train/README.md`. The same sentence gets
//! the same answer whatever the number of threads and whatever stands beside it in a batch:
//! activations are quantised by fixed scales, never by a batch's extremes.

mod batch;
mod error;
mod lemma;
mod names;
mod network;
mod pieces;
mod tree;
mod weights;
mod windows;

use std::ops::Range;
use std::path::Path;

use rapporteur_model::Span;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::conllu::UPOS;
use crate::segment::segment;
use crate::types::{Analysis, Name, Sentence, Upos};

use self::batch::{Batch, UNIT_WORDS, Unit, batches};
pub use self::error::ModelError;
use self::lemma::LemmaScripts;
use self::names::NameLabels;
use self::network::{Answer, Network, Worker, on_worker};
use self::pieces::WordPieces;
use self::tree::ArcScores;
use self::weights::{About, Bytes};
pub use self::windows::{Part, Scores, WordNetwork};

/// Sentences that are in memory at a time; a document has any number.
const SLAB_SENTENCES: usize = 1024;

/// The trained network with everything to turn text into an [`Analysis`].
///
/// Loading takes some tens of milliseconds and as many megabytes; share one among threads.
pub struct Reader {
    network: Network,
    pieces: WordPieces,
    upos: Vec<Upos>,
    feats: Vec<String>,
    /// For each of `upos`, the bundles in `feats` that go with it.
    feats_of_upos: Vec<Vec<usize>>,
    rels: Vec<String>,
    names: NameLabels,
    lemmas: LemmaScripts,
    columns: Columns,
    description: String,
}

/// Where each head's scores stand in a row of the network's output `tags`.
struct Columns {
    upos: Range<usize>,
    feats: Range<usize>,
    lemmas: Range<usize>,
    names: Range<usize>,
    ends: Range<usize>,
}

impl Reader {
    /// With the weights that are built in.
    ///
    /// # Errors
    ///
    /// Only where the program was built from damaged weights.
    pub fn new() -> Result<Self, ModelError> {
        let (about, bytes) = weights::built_in()?;
        Self::from_parts(about, bytes, "built in")
    }

    /// With `reader.onnx` and `reader.json` from a folder, as `train/export.py` writes them.
    ///
    /// # Errors
    ///
    /// Where a file is missing, damaged, or of another version; the message names the remedy.
    pub fn from_folder(folder: &Path) -> Result<Self, ModelError> {
        let (about, bytes) = weights::from_folder(folder)?;
        Self::from_parts(about, bytes, &format!("in {}", folder.display()))
    }

    fn from_parts(about: About, bytes: Bytes, origin: &str) -> Result<Self, ModelError> {
        let damaged = |reason: String| ModelError::Damaged { origin: origin.to_owned(), reason };
        let lacks = |what: &str| damaged(format!("reader.json: unreadable `{what}`"));
        let upos: Option<Vec<Upos>> = about.upos.iter().map(|tag| parse_upos(tag)).collect();
        let of = |tag: &String| about.feats_of_upos.get(tag).cloned().unwrap_or_default();
        let reader = Self {
            network: Network::new(bytes).map_err(damaged)?,
            pieces: WordPieces::new(&about.vocabulary).ok_or_else(|| lacks("vocabulary"))?,
            upos: upos.ok_or_else(|| lacks("upos"))?,
            feats_of_upos: about.upos.iter().map(of).collect(),
            names: NameLabels::parse(&about.names).ok_or_else(|| lacks("names"))?,
            lemmas: LemmaScripts::parse(&about.lemmas).ok_or_else(|| lacks("lemmas"))?,
            columns: columns(&about).ok_or_else(|| lacks("columns"))?,
            description: format!("{}, {}", about.name, about.date),
            feats: about.feats,
            rels: about.rels,
        };
        let known = |bundle: &usize| *bundle < reader.feats.len();
        if !reader.feats_of_upos.iter().flatten().all(known) {
            return Err(lacks("feats_of_upos"));
        }
        on_worker(|worker| reader.check_widths(worker, origin))?;
        Ok(reader)
    }

    /// Runs one word through the network and compares the outputs' widths with the label sets.
    fn check_widths(&self, worker: &Worker, origin: &str) -> Result<(), ModelError> {
        let unit = Unit::new(&self.pieces, &["talks"], 0, 0..1);
        let units = [unit];
        for batch in batches(&units) {
            let answer = self.network.read(worker, &batch)?;
            let rels = self.network.rels(worker, answer.rel_dependents, answer.rel_governors)?;
            if answer.tags.size(1) != self.columns.ends.end || rels.size(1) != self.rels.len() {
                return Err(ModelError::Damaged {
                    origin: origin.to_owned(),
                    reason: "reader.onnx and reader.json have label sets of different sizes".into(),
                });
            }
        }
        Ok(())
    }

    /// The weights in a few words: name and date.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Segments the readable regions of a text and analyses them.
    ///
    /// # Errors
    ///
    /// [`ModelError::Run`], which no input should cause.
    pub fn analyse(&self, text: &str, regions: &[Span]) -> Result<Analysis, ModelError> {
        self.annotate(text, segment(text, regions))
    }

    /// Gives the tokens of `sentences`, spans into `text`, their tags, trees and lemmas, and finds
    /// names. The segmentation stays as it is.
    ///
    /// # Errors
    ///
    /// [`ModelError::Run`], which no input should cause.
    pub fn annotate(&self, text: &str, sentences: Vec<Sentence>) -> Result<Analysis, ModelError> {
        on_worker(|worker| self.annotate_on(worker, text, sentences))
    }

    fn annotate_on(
        &self,
        worker: &Worker,
        text: &str,
        sentences: Vec<Sentence>,
    ) -> Result<Analysis, ModelError> {
        let mut analysis = Analysis { sentences, names: Vec::new() };
        let n_sentences = analysis.sentences.len();
        for start in (0..n_sentences).step_by(SLAB_SENTENCES) {
            let slab = start..n_sentences.min(start + SLAB_SENTENCES);
            let words: Vec<Vec<&str>> = analysis.sentences[slab.clone()]
                .iter()
                .map(|sentence| sentence.tokens.iter().map(|token| token.span.of(text)).collect())
                .collect();
            let units = self.units(&words);
            for batch in batches(&units) {
                let answer = self.network.read(worker, &batch)?;
                self.tag(&batch, &answer, &words, start, &mut analysis);
                self.grow_trees(worker, &batch, answer, start, &mut analysis)?;
            }
        }
        analysis.names.sort_by_key(|name| (name.sentence, name.tokens.start));
        Ok(analysis)
    }

    /// How strongly the network holds that a sentence ends after each word, as log odds.
    ///
    /// For text whose punctuation does not tell. Reads any number of words, in windows.
    ///
    /// # Errors
    ///
    /// [`ModelError::Run`], which no input should cause.
    pub fn sentence_ends(&self, words: &[&str]) -> Result<Vec<f32>, ModelError> {
        on_worker(|worker| self.sentence_ends_on(worker, words))
    }

    fn sentence_ends_on(&self, worker: &Worker, words: &[&str]) -> Result<Vec<f32>, ModelError> {
        let mut odds = vec![0.0; words.len()];
        let cut = (0..words.len()).step_by(UNIT_WORDS);
        let unit = |start: usize| {
            let range = start..words.len().min(start + UNIT_WORDS);
            Unit::new(&self.pieces, &words[range.clone()], 0, range)
        };
        let units: Vec<Unit> = cut.map(unit).collect();
        for batch in batches(&units) {
            let answer = self.network.read(worker, &batch)?;
            for (unit, nodes) in located(&batch) {
                for (word, node) in unit.words.clone().zip(nodes.skip(1)) {
                    let logits = &row(&answer.tags, node)[self.columns.ends.clone()];
                    odds[word] = logits[1] - logits[0];
                }
            }
        }
        Ok(odds)
    }

    fn units(&self, words: &[Vec<&str>]) -> Vec<Unit> {
        let mut units = Vec::with_capacity(words.len());
        for (sentence, words) in words.iter().enumerate() {
            for start in (0..words.len()).step_by(UNIT_WORDS) {
                let range = start..words.len().min(start + UNIT_WORDS);
                units.push(Unit::new(&self.pieces, &words[range.clone()], sentence, range));
            }
        }
        units
    }

    /// Writes parts of speech, features, lemmas and names.
    fn tag(
        &self,
        batch: &Batch<'_>,
        answer: &Answer,
        words: &[Vec<&str>],
        offset: usize,
        analysis: &mut Analysis,
    ) {
        for (unit, nodes) in located(batch) {
            let sentence = &mut analysis.sentences[offset + unit.sentence];
            let rows = || nodes.clone().skip(1).map(|node| row(&answer.tags, node));
            for (word, logits) in unit.words.clone().zip(rows()) {
                let token = &mut sentence.tokens[word];
                let upos = best(&logits[self.columns.upos.clone()]);
                token.upos = self.upos[upos];
                let feats = &logits[self.columns.feats.clone()];
                let possible = self.feats_of_upos[upos].iter().copied();
                let bundle = possible.reduce(|a, b| if feats[b] > feats[a] { b } else { a });
                let bundle = bundle.map_or("_", |bundle| self.feats[bundle].as_str());
                token.feats = if bundle == "_" { String::new() } else { bundle.to_owned() };
                let scripts = &logits[self.columns.lemmas.clone()];
                token.lemma = self.lemmas.apply(words[unit.sentence][word], scripts);
            }
            let names = self.names.decode(rows().map(|row| &row[self.columns.names.clone()]));
            let mut whole_to = 0;
            for (range, kind) in names {
                if range.start < whole_to {
                    continue;
                }
                let range = names::ended(range, &sentence.tokens[unit.words.clone()]);
                whole_to = range.end;
                let tokens = unit.words.start + range.start..unit.words.start + range.end;
                let first = sentence.tokens[tokens.start].span;
                let span = first.cover(sentence.tokens[tokens.end - 1].span);
                analysis.names.push(Name { span, sentence: offset + unit.sentence, tokens, kind });
            }
        }
    }

    /// Writes heads and relations.
    fn grow_trees(
        &self,
        worker: &Worker,
        batch: &Batch<'_>,
        answer: Answer,
        offset: usize,
        analysis: &mut Analysis,
    ) -> Result<(), ModelError> {
        let width = answer.dependents.size(1);
        let rank = answer.rel_dependents.size(1);
        let mut pair_dependents = Vec::with_capacity(answer.tags.size(0) * rank);
        let mut pair_governors = Vec::with_capacity(answer.tags.size(0) * rank);
        let mut n_pairs = 0;
        for (unit, nodes) in located(batch) {
            let scores = ArcScores::new(
                rows(&answer.dependents, &nodes),
                rows(&answer.governors, &nodes),
                rows(&answer.priors, &nodes),
                width,
            );
            let tokens = &mut analysis.sentences[offset + unit.sentence].tokens;
            for (i, head) in scores.best_tree().into_iter().enumerate() {
                let governor = nodes.start + head.map_or(0, |head| head + 1);
                pair_dependents.extend_from_slice(row(&answer.rel_dependents, nodes.start + 1 + i));
                pair_governors.extend_from_slice(row(&answer.rel_governors, governor));
                tokens[unit.words.start + i].head = head.map(|head| unit.words.start + head);
                n_pairs += 1;
            }
        }
        let pairs = |data| NdTensor::from_data([n_pairs, rank], data);
        let rels = self.network.rels(worker, pairs(pair_dependents), pairs(pair_governors))?;
        let mut pair = 0;
        for (unit, _) in located(batch) {
            let tokens = &mut analysis.sentences[offset + unit.sentence].tokens;
            for word in unit.words.clone() {
                let relation = self.relation(row(&rels, pair), tokens[word].head);
                relation.clone_into(&mut tokens[word].deprel);
                pair += 1;
            }
            join_to_first_part(tokens, unit);
        }
        Ok(())
    }

    /// The best relation; "root" for the root's child and for no other word.
    fn relation(&self, logits: &[f32], head: Option<usize>) -> &str {
        if head.is_none() {
            return "root";
        }
        let others = (0..self.rels.len()).filter(|&rel| self.rels[rel] != "root");
        let best = others.reduce(|a, b| if logits[b] > logits[a] { b } else { a });
        best.map_or("dep", |rel| self.rels[rel].as_str())
    }
}

/// Hangs the root of a later part of an overlong sentence on the sentence's first root.
fn join_to_first_part(tokens: &mut [crate::types::Token], unit: &Unit) {
    if unit.words.start == 0 {
        return;
    }
    let mut first_part = tokens[..unit.words.start.min(UNIT_WORDS)].iter();
    let anchor = first_part.position(|token| token.head.is_none()).unwrap_or(0);
    for token in &mut tokens[unit.words.clone()] {
        if token.head.is_none() {
            token.head = Some(anchor);
            "parataxis".clone_into(&mut token.deprel);
        }
    }
}

/// A batch's units with their nodes, as rows of the network's answer.
fn located<'a>(batch: &'a Batch<'_>) -> impl Iterator<Item = (&'a Unit, Range<usize>)> {
    batch.units.iter().scan(0, |next, unit| {
        let start = *next;
        *next += unit.n_nodes();
        Some((*unit, start..*next))
    })
}

/// One row of a matrix.
fn row(matrix: &NdTensor<f32, 2>, index: usize) -> &[f32] {
    rows(matrix, &(index..index + 1))
}

/// Some rows of a matrix, one after the other.
fn rows<'a>(matrix: &'a NdTensor<f32, 2>, range: &Range<usize>) -> &'a [f32] {
    let width = matrix.size(1);
    // `network::matrix` made it contiguous.
    matrix.data().map_or(&[], |data| &data[range.start * width..range.end * width])
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a }).unwrap_or(0)
}

fn columns(about: &About) -> Option<Columns> {
    let mut next = 0;
    let mut ranges = about.columns.iter().map(|(name, width)| {
        next += width;
        (name.as_str(), next - width..next)
    });
    let mut expect = |wanted: &str, n_labels: usize| {
        ranges.next().filter(|(name, range)| *name == wanted && range.len() == n_labels)
    };
    let columns = Columns {
        upos: expect("upos", about.upos.len())?.1,
        feats: expect("feats", about.feats.len())?.1,
        lemmas: expect("lemmas", about.lemmas.len())?.1,
        names: expect("names", about.names.len())?.1,
        ends: expect("ends", 2)?.1,
    };
    ranges.next().is_none().then_some(columns)
}

fn parse_upos(tag: &str) -> Option<Upos> {
    UPOS.iter().find(|(_, name)| *name == tag).map(|(upos, _)| *upos)
}
