//! How does a person read and correct the record?
//!
//! The only crate that knows HTTP and HTML. Pages are rendered on the server from the views of
//! `rapporteur-record`; every page works without scripts; nothing is fetched from anywhere else.
//!
//! # Layout
//!
//! | module | what it does |
//! |---|---|
//! | [`snapshot`] | the whole record in memory, with what pages look things up by |
//! | [`selecting`] | selections that were asked for lately |
//! | [`state`] | the snapshot that is shown now, and how a decision makes the next one |
//! | [`server`] | listens, guards, routes |
//! | [`secret`] | what is never printed |
//! | `report` | the same views as one file |
//! | `pages` | one file for each view: from a snapshot and a selection to HTML, JSON and CSV |
//! | `review` | the queue, the forms and what they do |
//! | `text` | every English word of the interface (`text/en.toml`) |
//! | `marked` | a report's text with its claims marked |
//! | `escape` | how strangers' words become HTML |
//! | [`api`] | the HTTP API |

pub mod api;
mod ask;
mod assets;
mod card;
mod escape;
mod forms;
mod links;
mod marked;
mod pages;
mod passages;
mod people;
mod picture;
mod report;
mod review;
pub mod secret;
pub mod selecting;
pub mod server;
pub mod snapshot;
pub mod state;
mod table;
mod text;
mod words;

pub use report::render as report;
pub use secret::Secret;
pub use server::door::Door;
pub use server::{Options, serve};
pub use snapshot::Snapshot;
pub use state::AppState;
