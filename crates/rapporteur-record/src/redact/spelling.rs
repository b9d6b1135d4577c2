//! A text as names are compared in it, and where each letter of that stands in the text itself.

use std::ops::Range;

use rapporteur_model::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Lower case without accents and invisible letters; spaces, hyphens and underscores of whatever
/// kind are one space, and letters that an address encodes (`%C3%A9`) are letters.
pub(super) struct Spelling {
    letters: String,
    /// For each byte of `letters` where in the text its letter begins and ends, marks included.
    places: Vec<(usize, usize)>,
}

/// What is written with one letter and compared as others: those that Unicode does not take apart.
const PLAIN: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ħ', "h"),
    ('ı', "i"),
    ('‘', "'"),
    ('’', "'"),
    ('ʼ', "'"),
    ('`', "'"),
];

impl Spelling {
    /// The spelling of a text. Linear in its length.
    pub(super) fn of(text: &str) -> Self {
        let room = text.len();
        let mut spelling =
            Self { letters: String::with_capacity(room), places: Vec::with_capacity(room) };
        let mut at = 0;
        while let Some((letter, length)) = next(&text[at..]) {
            spelling.add(letter, (at, at + length));
            at += length;
        }
        spelling
    }

    fn add(&mut self, letter: char, place: (usize, usize)) {
        if is_mark(letter) {
            // It goes with the letter before it.
            let length = self.letters.chars().next_back().map_or(0, char::len_utf8);
            self.places.iter_mut().rev().take(length).for_each(|(_, end)| *end = place.1);
            return;
        }
        for part in [letter].into_iter().nfkd().filter(|part| !is_mark(*part)) {
            for small in part.to_lowercase().filter(|part| !is_mark(*part)) {
                match PLAIN.iter().find(|(written, _)| *written == small) {
                    Some((_, plain)) => plain.chars().for_each(|plain| self.push(plain, place)),
                    None if is_space(small) => self.push(' ', place),
                    None => self.push(small, place),
                }
            }
        }
    }

    fn push(&mut self, letter: char, place: (usize, usize)) {
        if letter == ' ' && self.letters.ends_with(' ') {
            return;
        }
        self.letters.push(letter);
        self.places.resize(self.letters.len(), place);
    }

    /// What names are looked for in.
    pub(super) fn letters(&self) -> &str {
        &self.letters
    }

    /// The spelling of a name, without space around it.
    pub(super) fn name(self) -> String {
        self.letters.trim().to_owned()
    }

    /// Whether no word goes on before or behind a stretch of the letters that begins or ends within
    /// one.
    pub(super) fn is_whole(&self, range: Range<usize>) -> bool {
        let inside = self.letters.get(range.clone()).unwrap_or_default();
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let before = self.letters.get(..range.start).and_then(|text| text.chars().next_back());
        let behind = self.letters.get(range.end..).and_then(|text| text.chars().next());
        let goes_on = |outside, edge| is_word(outside) && is_word(edge);
        !goes_on(before, inside.chars().next()) && !goes_on(behind, inside.chars().next_back())
    }

    /// Where a stretch of the letters stands in the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let end = range.end.checked_sub(1).and_then(|last| self.places.get(last));
        Span::new(start, end.map_or(start, |place| place.1))
    }
}

/// The first letter of a text, decoded where an address encodes it, and how many bytes it takes.
fn next(text: &str) -> Option<(char, usize)> {
    let letter = text.chars().next()?;
    if letter == '%'
        && let Some((letter, bytes)) = encoded(text.as_bytes())
    {
        return Some((letter, 3 * bytes));
    }
    Some((letter, letter.len_utf8()))
}

/// The letter that `%C3%A9` encodes, and its bytes.
fn encoded(text: &[u8]) -> Option<(char, usize)> {
    let mut bytes = Vec::new();
    for code in text.chunks_exact(3).take(4) {
        let &[b'%', high, low] = code else { break };
        let digit = |digit: u8| char::from(digit).to_digit(16);
        let byte = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
        bytes.push(byte);
        if let Some(letter) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next())
        {
            return Some((letter, bytes.len()));
        }
    }
    None
}

/// Whether a letter is only written on another one (accents, Arabic vowels), or not seen at all: soft
/// hyphens, joiners, directions.
fn is_mark(letter: char) -> bool {
    canonical_combining_class(letter) != 0
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '_' | '+' | '-' | '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lead_back_to_their_places() {
        let text = "A Stra\u{DF}e—n\u{303}%C3%A9%ZZ\u{200B}";
        let spelling = Spelling::of(text);
        assert_eq!(spelling.letters(), "a strasse ne%zz");
        let place = |words: &str| {
            let start = spelling.letters().find(words).unwrap();
            spelling.span(start..start + words.len()).of(text).to_owned()
        };
        assert_eq!(place("strasse"), "Straße");
        assert_eq!(place("ne"), "n\u{303}%C3%A9");
        assert_eq!(place("zz"), "ZZ\u{200B}");
    }
}
