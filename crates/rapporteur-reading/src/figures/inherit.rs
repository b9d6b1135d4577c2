//! Numbers that count what another number counts: lists, parts, exchanges.

use rapporteur_model::Measure;

use super::candidate::Candidate;
use super::measure::Decision;
use super::words::Word;

/// "killed 12 soldiers and 30 rebels", "12 dead, including five children", "for 240 prisoners".
pub(super) fn inherit(
    words: &[Word],
    first: &Candidate,
    decision: &Decision,
    second: &Candidate,
) -> Option<Decision> {
    if matches!(decision.measure, Measure::Duration | Measure::Money) || first.percent {
        return None;
    }
    let from = first.noun.end.max(first.number_end);
    let between = words.get(from..second.first)?;
    let mut forms: Vec<&str> = between.iter().map(|word| word.form.as_str()).collect();
    while matches!(forms.last(), Some(&("all" | "the" | "another" | "other"))) && forms.len() > 1 {
        forms.pop();
    }
    let (rule, distance) = match forms.as_slice() {
        ["and"]
        | [","]
        | [",", "and"]
        | ["and", "another"]
        | ["or"]
        | [",", "as", "well", "as"] => ("inherited.list", 1.0),
        [.., "including"] | [.., "among", "them"] | [.., "including", "the" | "at"]
            if forms.len() < 14 =>
        {
            ("inherited.including", 0.5)
        }
        [.., "and"] | [.., ","]
            if forms.len() < 9
                && !forms.iter().any(|form| matches!(*form, "." | ";" | "who" | "that")) =>
        {
            ("inherited.list", 4.0)
        }
        [] => return None,
        _ if decision.measure == Measure::Released
            && matches!(forms.last(), Some(&"for"))
            && !forms.iter().any(|form| matches!(*form, "." | ";")) =>
        {
            ("inherited.exchange", 0.5)
        }
        _ => {
            let part_of = is_part_of(words, second);
            let bare_list = second.noun.is_empty()
                && forms.len() < 7
                && matches!(forms.last(), Some(&("and" | "," | ";")));
            if part_of || bare_list {
                ("inherited.part-of", 5.0)
            } else {
                return None;
            }
        }
    };
    Some(Decision { measure: decision.measure, rule: rule.to_owned(), cue: None, distance })
}

/// "Twenty of them were children": what the sentence before counted.
pub(super) fn carry_over(
    words: &[Word],
    candidate: &Candidate,
    decision: Decision,
    sentence_before: Option<Measure>,
) -> Decision {
    match sentence_before {
        Some(measure)
            if !matches!(measure, Measure::Duration | Measure::Money)
                && decision.rule == "other.counted"
                && is_part_of(words, candidate) =>
        {
            Decision { measure, rule: "inherited.sentence-before".to_owned(), ..decision }
        }
        _ => decision,
    }
}

/// "9 of them", "two of whom".
pub(super) fn is_part_of(words: &[Word], candidate: &Candidate) -> bool {
    let tail = words.get(candidate.number_end..).unwrap_or_default();
    tail.first().is_some_and(|word| word.form == "of")
        && tail.get(1).is_some_and(|word| word.is_one_of(&["whom", "them", "those", "these"]))
}
