//! Here is a path: which reports are in it?
//!
//! Every kind of input becomes the same [`rapporteur_model::Document`]: the text as it came, what
//! around it is furniture and no report, and what it says about its own outlet, title, place and
//! date. This crate does not know what a claim is.
//!
//! ```text
//! arguments ──sources──▶ Source ──read──▶ RawReport ──document──▶ Document
//! feeds.toml ──follow──▶ pages, archived ──▶ RawReport
//! ```
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | `source` | which files lie behind the arguments (the only module that walks folders) |
//! | `read` | which raw reports one source holds, streamed in bounded memory |
//! | `follow` | which pages feeds lead to (the only module that knows the network) |
//! | `raw` | what a report looks like before anything was understood |
//! | `open` | takes the text out of a page, a PDF or a Word file (pure) |
//! | `page` | what an HTML page holds and says about itself (pure) |
//! | `language` | which language a text is in (pure) |
//! | `look_alike` | which words mix scripts (pure) |
//! | `about` | what a text says about itself: dateline, date, outlet, title (pure) |
//! | `clean` | which stretches of a text are furniture (pure; rules in `clean/furniture.toml`) |
//! | `guarded` | keeps a parser that panics from ending the run |
//! | `document` | puts the pure parts together |
//!
//! A new kind of input is a new file under `read` that yields [`RawReport`]s.

mod about;
mod clean;
mod document;
pub mod evaluate;
pub mod follow;
mod guarded;
mod language;
mod look_alike;
mod open;
mod page;
mod pattern;
mod raw;
mod read;
mod source;

pub use document::document;
pub use guarded::is_guarded;
pub use raw::{RawDocument, RawReport, SealKind, Sealed};
pub use read::{
    Columns, LARGEST_FILE, LARGEST_REPORT, NotAMapping, Reports, read, read_bytes, read_json_lines,
};
pub use source::{Source, SourceKind, sources};
