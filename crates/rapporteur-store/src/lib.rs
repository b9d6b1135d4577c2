//! Keep it, find it, never lose a person's decision. The only crate that knows SQL.
//!
//! A record is one SQLite file. Everything that one `build` adds is written in one transaction: a
//! reader sees the record before or after, never between, and a run that is killed or meets a full
//! disk leaves the record as it was.
//!
//! # Layout
//!
//! | module | what it does |
//! |---|---|
//! | [`record`] | opens and creates records |
//! | [`rows`] | reads them, inside a transaction or outside |
//! | [`counts`] | how much stands in them |
//! | [`update`] | one transaction of changes |
//! | [`decide`] | the log of what people decided, which only grows |
//! | [`stream`] | reads them document by document, in bounded memory |
//! | `portion` | reads some documents with their readings |
//! | `growth` | what is kept so that a record can grow without being worked out again |
//! | `names` | finds what a selection asks for by the names in it, without reading the rest |
//! | `schema` | the tables, and which versions of them can be read |
//! | [`network`] | keeps writers on other machines out |
//! | [`error`] | what can go wrong, with the file and the remedy |

pub mod counts;
pub mod decide;
pub mod error;
mod growth;
mod names;
pub mod network;
mod portion;
pub mod record;
pub mod rows;
mod schema;
pub mod stream;
pub mod update;

pub use counts::Counts;
pub use decide::Decided;
pub use error::StoreError;
pub use record::Record;
pub use rows::Rows;
pub use stream::Part;
pub use update::Update;
