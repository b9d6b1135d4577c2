//! Words that mix letters of several scripts which look alike: "Наmas" with a Cyrillic first letter.
//!
//! Such a word is kept as it is written and is never taken for the one that it looks like; a person
//! is told.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rapporteur_model::{Code, Diagnostic, Span};
use regex::Regex;

use crate::pattern::pattern;

/// Words that are told of one report; a report with more of them is built of them.
const MOST: usize = 10;

/// Letters that look like Latin ones (a part of Unicode's list of confusables, UTS #39), with these.
const ALIKE: &[(char, char)] = &[
    // Cyrillic
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ԛ', 'Q'),
    ('Ԝ', 'W'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('ո', 'n'),
    // Greek
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('α', 'a'),
    ('ι', 'i'),
    // Invisible
    ('\u{200B}', '\0'),
    ('\u{200C}', '\0'),
    ('\u{200D}', '\0'),
    ('\u{2060}', '\0'),
];

/// A note on each such word of a text, the first of each with its place. `subject` names the report.
pub(crate) fn notes(text: &str, subject: &str) -> Vec<Diagnostic> {
    static MIXED: LazyLock<Regex> = LazyLock::new(|| {
        let letters: String = ALIKE.iter().map(|(letter, _)| *letter).collect();
        pattern(&format!(
            r"[\p{{L}}{letters}]*(?:\p{{Latin}}[{letters}]|[{letters}]\p{{Latin}})[\p{{L}}{letters}]*"
        ))
    });
    let mut told = BTreeSet::new();
    MIXED
        .find_iter(text)
        .filter(|word| told.insert(word.as_str()))
        .take(MOST)
        .map(|word| {
            let looks: String = word.as_str().chars().filter_map(latin).collect();
            let message = format!(
                "`{}` mixes letters that look alike; it is not taken for `{looks}`",
                marked(word.as_str())
            );
            let span = Some(Span::new(word.start(), word.end()));
            Diagnostic { span, ..Diagnostic::new(Code::LookAlike, subject, message) }
        })
        .collect()
}

/// The Latin letter that one looks like, itself where it looks like none; `None` for invisible ones.
fn latin(letter: char) -> Option<char> {
    let found =
        ALIKE.iter().find(|(known, _)| *known == letter).map_or(letter, |(_, latin)| *latin);
    (found != '\0').then_some(found)
}

/// The word with the letters that are not what they look like written out.
fn marked(word: &str) -> String {
    let is_alike = |letter: char| ALIKE.iter().any(|(known, _)| *known == letter);
    word.chars()
        .map(|letter| match is_alike(letter) {
            true => format!("[U+{:04X}]", u32::from(letter)),
            false => letter.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_words_are_told_and_whole_words_of_a_script_are_not() {
        let text = "Ham\u{430}s met the \u{41B}\u{438}\u{433}\u{430} and Fa\u{200B}tah. Ham\u{430}s left \u{39C}\u{3BF}\u{3C3}. Café, Ñandú, β-carotene.";
        let found = notes(text, "r1");
        let told: Vec<&str> = found.iter().map(|note| note.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "`Ham[U+0430]s` mixes letters that look alike; it is not taken for `Hamas`",
                "`Fa[U+200B]tah` mixes letters that look alike; it is not taken for `Fatah`",
            ]
        );
        assert_eq!(found[0].span.map(|span| span.of(text)), Some("Ham\u{430}s"));
    }

    #[test]
    fn a_report_that_is_built_of_them_is_told_in_ten() {
        let text: String = (0..1000).map(|n| format!("n{}\u{430} ", "x".repeat(n % 50))).collect();
        assert_eq!(notes(&text, "r1").len(), MOST);
    }
}
