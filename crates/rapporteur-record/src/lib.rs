//! Here are the claims of many reports: what is the same, what is independent?
//!
//! Pure functions over documents and claims. The order in which documents arrive never matters:
//! every function sorts what it is given, and identifiers depend on contents alone.
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | [`mod@voices`] | which claims come from the same words, and how many voices stand behind them |
//! | [`mod@entries`] | which claims tell the same happening |
//! | [`mod@decisions`] | what people decided about claims and entries, laid over what was found |
//! | [`mod@difference`] | what changed from one record to another |
//! | [`mod@grow`] | what new reports change in a record, and what they leave alone |
//! | [`meeting`] | the same question in parts: which claims have to be compared, and which are connected |
//! | [`invariants`] | what holds in every record |
//! | [`mod@redact`] | the same record with people under pseudonyms |
//! | [`selection`] | which claims somebody asks for: one filter for page, API, exports, agents |
//! | [`views`] | what a reader sees: brief, timeline, figures |

pub mod coreference;
pub mod decisions;
pub mod difference;
pub mod entries;
pub mod gold;
pub mod grow;
pub mod invariants;
pub mod meeting;
pub mod redact;
pub mod selection;
pub mod views;
pub mod voices;

pub use decisions::decisions;
pub use difference::difference;
pub use entries::entries;
pub use grow::grow;
pub use selection::Selection;
pub use voices::{Families, families, sentence_around};
