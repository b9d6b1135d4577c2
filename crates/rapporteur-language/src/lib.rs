//! Here is a text: what are its sentences, words, syntax and names?
//!
//! Text goes in, an [`Analysis`] comes out. Nothing is normalised in place: every span is a byte
//! range into the text that was given. This crate knows nothing about conflicts, talks or files.
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | [`chains`] | which mentions are of the same person, body or place |
//! | [`conllu`] | CoNLL-U: read, written, turned into text |
//! | [`inspect`] | an analysis laid out for people |
//! | [`iob2`] | name corpora: read |
//! | [`model`] | the network: tags, trees, lemmas and names |
//! | [`score`] | how close an analysis comes to a gold one |
//! | [`segment`] | where sentences and tokens begin and end (UD conventions) |
//! | [`types`] | the plain types of an analysis |

pub mod chains;
pub mod conllu;
pub mod inspect;
pub mod iob2;
pub mod model;
pub mod score;
pub mod segment;
pub mod types;

pub use model::{ModelError, Reader, Scores, WordNetwork};
pub use rapporteur_model::Span;
pub use types::{Analysis, Name, NameType, Sentence, Token, Upos};
