//! Feeds that are followed, and pages that are fetched: the only module that knows the network.
//!
//! It goes only where the user points: to the feeds that are named, and to the pages that these lead
//! to. Every answer is archived as it was sent.

mod address;
mod archive;
mod certificate;
mod client;
mod feeds;
mod fetch;
mod forget;
mod hosts;
mod page;
mod round;
mod state;

use std::sync::atomic::Ordering;

pub use feeds::{BadFeeds, Feed, Feeds};
pub use forget::forget;
pub use hosts::sleep;
pub use page::fetch_page;
pub use round::{Follower, Round};

/// How the program names itself to servers.
#[must_use]
pub fn user_agent(contact: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match contact {
        Some(contact) => format!("rapporteur/{version} ({contact})"),
        None => format!("rapporteur/{version}"),
    }
}

/// Whether a stop was asked for.
fn stopped(stop: &std::sync::atomic::AtomicBool) -> bool {
    stop.load(Ordering::Relaxed)
}
