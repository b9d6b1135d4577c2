//! The HTTP API: what it answers is what it describes.

use axum::body::Body;
use axum::http::Request;
use rapporteur_web::api::openapi;
use serde_json::Value;

use super::record::{ADDRESS, Answer, Site, small};

/// `UPDATE_EXPECT=1 cargo test -p rapporteur-web --test site` writes it anew.
#[test]
fn the_committed_description_is_the_one_that_is_served() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let described = format!("{:#}\n", openapi());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &described).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == described, "docs/openapi.json is stale: run with UPDATE_EXPECT=1");
    let served: Value = serde_json::from_str(&small().get("/api/v1/openapi.json").text).unwrap();
    assert_eq!(served, openapi());
}

#[test]
fn every_answer_is_as_described() {
    let site = small();
    let description = openapi();
    let paths = description["paths"].as_object().unwrap();
    for (path, item) in paths {
        let operation = &item["get"];
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        for path in asked(&site, path) {
            let answer = site.get(&path);
            assert_eq!(answer.kind, "application/json", "{path}");
            let value: Value = serde_json::from_str(&answer.text).unwrap();
            let mut wrong = Vec::new();
            check(&description, schema, &value, &path, &mut wrong);
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }
}

/// Addresses to ask: each identifier that the list beside gives.
fn asked(site: &Site, path: &str) -> Vec<String> {
    let Some(list) = path.strip_suffix("/{id}") else { return vec![path.to_owned()] };
    let items = site.get(list).text;
    let items: Value = serde_json::from_str(&items).unwrap();
    let key = match list {
        "/api/v1/documents" => "key",
        "/api/v1/entries" => "entry",
        _ => "id",
    };
    let ids = items["items"].as_array().unwrap().iter().map(|item| item[key].as_str().unwrap());
    ids.map(|id| format!("{list}/{id}")).collect()
}

/// The part of JSON Schema that the description uses.
fn check(all: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = all.pointer(name.trim_start_matches('#')).unwrap();
        return check(all, schema, value, at, wrong);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() || number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = |name: &Value| name == kind || name == "number" && kind == "integer";
    let known = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(fits),
        one => fits(one),
    };
    if !known {
        wrong.push(format!("{at}: {kind} is not {}", schema["type"]));
    }
    if let Some(items) = value.as_array() {
        for (number, item) in items.iter().enumerate() {
            check(all, &schema["items"], item, &format!("{at}[{number}]"), wrong);
        }
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !fields.contains_key(name.as_str().unwrap()) {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, value) in fields {
            let schema = &schema["properties"][name];
            if schema.is_null() {
                wrong.push(format!("{at}: {name} is not described"));
            } else {
                check(all, schema, value, &format!("{at}.{name}"), wrong);
            }
        }
    }
}

fn ask(site: &Site, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path).header("host", ADDRESS);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    site.send(request.body(Body::empty()).unwrap())
}

#[test]
fn the_same_filters_as_the_page_narrow_every_list() {
    let site = small();
    let total = |path: &str| {
        let answer: Value = serde_json::from_str(&site.get(path).text).unwrap();
        answer["total"].as_u64().unwrap()
    };
    assert_eq!(total("/api/v1/claims"), 2);
    assert_eq!(total("/api/v1/claims?outlet=Example+Post"), 1);
    assert_eq!(total("/api/v1/claims?-outlet=example-post&q=accepted"), 1);
    assert_eq!(total("/api/v1/documents?type=AGREE"), 1);
    assert_eq!(total("/api/v1/entries?disputed=yes"), 1);
    assert_eq!(total("/api/v1/disagreements?party=nobody"), 0);
}

#[test]
fn pages_follow_each_other() {
    let site = small();
    let page = |path: &str| -> Value { serde_json::from_str(&site.get(path).text).unwrap() };
    let first = page("/api/v1/claims?limit=1");
    let next = first["next"].as_str().unwrap();
    let second = page(&format!("/api/v1/claims?limit=1&after={next}"));
    assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
    assert_eq!(second["next"], Value::Null);
}

#[test]
fn problems_have_one_shape() {
    let site = small();
    for (path, status) in [
        ("/api/v1/claims/none.0", 404),
        ("/api/v1/documents/none", 404),
        ("/api/v1/nothing", 404),
        ("/api/v2", 404),
        ("/api/v1/claims?colour=red", 400),
        ("/api/v1/claims?type=DANCE", 400),
        ("/api/v1/claims?limit=0", 400),
        ("/api/v1/claims?after=zz", 400),
        ("/api/v1/claims?after=6464", 404),
        ("/api/v1/claims?to=", 400),
        ("/api/v1/facets?-party=+", 400),
        ("/api/v1/claims/%ff", 400),
        ("/api/v1?party=league", 400),
    ] {
        let answer = ask(&site, path, &[]);
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.text);
        assert_eq!(answer.kind, "application/problem+json", "{path}");
        let problem: Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!(problem["status"], status, "{path}");
        for name in ["type", "title", "detail"] {
            assert!(
                problem[name].as_str().is_some_and(|words| !words.is_empty()),
                "{path}: {name}"
            );
        }
    }
    let request = Request::post("/api/v1/claims").header("host", ADDRESS);
    let answer = site.send(request.body(Body::empty()).unwrap());
    assert_eq!((answer.status.as_u16(), answer.kind.as_str()), (405, "application/problem+json"));
}

#[test]
fn who_asks_again_learns_that_nothing_changed() {
    let site = small();
    let first = site.get("/api/v1/entries");
    let again = ask(&site, "/api/v1/entries", &[("if-none-match", &first.tag)]);
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
    assert_eq!(again.tag, first.tag);
    let other = ask(&site, "/api/v1/claims", &[("if-none-match", &first.tag)]);
    assert_eq!(other.status.as_u16(), 200);
}

#[test]
fn evidence_leads_back_to_the_words() {
    let site = small();
    let answer: Value = serde_json::from_str(&site.get("/api/v1/claims").text).unwrap();
    for claim in answer["items"].as_array().unwrap() {
        let evidence = &claim["evidence"];
        assert!(evidence["sentence"].as_str().unwrap().contains(claim["quote"].as_str().unwrap()));
        let permalink = evidence["permalink"].as_str().unwrap();
        let path = permalink.strip_prefix(&format!("http://{ADDRESS}")).unwrap();
        let page = site.get(path.split('#').next().unwrap()).text;
        assert!(page.contains("Oslo plan"), "{path}");
    }
}
