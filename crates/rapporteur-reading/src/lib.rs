//! Here is one report: what does it claim, who says so, when and where?
//!
//! A pure function from a document to a reading: no other documents, no files, no clock. It never
//! fails; what was left open becomes a diagnostic.
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | [`reader`] | runs the stages on one document and puts their answers together |
//! | [`time`] | when? (TIMEX3) |
//! | [`attribution`] | who says so? (PARC, PolNeAR) |
//! | [`actors`] | who is who, and where is where? |
//! | [`dossier`] | what does an analyst know about the conflict? |
//! | [`events`] | what happened? (PLOVER) |
//! | [`figures`] | how many? |
//! | [`score`] | how well do claims agree with annotated ones? |
//! | [`syntax`] | walking a dependency tree |
//! | [`triage`] | what is worth a network's time? |

pub mod actors;
pub mod attribution;
pub mod dossier;
pub mod events;
pub mod figures;
mod inflect;
pub mod reader;
pub mod score;
pub mod syntax;
pub mod time;
pub mod triage;

pub use reader::{Explanation, Reader, ReaderError};
