//! What is said, for an active cue whose source stands before it.

use std::ops::Range;

use rapporteur_model::Span;

use super::quoted::{quotation_and_rest, quoted, with_words_before};
use super::trailing::trailing;
use super::{Left, Zone};
use crate::attribution::complement::{Extent, Right, content_to_the_right};
use crate::attribution::noun_phrase;
use crate::attribution::page::Page;
use crate::attribution::types::CueClass;
use crate::attribution::verb_group::{Shape, VerbGroup};
use crate::attribution::words::Class;

pub(super) struct Found {
    pub(super) content: Vec<Span>,
    /// The source, where it is less than what stands to the left of the cue.
    pub(super) source: Option<Range<usize>>,
    /// Whether the content is a thing and no clause: "declared a truce" does it, "said a truce held"
    /// tells it.
    pub(super) object: bool,
    /// Whether the content is a quotation set off from the clause of the cue.
    pub(super) quoted: bool,
    pub(super) rule: &'static str,
}

impl Found {
    pub(super) const fn clause(content: Vec<Span>, rule: &'static str) -> Self {
        Self { content, source: None, object: false, quoted: false, rule }
    }

    /// A thing that is declared is done; words in quotation marks are said, whatever the verb.
    pub(super) fn class(&self, verb: CueClass) -> CueClass {
        match (self.object, self.quoted) {
            (true, _) => CueClass::Act,
            (false, true) => CueClass::Report,
            (false, false) => verb,
        }
    }
}

pub(super) fn content(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    left: &Left,
    right: &Right,
    quotation_before: Option<usize>,
    ceiling: usize,
) -> Option<Found> {
    if let Some(quotation) = quotation_before {
        let mut content = with_words_before(page, zone, quotation);
        let resumed = right.quotation.filter(|&next| next != quotation);
        let rule = if resumed.is_some() { "around" } else { "after" };
        content.extend(resumed.map(|next| quoted(page, next)).unwrap_or_default());
        if resumed.is_none()
            && let Some(start) = right.content
            && page.class(start) == Some(Class::That)
        {
            content.extend(content_to_the_right(page, start, ceiling, Extent::Clause));
        }
        return Some(Found { quoted: true, ..Found::clause(content, rule) });
    }
    if let Some(quotation) = right.quotation {
        let mut content = quotation_and_rest(page, quotation, right.rest, ceiling);
        if page.class(right.rest) == Some(Class::That)
            && let Some(that) = page.words.get(right.rest)
            && let Some(first) = content.first_mut()
        {
            *first = that.span.cover(*first);
        }
        return Some(Found { quoted: true, ..Found::clause(content, "before") });
    }
    if let Some(start) = right.content {
        let extracted =
            matches!(page.class(start), Some(Class::Auxiliary | Class::Modal | Class::Verb));
        let relative = left.start > zone.words.start
            && page.class(left.start) == Some(Class::Relative)
            && page.class(left.start.wrapping_sub(1)) == Some(Class::Comma);
        let extent =
            if extracted || relative { Extent::Phrase } else { extent(page, group, start) };
        let span = content_to_the_right(page, start, ceiling, extent)?;
        let mut content = Vec::new();
        if extracted && let Some(subject) = extracted_subject(page, zone, left) {
            content.push(subject);
        }
        content.push(span);
        let object = group.verb.class == CueClass::Report
            && group.verb.lemma != "quote"
            && group.verb.takes("object")
            && !is_clause(page, start, ceiling);
        return Some(Found { object, ..Found::clause(content, "before") });
    }
    if !group.verb.takes_clause() || group.shape != Shape::Active {
        return None;
    }
    trailing(page, zone, left, right, ceiling)
        .or_else(|| after_opening_phrase(page, right, ceiling))
        .or_else(|| announced_by_colon(page, right))
}

/// `said despite the rain, the bridge would open`: the clause opens with an adjunct of its own.
fn after_opening_phrase(page: &Page<'_>, right: &Right, ceiling: usize) -> Option<Found> {
    let opens = matches!(page.class(right.rest)?, Class::Preposition | Class::Subordinator)
        || page.class(right.rest.checked_sub(1)?) == Some(Class::Time)
            && page.class(right.rest)? == Class::Adverb;
    let comma = (right.rest..ceiling).find(|&index| page.class(index) == Some(Class::Comma))?;
    let clause = (comma + 1..ceiling).any(|index| {
        matches!(page.class(index), Some(Class::Verb | Class::Auxiliary | Class::Modal))
    });
    let subject = matches!(
        page.class(comma + 1),
        Some(
            Class::Determiner
                | Class::Pronoun
                | Class::Name
                | Class::Open
                | Class::Number
                | Class::Possessive
        )
    ) && !page.lower(comma + 1).ends_with("ing");
    if !opens || !clause || !subject {
        return None;
    }
    let content = content_to_the_right(page, right.rest, ceiling, Extent::Clause)?;
    Some(Found::clause(vec![content], "before"))
}

/// `The ministry said:` at the end of a paragraph: the next one is what it said.
fn announced_by_colon(page: &Page<'_>, right: &Right) -> Option<Found> {
    let colon = right.rest;
    if !matches!(page.class(colon)?, Class::Colon | Class::Comma) {
        return None;
    }
    let paragraph = page.paragraph_words(colon);
    if paragraph.end != colon + 1 {
        return None;
    }
    let next = page.paragraph_words(colon + 1);
    let content = page.span(&page.trimmed(next))?;
    Some(Found { quoted: true, ..Found::clause(vec![content], "before") })
}

fn extent(page: &Page<'_>, group: &VerbGroup<'_>, start: usize) -> Extent {
    let clause = group.verb.takes_clause()
        && (group.verb.class == CueClass::Report
            || matches!(
                page.class(start),
                Some(Class::That | Class::Subordinator | Class::Pronoun)
            ));
    if clause { Extent::Clause } else { Extent::Phrase }
}

/// "the deal, which he said was fair": the clause's subject stands before the source.
fn extracted_subject(page: &Page<'_>, zone: &Zone, left: &Left) -> Option<Span> {
    let before = left.start.checked_sub(1)?;
    if before < zone.words.start {
        return None;
    }
    match page.class(before)? {
        Class::Relative | Class::That => page.span(&(before..left.start)),
        Class::Open | Class::Name => {
            page.span(&noun_phrase::before(page, left.start, zone.words.start)?)
        }
        _ => None,
    }
}

/// Whether what begins here is a clause: it opens with "that" or a mark, or holds a finite verb before
/// anything subordinate.
fn is_clause(page: &Page<'_>, start: usize, ceiling: usize) -> bool {
    let opens = matches!(
        page.class(start),
        Some(
            Class::That
                | Class::Subordinator
                | Class::Quote
                | Class::Auxiliary
                | Class::Modal
                | Class::Verb
        )
    );
    opens
        || (start..ceiling)
            .map_while(|index| page.class(index))
            .take_while(|class| {
                !matches!(
                    class,
                    Class::Relative | Class::That | Class::Comma | Class::Semicolon | Class::To
                )
            })
            .any(|class| matches!(class, Class::Verb | Class::Auxiliary | Class::Modal))
}
