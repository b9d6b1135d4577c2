//! Here is a path: which reports are in it?
//!
//! Every kind of input becomes the same [`rapporteur_model::Document`]: the text as it came, what
//! around it is furniture and no report, and what it says about its own outlet, title, place and
//! date. This crate does not know what a claim is.
//!
//! ```text
//! arguments ──sources──▶ Source ──read──▶ RawDocument ──document──▶ Document
//! ```
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | `source` | which files lie behind the arguments (the only module that walks folders) |
//! | `read` | which raw reports one source holds, streamed in bounded memory (the only IO) |
//! | `raw` | what a report looks like before anything was understood |
//! | `about` | what a text says about itself: dateline, date, outlet, title (pure) |
//! | `clean` | which stretches of a text are furniture (pure; rules in `clean/furniture.toml`) |
//! | `document` | puts the pure parts together |
//!
//! A new kind of input is a new file under `read` that yields [`RawDocument`]s.

mod about;
mod clean;
mod document;
mod pattern;
mod raw;
mod read;
mod source;

pub use document::document;
pub use raw::RawDocument;
pub use read::{LARGEST_REPORT, Reports, read, read_json_lines};
pub use source::{Source, SourceKind, sources};
