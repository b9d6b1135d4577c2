//! Noun phrases beside a cue, read from word classes alone.
//!
//! These are the pieces that a syntax tree replaces: `before` finds the subject that ends at a word,
//! `after` the phrase that begins at one.

use std::ops::Range;

use super::page::Page;
use super::words::Class;

/// Words between two commas or dashes; on PolNeAR train longer ones are clauses.
const LONGEST_INSERTION: usize = 30;

/// The noun phrase that ends just before `end`, not reaching further left than `floor`.
///
/// An apposition or a relative clause between commas belongs to it: "Ana Ruiz, the minister, said".
pub(crate) fn before(page: &Page<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut end = end;
    if page.class(end.checked_sub(1)?) == Some(Class::Comma) && end - 1 > floor {
        if let Some(head) = head_before_insertion(page, end - 1, floor) {
            return Some(head.start..end - 1);
        }
        end -= 1;
    }
    if page.class(end.wrapping_sub(1)) == Some(Class::Dash)
        && let Some(opening) =
            (floor..end - 1).rev().find(|&index| page.class(index) == Some(Class::Dash))
        && end - opening < LONGEST_INSERTION
        && let Some(head) = plain_before(page, opening, floor)
    {
        return Some(head.start..end - 1);
    }
    let phrase = plain_before(page, end, floor);
    with_relative_clause(page, phrase.as_ref(), end, floor)
        .or_else(|| with_participle(page, phrase.as_ref(), end, floor))
        .or(phrase)
}

/// The noun phrase that the insertion ending with `comma` describes: "Ana Ruiz, a spokeswoman for the
/// Guild, Oslo,".
fn head_before_insertion(page: &Page<'_>, comma: usize, floor: usize) -> Option<Range<usize>> {
    const MOST_COMMAS: usize = 3;
    let mut found = None;
    let commas = (floor..comma).rev().filter(|&index| page.class(index) == Some(Class::Comma));
    for opening in commas.take(MOST_COMMAS) {
        if !is_insertion(page, opening + 1..comma) {
            break;
        }
        let Some(head) = plain_before(page, opening, floor) else { break };
        if page.class(head.end.wrapping_sub(1)) == Some(Class::Name) || found.is_none() {
            found = Some(head.clone());
        }
        let list =
            head.start > floor && page.class(head.start.wrapping_sub(1)) == Some(Class::Comma);
        if !list || page.class(head.start) == Some(Class::Name) {
            break;
        }
    }
    found
}

/// Whether what stands between two commas only describes or places.
fn is_insertion(page: &Page<'_>, range: Range<usize>) -> bool {
    if range.is_empty() || range.len() > LONGEST_INSERTION {
        return false;
    }
    let clause = range.clone().any(|index| {
        matches!(
            page.class(index),
            Some(Class::Stop | Class::Semicolon | Class::Colon | Class::Quote)
        )
    });
    let opens_clause = matches!(page.class(range.start), Some(Class::Coordinator | Class::Pronoun));
    !clause && !opens_clause
}

fn plain_before(page: &Page<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut end = end;
    while end > floor && matches!(page.class(end.wrapping_sub(1)), Some(Class::Adverb | Class::Not))
    {
        end -= 1;
    }
    end = without_time(page, end, floor);
    let mut start = end;
    let mut coordinator = None;
    while start > floor {
        let class = page.class(start.wrapping_sub(1))?;
        match class {
            Class::Pronoun | Class::Relative if start == end => {
                return Some(start - 1..end);
            }
            Class::That if start == end && start - 1 > floor => return Some(start - 1..end),
            Class::To if start < end && opens(page, start) => start -= 1,
            Class::Pronoun if start < end && page.lower(start.wrapping_sub(1)) == "her" => {
                start -= 1;
                break;
            }
            Class::Auxiliary
            | Class::Modal
            | Class::Verb
            | Class::Not
            | Class::Adverb
            | Class::Pronoun
            | Class::Relative
            | Class::That
            | Class::To => {
                if let Some(after) = coordinator {
                    start = after;
                }
                break;
            }
            Class::Subordinator => break,
            Class::Coordinator => {
                let joins = start - 1 > floor
                    && page.class(start.wrapping_sub(2)).is_some_and(|class| {
                        matches!(class, Class::Open | Class::Name | Class::Number)
                    });
                if !joins || page.lower(start.wrapping_sub(1)) == "but" {
                    break;
                }
                coordinator = coordinator.or(Some(start));
                start -= 1;
            }
            Class::Bracket if matches!(page.lower(start.wrapping_sub(1)), ")" | "]") => {
                let opening = (floor..start - 1)
                    .rev()
                    .find(|&index| page.class(index) == Some(Class::Bracket));
                let Some(opening) = opening else { break };
                start = opening;
            }
            Class::Determiner if start < end && starts_phrase(page, start - 1, floor) => {
                start -= 1;
                break;
            }
            class if class.is_punctuation() && class != Class::Dash => {
                if class == Class::Comma && list_goes_on(page, start, coordinator) {
                    start -= 1;
                    continue;
                }
                break;
            }
            Class::Dash => break,
            _ => start -= 1,
        }
    }
    let start = without_opening_phrase(page, start..end);
    (start < end).then_some(start..end)
}

/// Whether a noun phrase begins here, so that "to" before it is a preposition.
pub(crate) fn opens(page: &Page<'_>, index: usize) -> bool {
    matches!(page.class(index), Some(Class::Determiner | Class::Possessive | Class::Name))
}

/// "An official who asked not to be named": the phrase whose relative clause ends before `end`.
fn with_relative_clause(
    page: &Page<'_>,
    phrase: Option<&Range<usize>>,
    end: usize,
    floor: usize,
) -> Option<Range<usize>> {
    let start = phrase.map_or(end, |phrase| phrase.start);
    let verb = start > floor
        && matches!(
            page.class(start.wrapping_sub(1)),
            Some(Class::Verb | Class::Auxiliary | Class::Modal)
        );
    let pronoun = matches!(page.class(start), Some(Class::Pronoun | Class::Relative));
    if !verb || pronoun {
        return None;
    }
    let relative = (floor..start)
        .rev()
        .take_while(|&index| {
            page.class(index).is_some_and(|class| {
                !class.is_punctuation() && !matches!(class, Class::That | Class::Subordinator)
            })
        })
        .find(|&index| page.class(index) == Some(Class::Relative))?;
    let head = plain_before(page, relative, floor)?;
    (page.class(head.start) != Some(Class::Pronoun)).then_some(head.start..end)
}

/// "The order released on Friday": a participle and what belongs to it, between noun and cue.
fn with_participle(
    page: &Page<'_>,
    phrase: Option<&Range<usize>>,
    end: usize,
    floor: usize,
) -> Option<Range<usize>> {
    let start = phrase.map_or_else(|| without_time(page, end, floor), |phrase| phrase.start);
    let participle = start.checked_sub(1).filter(|&index| index > floor)?;
    let own_words = phrase.is_none_or(|phrase| {
        matches!(
            page.class(phrase.start),
            Some(Class::Preposition | Class::Time | Class::Number | Class::Open)
        )
    });
    if page.class(participle) != Some(Class::Verb)
        || !page.lower(participle).ends_with("ed")
        || !own_words
    {
        return None;
    }
    let head = plain_before(page, participle, floor)?;
    let opens = head.start == floor
        || page.class(head.start.wrapping_sub(1)).is_some_and(|class| class.is_punctuation());
    (opens && page.class(head.start) == Some(Class::Determiner)).then_some(head.start..end)
}

/// Whether a determiner after a noun opens a new phrase: "killed nine people | the monitor".
fn starts_phrase(page: &Page<'_>, determiner: usize, floor: usize) -> bool {
    determiner > floor
        && matches!(
            page.class(determiner.wrapping_sub(1)),
            Some(Class::Open | Class::Name | Class::Number | Class::Time)
        )
}

/// A comma inside "A, B and C": only names or short nouns follow before the coordinator.
fn list_goes_on(page: &Page<'_>, start: usize, coordinator: Option<usize>) -> bool {
    const LONGEST_ITEM: usize = 4;
    coordinator.is_some_and(|after| {
        after - start <= LONGEST_ITEM + 1
            && page.class(start) == Some(Class::Name)
            && start >= 2
            && page.class(start.wrapping_sub(2)) == Some(Class::Name)
    })
}

/// Drops "on Monday", "late Tuesday" at the end.
fn without_time(page: &Page<'_>, end: usize, floor: usize) -> usize {
    let mut cut = end;
    while cut > floor
        && (page.class(cut.wrapping_sub(1)) == Some(Class::Time)
            || page.class(cut.wrapping_sub(1)) == Some(Class::Number) && cut < end)
    {
        cut -= 1;
    }
    if cut == end {
        return end;
    }
    while cut > floor
        && (matches!(
            page.lower(cut.wrapping_sub(1)),
            "on" | "in" | "last" | "this" | "at" | "since"
        ) || page.class(cut.wrapping_sub(1)) == Some(Class::Adverb))
    {
        cut -= 1;
    }
    if cut > floor { cut } else { end }
}

/// Drops a leading prepositional phrase ("In Cairo the minister") and loose first words.
fn without_opening_phrase(page: &Page<'_>, range: Range<usize>) -> usize {
    let mut start = range.start;
    while start < range.end
        && matches!(page.class(start), Some(Class::Adverb | Class::Coordinator | Class::Time))
    {
        start += 1;
    }
    if page.class(start) == Some(Class::Preposition) {
        let subject = (start + 2..range.end).find(|&index| {
            page.class(index) == Some(Class::Determiner)
                && page.class(index.wrapping_sub(1)) != Some(Class::Preposition)
        });
        return subject.unwrap_or(start + 1);
    }
    start
}

/// The noun phrase that begins at `start`, ending before `ceiling`.
pub(crate) fn after(page: &Page<'_>, start: usize, ceiling: usize) -> Option<Range<usize>> {
    let first = page.class(start)?;
    if start >= ceiling {
        return None;
    }
    if matches!(first, Class::Pronoun | Class::Relative) {
        return Some(start..start + 1);
    }
    let mut end = start;
    while end < ceiling {
        let class = page.class(end)?;
        let goes_on = match class {
            Class::Determiner | Class::Number => {
                end == start
                    || matches!(
                        page.class(end.wrapping_sub(1)),
                        Some(Class::Preposition | Class::Coordinator)
                    )
                    || matches!(page.class(end.wrapping_sub(1)), Some(Class::Determiner))
            }
            Class::Possessive => {
                end == start
                    || page.lower(end).starts_with(['’', '\''])
                    || page.class(end.wrapping_sub(1)) == Some(Class::Preposition)
            }
            Class::Open | Class::Name | Class::Bracket => true,
            Class::Adverb => {
                end > start && page.class(end.wrapping_sub(1)) == Some(Class::Determiner)
            }
            Class::Preposition => {
                end > start
                    && (page.lower(end) == "of"
                        || page.lower(end) == "for"
                        || page.lower(end) == "from")
            }
            Class::Coordinator => {
                end > start
                    && page.lower(end) == "and"
                    && page.class(end + 1).is_some_and(|class| {
                        matches!(class, Class::Name | Class::Open | Class::Determiner)
                    })
                    && page.class(end + 2).is_some_and(|class| class != Class::Verb)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > start
        && matches!(page.class(end.wrapping_sub(1)), Some(Class::Preposition | Class::Coordinator))
    {
        end -= 1;
    }
    (end > start).then_some(start..end)
}
