//! "At least", "nearly", "some": the words beside a number that say how exact it is.

use rapporteur_model::Qualifier;

use super::lexicon::FigureLexicon;
use super::words::Word;

/// The bound right before a word, articles between them allowed, and where it begins.
pub(super) fn bound_before(
    words: &[Word],
    end: usize,
    floor: usize,
    lexicon: &FigureLexicon,
) -> Option<(Qualifier, usize)> {
    let mut until = end;
    loop {
        let longest = lexicon
            .bounds
            .iter()
            .flat_map(|bound| bound.before.iter().map(move |pattern| (bound.qualifier, pattern)))
            .filter_map(|(qualifier, pattern)| {
                Some((qualifier, pattern.match_until(words, until)?))
            })
            .filter(|(_, start)| *start >= floor)
            .min_by_key(|(_, start)| *start);
        if longest.is_some() {
            return longest;
        }
        let article = until.checked_sub(1).filter(|at| *at >= floor)?;
        if end - article > 1
            || !words[article].is_one_of(&["a", "an", "the", "another", "only", "just"])
        {
            return None;
        }
        until = article;
    }
}

pub(super) fn bound_after(
    words: &[Word],
    at: usize,
    lexicon: &FigureLexicon,
) -> Option<(Qualifier, usize)> {
    lexicon
        .bounds
        .iter()
        .flat_map(|bound| bound.after.iter().map(move |pattern| (bound.qualifier, pattern)))
        .find_map(|(qualifier, pattern)| Some((qualifier, pattern.match_from(words, at)?)))
}

/// "hand over 300 rifles": the word belongs to the verb.
pub(super) fn is_particle(words: &[Word], start: usize) -> bool {
    words[start].form == "over"
        && start.checked_sub(1).is_some_and(|at| {
            words[at].is_one_of(&[
                "hand", "hands", "handed", "handing", "turn", "turned", "turning", "take", "took",
                "taken", "taking", "watch", "presided", "control",
            ])
        })
}

/// "withdraw over 12 weeks": "over" tells the span, unlike in "for over 12 weeks".
pub(super) fn spans_time(words: &[Word], start: usize, number: usize) -> bool {
    let over = words[start].form == "over" && start + 1 == number;
    let before = start.checked_sub(1).map(|at| &words[at]);
    over && !before.is_none_or(|word| {
        word.is_one_of(&[
            "for", "in", "after", "lasted", "lasting", "last", "a", "an", "of", "than", "has",
            "took", "within", "with", "since", "at", "is", "was", "just", "well", "little",
            "nearly",
        ])
    })
}
