//! Words as the encoder sees them: word pieces, and the shape that says how a word is written.
//!
//! WordPiece as in BERT (Devlin et al. 2019, uncased): control characters go, accents are
//! stripped, punctuation stands alone, the longest known piece comes first. It mirrors
//! `train/words.py`; change both together. Written here, because words are already apart and a
//! general tokenizer library would bring fifty dependencies for these few lines.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longer words (links) keep their first 8 and last 4 pieces.
const MAX_WORD_PIECES: usize = 12;
/// BERT gives up on parts of words longer than this, in characters.
const MAX_PART_CHARS: usize = 100;

/// The vocabulary: pieces that begin a word, and pieces ("##ing") that go on with one.
pub(super) struct WordPieces {
    initial: HashMap<Box<str>, i32>,
    inner: HashMap<Box<str>, i32>,
    unknown: i32,
    /// Stands before a row of pieces.
    pub(super) start: i32,
    /// Stands after a row of pieces.
    pub(super) end: i32,
}

impl WordPieces {
    /// From the vocabulary's pieces in order; a piece's place is its number. `None` where BERT's
    /// special pieces are not among them.
    pub(super) fn new(vocabulary: &[String]) -> Option<Self> {
        let mut initial: HashMap<Box<str>, i32> = HashMap::with_capacity(vocabulary.len());
        let mut inner = HashMap::new();
        for (id, piece) in (0i32..).zip(vocabulary) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(rest.into(), id),
                _ => initial.insert(piece.as_str().into(), id),
            };
        }
        let special = |name: &str| initial.get(name).copied();
        let (unknown, start, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Some(Self { initial, inner, unknown, start, end })
    }

    /// Appends the pieces of one word, at least one and at most twelve.
    pub(super) fn push(&self, word: &str, pieces: &mut Vec<i32>) {
        let start = pieces.len();
        let mut part = String::with_capacity(word.len());
        for character in word.nfd().filter(|c| !is_combining_mark(*c) && !is_control(*c)) {
            if character.is_whitespace() {
                self.push_part(&part, pieces);
                part.clear();
            } else if stands_alone(character) {
                self.push_part(&part, pieces);
                part.clear();
                self.push_part(character.encode_utf8(&mut [0; 4]), pieces);
            } else {
                part.extend(character.to_lowercase());
            }
        }
        self.push_part(&part, pieces);
        if pieces.len() == start {
            pieces.push(self.unknown);
        }
        if pieces.len() - start > MAX_WORD_PIECES {
            let n_pieces = pieces.len();
            pieces.copy_within(n_pieces - 4.., start + 8);
            pieces.truncate(start + MAX_WORD_PIECES);
        }
    }

    fn push_part(&self, part: &str, pieces: &mut Vec<i32>) {
        if part.is_empty() {
            return;
        }
        let start = pieces.len();
        let mut rest = part;
        let mut known = &self.initial;
        if part.chars().count() > MAX_PART_CHARS {
            pieces.push(self.unknown);
            return;
        }
        while !rest.is_empty() {
            let ends = rest.char_indices().rev().map(|(at, c)| at + c.len_utf8());
            let found = ends.into_iter().find_map(|end| Some((end, *known.get(&rest[..end])?)));
            let Some((end, id)) = found else {
                pieces.truncate(start);
                pieces.push(self.unknown);
                return;
            };
            pieces.push(id);
            rest = &rest[end..];
            known = &self.inner;
        }
    }
}

fn is_control(character: char) -> bool {
    let white = matches!(character, '\t' | '\n' | '\r');
    (character.is_control() && !white)
        || matches!(character, '\u{fffd}' | '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
}

/// Punctuation, and the ideographs that BERT takes one by one.
fn stands_alone(character: char) -> bool {
    character.is_ascii_punctuation()
        || (!character.is_ascii() && is_unicode_punctuation(character))
        || matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The punctuation beyond ASCII that text in Latin script meets.
fn is_unicode_punctuation(character: char) -> bool {
    matches!(character,
        '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
        | '\u{37e}' | '\u{387}' | '\u{589}' | '\u{58a}' | '\u{5be}' | '\u{5f3}' | '\u{5f4}'
        | '\u{60c}' | '\u{61b}' | '\u{61e}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}'
        | '\u{2053}'..='\u{205e}' | '\u{207d}' | '\u{207e}' | '\u{2308}'..='\u{230b}'
        | '\u{2329}' | '\u{232a}' | '\u{2768}'..='\u{2775}' | '\u{27e6}'..='\u{27ef}'
        | '\u{2e00}'..='\u{2e4f}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
        | '\u{3014}'..='\u{301f}' | '\u{3030}' | '\u{303d}' | '\u{30fb}'
        | '\u{fe50}'..='\u{fe52}' | '\u{fe54}'..='\u{fe61}'
        | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}'
        | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '\u{ff20}' | '\u{ff5f}'..='\u{ff65}')
}

/// How a word is written, as the network counts it (`SHAPES` in `train/words.py`).
pub(super) fn shape(word: &str) -> i32 {
    let mut n_letters = 0;
    let mut n_upper = 0;
    let mut first_upper = false;
    let mut digits = false;
    for character in word.chars() {
        if character.is_alphabetic() {
            let upper = character.is_uppercase();
            first_upper |= upper && n_letters == 0;
            n_upper += usize::from(upper);
            n_letters += 1;
        }
        digits |= character.is_numeric() && !matches!(character, '¼'..='¾');
    }
    match (n_letters, digits) {
        (0, true) => 6,
        (_, true) => 7,
        (0, false) if word.is_ascii() || word.chars().count() <= 3 => 8,
        (0, false) => 9,
        _ if n_upper == 0 => 1,
        (1, false) if n_upper == 1 => 4,
        _ if n_upper == n_letters => 3,
        _ if n_upper == 1 && first_upper => 2,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(word: &str) -> Vec<i32> {
        let (about, _) = crate::model::weights::built_in().unwrap();
        let mut out = Vec::new();
        WordPieces::new(&about.vocabulary).unwrap().push(word, &mut out);
        out
    }

    /// Expected: `tokenizers` in Python on the same vocabulary.
    #[test]
    fn pieces_are_those_of_training() {
        assert_eq!(pieces("Hamas"), [22129]);
        assert_eq!(pieces("n't"), [1050, 1005, 1056]);
        assert_eq!(pieces("Café"), [7668]);
        assert_eq!(pieces("\u{200b}"), [100]);
        assert_eq!(pieces("☃☃"), [100]);
        assert_eq!(pieces("“"), [1523]);
    }

    #[test]
    fn long_words_keep_both_ends() {
        let whole = pieces("a.b.c.d.e.f.g.h.i");
        assert_eq!(whole.len(), MAX_WORD_PIECES);
        assert_eq!(whole[..2], [1037, 1012]);
        assert_eq!(whole[10..], [1012, 1045]);
    }

    #[test]
    fn shapes_tell_how_words_are_written() {
        let shapes = ["the", "Gaza", "UN", "A", "McCain", "240", "7th", ",", "—", "I"];
        assert_eq!(shapes.map(shape), [1, 2, 3, 4, 5, 6, 7, 8, 8, 4]);
    }
}
