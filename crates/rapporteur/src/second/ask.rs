//! One question to the endpoint, bounded in time and size, and never anywhere else.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::ensure;
use serde_json::Value;
use ureq::Agent;
use ureq::http::Response;

/// Where the key is taken from.
const KEY: &str = "RAPPORTEUR_SECOND_KEY";

/// How often a question is asked that meets a server in trouble.
const ATTEMPTS: u32 = 3;

/// The longest pause between two attempts, whatever the server asks for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Questions that fail in a row until the rest is not asked in this run: a server that is down costs
/// minutes, not a night.
const FAILURES: usize = 5;

/// Bytes of an answer, at most.
const LARGEST_ANSWER: u64 = 4 * 1024 * 1024;

/// A model behind an OpenAI-compatible endpoint.
pub(super) struct Endpoint {
    agent: Agent,
    url: String,
    /// Scheme and host: what is told to people.
    shown: String,
    model: String,
    key: Option<String>,
    /// Questions that failed since one was answered.
    failures: AtomicUsize,
}

/// Why there is no answer.
struct Failure {
    why: String,
    lasts: Lasts,
    /// The pause that the server asks for.
    pause: Option<Duration>,
}

/// For how long a failure is likely to last.
enum Lasts {
    /// Another attempt may succeed.
    Moments,
    /// This question will fail again, others may not.
    ThisQuestion,
    /// Every question of this run would meet it.
    ThisRun,
}

impl Endpoint {
    /// An endpoint by the address of its API (`https://host/v1`) or of its chat completions.
    pub(super) fn new(url: &str, model: &str, patience: u64) -> anyhow::Result<Self> {
        let url = url.trim().trim_end_matches('/');
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        ensure!(
            matches!(scheme, "http" | "https") && !rest.is_empty(),
            "--second-reader: give the address of an OpenAI-compatible endpoint, such as \
             http://127.0.0.1:11434/v1"
        );
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        ensure!(
            !host.contains('@') && !rest.contains(['?', '#']),
            "--second-reader: an address holds no password and no query; put the key into the \
             environment variable {KEY}"
        );
        let shown = format!("{scheme}://{host}");
        let url = match url.strip_suffix("/chat/completions") {
            Some(_) => url.to_owned(),
            None => format!("{url}/chat/completions"),
        };
        let key = std::env::var(KEY).ok().map(|key| key.trim().to_owned());
        let config = Agent::config_builder()
            .user_agent(concat!("rapporteur/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            // A redirect would take the text, and the key, to whom the user did not name.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(patience)))
            .build();
        Ok(Self {
            agent: Agent::new_with_config(config),
            url,
            shown,
            model: model.trim().to_owned(),
            key: key.filter(|key| !key.is_empty()),
            failures: AtomicUsize::new(0),
        })
    }

    pub(super) fn model(&self) -> &str {
        &self.model
    }

    /// Scheme and host.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether what is sent can be read on its way: unencrypted, and not to this machine.
    pub(super) fn is_overheard(&self) -> bool {
        let host = self.shown.strip_prefix("http://");
        let is_here = |host: &str| {
            host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]")
        };
        host.is_some_and(|host| !is_here(host))
    }

    /// The body of the answer, or why there is none.
    pub(super) fn ask(&self, question: &Value) -> Result<String, String> {
        if self.failures.load(Ordering::Relaxed) >= FAILURES {
            return Err(format!("{} was not asked again after it failed", self.shown));
        }
        let body = question.to_string();
        let mut attempt = 1;
        let failure = loop {
            match self.once(body.as_bytes()) {
                Ok(answer) => {
                    self.failures.store(0, Ordering::Relaxed);
                    return Ok(answer);
                }
                Err(Failure { lasts: Lasts::Moments, pause, .. }) if attempt < ATTEMPTS => {
                    let pause = pause.unwrap_or(Duration::from_secs(u64::from(attempt)));
                    thread::sleep(pause.min(LONGEST_PAUSE));
                    attempt += 1;
                }
                Err(failure) => break failure,
            }
        };
        match failure.lasts {
            Lasts::ThisRun => self.failures.store(FAILURES, Ordering::Relaxed),
            Lasts::Moments => drop(self.failures.fetch_add(1, Ordering::Relaxed)),
            Lasts::ThisQuestion => {}
        }
        Err(self.without_key(&failure.why))
    }

    fn once(&self, body: &[u8]) -> Result<String, Failure> {
        let mut request = self.agent.post(&self.url).header("Content-Type", "application/json");
        if let Some(key) = &self.key {
            request = request.header("Authorization", &format!("Bearer {key}"));
        }
        let mut response = request.send(body).map_err(|error| Failure {
            why: format!("{} could not be asked: {error}", self.shown),
            lasts: Lasts::Moments,
            pause: None,
        })?;
        let status = response.status().as_u16();
        let pause = retry_after(&response);
        let text = response.body_mut().with_config().limit(LARGEST_ANSWER).read_to_string();
        match (status, text) {
            (200, Ok(text)) => Ok(self.without_key(&text)),
            (200, Err(error)) => Err(Failure {
                why: format!("the answer of {} broke off: {error}", self.shown),
                lasts: Lasts::Moments,
                pause,
            }),
            (status, text) => Err(Failure {
                why: refusal(&self.shown, status, &text.unwrap_or_default()),
                lasts: lasts(status),
                pause,
            }),
        }
    }

    /// What a server sends may hold the key that it was sent.
    fn without_key(&self, text: &str) -> String {
        match &self.key {
            Some(key) => text.replace(key.as_str(), "[key]"),
            None => text.to_owned(),
        }
    }
}

const fn lasts(status: u16) -> Lasts {
    match status {
        408 | 409 | 425 | 429 | 500..=599 => Lasts::Moments,
        // No key, no money, no such address or model.
        300..=399 | 401..=405 => Lasts::ThisRun,
        _ => Lasts::ThisQuestion,
    }
}

fn retry_after(response: &Response<ureq::Body>) -> Option<Duration> {
    let seconds = response.headers().get("Retry-After")?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// What a server says when it does not answer, in one short line.
fn refusal(shown: &str, status: u16, body: &str) -> String {
    /// Characters of a server's message that are told.
    const TOLD: usize = 200;
    let said = serde_json::from_str::<Value>(body).unwrap_or_default();
    let message = ["/error/message", "/error", "/message", "/detail"]
        .into_iter()
        .find_map(|place| said.pointer(place)?.as_str().map(str::to_owned))
        .unwrap_or_default();
    let message: String =
        message.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(TOLD).collect();
    if message.is_empty() {
        format!("{shown} answered {status}")
    } else {
        format!("{shown} answered {status}: {message}")
    }
}
