//! One round over the feeds: what is new in them is fetched, archived and handed on.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use rapporteur_model::{Code, Diagnostic, Origin, sha256_hex};
use url::Url;

use super::archive::Archive;
use super::client::{Asked, Client, told};
use super::feeds::{Feed, Feeds};
use super::fetch::{Answer, Condition, Fetcher};
use super::hosts::{Hosts, locked};
use super::page::{bare, report};
use super::state::{Page, State};
use super::{stopped, user_agent};
use crate::page::dates;
use crate::raw::{RawDocument, RawReport};
use crate::read::{Entry, entries};

/// Feeds that are worked on at once; a host still gets one request at a time.
const WORKERS: usize = 4;

/// Rounds in which a page may fail before it is given up.
const PATIENCE: u32 = 5;

/// Follows feeds.
pub struct Follower {
    feeds: Feeds,
    client: Client,
    archive: Archive,
    state: State,
    state_path: PathBuf,
    stop: Arc<AtomicBool>,
}

/// What one round brought.
#[derive(Debug, Default)]
pub struct Round {
    /// New reports, and new versions of known ones.
    pub reports: Vec<RawReport>,
    /// What could not be fetched, and why.
    pub diagnostics: Vec<Diagnostic>,
    /// Feeds that had not changed since they were last asked.
    pub unchanged: usize,
}

/// What a worker found.
enum Found {
    Answer(Answer),
    Report(Box<RawReport>),
    Told(Diagnostic),
    Unchanged,
}

impl Follower {
    /// Takes up the work where an earlier run left it. `record` names the record: the archive
    /// (`.warc.gz`) and what is known of feeds and pages (`.feeds.json`) lie beside it. `stop` ends a
    /// round early and in order.
    ///
    /// # Errors
    /// When the files beside the record cannot be read or made.
    pub fn new(feeds: Feeds, record: &Path, stop: Arc<AtomicBool>) -> io::Result<Self> {
        let agent = user_agent(feeds.contact.as_deref());
        let state_path = record.with_extension("feeds.json");
        let state = State::load(&state_path)?;
        let now = Timestamp::now().to_string();
        let archive =
            Archive::open(&record.with_extension("warc.gz"), &agent, &now, state.archived)?;
        let host = |url: &str| Some(bare(&Url::parse(url).ok()?.host_str()?.to_ascii_lowercase()));
        let named: BTreeSet<String> = feeds
            .feeds
            .iter()
            .filter_map(|feed| host(&feed.url))
            .chain(feeds.allow.iter().map(|name| bare(&name.to_ascii_lowercase())))
            .collect();
        let fetcher = Fetcher::new(&agent, Duration::from_secs_f64(feeds.timeout), named);
        let hosts = Hosts::new(state.known_hosts());
        let pause = Duration::from_secs_f64(feeds.delay);
        let client = Client::new(fetcher, hosts, pause, Arc::clone(&stop));
        Ok(Self { feeds, client, archive, state, state_path, stop })
    }

    /// Asks every feed, and fetches the pages that are new in them or that changed.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn round(&mut self) -> io::Result<Round> {
        let mut round = Round::default();
        let Self { feeds, client, archive, state, stop, .. } = self;
        let shared = Mutex::new(std::mem::take(state));
        let waiting: Mutex<Vec<&Feed>> = Mutex::new(feeds.feeds.iter().rev().collect());
        let (to, from) = mpsc::channel();
        let written = thread::scope(|scope| {
            for _ in 0..WORKERS.min(feeds.feeds.len()) {
                let to = to.clone();
                let work = Work { client, state: &shared, stop, to };
                let waiting = &waiting;
                scope.spawn(move || {
                    while !stopped(work.stop) {
                        let Some(feed) = locked(waiting).pop() else { break };
                        work.feed(feed);
                    }
                });
            }
            drop(to);
            // One writer for the archive. It takes everything that comes, so that nobody waits.
            let mut written = Ok(());
            for found in from {
                match found {
                    Found::Answer(answer) if written.is_ok() => written = archive.add(&answer),
                    Found::Answer(_) => {}
                    Found::Report(report) => round.reports.push(*report),
                    Found::Told(diagnostic) => round.diagnostics.push(diagnostic),
                    Found::Unchanged => round.unchanged += 1,
                }
            }
            written
        });
        *state = shared.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        written?;
        state.archived = archive.sync()?;
        state.keep_hosts(client.hosts().known());
        // Which worker was faster must not matter.
        round.reports.sort_by(|a, b| a.origin().path.cmp(&b.origin().path));
        round.diagnostics.sort_by(|a, b| (&a.subject, a.code).cmp(&(&b.subject, b.code)));
        Ok(round)
    }

    /// Notes that what a round brought is safe. A run that ends before this fetches it once more.
    ///
    /// # Errors
    /// When the file beside the record cannot be written.
    pub fn done(&self) -> io::Result<()> {
        self.state.save(&self.state_path)
    }

    /// How long to wait between two rounds.
    #[must_use]
    pub fn pause(&self) -> Duration {
        self.feeds.round()
    }
}

/// One worker's means.
struct Work<'a> {
    client: &'a Client,
    state: &'a Mutex<State>,
    stop: &'a AtomicBool,
    to: mpsc::Sender<Found>,
}

impl Work<'_> {
    /// The receiver lives as long as the workers do.
    fn tell(&self, found: Found) {
        // What the user broke off did not go wrong.
        if !(stopped(self.stop) && matches!(found, Found::Told(_))) {
            drop(self.to.send(found));
        }
    }

    fn ask(&self, url: &str, condition: &Condition) -> Asked {
        self.client
            .ask(url, condition, true, &mut |answer| self.tell(Found::Answer(answer.clone())))
    }

    fn feed(&self, feed: &Feed) {
        let known = locked(self.state).feeds.get(&feed.url).cloned().unwrap_or_default();
        match self.ask(&feed.url, &known.condition()) {
            Err(refusal) => self.tell(Found::Told(refusal.told)),
            Ok(answer) if answer.status == 304 => self.tell(Found::Unchanged),
            Ok(answer) if answer.status != 200 => {
                let message = format!("the server answered {}", answer.status);
                self.tell(Found::Told(told(Code::NotFetched, &feed.url, message)));
            }
            Ok(answer) => self.read_feed(feed, &answer),
        }
        if feed.pages {
            self.pages(feed);
        }
    }

    fn read_feed(&self, feed: &Feed, answer: &Answer) {
        let found = answer
            .body()
            .map_err(|_| "the answer cannot be unpacked".to_owned())
            .and_then(|bytes| entries(&bytes, Some(&answer.url)).map(|found| (found, bytes)));
        let ((name, entries), bytes) = match found {
            Ok(found) => found,
            Err(why) => return self.tell(Found::Told(told(Code::NotAFeed, &feed.url, why))),
        };
        let hash = sha256_hex(&bytes);
        for entry in entries {
            self.note(feed, &entry);
            if !feed.pages && entry.text.chars().any(char::is_alphabetic) {
                let mut raw = entry.about(feed.outlet.as_deref().or(name.as_deref()));
                if entry.is_summary {
                    raw.metadata.insert("extent".to_owned(), "summary".into());
                }
                raw.language.clone_from(&entry.language);
                raw.origin = Origin {
                    path: answer.url.clone(),
                    sha256: hash.clone(),
                    retrieved: Some(answer.retrieved.to_string()),
                    headers: answer.headers.clone(),
                };
                raw.text = entry.text;
                self.tell(Found::Report(Box::new(RawReport::Text(raw))));
            }
        }
        locked(self.state).feeds.insert(feed.url.clone(), answer.condition().into());
    }

    /// Notes what a feed says about a page: one that is new, or of which it says something else than
    /// last time, is to be fetched.
    fn note(&self, feed: &Feed, entry: &Entry) {
        let Some(link) = &entry.link else { return };
        let said = format!("{:?} {:?} {:?}", entry.updated, entry.title, entry.text);
        let stamp = sha256_hex(said.as_bytes())[..16].to_owned();
        let mut state = locked(self.state);
        if state.scrubbed.contains(&sha256_hex(link.as_bytes())) {
            return;
        }
        let page = state.pages.entry(link.clone()).or_default();
        if page.stamp != stamp {
            *page = Page {
                feed: feed.url.clone(),
                stamp,
                done: !feed.pages,
                failures: 0,
                title: entry.title.clone(),
                published: entry.published.clone().or_else(|| entry.updated.clone()),
                authors: entry.authors.clone(),
                seen: page.seen.clone(),
            };
        }
    }

    /// Fetches the pages of a feed that are waiting.
    fn pages(&self, feed: &Feed) {
        let waiting: BTreeMap<String, Page> = locked(self.state)
            .pages
            .iter()
            .filter(|(_, page)| page.feed == feed.url && !page.done && page.failures < PATIENCE)
            .map(|(url, page)| (url.clone(), page.clone()))
            .collect();
        for (url, page) in waiting {
            if stopped(self.stop) {
                return;
            }
            let result = self.ask(&url, &page.seen.condition());
            // Where the user stopped it, the page did not fail.
            if stopped(self.stop) && result.is_err() {
                return;
            }
            let mut kept = page.clone();
            match result {
                Ok(answer) if answer.status == 304 => kept.done = true,
                Ok(answer) => {
                    kept.seen = answer.condition().into();
                    match report(&answer, about(feed, &page), &url) {
                        Ok(report) => {
                            kept.done = true;
                            self.tell(Found::Report(Box::new(report)));
                        }
                        Err(diagnostic) => {
                            kept.failures += 1;
                            self.tell(Found::Told(diagnostic));
                        }
                    }
                }
                Err(refusal) => {
                    // What will not be different next time is not tried again.
                    let for_good =
                        matches!(refusal.told.code, Code::PrivateAddress | Code::TooLarge);
                    kept.failures =
                        if for_good { PATIENCE } else { kept.failures + u32::from(refusal.tried) };
                    self.tell(Found::Told(refusal.told));
                }
            }
            locked(self.state).pages.insert(url, kept);
        }
    }
}

/// What a feed says about a page.
fn about(feed: &Feed, page: &Page) -> RawDocument {
    RawDocument {
        outlet: feed.outlet.clone(),
        title: page.title.clone(),
        authors: page.authors.clone(),
        published: page.published.as_deref().and_then(dates::date),
        ..RawDocument::default()
    }
}
