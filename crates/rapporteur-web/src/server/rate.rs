//! How often a client may ask: token buckets, one for each client.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::limits::CLIENTS;

/// Who asks, as far as rates go: an address; of IPv6 the network of 64 bits that one household or
/// office has for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Client(IpAddr);

impl Client {
    pub(super) const fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(six) if !six.is_loopback() => {
                let network = six.to_bits() >> 64 << 64;
                Self(IpAddr::V6(Ipv6Addr::from_bits(network)))
            }
            other => Self(other),
        }
    }

    /// Whether it is this machine.
    pub(super) const fn is_here(self) -> bool {
        self.0.is_loopback()
    }
}

/// A bucket for each client: full at first, a drop out for each request, filled again evenly.
#[derive(Debug)]
pub(super) struct Buckets {
    /// Drops a second.
    rate: f64,
    /// Drops in a full bucket.
    full: f64,
    /// What was left when the client was last seen.
    clients: Mutex<BTreeMap<Client, (f64, Instant)>>,
}

impl Buckets {
    pub(super) fn new(rate: f64, full: f64) -> Self {
        Self { rate, full, clients: Mutex::default() }
    }

    /// Takes a drop out.
    ///
    /// # Errors
    /// Where there is none: how long until there is one.
    pub(super) fn take(&self, client: Client, now: Instant) -> Result<(), Duration> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() >= CLIENTS && !clients.contains_key(&client) {
            self.make_room(&mut clients, now);
        }
        let (left, seen) = clients.entry(client).or_insert((self.full, now));
        *left = self.level(*left, *seen, now);
        *seen = now;
        self.enough(*left)?;
        *left -= 1.0;
        Ok(())
    }

    /// Whether there is a drop, without taking it.
    ///
    /// # Errors
    /// Where there is none: how long until there is one.
    pub(super) fn check(&self, client: Client, now: Instant) -> Result<(), Duration> {
        let clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let left =
            clients.get(&client).map_or(self.full, |&(left, seen)| self.level(left, seen, now));
        self.enough(left)
    }

    fn enough(&self, left: f64) -> Result<(), Duration> {
        if left < 1.0 { Err(Duration::from_secs_f64((1.0 - left) / self.rate)) } else { Ok(()) }
    }

    fn level(&self, left: f64, seen: Instant, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(seen).as_secs_f64();
        passed.mul_add(self.rate, left).min(self.full)
    }

    /// Forgets clients whose buckets are full again; where none is, the one that was longest away.
    fn make_room(&self, clients: &mut BTreeMap<Client, (f64, Instant)>, now: Instant) {
        clients.retain(|_, (left, seen)| self.level(*left, *seen, now) < self.full);
        if clients.len() >= CLIENTS {
            let longest = clients.iter().min_by_key(|(_, (_, seen))| *seen).map(|(one, _)| *one);
            if let Some(longest) = longest {
                clients.remove(&longest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(address: &str) -> Client {
        Client::of(address.parse().unwrap())
    }

    #[test]
    fn a_client_that_asks_too_often_waits_and_others_do_not() {
        let buckets = Buckets::new(2.0, 3.0);
        let (eager, other) = (client("192.0.2.1"), client("192.0.2.2"));
        let begun = Instant::now();
        for _ in 0..3 {
            assert_eq!(buckets.take(eager, begun), Ok(()));
        }
        assert_eq!(buckets.take(eager, begun), Err(Duration::from_millis(500)));
        assert_eq!(buckets.check(eager, begun), Err(Duration::from_millis(500)));
        assert_eq!(buckets.take(other, begun), Ok(()));
        assert_eq!(buckets.take(eager, begun + Duration::from_millis(500)), Ok(()));
        assert!(buckets.take(eager, begun + Duration::from_millis(600)).is_err());
    }

    #[test]
    fn a_household_is_one_client_however_many_addresses_it_has() {
        assert_eq!(client("2001:db8:1:2::1"), client("2001:db8:1:2:ffff::9"));
        assert_ne!(client("2001:db8:1:2::1"), client("2001:db8:1:3::1"));
        assert_eq!(client("::ffff:192.0.2.1"), client("192.0.2.1"));
        assert!(client("::1").is_here() && client("::ffff:127.0.0.1").is_here());
    }

    #[test]
    fn a_flood_of_clients_takes_no_more_room() {
        let buckets = Buckets::new(0.001, 5.0);
        let begun = Instant::now();
        for number in 0..u32::try_from(CLIENTS).unwrap() + 50 {
            let address = IpAddr::V4(std::net::Ipv4Addr::from_bits(number));
            buckets.take(Client::of(address), begun).unwrap();
        }
        assert!(buckets.clients.lock().unwrap().len() <= CLIENTS);
    }
}
