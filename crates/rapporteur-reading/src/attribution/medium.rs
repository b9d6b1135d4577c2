//! Through what it was said: "in a statement", "on Telegram", "told a news conference".

use std::ops::Range;

use rapporteur_model::Medium;

use super::lexicon::CueLexicon;
use super::page::Page;
use super::words::Class;

/// The medium that the words around a cue name, if any: an adjunct after the cue, the source itself
/// ("the statement said"), or an addressee ("told a news conference"; an outlet makes it an
/// interview).
pub(crate) fn of(
    page: &Page<'_>,
    source: &[Range<usize>],
    addressee: Option<&Range<usize>>,
    cue_end: usize,
    lexicon: &CueLexicon,
) -> Option<Medium> {
    let from = addressee.map_or(cue_end, |addressee| addressee.end);
    let to_outlet =
        addressee.and_then(|range| first(page, range.clone(), lexicon)).map(
            |medium| match medium {
                Medium::Press | Medium::Broadcast => Medium::Interview,
                other => other,
            },
        );
    to_outlet
        .or_else(|| after(page, from, lexicon))
        .or_else(|| source.first().and_then(|range| first(page, range.clone(), lexicon)))
}

/// The medium of a prepositional phrase within a few words.
pub(crate) fn after(page: &Page<'_>, from: usize, lexicon: &CueLexicon) -> Option<Medium> {
    /// "late on Monday in a nationally televised speech" has eight.
    const REACH: usize = 10;
    let ends = |index: &usize| {
        matches!(
            page.class(*index),
            None | Some(
                Class::Stop
                    | Class::That
                    | Class::Quote
                    | Class::Colon
                    | Class::Semicolon
                    | Class::Comma
                    | Class::Verb
                    | Class::Auxiliary
                    | Class::Modal
            )
        )
    };
    let end = (from..from + REACH).find(ends).unwrap_or(from + REACH);
    let preposition = (from..end).find(|&index| {
        matches!(page.lower(index), "in" | "on" | "at" | "via" | "through" | "during" | "by")
            && page.class(index + 1) != Some(Class::Time)
    })?;
    first(page, preposition + 1..end, lexicon)
}

/// The medium that is named first in a range of words.
fn first(page: &Page<'_>, range: Range<usize>, lexicon: &CueLexicon) -> Option<Medium> {
    let words: Vec<&str> = range.map(|index| page.lower(index)).collect();
    (0..words.len()).find_map(|at| {
        let here = lexicon.media.iter().filter(|(name, _)| holds_at(&words[at..], name));
        here.max_by_key(|(name, _)| name.len()).map(|(_, medium)| *medium)
    })
}

fn holds_at(words: &[&str], name: &str) -> bool {
    name.split(' ').enumerate().all(|(index, part)| words.get(index) == Some(&part))
}
