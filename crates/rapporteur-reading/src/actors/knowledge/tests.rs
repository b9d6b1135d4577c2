use std::collections::BTreeMap;

use super::tables::{NounTable, embedded};
use super::*;
use crate::actors::{Actor, mentions};
use crate::dossier::Dossier;

#[test]
fn every_class_of_nouns_does_what_its_example_says() {
    let tables: BTreeMap<String, NounTable> =
        embedded(include_str!("../../../knowledge/nouns.toml"));
    for (key, table) in &tables {
        let text = &format!("{}.", table.example);
        let span = rapporteur_model::Span::new(0, text.len());
        let sentences = rapporteur_language::segment::segment(text, &[span]);
        let found = mentions(text, &sentences, &[], Knowledge::builtin(), &Dossier::default());
        let actors: Vec<&Actor> = found.iter().flat_map(|mention| &mention.actors).collect();
        for expected in &table.actors {
            let (name, party) =
                expected.split_once('|').map_or((expected.as_str(), None), |(a, b)| (a, Some(b)));
            let fits =
                |actor: &&&Actor| actor.name.ends_with(name) && actor.party.as_deref() == party;
            assert!(actors.iter().any(|actor| fits(&actor)), "[{key}] {expected} in {actors:?}");
        }
    }
}

#[test]
fn parties_of_bodies_and_people_are_known_by_that_name() {
    let knowledge = Knowledge::builtin();
    let own: Vec<&str> = knowledge
        .known
        .iter()
        .filter(|known| known.actor.party.is_none())
        .map(|known| known.actor.name.as_str())
        .collect();
    for known in &knowledge.known {
        let party = known.actor.party();
        assert!(
            own.contains(&party) || party == "Venezuelan opposition",
            "{} acts for {party}",
            known.actor.name
        );
    }
}

#[test]
fn places_lie_in_known_countries() {
    let knowledge = Knowledge::builtin();
    for place in &knowledge.places {
        let known = place.country.is_empty() || knowledge.state(&place.country).is_some();
        assert!(
            known || place.country == "Western Sahara",
            "{} lies in {}",
            place.name,
            place.country
        );
    }
}
