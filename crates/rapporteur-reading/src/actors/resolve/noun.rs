//! Whom a noun phrase with a party means: "the Kenyan minister", "its army", "Malian rebels".

use rapporteur_model::Actor;

use super::memory::Trace;
use super::{Resolver, slice, spelled};
use crate::actors::MentionKind;
use crate::actors::cast::Member;
use crate::actors::draft::{Nominal, PartyWords};
use crate::actors::knowledge::{Class, Number};
use crate::dossier::Person;

impl<'w> Resolver<'w, '_> {
    /// Whom a noun phrase means.
    pub(super) fn noun(&self, nominal: &Nominal<'w>, name: &str) -> Vec<Actor> {
        if nominal.parties.is_empty() {
            return self.bare(nominal, name);
        }
        let parties: Vec<String> =
            nominal.parties.iter().flat_map(|party| self.parties(party)).collect();
        let states = nominal.parties.iter().all(|party| self.is_state(party));
        if parties.is_empty() {
            return vec![Actor::new(name)];
        }
        let acting = || parties.iter().map(|party| Actor::acting_for(name, party)).collect();
        match nominal.class {
            Class::Office => {
                let holder = self.holder(nominal, &parties);
                let holder = holder.or_else(|| self.appointed(nominal, Some(&parties)));
                holder.map_or_else(acting, |actor| vec![actor])
            }
            Class::Government if states => parties.iter().map(|party| Actor::new(party)).collect(),
            Class::People | Class::Group
                if nominal.number == Number::One
                    && states
                    && STATES.contains(&nominal.noun.as_str()) =>
            {
                parties.iter().map(|party| Actor::new(party)).collect()
            }
            Class::Group if states => vec![self.only_group(nominal, name)],
            Class::People | Class::Party if states => vec![Actor::new(name)],
            Class::Mediator => parties.iter().map(|party| Actor::new(party)).collect(),
            _ => acting(),
        }
    }

    /// The person of the document who holds an office for one of the parties.
    fn holder(&self, nominal: &Nominal<'_>, parties: &[String]) -> Option<Actor> {
        if nominal.number == Number::Many
            || parties.len() != 1
            || matches!(
                nominal.noun.as_str(),
                "official" | "member" | "officer" | "diplomat" | "representative"
            )
        {
            return None;
        }
        let fits = |member: &&Member| {
            member.kind == MentionKind::Person
                && member.actor.party.as_deref() == Some(parties[0].as_str())
                && member.nouns.contains(&nominal.noun)
        };
        let mut found = self.cast.members.iter().filter(fits);
        let holder = found.next()?;
        found.next().is_none().then(|| holder.actor.clone())
    }

    /// Who holds an office by the dossier, where it says so of one person alone. The whole title must
    /// stand there: "the minister" is not yet the foreign minister.
    pub(super) fn appointed(
        &self,
        nominal: &Nominal<'_>,
        parties: Option<&[String]>,
    ) -> Option<Actor> {
        if nominal.number == Number::Many {
            return None;
        }
        let words: Vec<&str> =
            slice(self.words, &nominal.words).iter().map(|word| word.folded.as_str()).collect();
        let holds = |person: &&Person| {
            let of = parties.is_none_or(|names| names == [person.party.clone()]);
            let titled = person.offices.iter().any(|office| {
                let title = office.short_title();
                let title: Vec<&str> = title.split_whitespace().collect();
                !title.is_empty() && words.ends_with(&title)
            });
            of && titled
        };
        let mut found = self.dossier.person.iter().filter(holds);
        let holder = found.next()?;
        found.next().is_none().then(|| holder.actor())
    }

    /// The parties that the words of one party name.
    pub(super) fn parties(&self, party: &PartyWords<'w>) -> Vec<String> {
        match party {
            PartyWords::Noun(nominal) => self
                .noun(nominal, &spelled(self.text, slice(self.words, &nominal.words)))
                .iter()
                .map(|actor| actor.party().to_owned())
                .collect(),
            PartyWords::Pronoun(pronoun, at) => {
                self.pronoun(*pronoun, *at).iter().map(|actor| actor.party().to_owned()).collect()
            }
            _ => self.cast.party(self.words, party).into_iter().collect(),
        }
    }

    fn is_state(&self, party: &PartyWords<'_>) -> bool {
        match party {
            PartyWords::Demonym(_) => true,
            PartyWords::Known(known) => {
                matches!(known.kind, MentionKind::State) || known.place.is_some()
            }
            _ => false,
        }
    }

    /// The crowd spoken of last.
    pub(super) fn crowd(&self) -> Actor {
        let crowd = |trace: &Trace| {
            trace.class == Some(Class::People)
                && trace.nouns.iter().any(|noun| CROWDS.contains(&noun.as_str()))
        };
        let before = self.memory.latest(crowd).and_then(|trace| trace.actors.first());
        before.map_or_else(
            || Actor::new("protesters"),
            |actor| Actor::acting_for("protesters", &actor.name),
        )
    }
}

/// Nouns that with a nationality mean the state: "its Chadian ally".
const STATES: [&str; 8] =
    ["ally", "partner", "neighbor", "neighbour", "rival", "adversary", "enemy", "country"];

const CROWDS: [&str; 6] =
    ["protesters", "protestors", "demonstrators", "students", "rioters", "activists"];
