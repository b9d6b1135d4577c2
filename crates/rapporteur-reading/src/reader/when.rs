//! When a claim is, where its own clause does not say.

use std::collections::BTreeSet;

use rapporteur_language::{Analysis, Span};
use rapporteur_model::{Actor, Claim, Document, TimeSpan};

use crate::time::TimeExpression;

/// The time of each event without one that another claim of the report tells of the same act: of
/// its type, equally real, by one of its doers, to one of its recipients or to nobody named. The
/// nearest such claim counts; given with its words.
///
/// "They met in Oslo on Monday. … At their meeting the envoys …": in the five folds this changes one
/// time in twenty, and seven of ten of these for the better.
pub(super) fn told_elsewhere(claims: &[&Claim]) -> Vec<Option<(TimeSpan, Span)>> {
    let acts: Vec<Option<Act<'_>>> = claims.iter().map(|claim| Act::of(claim)).collect();
    let told = |at: usize| {
        let act = acts[at].as_ref().filter(|act| act.claim.time.is_none())?;
        let dated = acts.iter().flatten().filter(|other| other.claim.time.is_some());
        let start = |act: &Act<'_>| act.claim.span.start;
        dated
            .filter(|other| act.may_be(other))
            .min_by_key(|other| (start(other).abs_diff(start(act)), other.claim.span))
            .and_then(|other| Some((other.claim.time?, other.claim.span)))
    };
    (0..claims.len()).map(told).collect()
}

/// An event with its parties.
struct Act<'a> {
    claim: &'a Claim,
    doers: BTreeSet<&'a str>,
    done_to: BTreeSet<&'a str>,
}

impl<'a> Act<'a> {
    fn of(claim: &'a Claim) -> Option<Self> {
        let event = claim.event()?;
        let parties = |actors: &'a [Actor]| actors.iter().map(Actor::party).collect();
        Some(Self { claim, doers: parties(&event.actors), done_to: parties(&event.recipients) })
    }

    fn may_be(&self, other: &Self) -> bool {
        let event_type = |act: &Self| act.claim.event().map(|event| event.event_type);
        event_type(self) == event_type(other)
            && self.claim.realis == other.claim.realis
            && !self.doers.is_disjoint(&other.doers)
            && (!self.done_to.is_disjoint(&other.done_to) || self.done_to == other.done_to)
    }
}

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
