//! Reads `knowledge/*.toml` into what the rules look up.

use std::collections::BTreeMap;

use rapporteur_model::Actor;
use serde::Deserialize;

use super::{Class, Knowledge, Known, Meaning, Number, Place, Sex, Side, State};
use crate::actors::MentionKind;
use crate::actors::lexicon::{Lexicon, Writing};
use crate::actors::spelling::fold;

impl Knowledge {
    /// Parses every table.
    pub(super) fn parse() -> Self {
        let states: States = embedded(include_str!("../../../knowledge/states.toml"));
        let bodies: Bodies = embedded(include_str!("../../../knowledge/bodies.toml"));
        let leaders: Leaders = embedded(include_str!("../../../knowledge/leaders.toml"));
        let places: Places = embedded(include_str!("../../../knowledge/places.toml"));
        let nouns: BTreeMap<String, NounTable> =
            embedded(include_str!("../../../knowledge/nouns.toml"));
        let mut knowledge = Self {
            known: Vec::new(),
            states: states.state,
            lexicon: Lexicon::default(),
            places: Vec::new(),
            gazetteer: Lexicon::default(),
            sets: BTreeMap::new(),
            titles: BTreeMap::new(),
        };
        knowledge.add_leaders(&leaders);
        knowledge.add_bodies(&bodies);
        knowledge.add_states();
        knowledge.add_places(&places);
        knowledge.add_nouns(&nouns);
        knowledge
    }

    fn add_known(&mut self, known: Known, names: &[String]) {
        let meaning = Meaning::Known(self.known.len());
        self.lexicon.add_name(&known.actor.name, meaning);
        for name in names {
            self.lexicon.add_name(name, meaning);
        }
        self.known.push(known);
    }

    fn add_leaders(&mut self, leaders: &Leaders) {
        for (name, facts) in &leaders.leaders {
            let Some((party, short)) = facts.split_first() else { continue };
            let actor = Actor::acting_for(name, party);
            let known = Known {
                actor,
                kind: MentionKind::Person,
                place: None,
                nouns: Vec::new(),
                side: Side::Possible,
            };
            self.add_known(known, short);
        }
    }

    fn add_bodies(&mut self, bodies: &Bodies) {
        for body in &bodies.body {
            let actor = match &body.party {
                Some(party) => Actor::acting_for(&body.name, party),
                None => Actor::new(&body.name),
            };
            let kind =
                if body.kind == "metonym" { MentionKind::Metonym } else { MentionKind::Party };
            let mut nouns = body.nouns.clone();
            if body.kind == "organ" {
                // "the army" after "Ugandan army"
                nouns.extend(
                    body.also
                        .iter()
                        .filter_map(|name| name.rsplit(' ').next())
                        .map(str::to_lowercase),
                );
            }
            let side = if body.kind == "organisation" { Side::Never } else { Side::Possible };
            let known = Known { actor, kind, place: body.place.clone(), nouns, side };
            let also: Vec<String> = body
                .also
                .iter()
                .filter(|name| !(body.needs_name && name.len() <= 4))
                .cloned()
                .collect();
            self.add_known(known, &also);
        }
    }

    fn add_states(&mut self) {
        for index in 0..self.states.len() {
            let state = self.states[index].clone();
            let side = if state.region { Side::Never } else { Side::Possible };
            let known = |kind, place| Known {
                actor: Actor::new(&state.name),
                kind,
                place,
                nouns: Vec::new(),
                side,
            };
            self.add_known(known(MentionKind::State, Some(state.name.clone())), &state.also);
            for people in &state.people {
                self.lexicon.add(people, Writing::Name, Meaning::Demonym(index, Number::One));
                for plural in plurals(people) {
                    self.lexicon.add(&plural, Writing::Name, Meaning::Demonym(index, Number::Many));
                }
            }
            for capital in &state.capital {
                let at = self.known.len();
                self.known.push(known(MentionKind::Metonym, Some(capital.clone())));
                self.lexicon.add_name(capital, Meaning::Known(at));
                self.add_place(capital, &state.name, &[]);
            }
        }
        for index in 0..self.states.len() {
            let state = self.states[index].clone();
            self.add_place(&state.name, &state.name, &state.also);
        }
    }

    fn add_places(&mut self, places: &Places) {
        for (name, facts) in &places.places {
            let Some((country, also)) = facts.split_first() else { continue };
            self.add_place(name, country, also);
        }
    }

    fn add_place(&mut self, name: &str, country: &str, also: &[String]) {
        let at = self.places.len();
        self.gazetteer.add_name(name, at);
        for other in also {
            self.gazetteer.add_name(other, at);
        }
        self.places.push(Place { name: name.to_owned(), country: country.to_owned() });
    }

    fn add_nouns(&mut self, tables: &BTreeMap<String, NounTable>) {
        for (key, class) in CLASSES {
            let Some(table) = tables.get(key) else { continue };
            for entry in &table.nouns {
                let (one, many) = entry.split_once('/').map_or_else(
                    || {
                        (
                            entry.clone(),
                            if entry.ends_with('s') { entry.clone() } else { format!("{entry}s") },
                        )
                    },
                    |(one, many)| (one.to_owned(), many.to_owned()),
                );
                if one == many {
                    self.lexicon.add(&many, Writing::Any, Meaning::Noun(class, Number::Many));
                    continue;
                }
                let writing = if one.chars().all(char::is_uppercase) {
                    Writing::Acronym
                } else {
                    Writing::Any
                };
                self.lexicon.add(&one, writing, Meaning::Noun(class, Number::One));
                self.lexicon.add(&many, Writing::Any, Meaning::Noun(class, Number::Many));
            }
        }
        for key in SETS {
            let words =
                tables.get(key).map(|table| table.nouns.iter().map(|word| fold(word)).collect());
            self.sets.insert(key, words.unwrap_or_default());
        }
        for entry in tables.get("titles").map_or(&[][..], |table| &table.nouns) {
            let (title, sex) = match entry.rsplit_once(' ') {
                Some((title, "m")) => (title, Some(Sex::Male)),
                Some((title, "f")) => (title, Some(Sex::Female)),
                _ => (entry.as_str(), None),
            };
            self.titles.insert(title.to_owned(), sex);
        }
    }
}

const CLASSES: [(&str, Class); 8] = [
    ("office", Class::Office),
    ("organ", Class::Organ),
    ("government", Class::Government),
    ("group", Class::Group),
    ("mediator", Class::Mediator),
    ("party", Class::Party),
    ("patient", Class::Patient),
    ("people", Class::People),
];

const SETS: [&str; 11] = [
    "sides",
    "modifiers",
    "determiners",
    "acts",
    "common",
    "body_words",
    "place_words",
    "thing_words",
    "happening",
    "protest",
    "outlets",
];

/// Plurals of an adjective of nationality, where it has any.
fn plurals(people: &str) -> Vec<String> {
    if people.ends_with("sh") || people.ends_with("ch") || people.ends_with('s') {
        return ["men", "man", "women", "woman"]
            .iter()
            .map(|end| format!("{people}{end}"))
            .collect();
    }
    if people.ends_with("ese") {
        return Vec::new();
    }
    vec![format!("{people}s")]
}

/// Parses a table that is part of the program; a test reads every one of them.
pub(super) fn embedded<Table: for<'a> Deserialize<'a>>(source: &str) -> Table {
    toml::from_str(source).expect("the embedded tables are parsed by a test")
}

#[derive(Deserialize)]
struct States {
    state: Vec<State>,
}

#[derive(Deserialize)]
struct Bodies {
    body: Vec<Body>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(rename = "for", default)]
    party: Option<String>,
    kind: String,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    nouns: Vec<String>,
    /// The acronym alone is also somebody else's.
    #[serde(default)]
    needs_name: bool,
}

#[derive(Deserialize)]
struct Leaders {
    leaders: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Places {
    places: BTreeMap<String, Vec<String>>,
}

/// One class of nouns with its example sentence and the actors found in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NounTable {
    #[cfg_attr(not(test), expect(dead_code, reason = "the example is what a test reads"))]
    pub(super) example: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the example is what a test reads"))]
    pub(super) actors: Vec<String>,
    nouns: Vec<String>,
}
