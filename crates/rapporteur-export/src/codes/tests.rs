use std::collections::BTreeSet;
use std::path::Path;

use rapporteur_model::{Actor, Event, EventType, Issue, Mode, Realis};
use serde_json::Value;

use super::{Codes, Dyad};

fn event(event_type: EventType, mode: Option<Mode>, actors: &[&str], recipients: &[&str]) -> Event {
    let named = |names: &[&str]| names.iter().map(|name| Actor::new(name)).collect();
    Event {
        event_type,
        mode,
        actors: named(actors),
        recipients: named(recipients),
        mediators: Vec::new(),
        issues: Vec::new(),
        object: None,
    }
}

fn shown(dyads: &[Dyad<'_>]) -> Vec<String> {
    let name = |actor: Option<&Actor>| actor.map_or("---", |actor| actor.name.as_str()).to_owned();
    dyads.iter().map(|d| format!("{} {} {}", name(d.source), d.code, name(d.target))).collect()
}

#[test]
fn cooperation_that_is_announced_is_an_agreement() {
    let codes = Codes::built_in().unwrap();
    let visit = event(EventType::Consult, Some(Mode::Visit), &["Ruritania"], &["League"]);
    let planned = codes.plover(&visit, Realis::Planned);
    assert_eq!(
        (planned.event_type, planned.mode, planned.auxiliary),
        (EventType::Agree, None, None)
    );
    assert_eq!(codes.cameo(&visit, Realis::Planned), "036");
    let truce = event(EventType::Retreat, Some(Mode::Ceasefire), &["League"], &[]);
    let planned = codes.plover(&truce, Realis::Planned);
    assert_eq!((planned.event_type, planned.auxiliary), (EventType::Retreat, Some("future")));
    let negated = codes.plover(&visit, Realis::Negated);
    assert_eq!((negated.event_type, negated.auxiliary), (EventType::Consult, Some("negation")));
}

#[test]
fn a_visitor_is_the_source_and_its_host_mirrors_it() {
    let codes = Codes::built_in().unwrap();
    let visit = event(EventType::Consult, Some(Mode::Visit), &["Ruritania"], &["League"]);
    let dyads = codes.dyads(&visit, Realis::Actual);
    assert_eq!(shown(&dyads), ["Ruritania 042 League", "League 043 Ruritania"]);
    let alone = event(EventType::Consult, Some(Mode::Visit), &["Ruritania"], &[]);
    assert_eq!(shown(&codes.dyads(&alone, Realis::Actual)), ["Ruritania 042 ---"]);
}

#[test]
fn those_who_meet_meet_each_other() {
    let codes = Codes::built_in().unwrap();
    let talks = event(EventType::Consult, None, &["Ruritania", "League"], &[]);
    let dyads = codes.dyads(&talks, Realis::Actual);
    assert_eq!(shown(&dyads), ["Ruritania 040 League", "League 040 Ruritania"]);
    let attack = event(EventType::Assault, None, &["Ruritania", "League"], &[]);
    let dyads = codes.dyads(&attack, Realis::Actual);
    assert_eq!(shown(&dyads), ["Ruritania 190 ---", "League 190 ---"], "they attack somebody else");
}

#[test]
fn an_issue_makes_a_demand_more_exact() {
    let codes = Codes::built_in().unwrap();
    let mut demand = event(EventType::Request, Some(Mode::Yield), &["League"], &["Ruritania"]);
    assert_eq!(codes.cameo(&demand, Realis::Actual), "1056");
    demand.issues = vec![Issue::Territory, Issue::Detainees];
    assert_eq!(codes.cameo(&demand, Realis::Actual), "1053");
}

#[test]
fn every_type_mode_and_issue_has_its_codes() {
    let codes = Codes::built_in().unwrap();
    for &event_type in EventType::ALL {
        assert!(codes.tables.quad.contains_key(&event_type), "{event_type}");
        let modes = event_type.modes().iter().copied().map(Some).chain([None]);
        for mode in modes {
            for &realis in Realis::ALL {
                let code = codes.cameo(&event(event_type, mode, &[], &[]), realis).to_owned();
                assert!((2..=4).contains(&code.len()), "{event_type} {mode:?} {realis}: `{code}`");
            }
        }
    }
    for issue in Issue::ALL {
        assert!(codes.tables.contexts.contains_key(issue), "{issue}");
    }
}

fn reference(name: &str) -> Option<Value> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora/events").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// A row may leave the crosswalk's mode only where the crosswalk has no code for its own.
#[test]
fn the_crosswalk_leads_every_code_back() {
    let Some(cameo) = reference("cameo-codes.json") else { return };
    let Some(Value::Object(crosswalk)) = cameo.get("to_plover") else { panic!("no crosswalk") };
    let of = |entry: &Value, field: &str| entry[field].as_str().unwrap_or_default().to_owned();
    let known: BTreeSet<(String, String)> = crosswalk
        .iter()
        .filter(|(code, _)| code.len() > 2)
        .map(|(_, entry)| (of(entry, "event"), of(entry, "mode")))
        .collect();
    let codes = Codes::built_in().unwrap();
    for row in &codes.tables.cameo {
        let entry = crosswalk.get(&row.cameo).unwrap_or_else(|| panic!("no code {}", row.cameo));
        assert_eq!(of(entry, "event"), row.event_type.name(), "{}", row.cameo);
        let mode = row.mode.map_or("", Mode::name);
        let has_its_own = known.contains(&(row.event_type.name().to_owned(), mode.to_owned()));
        assert!(!has_its_own || of(entry, "mode") == mode, "{}: {entry} is not {mode}", row.cameo);
    }
    let mut without = Vec::new();
    for &event_type in EventType::ALL {
        for mode in event_type.modes() {
            let pair = (event_type.name().to_owned(), mode.name().to_owned());
            let row = codes
                .tables
                .cameo
                .iter()
                .any(|row| row.event_type == event_type && row.mode == Some(*mode));
            assert_eq!(known.contains(&pair), row, "{pair:?}");
            if !row {
                without.push(format!("{event_type} {mode}"));
            }
        }
    }
    assert_eq!(without, ["CONSULT multilateral", "RETREAT resign", "THREATEN arrest"]);
}

#[test]
fn quadrants_and_contexts_are_the_manuals() {
    let Some(manual) = reference("plover-ontology.json") else { return };
    let codes = Codes::built_in().unwrap();
    for (event_type, quad) in &codes.tables.quad {
        assert_eq!(manual["events"][event_type.name()]["quad"].as_str(), Some(quad.as_str()));
    }
    for context in codes.tables.contexts.values().flatten() {
        assert!(manual["contexts"].get(context).is_some(), "{context}");
    }
}
