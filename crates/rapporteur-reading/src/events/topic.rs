//! Which triggers are only what another act is about.
//!
//! The guide counts one claim for one happening: what is demanded, agreed, refused or discussed is
//! the issue of the act and no happening of its own; aims are no claims.

use rapporteur_language::Upos;
use rapporteur_model::EventType;

use super::lexicon::Doer;
use super::trigger::Trigger;
use crate::syntax::Tree;

/// Verbs that say only that somebody wants or tries it ("hopes to reach").
const AIMS: &[&str] =
    &["aim", "hope", "seek", "try", "attempt", "help", "strive", "work", "wish", "need", "want"];

/// Acts whose clausal complement is what they are about.
const SPEECH_ACTS: &[EventType] = &[
    EventType::Agree,
    EventType::Reject,
    EventType::Request,
    EventType::Threaten,
    EventType::Support,
    EventType::Concede,
    EventType::Accuse,
];

/// The triggers that tell a happening of their own.
pub(super) fn without_topics<'l>(tree: &Tree<'_>, triggers: &[Trigger<'l>]) -> Vec<Trigger<'l>> {
    triggers.iter().copied().filter(|one| !is_topic(tree, one, triggers)).collect()
}

fn is_topic(tree: &Tree<'_>, one: &Trigger<'_>, triggers: &[Trigger<'_>]) -> bool {
    let word = one.word;
    if one.frame.doer == Doer::Speaker {
        return false;
    }
    if is_aim(tree, word) {
        return true;
    }
    if tree.token(word).upos == Upos::Verb {
        is_wished(tree, word) || is_complement(tree, word, triggers)
    } else if matches!(tree.token(word).upos, Upos::Noun | Upos::Propn) {
        is_part_of_another(tree, one, triggers) || !stands_for_itself(tree, word)
    } else {
        false
    }
}

/// Nouns for what somebody wants to come about.
const AIM_NOUNS: &[&str] = &[
    "aim",
    "effort",
    "hope",
    "goal",
    "attempt",
    "bid",
    "purpose",
    "objective",
    "prospect",
    "possibility",
    "chance",
    "intention",
    "plan",
    "proposal",
    "view",
    "way",
    "idea",
    "means",
    "need",
    "opportunity",
    "push",
    "potential",
    "issue",
    "option",
];

/// "with the aim of reaching a truce", "efforts at an exchange", "to stop the attacks".
fn is_aim(tree: &Tree<'_>, word: usize) -> bool {
    let mut at = word;
    for head in tree.ancestors(word) {
        if !tree.relates(at, &["acl", "nmod", "obj", "obl", "conj", "xcomp", "compound"]) {
            return false;
        }
        let below_noun = tree.relates(at, &["acl", "nmod"]) && !tree.relates(at, &["acl:relcl"]);
        if below_noun && tree.is(head, AIM_NOUNS) || tree.is(at, AIM_NOUNS) && at != word {
            return true;
        }
        if tree.token(head).upos == Upos::Verb && is_purpose(tree, head) {
            return true;
        }
        at = head;
    }
    false
}

/// "to keep up", "hopes to reach".
fn is_purpose(tree: &Tree<'_>, word: usize) -> bool {
    tree.is_to_infinitive(word) && tree.relates(word, &["advcl", "acl"]) || is_wished(tree, word)
}

/// "hopes to reach", "hopes to reach and sign".
fn is_wished(tree: &Tree<'_>, word: usize) -> bool {
    let head = tree.token(word).head;
    tree.relates(word, &["xcomp"]) && head.is_some_and(|head| tree.is(head, AIMS))
        || tree.relates(word, &["conj"]) && head.is_some_and(|head| is_wished(tree, head))
}

/// "agreed to withdraw", "demanded that the army leave".
fn is_complement(tree: &Tree<'_>, word: usize, triggers: &[Trigger<'_>]) -> bool {
    let mut at = word;
    for head in tree.ancestors(word) {
        if !tree.relates(at, &["xcomp", "ccomp", "conj", "advcl", "obj", "obl", "acl", "csubj"]) {
            return false;
        }
        let governs = |other: &&Trigger<'_>| other.word == head && head != word;
        if let Some(other) = triggers.iter().find(governs) {
            let clausal = tree.relates(at, &["xcomp", "ccomp"])
                || tree.introduced_by(at, &["of", "for", "from"]);
            return clausal && SPEECH_ACTS.contains(&other.frame.event_type);
        }
        at = head;
    }
    false
}

/// "during talks", "after the meeting": when something else happens, and so a happening itself.
fn is_when(tree: &Tree<'_>, word: usize) -> bool {
    const WHEN: &[&str] = &["during", "after", "before", "since", "following", "in", "at", "amid"];
    tree.relates(word, &["obl", "nmod"]) && tree.introduced_by(word, WHEN)
}

/// A noun inside the clause of another trigger.
fn is_part_of_another(tree: &Tree<'_>, own: &Trigger<'_>, triggers: &[Trigger<'_>]) -> bool {
    let word = own.word;
    if is_when(tree, word) {
        return false;
    }
    let mut at = word;
    for head in tree.ancestors(word) {
        if tree.relates(at, &["ccomp", "advcl", "parataxis", "acl", "csubj"]) {
            return false;
        }
        if let Some(other) = triggers.iter().find(|other| other.word == head) {
            let direct = tree.relates(at, &["obj", "nsubj:pass", "compound"]);
            return direct
                || SPEECH_ACTS.contains(&other.frame.event_type)
                || other.frame.event_type == own.frame.event_type;
        }
        at = head;
    }
    false
}

/// Verbs that only say that their subject or object happens.
const HAPPENING: &[&str] = &[
    "begin",
    "start",
    "continue",
    "end",
    "last",
    "take",
    "come",
    "follow",
    "resume",
    "occur",
    "happen",
    "conclude",
    "break",
    "see",
    "prevail",
    "collapse",
    "fail",
    "stall",
    "close",
    "go",
    "erupt",
    "intensify",
    "escalate",
    "leave",
    "bring",
    "include",
    "hold",
    "conduct",
    "make",
];

/// A noun that is said to happen, or that brings its own doer.
fn stands_for_itself(tree: &Tree<'_>, word: usize) -> bool {
    let own_doer = tree.children(word).iter().any(|&child| {
        tree.relates(child, &["nmod:poss"])
            || tree.relates(child, &["nmod", "obl"])
                && tree.introduced_by(child, &["by", "between"])
    });
    let happens = tree.relates(word, &["nsubj", "obj", "root", "nsubj:pass"])
        && tree.token(word).head.is_none_or(|head| tree.is(head, HAPPENING));
    let matter = tree.relates(word, &["nmod", "obl"])
        && tree.introduced_by(word, &["for", "on", "about", "to", "towards", "toward", "over"]);
    let inside = tree.relates(word, &["compound", "nmod"]) && !is_when(tree, word);
    own_doer || happens || !matter && !inside
}
