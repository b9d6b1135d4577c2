//! The names of the universal parts of speech.

use crate::types::Upos;

/// Each part of speech with the name CoNLL-U gives it.
pub const UPOS: [(Upos, &str); 17] = [
    (Upos::Adj, "ADJ"),
    (Upos::Adp, "ADP"),
    (Upos::Adv, "ADV"),
    (Upos::Aux, "AUX"),
    (Upos::Cconj, "CCONJ"),
    (Upos::Det, "DET"),
    (Upos::Intj, "INTJ"),
    (Upos::Noun, "NOUN"),
    (Upos::Num, "NUM"),
    (Upos::Part, "PART"),
    (Upos::Pron, "PRON"),
    (Upos::Propn, "PROPN"),
    (Upos::Punct, "PUNCT"),
    (Upos::Sconj, "SCONJ"),
    (Upos::Sym, "SYM"),
    (Upos::Verb, "VERB"),
    (Upos::X, "X"),
];

/// The part of speech of a name; [`Upos::X`] for any other text.
#[must_use]
pub fn upos(name: &str) -> Upos {
    UPOS.iter().find(|(_, known)| *known == name).map_or(Upos::X, |(upos, _)| *upos)
}

/// The name CoNLL-U gives a part of speech.
#[must_use]
pub fn upos_name(upos: Upos) -> &'static str {
    UPOS.iter().find(|(known, _)| *known == upos).map_or("X", |(_, name)| name)
}
