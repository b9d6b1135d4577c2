//! Cues without a subject that speaks: passives, and what only seems.

use rapporteur_model::Span;

use super::quoted::{quotation_and_rest, resumed_quotation};
use super::{Left, Zone};
use crate::attribution::complement::{Extent, content_to_the_right};
use crate::attribution::draft::Draft;
use crate::attribution::lexicon::{CueKind, CueLexicon};
use crate::attribution::medium;
use crate::attribution::noun_phrase;
use crate::attribution::page::Page;
use crate::attribution::types::CueClass;
use crate::attribution::verb_group::VerbGroup;
use crate::attribution::words::Class;

/// Passive cues: "was quoted as saying", "is said to", "it was announced that", "reported by".
pub(super) fn passive(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    left: &Left,
    ceiling: usize,
    lexicon: &CueLexicon,
) -> Option<Draft> {
    let mut draft = Draft {
        source: Vec::new(),
        cue: Some(group.words.clone()),
        content: Vec::new(),
        addressee: None,
        medium: group.verb.medium,
        polarity: group.polarity,
        class: group.verb.class,
        rule: format!("verb.passive:{}", group.verb.lemma),
    };
    let mut at = group.words.end;
    while page.class(at) == Some(Class::Time) {
        at += 1;
    }
    if page.lower(at) == "by"
        && let Some(agent) = noun_phrase::after(page, at + 1, ceiling)
    {
        at = agent.end;
        draft.cue = Some(group.words.start..group.words.end + 1);
        draft.source = vec![agent];
    }
    if page.lower(at) == "as" && matches!(page.lower(at + 1), "saying" | "telling" | "writing") {
        if !draft.source.is_empty() {
            let subject = left.source.first()?.start;
            let content = content_to_the_right(page, at, ceiling, Extent::Clause)?;
            draft.content = vec![page.span(&(subject..group.words.start))?, content];
            "verb.quoted-by".clone_into(&mut draft.rule);
            return Some(draft);
        }
        draft.source.clone_from(&left.source);
        draft.cue = Some(group.words.start..at + 2);
        "verb.quoted".clone_into(&mut draft.rule);
        let start = content_start_after(page, at + 2);
        draft.content = right_content(page, start, ceiling);
        return (!draft.content.is_empty() && !draft.source.is_empty()).then_some(draft);
    }
    draft.medium = draft.medium.or_else(|| medium::of(page, &draft.source, None, at, lexicon));
    let subject = left.source.first().and_then(|range| page.span(range));
    let expletive = left
        .source
        .first()
        .is_some_and(|range| range.len() == 1 && page.lower(range.start) == "it");
    match page.class(at) {
        Some(Class::That) if expletive || group.verb.kind != CueKind::Tell => {
            draft.content = right_content(page, at, ceiling);
        }
        Some(Class::That) => {
            draft.addressee = left.source.first().cloned();
            draft.content = right_content(page, at, ceiling);
        }
        Some(Class::To) if group.verb.takes_clause() => {
            draft.content.extend(subject);
            draft.content.extend(right_content(page, at, ceiling));
        }
        _ if expletive && (!draft.source.is_empty() || ends_sentence(page, at)) => {
            draft.content.extend(page.span(&page.trimmed(zone.words.start..left.start)));
        }
        _ if !draft.source.is_empty()
            && (group.verb.takes("object") || group.verb.class == CueClass::Report) =>
        {
            draft.content.extend(subject);
        }
        _ => return None,
    }
    (!draft.content.is_empty()).then_some(draft)
}

fn ends_sentence(page: &Page<'_>, at: usize) -> bool {
    matches!(page.class(at), None | Some(Class::Stop))
}

fn content_start_after(page: &Page<'_>, at: usize) -> usize {
    if matches!(page.class(at), Some(Class::Colon | Class::Comma)) { at + 1 } else { at }
}

fn right_content(page: &Page<'_>, start: usize, ceiling: usize) -> Vec<Span> {
    if let Some(quotation) = resumed_quotation(page, start) {
        return quotation_and_rest(page, quotation, start, ceiling);
    }
    content_to_the_right(page, start, ceiling, Extent::Clause).into_iter().collect()
}

/// "The general seemed to agree": nobody says so, and what seems is the whole clause.
pub(super) fn seeming(
    page: &Page<'_>,
    group: &VerbGroup<'_>,
    left: &Left,
    ceiling: usize,
) -> Option<Draft> {
    if page.class(group.words.end) != Some(Class::To) {
        return None;
    }
    let rest = content_to_the_right(page, group.words.end, ceiling, Extent::Phrase)?;
    Some(Draft {
        source: Vec::new(),
        cue: Some(group.words.clone()),
        content: vec![page.span(left.source.last()?)?, rest],
        addressee: None,
        medium: None,
        polarity: group.polarity,
        class: group.verb.class,
        rule: format!("verb.seeming:{}", group.verb.lemma),
    })
}
