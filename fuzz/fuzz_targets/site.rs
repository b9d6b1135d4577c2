//! What a browser or a program sends: an address of a page or of the API, or a form that decides.
//!
//! An input that begins with `/` is an address; any other is a form. The whole site answers, over the
//! small record of its own tests. An answer is never "internal error", nor anything but text.

#![no_main]

#[path = "../../crates/rapporteur-web/tests/site/record.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod record;

use std::cell::RefCell;

use axum::body::Body;
use axum::http::{Request, header};
use libfuzzer_sys::fuzz_target;

use self::record::{ADDRESS, Site};

/// Decisions after which the record is made anew: a long log makes every answer slow.
const DECISIONS: usize = 30;

thread_local! {
    static SITE: RefCell<Site> = RefCell::new(record::small());
}

fn request(text: &str, site: &Site) -> Option<Request<Body>> {
    if text.starts_with('/') {
        return Request::get(text).header(header::HOST, ADDRESS).body(Body::empty()).ok();
    }
    Request::post("/decide")
        .header(header::HOST, ADDRESS)
        .header(header::ORIGIN, format!("http://{ADDRESS}"))
        .body(Body::from(format!("token={}&{text}", site.state.token.expose())))
        .ok()
}

fuzz_target!(|text: &str| {
    SITE.with_borrow_mut(|site| {
        let Some(request) = request(text, site) else { return };
        let answer = site.send(request);
        assert!(answer.status != 500, "{}", answer.text);
        if site.state.snapshot().log.len() > DECISIONS {
            *site = record::small();
        }
    });
});
