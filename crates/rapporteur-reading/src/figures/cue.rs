//! Words that say what a number counts, and how far they stand from it.

use std::ops::Range;

use super::candidate::Candidate;
use super::lexicon::{Cue, FigureLexicon, Side};
use super::measure::Decision;
use super::words::{Kind, Word};

/// The cue with the smallest distance; of equals the first in the lexicon.
pub(super) fn nearest_cue(
    words: &[Word],
    candidates: &[Candidate],
    index: usize,
    lexicon: &FigureLexicon,
) -> Option<Decision> {
    let mut best: Option<Decision> = None;
    for cue in &lexicon.cues {
        let Some((place, distance)) = distance(words, candidates, index, cue, lexicon) else {
            continue;
        };
        if distance <= cue.reach
            && best.as_ref().is_none_or(|best| distance + cue.cost < best.distance)
        {
            best = Some(Decision {
                measure: cue.measure,
                rule: cue.id.clone(),
                cue: Some((place, cue.side)),
                distance: distance + cue.cost,
            });
        }
    }
    best
}

/// Whether one of the numbers, in text order, begins at a word.
fn is_number(candidates: &[Candidate], at: usize) -> bool {
    candidates.binary_search_by_key(&at, |candidate| candidate.number.start).is_ok()
}

/// Another number between a cue and its number (set on the seeds and the even gold documents).
const CROSSING: f64 = 3.0;

/// An aside between a noun and its verb: "17 people, nurses and drivers among them, were ...".
const APPOSITION: f64 = 2.0;

/// Ends of sentences and clauses are not passed.
const WALL: f64 = 1000.0;

/// Where a cue stands nearest to a number, and how far.
fn distance(
    words: &[Word],
    candidates: &[Candidate],
    index: usize,
    cue: &Cue,
    lexicon: &FigureLexicon,
) -> Option<(Range<usize>, f64)> {
    let candidate = &candidates[index];
    match cue.side {
        Side::Noun => candidate
            .noun
            .clone()
            .take_while(|at| candidate.head.is_some_and(|head| *at <= head))
            .find_map(|at| {
                let end = cue.phrases.iter().find_map(|phrase| phrase.match_from(words, at))?;
                // "hostage-takers" are no hostages.
                let compound = words.get(end).is_some_and(|next| next.form == "-" && next.glued);
                (!compound).then_some((at..end, 0.0))
            }),
        Side::After | Side::Bare => {
            // "251 taken hostage": the participle is the cue, not part of the noun phrase.
            let participle = words
                .get(candidate.noun.start)
                .is_some_and(|word| lexicon.lists.participles.contains(&word.form));
            let phrase = if participle { candidate.noun.start } else { candidate.noun.end };
            let from = phrase.max(candidate.number_end);
            let numbers = &candidates[index + 1..];
            let direct = cue_after(words, numbers, from, cue, 0.0, lexicon);
            let aside = apposition_end(words, from)
                .and_then(|after| cue_after(words, numbers, after, cue, APPOSITION, lexicon));
            match (direct, aside) {
                (Some(direct), Some(aside)) if aside.1 < direct.1 => Some(aside),
                (None, aside) => aside,
                (direct, _) => direct,
            }
        }
        Side::Verb | Side::Before => {
            let mut walked = 0.0;
            let mut end = candidate.first;
            while end > 0 {
                let found = cue.phrases.iter().find_map(|phrase| phrase.match_until(words, end));
                if let Some(start) = found
                    && !is_in_compound(words, start, end)
                    && !(cue.side == Side::Verb && is_passive(words, start, end))
                {
                    return Some((start..end, walked));
                }
                end -= 1;
                walked += step(words, end, lexicon);
                // "rescued by two fishermen": who did it, not whom.
                if words[end].form == "by" {
                    walked += WALL;
                }
                if is_number(&candidates[..index], end) {
                    walked += CROSSING;
                }
                if walked > cue.reach {
                    return None;
                }
            }
            None
        }
    }
}

/// The first match of a cue after a place, and how far it is.
fn cue_after(
    words: &[Word],
    numbers: &[Candidate],
    from: usize,
    cue: &Cue,
    start: f64,
    lexicon: &FigureLexicon,
) -> Option<(Range<usize>, f64)> {
    let mut walked = start;
    for at in from..words.len() {
        let found = cue.phrases.iter().find_map(|phrase| phrase.match_from(words, at));
        if let Some(end) = found
            && !is_in_compound(words, at, end)
            && (cue.side == Side::After || takes_no_object(words, end, lexicon))
        {
            return Some((at..end, walked));
        }
        walked += step(words, at, lexicon);
        if is_number(numbers, at) {
            walked += CROSSING;
        }
        if walked > cue.reach {
            return None;
        }
    }
    None
}

/// One past the sign that closes an aside which opens right at a place.
fn apposition_end(words: &[Word], from: usize) -> Option<usize> {
    /// Longer asides are clauses of their own.
    const LONGEST: usize = 16;
    let sign = words.get(from).filter(|word| word.is_one_of(&[",", "-", "("]))?;
    let closing: &[&str] = if sign.form == "(" { &[")"] } else { &[",", "-"] };
    let mut inside = from + 1;
    while words.get(inside).is_some_and(|word| word.is_one_of(closing)) {
        inside += 1;
    }
    let tail = words.get(inside..)?.iter().take(LONGEST);
    let offset =
        tail.take_while(|word| !word.is_one_of(&[".", ";", "!", "?"])).position(|word| {
            word.is_one_of(closing) && !word.glued || word.form == "," && closing.contains(&",")
        })?;
    let mut after = inside + offset + 1;
    while words.get(after).is_some_and(|word| word.is_one_of(closing)) {
        after += 1;
    }
    Some(after)
}

/// What it costs to pass a word between a number and its cue.
fn step(words: &[Word], at: usize, lexicon: &FigureLexicon) -> f64 {
    let word = &words[at];
    match word.form.as_str() {
        "." | "!" | "?" => {
            let sentence_ends = words.get(at + 1).is_none_or(|next| next.capital || !next.glued);
            if sentence_ends { WALL } else { 0.0 }
        }
        ";" => WALL,
        ":" => 6.0,
        "," => 1.5,
        "and" => 1.0,
        "\"" | "(" | ")" | "'" => 0.5,
        form if lexicon.lists.clause_openers.iter().any(|opener| opener == form) => 3.0,
        _ => 1.0,
    }
}

/// "were killed and 28 ...": what was done to the subject has no object.
fn is_passive(words: &[Word], start: usize, end: usize) -> bool {
    let past = end > start && !words[start].form.ends_with("ing");
    past && start.checked_sub(1).is_some_and(|at| {
        words[at].is_one_of(&["was", "were", "been", "be", "is", "are", "being", "get", "got"])
    })
}

/// "a rebel-held town", "hostage-takers": part of another word.
fn is_in_compound(words: &[Word], start: usize, end: usize) -> bool {
    let glued_hyphen = |at: usize| words.get(at).is_some_and(|word| word.form == "-" && word.glued);
    let before = start.checked_sub(1).is_some_and(glued_hyphen) && words[start].glued;
    before || glued_hyphen(end) && words.get(end + 1).is_some_and(|word| word.glued)
}

/// "12 wounded in the raid" but not "12 wounded five".
fn takes_no_object(words: &[Word], at: usize, lexicon: &FigureLexicon) -> bool {
    words.get(at).is_none_or(|word| {
        word.kind == Kind::Sign
            || lexicon.lists.stops.contains(&word.form) && !word.is_one_of(OBJECT_STARTS)
    })
}

/// Words that begin an object rather than an adverbial.
const OBJECT_STARTS: &[&str] =
    &["the", "a", "an", "their", "his", "her", "its", "them", "him", "another", "all", "several"];
