//! Whom each phrase means, in reading order.

use rapporteur_model::Actor;

use super::cast::{Cast, slice, spelled};
use super::draft::{Draft, Form, Guess, Happening, Nominal, Proper};
use super::knowledge::{Class, Knowledge, Number, State};
use super::words::{Shape, Word};
use super::world::World;
use super::{ActorMention, MentionKind, Standing};
use crate::dossier::Dossier;

mod bare;
mod home;
mod memory;
mod noun;
mod principals;
mod pronoun;
mod trace;
mod unnamed;

pub(crate) use home::Home;
use memory::{Memory, Trace};
use trace::{is_dateline, is_joined};

/// One document while it is being resolved.
pub(crate) struct Resolver<'w, 't> {
    pub text: &'t str,
    pub words: &'t [Word],
    pub cast: Cast,
    pub home: Option<String>,
    pub memory: Memory,
    /// Who mediates, by the dossier or by what the text says.
    pub mediators: Vec<Actor>,
    /// Whose statement the document is, where its beginning says so.
    pub author: Vec<Actor>,
    pub drafts: &'t [Draft<'w>],
    /// The two parties that the report is about.
    pub principals: Vec<String>,
    pub knowledge: &'t Knowledge,
    pub dossier: &'t Dossier,
    /// The member that each draft names.
    pub members: Vec<Option<usize>>,
}

/// Whom a phrase means, and as what.
struct Resolved {
    actors: Vec<Actor>,
    kind: MentionKind,
    standing: Standing,
    place: Option<String>,
}

impl<'w, 't> Resolver<'w, 't> {
    /// Prepares the resolution of a document.
    pub(crate) fn new(
        text: &'t str,
        words: &'t [Word],
        drafts: &'t [Draft<'w>],
        (cast, members): (Cast, &[Option<usize>]),
        mediators: Vec<Actor>,
        world: &World<'t>,
    ) -> Self {
        let home = cast.home.clone();
        let principals =
            principals::principals(text, words, drafts, (&cast, members), &mediators, world);
        let memory = Memory::default();
        let mut resolver = Self {
            text,
            words,
            cast,
            home,
            memory,
            mediators,
            author: Vec::new(),
            drafts,
            principals,
            knowledge: world.knowledge,
            dossier: world.dossier,
            members: members.to_vec(),
        };
        resolver.author = resolver.announced();
        resolver
    }

    /// Every phrase that means somebody, in text order.
    pub(crate) fn mentions(mut self) -> Vec<ActorMention> {
        let drafts = self.drafts;
        let members = self.members.clone();
        let mut result: Vec<ActorMention> = Vec::new();
        for (at, (draft, member)) in drafts.iter().zip(&members).enumerate() {
            let Some(resolved) = self.resolve(draft, *member) else { continue };
            let cover = |range: &std::ops::Range<usize>| {
                let body = slice(self.words, range);
                body[0].span.cover(body[body.len() - 1].span)
            };
            let mention = ActorMention {
                span: cover(&draft.words),
                head: cover(&draft.head),
                sentence: self.words[draft.head.start].sentence,
                actors: resolved.actors,
                kind: resolved.kind,
                standing: resolved.standing,
                place: resolved.place,
            };
            if mention.kind != MentionKind::Happening {
                let joined = at > 0 && is_joined(self.words, &drafts[at - 1], draft);
                let mut trace = Trace { joined, ..self.trace(draft, *member, &mention) };
                if let (Form::Pronoun(pronoun), MentionKind::Pronoun) = (&draft.form, mention.kind)
                    && let Some(meant) = self.referent(*pronoun, draft.head.start)
                {
                    // What a pronoun means is spoken of again: the next may mean it too.
                    let Trace { kind, class, nouns, sex, many, outlet, outside, .. } = meant;
                    trace = Trace { kind, class, nouns, sex, many, outlet, outside, ..trace };
                }
                trace.subject &=
                    !joined || self.memory.traces.last().is_none_or(|before| before.subject);
                self.memory.keep(trace);
            }
            result.push(mention);
        }
        self.first_persons(&mut result);
        result
    }

    fn resolve(&self, draft: &Draft<'w>, member: Option<usize>) -> Option<Resolved> {
        let plain =
            |actors, kind| Resolved { actors, kind, standing: Standing::Agent, place: None };
        match &draft.form {
            Form::Known(_) | Form::Name(_) => Some(self.named(draft, member?)),
            Form::Demonym(state, number) => {
                Some(plain(vec![self.people(draft, state, *number)], MentionKind::Demonym))
            }
            Form::Sides(count) => Some(plain(self.sides(*count, draft), MentionKind::Collective)),
            Form::Happening(Happening::Parties) => {
                let actors = self.principals.iter().map(|name| Actor::new(name)).collect();
                Some(plain(actors, MentionKind::Happening))
            }
            Form::Happening(Happening::Protest) => {
                Some(plain(vec![self.crowd()], MentionKind::Happening))
            }
            Form::Pronoun(pronoun) => {
                Some(plain(self.pronoun(*pronoun, draft.head.start), MentionKind::Pronoun))
            }
            Form::Noun(nominal) => {
                if let Some(member) = member {
                    let kind = if nominal.class == Class::Office {
                        MentionKind::Office
                    } else {
                        MentionKind::Descriptor
                    };
                    return Some(plain(vec![self.cast.members[member].actor.clone()], kind));
                }
                let actors = self.noun(nominal, &self.name(draft, nominal));
                let standing = if nominal.class == Class::Patient {
                    Standing::Patient
                } else {
                    Standing::Agent
                };
                let kind = if unnamed::is_unnamed(self.words, nominal) {
                    MentionKind::Unnamed
                } else {
                    kind_of(nominal)
                };
                Some(Resolved { standing, ..plain(actors, kind) })
            }
        }
    }

    fn named(&self, draft: &Draft<'w>, at: usize) -> Resolved {
        let member = &self.cast.members[at];
        let mut actor = member.actor.clone();
        if let (Some(office), None, MentionKind::Person) =
            (&draft.office, &actor.party, member.kind)
        {
            // "President Adera" without a country is the president of where the report is at home.
            let party =
                office.parties.iter().find_map(|party| self.parties(party).first().cloned());
            let stateless = office.parties.is_empty() && bare::is_state_office(&office.noun);
            let home = if stateless { self.home_name() } else { None };
            if let Some(party) = party.or(home) {
                actor = Actor::acting_for(&actor.name, &party);
            }
        }
        let kind = match (&draft.form, member.kind) {
            (Form::Known(known), _) => known.kind,
            (_, MentionKind::Person) if !member.attested => MentionKind::Name,
            (_, kind) => kind,
        };
        let place = match &draft.form {
            Form::Known(known) => known.place.clone(),
            _ => member.place.clone(),
        };
        let located = place.is_some()
            && (in_place(self.words, draft.words.start) || is_dateline(self.words, draft));
        let other = matches!(member.kind, MentionKind::Person | MentionKind::State);
        let listed =
            !other && matches!(&draft.form, Form::Name(named) if named.guess == Guess::Place);
        let kind = if located || listed { MentionKind::Place } else { kind };
        let unknown_place = !other
            && matches!(&draft.form, Form::Name(named) if located || named.guess == Guess::Place);
        let actors = if unknown_place { Vec::new() } else { vec![actor] };
        Resolved { actors, kind, standing: Standing::Agent, place }
    }

    /// The people of a state: its own actor, or acting for the state.
    fn people(&self, draft: &Draft<'w>, state: &State, number: Number) -> Actor {
        match (&state.own, number) {
            (Some(own), _) => Actor::new(own),
            (None, Number::One) => Actor::new(&state.name),
            (None, Number::Many) => {
                Actor::acting_for(&spelled(self.text, slice(self.words, &draft.words)), &state.name)
            }
        }
    }

    /// The name under which a noun phrase enters the record: its words up to the head.
    fn name(&self, draft: &Draft<'w>, nominal: &Nominal<'_>) -> String {
        let named = draft.head.end == draft.words.end
            || nominal.proper == Proper::No && nominal.parties.is_empty();
        let end = if named { draft.head.end } else { draft.words.end };
        let counted = |at: &usize| {
            *at < draft.head.start
                && (self.words[*at].shape == Shape::Number
                    || COUNTS.contains(&self.words[*at].folded.as_str()))
        };
        let first = draft.words.start.max(nominal.words.start);
        let start = first + (first..end).take_while(counted).count();
        spelled(self.text, slice(self.words, &(start..end)))
    }

    pub(super) fn home_name(&self) -> Option<String> {
        self.home.clone()
    }
}

/// Words that count and are no part of a name.
const COUNTS: [&str; 19] = [
    "some",
    "many",
    "several",
    "other",
    "all",
    "most",
    "various",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "dozens",
    "hundreds",
    "thousands",
    "more",
];

fn kind_of(nominal: &Nominal<'_>) -> MentionKind {
    match nominal.class {
        Class::Office if nominal.number == Number::One => MentionKind::Office,
        Class::Mediator => MentionKind::Collective,
        Class::Party | Class::Group | Class::Organ if nominal.proper == Proper::Yes => {
            MentionKind::Party
        }
        _ => MentionKind::Descriptor,
    }
}

/// Whether "in", "at", "to" or the like stands before a word: the name is a place there.
pub(crate) fn in_place(words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| words.get(before)) else { return false };
    before.sentence == words[at].sentence
        && matches!(
            before.folded.as_str(),
            "in" | "southern"
                | "northern"
                | "eastern"
                | "western"
                | "at"
                | "near"
                | "into"
                | "inside"
                | "outside"
                | "across"
                | "around"
                | "throughout"
                | "within"
        )
}
