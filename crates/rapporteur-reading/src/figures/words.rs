//! The words of one sentence, as light as figures need them: numbers, words and signs with their
//! byte spans, whatever the line breaks, quotation marks and spaces between them.

use rapporteur_model::Span;

/// What a piece of a sentence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with inner apostrophes and the full stops of "U.S.".
    Word,
    /// Digits, with inner separators ("36,224", "1.5").
    Digits,
    /// One character of anything else.
    Sign,
}

/// One piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands in the document's text.
    pub(super) span: Span,
    /// Lower case, with straight apostrophes and plain hyphens.
    pub(super) form: String,
    /// What it is made of.
    pub(super) kind: Kind,
    /// Whether it follows the piece before it without a space.
    pub(super) glued: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether a line break stands before it.
    pub(super) new_line: bool,
}

impl Word {
    /// Whether the lower-case form is one of these.
    pub(super) fn is_one_of(&self, forms: &[&str]) -> bool {
        forms.contains(&self.form.as_str())
    }
}

/// Cuts a sentence into its pieces. Never fails; spans lie on character boundaries.
pub(super) fn words(text: &str, sentence: Span) -> Vec<Word> {
    let part = sentence.of(text);
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    let mut new_line = false;
    while let Some(first) = part.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            new_line |= first == '\n';
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = piece(&part[at..]);
        let span = Span::new(sentence.start + at, sentence.start + at + length);
        words.push(Word {
            span,
            form: plain(span.of(text)),
            kind,
            glued: words.last().is_some_and(|before| before.span.end == span.start),
            capital: first.is_uppercase(),
            new_line,
        });
        new_line = false;
        at += length;
    }
    words
}

/// The kind and the length in bytes of the piece that a non-empty text begins with.
fn piece(rest: &str) -> (Kind, usize) {
    let Some(first) = rest.chars().next() else { return (Kind::Sign, 0) };
    if first.is_ascii_digit() {
        return (Kind::Digits, digits(rest));
    }
    if first.is_alphabetic() {
        return (Kind::Word, letters(rest));
    }
    (Kind::Sign, first.len_utf8())
}

/// Digits and the commas and full stops between two of them; groups of three may stand apart by a
/// space that does not break ("8 000").
fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = run_of_digits(bytes, 0);
    loop {
        let Some(separator) = rest.get(end..).and_then(|tail| tail.chars().next()) else {
            return end;
        };
        let next = end + separator.len_utf8();
        let group = run_of_digits(bytes, next) - next;
        let joins = match separator {
            '.' | ',' | '٬' | '٫' => group > 0,
            '\u{a0}' | '\u{202f}' | '\u{2009}' => group == 3,
            // A plain space joins round thousands only: "8 000", never "21 120".
            ' ' => group == 3 && end <= 3 && rest.get(next..next + 3) == Some("000"),
            _ => false,
        };
        if !joins {
            return end;
        }
        end = next + group;
    }
}

fn run_of_digits(bytes: &[u8], from: usize) -> usize {
    let tail = bytes.get(from..).unwrap_or_default();
    from + tail.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Letters, apostrophes between letters, and the full stops of an abbreviation of single letters.
fn letters(rest: &str) -> usize {
    let mut end = 0;
    let mut letters_since_stop = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let inside = match character {
            '\'' | '’' | 'ʼ' => next.is_some_and(char::is_alphabetic),
            '.' => letters_since_stop == 1 && (next.is_some_and(char::is_alphabetic) || end > 1),
            other => other.is_alphabetic() || is_mark(other),
        };
        if !inside {
            break;
        }
        letters_since_stop = if character == '.' { 0 } else { letters_since_stop + 1 };
        end = at + character.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Combining marks continue the letter before them.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

fn plain(form: &str) -> String {
    form.chars()
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '’' | 'ʼ' | '‘' => '\'',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            '“' | '”' => '"',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text, Span::new(0, text.len())).into_iter().map(|word| word.form).collect()
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            forms("12,450 dead, 1.5m fled."),
            ["12,450", "dead", ",", "1.5", "m", "fled", "."]
        );
        assert_eq!(forms("8 000 and 8\u{a0}250"), ["8 000", "and", "8\u{a0}250"]);
        assert_eq!(forms("May 21 120 people"), ["may", "21", "120", "people"]);
    }

    #[test]
    fn abbreviations_and_apostrophes_stay_whole() {
        assert_eq!(forms("the U.S. didn’t say."), ["the", "u.s.", "didn't", "say", "."]);
        assert_eq!(forms("At 5 p.m. it ended."), ["at", "5", "p.m.", "it", "ended", "."]);
    }
}
