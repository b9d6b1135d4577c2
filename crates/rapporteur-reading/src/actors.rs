//! Who acts: every mention of a person, party, body or state in a report, and whom it means.
//!
//! A first pass finds phrases (`phrases`), a second enters everybody into a cast under the fullest
//! name (`cast`, `links`), a third says whom each phrase means (`resolve`). General knowledge stands
//! in `knowledge/*.toml`, what one conflict adds in its dossier. Names of a trained tagger, where
//! given, add evidence to what capitals and titles tell.
//!
//! | module | what it answers |
//! |---|---|
//! | `words`, `part` | how is each word written, what stands before it, what is its part? |
//! | `lexicon`, `knowledge`, `world` | what does a phrase mean in general, and by the dossier? |
//! | `phrases`, `draft` | which phrases may name an actor? |
//! | `cast`, `links`, `spelling` | who is there, and which names are one? |
//! | `resolve` | whom does "the movement", "he", "both sides" mean? |
//! | `places` | which places are named? |

use rapporteur_language::types::{Name, NameType, Sentence};
use rapporteur_model::{Actor, Span};

mod cast;
mod draft;
mod knowledge;
mod lexicon;
mod links;
mod mediation;
mod part;
mod phrases;
mod places;
mod resolve;
mod spelling;
mod words;
mod world;

pub use knowledge::Knowledge;
pub use places::{PlaceBasis, PlaceMention, places};

use crate::dossier::Dossier;
use draft::Guess;
use phrases::Grammar;
use resolve::Resolver;
use world::World;

/// Words of a report that mean one or several actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorMention {
    /// The phrase with its modifiers, titles and "of" phrase, without determiner.
    pub span: Span,
    /// Its head: the name, the noun, the pronoun.
    pub head: Span,
    /// Position of its sentence.
    pub sentence: usize,
    /// Whom it means: several for "Egyptian and Qatari mediators" or "the two sides", nobody where
    /// it refers to somebody unknown.
    pub actors: Vec<Actor>,
    /// What kind of phrase it is.
    pub kind: MentionKind,
    /// Whether those it means act, or things are done to them.
    pub standing: Standing,
    /// The gazetteer's name, where the phrase can also mean a place.
    pub place: Option<String>,
}

/// What kind of phrase a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// A name of which only the text tells, person or body.
    Name,
    /// A person's name.
    Person,
    /// A person by the office: "the Kenyan president".
    Office,
    /// A party, movement, body or organisation by name.
    Party,
    /// A state or territory by name.
    State,
    /// An adjective of nationality or the people: "Kenyan", "Kenyans".
    Demonym,
    /// A capital or building for those who sit there: "Nairobi", "the Kremlin".
    Metonym,
    /// A common noun: "the rebels", "Kenyan troops".
    Descriptor,
    /// "he", "their", "we".
    Pronoun,
    /// Several at once: "both sides", "the mediators".
    Collective,
    /// A source that is not named.
    Unnamed,
    /// A happening whose doers only the report as a whole tells: "the truce", "the talks"; a last
    /// resort for a claim that names nobody.
    Happening,
    /// A place, by the preposition before it; its actors are those it would stand for.
    Place,
}

/// Whether those who are meant can be the doers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// They may act.
    Agent,
    /// Prisoners, victims: things are done to them, and their adjective names no doer.
    Patient,
}

/// Every mention of an actor in a report, in text order; a phrase inside a phrase follows it.
///
/// `names` are those of a tagger and may be empty. Never fails, whatever the text holds.
#[must_use]
pub fn mentions(
    text: &str,
    sentences: &[Sentence],
    names: &[Name],
    knowledge: &Knowledge,
    dossier: &Dossier,
) -> Vec<ActorMention> {
    let world = World::new(knowledge, dossier);
    let words = words::words(text, sentences);
    let mut grammar = Grammar::new(&world, &words, tagged(&words, names));
    let drafts = grammar.drafts();
    let (cast, members) = links::enter(text, &words, &drafts);
    let mediators = mediation::mediators(&words, &drafts, dossier);
    Resolver::new(text, &words, &drafts, (cast, &members), mediators, &world).mentions()
}

/// A tagger's names as ranges of words.
fn tagged(words: &[words::Word], names: &[Name]) -> Vec<(std::ops::Range<usize>, Guess)> {
    let range = |name: &Name| {
        let start = words.partition_point(|word| word.span.start < name.span.start);
        let end = words.partition_point(|word| word.span.start < name.span.end);
        let guess = match name.kind {
            NameType::Person => Guess::Person,
            NameType::Organization => Guess::Body,
            NameType::Location => Guess::Place,
        };
        (start < end).then_some((start..end, guess))
    };
    names.iter().filter_map(range).collect()
}

#[cfg(test)]
mod tests;
