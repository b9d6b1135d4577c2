//! One text laid out for the attribution reader: words, sentences, paragraphs, quotations.

use std::ops::Range;

use rapporteur_language::Sentence;
use rapporteur_model::Span;

use super::lexicon::CueLexicon;
use super::quotes::{Quotation, paragraphs, quotations};
use super::words::{Class, Word, words};

/// A text with its words, sentences, paragraphs and quotations.
pub(crate) struct Page<'text> {
    pub(crate) text: &'text str,
    pub(crate) words: Vec<Word<'text>>,
    /// Words of each sentence.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Byte ranges.
    pub(crate) paragraphs: Vec<Range<usize>>,
    pub(crate) quotations: Vec<Quotation>,
}

impl<'text> Page<'text> {
    pub(crate) fn new(text: &'text str, sentences: &[Sentence], lexicon: &CueLexicon) -> Self {
        let paragraphs = paragraphs(text);
        let quotations = quotations(text, &paragraphs);
        let (mut words, sentences) = words(text, sentences, lexicon);
        for quotation in &quotations {
            for part in &quotation.parts {
                mark_quote(&mut words, part.start);
                mark_quote(&mut words, part.end.saturating_sub(1));
            }
        }
        Self { text, words, sentences, paragraphs, quotations }
    }

    pub(crate) fn class(&self, index: usize) -> Option<Class> {
        self.words.get(index).map(|word| word.class)
    }

    pub(crate) fn lower(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.lower.as_str())
    }

    /// The byte span of a range of words.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let first = self.words.get(range.start)?;
        let last = self.words.get(range.end.checked_sub(1)?)?;
        (range.start < range.end).then(|| first.span.cover(last.span))
    }

    /// The quotation that covers a word.
    pub(crate) fn quotation_of(&self, word: usize) -> Option<usize> {
        let offset = self.words.get(word)?.span.start;
        self.quotation_at(offset)
    }

    pub(crate) fn quotation_at(&self, offset: usize) -> Option<usize> {
        let after = self.quotations.partition_point(|quotation| quotation.start() <= offset);
        let index = after.checked_sub(1)?;
        self.quotations[index].contains(offset).then_some(index)
    }

    pub(crate) fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.end <= offset)
    }

    /// The first word that starts at or after a byte offset.
    pub(crate) fn word_from(&self, offset: usize) -> usize {
        self.words.partition_point(|word| word.span.start < offset)
    }

    /// The words of the paragraph around a word.
    pub(crate) fn paragraph_words(&self, word: usize) -> Range<usize> {
        let Some(here) = self.words.get(word) else { return word..word };
        let Some(paragraph) = self.paragraphs.get(self.paragraph_at(here.span.start)) else {
            return word..word;
        };
        self.word_from(paragraph.start)..self.word_from(paragraph.end)
    }

    /// The words of the sentence around a word.
    pub(crate) fn sentence_words(&self, word: usize) -> Range<usize> {
        self.words
            .get(word)
            .and_then(|word| self.sentences.get(word.sentence))
            .cloned()
            .unwrap_or(word..word)
    }

    /// A range of words without punctuation at its ends (quotation and question marks stay).
    pub(crate) fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        let loose = |class: Class| class.is_punctuation() && class != Class::Quote;
        while range.start < range.end && self.class(range.start).is_some_and(loose) {
            range.start += 1;
        }
        while range.start < range.end && self.class(range.end - 1).is_some_and(loose) {
            if self.lower(range.end - 1) == "?" {
                break;
            }
            range.end -= 1;
        }
        range
    }
}

/// A mark that opens or closes a quotation is no apostrophe.
fn mark_quote(words: &mut [Word<'_>], offset: usize) {
    let index = words.partition_point(|word| word.span.end <= offset);
    if let Some(word) = words.get_mut(index)
        && word.span.start <= offset
        && !word.text.chars().any(char::is_alphanumeric)
        && word.class == Class::Possessive
    {
        word.class = Class::Quote;
    }
}
