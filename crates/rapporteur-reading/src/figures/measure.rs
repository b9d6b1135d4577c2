//! What is counted: the nearest cue in the clause decides.

use std::ops::Range;

use rapporteur_model::Measure;

use super::candidate::Candidate;
use super::cue::nearest_cue;
use super::duration;
use super::inherit::{carry_over, inherit, is_part_of};
use super::lexicon::{FigureLexicon, Side};
use super::told::is_told;
use super::words::Word;

/// What a number was found to count.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decision {
    /// What is counted.
    pub(super) measure: Measure,
    /// The rule that decided.
    pub(super) rule: String,
    /// Where the cue stands, and on which side.
    pub(super) cue: Option<(Range<usize>, Side)>,
    /// How far away the cue stands.
    pub(super) distance: f64,
}

/// Decides for each number of a sentence; `None` where it is no figure.
pub(super) fn decide(
    words: &[Word],
    candidates: &[Candidate],
    sentence_before: Option<Measure>,
    lexicon: &FigureLexicon,
) -> Vec<Option<Decision>> {
    let mut decisions: Vec<Option<Decision>> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let before =
            index.checked_sub(1).and_then(|at| Some((&candidates[at], decisions[at].as_ref()?)));
        let decision = decide_one(words, candidates, index, before, lexicon)
            .map(|decision| carry_over(words, candidate, decision, sentence_before))
            .filter(|decision| is_told(words, candidate, decision, lexicon));
        decisions.push(decision);
    }
    decisions
}

fn decide_one(
    words: &[Word],
    candidates: &[Candidate],
    index: usize,
    before: Option<(&Candidate, &Decision)>,
    lexicon: &FigureLexicon,
) -> Option<Decision> {
    let candidate = &candidates[index];
    let plain = |measure: Measure, rule: &str| {
        Some(Decision { measure, rule: rule.to_owned(), cue: None, distance: 0.0 })
    };
    if candidate.currency.is_some() {
        return plain(Measure::Money, "money.currency");
    }
    if let Some(time) = &candidate.time {
        let rule = duration::rule(words, candidate, time, lexicon)?;
        return plain(Measure::Duration, rule);
    }
    // "26 years, 18 of them in exile": parts of a length are no people.
    if is_part_of(words, candidate)
        && before.is_some_and(|(_, decision)| decision.measure == Measure::Duration)
    {
        return None;
    }
    if candidate.percent {
        return plain(Measure::Other, "other.percent");
    }
    if candidate.head.is_some_and(|head| lexicon.lists.things.contains(&words[head].form)) {
        let about_things = nearest_cue(words, candidates, index, lexicon).filter(|decision| {
            matches!(decision.measure, Measure::Aid | Measure::Participants | Measure::Other)
        });
        return about_things.or_else(|| plain(Measure::Other, "other.things"));
    }
    let likely_people =
        candidate.head.is_none_or(|head| looks_like_people(&words[head].form, lexicon));
    let own = nearest_cue(words, candidates, index, lexicon).filter(|decision| {
        likely_people
            || !matches!(decision.measure, Measure::Held | Measure::Released | Measure::Taken)
            || matches!(decision.cue, Some((_, Side::Noun | Side::After | Side::Bare)))
    });
    let inherited = before.and_then(|(first, decision)| inherit(words, first, decision, candidate));
    let decided = match (own, inherited) {
        (Some(own), Some(inherited)) if inherited.distance < own.distance => Some(inherited),
        (Some(own), _) => Some(own),
        (None, inherited) => inherited,
    };
    decided.or_else(|| plain(Measure::Other, "other.counted"))
}

/// Whether a noun may name people: one of the list, or built like "teachers", "Egyptians".
pub(super) fn looks_like_people(head: &str, lexicon: &FigureLexicon) -> bool {
    const ENDINGS: [&str; 18] = [
        "ers", "ors", "ists", "ians", "icans", "ghans", "rmans", "ees", "men", "women", "ants",
        "dents", "gents", "als", "is", "ese", "ves", "ics",
    ];
    lexicon.lists.people.iter().any(|word| word == head)
        || ENDINGS.iter().any(|ending| head.ends_with(ending))
}
