//! Names in a text, and the text with pseudonyms in their places.

use std::cmp::Reverse;

use rapporteur_model::Span;
use serde_json::Value;

use super::names::Names;
use super::spelling::Spelling;

/// What is looked for.
pub(super) struct Pattern<'names> {
    names: &'names Names,
    /// Whose family names count, by person; everybody's where `None`.
    families: Option<Vec<bool>>,
}

/// A name in a text.
struct Found {
    span: Span,
    person: usize,
}

impl<'names> Pattern<'names> {
    pub(super) const fn new(names: &'names Names, families: Option<Vec<bool>>) -> Self {
        Self { names, families }
    }

    /// The people who are named in a text, in its order.
    pub(super) fn people(&self, text: &str) -> impl Iterator<Item = usize> {
        self.find(text).into_iter().map(|found| found.person)
    }

    /// The text with pseudonyms.
    pub(super) fn apply(&self, text: &str) -> String {
        self.replace(text).text
    }

    /// The same for every string in a JSON value.
    pub(super) fn apply_json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.apply(text).into(),
            Value::Array(values) => values.iter().map(|value| self.apply_json(value)).collect(),
            Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| (self.apply(name), self.apply_json(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other.clone(),
        }
    }

    /// The text with pseudonyms, and where everything went.
    pub(super) fn replace(&self, text: &str) -> Replaced {
        let mut replaced = Replaced { text: String::with_capacity(text.len()), moves: Vec::new() };
        let mut from = 0;
        for Found { span, person } in self.find(text) {
            let Some(pseudonym) = self.names.pseudonyms.get(person) else { continue };
            replaced.text.push_str(&text[from..span.start]);
            let new = Span::new(replaced.text.len(), replaced.text.len() + pseudonym.len());
            replaced.text.push_str(pseudonym);
            replaced.moves.push((span, new));
            from = span.end;
        }
        replaced.text.push_str(&text[from..]);
        replaced
    }

    /// Every name in order; of two that overlap the first, and the longer one of two that begin
    /// together: "Ana Ruiz" goes before "Ana". Of equal names the list's first.
    fn find(&self, text: &str) -> Vec<Found> {
        let spelling = Spelling::of(text);
        let mut all: Vec<_> = self
            .names
            .finder
            .find_overlapping_iter(spelling.letters())
            .filter(|found| spelling.is_whole(found.range()))
            .filter_map(|found| {
                let number = found.pattern().as_usize();
                let sought = self.names.sought.get(number)?;
                let counts = |people: &Vec<bool>| people.get(sought.person) == Some(&true);
                let wanted = !sought.is_family || self.families.as_ref().is_none_or(counts);
                wanted.then(|| (found.start(), Reverse(found.end()), number, sought.person))
            })
            .collect();
        all.sort_unstable();
        let mut free = 0;
        let mut kept = Vec::new();
        for (start, Reverse(end), _, person) in all {
            let span = spelling.span(start..end);
            if span.start >= free {
                free = span.end;
                kept.push(Found { span, person });
            }
        }
        kept
    }
}

/// A text with pseudonyms.
pub(super) struct Replaced {
    pub(super) text: String,
    /// Where each name stood, and where its pseudonym stands.
    moves: Vec<(Span, Span)>,
}

impl Replaced {
    /// Where a span of the old text lies in the new one; a part of a name becomes all of its
    /// pseudonym.
    pub(super) fn span(&self, old: Span) -> Span {
        Span::new(self.at(old.start, false), self.at(old.end, true))
    }

    fn at(&self, offset: usize, is_end: bool) -> usize {
        let after = self.moves.partition_point(|(old, _)| old.start < offset);
        let Some((old, new)) = after.checked_sub(1).and_then(|at| self.moves.get(at)) else {
            return offset;
        };
        if offset < old.end {
            return if is_end { new.end } else { new.start };
        }
        new.end + (offset - old.end)
    }
}

#[cfg(test)]
mod tests {
    use rapporteur_model::Document;

    use super::*;

    fn redacted(list: &str, text: &str) -> String {
        let names: Names = list.parse().unwrap();
        names.in_document(&Document { text: text.to_owned(), ..Document::default() }).apply(text)
    }

    #[test]
    fn every_spelling_of_a_name_gets_the_same_pseudonym() {
        let list = "# witnesses\nJosé Núñez | El Tigre\nAna Ruiz = Witness A\n";
        for (text, expected) in [
            ("José Núñez met Ana  Ruiz. Nunez left.", "Person 1 met Witness A. Person 1 left."),
            ("JOSE NUNEZ and El\nTigre; Ruiz's brother", "Person 1 and Person 1; Ruiz's brother"),
            (
                "Ana Ruiz spoke. Ruiz's brother did not.",
                "Witness A spoke. Witness A's brother did not.",
            ),
            ("https://a.example/ana-ruiz-freed", "https://a.example/Witness A-freed"),
            ("https://a.example/?q=jos%C3%A9+n%c3%ba%C3%B1ez", "https://a.example/?q=Person 1"),
            ("https://a.example/ana_ruiz_freed", "https://a.example/Witness A_freed"),
            ("https://a.example/ana%20ruiz%20freed", "https://a.example/Witness A%20freed"),
            ("Jose\u{301} Nu\u{301}n\u{303}ez spoke", "Person 1 spoke"),
            ("Josè Nüñéz spoke", "Person 1 spoke"),
            ("Ana Rui\u{AD}z and A\u{200B}na\u{A0}Ruiz\u{301}.", "Witness A and Witness A."),
            ("Diana Ruizandia spoke", "Diana Ruizandia spoke"),
            ("Nobody spoke", "Nobody spoke"),
        ] {
            assert_eq!(redacted(list, text), expected, "{text}");
        }
    }

    #[test]
    fn names_that_end_with_a_dot_or_are_written_with_an_apostrophe_are_found() {
        let list = "John Adera Jr.\nSeán O'Brien\nŁukasz Øre\nB.\nAna García-Márquez\n";
        for (text, expected) in [
            ("John Adera Jr. spoke. Adera left.", "Person 1 spoke. Person 1 left."),
            ("“John Adera Jr.”", "“Person 1”"),
            ("Sean O’Brien spoke, O'Brien left.", "Person 2 spoke, Person 2 left."),
            ("Lukasz Ore and Łukasz Øre", "Person 3 and Person 3"),
            ("Ana Garcia–Marquez: García-Márquez", "Person 5: Person 5"),
            ("Witness B. spoke; B.Z. did not", "Witness Person 4 spoke; Person 4Z. did not"),
        ] {
            assert_eq!(redacted(list, text), expected, "{text}");
        }
    }

    #[test]
    fn the_longest_name_goes_first_and_of_equal_ones_the_first() {
        let list = "Ana = A\nAna Ruiz = B\nJuan Ruiz = C\n";
        assert_eq!(redacted(list, "Ana, Ana Ruiz, Ruiz"), "A, B, B");
        assert_eq!(redacted(list, "Juan Ruiz and Ruiz"), "C and C");
    }

    #[test]
    fn ten_thousand_names_are_all_replaced() {
        let name = |number: usize| -> String {
            let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
            let word: String = [number, number / 26, number / 676].map(letter).iter().collect();
            format!("Mar{word} Sol{word}")
        };
        let list: Vec<String> = (0..10_000).map(name).collect();
        let text = format!("{} met {}.", name(17), name(9_999));
        assert_eq!(redacted(&list.join("\n"), &text), "Person 18 met Person 10000.");
    }

    #[test]
    fn spans_follow_the_words() {
        let names: Names = "Ana Ruiz = X".parse().unwrap();
        let text = "Then Ana Ruiz met Ana Ruiz.";
        let replaced = names.everywhere().replace(text);
        assert_eq!(replaced.text, "Then X met X.");
        let of = |words: &str| {
            let start = text.find(words).unwrap();
            replaced.span(Span::new(start, start + words.len())).of(&replaced.text).to_owned()
        };
        for (words, expected) in [
            ("Then", "Then"),
            ("Ana Ruiz", "X"),
            ("met", "met"),
            ("Ruiz met", "X met"),
            ("Ruiz.", "X."),
        ] {
            assert_eq!(of(words), expected, "{words}");
        }
    }
}
