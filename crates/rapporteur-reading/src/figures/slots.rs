//! The words for whom, by whom and in which unit.

use std::ops::Range;

use rapporteur_language::Span;
use rapporteur_model::Figure;
use rapporteur_model::Measure;

use super::FigureMention;
use super::candidate::Candidate;
use super::duration::in_days;
use super::lexicon::{FigureLexicon, Side};
use super::measure::{Decision, looks_like_people};
use super::noun_phrase::phrase_end;
use super::words::{Kind, Word};

/// The figure that a number and its decision make.
pub(super) fn mention(
    text: &str,
    words: &[Word],
    candidate: &Candidate,
    decision: &Decision,
    lexicon: &FigureLexicon,
) -> FigureMention {
    let days = candidate.time.as_ref().map(|time| time.days);
    let convert = |value: f64| days.map_or(value, |days| in_days(value, days));
    let number = cover(words, candidate.number.start..candidate.number_end);
    FigureMention {
        span: evidence(words, candidate, decision),
        number,
        figure: Figure {
            measure: decision.measure,
            of: counted(text, words, candidate, lexicon),
            by: doer(text, words, candidate, decision, lexicon),
            value: convert(candidate.number.value),
            high: candidate.high.map(convert),
            qualifier: candidate.qualifier,
            unit: unit(words, candidate, decision, lexicon),
        },
        rule: decision.rule.clone(),
    }
}

/// Bound, number and noun phrase, and the cue where it follows at once.
fn evidence(words: &[Word], candidate: &Candidate, decision: &Decision) -> Span {
    let unit_end = candidate.time.as_ref().map_or(0, |time| time.end);
    let mut end = candidate.noun.end.max(candidate.number_end).max(unit_end);
    let mut start = candidate.first;
    if let Some((cue, side)) = &decision.cue {
        match side {
            Side::After | Side::Bare if cue.start <= end + 1 => end = end.max(cue.end),
            Side::Verb | Side::Before if cue.end == start && candidate.noun.is_empty() => {
                start = cue.start;
            }
            _ => {}
        }
    }
    cover(words, start..end)
}

fn cover(words: &[Word], range: Range<usize>) -> Span {
    let last = range.end.min(words.len()).saturating_sub(1);
    match (words.get(range.start), words.get(last)) {
        (Some(first), Some(last)) => first.span.cover(last.span),
        _ => Span::default(),
    }
}

/// Whom or what, in the text's words.
fn counted(
    text: &str,
    words: &[Word],
    candidate: &Candidate,
    lexicon: &FigureLexicon,
) -> Option<String> {
    let mut range = candidate.noun.clone();
    if candidate.hyphen && candidate.time.is_none() && range.len() > 1 {
        range.start += 1;
    }
    // "six days of talks": what lasted, not the unit.
    while range.start < range.end
        && (words[range.start].is_one_of(&["more", "other", "another", "-"])
            || candidate.currency.is_some()
                && lexicon.currencies.iter().any(|c| c.words.contains(&words[range.start].form)))
    {
        range.start += 1;
    }
    (!range.is_empty()).then(|| in_one_line(cover(words, range).of(text)))
}

/// The party that did it: the subject of a verb before, or who stands after "by".
fn doer(
    text: &str,
    words: &[Word],
    candidate: &Candidate,
    decision: &Decision,
    lexicon: &FigureLexicon,
) -> Option<String> {
    let (cue, side) = decision.cue.as_ref()?;
    match side {
        // "The strikes hit tanks, killing one": the subject stands before another verb.
        Side::Verb
            if words[cue.start].form.ends_with("ing")
                && cue.start.checked_sub(1).is_none_or(|at| words[at].kind != Kind::Word) =>
        {
            None
        }
        Side::Verb => subject(text, words, cue.start, lexicon),
        Side::Noun => cause(text, words, candidate, lexicon),
        Side::After | Side::Bare | Side::Before => {
            let from = cue.end.max(candidate.noun.end);
            let near = words.get(from..)?.iter().take(3);
            let Some(offset) =
                near.take_while(|word| word.kind == Kind::Word).position(|word| word.form == "by")
            else {
                return cause(text, words, candidate, lexicon);
            };
            let mut start = from + offset + 1;
            while words.get(start).is_some_and(|word| word.is_one_of(&["the", "a", "an"])) {
                start += 1;
            }
            let end = phrase_end(words, start, lexicon);
            (end > start).then(|| in_one_line(cover(words, start..end).of(text)))
        }
    }
}

/// "The blast left 12 dead", "a war that has cost 40,000 lives": what came before the verb.
fn cause(
    text: &str,
    words: &[Word],
    candidate: &Candidate,
    lexicon: &FigureLexicon,
) -> Option<String> {
    const VERBS: &[&str] =
        &["left", "leaves", "cost", "costs", "claimed", "claims", "caused", "took", "saw"];
    let verb = candidate.first.checked_sub(1)?;
    words[verb].is_one_of(VERBS).then(|| subject(text, words, verb, lexicon)).flatten()
}

/// The noun phrase that ends before a verb and its auxiliaries.
fn subject(text: &str, words: &[Word], verb: usize, lexicon: &FigureLexicon) -> Option<String> {
    const AUXILIARIES: &[&str] = &[
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "also",
        "reportedly",
        "that",
        "which",
        "who",
        "will",
        "would",
        "so",
        "far",
        "already",
        "then",
        "later",
        ",",
        "again",
        "once",
        "meanwhile",
        "reportedly",
    ];
    let mut end = verb;
    while end > 0 && (words[end - 1].is_one_of(AUXILIARIES) || words[end - 1].form.ends_with("ly"))
    {
        end -= 1;
    }
    const PREPOSITIONS: &[&str] = &[
        "in", "on", "at", "near", "from", "with", "for", "against", "into", "after", "during",
        "of", "around", "outside", "inside", "across",
    ];
    let mut start = end;
    while start > 0 {
        let word = &words[start - 1];
        let hyphen = word.form == "-" && word.glued;
        let stops = lexicon.lists.stops.contains(&word.form) || word.form == "of";
        if !hyphen && (word.kind != Kind::Word || stops) || end - start >= 6 {
            break;
        }
        start -= 1;
    }
    // "a blast in the port killed ...": the port did not do it.
    let mut before = start;
    while before > 0 && words[before - 1].is_one_of(&["the", "a", "an", "its", "their"]) {
        before -= 1;
    }
    let of_place = before > 0 && words[before - 1].is_one_of(PREPOSITIONS);
    let named = words[start..end].iter().any(|word| word.kind == Kind::Word && word.form.len() > 1);
    (named && !of_place).then(|| in_one_line(cover(words, start..end).of(text)))
}

fn unit(
    words: &[Word],
    candidate: &Candidate,
    decision: &Decision,
    lexicon: &FigureLexicon,
) -> Option<String> {
    if let Some(currency) = &candidate.currency {
        return Some(currency.clone());
    }
    if decision.measure == Measure::Duration {
        return Some("days".to_owned());
    }
    if candidate.percent {
        return Some("percent".to_owned());
    }
    let head = candidate.head.map(|head| words[head].form.clone());
    let families = head.as_deref().is_some_and(|head| matches!(head, "families" | "households"));
    let counts_people = !families
        && !matches!(decision.measure, Measure::Other | Measure::Aid | Measure::Participants);
    match head {
        Some(head)
            if looks_like_people(&head, lexicon) && !lexicon.lists.things.contains(&head) =>
        {
            Some("people".to_owned())
        }
        None if decision.measure == Measure::Participants => Some("people".to_owned()),
        _ if counts_people || decision.rule == "participants.body" => Some("people".to_owned()),
        other => other,
    }
}

/// The words on one line, whatever the line breaks of the report.
fn in_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
