//! What the rules for boundaries ask about the words of a block.

use rapporteur_model::Span;

use super::lexicon::Lexicon;

/// What a word does at the end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Terminator {
    /// A full stop of its own.
    Stop,
    /// Question or exclamation mark.
    Mark,
    /// Several full stops.
    Ellipsis,
    /// The full stop is part of a word: "U.S.", "etc.".
    Abbreviation,
}

/// How a word begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Upper,
    Lower,
    Digit,
    Other,
}

/// The words of a block with what the rules ask about them.
pub(super) struct Words<'a> {
    text: &'a str,
    pub(super) words: &'a [Span],
    /// For each word whether an odd number of straight double quotes stands before it.
    quote_open: Vec<bool>,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, words: &'a [Span], lexicon: &'a Lexicon) -> Self {
        Self { text, words, quote_open: quote_open(text, words), lexicon }
    }

    /// The word at an index; the empty string past the end.
    pub(super) fn at(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.of(self.text))
    }

    /// Whether a word touches the one before it.
    pub(super) fn touches(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|i| self.words.get(i)), self.words.get(index)) {
            (Some(before), Some(word)) => before.end == word.start,
            _ => false,
        }
    }

    /// What the word can do at the end of a sentence.
    pub(super) fn terminator(&self, index: usize) -> Option<Terminator> {
        let word = self.at(index);
        if word == "." {
            return Some(Terminator::Stop);
        }
        if word.chars().all(|c| matches!(c, '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' | '।'))
        {
            let asks = word.contains(['?', '!', '。', '？', '！', '؟', '।']);
            return Some(if asks { Terminator::Mark } else { Terminator::Ellipsis });
        }
        if matches!(word, "[...]" | "[…]") || self.lexicon.faces.contains(word) {
            return Some(Terminator::Ellipsis);
        }
        let abbreviation = word.ends_with('.') && word.contains(char::is_alphabetic);
        abbreviation.then_some(Terminator::Abbreviation)
    }

    /// How the first word from `index` on begins that is not an opening mark.
    pub(super) fn start_of(&self, index: usize) -> Start {
        let first = (index..self.words.len().min(index + 4)).map(|at| self.at(at)).find(|word| {
            !is_quote(word) && !matches!(*word, "(" | "[" | "-" | "—" | "–" | "--" | "*")
        });
        match first.and_then(|word| word.chars().next()) {
            Some(character) if character.is_lowercase() => Start::Lower,
            Some(character) if character.is_alphabetic() => Start::Upper,
            Some(character) if character.is_numeric() => Start::Digit,
            _ => Start::Other,
        }
    }

    /// Skips closing quotes and brackets, repeated full stops and reference numbers.
    pub(super) fn after_closers(&self, mut index: usize) -> usize {
        while index < self.words.len() {
            if self.closes(index) || self.lexicon.faces.contains(self.at(index)) {
                index += 1;
            } else if self.at(index) == "["
                && self.at(index + 1).bytes().all(|byte| byte.is_ascii_digit())
                && self.at(index + 2) == "]"
            {
                index += 3;
            } else {
                break;
            }
        }
        index.min(self.words.len())
    }

    /// Whether the word at an index closes something, or goes on with closing it.
    pub(super) fn closes(&self, index: usize) -> bool {
        match self.at(index) {
            ")" | "]" | "}" | "”" | "»" | "." => true,
            "’’" | "''" => self.touches(index) || !self.touches(index + 1),
            word if is_ellipsis(word) => true,
            "’" | "'" => self.touches(index),
            "\"" => self.closes_quote(index),
            _ => false,
        }
    }

    /// Whether a straight double quote closes: spaces tell, or else whether one is open.
    fn closes_quote(&self, index: usize) -> bool {
        match (self.touches(index), self.touches(index + 1)) {
            (true, false) => true,
            (false, true) => false,
            _ => self.quote_open[index],
        }
    }
}

/// For each word whether an odd number of straight double quotes stands before it.
fn quote_open(text: &str, words: &[Span]) -> Vec<bool> {
    let mut open = false;
    let mut before = Vec::with_capacity(words.len());
    for word in words {
        before.push(open);
        open ^= word.of(text) == "\"";
    }
    before
}

pub(super) fn is_ellipsis(word: &str) -> bool {
    word == "…" || word.len() > 1 && word.bytes().all(|byte| byte == b'.')
}

pub(super) fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "'" | "‘" | "’" | "''" | "``" | "’’" | "«" | "»" | "„")
}
