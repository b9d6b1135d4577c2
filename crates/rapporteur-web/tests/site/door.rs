//! Who is let in by the real server, how often, and what a browser may do with what it gets.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rapporteur_web::{Options, serve};

use super::record::small;
use super::served::{Served, TOKEN, locked};

const BEARER: &str = "authorization: Bearer a-long-winter-in-oslo";
const BROWSER: &str = "accept: text/html,application/xhtml+xml,*/*;q=0.8";

/// Addresses that show something of the record.
const PAGES: &[&str] = &[
    "/",
    "/timeline",
    "/timeline.json",
    "/claims.csv",
    "/report.html",
    "/search?q=league",
    "/d/none",
    "/e/none",
    "/api/v1",
    "/api/v1/claims",
    "/api/v1/openapi.json",
    "/nothing",
];

#[test]
fn without_the_token_nothing_of_the_record_is_shown() {
    let served = Served::locked();
    for page in PAGES {
        let reply = served.get(page, &[]);
        assert_eq!(reply.status, 401, "{page}");
        assert!(reply.header("www-authenticate").starts_with("Bearer"), "{page}");
        let reply = served.get(page, &[BROWSER]);
        if page.starts_with("/api") {
            assert_eq!(reply.status, 401, "{page}");
            assert_eq!(reply.header("content-type"), "application/problem+json", "{page}");
        } else {
            assert_eq!(reply.status, 303, "{page}");
            assert!(reply.header("location").starts_with("/login?next=%2F"), "{page}");
        }
        assert!(!reply.body.contains("League") && !reply.body.contains("talks"), "{page}");
    }
    let login = served.get("/login", &[BROWSER]);
    assert_eq!(login.status, 200);
    assert!(!login.body.contains("talks"), "the log-in tells the record's name: {}", login.body);
    assert_eq!(served.ask("POST", "/decide", &[], "act=undo&number=1").status, 401);
    assert_eq!(served.get("/assets/app.css", &[]).status, 200);
}

#[test]
fn a_program_shows_the_token_with_each_request() {
    let served = Served::locked();
    let claims = served.get("/api/v1/claims", &[BEARER]);
    assert_eq!(claims.status, 200);
    assert!(claims.body.contains("League"));
    assert_eq!(served.get("/timeline.csv", &[BEARER]).status, 200);
    for wrong in ["Bearer a-long-winter-in-osl", "Bearer", "Bearer ", "Basic YTpi"] {
        let wrong = format!("authorization: {wrong}");
        assert_eq!(served.get("/api/v1/claims", &[&wrong]).status, 401, "{wrong}");
    }
}

#[test]
fn a_person_exchanges_the_token_for_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let served = Served::locked();
    let enter = |token: &str, next: &str| {
        served.ask("POST", "/login", &[BROWSER], &format!("token={token}&next={next}"))
    };
    let wrong = enter("a-short-winter-in-oslo", "/timeline");
    assert_eq!((wrong.status, wrong.header("set-cookie")), (403, ""));
    let right = enter(TOKEN, "/timeline%3Fparty%3Dleague");
    assert_eq!((right.status, right.header("location")), (303, "/timeline?party=league"));
    let cookie = right.header("set-cookie");
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains(TOKEN), "the cookie is not the token");
    assert_eq!(enter(TOKEN, "//evil.example").header("location"), "/");

    let session = format!("cookie: reviewer=Ana; {}", cookie.split(';').next().unwrap());
    let page = served.get("/timeline", &[BROWSER, &session]);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("League") && page.body.contains("Log out"));
    let out = format!("token={}", served.site.state.token.expose());
    assert_eq!(served.ask("POST", "/logout", &[&session], "token=guess").header("location"), "/");
    assert_eq!(served.get("/timeline", &[BROWSER, &session]).status, 200);
    assert_eq!(served.ask("POST", "/logout", &[&session], &out).header("location"), "/login");
    assert_eq!(served.get("/timeline", &[BROWSER, &session]).status, 303);
}

#[test]
fn behind_a_proxy_that_speaks_https_the_cookie_never_goes_without() {
    let served = Served::with(locked, |options| options.hosts = vec!["talks.example".to_owned()]);
    let enter = |scheme: &str| {
        let body = format!("token={TOKEN}");
        let request = format!(
            "POST /login HTTP/1.1\r\nhost: talks.example\r\nx-forwarded-proto: {scheme}\r\n\
             origin: {scheme}://talks.example\r\nsec-fetch-site: same-origin\r\n\
             connection: close\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        served.send(request.as_bytes()).header("set-cookie").to_owned()
    };
    assert!(enter("https").ends_with("; Secure"));
    let plain = enter("http");
    assert!(plain.contains("HttpOnly") && !plain.contains("Secure"), "{plain}");
}

#[test]
fn who_guesses_tokens_is_not_heard_for_a_while() {
    let served = Served::locked();
    for guess in 0..10 {
        let guess = format!("authorization: Bearer guess-number-{guess}-of-many");
        assert_eq!(served.get("/api/v1", &[&guess]).status, 401);
    }
    let reply = served.get("/api/v1", &[BEARER]);
    assert_eq!(reply.status, 429, "the right token is not tried any more, either");
    let wait: u32 = reply.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&wait), "{wait}");
    assert_eq!(served.ask("POST", "/login", &[], &format!("token={TOKEN}")).status, 429);
}

#[test]
fn who_asks_too_often_is_told_when_to_ask_again() {
    let served = Served::with(locked, |options| options.rate = 2);
    let statuses: Vec<u16> =
        (0..20).map(|_| served.get("/assets/icon.svg", &[BEARER]).status).collect();
    assert!(statuses.starts_with(&[200; 8]), "{statuses:?}");
    assert!(statuses.ends_with(&[429]), "{statuses:?}");
    let reply = served.get("/", &[BEARER]);
    assert_eq!((reply.status, reply.header("retry-after")), (429, "1"));
}

#[test]
fn on_this_machine_alone_nobody_is_counted() {
    let served = Served::with(|state| state, |options| options.rate = 1);
    for _ in 0..30 {
        assert_eq!(served.get("/assets/icon.svg", &[]).status, 200);
    }
    assert_eq!(served.get("/login?next=/timeline", &[]).header("location"), "/timeline");
}

#[test]
fn other_machines_are_not_served_without_a_token() {
    let site = small();
    let mut options = Options::at("0.0.0.0:0".parse().unwrap());
    let refused = serve(Arc::clone(&site.state), &options, |_| unreachable!("it is not served"));
    assert!(refused.unwrap_err().to_string().contains("token"));
    options.bind = "[::]:0".parse().unwrap();
    assert!(serve(site.state, &options, |_| {}).is_err());
    let served = Served::with(locked, |options| options.bind = "0.0.0.0:0".parse().unwrap());
    assert_eq!(served.get("/", &[]).status, 401);
    assert_eq!(served.get("/", &[BEARER]).status, 200);
}

#[test]
fn names_that_are_not_ours_are_refused_and_named_ones_are_not() {
    let served = Served::with(|state| state, |o| o.hosts = vec!["Talks.Example".to_owned()]);
    let status = |host: &str| {
        let request = format!("GET / HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        served.send(request.as_bytes()).status
    };
    assert_eq!(status("talks.example"), 200);
    assert_eq!(status("localhost:9"), 200);
    assert_eq!(status("evil.example"), 421);
    assert_eq!(served.send(b"GET / HTTP/1.0\r\n\r\n").status, 421);
}

#[test]
fn what_is_too_large_or_no_request_is_refused_and_the_server_goes_on() {
    let served = Served::locked();
    let large = format!("token={}", "x".repeat(300 * 1024));
    assert_eq!(served.ask("POST", "/decide", &[BEARER], &large).status, 413);
    assert_eq!(served.ask("POST", "/login", &[], &large).status, 413);
    let long = format!("x-long: {}", "x".repeat(64 * 1024));
    assert_eq!(served.get("/", &[BEARER, &long]).status, 431);
    let many: Vec<String> = (0..200).map(|n| format!("x-{n}: 1")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(served.get("/", &many).status, 431);
    assert_eq!(
        served.send(b"\x16\x03\x01\x02\x00\x01\x00 TLS is spoken elsewhere\r\n\r\n").status,
        400
    );
    let chunked = format!(
        "POST /decide HTTP/1.1\r\nhost: {}\r\n{BEARER}\r\ntransfer-encoding: chunked\r\n\
         content-length: 5\r\n\r\n0\r\n\r\n",
        served.address
    );
    assert_ne!(served.send(chunked.as_bytes()).status, 200, "two lengths: request smuggling");
    assert_eq!(served.get("/", &[BEARER]).status, 200);
}

/// Slow on purpose: as long as the server waits for the head of a request.
#[test]
fn who_sends_letter_by_letter_loses_the_connection() {
    let served = Served::locked();
    let mut slow = TcpStream::connect(served.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nhost: 127").unwrap();
    let begun = Instant::now();
    let mut said = Vec::new();
    let _reset = slow.read_to_end(&mut said);
    assert!(begun.elapsed() < Duration::from_secs(25), "it waits too long");
    assert!(!String::from_utf8_lossy(&said).contains("200 OK"));
}

#[test]
fn every_answer_has_the_strict_headers() {
    let served = Served::locked();
    for (path, headers, status) in [
        ("/", &[BEARER][..], 200),
        ("/api/v1", &[BEARER][..], 200),
        ("/assets/app.js", &[][..], 200),
        ("/", &[][..], 401),
        ("/", &[BROWSER][..], 303),
        ("/nothing", &[BEARER][..], 404),
    ] {
        let reply = served.get(path, headers);
        assert_eq!(reply.status, status, "{path}");
        let policy = reply.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(name), value, "{path}");
        }
        assert!(reply.header("permissions-policy").contains("camera=()"), "{path}");
        assert_eq!(reply.header("server"), "", "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{path}");
        let kept = reply.header("cache-control");
        assert!(kept.contains("no-store") || kept.contains("no-cache"), "{path}: {kept}");
    }
}

#[test]
fn no_folder_is_listed_and_no_file_is_reached() {
    let served = Served::with(|state| state, |_| {});
    for path in [
        "/assets",
        "/assets/",
        "/assets/..",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e%2fCargo.toml",
        "/assets/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/d/../../etc/passwd",
        "/d/..%2f..%2fetc%2fpasswd",
        "/talks.record",
        "/.git/config",
    ] {
        let reply = served.get(path, &[]);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.body.contains("root:") && !reply.body.contains("Index of"), "{path}");
    }
}

#[test]
fn a_server_that_only_reads_has_no_buttons_and_takes_no_decision() {
    let served = Served::with(|state| state.read_only(true), |_| {});
    let site = &served.site;
    let entry = site.state.snapshot().core.contents.entries[0].id.clone();
    let claim = site.state.snapshot().core.contents.claims[0].id.clone();
    let before = std::fs::read(site.folder.path().join("talks.record")).unwrap();
    for page in ["/review".to_owned(), format!("/e/{entry}"), format!("/e/{entry}?edit={claim}")] {
        let reply = served.get(&page, &[]);
        assert_eq!(reply.status, 200, "{page}");
        assert!(!reply.body.contains("method=\"post\""), "{page} has a form");
        assert!(!reply.body.contains(site.state.token.expose()), "{page} has the forms' token");
        assert!(reply.body.contains("League"), "{page} shows no evidence");
    }
    assert!(served.get("/review", &[]).body.contains("This server only reads"));
    let answer =
        site.decide(&[("act", "judge"), ("claim", claim.as_str()), ("verdict", "rejected")]);
    assert_eq!(answer.status.as_u16(), 403);
    assert!(answer.text.contains("only reads"), "{}", answer.text);
    assert!(site.state.snapshot().log.is_empty());
    assert_eq!(before, std::fs::read(site.folder.path().join("talks.record")).unwrap());
}

#[test]
fn secrets_are_not_printed() {
    let site = Served::locked().site;
    let printed = format!("{:?}", site.state);
    assert!(!printed.contains(TOKEN) && !printed.contains(site.state.token.expose()));
}
