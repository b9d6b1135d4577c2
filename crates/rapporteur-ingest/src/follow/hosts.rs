//! Politeness: one request at a time to a host, a pause between two, and patience with a host in
//! trouble.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

/// The longest that a host is left alone for one failure: a day.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// The shortest that it is left alone for the first failure; each further one doubles it.
const SHORTEST: Duration = Duration::from_secs(2);

/// How often a wait looks whether the user wants to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// What is known about one host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Host {
    /// No request before this.
    pub(crate) next: Timestamp,
    /// When that was noted, by the same clock.
    pub(crate) noted: Timestamp,
    /// Failures in a row.
    pub(crate) failures: u32,
}

/// All hosts. A host's lock is held while a request to it is under way.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    hosts: Mutex<BTreeMap<String, Arc<Mutex<Host>>>>,
}

impl Hosts {
    /// Takes up what an earlier run knew.
    pub(crate) fn new(known: BTreeMap<String, Host>) -> Self {
        let hosts = known.into_iter().map(|(name, host)| (name, Arc::new(Mutex::new(host))));
        Self { hosts: Mutex::new(hosts.collect()) }
    }

    /// The host of a name.
    pub(crate) fn of(&self, name: &str) -> Arc<Mutex<Host>> {
        Arc::clone(locked(&self.hosts).entry(name.to_owned()).or_default())
    }

    /// What is known now.
    pub(crate) fn known(&self) -> BTreeMap<String, Host> {
        let hosts = locked(&self.hosts);
        hosts.iter().map(|(name, host)| (name.clone(), *locked(host))).collect()
    }
}

/// A thread that panicked while it held the lock left whole values behind.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Host {
    /// How long it must still be left alone.
    pub(crate) fn wait(&self, now: Timestamp) -> Duration {
        // A clock that was set back must not make an hour of a pause of a second.
        let now = now.max(self.noted);
        Duration::try_from(self.next.duration_since(now)).unwrap_or_default()
    }

    /// The host as an earlier run left it. Where the clock was set back since, nobody knows how much
    /// of the pause is over, and it counts as over.
    pub(crate) fn taken_up(self, now: Timestamp) -> Self {
        if now < self.noted { Self { next: now, noted: now, ..self } } else { self }
    }

    /// Notes that it answered well.
    pub(crate) fn well(&mut self, now: Timestamp, pause: Duration) {
        self.failures = 0;
        (self.noted, self.next) = (now, after(now, pause));
    }

    /// Notes that it is in trouble or asks to be left alone.
    pub(crate) fn troubled(&mut self, now: Timestamp, asked: Option<Duration>) {
        let doubled = SHORTEST.saturating_mul(1 << self.failures.min(16));
        self.failures = self.failures.saturating_add(1);
        let pause = asked.unwrap_or_default().max(doubled).min(LONGEST);
        (self.noted, self.next) = (now, after(now, pause));
    }
}

fn after(now: Timestamp, pause: Duration) -> Timestamp {
    now.checked_add(pause).unwrap_or(now)
}

/// Sleeps, unless the user wants to stop; whether it slept to the end.
#[must_use]
pub fn sleep(length: Duration, stop: &AtomicBool) -> bool {
    let mut left = length;
    while !left.is_zero() {
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        let step = left.min(GLANCE);
        thread::sleep(step);
        left -= step;
    }
    !stop.load(Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_does_not_lengthen_a_pause() {
        let now: Timestamp = "2016-06-23T10:00:00Z".parse().unwrap();
        let earlier: Timestamp = "2015-06-23T10:00:00Z".parse().unwrap();
        let mut host = Host::default();
        host.troubled(now, Some(Duration::from_secs(600)));
        assert_eq!(host.wait(earlier).as_secs(), 600);
        assert_eq!(host.taken_up(earlier).wait(earlier).as_secs(), 0);
        assert_eq!(host.taken_up(now).wait(now).as_secs(), 600);
    }

    #[test]
    fn trouble_doubles_the_pause_and_what_the_host_asks_for_counts() {
        let now: Timestamp = "2016-06-23T10:00:00Z".parse().unwrap();
        let mut host = Host::default();
        host.troubled(now, None);
        assert_eq!(host.wait(now).as_secs(), 2);
        host.troubled(now, None);
        assert_eq!(host.wait(now).as_secs(), 4);
        host.troubled(now, Some(Duration::from_secs(600)));
        assert_eq!(host.wait(now).as_secs(), 600);
        host.troubled(now, Some(Duration::from_secs(u64::MAX / 4)));
        assert_eq!(host.wait(now), LONGEST);
        host.well(now, Duration::from_secs(1));
        assert_eq!((host.wait(now).as_secs(), host.failures), (1, 0));
    }
}
