//! Pieces that belong together: "Gen" + ".", "anti" + "-" + "war", ":" + ")".

use std::collections::BTreeSet;

use rapporteur_model::Span;

use super::lexicon::Lexicon;

/// Joins atoms to words. Two atoms can only be joined where nothing lies between them.
pub(super) fn join(text: &str, atoms: &[Span], lexicon: &Lexicon) -> Vec<Span> {
    let view = Atoms { text, atoms, lexicon };
    let mut words = Vec::with_capacity(atoms.len());
    let mut index = 0;
    while index < atoms.len() {
        let count = view.length_of_word(index);
        words.push(atoms[index].cover(atoms[index + count - 1]));
        index += count;
    }
    words
}

struct Atoms<'a> {
    text: &'a str,
    atoms: &'a [Span],
    lexicon: &'a Lexicon,
}

impl Atoms<'_> {
    /// How many atoms from `index` on make one word; at least one.
    fn length_of_word(&self, index: usize) -> usize {
        if let Some(count) = self.face(index) {
            return count;
        }
        if self.is_hyphenated_whole(index) {
            // An abbreviation may follow its prefix: "ex-Gov. Diaz".
            return if self.is_abbreviation(index + 2) { 4 } else { 3 };
        }
        if self.is_abbreviation(index) { 2 } else { 1 }
    }

    fn at(&self, index: usize) -> &str {
        self.atoms.get(index).map_or("", |atom| atom.of(self.text))
    }

    /// Whether an atom touches the next one.
    fn touches_next(&self, index: usize) -> bool {
        match (self.atoms.get(index), self.atoms.get(index + 1)) {
            (Some(atom), Some(next)) => atom.end == next.start,
            _ => false,
        }
    }

    fn touches_previous(&self, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|previous| self.touches_next(previous))
    }

    /// A face like ":-)" with space on both sides.
    fn face(&self, index: usize) -> Option<usize> {
        if self.touches_previous(index) {
            return None;
        }
        let touching = (0..3).take_while(|&step| self.touches_next(index + step)).count();
        let count = touching + 1;
        if !(2..=3).contains(&count) {
            return None;
        }
        let whole = self.atoms[index].cover(*self.atoms.get(index + touching)?);
        self.lexicon.faces.contains(whole.of(self.text)).then_some(count)
    }

    /// Prefix, hyphen and word; or word, hyphen and suffix.
    fn is_hyphenated_whole(&self, index: usize) -> bool {
        let shaped = self.touches_next(index)
            && self.touches_next(index + 1)
            && is_hyphen(self.at(index + 1))
            && self.at(index).chars().all(char::is_alphabetic)
            && self.at(index + 2).starts_with(char::is_alphanumeric);
        if !shaped {
            return false;
        }
        let first_part = !(self.touches_previous(index) && is_hyphen(self.at(index - 1)));
        let last_part = !(self.touches_next(index + 2) && is_hyphen(self.at(index + 3)));
        (first_part && self.lexicon.prefixes.contains(&self.at(index).to_lowercase()))
            || (first_part
                && last_part
                && self.lexicon.suffixes.contains(&self.at(index + 2).to_lowercase()))
    }

    /// Whether the atom and the full stop that touches it are an abbreviation.
    fn is_abbreviation(&self, index: usize) -> bool {
        if !self.touches_next(index) || self.at(index + 1) != "." {
            return false;
        }
        let word = self.at(index);
        let next = self.at(index + 2);
        if next.is_empty() {
            return false; // at a paragraph's end the full stop is the sentence's
        }
        let starts_with = |test: fn(char) -> bool| next.starts_with(test);
        (listed(&self.lexicon.introducing, word) && starts_with(char::is_alphanumeric))
            || (listed(&self.lexicon.before_numbers, word) && starts_with(char::is_numeric))
            || (listed(&self.lexicon.calendar, word)
                && (starts_with(char::is_numeric)
                    || next == ","
                    || listed(&self.lexicon.calendar, next)))
            || (listed(&self.lexicon.states, word)
                && index > 0
                && matches!(self.at(index - 1), "," | "(" | "-"))
            || listed(&self.lexicon.general, word)
            || self.is_initial(index)
    }

    /// A single capital with a full stop between or before names: "J. R. Okello".
    fn is_initial(&self, index: usize) -> bool {
        let word = self.at(index);
        let next = self.at(index + 2);
        let previous = index.checked_sub(1).map_or("", |previous| self.at(previous));
        if !is_single_capital(word) {
            return false;
        }
        if next.starts_with(char::is_numeric) {
            return previous == "."; // "H. R. 12"
        }
        if next == "(" {
            return previous.starts_with(char::is_uppercase); // "Ana M. (Annie) Diaz"
        }
        if !next.starts_with(char::is_uppercase) {
            return false;
        }
        if word == "I" && !is_single_capital(next) {
            return previous.starts_with(char::is_uppercase);
        }
        is_single_capital(next) || !self.lexicon.starters.contains(&next.to_lowercase())
    }
}

fn is_single_capital(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_none()
}

/// Hyphen-minus, hyphen or non-breaking hyphen.
fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}")
}

/// Whether a list holds a word as it stands, or its capitalised form where it is all in capitals.
fn listed(list: &BTreeSet<String>, word: &str) -> bool {
    if list.contains(word) {
        return true;
    }
    let shouted = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    shouted && list.contains(&(word[..1].to_owned() + &word[1..].to_ascii_lowercase()))
}
