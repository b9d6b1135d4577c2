//! `CONTENT, SOURCE said.`: cues after what is said, with and without a comma.

use std::ops::Range;

use super::content::Found;
use super::{Left, Zone};
use crate::attribution::complement::{Extent, Right, content_to_the_right};
use crate::attribution::page::Page;
use crate::attribution::words::{Class, WordLists};

/// `CONTENT, SOURCE said.` and `CONTENT, SOURCE said, CONTENT.`
pub(super) fn trailing(
    page: &Page<'_>,
    zone: &Zone,
    left: &Left,
    right: &Right,
    ceiling: usize,
) -> Option<Found> {
    let before = left.start.checked_sub(1)?;
    let as_clause = page.lower(before) == "as";
    if as_clause && before == zone.words.start && page.class(right.rest) == Some(Class::Comma) {
        let content = content_to_the_right(page, right.rest + 1, ceiling, Extent::Clause)?;
        return Some(Found::clause(vec![content], "as"));
    }
    if before <= zone.words.start {
        return None;
    }
    let separated =
        matches!(page.class(before), Some(Class::Comma | Class::Dash | Class::Semicolon));
    let bare = if separated || as_clause {
        None
    } else {
        Some(source_of_bare_clause(page, zone, left, right)?)
    };
    let end = bare.as_ref().map_or(before, |source| source.start);
    let opening = matches!(
        page.class(zone.words.start),
        Some(Class::Preposition | Class::Subordinator | Class::Adverb | Class::Time)
    );
    let clause = (zone.words.start..end).any(|index| {
        matches!(page.class(index), Some(Class::Verb | Class::Auxiliary | Class::Modal))
    });

    let mut content = Vec::new();
    content.extend(page.span(&page.trimmed(zone.words.start..end)));
    let goes_on = right.rest < ceiling
        && page.class(right.rest) == Some(Class::Comma)
        && page.class(right.rest + 1).is_some_and(|class| class != Class::Quote);
    if opening && !clause && !goes_on {
        return None;
    }
    if goes_on {
        content.extend(content_to_the_right(page, right.rest + 1, ceiling, Extent::Clause));
    }
    let rule = if goes_on { "around" } else { "after" };
    (!content.is_empty()).then_some(Found { source: bare, ..Found::clause(content, rule) })
}

/// `Shells killed nine people the monitor said`: without a comma, where the cue closes the sentence.
fn source_of_bare_clause(
    page: &Page<'_>,
    zone: &Zone,
    left: &Left,
    right: &Right,
) -> Option<Range<usize>> {
    const SHORTEST_CLAUSE: usize = 4;
    let source = bare_source(page, left.source.first()?)?;
    let clause = zone.words.start..source.start;
    let closes = right.rest >= zone.words.end
        || matches!(page.class(right.rest), Some(Class::Stop | Class::Time | Class::Subordinator))
        || matches!(page.class(right.rest), Some(Class::Determiner | Class::Preposition))
            && right.content.is_none();
    let told = clause.len() >= SHORTEST_CLAUSE
        && matches!(
            page.class(source.start.wrapping_sub(1)),
            Some(
                Class::Open
                    | Class::Name
                    | Class::Number
                    | Class::Time
                    | Class::Adverb
                    | Class::Quote
                    | Class::Verb
            )
        )
        && clause.into_iter().any(|index| {
            matches!(page.class(index), Some(Class::Verb | Class::Auxiliary | Class::Modal))
        });
    (closes && told).then_some(source)
}

/// Sources that need no comma to be told apart from the words before them: "the monitor",
/// "activists", "President Ana Ruiz", "Tarnian defence ministry".
fn bare_source(page: &Page<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let last = phrase.end.checked_sub(1)?;
    if page.class(phrase.start) == Some(Class::Determiner) {
        return Some(phrase.clone());
    }
    let is_name = |index: usize| page.class(index) == Some(Class::Name);
    let unnamed = WordLists::built_in().unnamed_heads.contains(page.lower(last));
    if unnamed {
        let adjective = last > phrase.start && is_name(last - 1);
        return Some(last - usize::from(adjective)..phrase.end);
    }
    let name = phrase.clone().rev().find(|&index| is_name(index))?;
    let first = (phrase.start..=name).rev().take_while(|&index| is_name(index)).last()?;
    let rest_is_short = phrase.end - name <= 3;
    rest_is_short.then_some(first..phrase.end)
}
