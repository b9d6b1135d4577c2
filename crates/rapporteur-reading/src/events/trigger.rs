//! Which words are triggers, by which frame.

use rapporteur_language::Upos;

use crate::events::lexicon::{EventLexicon, Frame};
use crate::syntax::Tree;

/// A word that tells an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger<'l> {
    /// Its position in the sentence.
    pub(super) word: usize,
    /// The frame that fits.
    pub(super) frame: &'l Frame,
}

/// The words of a sentence that a frame fits, in text order.
pub(super) fn triggers<'l>(tree: &Tree<'_>, lexicon: &'l EventLexicon) -> Vec<Trigger<'l>> {
    (0..tree.tokens().len())
        .filter_map(|word| {
            let lemma = tree.token(word).lemma.as_str();
            let listed = lexicon.frames_of(lemma).find(|frame| fits(tree, word, lemma, frame));
            let frame = by_auxiliary(tree, word, lexicon).or(listed)?;
            Some(Trigger { word, frame })
        })
        .collect()
}

/// "must withdraw": a predicate with an auxiliary that makes it a demand.
fn by_auxiliary<'l>(tree: &Tree<'_>, word: usize, lexicon: &'l EventLexicon) -> Option<&'l Frame> {
    if !matches!(tree.token(word).upos, Upos::Verb | Upos::Adj | Upos::Noun) {
        return None;
    }
    lexicon.frames_of_auxiliaries().find(|frame| {
        tree.dependents(word, &["aux"])
            .any(|aux| frame.auxiliaries.iter().any(|one| *one == tree.token(aux).lemma))
    })
}

fn fits(tree: &Tree<'_>, word: usize, lemma: &str, frame: &Frame) -> bool {
    let token = tree.token(word);
    let listed = match token.upos {
        Upos::Verb => &frame.verbs,
        Upos::Noun | Upos::Propn => &frame.nouns,
        Upos::Adj => &frame.adjectives,
        _ => return false,
    };
    if !listed.iter().any(|one| one == lemma) {
        return false;
    }
    let with = |word: &usize| {
        tree.introduced_by(*word, &frame.with)
            || (tree.relates(*word, &["compound", "advmod", "advcl", "mark", "obl"])
                && frame.with.contains(&tree.token(*word).lemma))
    };
    if !frame.with.is_empty() && !tree.children(word).iter().any(with) {
        return false;
    }
    let about = arguments(tree, word);
    let among = |lemmas: &[String]| about.iter().any(|&at| lemmas.contains(&tree.token(at).lemma));
    (frame.about.is_empty() || among(&frame.about)) && !among(&frame.not_about)
}

/// What a word takes: subjects, objects, oblique and nominal arguments, with what these are made of
/// ("a round of talks", "peace talks").
fn arguments(tree: &Tree<'_>, word: usize) -> Vec<usize> {
    const DIRECT: &[&str] = &["nsubj", "obj", "iobj", "obl", "nmod", "compound", "xcomp", "ccomp"];
    let mut found = Vec::new();
    for argument in tree.dependents(word, DIRECT) {
        for member in tree.coordinated(argument) {
            found.push(member);
            found.extend(tree.dependents(member, &["nmod", "compound", "amod"]));
        }
    }
    // "the truce agreed in May": the noun that a participle or relative clause describes.
    if tree.relates(word, &["acl"]) {
        found.extend(tree.token(word).head);
    }
    found
}
