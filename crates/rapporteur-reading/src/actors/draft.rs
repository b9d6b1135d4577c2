//! What stands in a text before anybody knows whom it means.

use std::ops::Range;

use super::knowledge::{Class, Known, Number, Sex, State};

/// A phrase that may name an actor: positions are of words, over the whole text.
#[derive(Clone)]
pub(crate) struct Draft<'w> {
    /// All its words, without a determiner.
    pub words: Range<usize>,
    /// The head.
    pub head: Range<usize>,
    /// What it is.
    pub form: Form<'w>,
    /// The office named before a name ("minister").
    pub office: Option<Office<'w>>,
}

/// An office with the parties it is held for.
#[derive(Clone)]
pub(crate) struct Office<'w> {
    pub noun: String,
    pub parties: Vec<PartyWords<'w>>,
}

/// What a phrase is.
#[derive(Clone)]
pub(crate) enum Form<'w> {
    /// A name that the dossier or general knowledge holds.
    Known(&'w Known),
    /// An adjective of nationality that no noun for an actor follows.
    Demonym(&'w State, Number),
    /// A name met in this text.
    Name(Named),
    /// A common noun.
    Noun(Nominal<'w>),
    /// "the two sides": how many, where it is said.
    Sides(Option<usize>),
    /// A happening without a doer: "the truce".
    Happening(Happening),
    /// A pronoun.
    Pronoun(Pronoun),
}

/// A name met in the text, with what the words around it tell.
#[derive(Clone, Copy)]
pub(crate) struct Named {
    pub guess: Guess,
    pub sex: Option<Sex>,
    /// Whether a title or a tagger says that it is a person; two capitals alone do not.
    pub attested: bool,
}

/// Whose happening it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    /// Of the parties to the talks or the war.
    Parties,
    /// Of a crowd.
    Protest,
}

impl<'w> Draft<'w> {
    /// A phrase that is all head.
    pub(crate) fn plain(words: Range<usize>, form: Form<'w>) -> Self {
        Self { head: words.clone(), words, form, office: None }
    }
}

/// What a name seems to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    Person,
    Body,
    Place,
    Unknown,
}

/// A common noun with what modifies it.
#[derive(Clone)]
pub(crate) struct Nominal<'w> {
    pub class: Class,
    pub number: Number,
    /// The head noun, folded.
    pub noun: String,
    pub parties: Vec<PartyWords<'w>>,
    /// Whether "the", "this" or a possessive stands before it.
    pub definite: Definite,
    /// Written as a name ("Lakeland Unity Council").
    pub proper: Proper,
    /// From the first modifier to the head.
    pub words: Range<usize>,
}

/// Whether the reader is taken to know which one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Definite {
    Yes,
    No,
}

/// Whether a phrase is written as a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proper {
    Yes,
    No,
}

/// Whom a phrase says that somebody acts for.
#[derive(Clone)]
pub(crate) enum PartyWords<'w> {
    Known(&'w Known),
    Demonym(&'w State),
    /// A name met in this text.
    Name(Range<usize>),
    /// "the leader of the movement"
    Noun(Box<Nominal<'w>>),
    /// "its army", with the position of the pronoun
    Pronoun(Pronoun, usize),
}

/// Pronouns by what they may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
}

impl Pronoun {
    /// The pronoun that a folded word is.
    pub(crate) fn of(folded: &str) -> Option<Self> {
        Some(match folded {
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            "i" | "me" | "my" | "myself" => Self::I,
            "we" | "us" | "our" | "ours" | "ourselves" => Self::We,
            _ => return None,
        })
    }
}
