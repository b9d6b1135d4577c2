//! Nouns without a party: "the movement", "the minister", "the army", "the two sides".

use rapporteur_model::Actor;

use super::memory::Trace;
use super::{Resolver, slice};
use crate::actors::MentionKind;
use crate::actors::draft::{Definite, Draft, Nominal, Proper};
use crate::actors::knowledge::{Class, Number};
use crate::actors::part::Part;

impl<'w> Resolver<'w, '_> {
    /// Whom a noun phrase that names no party means.
    pub(super) fn bare(&self, nominal: &Nominal<'w>, name: &str) -> Vec<Actor> {
        if nominal.proper == Proper::Yes && nominal.class != Class::Office {
            return vec![Actor::new(name)];
        }
        if let Some(both) = self.both(nominal, name) {
            return both;
        }
        match nominal.class {
            Class::Office => vec![self.bare_office(nominal, name)],
            Class::Government => vec![self.bare_government(name)],
            Class::Organ => vec![self.bare_organ(nominal, name)],
            Class::Group => vec![self.bare_group(nominal, name)],
            Class::Party if nominal.number == Number::Many => vec![Actor::new(name)],
            Class::Party => self.bare_party(nominal).into_iter().collect(),
            Class::Mediator if !self.mediators.is_empty() => self.mediators.clone(),
            Class::People
                if nominal.definite == Definite::Yes
                    && matches!(nominal.noun.as_str(), "country" | "nation") =>
            {
                self.home_name().iter().map(|home| Actor::new(home)).collect()
            }
            Class::People => vec![self.bare_group(nominal, name)],
            Class::Mediator | Class::Patient => vec![Actor::new(name)],
        }
    }

    /// "the leaders", "the delegates": those of both sides.
    fn both(&self, nominal: &Nominal<'w>, name: &str) -> Option<Vec<Actor>> {
        if nominal.number == Number::One || nominal.definite == Definite::No {
            return None;
        }
        let noun = nominal.noun.as_str();
        if HEADS.contains(&noun) {
            return self.pair(nominal.words.start, 2);
        }
        let acting = |party: &String| Actor::acting_for(name, party);
        (AT_THE_TABLE.contains(&noun) && self.principals.len() == 2)
            .then(|| self.principals.iter().map(acting).collect())
    }

    fn bare_office(&self, nominal: &Nominal<'w>, name: &str) -> Actor {
        if nominal.number == Number::One && nominal.definite == Definite::Yes {
            if let Some(holder) = self.appointed(nominal, None) {
                return holder;
            }
            let fits = |trace: &Trace| {
                (trace.kind == MentionKind::Person || trace.class == Some(Class::Office))
                    && !trace.many
                    && trace.nouns.contains(&nominal.noun)
            };
            let now = self.words[nominal.words.start].sentence;
            // "In a call with the Chadian president, the president said": somebody else.
            let aside = |trace: &Trace| {
                trace.sentence == now && matches!(trace.part, Part::Oblique | Part::Inside)
            };
            let before = self.memory.latest(|trace| fits(trace) && !aside(trace));
            let before = before.or_else(|| self.memory.latest(fits));
            if let Some(actor) = before.and_then(|trace| trace.actors.first()) {
                return actor.clone();
            }
        }
        if is_state_office(&nominal.noun) {
            return self.of_home(name);
        }
        Actor::new(name)
    }

    fn bare_government(&self, name: &str) -> Actor {
        if let Some(home) = self.home_name() {
            return Actor::new(&home);
        }
        let before = self.memory.latest(|trace| trace.class == Some(Class::Government));
        before.and_then(|trace| trace.actors.first()).cloned().unwrap_or_else(|| Actor::new(name))
    }

    fn bare_organ(&self, nominal: &Nominal<'w>, name: &str) -> Actor {
        let fits = |trace: &Trace| {
            (trace.class == Some(Class::Organ) || trace.kind == MentionKind::Party)
                && trace.nouns.contains(&nominal.noun)
                && trace.actors.iter().any(|actor| actor.party.is_some())
        };
        let before = self.memory.latest(fits).and_then(|trace| trace.actors.first());
        if let Some(before) = before {
            let fuller = before.name.ends_with(name) && before.name.len() > name.len();
            return if fuller { before.clone() } else { Actor::acting_for(name, before.party()) };
        }
        if is_of_any_body(&nominal.noun) { Actor::new(name) } else { self.of_home(name) }
    }

    /// "the rebels": the party that was called so, else under the fuller name used before.
    fn bare_group(&self, nominal: &Nominal<'w>, name: &str) -> Actor {
        let same = |noun: &String| alike(noun, &nominal.noun);
        let called =
            |trace: &Trace| trace.kind == MentionKind::Party && trace.nouns.iter().any(same);
        let fuller = |trace: &Trace| {
            trace.class == Some(nominal.class)
                && trace.nouns.iter().any(same)
                && trace
                    .actors
                    .iter()
                    .any(|actor| actor.party() != name && actor.party().contains(' '))
        };
        let before = self.memory.latest(called).or_else(|| self.memory.latest(fuller));
        match before.and_then(|trace| trace.actors.first()) {
            Some(actor) => Actor::acting_for(name, actor.party()),
            None => Actor::new(name),
        }
    }

    /// "Chadian rebels": for the one party of the document that is called rebels, where there is
    /// but one.
    pub(super) fn only_group(&self, nominal: &Nominal<'w>, name: &str) -> Actor {
        let mut called = self.cast.members.iter().filter(|member| {
            member.kind == MentionKind::Party
                && member.nouns.iter().any(|noun| alike(noun, &nominal.noun))
        });
        match (called.next(), called.next()) {
            (Some(member), None) => Actor::acting_for(name, member.actor.party()),
            _ => Actor::new(name),
        }
    }

    fn bare_party(&self, nominal: &Nominal<'w>) -> Option<Actor> {
        if nominal.definite == Definite::No || nominal.number == Number::Many {
            return None;
        }
        let called = |trace: &Trace| {
            trace.kind == MentionKind::Party
                && trace.nouns.iter().any(|noun| alike(noun, &nominal.noun))
        };
        let any = |trace: &Trace| trace.kind == MentionKind::Party;
        let word = &self.words[nominal.words.start];
        let here = (word.sentence, PEOPLE_REACH, word.quoted);
        let before = self
            .memory
            .likeliest(here, false, called, |_| 0)
            .or_else(|| self.memory.latest(called).cloned())
            .or_else(|| self.memory.likeliest(here, false, any, |_| 0))
            .or_else(|| self.memory.latest(any).cloned())?;
        before.actors.first().map(|actor| Actor::new(actor.party()))
    }

    /// The parties that were spoken of last, each once.
    pub(super) fn sides(&self, count: Option<usize>, draft: &Draft<'w>) -> Vec<Actor> {
        let wanted = count.unwrap_or(2);
        let noun = &slice(self.words, &draft.head)[0].folded;
        let people = matches!(
            noun.as_str(),
            "leaders"
                | "pair"
                | "duo"
                | "presidents"
                | "ministers"
                | "men"
                | "officials"
                | "diplomats"
        );
        if people && let Some(pair) = self.pair(draft.head.start, wanted) {
            return pair;
        }
        let mut found: Vec<Actor> = Vec::new();
        let now = self.words[draft.head.start].sentence;
        let recent = self.memory.traces.iter().rev().filter(|trace| trace.sentence + REACH >= now);
        for trace in recent.filter(|trace| trace.is_side()) {
            for actor in &trace.actors {
                let actor = Actor::new(actor.party());
                let mediates = self.mediators.iter().any(|mediator| mediator.name == actor.name);
                let counted = found.iter().any(|other| other.name == actor.name);
                if !counted && !mediates && found.len() < wanted {
                    found.push(actor);
                }
            }
        }
        let known = self.principals.is_empty()
            || found.iter().any(|actor| self.principals.contains(&actor.name));
        if found.len() == wanted && known {
            return found.into_iter().rev().collect();
        }
        if wanted > 2 {
            Vec::new()
        } else {
            self.principals.iter().map(|name| Actor::new(name)).collect()
        }
    }

    /// "the two leaders", "the presidents": the people of different parties spoken of last, together
    /// or one by one.
    pub(super) fn pair(&self, at: usize, wanted: usize) -> Option<Vec<Actor>> {
        let now = self.words[at].sentence;
        let people = |trace: &&Trace| {
            trace.sentence + PEOPLE_REACH >= now
                && !trace.patient
                && (trace.kind == MentionKind::Person
                    || trace.class == Some(Class::Office)
                    || trace.kind == MentionKind::Collective)
                && trace.actors.iter().all(|actor| actor.party.is_some())
        };
        let mut found: Vec<Actor> = Vec::new();
        for trace in self.memory.traces.iter().rev().filter(people) {
            if trace.actors.len() == wanted {
                return Some(trace.actors.clone());
            }
            for actor in &trace.actors {
                let same = |other: &Actor| other.party() == actor.party();
                if !found.iter().any(same) && found.len() < wanted {
                    found.push(actor.clone());
                }
            }
            if found.len() == wanted {
                return Some(found.into_iter().rev().collect());
            }
        }
        None
    }

    fn of_home(&self, name: &str) -> Actor {
        self.home_name().map_or_else(|| Actor::new(name), |home| Actor::acting_for(name, &home))
    }
}

/// How many sentences back "the two sides" may reach.
const REACH: usize = 3;

/// How many sentences back "the two leaders" may reach.
const PEOPLE_REACH: usize = 8;

/// Nouns in the plural that mean the people on both sides of a table.
const AT_THE_TABLE: [&str; 6] =
    ["delegates", "representatives", "negotiators", "delegations", "envoys", "emissaries"];

/// Nouns in the plural that mean the heads of the states spoken of.
const HEADS: [&str; 5] = ["leaders", "presidents", "ministers", "premiers", "foreign ministers"];

/// Offices that a state alone has: without a country they are the home state's.
pub(super) fn is_state_office(noun: &str) -> bool {
    const OFFICES: [&str; 12] = [
        "president",
        "minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "amir",
        "sultan",
        "ambassador",
        "senator",
        "ministers",
    ];
    OFFICES.contains(&noun)
}

/// Bodies that parties of every kind have.
fn is_of_any_body(noun: &str) -> bool {
    const BODIES: [&str; 17] = [
        "delegation",
        "team",
        "unit",
        "committee",
        "council",
        "commission",
        "office",
        "side",
        "leadership",
        "bureau",
        "mission",
        "agency",
        "staff",
        "command",
        "brigade",
        "convoy",
        "force",
    ];
    BODIES.contains(&noun)
}

/// The same noun in singular or plural.
fn alike(one: &str, other: &str) -> bool {
    let stem = |noun: &str| {
        noun.rsplit(' ')
            .next()
            .unwrap_or(noun)
            .trim_end_matches('s')
            .trim_end_matches("ie")
            .trim_end_matches('y')
            .to_owned()
    };
    stem(one) == stem(other)
}
