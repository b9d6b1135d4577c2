//! Where an event is: a place below its trigger, else the nearest place of its sentence or the last
//! one before.

use rapporteur_language::Span;
use rapporteur_model::EventType;

use super::Found;
use crate::actors::{PlaceBasis, PlaceMention};
use crate::syntax::Tree;

/// Types whose place the development gold tells for 52 to 96 in a hundred events; of the others,
/// for 8 to 29 in a hundred.
const PLACED: &[EventType] = &[
    EventType::Aid,
    EventType::Assault,
    EventType::Coerce,
    EventType::Consult,
    EventType::Mobilize,
    EventType::Protest,
    EventType::Retreat,
];

/// Types that go on at the place that the report was last about.
const STAYS: &[EventType] =
    &[EventType::Aid, EventType::Assault, EventType::Coerce, EventType::Protest];

/// The gazetteer's name of the place of an event.
pub(super) fn place(
    found: Found<'_>,
    tree: &Tree<'_>,
    word: usize,
    event_type: EventType,
) -> Option<String> {
    if let Some(place) = below(found, tree, word) {
        return Some(place.name.clone());
    }
    if !PLACED.contains(&event_type) {
        return None;
    }
    let trigger = tree.token(word).span;
    let within = nearest(found, tree.sentence.span, trigger);
    let before = || {
        let earlier = found.places.iter().rev().filter(|place| place.span.end <= trigger.start);
        earlier.into_iter().find(|place| place.basis == PlaceBasis::Located)
    };
    let stays = STAYS.contains(&event_type);
    within.or_else(|| if stays { before() } else { None }).map(|place| place.name.clone())
}

/// A place that "in" or "at" introduces below the trigger.
fn below<'a>(found: Found<'a>, tree: &Tree<'_>, word: usize) -> Option<&'a PlaceMention> {
    let direct: Vec<usize> = tree.dependents(word, &["obl", "nmod"]).collect();
    let objects = tree.dependents(word, &["obj", "nsubj:pass"]);
    let inner = direct
        .iter()
        .copied()
        .chain(objects)
        .flat_map(|at| tree.dependents(at, &["nmod"]).collect::<Vec<_>>());
    let candidates: Vec<usize> = direct.iter().copied().chain(inner).collect();
    let in_place = |at: &usize| tree.introduced_by(*at, &["in", "at", "near", "inside"]);
    candidates.into_iter().filter(in_place).find_map(|at| {
        let span = tree.token(at).span;
        found.places.iter().find(|place| place.span.overlaps(span))
    })
}

/// The located place of a sentence that stands nearest to the trigger.
fn nearest<'a>(found: Found<'a>, sentence: Span, trigger: Span) -> Option<&'a PlaceMention> {
    let located =
        |place: &&PlaceMention| sentence.contains(place.span) && place.basis == PlaceBasis::Located;
    let distance = |place: &&PlaceMention| place.span.start.abs_diff(trigger.start);
    found.places.iter().filter(located).min_by_key(distance)
}
