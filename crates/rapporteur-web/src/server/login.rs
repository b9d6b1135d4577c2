//! The page that exchanges the token for a cookie.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use askama::Template;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::door::Door;
use super::limits::SESSION_LASTS;
use crate::forms::{Form, ours};
use crate::state::AppState;
use crate::text::filters;

/// The address that is listened on, as handlers get it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listening(pub(super) SocketAddr);

/// Says nothing of the record: who sees it has not shown the token yet.
#[derive(Template)]
#[template(path = "login.html")]
struct Page {
    wrong: bool,
    next: String,
}

/// Browsers send cookies to every port of a host: two records served beside each other each have
/// their own.
pub(super) fn cookie_name(address: SocketAddr) -> String {
    format!("rapporteur-{}", address.port())
}

/// Where to log in, and go on to a page.
pub(super) fn address(next: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    format!("/login?{query}")
}

/// The page of ours that comes after.
fn next(form: &Form) -> String {
    ours(form.one("next")).unwrap_or("/").to_owned()
}

/// `GET /login`.
pub(super) async fn ask(State(state): State<Arc<AppState>>, RawQuery(query): RawQuery) -> Response {
    let form = Form::of(query.unwrap_or_default().as_bytes());
    let next = next(&form);
    if state.door.is_locked() {
        page(StatusCode::OK, false, next)
    } else {
        Redirect::to(&next).into_response()
    }
}

/// `POST /login`.
pub(super) async fn enter(
    State(state): State<Arc<AppState>>,
    Extension(Listening(address)): Extension<Listening>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let form = Form::of(body.as_bytes());
    let next = next(&form);
    let Door::Locked(lock) = &state.door else { return Redirect::to(&next).into_response() };
    let given = form.one("token").map(str::trim).unwrap_or_default();
    let Some(session) = lock.open(given, Instant::now()) else {
        return page(StatusCode::FORBIDDEN, true, next);
    };
    let seconds = SESSION_LASTS.as_secs();
    leave_with(&cookie(&headers, address, session.expose(), seconds), &next)
}

/// `POST /logout`.
pub(super) async fn leave(
    State(state): State<Arc<AppState>>,
    Extension(Listening(address)): Extension<Listening>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let form = Form::of(body.as_bytes());
    // Another site cannot log a reader out, either.
    if !form.one("token").is_some_and(|given| state.token.is(given)) {
        return Redirect::to("/").into_response();
    }
    if let Door::Locked(lock) = &state.door {
        lock.close(&headers, &cookie_name(address));
    }
    leave_with(&cookie(&headers, address, "", 0), "/login")
}

/// No script reads it, no other site's page sends it, and where a proxy says that it speaks HTTPS
/// it is not sent without.
fn cookie(headers: &HeaderMap, address: SocketAddr, value: &str, seconds: u64) -> String {
    let name = cookie_name(address);
    let encrypted = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    let secure = if encrypted { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

fn leave_with(cookie: &str, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn page(status: StatusCode, wrong: bool, next: String) -> Response {
    match (Page { wrong, next }).render() {
        Ok(page) => (status, Html(page)).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
    }
}
