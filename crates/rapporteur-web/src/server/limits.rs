//! How much a client may ask of the server: one flat table.
//!
//! The figures leave room for a newsroom behind one address and for 200 readers at a time
//! (`docs/performance.md`), and none for a client that would keep others waiting.

use std::time::Duration;

/// Largest body of a request, in bytes: a form that decides about a thousand claims has 60 kB.
pub(super) const BODY: usize = 256 * 1024;

/// Largest head of a request, in bytes: a selection of hundreds of values has 10 kB.
pub(super) const HEAD: usize = 32 * 1024;

/// How long a client may take to send the head of a request, and how long a connection may lie
/// idle.
pub(super) const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// How long a request may take until its answer begins, its body included. The whole report of a
/// large record takes longest.
pub(super) const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// How long a connection lives. Browsers open the next one by themselves; a client that reads an
/// answer byte by byte does not keep its place forever.
pub(super) const CONNECTION_LIVES: Duration = Duration::from_secs(300);

/// How long an answer under way may still take when its connection ends.
pub(super) const FAREWELL: Duration = Duration::from_secs(60);

/// Connections at a time: less than half of the 1,024 files that systems let a process open.
pub(super) const CONNECTIONS: usize = 480;

/// Connections of one client on another machine.
pub(super) const CONNECTIONS_OF_ONE: usize = 120;

/// Requests a second that a client may send unless `--rate` says otherwise. A page is up to four
/// requests (itself, style, script, icon).
pub const RATE: u32 = 50;

/// Requests that a client may send at once, in seconds' worth of its rate.
pub(super) const BURST_SECONDS: f64 = 4.0;

/// Wrong tokens that a client may try at once.
pub(super) const GUESSES: f64 = 10.0;

/// Wrong tokens that a client may try a second, from then on.
pub(super) const GUESSES_A_SECOND: f64 = 0.1;

/// Clients that are counted apart.
pub(super) const CLIENTS: usize = 10_000;

/// How long a session lasts after its log-in.
pub(super) const SESSION_LASTS: Duration = Duration::from_hours(12);

/// Sessions at a time; the oldest ends where one more begins.
pub(super) const SESSIONS: usize = 1_000;

/// Shortest token that a person may choose, in characters.
pub const SHORTEST_TOKEN: usize = 16;
