//! Quotations beside a cue.

use rapporteur_model::Span;

use super::Zone;
use crate::attribution::complement::{Extent, content_to_the_right};
use crate::attribution::page::Page;
use crate::attribution::words::Class;

/// The quotation that ends just before a word, in the same paragraph: `“…,” HERE`.
pub(super) fn quotation_before(page: &Page<'_>, start: usize, zone: &Zone) -> Option<usize> {
    if zone.quotation.is_some() {
        return None;
    }
    let paragraph = page.paragraph_words(start);
    let mut before = start.checked_sub(1)?;
    if matches!(page.class(before)?, Class::Comma | Class::Dash) && before > paragraph.start {
        before -= 1;
        let quotation = page.quotation_of(before)?;
        return ends_at(page, quotation, before).then_some(quotation);
    }
    if before < paragraph.start {
        return None;
    }
    let quotation = page.quotation_of(before)?;
    let whole = ends_at(page, quotation, before)
        && ends_with_punctuation(page, quotation)
        && !belongs_to_sentence_before(page, quotation, start);
    whole.then_some(quotation)
}

/// `He called it “a trap.” Ruiz said …`: the quotation is a part of the sentence before.
fn belongs_to_sentence_before(page: &Page<'_>, quotation: usize, cue: usize) -> bool {
    let first = page.word_from(page.quotations[quotation].start());
    let sentence = page.sentence_words(first);
    !sentence.contains(&cue) && first > sentence.start
}

fn ends_at(page: &Page<'_>, quotation: usize, word: usize) -> bool {
    page.words.get(word).is_some_and(|word| word.span.end == page.quotations[quotation].end())
}

/// Whether the quoted words end like a clause: `,” .” ?” !” —”`.
pub(crate) fn ends_with_punctuation(page: &Page<'_>, quotation: usize) -> bool {
    let Some(part) = page.quotations[quotation].parts.last() else { return false };
    let mut inside = part.of(page.text).chars().rev().skip(1);
    inside
        .next()
        .is_some_and(|c| matches!(c, ',' | '.' | '?' | '!' | '—' | '–' | '-' | '…' | '\'' | '’'))
}

/// The spans of a quotation.
pub(super) fn quoted(page: &Page<'_>, quotation: usize) -> Vec<Span> {
    page.quotations[quotation].parts.clone()
}

/// A quotation with what stands before it in the sentence as its beginning: `The deal “is dead,” he
/// said` attributes the whole clause.
pub(super) fn with_words_before(page: &Page<'_>, zone: &Zone, quotation: usize) -> Vec<Span> {
    let mut content = quoted(page, quotation);
    let first = page.word_from(page.quotations[quotation].start());
    let sentence = page.sentence_words(first);
    let lead = sentence.start..first;
    let plain = !lead.is_empty()
        && lead.clone().all(|index| page.quotation_of(index).is_none())
        && !lead.clone().any(|index| {
            matches!(page.class(index), Some(Class::Colon | Class::Semicolon | Class::Stop))
        })
        && !matches!(page.class(first.wrapping_sub(1)), Some(Class::Comma | Class::Dash));
    if plain
        && zone.words.contains(&first)
        && let Some(span) = page.span(&lead)
        && let Some(part) = content.first_mut()
    {
        *part = span.cover(*part);
    }
    content
}

/// A quotation after its cue, with the rest of the sentence where that goes on.
pub(super) fn quotation_and_rest(
    page: &Page<'_>,
    quotation: usize,
    from: usize,
    ceiling: usize,
) -> Vec<Span> {
    let mut content = quoted(page, quotation);
    let after = page.word_from(page.quotations[quotation].end());
    let goes_on = after > from
        && after < ceiling
        && page.class(after).is_some_and(|class| !class.is_punctuation())
        && !ends_with_punctuation(page, quotation);
    if goes_on
        && let Some(rest) = content_to_the_right(page, after, ceiling, Extent::Clause)
        && let Some(last) = content.last_mut()
    {
        *last = last.cover(rest);
    }
    content
}

/// The quotation that goes on after source and cue: `…, “…”`.
pub(super) fn resumed_quotation(page: &Page<'_>, at: usize) -> Option<usize> {
    let index = if matches!(page.class(at)?, Class::Comma | Class::Colon | Class::Dash) {
        at + 1
    } else {
        at
    };
    let word = page.words.get(index)?;
    let quotation = page.quotation_at(word.span.start)?;
    (page.quotations[quotation].start() == word.span.start).then_some(quotation)
}
