//! The words for what is counted, found without syntax: adjectives and nouns up to a word that
//! cannot belong to them. A later session may replace this by the tree.

use std::ops::Range;

use super::lexicon::FigureLexicon;
use super::words::{Kind, Word};

/// The noun phrase that a number counts: "of the remaining captives", "members of the council".
pub(super) fn noun_phrase(
    words: &[Word],
    from: usize,
    lexicon: &FigureLexicon,
) -> (Range<usize>, Option<usize>) {
    let lists = &lexicon.lists;
    let mut at = from;
    while words.get(at).is_some_and(|word| lists.fillers.contains(&word.form)) {
        at += 1;
    }
    if words.get(at).is_some_and(|word| word.form == "of") {
        at += 1;
        while words.get(at).is_some_and(is_determiner) {
            at += 1;
        }
    }
    let start = at;
    let mut end = phrase_end(words, start, lexicon);
    let head = (end > start).then(|| end - 1);
    // "heads of the mountain villages": the words after "of" belong to it, the head does not move.
    while end > start && words.get(end).is_some_and(|word| word.form == "of") {
        let mut inner = end + 1;
        while words.get(inner).is_some_and(is_determiner) {
            inner += 1;
        }
        let inner_end = phrase_end(words, inner, lexicon);
        if inner_end <= inner {
            break;
        }
        end = inner_end;
    }
    (start..end, head)
}

/// One past the last word of the adjectives and nouns that begin at a place.
pub(super) fn phrase_end(words: &[Word], start: usize, lexicon: &FigureLexicon) -> usize {
    /// Longer noun phrases were never right on the development half.
    const LONGEST: usize = 9;
    let lists = &lexicon.lists;
    let mut end = start;
    let mut noun = false;
    while let Some(word) = words.get(end) {
        if end - start >= LONGEST {
            break;
        }
        let hyphen = word.form == "-"
            && word.glued
            && words.get(end + 1).is_some_and(|next| next.glued && next.kind == Kind::Word);
        if hyphen && end > start {
            noun |= is_plural(&words[end + 1]);
            end += 2;
            continue;
        }
        if word.kind != Kind::Word || lists.stops.contains(&word.form) || word.form == "of" {
            break;
        }
        if lists.participles.contains(&word.form) && (noun || ends_phrase(words, end + 1, lexicon))
        {
            break;
        }
        if noun && !is_plural(word) {
            break;
        }
        noun |= is_plural(word) && !word.capital || lists.people.contains(&word.form);
        end += 1;
    }
    end
}

fn ends_phrase(words: &[Word], at: usize, lexicon: &FigureLexicon) -> bool {
    words.get(at).is_none_or(|word| {
        word.kind != Kind::Word || lexicon.lists.stops.contains(&word.form) || word.form == "of"
    })
}

pub(super) fn is_determiner(word: &Word) -> bool {
    word.is_one_of(&[
        "the", "a", "an", "its", "his", "her", "their", "our", "those", "these", "this", "that",
        "all", "your", "my", "whom",
    ])
}

/// Whether a word looks like a plural noun.
fn is_plural(word: &Word) -> bool {
    const IRREGULAR: [&str; 12] = [
        "people",
        "men",
        "women",
        "children",
        "personnel",
        "police",
        "policemen",
        "servicemen",
        "gunmen",
        "crew",
        "staff",
        "troops",
    ];
    let regular = word.form.len() > 3
        && word.form.ends_with('s')
        && !word.form.ends_with("ss")
        && !word.form.ends_with("'s")
        && !word.form.ends_with("ous")
        && !word.form.ends_with("us");
    regular || word.is_one_of(&IRREGULAR)
}
