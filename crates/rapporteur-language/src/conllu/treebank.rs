//! Sentences to the text they were cut from, with their analysis as spans into it.

use std::ops::Range;

use rapporteur_model::Span;

use super::{Id, Row, Sentence, upos};
use crate::types;

/// A treebank as a text with its analysis: what a perfect reading of that text would yield.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Treebank {
    /// The raw text: tokens separated by a space except after `SpaceAfter=No`, sentences likewise,
    /// paragraphs and documents (`newpar`, `newdoc`) by a blank line.
    pub text: String,
    /// The sentences with their words, tags and trees.
    pub sentences: Vec<types::Sentence>,
    /// For each sentence the runs of words that one multi-word token covers.
    pub multiwords: Vec<Vec<Range<usize>>>,
}

/// Rebuilds the raw text of a CoNLL-U file and ties its words to spans.
///
/// The words of a multi-word token share its span as they spell it out ("do" + "n't"); where they
/// do not (French "du" = "de" + "le"), the span is cut evenly.
#[must_use]
pub fn treebank(sentences: &[Sentence]) -> Treebank {
    let mut bank = Treebank::default();
    for sentence in sentences {
        let starts_anew =
            sentence.comments.iter().any(|c| c.starts_with("newpar") || c.starts_with("newdoc"));
        if starts_anew && !bank.text.is_empty() {
            bank.text.truncate(bank.text.trim_end().len());
            bank.text.push_str("\n\n");
        }
        bank.add(sentence);
    }
    bank
}

impl Treebank {
    fn add(&mut self, sentence: &Sentence) {
        let mut tokens = Vec::new();
        let mut multiwords = Vec::new();
        let mut rows = sentence.rows.iter().filter(|row| !matches!(row.id, Id::Empty(..)));
        while let Some(row) = rows.next() {
            let start = self.text.len();
            self.text.push_str(&row.form);
            let end = self.text.len();
            let words: Vec<&Row> = match row.id {
                Id::Multiword(first, last) => {
                    rows.by_ref().take((last + 1).saturating_sub(first)).collect()
                }
                _ => vec![row],
            };
            if words.len() > 1 {
                multiwords.push(tokens.len()..tokens.len() + words.len());
            }
            for (word, span) in words.iter().zip(spell_out(&self.text[start..end], &words)) {
                tokens.push(token(word, Span::new(start + span.start, start + span.end)));
            }
            if !row.joined() {
                self.text.push(' ');
            }
        }
        for index in 1..tokens.len() {
            tokens[index - 1].joined = tokens[index - 1].span.end == tokens[index].span.start;
        }
        let span = match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
        self.sentences.push(types::Sentence { span, tokens });
        self.multiwords.push(multiwords);
    }
}

fn token(row: &Row, span: Span) -> types::Token {
    let value = |column: &str| if column == "_" { String::new() } else { column.to_owned() };
    types::Token {
        span,
        upos: upos(&row.upos),
        feats: value(&row.feats),
        lemma: if row.lemma == "_" && row.form != "_" {
            row.form.to_lowercase()
        } else {
            row.lemma.clone()
        },
        head: row.head.and_then(|head| head.checked_sub(1)),
        deprel: value(&row.deprel),
        joined: false,
    }
}

/// Where each word of a token stands in its form.
fn spell_out(form: &str, words: &[&Row]) -> Vec<Span> {
    let spelled = words.iter().map(|word| word.form.len()).sum::<usize>() == form.len()
        && words.iter().flat_map(|word| word.form.chars()).eq(form.chars());
    let mut boundaries = vec![0];
    if spelled {
        boundaries.extend(words.iter().scan(0, |end, word| {
            *end += word.form.len();
            Some(*end)
        }));
    } else {
        let characters: Vec<usize> = form.char_indices().map(|(at, _)| at).collect();
        let cut = |nth: usize| characters.get(characters.len() * nth / words.len()).copied();
        boundaries.extend((1..=words.len()).map(|nth| cut(nth).unwrap_or(form.len())));
    }
    boundaries.windows(2).map(|pair| Span::new(pair[0], pair[1])).collect()
}
