//! Passages: the sentences of a report, as the words that two reports can share.

use std::hash::Hasher;

use rapporteur_model::Span;
use siphasher::sip::SipHasher13;

/// A passage of fewer words than this is too common to be called a reprint ("He did not
/// elaborate"). Chosen by reading repeated lines in the development reports.
const FEWEST_WORDS: usize = 8;

/// A sentence that is long enough to be told again, whatever its case, punctuation and spacing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) span: Span,
    /// Hash of its words: two passages that share it have the same words.
    pub(crate) id: u64,
    /// Hashes of its words, in order.
    pub(crate) words: Vec<u32>,
}

/// The passages of a text, in order. A sentence that is too short for one goes with the one before
/// it, where that is one.
pub(crate) fn passages(text: &str) -> Vec<Passage> {
    let (mut letters, mut words) = (String::new(), Vec::new());
    let mut found: Vec<(Span, Vec<u64>)> = Vec::new();
    for span in sentences(text) {
        hash_words(span.of(text), &mut letters, &mut words);
        match found.last_mut() {
            _ if words.len() >= FEWEST_WORDS => found.push((span, words.clone())),
            Some((before, theirs)) if before.end == span.start => {
                before.end = span.end;
                theirs.append(&mut words);
            }
            _ => {}
        }
    }
    let passage = |(span, words): (Span, Vec<u64>)| {
        let id = id_of(&words)?;
        Some(Passage { span, id, words: words.iter().map(|word| (word >> 32) as u32).collect() })
    };
    found.into_iter().filter_map(passage).collect()
}

/// The identifier of the passage that a sentence is; `None` where it is too short for one.
pub(crate) fn passage_id(sentence: &str) -> Option<u64> {
    let (mut letters, mut words) = (String::new(), Vec::new());
    hash_words(sentence, &mut letters, &mut words);
    id_of(&words)
}

fn id_of(words: &[u64]) -> Option<u64> {
    let mut hasher = SipHasher13::new();
    for word in words {
        hasher.write_u64(*word);
    }
    (words.len() >= FEWEST_WORDS).then(|| hasher.finish())
}

/// Hashes of the words of a sentence: letters and digits in lower case. The hash is SipHash, whose
/// values do not change from one release to the next, so that they can be kept.
fn hash_words(sentence: &str, letters: &mut String, words: &mut Vec<u64>) {
    words.clear();
    letters.clear();
    for letter in sentence.chars().chain([' ']) {
        if letter.is_alphanumeric() {
            letters.extend(letter.to_lowercase());
        } else if !letters.is_empty() {
            let mut hasher = SipHasher13::new();
            hasher.write(letters.as_bytes());
            words.push(hasher.finish());
            letters.clear();
        }
    }
}

/// Stretches of a text that end with a full stop, question or exclamation mark, or a blank line.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, letter) in text.char_indices() {
        if letter == '\n' && text[..at].ends_with(['\n', '\r']) || ended && letter.is_whitespace() {
            spans.push(Span::new(start, at));
            start = at;
        }
        ended =
            matches!(letter, '.' | '!' | '?') || ended && matches!(letter, '"' | '”' | '’' | ')');
    }
    spans.push(Span::new(start, text.len()));
    spans
}
