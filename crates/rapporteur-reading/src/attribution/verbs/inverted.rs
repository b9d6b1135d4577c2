//! `“…,” said SOURCE`: cues before their source.

use std::ops::Range;

use super::Zone;
use super::quoted::{quotation_before, quoted, resumed_quotation, with_words_before};
use crate::attribution::draft::Draft;
use crate::attribution::lexicon::{CueKind, CueLexicon};
use crate::attribution::medium;
use crate::attribution::noun_phrase;
use crate::attribution::page::Page;
use crate::attribution::types::CueClass;
use crate::attribution::verb_group::{Shape, VerbGroup};
use crate::attribution::words::Class;

/// `“…,” said SOURCE` and `CONTENT, said SOURCE.`
pub(super) fn inverted(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    ceiling: usize,
    lexicon: &CueLexicon,
) -> Option<Draft> {
    if !group.verb.takes_clause() || group.words.end - group.words.start > 2 {
        return None;
    }
    if !matches!(group.shape, Shape::Active) {
        return None;
    }
    let quotation = quotation_before(page, group.words.start, zone);
    let before = page.class(group.words.start.checked_sub(1)?)?;
    if quotation.is_none() && (before != Class::Comma || group.words.start < zone.words.start + 3) {
        return None;
    }
    let mut source = noun_phrase::after(page, group.words.end, ceiling)?;
    if matches!(page.class(source.end), Some(Class::Verb | Class::Auxiliary | Class::Modal)) {
        return None;
    }
    if quotation.is_none() && !closes_told_clause(page, zone, group, &source) {
        return None;
    }
    source.end = with_apposition(page, source.end, ceiling);
    let mut content = match quotation {
        Some(quotation) => with_words_before(page, zone, quotation),
        None => {
            vec![page.span(&page.trimmed(zone.words.start..group.words.start))?]
        }
    };
    let resumed = resumed_quotation(page, source.end).filter(|&next| Some(next) != quotation);
    content.extend(resumed.map(|next| quoted(page, next)).unwrap_or_default());
    let rule = if resumed.is_some() { "around" } else { "after" };
    Some(Draft {
        cue: Some(group.words.clone()),
        content,
        addressee: None,
        medium: group
            .verb
            .medium
            .or_else(|| medium::of(page, std::slice::from_ref(&source), None, source.end, lexicon)),
        polarity: group.polarity,
        class: if quotation.is_some() { CueClass::Report } else { group.verb.class },
        rule: format!("verb.inverted-{rule}:{}", group.verb.lemma),
        source: vec![source],
    })
}

/// `CONTENT, said SOURCE.`: without a quotation the clause before must be one, and nothing that could
/// be said may follow.
fn closes_told_clause(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    source: &Range<usize>,
) -> bool {
    let clause = (zone.words.start..group.words.start).any(|index| {
        matches!(page.class(index), Some(Class::Verb | Class::Auxiliary | Class::Modal))
    });
    let closes = source.end >= zone.words.end
        || matches!(
            page.class(source.end),
            Some(Class::Stop | Class::Comma | Class::Time | Class::Preposition | Class::Quote)
        );
    clause
        && closes
        && group.verb.kind != CueKind::Tell
        && page.class(source.start) != Some(Class::Pronoun)
}

/// `said Ana Ruiz, a doctor in Oslo.`
fn with_apposition(page: &Page<'_>, end: usize, ceiling: usize) -> usize {
    if page.class(end) != Some(Class::Comma) {
        return end;
    }
    let opens = matches!(
        page.class(end + 1),
        Some(Class::Determiner | Class::Relative | Class::Open | Class::Name | Class::Possessive)
    );
    if !opens || page.lower(end + 1).ends_with("ing") {
        return end;
    }
    (end + 1..ceiling)
        .find(|&index| {
            matches!(
                page.class(index),
                Some(Class::Comma | Class::Stop | Class::Semicolon | Class::Quote | Class::Dash)
            )
        })
        .unwrap_or(ceiling)
}
