//! Proposes a dossier from what many reports mention.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::Actor;

use super::{Dossier, Party, Person, Role};
use crate::actors::{ActorMention, MentionKind, Standing};

/// A proposed dossier, and how often each actor is mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// Parties and people, most mentioned first.
    pub dossier: Dossier,
    /// Mentions by name, most first, equal ones by name.
    pub counts: Vec<(String, usize)>,
}

/// What the reports say of one actor.
#[derive(Default)]
struct Seen {
    mentions: usize,
    reports: usize,
    person: usize,
    mediates: usize,
    party: BTreeMap<String, usize>,
    spellings: BTreeMap<String, usize>,
    nouns: BTreeMap<String, usize>,
}

/// Proposes a dossier from reports, given as text and mentions, leaving out what fewer than
/// `at_least` reports name.
///
/// The order of reports does not matter: actors come by number of mentions, equal ones by name.
#[must_use]
pub fn suggest(reports: &[(&str, &[ActorMention])], at_least: usize) -> Suggestion {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for (text, mentions) in reports {
        let mut here: BTreeSet<&str> = BTreeSet::new();
        for mention in *mentions {
            for actor in &mention.actors {
                if is_name(mention.kind) {
                    let entry = seen.entry(actor.name.clone()).or_default();
                    entry.reports += usize::from(here.insert(&actor.name));
                    note_name(text, mention, actor, entry);
                } else if mention.standing == Standing::Agent {
                    note_noun(text, mention, seen.entry(actor.party().to_owned()).or_default());
                }
            }
        }
    }
    let mut order: Vec<(&String, &Seen)> =
        seen.iter().filter(|(_, entry)| entry.reports >= at_least.max(1)).collect();
    order.sort_by_key(|(name, entry)| (Reverse(entry.mentions), (*name).clone()));
    let mut dossier = Dossier::default();
    for (name, entry) in &order {
        propose(name, entry, &mut dossier);
    }
    let counts = order.iter().map(|(name, entry)| ((*name).clone(), entry.mentions)).collect();
    Suggestion { dossier, counts }
}

fn propose(name: &str, entry: &Seen, dossier: &mut Dossier) {
    let (name, aliases) = (name.to_owned(), aliases(name, &entry.spellings));
    let party = most(&entry.party);
    if let (Some(party), true) = (&party, entry.person > 0) {
        dossier.person.push(Person { name, party: party.clone(), aliases, offices: Vec::new() });
        return;
    }
    if entry.person == 0 {
        let role = if entry.mediates > 0 { Role::Mediator } else { Role::Party };
        let descriptors = most(&entry.nouns).into_iter().collect();
        dossier.party.push(Party { name, role, acts_for: party, aliases, descriptors });
    }
}

/// Names alone make an entry; whom a pronoun or a noun means follows from them.
fn is_name(kind: MentionKind) -> bool {
    matches!(
        kind,
        MentionKind::Person | MentionKind::Party | MentionKind::State | MentionKind::Metonym
    )
}

fn note_name(text: &str, mention: &ActorMention, actor: &Actor, entry: &mut Seen) {
    entry.mentions += 1;
    entry.person += usize::from(mention.kind == MentionKind::Person);
    if let Some(party) = &actor.party {
        *entry.party.entry(party.clone()).or_default() += 1;
    }
    *entry.spellings.entry(words(text, mention)).or_default() += 1;
}

/// A noun that an actor is called by, or that says that it mediates.
fn note_noun(text: &str, mention: &ActorMention, entry: &mut Seen) {
    let noun = words(text, mention).to_lowercase();
    match mention.kind {
        MentionKind::Collective if noun.starts_with("mediator") => entry.mediates += 1,
        MentionKind::Descriptor => *entry.nouns.entry(noun).or_default() += 1,
        _ => {}
    }
}

/// The head of a mention on one line.
fn words(text: &str, mention: &ActorMention) -> String {
    mention.head.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Other spellings, most frequent first, the name itself and mere changes of case left out.
fn aliases(name: &str, spellings: &BTreeMap<String, usize>) -> Vec<String> {
    let mut order: Vec<(&String, &usize)> =
        spellings.iter().filter(|(other, _)| other.to_lowercase() != name.to_lowercase()).collect();
    order.sort_by_key(|(other, count)| (Reverse(**count), (*other).clone()));
    order.into_iter().map(|(other, _)| other.clone()).collect()
}

fn most(counts: &BTreeMap<String, usize>) -> Option<String> {
    counts
        .iter()
        .max_by_key(|(name, count)| (**count, Reverse((*name).clone())))
        .map(|(name, _)| name.clone())
}
