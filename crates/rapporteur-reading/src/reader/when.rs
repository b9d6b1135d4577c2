//! When a claim is, where its own clause does not say.

use rapporteur_language::{Analysis, Span};
use rapporteur_model::{Document, Realis, TimeSpan};

use crate::time::TimeExpression;

/// The day of the report, for what is told as happening or as having happened; nothing for what is
/// planned or possible. In the development gold, of 2,015 actual events whose sentence names no
/// time, 46 in a hundred are of the day of the report, 31 in a hundred have no time at all.
pub(super) fn by_default(document: &Document, realis: Realis) -> Option<TimeSpan> {
    match realis {
        Realis::Actual | Realis::Ongoing | Realis::Negated => document.published.map(TimeSpan::at),
        Realis::Planned | Realis::Hypothetical => None,
    }
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
    nearest.map(|(_, interval)| interval).or_else(|| by_default(document, Realis::Actual))
}
