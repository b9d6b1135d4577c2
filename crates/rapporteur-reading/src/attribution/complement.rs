//! What follows a cue: addressee, adjuncts, and where what is said begins and ends.

use std::ops::Range;

use rapporteur_model::Span;

use super::lexicon::{CueKind, VerbCue};
use super::noun_phrase;
use super::page::Page;
use super::types::Polarity;
use super::verb_group::{Shape, VerbGroup};
use super::words::{Class, WordLists};

/// What stands to the right of a cue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Right {
    /// To whom.
    pub(crate) addressee: Option<Range<usize>>,
    /// First word of what is said, where it follows.
    pub(crate) content: Option<usize>,
    /// Whether what follows is a quotation set off by a colon, a comma or its marks alone.
    pub(crate) quotation: Option<usize>,
    /// First word after cue, addressee and adjuncts.
    pub(crate) rest: usize,
}

/// Reads what follows a verb group, up to `ceiling`.
pub(crate) fn right_of(page: &Page<'_>, group: &VerbGroup<'_>, ceiling: usize) -> Right {
    let verb = group.verb;
    let mut at = group.words.end;
    let mut right = Right { rest: at, ..Right::default() };
    if verb.kind == CueKind::Tell && group.shape != Shape::Passive {
        if let Some(addressee) = addressee(page, at, ceiling) {
            at = addressee.end;
            right.addressee = Some(addressee);
        }
    } else if page.lower(at) == "to"
        && !verb.takes("infinitive")
        && let Some(to_whom) = noun_phrase::after(page, at + 1, ceiling)
    {
        at = to_whom.end;
        right.addressee = Some(to_whom);
    }
    for _ in 0..4 {
        right.rest = at;
        if let Some(quotation) = quotation_at(page, at) {
            right.quotation = Some(quotation);
            return right;
        }
        let asked = group.polarity == Polarity::DeclinedToSay
            && matches!(page.lower(at), "when" | "who" | "which" | "since");
        if asked || begins_content(page, at, ceiling, verb) {
            right.content = Some(at);
            return right;
        }
        match after_adjunct(page, at, ceiling) {
            Some(next) if next > at => at = next,
            _ => {
                right.content = that_ahead(page, at, ceiling).filter(|_| verb.takes_clause());
                return right;
            }
        }
        let after_time = page.class(at.wrapping_sub(1)) == Some(Class::Time);
        if after_time && right.addressee.is_none() && page.lower(at) == "to" {
            right.addressee = noun_phrase::after(page, at + 1, ceiling);
        }
    }
    right
}

/// The quotation that a colon, comma or nothing introduces at this word.
fn quotation_at(page: &Page<'_>, at: usize) -> Option<usize> {
    let mut index = at;
    if matches!(page.class(index)?, Class::Colon | Class::Comma | Class::That | Class::Dash) {
        index += 1;
    }
    let word = page.words.get(index)?;
    let quotation = page.quotation_at(word.span.start)?;
    (page.quotations[quotation].start() == word.span.start).then_some(quotation)
}

/// "told reporters in Oslo": a pronoun or a noun phrase.
fn addressee(page: &Page<'_>, at: usize, ceiling: usize) -> Option<Range<usize>> {
    if matches!(page.class(at)?, Class::That | Class::Colon | Class::Comma | Class::Stop) {
        return None;
    }
    let phrase = noun_phrase::after(page, at, ceiling)?;
    let first = page.class(phrase.start)?;
    // "told Reuters talks had failed": a bare name ends where lower case begins.
    if first == Class::Name && page.class(phrase.end) != Some(Class::That) {
        let end = phrase
            .clone()
            .find(|&index| page.class(index) == Some(Class::Open) && page.lower(index) != "and")
            .filter(|_| page.class(phrase.end).is_some_and(is_verbal));
        if let Some(end) = end {
            return Some(phrase.start..end);
        }
    }
    Some(phrase)
}

const fn is_verbal(class: Class) -> bool {
    matches!(class, Class::Auxiliary | Class::Modal | Class::Verb)
}

fn begins_content(page: &Page<'_>, at: usize, ceiling: usize, verb: &VerbCue) -> bool {
    if at >= ceiling {
        return false;
    }
    let Some(class) = page.class(at) else { return false };
    let lower = page.lower(at);
    let clause = verb.takes_clause() || verb.takes("quote");
    match class {
        Class::That => clause || verb.takes("object"),
        Class::Subordinator => {
            clause && matches!(lower, "whether" | "how" | "why" | "what" | "where" | "if")
        }
        Class::Determiner
        | Class::Pronoun
        | Class::Name
        | Class::Open
        | Class::Possessive
        | Class::Number
        | Class::Quote => {
            let takes = verb.takes("clause") || verb.takes("object");
            takes || matches!(page.class(at.wrapping_sub(1)), Some(Class::Preposition | Class::To))
        }
        Class::Time => false,
        Class::To => verb.takes("infinitive"),
        Class::Auxiliary | Class::Modal | Class::Verb => verb.takes("clause"),
        Class::Relative => clause,
        Class::Colon => at + 1 < ceiling,
        Class::Adverb => {
            lower == "there"
                || page.class(at + 1).is_some_and(|next| {
                    matches!(
                        next,
                        Class::Determiner
                            | Class::Pronoun
                            | Class::Name
                            | Class::Number
                            | Class::Open
                            | Class::That
                    )
                }) && (clause || verb.takes("object"))
                    && !WordLists::built_in().adjunct_openers.contains(lower)
        }
        Class::Preposition => {
            // "said of the 12 wounded two had died" is rare; "said in all, 12 died" too.
            (lower == "about" || lower == "over")
                && page.class(at + 1) == Some(Class::Number)
                && clause
        }
        _ => false,
    }
}

/// Skips one adjunct ("on Monday", "in a statement", "at a news conference in Oslo,").
fn after_adjunct(page: &Page<'_>, at: usize, ceiling: usize) -> Option<usize> {
    let class = page.class(at)?;
    if at >= ceiling {
        return None;
    }
    let lists = WordLists::built_in();
    match class {
        Class::Time => Some(skip_time(page, at, ceiling)),
        Class::Preposition | Class::Adverb | Class::Subordinator | Class::To
            if lists.adjunct_openers.contains(page.lower(at)) =>
        {
            if page.class(at + 1) == Some(Class::Time) {
                return Some(skip_time(page, at + 1, ceiling));
            }
            if class == Class::Adverb {
                return Some(at + 1);
            }
            let phrase = noun_phrase::after(page, at + 1, ceiling)?;
            Some(skip_time(page, phrase.end, ceiling))
        }
        Class::Open | Class::Determiner if lists.adjunct_openers.contains(page.lower(at)) => {
            (page.class(at + 1) == Some(Class::Time)).then(|| skip_time(page, at + 1, ceiling))
        }
        _ => None,
    }
}

/// "said in reply to the envoy's plea for calm that": the clause after a long adjunct.
fn that_ahead(page: &Page<'_>, at: usize, ceiling: usize) -> Option<usize> {
    const LONGEST_ADJUNCT: usize = 16;
    let stop = |index: &usize| {
        page.class(*index).is_none_or(|class| {
            matches!(
                class,
                Class::That | Class::Verb | Class::Auxiliary | Class::Modal | Class::Relative
            ) || class.is_punctuation()
        })
    };
    let ahead = (at..ceiling.min(at + LONGEST_ADJUNCT)).find(stop)?;
    (ahead > at && page.class(ahead) == Some(Class::That)).then_some(ahead)
}

fn skip_time(page: &Page<'_>, at: usize, ceiling: usize) -> usize {
    let mut at = at;
    while at < ceiling && matches!(page.class(at), Some(Class::Time)) {
        at += 1;
    }
    if at < ceiling
        && page.class(at) == Some(Class::Number)
        && page.class(at.wrapping_sub(1)) == Some(Class::Time)
    {
        at += 1;
    }
    at
}

/// The content that begins at `start`: to the end of its clause.
///
/// `ends` holds the first word of each later attribution that stands beside it rather than in it.
pub(crate) fn content_to_the_right(
    page: &Page<'_>,
    start: usize,
    ceiling: usize,
    extent: Extent,
) -> Option<Span> {
    let mut end = start;
    let mut depth = 0_usize;
    while end < ceiling {
        let class = page.class(end)?;
        let quoted = page.quotation_of(end).is_some();
        match class {
            Class::Semicolon if !quoted => break,
            Class::Bracket => {
                if matches!(page.lower(end), "(" | "[") {
                    depth += 1;
                } else if depth == 0 {
                    break;
                } else {
                    depth -= 1;
                }
            }
            Class::Comma | Class::Dash
                if extent == Extent::Phrase
                    && !quoted
                    && depth == 0
                    && !list_continues(page, end, ceiling) =>
            {
                break;
            }
            Class::Subordinator
                if extent == Extent::Phrase
                    && !quoted
                    && end > start
                    && matches!(
                        page.lower(end),
                        "because"
                            | "while"
                            | "when"
                            | "although"
                            | "though"
                            | "after"
                            | "before"
                            | "since"
                    ) =>
            {
                break;
            }
            _ => {}
        }
        end += 1;
    }
    let trimmed = trim_to_sentence(page, start..end);
    let span = page.span(&trimmed)?;
    Some(with_open_quotation(page, span))
}

/// How far content reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// To the end of the sentence or to the next attribution beside it.
    Clause,
    /// To the end of the phrase: the next comma or conjunction.
    Phrase,
}

fn list_continues(page: &Page<'_>, comma: usize, ceiling: usize) -> bool {
    const LONGEST_ITEM: usize = 5;
    page.class(comma) == Some(Class::Comma)
        && (comma + 1..ceiling.min(comma + 2 + LONGEST_ITEM)).any(|index| {
            page.class(index) == Some(Class::Coordinator) && page.lower(index) != "but"
        })
        && matches!(page.class(comma + 1), Some(Class::Open | Class::Name | Class::Number))
}

fn trim_to_sentence(page: &Page<'_>, range: Range<usize>) -> Range<usize> {
    page.trimmed(range)
}

/// Where the content ends inside a quotation that goes on, it goes on with it; where it ends before a
/// closing mark whose opening it holds, it takes that in.
fn with_open_quotation(page: &Page<'_>, span: Span) -> Span {
    if span.is_empty() {
        return span;
    }
    let last = span.end - 1;
    let boundary = (0..=last).rev().find(|&at| page.text.is_char_boundary(at)).unwrap_or(0);
    match page.quotation_at(boundary) {
        Some(quotation) => {
            let quotation = &page.quotations[quotation];
            let starts_within = quotation.start() >= span.start;
            if starts_within && quotation.parts.len() == 1 {
                Span::new(span.start, quotation.end().max(span.end))
            } else {
                span
            }
        }
        None => span,
    }
}
