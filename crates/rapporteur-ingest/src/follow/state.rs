//! What a run must know of earlier ones: kept beside the record, written in one step.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::fetch::Condition;
use super::hosts::Host;

/// Everything that is known of feeds, pages and hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    pub(crate) feeds: BTreeMap<String, Seen>,
    pub(crate) pages: BTreeMap<String, Page>,
    pub(crate) hosts: BTreeMap<String, Rest>,
    /// Hashes of addresses that must not be fetched again: their pages were scrubbed.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) scrubbed: BTreeSet<String>,
    /// Bytes of the archive that are known to be whole.
    pub(crate) archived: u64,
}

/// What is known of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Seen {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<String>,
}

/// What is known of a page that a feed leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Page {
    /// The feed that led to it.
    pub(crate) feed: String,
    /// What the feed said about it last: when this changes, the page is fetched again.
    pub(crate) stamp: String,
    /// Whether it was fetched since.
    pub(crate) done: bool,
    /// Failures in a row; after a few of them it is given up.
    pub(crate) failures: u32,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) seen: Seen,
}

/// Until when a host is left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rest {
    /// RFC 3339.
    pub(crate) until: String,
    /// When that was noted (RFC 3339).
    #[serde(default)]
    pub(crate) noted: String,
    pub(crate) failures: u32,
}

impl State {
    /// Reads what an earlier run left; nothing where there was none.
    pub(crate) fn load(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::from),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes it whole or not at all.
    pub(crate) fn save(&self, path: &Path) -> io::Result<()> {
        let new = &path.with_added_extension("new");
        let mut file = fs::File::create(new)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        fs::rename(new, path)
    }

    pub(crate) fn known_hosts(&self) -> BTreeMap<String, Host> {
        let now = Timestamp::now();
        let host = |rest: &Rest| {
            let time = |text: &str| text.parse().unwrap_or_default();
            let (next, noted) = (time(&rest.until), time(&rest.noted));
            Host { next, noted, failures: rest.failures }.taken_up(now)
        };
        self.hosts.iter().map(|(name, rest)| (name.clone(), host(rest))).collect()
    }

    /// Keeps the hosts that are in trouble; a pause between two requests needs no keeping.
    pub(crate) fn keep_hosts(&mut self, hosts: BTreeMap<String, Host>) {
        let troubled = hosts.into_iter().filter(|(_, host)| host.failures > 0);
        let rest = |host: Host| Rest {
            until: host.next.to_string(),
            noted: host.noted.to_string(),
            failures: host.failures,
        };
        self.hosts = troubled.map(|(name, host)| (name, rest(host))).collect();
    }
}

impl Seen {
    pub(crate) fn condition(&self) -> Condition {
        Condition { etag: self.etag.clone(), last_modified: self.last_modified.clone() }
    }
}

impl From<Condition> for Seen {
    fn from(condition: Condition) -> Self {
        Self { etag: condition.etag, last_modified: condition.last_modified }
    }
}
