//! Words, numbers and marks: the light tokens that the grammar of time works on.

use std::collections::HashMap;

use rapporteur_model::Span;

/// A run of letters, a number (`1,460`, `2.5`) or one mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'text> {
    /// Where it stands.
    pub(crate) span: Span,
    /// The characters themselves.
    pub(crate) text: &'text str,
    /// What it is made of.
    pub(crate) shape: Shape,
    /// Position of its lower-cased form in the grammar's vocabulary, if the grammar knows it.
    pub(crate) word: Option<WordId>,
    /// Whether it follows the token before it without white space.
    pub(crate) joined: bool,
    /// Whether it is the first on its line.
    pub(crate) first: bool,
}

/// A word that occurs in the lexicon or in a rule.
pub(crate) type WordId = u16;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters, the first a capital.
    Capital,
    /// Letters.
    Small,
    /// Digits, with inner commas and points.
    Number,
    /// A single other character.
    Mark,
}

impl Token<'_> {
    /// The number that digits write, without thousands separators.
    pub(crate) fn number(&self) -> Option<f64> {
        if self.shape != Shape::Number {
            return None;
        }
        self.text.replace(',', "").parse().ok()
    }

    /// A whole number written with digits alone, and how many of them.
    pub(crate) fn digits(&self) -> Option<(i32, usize)> {
        if self.shape != Shape::Number || self.text.len() > 4 {
            return None;
        }
        Some((self.text.parse().ok()?, self.text.len()))
    }
}

/// The longest word of the vocabulary, in bytes; longer ones are not looked up.
const LONGEST_WORD: usize = 16;

/// Every word that the grammar knows, numbered.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: HashMap<String, WordId>,
}

impl Vocabulary {
    /// The number of a word, given on first sight.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.ids.len()).unwrap_or(WordId::MAX);
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The number of a word in whatever case.
    pub(crate) fn look_up(&self, word: &str) -> Option<WordId> {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST_WORD {
            return None;
        }
        let mut lower = [0; LONGEST_WORD];
        let lower = &mut lower[..bytes.len()];
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        self.ids.get(std::str::from_utf8(lower).ok()?).copied()
    }
}

/// Cuts a text into tokens.
pub(crate) fn tokens<'text>(text: &'text str, vocabulary: &Vocabulary) -> Vec<Token<'text>> {
    let mut found: Vec<Token<'text>> = Vec::with_capacity(text.len() / 5);
    let mut rest = text;
    let mut joined = false;
    let mut first_on_line = true;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
            joined = false;
            first_on_line |= first == '\n';
            continue;
        }
        let (length, shape) = if first.is_alphabetic() {
            let shape = if first.is_uppercase() { Shape::Capital } else { Shape::Small };
            (rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()), shape)
        } else if first.is_ascii_digit() {
            (number_length(rest.as_bytes()), Shape::Number)
        } else {
            (first.len_utf8(), Shape::Mark)
        };
        let written = &rest[..length];
        let word = match written {
            "–" | "—" | "‐" | "‑" | "−" => vocabulary.look_up("-"),
            "’" | "‘" => vocabulary.look_up("'"),
            _ => vocabulary.look_up(written),
        };
        found.push(Token {
            span: Span::new(start, start + length),
            text: written,
            shape,
            word,
            joined,
            first: first_on_line,
        });
        rest = &rest[length..];
        joined = true;
        first_on_line = false;
    }
    found
}

/// Digits, with a comma before each group of three and at most one decimal point inside.
fn number_length(bytes: &[u8]) -> usize {
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = run(0);
    if length <= 3 {
        while bytes.get(length) == Some(&b',') && run(length + 1) == 3 {
            length += 4;
        }
    }
    if bytes.get(length) == Some(&b'.') && run(length + 1) > 0 {
        let decimals = run(length + 1);
        if decimals <= 3 && bytes.get(length + 1 + decimals) != Some(&b'.') {
            length += 1 + decimals;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        let vocabulary = Vocabulary::default();
        let cut = |text| -> Vec<String> {
            tokens(text, &vocabulary).iter().map(|token| token.text.to_owned()).collect()
        };
        assert_eq!(cut("On 7th May, 1,460 years"), ["On", "7", "th", "May", ",", "1,460", "years"]);
        assert_eq!(cut("2.5 years."), ["2.5", "years", "."]);
        assert_eq!(cut("04.07.2024"), ["04", ".", "07", ".", "2024"]);
        assert_eq!(cut("mid-1987, '99"), ["mid", "-", "1987", ",", "'", "99"]);
    }
}
