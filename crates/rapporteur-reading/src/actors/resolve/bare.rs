//! Nouns without a party: "the movement", "the minister", "the army", "the two sides".

use rapporteur_model::Actor;

use super::memory::Trace;
use super::{Resolver, slice};
use crate::actors::MentionKind;
use crate::actors::draft::{Definite, Draft, Nominal, Proper};
use crate::actors::knowledge::{Class, Number};

impl<'w> Resolver<'w, '_> {
    /// Whom a noun phrase that names no party means.
    pub(super) fn bare(&self, nominal: &Nominal<'w>, name: &str) -> Vec<Actor> {
        if nominal.proper == Proper::Yes && nominal.class != Class::Office {
            return vec![Actor::new(name)];
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

    fn bare_office(&self, nominal: &Nominal<'w>, name: &str) -> Actor {
        if nominal.number == Number::One && nominal.definite == Definite::Yes {
            let fits = |trace: &Trace| {
                (trace.kind == MentionKind::Person || trace.class == Some(Class::Office))
                    && !trace.many
                    && trace.nouns.contains(&nominal.noun)
            };
            if let Some(actor) = self.memory.latest(fits).and_then(|trace| trace.actors.first()) {
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
            return Actor::acting_for(name, before.party());
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
        let before = self.memory.latest(called).or_else(|| self.memory.latest(any))?;
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
        let mut found: Vec<Actor> = Vec::new();
        let now = self.words[draft.head.start].sentence;
        let recent = self.memory.traces.iter().rev().filter(|trace| trace.sentence + REACH >= now);
        for trace in recent {
            if !trace.is_side() || (people && trace.kind != MentionKind::Person) {
                continue;
            }
            for actor in &trace.actors {
                let actor = if people { actor.clone() } else { Actor::new(actor.party()) };
                let mediates = self.mediators.iter().any(|mediator| mediator.name == actor.name);
                let counted = found.iter().any(|other| other.name == actor.name);
                if !counted && !mediates && found.len() < wanted {
                    found.push(actor);
                }
            }
        }
        if found.len() == wanted {
            return found.into_iter().rev().collect();
        }
        if wanted > 2 {
            Vec::new()
        } else {
            self.principals.iter().map(|name| Actor::new(name)).collect()
        }
    }

    fn of_home(&self, name: &str) -> Actor {
        self.home_name().map_or_else(|| Actor::new(name), |home| Actor::acting_for(name, &home))
    }
}

/// How many sentences back "the two sides" may reach.
const REACH: usize = 3;

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
