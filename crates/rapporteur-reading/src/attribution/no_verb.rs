//! Attributions by punctuation alone: `SOURCE: “…”`, and headlines `SOURCE: …`, `… – SOURCE`.

use std::ops::Range;

use rapporteur_model::Span;

use super::draft::Draft;
use super::page::Page;
use super::words::Class;

/// The longest source of a headline, in words: "Foreign minister of the northern region: …".
const LONGEST_SOURCE: usize = 6;

/// The attribution by colon or dash in one sentence, if it has one.
pub(crate) fn by_punctuation(page: &Page<'_>, sentence: &Range<usize>) -> Option<Draft> {
    after_dash(page, sentence).or_else(|| before_colon(page, sentence))
}

fn before_colon(page: &Page<'_>, sentence: &Range<usize>) -> Option<Draft> {
    let colon = sentence.clone().find(|&index| page.class(index) == Some(Class::Colon))?;
    let source = sentence.start..colon;
    let named = source.clone().any(|index| page.class(index) == Some(Class::Name));
    if !named || !is_bare_source(page, &source) {
        return None;
    }
    let next = page.words.get(colon + 1)?;
    let quotation = page
        .quotation_at(next.span.start)
        .filter(|&quotation| page.quotations[quotation].start() == next.span.start);
    let content = match quotation {
        Some(quotation) => page.quotations[quotation].parts.clone(),
        None if is_headline(page, sentence) && next.sentence == page.words[colon].sentence => {
            vec![page.span(&page.trimmed(colon + 1..sentence.end))?]
        }
        None => return None,
    };
    Some(draft(source, colon..colon + 1, content, "colon"))
}

fn after_dash(page: &Page<'_>, sentence: &Range<usize>) -> Option<Draft> {
    if !is_headline(page, sentence) {
        return None;
    }
    let mark = sentence
        .clone()
        .rev()
        .find(|&index| matches!(page.class(index), Some(Class::Dash | Class::Colon)))?;
    let source = page.trimmed(mark + 1..sentence.end);
    let content = page.trimmed(sentence.start..mark);
    const SHORTEST_CLAUSE: usize = 3;
    if content.len() < SHORTEST_CLAUSE || source.len() > 4 || !is_bare_source(page, &source) {
        return None;
    }
    let spoken = source.clone().any(|index| {
        super::words::WordLists::built_in().unnamed_heads.contains(page.lower(index))
            || page.lower(index).ends_with("minister")
            || page.lower(index).ends_with("president")
            || page.lower(index).ends_with("army")
            || page.lower(index).ends_with("agency")
    }) || source.clone().all(|index| page.class(index) == Some(Class::Name));
    spoken.then(|| {
        draft(source, mark..mark + 1, vec![page.span(&content).unwrap_or_default()], "dash")
    })
}

/// A short run of names and nouns without a verb.
fn is_bare_source(page: &Page<'_>, source: &Range<usize>) -> bool {
    !source.is_empty()
        && source.len() <= LONGEST_SOURCE
        && page.span(source).is_some_and(|span| span.len() > 1)
        && source.clone().all(|index| {
            matches!(
                page.class(index),
                Some(Class::Name | Class::Open | Class::Determiner | Class::Possessive)
            ) || matches!(page.lower(index), "of" | "for" | "and")
        })
}

/// A sentence that is a paragraph of its own, near the top, without a full stop.
fn is_headline(page: &Page<'_>, sentence: &Range<usize>) -> bool {
    const LAST_PARAGRAPH: usize = 2;
    let Some(span) = page.span(sentence) else { return false };
    let paragraph = page.paragraph_at(span.start);
    let alone = page
        .paragraphs
        .get(paragraph)
        .is_some_and(|range| page.text[range.clone()].trim().len() <= span.len() + 2);
    alone && paragraph < LAST_PARAGRAPH
}

fn draft(source: Range<usize>, cue: Range<usize>, content: Vec<Span>, rule: &str) -> Draft {
    Draft::report(source, cue, content, format!("punctuation:{rule}"))
}
