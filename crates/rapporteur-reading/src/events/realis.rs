//! Whether an event is told as having happened.

use rapporteur_language::Upos;
use rapporteur_model::Realis;

use crate::syntax::Tree;

const NEGATIONS: &[&str] = &["not", "never", "no", "neither", "nor", "n't", "without"];
const FUTURE: &[&str] = &["will", "shall", "'ll", "wo"];
const MODALS: &[&str] = &["could", "may", "might", "would", "can", "should"];
const CONDITIONS: &[&str] = &["if", "unless", "whether", "provided"];
/// "is expected to meet", "plans to visit".
const PLANS: &[&str] =
    &["expect", "plan", "schedule", "due", "set", "intend", "prepare", "slate", "go", "about"];
/// "continues to attack", "has been attacking".
const GOES_ON: &[&str] = &["continue", "keep"];
/// "failed to reach", "refused to meet".
const FAILS: &[&str] = &["fail", "refuse", "decline", "refrain", "stop", "unable"];

/// Reads negation, mood, aspect and what governs the word.
pub(super) fn realis(tree: &Tree<'_>, word: usize) -> Realis {
    if matches!(tree.token(word).upos, Upos::Noun | Upos::Propn) {
        return realis_of_noun(tree, word);
    }
    let governor = tree.token(word).head.filter(|_| tree.relates(word, &["xcomp"]));
    let auxiliaries: Vec<usize> = tree.dependents(word, &["aux"]).collect();
    let any_auxiliary = |lemmas: &[&str]| auxiliaries.iter().any(|&aux| tree.is(aux, lemmas));
    if is_negated(tree, word) || governor.is_some_and(|head| tree.is(head, FAILS)) {
        return Realis::Negated;
    }
    let reported_future = any_auxiliary(&["would"]) && tree.relates(word, &["ccomp"]);
    if reported_future && !is_conditional(tree, word) {
        return Realis::Planned;
    }
    if is_conditional(tree, word) || any_auxiliary(MODALS) {
        return Realis::Hypothetical;
    }
    if any_auxiliary(FUTURE) || governor.is_some_and(|head| tree.is(head, PLANS)) {
        return Realis::Planned;
    }
    let headline_future = tree.is_to_infinitive(word) && tree.relates(word, &["root", "parataxis"]);
    if headline_future {
        return Realis::Planned;
    }
    let progressive = tree.token(word).feats.contains("VerbForm=Part")
        && tree.has_feature(word, "Tense=Pres")
        && any_auxiliary(&["be"]);
    if progressive || governor.is_some_and(|head| tree.is(head, GOES_ON)) {
        return Realis::Ongoing;
    }
    if let Some(head) = governor {
        return realis_of_governor(tree, head);
    }
    Realis::Actual
}

/// A noun is as real as the verb that says it happens; under "attempt", "plan" it is possible.
fn realis_of_noun(tree: &Tree<'_>, word: usize) -> Realis {
    if is_negated(tree, word) {
        return Realis::Negated;
    }
    let verb = tree.token(word).head.filter(|&head| tree.token(head).upos == Upos::Verb);
    match verb.filter(|_| tree.relates(word, &["nsubj", "obj"])) {
        Some(verb) => realis(tree, verb),
        None => Realis::Actual,
    }
}

fn realis_of_governor(tree: &Tree<'_>, head: usize) -> Realis {
    if is_negated(tree, head) {
        return Realis::Negated;
    }
    let any = |lemmas: &[&str]| tree.dependents(head, &["aux"]).any(|aux| tree.is(aux, lemmas));
    if any(MODALS) {
        Realis::Hypothetical
    } else if any(FUTURE) {
        Realis::Planned
    } else {
        Realis::Actual
    }
}

fn is_negated(tree: &Tree<'_>, word: usize) -> bool {
    let negates = |index: usize| tree.is(index, NEGATIONS);
    tree.dependents(word, &["advmod", "det", "cc"]).any(negates)
        || tree
            .dependents(word, &["nsubj", "obj"])
            .any(|argument| tree.dependents(argument, &["det"]).any(negates))
}

fn is_conditional(tree: &Tree<'_>, word: usize) -> bool {
    tree.dependents(word, &["mark"]).any(|mark| tree.is(mark, CONDITIONS))
}
