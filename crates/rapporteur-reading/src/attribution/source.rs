//! How a source is named.

use std::ops::Range;

use super::page::Page;
use super::types::SourceKind;
use super::words::{Class, WordLists};

/// The kind of a source given as ranges of words.
pub(crate) fn source_kind(page: &Page<'_>, source: &[Range<usize>]) -> SourceKind {
    let Some(phrase) = source.first() else { return SourceKind::Implicit };
    let lists = WordLists::built_in();
    let words = || phrase.clone().filter_map(|index| page.words.get(index));
    let pronoun = words()
        .all(|word| matches!(word.class, Class::Pronoun | Class::Relative | Class::That))
        || phrase.len() == 1 && words().any(|word| word.class == Class::Possessive);
    if pronoun {
        return SourceKind::Pronoun;
    }
    let text = page.span(phrase).map(|span| span.of(page.text).to_lowercase()).unwrap_or_default();
    if lists.unnamed_phrases.iter().any(|words| text.contains(words.as_str())) {
        return SourceKind::Unnamed;
    }
    let head = words().position(|word| lists.unnamed_heads.contains(&word.lower));
    let first = words().next();
    let indefinite = first
        .is_some_and(|word| lists.indefinite.contains(&word.lower) || word.class == Class::Number);
    let definite = first.is_some_and(|word| {
        matches!(word.class, Class::Determiner | Class::Possessive) && !indefinite
    });
    let described_name =
        words().take_while(|word| word.class != Class::Comma).any(|word| word.class == Class::Name)
            && first.is_some_and(|word| word.class == Class::Name)
            && words().any(|word| word.class == Class::Comma);
    if let Some(head) = head.filter(|_| !described_name) {
        let named_after = words().skip(head + 1).any(|word| word.class == Class::Name);
        if !definite && !named_after {
            return SourceKind::Unnamed;
        }
    }
    if words().any(|word| word.class == Class::Name) {
        return SourceKind::Named;
    }
    SourceKind::Descriptor
}
