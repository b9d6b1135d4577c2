//! Web Annotations, edited in an annotation tool: tags say what a claim is.

use std::collections::BTreeMap;

use anyhow::Context;
use rapporteur_model::{Actor, Claim, EditedSlot};
use rapporteur_record::views::Contents;
use serde_json::Value;

use super::Said;

/// Tags, and the slot behind each.
const TAGS: &[(&str, EditedSlot)] = &[
    ("type", EditedSlot::Type),
    ("mode", EditedSlot::Mode),
    ("actor", EditedSlot::Actors),
    ("recipient", EditedSlot::Recipients),
    ("mediator", EditedSlot::Mediators),
    ("issue", EditedSlot::Issues),
    ("measure", EditedSlot::Measure),
    ("value", EditedSlot::Value),
    ("realis", EditedSlot::Realis),
];

pub(super) fn read(text: &str, contents: &Contents) -> anyhow::Result<Vec<Said>> {
    let claims: BTreeMap<&str, &Claim> = contents
        .claims
        .iter()
        .chain(&contents.rejected)
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let annotation: Value =
            serde_json::from_str(line).with_context(|| format!("line {number} is not JSON"))?;
        let bodies = annotation["body"].as_array().cloned().unwrap_or_default();
        let claim = identifier(&annotation, &bodies)
            .with_context(|| format!("line {number} names no claim: keep `id` as it was"))?;
        let tags: Vec<(&str, &str)> = bodies
            .iter()
            .filter(|body| body["purpose"] == "tagging")
            .filter_map(|body| body["value"].as_str()?.split_once(':'))
            .collect();
        let mut said = Said { place: number, ..Said::default() };
        let told = claims.get(claim.as_str());
        for &(tag, slot) in TAGS {
            let belongs = told.is_none_or(|claim| match claim.event() {
                Some(_) => EditedSlot::OF_EVENT.contains(&slot),
                None => EditedSlot::OF_FIGURE.contains(&slot),
            });
            if !belongs {
                continue;
            }
            let values =
                tags.iter().filter(|(name, _)| *name == tag).map(|(_, value)| value.trim());
            let values: Vec<&str> = values.collect();
            if told.is_some_and(|claim| are_named(claim, slot, &values)) {
                continue;
            }
            let values = values.into_iter().map(|value| with_party(value, told)).collect();
            said.slots.push((slot, ranged(slot, values, told).join("; ")));
        }
        let verdict = tags.iter().find(|(name, _)| *name == "review").map(|(_, value)| *value);
        said.verdict = Some(verdict.unwrap_or_default().to_owned());
        said.claim = claim;
        all.push(said);
    }
    Ok(all)
}

/// The claim that an annotation is about: in the claim beside the tags, or in its permalink.
fn identifier(annotation: &Value, bodies: &[Value]) -> Option<String> {
    let described = bodies.iter().find(|body| body["purpose"] == "describing");
    let whole =
        described.and_then(|body| serde_json::from_str::<Value>(body["value"].as_str()?).ok());
    let inside = whole.and_then(|claim| claim["id"].as_str().map(str::to_owned));
    inside.or_else(|| {
        let (_, path) = annotation["id"].as_str()?.rsplit_once("/d/")?;
        let (document, number) = path.split_once("?c=")?;
        let number = number.split('#').next()?;
        Some(format!("{document}.{number}"))
    })
}

/// Whether the names are those that the claim has in a slot: two bodies of one name and different
/// parties look alike in tags.
fn are_named(claim: &Claim, slot: EditedSlot, values: &[&str]) -> bool {
    let actors = claim.event().and_then(|event| match slot {
        EditedSlot::Actors => Some(&event.actors),
        EditedSlot::Recipients => Some(&event.recipients),
        EditedSlot::Mediators => Some(&event.mediators),
        _ => None,
    });
    let names = |actors: &Vec<Actor>| -> Vec<String> {
        actors.iter().map(|actor| actor.name.trim().to_owned()).collect()
    };
    actors.is_some_and(|actors| names(actors) == values)
}

/// A name with the party that the claim has for it: tags show names alone.
fn with_party(name: &str, claim: Option<&&Claim>) -> String {
    let event = claim.and_then(|claim| claim.event());
    let slots = event.map(|event| [&event.actors, &event.recipients, &event.mediators]);
    let known = slots.into_iter().flatten().flatten().find(|actor: &&Actor| actor.name == name);
    match known.and_then(|actor| actor.party.as_ref()) {
        Some(party) => format!("{name} ({party})"),
        None => name.to_owned(),
    }
}

/// A figure's tag shows the lower end of a range: an unchanged one means the whole range.
fn ranged(slot: EditedSlot, values: Vec<String>, claim: Option<&&Claim>) -> Vec<String> {
    let figure = claim.and_then(|claim| claim.figure());
    match (slot, figure) {
        (EditedSlot::Value, Some(figure)) => values
            .into_iter()
            .map(|value| match figure.high {
                Some(high) if value == figure.value.to_string() => format!("{value} to {high}"),
                _ => value,
            })
            .collect(),
        _ => values,
    }
}
