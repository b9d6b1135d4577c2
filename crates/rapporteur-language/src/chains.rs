//! Which mentions in a document are of the same person, body or place.
//!
//! Light on purpose: names to longer names, descriptors to the names they stood beside ("rebel
//! leader Ana Diaz … the leader"), personal pronouns to what was spoken of last. Nothing is linked
//! without a name; what does not resolve with some confidence stays out.
//!
//! | module | what it does |
//! |---|---|
//! | `mentions` | finds names, definite descriptors and pronouns with their heads |
//! | `entities` | which entity a new mention is of |
//! | `entity` | what is known of one so far, and how well a mention fits it |
//! | `lexicon` | pronouns, words that tell a gender, general words for bodies |
//!
//! Needs tags and trees; without them only names are linked.

mod entities;
mod entity;
mod lexicon;
mod mentions;

use std::ops::Range;

use rapporteur_model::Span;

use crate::types::{Analysis, NameType};
use entities::Entities;

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// By a name.
    Name,
    /// By a definite noun ("the minister").
    Descriptor,
    /// By a personal or possessive pronoun.
    Pronoun,
}

/// One place where an entity is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// Position of its sentence in the analysis.
    pub sentence: usize,
    /// First token and one past the last, within the sentence.
    pub tokens: Range<usize>,
    /// The token that the rest hangs on.
    pub head: usize,
    /// How it names the entity.
    pub kind: MentionKind,
}

/// All mentions of one entity in text order, at least one of them a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The type that most of its names have; the first of them where two types draw.
    pub kind: NameType,
    /// Its mentions.
    pub mentions: Vec<Mention>,
    /// Position of the longest name among the mentions.
    pub longest_name: usize,
}

/// The mention chains of a document, in the order of their first mentions.
#[must_use]
pub fn chains(text: &str, analysis: &Analysis) -> Vec<Chain> {
    let mut entities = Entities::new();
    for mention in mentions::mentions(text, analysis) {
        entities.add(text, analysis, mention);
    }
    entities.into_chains()
}

#[cfg(test)]
mod tests;
