//! Slots on which the claims of one entry cannot all be right.
//!
//! Missing, rounder and less exact contradicts nothing; a count that grew from one report to the
//! next, or a thing that had not happened yet, is an update.

mod numbers;
mod slots;
mod stance;

use rapporteur_model::{Disagreement, PartialDate, Side, Slot};

use super::told::Told;

pub(crate) use self::stance::{Stance, opposed_stances, stance};

/// One thing that a claim says on a slot, and whether two such things contradict each other.
struct Question {
    slot: Slot,
    /// What a claim says; `None` where it says nothing.
    says: fn(&Told<'_>) -> Option<String>,
    /// Whether two claims that say something different cannot both be right.
    contradict: fn(&Told<'_>, &Told<'_>) -> bool,
}

const QUESTIONS: &[Question] = &[
    Question { slot: Slot::Value, says: numbers::says, contradict: numbers::contradict },
    Question { slot: Slot::Realis, says: slots::realis, contradict: slots::realis_contradicts },
    Question { slot: Slot::Stance, says: stance::says, contradict: stance::contradict },
    Question { slot: Slot::Time, says: slots::time, contradict: slots::time_contradicts },
    Question { slot: Slot::Place, says: slots::place, contradict: slots::place_contradicts },
    Question { slot: Slot::Actors, says: slots::actors, contradict: slots::actors_contradict },
];

/// Every disagreement of an entry, by slot.
pub(crate) fn disagreements(members: &[&Told<'_>]) -> Vec<Disagreement> {
    QUESTIONS.iter().filter_map(|question| ask(question, members)).collect()
}

fn ask(question: &Question, members: &[&Told<'_>]) -> Option<Disagreement> {
    let saying: Vec<(String, &Told<'_>)> =
        members.iter().filter_map(|told| Some(((question.says)(told)?, *told))).collect();
    let opposed = |(value, told): &(String, &Told<'_>)| {
        saying.iter().any(|(other, rival)| other != value && (question.contradict)(told, rival))
    };
    let mut sides: Vec<(Side, Vec<&Told<'_>>)> = Vec::new();
    for (value, told) in saying.iter().filter(|said| opposed(said)) {
        let id = told.claim.id.clone();
        match sides.iter_mut().find(|(side, _)| side.value == *value) {
            Some((side, tellers)) => {
                side.claims.push(id);
                tellers.push(told);
            }
            None => sides.push((Side { value: value.clone(), claims: vec![id] }, vec![told])),
        }
    }
    if sides.len() < 2 {
        return None;
    }
    let correction = corrected(&sides);
    sides.sort_by(|(a, _), (b, _)| {
        b.claims.len().cmp(&a.claims.len()).then_with(|| a.value.cmp(&b.value))
    });
    let sides = sides.into_iter().map(|(side, _)| side).collect();
    Some(Disagreement { slot: question.slot, sides, correction })
}

/// Whether one outlet alone tells every side in the same voice, each in a report of another day or
/// in another version of one report.
fn corrected(sides: &[(Side, Vec<&Told<'_>>)]) -> bool {
    let tellers = || sides.iter().flat_map(|(_, tellers)| tellers.iter());
    let first = tellers().next();
    let one_voice = tellers().all(|told| {
        first.is_some_and(|first| {
            told.document.outlet == first.document.outlet
                && (told.document.outlet.is_some() || told.document.url == first.document.url)
                && told.speaker == first.speaker
        })
    });
    let address = first.and_then(|first| first.document.url.as_ref());
    let versions = address.is_some() && tellers().all(|told| told.document.url.as_ref() == address);
    let moments: Vec<Option<Moment<'_>>> = sides
        .iter()
        .map(|(_, tellers)| tellers.iter().map(|told| moment(told, versions)).min())
        .collect();
    let apart = moments.iter().enumerate().all(|(at, when)| {
        let known = when.is_some_and(|(day, version)| day.is_some() || version.is_some());
        known && !moments[..at].contains(when)
    });
    one_voice && apart
}

/// When something was told: the day, and of versions of one report which of them.
type Moment<'a> = (Option<i64>, Option<(Option<&'a str>, Option<PartialDate>)>);

fn moment<'a>(told: &Told<'a>, versions: bool) -> Moment<'a> {
    let document = told.document;
    let version = (document.origin.retrieved.as_deref(), document.modified);
    (told.published.map(|days| days.first), versions.then_some(version))
}
