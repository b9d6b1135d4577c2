//! Mentions of actions that the program finds itself: verbs, and nouns that name an action.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rapporteur_language::{Sentence, Token, Upos};

use super::ecb::{Document, Place};

/// Nouns and adjectives that are actions more often than not, and verbs that are not: by lemma,
/// counted on ECB+ topics 1 to 35 by `train/entries/actions.py`.
static LEMMAS: LazyLock<(BTreeSet<&'static str>, BTreeSet<&'static str>)> = LazyLock::new(|| {
    let lines = include_str!("actions.txt").lines();
    let listed = |mark: char| lines.clone().filter_map(move |line| line.strip_prefix(mark));
    (listed('+').collect(), listed('-').collect())
});

/// The mentions in the selected sentences, by document and place.
pub(super) fn mentions(documents: &[Document], parsed: &[Vec<Sentence>]) -> Vec<Place> {
    let mut places = Vec::new();
    for (number, (document, sentences)) in documents.iter().zip(parsed).enumerate() {
        for &sentence in &document.selected {
            let tokens = sentences.get(sentence).map_or(&[][..], |sentence| &sentence.tokens);
            for at in (0..tokens.len()).filter(|&at| is_action(&tokens[at])) {
                let mut span = vec![at];
                span.extend(particle(tokens, at));
                places.push((number, sentence, span));
            }
        }
    }
    places
}

fn is_action(token: &Token) -> bool {
    let lemma = token.lemma.to_lowercase();
    match token.upos {
        Upos::Verb => !LEMMAS.1.contains(lemma.as_str()),
        _ => LEMMAS.0.contains(lemma.as_str()),
    }
}

/// The particle of a phrasal verb, where it stands right behind it.
fn particle(tokens: &[Token], verb: usize) -> Option<usize> {
    let next = tokens.get(verb + 1)?;
    (next.deprel == "compound:prt" && next.head == Some(verb)).then_some(verb + 1)
}

/// Every word of the selected sentences: part of speech, lemma, and whether it heads an action.
pub(super) fn words(documents: &[Document], parsed: &[Vec<Sentence>]) -> String {
    let mut lines = String::new();
    for (document, sentences) in documents.iter().zip(parsed) {
        for &sentence in &document.selected {
            let tokens = sentences.get(sentence).map_or(&[][..], |sentence| &sentence.tokens);
            for (at, token) in tokens.iter().enumerate() {
                let action = document.actions.iter().any(|action| {
                    let head = token.head.is_none_or(|head| !action.tokens.contains(&head));
                    action.sentence == sentence && action.tokens.contains(&at) && head
                });
                let lemma = token.lemma.to_lowercase();
                let tag = format!("{:?}", token.upos).to_uppercase();
                lines.push_str(&format!("{tag}\t{lemma}\t{}\n", u8::from(action)));
            }
        }
    }
    lines
}
