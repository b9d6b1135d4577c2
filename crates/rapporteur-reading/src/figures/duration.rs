//! How long: whether a number of days or years says how long something lasted.

use super::candidate::Candidate;
use super::lexicon::{FigureLexicon, Verdict};
use super::number::Style;
use super::skip::{fits_after, fits_before};
use super::time_unit::{Time, TimeForm};
use super::words::Word;

/// The rule by which a number with a unit of time is a duration, or `None` where it is none.
///
/// The lexicon's rules are asked in their order; the first that fits decides.
pub(super) fn rule<'lexicon>(
    words: &[Word],
    candidate: &Candidate,
    time: &Time,
    lexicon: &'lexicon FigureLexicon,
) -> Option<&'lexicon str> {
    if time.form != TimeForm::Plain {
        return Some("duration.compound");
    }
    let decided = lexicon.durations.iter().find(|rule| {
        fits_before(words, candidate.first, &rule.context.before)
            && fits_after(words, time.end, &rule.context.after)
            && (rule.clause.is_empty() || in_clause(words, candidate.first, rule))
    });
    match decided {
        Some(rule) if rule.verdict == Verdict::Figure => Some(&rule.context.id),
        Some(_) => None,
        None if candidate.number.style == Style::Article => None,
        // "one day" is mostly "some day".
        None if candidate.number.value * time.days <= 1.0 && time.days >= 1.0 => None,
        None => Some("duration.plain"),
    }
}

/// The length in days: whole where it is whole, else rounded to two decimals as the guide says.
pub(super) fn in_days(value: f64, unit_days: f64) -> f64 {
    (value * unit_days * 100.0).round() / 100.0
}

fn in_clause(words: &[Word], end: usize, rule: &super::lexicon::DurationRule) -> bool {
    /// How far back the verb of a clause may stand, in words.
    const REACH: usize = 12;
    let from = end.saturating_sub(REACH);
    let start = (from..end)
        .rev()
        .find(|at| words[*at].is_one_of(&[".", ";", "!", "?"]))
        .map_or(from, |at| at + 1);
    (start..end).any(|at| rule.clause.iter().any(|pattern| pattern.match_from(words, at).is_some()))
}
