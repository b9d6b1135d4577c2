//! Who carries talks between others, by the words of a sentence.

use rapporteur_language::Upos;
use rapporteur_model::{Actor, EventType, Mode};

use super::Found;
use super::roles::{actors_at, add, coordinated, subject};
use crate::syntax::Tree;

/// Words that name mediation: what depends on them mediates.
const MEDIATION: &[&str] =
    &["mediate", "mediation", "broker", "auspices", "facilitate", "facilitation", "sponsorship"];

/// The same where talks are what is done: "Norway hosts the talks", "chaired by the envoy".
const HOSTING: &[&str] =
    &["host", "chair", "moderate", "sponsor", "brokered", "mediated", "sponsored"];

/// Who is called so mediates: "Norway acts as mediator", "Norway, the mediator".
const OFFICE: &[&str] = &["mediator", "intermediary", "facilitator"];

/// How many steps of the tree may lie between an act and the word that says who carries it.
const NEAR: usize = 2;

/// The mediators that a sentence names.
pub(super) fn in_sentence(found: Found<'_>, tree: &Tree<'_>) -> Vec<Actor> {
    let words = (0..tree.tokens().len()).filter(|&word| tree.is(word, MEDIATION));
    named(found, tree, words.flat_map(|word| carriers(tree, word)).collect())
}

/// Those whom the words near an act name: who mediates, hosts or chairs it. Only talks, deals, and
/// truces and releases are carried by others.
pub(super) fn of_act(
    found: Found<'_>,
    tree: &Tree<'_>,
    act: usize,
    event_type: EventType,
    mode: Option<Mode>,
) -> Vec<Actor> {
    let is_carried = match event_type {
        EventType::Consult | EventType::Agree => true,
        EventType::Retreat => matches!(mode, Some(Mode::Ceasefire | Mode::Release)),
        _ => false,
    };
    let near = |&word: &usize| is_carried && is_near(tree, act, word);
    let mut all = Vec::new();
    for word in (0..tree.tokens().len()).filter(near) {
        if tree.is(word, MEDIATION) || tree.is(word, HOSTING) {
            all.extend(carriers(tree, word));
        } else if tree.is(word, OFFICE) {
            all.extend(holders(tree, word));
        }
    }
    named(found, tree, all)
}

/// Mediators without the sides themselves; the mediators alone stay where nobody else is named.
pub(super) fn third_parties(mediators: Vec<Actor>, actors: &[Actor]) -> Vec<Actor> {
    let is_side = |mediator: &Actor| actors.iter().any(|actor| actor.party() == mediator.party());
    if mediators.iter().all(is_side) {
        return mediators;
    }
    mediators.into_iter().filter(|mediator| !is_side(mediator)).collect()
}

/// Whether one word is the other, stands within two steps above or below it, or beside it.
fn is_near(tree: &Tree<'_>, act: usize, word: usize) -> bool {
    let above = |lower: usize, upper: usize| {
        tree.ancestors(lower).into_iter().take(NEAR).any(|at| at == upper)
    };
    let beside = tree.token(act).head.is_some() && tree.token(act).head == tree.token(word).head;
    act == word || above(act, word) || above(word, act) || beside
}

/// The words that name who does what a word of mediation says.
fn carriers(tree: &Tree<'_>, word: usize) -> Vec<usize> {
    let before = |child: usize| {
        // "US-brokered": a name tied on by a hyphen, however the tree calls it.
        child < word && tree.token(child).joined && word - child <= 2
    };
    let direct = tree.children(word).iter().copied().filter(|&child| {
        tree.relates(child, &["amod", "compound", "nmod:poss"])
            || before(child)
            || tree.relates(child, &["obl", "nmod"]) && tree.introduced_by(child, &["by", "of"])
    });
    let mut carriers: Vec<usize> = direct.collect();
    if tree.token(word).upos == Upos::Verb
        && !tree.is_passive(word)
        && !tree.relates(word, &["acl"])
    {
        carriers.extend(tree.dependents(word, &["nsubj"]));
    } else if tree.relates(word, &["acl:relcl"]) && !tree.is_passive(word) {
        carriers.extend(subject(tree, word, 0));
    }
    carriers
}

/// The words that name who holds the office of a mediator.
fn holders(tree: &Tree<'_>, word: usize) -> Vec<usize> {
    let mut holders: Vec<usize> = tree.dependents(word, &["nsubj", "appos"]).collect();
    let head = tree.token(word).head;
    if tree.introduced_by(word, &["as"]) {
        holders.extend(head.into_iter().flat_map(|head| subject(tree, head, 0)));
    } else if tree.relates(word, &["appos"]) {
        holders.extend(head);
    }
    holders
}

fn named(found: Found<'_>, tree: &Tree<'_>, carriers: Vec<usize>) -> Vec<Actor> {
    let mut mediators = Vec::new();
    for carrier in coordinated(tree, carriers) {
        add(&mut mediators, actors_at(found, tree, carrier));
    }
    mediators
}
