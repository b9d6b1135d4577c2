//! Who carries messages between the sides: by the dossier, else by what the text says.

use rapporteur_model::Actor;

use super::MentionKind;
use super::draft::{Draft, Form, PartyWords};
use super::knowledge::Class;
use super::words::Word;
use crate::dossier::{Dossier, Role};

/// The mediators of the talks, each once, in text order.
///
/// Read from "mediators Chad and Niger", "Kenyan mediators", "mediated by Kenya", "the mediation of
/// Kenya", "Kenya has mediated"; the dossier, where it names any, decides alone.
pub(crate) fn mediators(words: &[Word], drafts: &[Draft<'_>], dossier: &Dossier) -> Vec<Actor> {
    let told: Vec<Actor> = dossier
        .party
        .iter()
        .filter(|party| party.role == Role::Mediator)
        .map(crate::dossier::Party::actor)
        .collect();
    if !told.is_empty() {
        return told;
    }
    let mut found: Vec<String> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        if let Form::Noun(nominal) = &draft.form
            && nominal.class == Class::Mediator
        {
            nominal.parties.iter().filter_map(party).for_each(|name| add(&mut found, &name));
        }
        if mediates(words, draft) {
            add_row(words, drafts, at, &mut found);
        }
    }
    found.iter().map(|name| Actor::new(name)).collect()
}

/// Whether "mediated by", "mediation of" or the like stands before a draft, or "mediates" after it.
fn mediates(words: &[Word], draft: &Draft<'_>) -> bool {
    let stem = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.folded.starts_with("mediat") || word.folded.starts_with("broker")
        })
    };
    let start = draft.words.start;
    let by = |back: usize| {
        start
            .checked_sub(back)
            .and_then(|at| words.get(at))
            .is_some_and(|word| matches!(word.folded.as_str(), "by" | "of" | "from" | "through"))
    };
    let before = |back: usize| {
        start >= back && words[start - back].sentence == words[start].sentence && stem(start - back)
    };
    let after = (draft.words.end..draft.words.end + 3).any(|at| {
        words.get(at).is_some_and(|word| word.sentence == words[start].sentence)
            && stem(at)
            && words[at].folded != "mediators"
    });
    by(1) && before(2) || after
}

/// Adds a draft and those joined to it by "and" or commas.
fn add_row(words: &[Word], drafts: &[Draft<'_>], at: usize, found: &mut Vec<String>) {
    let mut last = at;
    for next in at..drafts.len().min(at + 4) {
        let joined = next == at
            || words.get(drafts[last].words.end..drafts[next].words.start).is_some_and(|between| {
                between.iter().all(|word| matches!(word.folded.as_str(), "and" | "the"))
                    && between.len() <= 2
            });
        if !joined {
            break;
        }
        match &drafts[next].form {
            Form::Known(known)
                if matches!(
                    known.kind,
                    MentionKind::State | MentionKind::Metonym | MentionKind::Party
                ) =>
            {
                add(found, known.actor.party());
            }
            Form::Demonym(state, _) => add(found, &state.name),
            _ => break,
        }
        last = next;
    }
}

fn party(words: &PartyWords<'_>) -> Option<String> {
    match words {
        PartyWords::Known(known) => Some(known.actor.party().to_owned()),
        PartyWords::Demonym(state) => Some(state.name.clone()),
        _ => None,
    }
}

fn add(found: &mut Vec<String>, name: &str) {
    if !found.iter().any(|known| known == name) {
        found.push(name.to_owned());
    }
}
