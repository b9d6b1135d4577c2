//! Who is let in.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use axum::http::{HeaderMap, header};
use rapporteur_model::sha256_hex;

use super::limits::{SESSION_LASTS, SESSIONS};
use crate::secret::Secret;

/// Whether who asks must show a token.
#[derive(Debug, Default)]
pub enum Door {
    /// Everybody who reaches the address is let in: this machine alone.
    #[default]
    Open,
    /// A token is demanded.
    Locked(Lock),
}

impl Door {
    /// A door that opens to a token.
    #[must_use]
    pub fn locked(token: Secret) -> Self {
        Self::Locked(Lock { token, sessions: Mutex::default() })
    }

    /// Whether a token is demanded.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        matches!(self, Self::Locked(_))
    }
}

/// A token, and the browsers that showed it.
#[derive(Debug)]
pub struct Lock {
    token: Secret,
    /// When each session began, by the hash of its secret: what lies in memory opens nothing, and
    /// looking it up tells nothing about it.
    sessions: Mutex<BTreeMap<String, Instant>>,
}

/// What a request shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The token, or a session that it opened.
    Right,
    /// Another token.
    Wrong,
    /// Neither.
    Nothing,
}

impl Lock {
    /// What the head of a request shows: `Authorization: Bearer TOKEN`, or the cookie of a session.
    pub(super) fn shown(&self, headers: &HeaderMap, cookie: &str, now: Instant) -> Shown {
        if let Some(given) = bearer(headers) {
            return if self.token.is(given) { Shown::Right } else { Shown::Wrong };
        }
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let known = cookies(headers, cookie).any(|given| {
            let begun = sessions.get(&sha256_hex(given.as_bytes()));
            begun.is_some_and(|&begun| now.saturating_duration_since(begun) < SESSION_LASTS)
        });
        if known { Shown::Right } else { Shown::Nothing }
    }

    /// A session for who gives the token; `None` for any other.
    pub(super) fn open(&self, given: &str, now: Instant) -> Option<Secret> {
        if !self.token.is(given) {
            return None;
        }
        let session = Secret::random();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, begun| now.saturating_duration_since(*begun) < SESSION_LASTS);
        if sessions.len() >= SESSIONS {
            let oldest = sessions.iter().min_by_key(|(_, begun)| **begun);
            if let Some(oldest) = oldest.map(|(name, _)| name.clone()) {
                sessions.remove(&oldest);
            }
        }
        sessions.insert(sha256_hex(session.expose().as_bytes()), now);
        Some(session)
    }

    /// Ends the sessions that a request shows.
    pub(super) fn close(&self, headers: &HeaderMap, cookie: &str) {
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        for given in cookies(headers, cookie) {
            sessions.remove(&sha256_hex(given.as_bytes()));
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The values of a cookie; a browser sends several where paths differ.
fn cookies<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(move |(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn lock() -> Lock {
        let Door::Locked(lock) = Door::locked(Secret::new("a long winter".to_owned())) else {
            unreachable!("it is locked")
        };
        lock
    }

    fn shows(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    #[test]
    fn the_token_opens_and_nothing_like_it_does() {
        let (lock, now) = (lock(), Instant::now());
        let shown = |value: &str| lock.shown(&shows(header::AUTHORIZATION, value), "s", now);
        assert_eq!(shown("Bearer a long winter"), Shown::Right);
        assert_eq!(shown("bearer a long winter "), Shown::Right);
        assert_eq!(shown("Bearer a long winte"), Shown::Wrong);
        assert_eq!(shown("Basic a long winter"), Shown::Nothing);
        assert_eq!(lock.shown(&HeaderMap::new(), "s", now), Shown::Nothing);
    }

    #[test]
    fn a_session_lasts_its_hours_and_ends_when_it_is_closed() {
        let (lock, now) = (lock(), Instant::now());
        assert!(lock.open("a short winter", now).is_none());
        let [first, second] = [(); 2].map(|()| lock.open("a long winter", now).unwrap());
        let with = |session: &Secret| {
            shows(header::COOKIE, &format!("reviewer=Ana; s={}", session.expose()))
        };
        assert_eq!(lock.shown(&with(&first), "s", now), Shown::Right);
        assert_eq!(lock.shown(&with(&first), "other", now), Shown::Nothing);
        lock.close(&with(&first), "s");
        assert_eq!(lock.shown(&with(&first), "s", now), Shown::Nothing);
        assert_eq!(lock.shown(&with(&second), "s", now), Shown::Right);
        let late = now + SESSION_LASTS + Duration::from_secs(1);
        assert_eq!(lock.shown(&with(&second), "s", late), Shown::Nothing);
    }

    #[test]
    fn sessions_take_no_more_room_than_they_may() {
        let (lock, now) = (lock(), Instant::now());
        for _ in 0..SESSIONS + 3 {
            assert!(lock.open("a long winter", now).is_some());
        }
        assert_eq!(lock.sessions.lock().unwrap().len(), SESSIONS);
    }
}
