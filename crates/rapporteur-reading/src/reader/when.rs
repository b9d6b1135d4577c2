//! When a claim is, where its own clause does not say.

use rapporteur_language::{Analysis, Span};
use rapporteur_model::{Document, TimeSpan};

use crate::time::TimeExpression;

/// The day of the report, for what is told as of that day.
pub(super) fn of_the_day(document: &Document, is: bool) -> Option<TimeSpan> {
    document.published.filter(|_| is).map(TimeSpan::at)
}

/// The time in the same sentence that stands nearest to a number, else the day of the report.
pub(super) fn of_figure(
    document: &Document,
    analysis: &Analysis,
    times: &[TimeExpression],
    number: Span,
) -> Option<TimeSpan> {
    let sentence = analysis.sentence_at(number.start).map(|at| analysis.sentences[at].span);
    let nearest = times
        .iter()
        .filter(|time| sentence.is_some_and(|sentence| sentence.contains(time.span)))
        .filter(|time| !time.span.overlaps(number))
        .filter_map(|time| Some((time.span.start.abs_diff(number.start), time.interval?)))
        .min_by_key(|(distance, interval)| (*distance, *interval));
    nearest.map(|(_, interval)| interval).or_else(|| of_the_day(document, true))
}
