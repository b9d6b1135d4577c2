//! What stands before every page: who may ask, how often, and what a browser may do with an answer.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use rapporteur_export::answers::Problem;
use tokio::time::timeout;

use super::Options;
use super::door::{Door, Shown};
use super::limits::{ANSWER_WITHIN, BURST_SECONDS, GUESSES, GUESSES_A_SECOND};
use super::rate::{Buckets, Client};
use crate::api::problem_answer;
use crate::state::AppState;
use crate::text::text;

/// Nothing but our own style, script, pictures and forms; no other page may frame ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer tells a browser, refusals included.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// What requests are held against.
#[derive(Debug)]
pub(super) struct Guard {
    state: Arc<AppState>,
    address: SocketAddr,
    hosts: Vec<String>,
    requests: Buckets,
    guesses: Buckets,
}

impl Guard {
    pub(super) fn new(state: Arc<AppState>, address: SocketAddr, options: &Options) -> Self {
        let rate = f64::from(options.rate.max(1));
        Self {
            state,
            address,
            hosts: options.hosts.iter().map(|host| host.to_ascii_lowercase()).collect(),
            requests: Buckets::new(rate, rate * BURST_SECONDS),
            guesses: Buckets::new(GUESSES_A_SECOND, GUESSES),
        }
    }

    /// The refusal of a request that may not pass.
    fn refusal(&self, request: &Request, client: Client) -> Option<Response> {
        let now = Instant::now();
        // Where no token is demanded, everybody is the one person at this machine.
        if self.state.door.is_locked()
            && let Err(wait) = self.requests.take(client, now)
        {
            return Some(wait_for(wait));
        }
        if !self.is_for_us(request) {
            let words = text("refused.host");
            return Some((StatusCode::MISDIRECTED_REQUEST, format!("{words}\n")).into_response());
        }
        let reads = [Method::GET, Method::HEAD].contains(request.method());
        if !reads && is_foreign(request) {
            let words = text("refused.foreign");
            return Some((StatusCode::FORBIDDEN, format!("{words}\n")).into_response());
        }
        self.refusal_at_the_door(request, client, now)
    }

    fn refusal_at_the_door(
        &self,
        request: &Request,
        client: Client,
        now: Instant,
    ) -> Option<Response> {
        let Door::Locked(lock) = &self.state.door else { return None };
        let path = request.uri().path();
        let logs_in = path == "/login";
        if logs_in || path.starts_with("/assets/") {
            let guess = logs_in && request.method() == Method::POST;
            return guess.then(|| self.guesses.take(client, now).err()).flatten().map(wait_for);
        }
        // Who guessed too often is not answered whether the next one is right.
        let waits = bears(request.headers()).then(|| self.guesses.check(client, now).err());
        if let Some(wait) = waits.flatten() {
            return Some(wait_for(wait));
        }
        match lock.shown(request.headers(), &super::login::cookie_name(self.address), now) {
            Shown::Right => None,
            Shown::Wrong => {
                let _counted = self.guesses.take(client, now);
                Some(shut(request))
            }
            Shown::Nothing => Some(shut(request)),
        }
    }

    /// Whether the request names the host that we are: a name that another site points at this
    /// machine (DNS rebinding) is not.
    fn is_for_us(&self, request: &Request) -> bool {
        let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let Some(host) = named else { return false };
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
        let own = self.address.ip();
        let written = if own.is_ipv6() { format!("[{own}]") } else { own.to_string() };
        let loopback = ["localhost", "127.0.0.1", "[::1]"].contains(&name.as_str());
        // Who listens on every address has chosen to be reached by names that we cannot know.
        loopback
            || name == written
            || self.hosts.contains(&name)
            || own.is_unspecified() && self.hosts.is_empty()
    }
}

/// Lets a request pass or refuses it, bounds its time, and says what a browser may do with the
/// answer.
pub(super) async fn guard(
    State(guard): State<Arc<Guard>>,
    request: Request,
    next: Next,
) -> Response {
    let here = Client::of(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let client = request.extensions().get().copied().unwrap_or(here);
    let mut response = match guard.refusal(&request, client) {
        Some(refusal) => refusal,
        None => match timeout(ANSWER_WITHIN, next.run(request)).await {
            Ok(response) => response,
            Err(_) => {
                let words = format!("{}\n", text("refused.time"));
                (StatusCode::SERVICE_UNAVAILABLE, words).into_response()
            }
        },
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Whether a browser says that the request comes from another site.
fn is_foreign(request: &Request) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let fetched_elsewhere = header("sec-fetch-site").is_some_and(|site| site != "same-origin");
    let origin_elsewhere = match (header("origin"), header("host")) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_none_or(|(_, authority)| authority != host)
        }
        _ => false,
    };
    fetched_elsewhere || origin_elsewhere
}

fn bears(headers: &HeaderMap) -> bool {
    headers.contains_key(header::AUTHORIZATION)
}

/// Who asks too often learns when to ask again.
fn wait_for(wait: Duration) -> Response {
    let seconds = wait.as_secs_f64().ceil().max(1.0).to_string();
    let about = [(header::RETRY_AFTER, seconds)];
    (StatusCode::TOO_MANY_REQUESTS, about, format!("{}\n", text("refused.rate"))).into_response()
}

/// Who shows no token: a person is led to the log-in, a program is told.
fn shut(request: &Request) -> Response {
    let path = request.uri().path();
    let accepts = request.headers().get(header::ACCEPT).and_then(|kinds| kinds.to_str().ok());
    let person = accepts.is_some_and(|kinds| kinds.contains("text/html"));
    let api = path == "/api" || path.starts_with("/api/");
    if person && !api && request.method() == Method::GET {
        let asked = request.uri().path_and_query().map_or("/", |asked| asked.as_str());
        return Redirect::to(&super::login::address(asked)).into_response();
    }
    let mut response = if api {
        problem_answer(&Problem {
            kind: "/problems/no-token",
            title: "The token is missing or wrong",
            status: StatusCode::UNAUTHORIZED.as_u16(),
            detail: text("refused.token").to_owned(),
        })
    } else {
        (StatusCode::UNAUTHORIZED, format!("{}\n", text("refused.token"))).into_response()
    };
    let scheme = HeaderValue::from_static("Bearer realm=\"rapporteur\"");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
    response
}
