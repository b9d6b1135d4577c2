//! Markdown's marks, bare addresses, rules and lone letters.

use std::sync::LazyLock;

use rapporteur_model::{Furniture, FurnitureKind, Span};
use regex::Regex;

use super::lines::Line;
use crate::pattern::pattern;

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^[<(\[]*(?:https?://|www\.)\S+?[>)\]]*$"));

static NAMED_LINK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<open>!?\[)[^\[\]\n]+(?P<target>\]\([^()\s]*(?:\s[^()\n]*)?\))"));

static ANGLED: LazyLock<Regex> = LazyLock::new(|| pattern(r"<(?:https?://|mailto:)[^\s<>]+>"));

/// What in a line is mark-up rather than words.
pub(super) fn furniture(line: &Line<'_>) -> Vec<Furniture> {
    let whole = |kind| vec![Furniture { span: line.span, kind }];
    if !line.words.chars().any(char::is_alphanumeric) || is_lone_letter(line) {
        return whole(FurnitureKind::Mark);
    }
    if ADDRESS.is_match(line.words) {
        return whole(FurnitureKind::Link);
    }
    let mut found = vec![
        Furniture { span: Span::new(line.span.start, line.core.start), kind: FurnitureKind::Mark },
        Furniture { span: Span::new(line.core.end, line.span.end), kind: FurnitureKind::Mark },
    ];
    let at = |start: usize, end: usize| Span::new(line.core.start + start, line.core.start + end);
    for link in NAMED_LINK.captures_iter(line.words) {
        for name in ["open", "target"] {
            if let Some(part) = link.name(name) {
                let span = at(part.start(), part.end());
                found.push(Furniture { span, kind: FurnitureKind::Link });
            }
        }
    }
    for address in ANGLED.find_iter(line.words) {
        let span = at(address.start(), address.end());
        found.push(Furniture { span, kind: FurnitureKind::Link });
    }
    found
}

/// A letter on a line of its own is what is left of a drop cap or a bullet.
fn is_lone_letter(line: &Line<'_>) -> bool {
    let mut letters = line.words.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn shown(text: &str) -> Vec<(&str, FurnitureKind)> {
        let mut found: Vec<_> = lines(text).iter().flat_map(furniture).collect();
        found.retain(|piece| !piece.span.is_empty());
        found.iter().map(|piece| (piece.span.of(text), piece.kind)).collect()
    }

    #[test]
    fn marks_are_furniture_and_the_words_inside_are_read() {
        use FurnitureKind::{Link, Mark};
        for (text, expected) in [
            ("# *Talks resume*", vec![("# *", Mark), ("*", Mark)]),
            ("---", vec![("---", Mark)]),
            ("\\###", vec![("\\###", Mark)]),
            ("**d**", vec![("**d**", Mark)]),
            ("<https://example.org/a-b>", vec![("<https://example.org/a-b>", Link)]),
            ("www.example.org", vec![("www.example.org", Link)]),
            (
                "The [ceasefire](https://example.org/c) held",
                vec![("[", Link), ("](https://example.org/c)", Link)],
            ),
            ("The parties [in Juba] met", vec![]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
