//! The two parties that a report is about: "the truce", "both sides".

use std::collections::BTreeMap;

use rapporteur_model::Actor;

use crate::actors::MentionKind;
use crate::actors::cast::{Cast, group, slice, spelled};
use crate::actors::draft::{Draft, Form, PartyWords};
use crate::actors::knowledge::{Class, Knowledge, Side};
use crate::actors::words::{Gap, Word};
use crate::actors::world::World;
use crate::dossier::Role;

/// What "between Chad and the Azania Front" weighs against one naming (calibrated on the
/// even-numbered development reports).
const BETWEEN: usize = 4;

/// The two parties that are named most, mediators and outlets left out; "between X and Y" counts
/// more. Where the dossier names parties, they alone can be meant.
pub(super) fn principals(
    text: &str,
    words: &[Word],
    drafts: &[Draft<'_>],
    (cast, members): (&Cast, &[Option<usize>]),
    mediators: &[Actor],
    world: &World<'_>,
) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: BTreeMap<String, String> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let joined = at > 0 && super::trace::is_joined(words, &drafts[at - 1], draft);
        let joins =
            drafts.get(at + 1).is_some_and(|next| super::trace::is_joined(words, draft, next));
        let paired = (joined || joins) && tells_of_talks(words, draft, world);
        let after = joined && follows_between(words, &drafts[at - 1]);
        let between = follows_between(words, draft) || after;
        let group = group_of(draft, cast);
        if let (Some(group), Form::Noun(nominal)) = (&group, &draft.form) {
            let name = spelled(text, slice(words, &nominal.words));
            let longest = groups.entry(group.clone()).or_default();
            if name.len() > longest.len()
                && !cast.members.iter().any(|member| member.actor.name == *group)
            {
                *longest = name;
            }
        }
        for name in parties(words, draft, members[at], cast, world).into_iter().chain(group) {
            *counts.entry(name).or_default() += if between || paired { BETWEEN } else { 1 };
        }
    }
    let own: Vec<&str> = world
        .dossier
        .party
        .iter()
        .filter(|party| party.role == Role::Party)
        .map(|party| party.name.as_str())
        .collect();
    let mediates = |name: &str| mediators.iter().any(|mediator| mediator.name == name);
    let mut order: Vec<(&String, &usize)> = counts
        .iter()
        .filter(
            |(name, _)| if own.is_empty() { !mediates(name) } else { own.contains(&name.as_str()) },
        )
        .collect();
    order.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), (*name).clone()));
    let full =
        |name: &String| groups.get(name).filter(|full| !full.is_empty()).unwrap_or(name).clone();
    order.into_iter().take(2).map(|(name, _)| full(name)).collect()
}

/// Whether the sentence of a phrase tells of talks, a truce or a war.
fn tells_of_talks(words: &[Word], draft: &Draft<'_>, world: &World<'_>) -> bool {
    let sentence = words[draft.words.start].sentence;
    let from = words.partition_point(|word| word.sentence < sentence);
    let rest = words[from..].iter().take_while(|word| word.sentence == sentence);
    rest.into_iter().any(|word| world.knowledge.holds("happening", &word.folded))
}

/// Whether a name only says where: "the Mali meeting", "in Port Adera, Mali".
pub(super) fn is_host(words: &[Word], draft: &Draft<'_>, knowledge: &Knowledge) -> bool {
    const GATHERINGS: [&str; 7] =
        ["meeting", "meetings", "summit", "talks", "round", "conference", "accords"];
    let gathering = words
        .get(draft.words.end)
        .is_some_and(|next| next.gap == Gap::Space && GATHERINGS.contains(&next.folded.as_str()));
    let owns = words[draft.words.end - 1].possessive;
    let start = draft.words.start;
    let sentence = words[start].sentence;
    let lies_in = words[start].gap == Gap::Comma
        && (1..=3).any(|length| {
            start.checked_sub(length).is_some_and(|from| {
                let place = knowledge.gazetteer.longest(&words[from..start]);
                words[from].sentence == sentence && place.is_some_and(|(found, _)| found == length)
            })
        });
    gathering && !owns || lies_in
}

fn follows_between(words: &[Word], draft: &Draft<'_>) -> bool {
    draft.words.start.checked_sub(2).is_some_and(|from| {
        words[from..draft.words.start].iter().any(|word| word.folded == "between")
    })
}

/// The armed group that a noun alone names: the one party called so, else the noun in the plural.
fn group_of(draft: &Draft<'_>, cast: &Cast) -> Option<String> {
    let Form::Noun(nominal) = &draft.form else { return None };
    let named = nominal.parties.iter().any(|party| !matches!(party, PartyWords::Demonym(_)));
    let armed = ["rebel", "guerrilla", "guerilla", "separatist", "insurgent", "opposition"];
    let stem = nominal.noun.trim_end_matches('s');
    if named || nominal.class != Class::Group || !armed.contains(&stem) {
        return None;
    }
    let mut called = cast.members.iter().filter(|member| {
        member.kind == MentionKind::Party
            && member.nouns.iter().any(|noun| noun.trim_end_matches('s') == stem)
    });
    match (called.next(), called.next()) {
        (Some(member), None) => Some(member.actor.party().to_owned()),
        (None, _) => Some(group(stem)),
        _ => None,
    }
}

/// The parties that a phrase names.
fn parties(
    words: &[Word],
    draft: &Draft<'_>,
    member: Option<usize>,
    cast: &Cast,
    world: &World<'_>,
) -> Vec<String> {
    let spoken = |name: &str| world.knowledge.people_of(name).unwrap_or(name).to_owned();
    match &draft.form {
        Form::Known(_) | Form::Name(_) => {
            let Some(member) = member.map(|at| &cast.members[at]) else { return Vec::new() };
            let capital = matches!(&draft.form, Form::Known(known) if known.kind == MentionKind::Metonym && known.place.is_some());
            let host = is_host(words, draft, world.knowledge);
            if member.side == Side::Never
                || capital
                || host
                || super::in_place(words, draft.words.start)
            {
                return Vec::new();
            }
            let told = member.actor.party.is_some()
                || matches!(member.kind, MentionKind::State | MentionKind::Party);
            let outlet = member
                .names
                .iter()
                .any(|name| name.iter().any(|word| world.knowledge.holds("outlets", word)));
            if told && !outlet { vec![spoken(member.actor.party())] } else { Vec::new() }
        }
        Form::Demonym(state, _) if !state.region => vec![spoken(&state.name)],
        Form::Noun(nominal) => {
            let own = matches!(nominal.class, Class::Group | Class::People | Class::Patient);
            let party = |party: &PartyWords<'_>| match party {
                PartyWords::Demonym(state) if !own && !state.region => Some(spoken(&state.name)),
                PartyWords::Known(known) if known.side == Side::Possible => {
                    Some(spoken(known.actor.party()))
                }
                _ => None,
            };
            nominal.parties.iter().filter_map(party).collect()
        }
        _ => Vec::new(),
    }
}
