//! Sentences and tokens by UD conventions, with byte offsets into the untouched text.
//!
//! # How it works
//!
//! | step | module | what it decides |
//! |---|---|---|
//! | 1 | `blocks` | which line ends end a paragraph and which are mere wrapping |
//! | 2 | `atoms` | the smallest pieces: words, numbers, addresses, single marks |
//! | 3 | `joins` | pieces that belong together: "Gen" + ".", "anti" + "-" + "war" |
//! | 4 | `clitics` | words to take apart: "did" + "n't", "can" + "not", "5" + "km" |
//! | 5 | `boundaries`, `words` | after which words a sentence ends |
//!
//! Words, abbreviations and the like that a person may want to extend stand in
//! `segment/lexicon.toml`.

mod atoms;
mod blocks;
mod boundaries;
mod clitics;
mod joins;
mod lexicon;
mod words;

use rapporteur_model::Span;

pub use clitics::multiword_tokens;

use crate::types::{Sentence, Token};

/// Splits the readable regions of a text into sentences and tokens.
///
/// `regions` are byte ranges in text order (pass the whole text as one region to read all of it);
/// no sentence crosses a region's border. Never fails, whatever the text holds: a region that does
/// not lie on character boundaries yields nothing. Between tokens there is only white space and
/// characters without width ([`is_gap`]).
#[must_use]
pub fn segment(text: &str, regions: &[Span]) -> Vec<Sentence> {
    let lexicon = lexicon::Lexicon::builtin();
    blocks::blocks(text, regions, lexicon)
        .into_iter()
        .flat_map(|block| {
            let words = joins::join(text, &atoms::atoms(text, block), lexicon);
            let sentences = boundaries::sentences(text, words, lexicon);
            sentences.into_iter().map(|words| sentence(text, &words, lexicon)).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether a character separates tokens without being part of one: white space, zero-width space,
/// byte-order mark and the marks of writing direction.
#[must_use]
pub fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn sentence(text: &str, words: &[Span], lexicon: &lexicon::Lexicon) -> Sentence {
    let spans: Vec<Span> =
        words.iter().flat_map(|word| clitics::parts(text, *word, lexicon)).collect();
    let tokens: Vec<Token> = spans
        .iter()
        .enumerate()
        .map(|(index, span)| Token {
            span: *span,
            lemma: span.of(text).to_lowercase(),
            joined: spans.get(index + 1).is_some_and(|next| next.start == span.end),
            ..Token::default()
        })
        .collect();
    let span = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => first.cover(*last),
        _ => Span::default(),
    };
    Sentence { span, tokens }
}

#[cfg(test)]
mod tests;
