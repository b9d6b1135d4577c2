//! The site over a small record, asked without a browser.

#![allow(clippy::unwrap_used, reason = "a test stops where its ground gives way")]
#![allow(clippy::print_stderr, reason = "skipped tests and measurements say so")]
#![allow(clippy::print_stdout, reason = "measurements are printed")]

#[path = "site/api.rs"]
mod api;
#[path = "site/door.rs"]
mod door;
#[path = "site/hostile.rs"]
mod hostile;
#[path = "site/large.rs"]
mod large;
#[path = "site/parts.rs"]
mod parts;
#[path = "site/record.rs"]
mod record;
#[path = "site/requests.rs"]
mod requests;
#[path = "site/served.rs"]
mod served;
#[path = "site/speed.rs"]
mod speed;
