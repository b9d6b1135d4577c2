//! Everything from raw text, by the definition of the CoNLL 2018 shared task
//! (<https://universaldependencies.org/conll18/evaluation.html>).
//!
//! Tokens, sentences and words agree where they cover the same characters. Tags count on words that
//! agree; heads count where the heads agree too. Since both analyses are spans of one text, the
//! words of a multi-word token are compared by their spans, where the shared task's script aligns
//! their forms: the same for English, whose contractions are spelled out by their words.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use rapporteur_model::Span;

use super::{Ratio, universal};
use crate::conllu::{self, Treebank, treebank};
use crate::segment::{multiword_tokens, segment};
use crate::types::{Sentence, Token};

/// F1 and its parts for each layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RawTextScore {
    /// Surface tokens ("don't" is one).
    pub tokens: Ratio,
    /// Sentences: both ends must agree.
    pub sentences: Ratio,
    /// Syntactic words ("don't" is two).
    pub words: Ratio,
    /// Words with the right universal part of speech.
    pub upos: Ratio,
    /// Words with the right head.
    pub uas: Ratio,
    /// Words with the right head and the right universal part of the label.
    pub las: Ratio,
}

/// Splits the text of a treebank and compares sentences, tokens and words with it.
///
/// The raw text is rebuilt as [`Treebank::text`] says. Tags and trees are not analysed here, so
/// `upos`, `uas` and `las` mean nothing in this score.
#[must_use]
pub fn sentences(gold: &[conllu::Sentence]) -> RawTextScore {
    let gold = treebank(gold);
    let found = segment(&gold.text, &[Span::new(0, gold.text.len())]);
    raw_text(&gold, &found)
}

/// Compares an analysis of a treebank's text with the treebank.
#[must_use]
pub fn raw_text(gold: &Treebank, system: &[Sentence]) -> RawTextScore {
    let multiwords: Vec<Vec<Range<usize>>> =
        system.iter().map(|sentence| multiword_tokens(&gold.text, sentence)).collect();
    let expected = words(&gold.sentences);
    let found = words(system);
    let count = |agrees: fn(&Word<'_>, &Word<'_>) -> bool| Ratio {
        gold: expected.len(),
        system: found.len(),
        correct: expected
            .iter()
            .filter(|(span, word)| found.get(span).is_some_and(|other| agrees(word, other)))
            .count(),
    };
    RawTextScore {
        tokens: overlap(&tokens(&gold.sentences, &gold.multiwords), &tokens(system, &multiwords)),
        sentences: overlap(&ends(&gold.sentences), &ends(system)),
        words: count(|_, _| true),
        upos: count(|one, other| one.token.upos == other.token.upos),
        uas: count(|one, other| one.same_head(other)),
        las: count(|one, other| {
            one.same_head(other) && universal(&one.token.deprel) == universal(&other.token.deprel)
        }),
    }
}

/// A word and the place of its head; the root has none.
struct Word<'a> {
    token: &'a Token,
    head: Option<Span>,
}

impl Word<'_> {
    fn same_head(&self, other: &Self) -> bool {
        self.head == other.head && !other.token.deprel.is_empty()
    }
}

fn words(sentences: &[Sentence]) -> BTreeMap<Span, Word<'_>> {
    let mut words = BTreeMap::new();
    for sentence in sentences {
        for token in &sentence.tokens {
            let head = token.head.and_then(|head| sentence.tokens.get(head)).map(|head| head.span);
            words.insert(token.span, Word { token, head });
        }
    }
    words
}

fn tokens(sentences: &[Sentence], multiwords: &[Vec<Range<usize>>]) -> BTreeSet<Span> {
    let mut tokens = BTreeSet::new();
    for (sentence, multiwords) in sentences.iter().zip(multiwords) {
        for (index, token) in sentence.tokens.iter().enumerate() {
            match multiwords.iter().find(|range| range.contains(&index)) {
                Some(range) => {
                    let last = &sentence.tokens[range.end - 1];
                    tokens.insert(sentence.tokens[range.start].span.cover(last.span));
                }
                None => {
                    tokens.insert(token.span);
                }
            }
        }
    }
    tokens
}

fn ends(sentences: &[Sentence]) -> BTreeSet<Span> {
    sentences.iter().map(|sentence| sentence.span).collect()
}

fn overlap(gold: &BTreeSet<Span>, system: &BTreeSet<Span>) -> Ratio {
    Ratio { gold: gold.len(), system: system.len(), correct: gold.intersection(system).count() }
}
