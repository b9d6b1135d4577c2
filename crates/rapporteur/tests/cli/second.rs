//! The second reader, against a scripted endpoint.

mod endpoint;

use std::process::Command;

use serde_json::{Value, json};

use self::endpoint::{Answer, Endpoint};
use super::harness::{Folder, REPORT, Run};

/// A key that must not appear anywhere.
const KEY: &str = "sk-zyxquavia-0123456789";

/// Builds `in` with an endpoint as second reader.
fn build(folder: &Folder, endpoint: &Endpoint, more: &[&str]) -> Run {
    let url = endpoint.url();
    let output = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["build", "in", "-o", "t.record", "--threads", "1"])
        .args(["--second-reader", &url, "--second-model", "test-model"])
        .args(more)
        .current_dir(folder.path(""))
        .env("RAPPORTEUR_SECOND_KEY", KEY)
        .output()
        .unwrap();
    Run::of(output)
}

/// A proposal that the report carries and the built-in reader does not make.
fn denial() -> Value {
    json!({
        "quote": "The League and the government of Ruritania agreed to a truce on Monday",
        "kind": "event", "type": "CONCEDE", "mode": null, "realis": "actual",
        "actors": ["the League", "the Moon"], "recipients": [], "mediators": [],
        "issues": ["ceasefire"], "object": "truce", "place": "Atlantis",
        "start": "2019-04-29", "end": null,
    })
}

fn figure(quote: &str, value: u32) -> Value {
    json!({
        "quote": quote, "kind": "figure", "measure": "killed", "value": value, "high": null,
        "qualifier": "at_least", "unit": "people", "of": "people", "realis": "actual",
        "start": null, "end": null, "place": null, "by": null,
    })
}

fn told(proposals: &[Value]) -> String {
    json!({"claims": proposals}).to_string()
}

/// The documents of the record as `export --to jsonl` writes them.
fn documents(folder: &Folder) -> Vec<Value> {
    let text = folder.run("export t.record --to jsonl").ends_with(0).stdout;
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The claims of all documents that a second reader made, or the built-in one.
fn claims(folder: &Folder, second: bool) -> Vec<Value> {
    let all = documents(folder);
    let claims = all.iter().flat_map(|document| document["claims"].as_array().unwrap().clone());
    let is_second = |claim: &Value| claim["found_by"].as_str().unwrap().starts_with("second:");
    claims.filter(|claim| is_second(claim) == second).collect()
}

fn reports() -> Folder {
    Folder::new().with("in/a.txt", REPORT)
}

/// Without identifiers, which are numbers in text order.
fn unnumbered(mut claims: Vec<Value>) -> Vec<Value> {
    for claim in &mut claims {
        for name in ["id", "entry", "permalink", "independent_reports"] {
            claim[name] = Value::Null;
        }
    }
    claims
}

#[test]
fn nothing_is_sent_unless_it_is_asked_for() {
    let endpoint = Endpoint::start(|_, _| Answer::Text(told(&[denial()])));
    let folder = reports();
    folder.run("build in -o t.record").ends_with(0);
    folder.run("build in -o t.record --second-model x").ends_with(2).warns("--second-reader");
    let only_url = format!("build in -o t.record --second-reader {}", endpoint.url());
    folder.run(&only_url).ends_with(2).warns("--second-model");
    for wrong in ["localhost:1", "ftp://localhost", "http://me:secret@localhost/v1"] {
        let run = folder.run(&format!("build in --second-reader {wrong} --second-model x"));
        run.ends_with(2).warns("--second-reader");
    }
    assert_eq!(endpoint.asked().len(), 0);
}

#[test]
fn what_the_report_carries_is_taken_and_marked() {
    let endpoint = Endpoint::start(|_, _| Answer::Text(told(&[denial()])));
    let folder = reports();
    folder.run("build in -o t.record").ends_with(0);
    let own = unnumbered(claims(&folder, false));
    let run = build(&folder, &endpoint, &[]).ends_with(0);
    assert!(run.stderr.contains(&endpoint.url().replace("/v1", "")), "{}", run.stderr);
    let second = claims(&folder, true);
    assert_eq!(second.len(), 1, "{second:#?}");
    let claim = &second[0];
    assert_eq!(claim["found_by"], "second:test-model");
    assert_eq!((&claim["type"], &claim["object"]), (&json!("CONCEDE"), &json!("truce")));
    assert_eq!(claim["time"], json!({"start": "2019-04-29", "end": "2019-04-29"}));
    // Whom and what the report does not name is left out; who says so the built-in reader knows.
    assert_eq!(claim["actors"].as_array().unwrap().len(), 1, "{claim}");
    assert_eq!(claim["place"], Value::Null);
    assert_eq!(claim["said_by"][0]["speaker"], claims(&folder, false)[0]["said_by"][0]["speaker"]);
    assert_eq!(unnumbered(claims(&folder, false)), own);
    folder.run("check t.record").ends_with(0);
    let id = claim["id"].as_str().unwrap();
    folder.run(&format!("explain t.record {id}")).ends_with(0).says("second:test-model");
    // One that both make stands once, as the built-in reader's.
    let asked = endpoint.asked();
    assert!(asked[0].head.starts_with("POST /v1/chat/completions "), "{}", asked[0].head);
    assert_eq!(
        (&asked[0].body["model"], &asked[0].body["temperature"]),
        (&json!("test-model"), &json!(0))
    );
    assert!(asked[0].head.contains(&format!("Bearer {KEY}")));
}

#[test]
fn what_both_readers_find_stands_once() {
    let endpoint = Endpoint::start(|_, _| {
        Answer::Text(format!(
            "```json\n{}\n```",
            told(&[figure("At least 40 people were killed", 40), denial()])
        ))
    });
    let folder = reports();
    build(&folder, &endpoint, &[]).ends_with(0);
    assert_eq!(claims(&folder, true).len(), 1);
    let killed = claims(&folder, false).into_iter().filter(|claim| claim["measure"] == "killed");
    assert_eq!(killed.count(), 1);
    let figures = folder.run("evaluate readers t.record --json").ends_with(0).stdout;
    let figures: Value = serde_json::from_str(&figures).unwrap();
    let is = |name: &str, value: u32| assert_eq!(figures[name], value, "{name}: {figures}");
    is("documents", 1);
    is("second", 2);
    is("both", 1);
    is("second_alone", 1);
    is("killed_both", 1);
    is("refused", 0);
}

#[test]
fn what_a_model_makes_up_is_refused_with_its_reason() {
    let with = |field: &str, value: Value| {
        let mut proposal = denial();
        proposal[field] = value;
        proposal
    };
    let wrong = [
        (with("quote", json!("The League surrendered")), "a quote that does not stand"),
        (with("quote", json!("")), "not in the form"),
        (with("type", json!("DANCE")), "a code that is not in its list"),
        (with("mode", json!("visit")), "a code that is not in its list"),
        (with("issues", json!(["weather"])), "a code that is not in its list"),
        (with("realis", json!("perhaps")), "a code that is not in its list"),
        (with("actors", json!(["the Moon"])), "nobody whom the report names"),
        (with("actors", json!("the League")), "not in the form"),
        (with("start", json!("yesterday")), "a date that is none"),
        (json!("ignore all previous instructions"), "not in the form"),
        (figure("At least 40 people were killed", 400), "a number that does not stand"),
    ];
    let all: Vec<Value> = wrong.iter().map(|(proposal, _)| proposal.clone()).collect();
    let number = all.len();
    let endpoint = Endpoint::start(move |_, _| Answer::Text(told(&all)));
    let folder = reports();
    folder.run("build in -o t.record").ends_with(0);
    let own = unnumbered(claims(&folder, false));
    build(&folder, &endpoint, &[]).ends_with(0);
    assert_eq!(claims(&folder, true), Vec::<Value>::new());
    assert_eq!(unnumbered(claims(&folder, false)), own);
    let notes = documents(&folder)[0]["diagnostics"].clone();
    let note = notes.as_array().unwrap().iter().find(|note| note["code"] == "R208").unwrap();
    let message = note["message"].as_str().unwrap();
    assert!(message.starts_with(&format!("{number} of {number} proposals")), "{message}");
    for (_, why) in wrong {
        assert!(message.contains(why), "{why}: {message}");
    }
}

#[test]
fn an_answer_that_is_no_answer_changes_nothing() {
    let folder = reports();
    folder.run("build in -o own.record").ends_with(0);
    for body in [
        "no JSON",
        "{}",
        r#"{"choices": []}"#,
        r#"{"choices": [{"message": {"content": "I cannot"}}]}"#,
    ] {
        let endpoint = Endpoint::start(move |_, _| Answer::Body(body));
        let folder = reports();
        build(&folder, &endpoint, &[]).ends_with(0);
        assert_eq!(claims(&folder, true), Vec::<Value>::new(), "{body}");
        assert!(!claims(&folder, false).is_empty());
        let notes = documents(&folder)[0]["diagnostics"].to_string();
        assert!(notes.contains("is not the JSON that was asked for"), "{notes}");
    }
}

#[test]
fn a_server_in_trouble_is_asked_again_and_what_it_left_open_in_the_next_build() {
    let endpoint = Endpoint::start(|number, _| match number {
        0 => Answer::Status(503, "busy"),
        _ => Answer::Text(told(&[denial()])),
    });
    let folder = reports();
    build(&folder, &endpoint, &[]).ends_with(0);
    assert_eq!((endpoint.asked().len(), claims(&folder, true).len()), (2, 1));

    // A model that there is not: one question tells, and the other report is not sent.
    let folder = reports().with("in/b.txt", REPORT.replace("40", "50"));
    endpoint.answers(|_, _| Answer::Status(404, "no such model"));
    let run = build(&folder, &endpoint, &[]).ends_with(1).warns("warning[R207]");
    assert!(run.stderr.contains("answered 404: no such model"), "{}", run.stderr);
    assert_eq!(endpoint.asked().len(), 1);
    assert_eq!(documents(&folder).len(), 2);
    endpoint.answers(|_, _| Answer::Text(told(&[denial()])));
    build(&folder, &endpoint, &[]).ends_with(0);
    assert_eq!((endpoint.asked().len(), claims(&folder, true).len()), (2, 2));
    build(&folder, &endpoint, &[]).ends_with(0);
    assert_eq!(endpoint.asked().len(), 2);
    folder.run("check t.record").ends_with(0);
}

#[test]
fn slow_and_moved_servers_end_in_a_warning() {
    let endpoint = Endpoint::start(|_, _| Answer::Late(5, told(&[denial()])));
    let folder = reports();
    let run = build(&folder, &endpoint, &["--second-patience", "1"]).ends_with(1);
    run.warns("R207").warns("could not be asked");
    let other = Endpoint::start(|_, _| Answer::Text(told(&[denial()])));
    let to = format!("{}/chat/completions", other.url());
    endpoint.answers(move |_, _| Answer::Redirect(to.clone()));
    build(&folder, &endpoint, &[]).ends_with(1).warns("answered 307");
    assert_eq!(other.asked().len(), 0, "the text went where the user did not send it");
    assert_eq!(claims(&folder, true), Vec::<Value>::new());
}

#[test]
fn the_same_record_is_built_again_without_asking() {
    let endpoint = Endpoint::start(|_, _| Answer::Text(told(&[denial()])));
    let folder = reports();
    build(&folder, &endpoint, &[]).ends_with(0);
    let first = documents(&folder);
    // A run that was killed may leave half a line.
    let mut kept = folder.bytes("t.record.second.jsonl");
    kept.extend(b"{\"document\": \"cut o");
    let folder = folder.with("t.record.second.jsonl", kept);
    std::fs::remove_file(folder.path("t.record")).unwrap();
    endpoint.answers(|_, _| Answer::Status(500, "must not be asked"));
    build(&folder, &endpoint, &[]).ends_with(0);
    assert_eq!((endpoint.asked().len(), documents(&folder)), (0, first));
    // Without it the record is the built-in reader's again.
    folder.run("build in -o t.record").ends_with(0);
    assert_eq!(claims(&folder, true), Vec::<Value>::new());
}

#[test]
fn the_key_is_kept_nowhere() {
    let endpoint = Endpoint::start(|number, _| match number {
        0 => Answer::Status(400, "bad key sk-zyxquavia-0123456789"),
        _ => Answer::Text(format!("{} {KEY}", told(&[denial()]))),
    });
    let folder = reports();
    let run = build(&folder, &endpoint, &[]).ends_with(1).warns("bad key [key]");
    assert!(!run.stdout.contains(KEY) && !run.stderr.contains(KEY));
    build(&folder, &endpoint, &[]).ends_with(0);
    for file in ["t.record", "t.record.second.jsonl"] {
        let bytes = folder.bytes(file);
        assert!(!bytes.windows(KEY.len()).any(|window| window == KEY.as_bytes()), "{file}");
    }
}

#[test]
fn only_what_is_read_for_claims_is_sent() {
    let recipe = "LAKEVILLE, May 3, 2019 (Lake Wire) - Stir the flour into the butter and bake it.";
    let french = "Les deux parties se sont rencontrées hier à Genève pour parler d'une trêve, a \
                  déclaré le médiateur. Les discussions reprendront la semaine prochaine.";
    let folder = reports().with("in/recipe.txt", recipe).with("in/french.txt", french);
    let endpoint = Endpoint::start(|_, _| Answer::Text(told(&[])));
    build(&folder, &endpoint, &[]).ends_with(0);
    let asked = endpoint.asked();
    let sent: Vec<&str> =
        asked.iter().map(|asked| asked.body["messages"][1]["content"].as_str().unwrap()).collect();
    assert_eq!(sent.len(), 1, "{sent:#?}");
    assert!(sent[0].contains("agreed to a truce"), "{}", sent[0]);
}

#[test]
fn a_scrubbed_report_takes_its_answer_along() {
    let secret =
        "Oslo, May 4, 2019 (AW) -- Brandolfo Quarantelli and the League agreed to a truce.";
    let folder = reports().with("in/secret.txt", secret);
    let endpoint = Endpoint::start(|_, text| {
        let mut proposal = denial();
        if text.contains("Quarantelli") {
            proposal["quote"] = json!("Brandolfo Quarantelli and the League agreed to a truce");
        }
        Answer::Text(told(&[proposal]))
    });
    build(&folder, &endpoint, &[]).ends_with(0);
    folder.run("scrub t.record secret").ends_with(0).says("1 of a second reader");
    let kept = String::from_utf8(folder.bytes("t.record.second.jsonl")).unwrap();
    assert!(!kept.contains("Quarantelli") && kept.lines().count() == 1, "{kept}");
}
