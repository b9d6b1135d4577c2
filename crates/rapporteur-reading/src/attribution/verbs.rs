//! Attributions by verb: before, after and around what is said, active and passive.

mod content;
mod inverted;
mod passive;
mod quoted;
mod trailing;

pub(crate) use quoted::ends_with_punctuation;

use std::ops::Range;

use super::complement::right_of;
use super::draft::Draft;
use super::lexicon::{CueKind, CueLexicon};
use super::medium;
use super::noun_phrase;
use super::page::Page;
use super::quoting;
use super::tree;
use super::types::CueClass;
use super::verb_group::{Shape, VerbGroup, verb_groups};
use super::words::Class;

/// Words that are read together: a sentence outside its quotations, or one quotation in it.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    pub(crate) words: Range<usize>,
    /// The quotation, for words inside one.
    pub(crate) quotation: Option<usize>,
}

/// The zones of a sentence: all of it first, then each quotation in it.
pub(crate) fn zones(page: &Page<'_>, sentence: &Range<usize>) -> Vec<Zone> {
    let mut zones = vec![Zone { words: sentence.clone(), quotation: None }];
    let mut index = sentence.start;
    while index < sentence.end {
        let Some(quotation) = page.quotation_of(index) else {
            index += 1;
            continue;
        };
        let start = index;
        while index < sentence.end && page.quotation_of(index) == Some(quotation) {
            index += 1;
        }
        let words = without_marks(page, start..index);
        zones.push(Zone { words, quotation: Some(quotation) });
    }
    zones
}

fn without_marks(page: &Page<'_>, words: Range<usize>) -> Range<usize> {
    let is_mark = |index: usize| page.class(index) == Some(Class::Quote);
    let start = words.start + usize::from(is_mark(words.start));
    let end = words.end - usize::from(words.end > start && is_mark(words.end - 1));
    start..end.max(start)
}

/// The attributions by verb in one zone.
pub(crate) fn by_verb(page: &Page<'_>, zone: &Zone, lexicon: &CueLexicon) -> Vec<Draft> {
    let groups: Vec<VerbGroup<'_>> = verb_groups(page, &zone.words, lexicon)
        .into_iter()
        .filter(|group| page.quotation_of(group.head) == zone.quotation)
        .collect();
    let mut drafts: Vec<Draft> = Vec::new();
    for index in 0..groups.len() {
        let head = groups[index].head;
        if drafts.iter().any(|draft| draft.cue.as_ref().is_some_and(|cue| cue.contains(&head))) {
            continue;
        }
        if let Some(draft) = quoting::cited(page, zone, &groups[index], drafts.last()) {
            drafts.push(draft);
            continue;
        }
        let draft = of_group(page, zone, &groups, index, drafts.last(), lexicon);
        let inner = draft
            .as_ref()
            .and_then(|outer| quoting::inner_speaker(page, zone, &groups[index], outer));
        drafts.extend(draft);
        drafts.extend(inner);
    }
    drafts
}

fn of_group(
    page: &Page<'_>,
    zone: &Zone,
    groups: &[VerbGroup<'_>],
    index: usize,
    previous: Option<&Draft>,
    lexicon: &CueLexicon,
) -> Option<Draft> {
    let group = &groups[index];
    let ceiling = ceiling(page, zone, groups, index);
    let left = left_of(page, zone, groups, index, previous)?;
    if group.shape == Shape::Passive {
        return passive::passive(page, zone, group, &left, ceiling, lexicon);
    }
    if let Some(draft) = inverted::inverted(page, zone, group, ceiling, lexicon) {
        return Some(draft);
    }
    let asked = group.verb.kind == CueKind::Ask && tree::opens_adverbial(page, group.head);
    if left.source.is_empty() && !asked {
        return None;
    }
    if addresses_reader(page, group, &left) {
        return None;
    }
    if group.verb.kind == CueKind::Seem {
        return passive::seeming(page, group, &left, ceiling);
    }
    let right = right_of(page, group, ceiling);
    let quotation_before = quoted::quotation_before(page, left.start, zone);
    let found = content::content(page, zone, group, &left, &right, quotation_before, ceiling)?;
    let medium = group.verb.medium.or_else(|| {
        medium::of(page, &left.source, right.addressee.as_ref(), group.words.end, lexicon)
    });
    Some(Draft {
        class: found.class(group.verb.class),
        source: found.source.map_or(left.source, |source| vec![source]),
        cue: Some(group.words.clone()),
        content: found.content,
        addressee: right.addressee,
        medium,
        polarity: group.polarity,
        rule: format!("verb.{}:{}", found.rule, group.verb.lemma),
    })
}

/// "Whoever you support": what anybody does or thinks is nobody's word.
fn addresses_reader(page: &Page<'_>, group: &VerbGroup<'_>, left: &Left) -> bool {
    group.verb.class != CueClass::Report
        && left.source.first().is_some_and(|source| page.lower(source.start) == "you")
}

/// Who stands to the left of a cue.
struct Left {
    source: Vec<Range<usize>>,
    /// First word of source or cue.
    start: usize,
}

fn left_of(
    page: &Page<'_>,
    zone: &Zone,
    groups: &[VerbGroup<'_>],
    index: usize,
    previous: Option<&Draft>,
) -> Option<Left> {
    let group = &groups[index];
    let cue = group.words.start;
    let inserted = cue > zone.words.start && page.class(cue.wrapping_sub(1)) == Some(Class::Comma);
    let floor = match index.checked_sub(1) {
        Some(before) if !inserted && !in_relative_clause(page, &groups[before]) => {
            groups[before].words.end
        }
        _ => zone.words.start,
    };
    let shares = match page.class(cue.wrapping_sub(1)) {
        Some(Class::Coordinator) if cue > zone.words.start => true,
        Some(
            Class::Comma | Class::Preposition | Class::Subordinator | Class::Quote | Class::Dash,
        ) => group.shape == Shape::Participle,
        _ => cue == zone.words.start && group.shape == Shape::Participle,
    };
    if shares && group.shape != Shape::Passive {
        let source = previous
            .map(|draft| draft.source.clone())
            .filter(|source| !source.is_empty())
            .or_else(|| Some(vec![subject_of_sentence(page, zone)?]))
            .unwrap_or_default();
        return Some(Left { source, start: cue });
    }
    if group.shape == Shape::Infinitive {
        let source = tree::speaker_of_infinitive(page, group.head)?;
        return Some(Left { source: vec![source], start: cue });
    }
    let Some(phrase) = noun_phrase::before(page, cue, floor) else {
        return Some(Left { source: Vec::new(), start: cue });
    };
    let start = phrase.start;
    let relative =
        phrase.len() == 1 && matches!(page.class(start), Some(Class::Relative | Class::That));
    if relative {
        let mut end = start;
        if end > floor && page.class(end.wrapping_sub(1)) == Some(Class::Comma) {
            end -= 1;
        }
        let antecedent = noun_phrase::before(page, end, floor);
        let source = antecedent.into_iter().chain([phrase]).collect();
        return Some(Left { source, start });
    }
    Some(Left { source: vec![phrase], start })
}

/// "who asked not to be named": the cue of a relative clause ends no clause around it.
fn in_relative_clause(page: &Page<'_>, group: &VerbGroup<'_>) -> bool {
    group.words.start > 0 && page.class(group.words.start.wrapping_sub(1)) == Some(Class::Relative)
}

/// The first noun phrase of the zone: the subject, where nothing better is known.
fn subject_of_sentence(page: &Page<'_>, zone: &Zone) -> Option<Range<usize>> {
    let verb = zone.words.clone().find(|&index| {
        matches!(page.class(index), Some(Class::Auxiliary | Class::Modal | Class::Verb))
    })?;
    noun_phrase::before(page, verb, zone.words.start)
}

/// "said … and criticized …": a later cue without a subject of its own that goes with this one.
///
/// Of verbs that report no clause only the next cue does: further ones rather go with a verb between.
fn shares_subject(
    page: &Page<'_>,
    groups: &[VerbGroup<'_>],
    index: usize,
    position: usize,
) -> bool {
    let (group, later) = (&groups[index], &groups[position]);
    let tells = later.verb.class == CueClass::Report || later.verb.takes_clause();
    let after_comma = page.class(later.words.start.saturating_sub(2)) == Some(Class::Comma);
    let same_form = later.form == group.form || later.words.len() > 1;
    tells && (same_form || after_comma) || position == index + 1 && same_form
}

/// Where the content of a cue must end: before a later attribution that stands beside it.
fn ceiling(page: &Page<'_>, zone: &Zone, groups: &[VerbGroup<'_>], index: usize) -> usize {
    let from = groups[index].words.end;
    for (position, later) in groups.iter().enumerate().skip(index + 1) {
        let cue = later.words.start;
        if cue <= from {
            continue;
        }
        let before = page.class(cue.wrapping_sub(1));
        match (later.shape, before) {
            (Shape::Participle, Some(Class::Comma)) if cue > from => return cue - 1,
            (Shape::Active, Some(Class::Coordinator))
                if shares_subject(page, groups, index, position) =>
            {
                return if page.class(cue.wrapping_sub(2)) == Some(Class::Comma) {
                    cue - 2
                } else {
                    cue - 1
                };
            }
            (Shape::Active, _) => {
                let Some(subject) = noun_phrase::before(page, cue, from) else { continue };
                let start = subject.start;
                let trailing = start > from
                    && page.class(start.wrapping_sub(1)) == Some(Class::Comma)
                    && right_of(page, later, zone.words.end).content.is_none();
                if trailing {
                    return start - 1;
                }
                if start < from + 2 {
                    continue;
                }
                let joins = page.class(start.wrapping_sub(1)) == Some(Class::Coordinator)
                    || matches!(
                        page.lower(start.wrapping_sub(1)),
                        "while" | "whereas" | "although" | "though"
                    );
                let joined = joins && page.class(start.wrapping_sub(2)) == Some(Class::Comma);
                if joined {
                    return start - 2;
                }
            }
            _ => {}
        }
    }
    let phrase = (from..zone.words.end).find(|&at| {
        page.class(at) == Some(Class::Comma)
            && page.lower(at + 1) == "according"
            && page.lower(at + 2) == "to"
    });
    phrase.unwrap_or(zone.words.end)
}
