//! Attributions without a verb: "according to", and nouns that hold what was said.

use std::ops::Range;

use super::complement::{Extent, content_to_the_right};
use super::draft::Draft;
use super::lexicon::{CueKind, CueLexicon, NounCue};
use super::medium;
use super::noun_phrase;
use super::page::Page;
use super::tree;
use super::types::Polarity;
use super::verbs::Zone;
use super::words::Class;

/// "According to SOURCE, CONTENT" and "CONTENT, according to SOURCE".
pub(crate) fn by_phrase(page: &Page<'_>, zone: &Zone, lexicon: &CueLexicon) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for index in zone.words.clone() {
        if page.quotation_of(index) != zone.quotation {
            continue;
        }
        for phrase in &lexicon.phrases {
            let words: Vec<&str> = phrase.words.split(' ').collect();
            let here = words.iter().enumerate().all(|(n, word)| page.lower(index + n) == *word);
            let end = index + words.len();
            let named = !phrase.name || page.class(end) == Some(Class::Name);
            if !here || !named || end >= zone.words.end {
                continue;
            }
            let Some(mut draft) = phrase_draft(page, zone, index..end) else { continue };
            draft.rule = format!("phrase:{}", phrase.words);
            draft.medium =
                phrase.medium.or_else(|| medium::of(page, &draft.source, None, end, lexicon));
            drafts.push(draft);
        }
    }
    drafts
}

fn phrase_draft(page: &Page<'_>, zone: &Zone, cue: Range<usize>) -> Option<Draft> {
    let source_end = source_end(page, cue.end, zone.words.end);
    let source = page.trimmed(cue.end..source_end);
    if source.is_empty() {
        return None;
    }
    let mut content = Vec::new();
    let opens = cue.start.saturating_sub(zone.words.start) <= 1;
    if opens {
        let start = (source_end + 1).min(zone.words.end);
        content.extend(content_to_the_right(page, start, zone.words.end, Extent::Clause));
    } else {
        let before = page.trimmed(clause_start(page, zone, cue.start)..cue.start);
        content.extend(page.span(&before));
        let goes_on = page.class(source_end) == Some(Class::Comma)
            && page.class(cue.start.wrapping_sub(1)) == Some(Class::Comma);
        if goes_on {
            content.extend(content_to_the_right(
                page,
                source_end + 1,
                zone.words.end,
                Extent::Clause,
            ));
        }
    }
    (!content.is_empty()).then_some(Draft::report(source, cue, content, String::new()))
}

/// The source of a phrase reaches to the next comma, stop or quotation; an apposition belongs to it.
fn source_end(page: &Page<'_>, start: usize, ceiling: usize) -> usize {
    let ends = |class: Class| {
        matches!(
            class,
            Class::Comma
                | Class::Stop
                | Class::Semicolon
                | Class::Colon
                | Class::Quote
                | Class::Dash
        )
    };
    (start..ceiling).find(|&index| page.class(index).is_some_and(ends)).unwrap_or(ceiling)
}

fn clause_start(page: &Page<'_>, zone: &Zone, end: usize) -> usize {
    (zone.words.start..end)
        .rev()
        .find(|&index| page.class(index) == Some(Class::Semicolon))
        .map_or(zone.words.start, |index| index + 1)
}

/// "the ministry's announcement that CONTENT", "a warning by the army that CONTENT".
pub(crate) fn by_noun(page: &Page<'_>, zone: &Zone, lexicon: &CueLexicon) -> Vec<Draft> {
    zone.words
        .clone()
        .filter(|&index| page.quotation_of(index) == zone.quotation)
        .filter_map(|index| {
            noun_draft(page, zone, index, lexicon.noun(page.lower(index))?, lexicon)
        })
        .collect()
}

fn noun_draft(
    page: &Page<'_>,
    zone: &Zone,
    index: usize,
    noun: &NounCue,
    lexicon: &CueLexicon,
) -> Option<Draft> {
    let possessor = possessor(page, zone, index);
    let lent = possessor.is_none();
    let source = possessor.or_else(|| subject_of_light_verb(page, zone, index, lexicon))?;
    let mut next = index + 1;
    while page.class(next) == Some(Class::Time) || page.lower(next) == "late" {
        next += 1;
    }
    let word = page.lower(next);
    if !noun.before.iter().any(|before| before == word) {
        return None;
    }
    // "that" and "to" open what is said; other prepositions belong to the cue.
    let opens = word == "that" || word == "to" && noun.kind != CueKind::Judge;
    let start = if opens { next } else { next + 1 };
    let cue_end = if opens { index + 1 } else { start };
    let (end, extent) = if let Some(end) = tree::complement_of_noun(page, index, start) {
        (end, Extent::Clause)
    } else if lent && word == "that" {
        (zone.words.end, Extent::Clause)
    } else {
        (embedded_end(page, start, zone.words.end), Extent::Phrase)
    };
    let content = content_to_the_right(page, start, end, extent)?;
    Some(Draft {
        source: vec![source],
        cue: Some(index..cue_end),
        content: vec![content],
        addressee: None,
        medium: None,
        polarity: if noun.kind == CueKind::Deny { Polarity::Denied } else { Polarity::Affirmed },
        class: noun.class,
        rule: format!("noun:{}", noun.lemma),
    })
}

/// "the ministry's …", "its …"
fn possessor(page: &Page<'_>, zone: &Zone, noun: usize) -> Option<Range<usize>> {
    let possessed = (zone.words.start..noun)
        .rev()
        .take(3)
        .find(|&at| page.class(at) == Some(Class::Possessive) || page.lower(at) == "her")?;
    if page.lower(possessed).starts_with(['’', '\'']) {
        return noun_phrase::before(page, possessed, zone.words.start);
    }
    Some(possessed..possessed + 1)
}

/// "The envoy made the surprise announcement late Monday that …"
fn subject_of_light_verb(
    page: &Page<'_>,
    zone: &Zone,
    noun: usize,
    lexicon: &CueLexicon,
) -> Option<Range<usize>> {
    const LONGEST_OBJECT: usize = 4;
    let verb = (zone.words.start..noun)
        .rev()
        .take(LONGEST_OBJECT)
        .find(|&at| lexicon.is_light_verb(page.lower(at)))?;
    noun_phrase::before(page, verb, zone.words.start)
}

/// Where a clause inside a noun phrase ends: before the second finite verb, which is the main one.
fn embedded_end(page: &Page<'_>, start: usize, ceiling: usize) -> usize {
    let clause = page.class(start) == Some(Class::That);
    let mut budget = usize::from(clause);
    let mut index = start + 1;
    while index < ceiling {
        let finite =
            matches!(page.class(index), Some(Class::Verb | Class::Auxiliary | Class::Modal));
        if finite {
            if budget == 0 {
                return index;
            }
            budget -= 1;
            while matches!(
                page.class(index + 1),
                Some(Class::Verb | Class::Auxiliary | Class::Modal | Class::Adverb | Class::Not)
            ) {
                index += 1;
            }
        }
        if matches!(page.class(index), Some(Class::Relative | Class::Coordinator)) {
            budget += 1;
        }
        index += 1;
    }
    ceiling
}
