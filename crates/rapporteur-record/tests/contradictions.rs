//! Pairs of short reports that agree, contradict each other, differ in detail, or follow one
//! another: `contradictions.toml`, all of our own writing.

use std::collections::BTreeMap;

use rapporteur_record::gold::read_claims;
use rapporteur_record::{entries, families};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct Pairs {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    /// The slot on which they contradict each other; left out where they do not.
    slot: Option<String>,
    /// What both claims have.
    both: Map<String, Value>,
    one: Map<String, Value>,
    other: Map<String, Value>,
}

/// A claim with what its kind must have; `text`, `outlet` and `published` belong to the report.
fn line(id: &str, both: &Map<String, Value>, own: &Map<String, Value>) -> (String, String) {
    let mut claim: Map<String, Value> = both.clone();
    claim.extend(own.clone());
    let mut take = |name: &str| claim.remove(name);
    let text = take("text").and_then(|text| text.as_str().map(str::to_owned)).expect("a text");
    let (outlet, published) = (take("outlet"), take("published"));
    if let Some(day) = take("day") {
        claim.insert("time".into(), json!({"start": day, "end": day}));
    }
    let parties = |names: Option<Value>| -> Value {
        let names = names.and_then(|names| names.as_array().cloned()).unwrap_or_default();
        names.into_iter().map(|name| json!({"name": name})).collect()
    };
    let figure = claim.contains_key("measure");
    let mut defaults = json!({"said_by": [], "realis": "actual", "time": null, "place": null});
    let more = if figure {
        json!({"kind": "figure", "of": null, "by": null, "qualifier": "exact", "unit": "people"})
    } else {
        json!({"kind": "event", "mode": null, "issues": [], "object": null})
    };
    for slot in ["actors", "recipients", "mediators"].iter().filter(|_| !figure) {
        let names = claim.remove(*slot);
        claim.insert((*slot).to_owned(), parties(names));
    }
    if let Some(speaker) = claim.remove("speaker") {
        claim.insert("said_by".into(), json!([{"speaker": speaker, "medium": null}]));
    }
    claim.entry("quote").or_insert_with(|| json!(text.trim_end_matches('.')));
    let object = defaults.as_object_mut().expect("an object");
    object.extend(more.as_object().cloned().unwrap_or_default());
    object.extend(claim);
    let report = json!({"id": id, "outlet": outlet, "published": published, "claims": [defaults]});
    (report.to_string(), text)
}

#[test]
fn contradictions_are_told_from_detail_and_from_updates() {
    let pairs: Pairs = toml::from_str(include_str!("contradictions.toml")).expect("valid");
    assert!(pairs.pair.len() >= 25);
    let (mut hits, mut found, mut right) = (0_usize, 0, 0);
    for pair in &pairs.pair {
        let mut texts = BTreeMap::new();
        let mut lines = String::new();
        for (id, own) in [("one", &pair.one), ("other", &pair.other)] {
            let (report, text) = line(id, &pair.both, own);
            lines.push_str(&report);
            lines.push('\n');
            texts.insert(id.to_owned(), text);
        }
        let annotated = read_claims(&lines, |id| texts.get(id).cloned().ok_or("no text"))
            .unwrap_or_else(|error| panic!("{}: {error}", pair.name));
        let families = families(&annotated.documents);
        let made = entries(&annotated.documents, &annotated.claims, &families);
        let slots: Vec<String> = made
            .iter()
            .flat_map(|entry| &entry.disagreements)
            .filter(|disagreement| !disagreement.correction)
            .map(|disagreement| disagreement.slot.to_string())
            .collect();
        found += slots.len();
        right += usize::from(pair.slot.is_some());
        let hit = pair.slot.as_ref().is_some_and(|slot| slots.contains(slot));
        hits += usize::from(hit);
        if slots.len() > usize::from(hit) || hit != pair.slot.is_some() {
            println!("{}: expected {:?}, found {slots:?}", pair.name, pair.slot);
        }
    }
    let share = |of: usize| hits as f64 / of as f64;
    println!("precision {:.2}, recall {:.2}", share(found), share(right));
    assert!(share(found) >= 0.9 && share(right) >= 0.9);
}
