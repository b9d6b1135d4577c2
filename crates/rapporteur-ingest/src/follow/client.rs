//! Asks for an address as a polite visitor: robots.txt, redirects hop by hop, pauses and patience.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use rapporteur_model::{Code, Diagnostic};
use texting_robots::Robot;
use url::Url;

use super::fetch::{Answer, Condition, Failure, Fetcher};
use super::hosts::{Hosts, locked, sleep};
use crate::read::LARGEST_REPORT;

/// Redirects that are followed; browsers follow 20.
const REDIRECTS: usize = 8;

/// How often a host in trouble is asked again in one round.
const ATTEMPTS: u32 = 3;

/// The longest pause that one round waits for; beyond it the address is left for the next round.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The longest pause that a robots.txt can ask for.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// The name that robots.txt files know the program by.
const ROBOT: &str = "rapporteur";

/// A polite visitor.
pub(crate) struct Client {
    fetcher: Fetcher,
    hosts: Hosts,
    robots: Mutex<BTreeMap<String, Rules>>,
    pause: Duration,
    stop: Arc<AtomicBool>,
}

/// What one site's robots.txt says.
#[derive(Clone)]
enum Rules {
    /// It has none, or it is no such file.
    None,
    /// It could not be read: nothing is allowed until it can (RFC 9309).
    Unreachable,
    /// Its rules.
    Robot(Arc<Robot>),
}

/// An answer, or why there is none.
pub(crate) type Asked = Result<Answer, Refusal>;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// For a person.
    pub(crate) told: Diagnostic,
    /// Whether a request was made at all; one that must wait has not failed.
    pub(crate) tried: bool,
}

impl Refusal {
    /// Whether any address of the site would have met it.
    fn is_of_site(&self) -> bool {
        !self.tried || matches!(self.told.code, Code::PrivateAddress | Code::Untrusted)
    }
}

impl From<Diagnostic> for Refusal {
    fn from(told: Diagnostic) -> Self {
        Self { told, tried: true }
    }
}

fn waits(told: Diagnostic) -> Refusal {
    Refusal { told, tried: false }
}

impl Client {
    pub(crate) fn new(
        fetcher: Fetcher,
        hosts: Hosts,
        pause: Duration,
        stop: Arc<AtomicBool>,
    ) -> Self {
        Self { fetcher, hosts, robots: Mutex::default(), pause, stop }
    }

    /// What is known about hosts now.
    pub(crate) fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    /// Asks for an address and follows redirects. Every answer on the way goes to `keep`.
    pub(crate) fn ask(
        &self,
        url: &str,
        condition: &Condition,
        obey_robots: bool,
        keep: &mut dyn FnMut(&Answer),
    ) -> Asked {
        let mut seen = BTreeSet::new();
        let mut at = Url::parse(url).map_err(|error| told(Code::NotFetched, url, error))?;
        let mut condition = condition.clone();
        for _ in 0..=REDIRECTS {
            at.set_fragment(None);
            if !seen.insert(at.to_string()) {
                let message = format!("it redirects in a circle, at {at}");
                return Err(told(Code::NotFetched, url, message).into());
            }
            if obey_robots && !self.allowed(&at, url)? {
                let message = format!("the rules of {} exclude it", site(&at));
                return Err(told(Code::Disallowed, url, message).into());
            }
            let answer = self.patiently(&at, &condition, url)?;
            keep(&answer);
            let to = answer
                .header("Location")
                .filter(|_| (301..=308).contains(&answer.status) && answer.status != 304);
            let Some(to) = to else { return Ok(answer) };
            at = at.join(to).map_err(|error| {
                told(Code::NotFetched, url, format!("it redirects to `{to}`: {error}"))
            })?;
            if !matches!(at.scheme(), "http" | "https") {
                return Err(told(Code::NotFetched, url, format!("it redirects to `{at}`")).into());
            }
            // What is known belongs to the first address.
            condition = Condition::default();
        }
        let message = format!("it redirects more than {REDIRECTS} times");
        Err(told(Code::NotFetched, url, message).into())
    }

    /// One request with a host's lock held, again after a pause where the host is in trouble.
    fn patiently(&self, at: &Url, condition: &Condition, subject: &str) -> Asked {
        let name = at.host_str().unwrap_or_default().to_ascii_lowercase();
        let host = self.hosts.of(&name);
        let pause = self.pause_of(at);
        let mut host = locked(&host);
        for attempt in 1..=ATTEMPTS {
            let wait = host.wait(Timestamp::now());
            if wait > LONGEST_WAIT {
                let message = format!("{name} is left alone until {}", host.next);
                return Err(waits(told(Code::NotFetched, subject, message)));
            }
            if !sleep(wait, &self.stop) {
                return Err(waits(told(Code::NotFetched, subject, "stopped")));
            }
            let result = self.fetcher.get(at.as_str(), condition, &self.stop);
            let now = Timestamp::now();
            match result {
                Ok(answer) if answer.status == 429 || answer.status >= 500 => {
                    host.troubled(now, answer.retry_after());
                    if attempt == ATTEMPTS {
                        let message = format!("the server answered {}", answer.status);
                        return Err(told(Code::NotFetched, subject, message).into());
                    }
                }
                Ok(answer) => {
                    host.well(now, pause);
                    return Ok(answer);
                }
                Err(Failure::Broken(why)) => {
                    host.well(now, pause);
                    return Err(told(Code::NotFetched, subject, why).into());
                }
                Err(Failure::Unreachable(why)) => {
                    host.troubled(now, None);
                    // What is broken now is likely to be so in two seconds: the next round asks again.
                    return Err(told(Code::NotFetched, subject, why).into());
                }
                Err(Failure::Untrusted(why)) => {
                    host.troubled(now, None);
                    return Err(told(Code::Untrusted, subject, why).into());
                }
                Err(Failure::Private) => {
                    let message = format!("{name} is in a private network");
                    return Err(told(Code::PrivateAddress, subject, message).into());
                }
                Err(Failure::TooLarge) => {
                    host.well(now, pause);
                    let limit = LARGEST_REPORT / (1024 * 1024);
                    let message = format!("the answer is larger than {limit} MiB");
                    return Err(told(Code::TooLarge, subject, message).into());
                }
                Err(Failure::Stopped) => {
                    return Err(waits(told(Code::NotFetched, subject, "stopped")));
                }
            }
        }
        Err(told(Code::NotFetched, subject, "the server did not answer").into())
    }

    /// Whether a site's robots.txt lets the program fetch an address.
    fn allowed(&self, at: &Url, subject: &str) -> Result<bool, Refusal> {
        let site = site(at);
        let known = locked(&self.robots).get(&site).cloned();
        let rules = match known {
            Some(rules) => rules,
            None => {
                let rules = self.rules(&site, subject)?;
                locked(&self.robots).insert(site, rules.clone());
                rules
            }
        };
        match rules {
            Rules::None => Ok(true),
            Rules::Robot(robot) => Ok(robot.allowed(at.as_str())),
            Rules::Unreachable => {
                Err(told(Code::NotFetched, subject, "its robots.txt cannot be read").into())
            }
        }
    }

    fn rules(&self, site: &str, subject: &str) -> Result<Rules, Refusal> {
        let url = format!("{site}/robots.txt");
        let answer = match self.ask(&url, &Condition::default(), false, &mut |_| {}) {
            Ok(answer) => answer,
            Err(refusal) if refusal.is_of_site() => {
                let told = Diagnostic { subject: subject.to_owned(), ..refusal.told };
                return Err(Refusal { told, ..refusal });
            }
            Err(_) => return Ok(Rules::Unreachable),
        };
        if answer.status != 200 {
            return Ok(Rules::None);
        }
        let Ok(body) = answer.body() else { return Ok(Rules::None) };
        // RFC 9309 lets a program stop at 500 KiB.
        let body = &body[..body.len().min(500 * 1024)];
        Ok(Robot::new(ROBOT, body).map_or(Rules::None, |robot| Rules::Robot(Arc::new(robot))))
    }

    /// The pause between two requests: ours, or what robots.txt asks for where that is longer.
    fn pause_of(&self, at: &Url) -> Duration {
        let asked = match locked(&self.robots).get(&site(at)) {
            Some(Rules::Robot(robot)) => robot.delay.unwrap_or_default(),
            _ => 0.0,
        };
        let asked = Duration::try_from_secs_f32(asked.max(0.0)).unwrap_or(LONGEST_DELAY);
        self.pause.max(asked.min(LONGEST_DELAY))
    }
}

/// Scheme, host and port.
fn site(at: &Url) -> String {
    at.origin().ascii_serialization()
}

/// A message about an address.
pub(crate) fn told(code: Code, url: &str, message: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::new(code, url, message.to_string())
}
