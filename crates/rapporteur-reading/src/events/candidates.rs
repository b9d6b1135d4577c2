//! Which words of a sentence can take part in an event: mentions of actors, times, places.

use rapporteur_language::{Sentence, Span};
use rapporteur_model::{Actor, TimeSpan};

use super::Found;
use crate::actors::MentionKind;

/// A word that can take a role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate<'a> {
    /// Position of the word that heads it, in its sentence.
    pub(super) word: usize,
    /// The whole phrase.
    pub(super) span: Span,
    /// What it means.
    pub(super) meaning: Meaning<'a>,
    /// What kind of mention it is: the name of its `MentionKind`, `time` or `place`.
    pub(super) kind: &'static str,
}

/// What a candidate means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning<'a> {
    /// Somebody.
    Actors(&'a [Actor]),
    /// A time that could be resolved.
    Time(TimeSpan),
    /// A place, as a gazetteer lists it.
    Place(&'a str),
}

/// The candidates of each sentence: actors, then times, then places, each in text order.
pub(super) fn candidates(found: Found<'_>) -> Vec<Vec<Candidate<'_>>> {
    let sentences = &found.analysis.sentences;
    let mut all = vec![Vec::new(); sentences.len()];
    let mut add = |number: usize, head: Span, span: Span, meaning, kind| {
        let word = sentences.get(number).and_then(|sentence| head_word(sentence, head));
        if let Some(word) = word {
            all[number].push(Candidate { word, span, meaning, kind });
        }
    };
    for mention in found.actors.iter().filter(|mention| !mention.actors.is_empty()) {
        let kind = kind_name(mention.kind);
        add(mention.sentence, mention.head, mention.span, Meaning::Actors(&mention.actors), kind);
    }
    for time in found.times {
        let number = found.analysis.sentence_at(time.span.start);
        if let (Some(number), Some(interval)) = (number, time.interval) {
            add(number, time.span, time.span, Meaning::Time(interval), "time");
        }
    }
    for place in found.places {
        if let Some(number) = found.analysis.sentence_at(place.span.start) {
            add(number, place.span, place.span, Meaning::Place(&place.name), "place");
        }
    }
    all
}

/// The kind of "the truce" and "the talks", whose doers the report as a whole tells.
pub(super) const HAPPENING: &str = "Happening";

/// The name that the network's file has for a kind of mention.
const fn kind_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "Name",
        MentionKind::Person => "Person",
        MentionKind::Office => "Office",
        MentionKind::Party => "Party",
        MentionKind::State => "State",
        MentionKind::Demonym => "Demonym",
        MentionKind::Metonym => "Metonym",
        MentionKind::Descriptor => "Descriptor",
        MentionKind::Pronoun => "Pronoun",
        MentionKind::Collective => "Collective",
        MentionKind::Unnamed => "Unnamed",
        MentionKind::Happening => HAPPENING,
        MentionKind::Place => "Place",
    }
}

/// The word of a phrase that stands highest in the tree.
pub(super) fn head_word(sentence: &Sentence, phrase: Span) -> Option<usize> {
    let tokens = &sentence.tokens;
    let inside = |word: usize| tokens.get(word).is_some_and(|token| token.span.overlaps(phrase));
    let mut words = (0..tokens.len()).filter(|&word| inside(word));
    let first = words.clone().next();
    words.find(|&word| tokens[word].head.is_none_or(|head| !inside(head))).or(first)
}

/// The actors of some phrases; of two nested phrases the outer one counts.
pub(super) fn actors_of(candidates: &[Candidate<'_>], chosen: &[usize]) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    for &at in chosen {
        let Candidate { span, meaning: Meaning::Actors(named), .. } = candidates[at] else {
            continue;
        };
        let outer = |&other: &usize| {
            let whole = candidates[other].span;
            whole != span && whole.contains(span)
        };
        if !chosen.iter().any(outer) {
            for actor in named {
                if !actors.contains(actor) {
                    actors.push(actor.clone());
                }
            }
        }
    }
    actors
}
