//! What the site answers, and what it refuses.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use rapporteur_store::Record;
use serde_json::Value;

use super::record::{ADDRESS, small};

const VIEWS: &[&str] = &[
    "brief",
    "timeline",
    "threads",
    "positions",
    "figures",
    "disagreements",
    "actors",
    "sources",
    "wording",
    "documents",
    "search",
    "review",
];

#[test]
fn every_view_has_a_page_and_its_twins() {
    let site = small();
    for view in VIEWS {
        let page = site.get(&format!("/{view}?party=league"));
        assert!(page.text.contains("<h1>"), "{view}");
        assert!(page.policy.contains("default-src 'none'") && !page.policy.contains("unsafe"));
        let json = site.get(&format!("/{view}.json?party=league")).text;
        serde_json::from_str::<Value>(&json).unwrap();
        let csv = site.get(&format!("/{view}.csv?party=league")).text;
        assert!(csv.lines().next().unwrap().contains(','), "{view}: {csv}");
    }
}

#[test]
fn a_selection_that_fits_nothing_says_so_and_one_that_is_not_understood_is_named() {
    let site = small();
    assert!(site.get("/timeline?from=2031").text.contains("Nothing in the record fits"));
    let page = site.get("/timeline?colour=red&from=yesterday").text;
    assert!(page.contains("no field `colour`") && page.contains("yesterday"), "{page}");
    assert!(site.get("/timeline?party=nobody").text.contains("nobody"));
}

#[test]
fn both_sides_of_a_dispute_stand_beside_each_other() {
    let site = small();
    let rows: Value = serde_json::from_str(&site.get("/timeline.json").text).unwrap();
    let entry = rows[0]["entry"].as_str().unwrap();
    let page = site.get(&format!("/e/{entry}")).text;
    assert!(page.contains("contradict each other"), "{page}");
    assert!(page.contains("Example Wire") && page.contains("Example Post"));
    assert!(site.get("/disagreements").text.contains("accepted or refused"));
}

#[test]
fn an_actor_has_a_page_of_what_they_do_say_and_want() {
    let site = small();
    assert!(site.get("/actors").text.contains("href=\"/p/league\""));
    let page = site.get("/p/league").text;
    for words in ["acts in 1 happening", "What they did", "The League accepted the Oslo plan"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains("What they want") && page.contains("ceasefire"), "{page}");
    assert!(!page.contains("What they said"), "nobody cites the League");
    let envoy = site.get("/p/the%20Envoy").text;
    assert!(envoy.contains("What they said") && !envoy.contains("What they did"), "{envoy}");
    let nobody = Request::get("/p/nobody").header("host", ADDRESS).body(Body::empty()).unwrap();
    assert_eq!(site.send(nobody).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_verdict_is_shown_kept_and_taken_back() {
    let site = small();
    let claims: Value = serde_json::from_str(&site.get("/review.json").text).unwrap();
    let claim = claims["claims"][0]["claim"]["id"].as_str().unwrap().to_owned();
    let judge =
        [("act", "judge"), ("claim", claim.as_str()), ("verdict", "rejected"), ("by", "Eva")];
    let answer = site.decide(&judge);
    assert_eq!(
        (answer.status, answer.location.as_str()),
        (StatusCode::SEE_OTHER, "/review?done=1")
    );
    let rows: Value = serde_json::from_str(&site.get("/timeline.json").text).unwrap();
    assert!(!rows.to_string().contains(&format!("\"claim\":\"{claim}\"")));
    let document = site.get(&format!("/d/{}", claim.split('.').next().unwrap())).text;
    assert!(document.contains("rejected by Eva"), "{document}");
    let queue = |filter: &str| site.get(&format!("/review.json?{filter}")).text;
    assert!(queue("review=rejected").contains(&claim), "only here it is found again");
    assert!(!queue("").contains(&claim) && !queue("review=accepted").contains(&claim));
    assert!(!queue("review=rejected&outlet=nobody").contains(&claim));
    let again = rapporteur_web::AppState::open(&site.folder.path().join("talks.record"), "x");
    assert_eq!(again.unwrap().snapshot().log.len(), 1);
    site.decide(&[("act", "undo"), ("number", "1")]);
    let rows: Value = serde_json::from_str(&site.get("/timeline.json").text).unwrap();
    assert!(rows.to_string().contains(&claim));
}

#[test]
fn entries_are_taken_apart_and_their_old_address_leads_on() {
    let site = small();
    let rows: Value = serde_json::from_str(&site.get("/timeline.json").text).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let entry = rows[0]["entry"].as_str().unwrap().to_owned();
    let claims: Value = serde_json::from_str(&site.get("/review.json").text).unwrap();
    let ids: Vec<String> =
        (0..2).map(|at| claims["claims"][at]["claim"]["id"].as_str().unwrap().to_owned()).collect();
    site.decide(&[("act", "split"), ("claim", &ids[0])]);
    let rows: Value = serde_json::from_str(&site.get("/timeline.json").text).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 2);
    site.decide(&[("act", "merge"), ("claim", &ids[0]), ("claim", &ids[1])]);
    let rows: Value = serde_json::from_str(&site.get("/timeline.json").text).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    let merged = rows[0]["entry"].as_str().unwrap();
    let other = [&ids[0], &ids[1]].map(|id| format!("e-{id}")).into_iter().find(|id| id != merged);
    let request = Request::get(format!("/e/{}", other.unwrap()));
    let request = request.header("host", ADDRESS).body(Body::empty()).unwrap();
    assert_eq!(site.send(request).location, format!("/e/{merged}"));
    assert!(
        merged == entry || entry == format!("e-{}", ids[1]) || entry == format!("e-{}", ids[0])
    );
}

#[test]
fn a_correction_that_a_slot_cannot_say_changes_nothing() {
    let site = small();
    let claims: Value = serde_json::from_str(&site.get("/review.json").text).unwrap();
    let claim = claims["claims"][0]["claim"]["id"].as_str().unwrap();
    let answer = site.decide(&[
        ("act", "edit"),
        ("claim", claim),
        ("slot.place", "Oslo"),
        ("slot.realis", "maybe"),
    ]);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("hypothetical"), "{}", answer.text);
    assert!(site.state.snapshot().log.is_empty());
}

#[test]
fn a_decision_while_a_build_writes_is_refused_in_words_and_taken_afterwards() {
    let site = small();
    let claims: Value = serde_json::from_str(&site.get("/review.json").text).unwrap();
    let claim = claims["claims"][0]["claim"]["id"].as_str().unwrap();
    let judge = [("act", "judge"), ("claim", claim), ("verdict", "accepted"), ("by", "Eva")];
    let mut build = Record::open_to_write(&site.folder.path().join("talks.record")).unwrap();
    let update = build.update().unwrap();
    let answer = site.decide(&judge);
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text.contains("another process is writing"), "{}", answer.text);
    assert!(site.state.snapshot().log.is_empty());
    update.commit().unwrap();
    assert_eq!(site.decide(&judge).status, StatusCode::SEE_OTHER);
    assert_eq!(build.rows().decisions().unwrap().len(), 1);
}

#[test]
fn other_sites_can_decide_nothing() {
    let site = small();
    let claims: Value = serde_json::from_str(&site.get("/review.json").text).unwrap();
    let claim = claims["claims"][0]["claim"]["id"].as_str().unwrap();
    let body = |token: &str| format!("token={token}&act=judge&verdict=rejected&claim={claim}");
    let token = site.state.token.expose().to_owned();
    let post = |host: &str, origin: &str, fetched: &str, body: String| {
        let request = Request::post("/decide").header("host", host).header("origin", origin);
        let request = request.header("sec-fetch-site", fetched).body(Body::from(body)).unwrap();
        site.send(request).status
    };
    let own = format!("http://{ADDRESS}");
    assert_eq!(
        post(ADDRESS, "https://evil.example", "cross-site", body(&token)),
        StatusCode::FORBIDDEN
    );
    assert_eq!(post(ADDRESS, &own, "cross-site", body(&token)), StatusCode::FORBIDDEN);
    assert_eq!(post(ADDRESS, &own, "same-origin", body("guess")), StatusCode::FORBIDDEN);
    // A name that an attacker points at this machine.
    assert_eq!(
        post("evil.example:4848", "http://evil.example:4848", "same-origin", body(&token)),
        StatusCode::MISDIRECTED_REQUEST
    );
    assert!(site.state.snapshot().log.is_empty());
    let record = Record::open(&site.folder.path().join("talks.record")).unwrap();
    assert!(record.rows().decisions().unwrap().is_empty());
}

#[test]
fn assets_are_fetched_once() {
    let site = small();
    let request = |tag: &str| {
        let request = Request::get("/assets/app.css").header("host", ADDRESS);
        site.send(request.header("if-none-match", tag).body(Body::empty()).unwrap())
    };
    assert_eq!(request("\"other\"").status, StatusCode::OK);
    let answer = Request::get("/assets/../Cargo.toml").header("host", ADDRESS);
    assert_eq!(site.send(answer.body(Body::empty()).unwrap()).status, StatusCode::NOT_FOUND);
}
