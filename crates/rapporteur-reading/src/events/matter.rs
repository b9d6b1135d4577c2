//! What an event is about: issues, the object it refers to, the mode.

use std::collections::BTreeSet;

use rapporteur_model::{EventType, Issue, Mode};

use super::Found;
use super::lexicon::{Doer, EventLexicon};
use super::roles::Roles;
use super::trigger::Trigger;
use crate::syntax::Tree;

/// Issues, object and mode of an event.
pub(super) struct Matter {
    pub(super) issues: Vec<Issue>,
    pub(super) object: Option<String>,
    pub(super) mode: Option<Mode>,
}

/// Nouns that name what is proposed, agreed or refused.
const OBJECTS: &[&str] = &[
    "proposal",
    "plan",
    "agreement",
    "deal",
    "accord",
    "initiative",
    "draft",
    "offer",
    "treaty",
    "roadmap",
    "document",
    "pact",
    "memorandum",
    "resolution",
    "truce",
    "declaration",
    "response",
    "message",
    "letter",
    "demand",
    "terms",
    "formula",
];

/// Types that are about something; the others do not carry issues of their surroundings.
const ABOUT_SOMETHING: &[EventType] = &[
    EventType::Agree,
    EventType::Consult,
    EventType::Request,
    EventType::Reject,
    EventType::Support,
    EventType::Concede,
    EventType::Accuse,
    EventType::Threaten,
];

/// Reads issues, object and mode from the words of an event's clause.
pub(super) fn matter(
    found: Found<'_>,
    tree: &Tree<'_>,
    clause: &[usize],
    trigger: &Trigger<'_>,
    event_type: EventType,
    roles: &Roles,
    lexicon: &EventLexicon,
) -> Matter {
    let mut issues: BTreeSet<Issue> = trigger.frame.issues.iter().copied().collect();
    if ABOUT_SOMETHING.contains(&event_type) {
        // The trigger itself is what is done, not what it is about; under "must" it is both.
        let own = |word: &usize| *word != trigger.word || trigger.frame.doer == Doer::Speaker;
        let about: Vec<usize> = clause.iter().copied().filter(own).collect();
        issues.extend(issues_in(tree, &about, lexicon));
    }
    // Talks are not about talks.
    if event_type == EventType::Consult {
        issues.remove(&Issue::Process);
    }
    let told = |words: &&super::lexicon::IssueWords| issues.contains(&words.name);
    let by_issue = || lexicon.issues.iter().filter(told).find_map(|words| words.mode);
    let of_frame = trigger.frame.mode.filter(|mode| event_type.modes().contains(mode));
    let mode = match event_type {
        EventType::Consult => of_frame.or_else(|| consult_mode(tree, clause, roles)),
        EventType::Request => by_issue().or(of_frame).or_else(|| Some(request_mode(tree, clause))),
        EventType::Reject => of_frame.or_else(by_issue),
        EventType::Threaten => of_frame.or(Some(threat_mode(tree, clause))),
        EventType::Accuse => of_frame.or(Some(Mode::Disapprove)),
        _ => of_frame,
    };
    Matter {
        issues: issues.into_iter().collect(),
        object: object(found, tree, trigger.word, event_type),
        mode,
    }
}

fn issues_in(tree: &Tree<'_>, clause: &[usize], lexicon: &EventLexicon) -> BTreeSet<Issue> {
    let lemmas: Vec<String> =
        clause.iter().map(|&index| tree.token(index).lemma.to_lowercase()).collect();
    let padded = format!(" {} ", lemmas.join(" "));
    let mut found = BTreeSet::new();
    let mut ruled_out = BTreeSet::new();
    for words in &lexicon.issues {
        let stands = |phrase: &String| padded.contains(&format!(" {phrase} "));
        if words.phrases.iter().any(stands) {
            found.insert(words.name);
            ruled_out.extend(words.instead_of.iter().copied());
        }
    }
    found.difference(&ruled_out).copied().collect()
}

/// What is asked for where no issue tells: to stop or give up something, else to change something.
fn request_mode(tree: &Tree<'_>, clause: &[usize]) -> Mode {
    const YIELD: &[&str] = &[
        "stop",
        "end",
        "withdraw",
        "release",
        "leave",
        "halt",
        "lift",
        "cease",
        "free",
        "return",
        "refrain",
        "accept",
        "surrender",
        "abandon",
        "drop",
        "restraint",
        "hand",
        "allow",
        "avoid",
        "give",
        "remove",
        "not",
        "reduce",
        "calm",
    ];
    const ASSIST: &[&str] = &["help", "support", "assist", "protect", "protection", "provide"];
    let any = |lemmas: &[&str]| clause.iter().any(|&index| tree.is(index, lemmas));
    if any(YIELD) {
        Mode::Yield
    } else if any(ASSIST) {
        Mode::Assist
    } else {
        Mode::Change
    }
}

/// With what somebody threatens, by the words for it; mostly with force (63 of 114 threats in the
/// development gold).
fn threat_mode(tree: &Tree<'_>, clause: &[usize]) -> Mode {
    const RESTRICT: &[&str] = &["sanction", "sanctions", "tariff", "embargo", "trade", "duty"];
    const ARREST: &[&str] = &["arrest", "jail", "detain", "prosecute"];
    let any = |lemmas: &[&str]| clause.iter().any(|&index| tree.is(index, lemmas));
    if any(RESTRICT) {
        Mode::Restrict
    } else if any(ARREST) {
        Mode::Arrest
    } else {
        Mode::Violence
    }
}

fn consult_mode(tree: &Tree<'_>, clause: &[usize], roles: &Roles) -> Option<Mode> {
    let parties: BTreeSet<&str> =
        roles.actors.iter().chain(&roles.recipients).map(|actor| actor.party()).collect();
    let any = |lemmas: &[&str]| clause.iter().any(|&index| tree.is(index, lemmas));
    if any(&["phone", "telephone", "telephonic"]) {
        Some(Mode::Phone)
    } else if !roles.mediators.is_empty() || any(&["indirect", "mediator", "mediation"]) {
        Some(Mode::ThirdParty)
    } else if any(&["visit", "visiting", "trip"]) {
        Some(Mode::Visit)
    } else if any(&["conference", "multilateral"]) || parties.len() > 2 {
        Some(Mode::Multilateral)
    } else {
        None
    }
}

/// The proposal or agreement that an event refers to, in the text's words.
pub(super) fn object(
    found: Found<'_>,
    tree: &Tree<'_>,
    word: usize,
    event_type: EventType,
) -> Option<String> {
    let refers = matches!(
        event_type,
        EventType::Agree
            | EventType::Reject
            | EventType::Request
            | EventType::Support
            | EventType::Consult
    );
    if !refers {
        return None;
    }
    let argument = tree
        .dependents(word, &["obj", "obl", "nsubj:pass", "nmod"])
        .find(|&argument| tree.is(argument, OBJECTS))?;
    let phrase = tree.subtree_without(argument, &["acl", "case", "det", "punct", "appos", "conj"]);
    let words = tree.span_of(&phrase)?.of(found.text);
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}
