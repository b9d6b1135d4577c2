//! Pronouns, conservatively: nobody rather than the wrong one.

use std::collections::BTreeMap;

use rapporteur_model::Actor;

use super::memory::Trace;
use super::{ActorMention, Resolver};
use crate::actors::MentionKind;
use crate::actors::draft::{Draft, Form, Pronoun};
use crate::actors::knowledge::{Class, Sex};
use crate::actors::words::Gap;

/// How many sentences back a pronoun may refer.
const REACH: usize = 2;

/// What the plural weighs for "they", in the steps of salience.
const MANY: i32 = 4;

/// Whether a phrase names those who only listen: "told reporters".
fn listens(trace: &Trace) -> bool {
    trace.nouns.iter().any(|noun| matches!(noun.as_str(), "reporters" | "journalists" | "media"))
}

impl<'w> Resolver<'w, '_> {
    /// Whom the pronoun at a word means; the first person is found once all mentions are known.
    pub(super) fn pronoun(&self, pronoun: Pronoun, at: usize) -> Vec<Actor> {
        self.referent(pronoun, at).map(|trace| trace.actors).unwrap_or_default()
    }

    /// The mention that a pronoun refers to.
    pub(super) fn referent(&self, pronoun: Pronoun, at: usize) -> Option<Trace> {
        let last = self.memory.traces.last()?;
        // "Kenya and its ally"
        let beside = self.words[at - at.min(1)].folded == "and" && last.end + 1 == at && !last.many;
        if beside && matches!(pronoun, Pronoun::It | Pronoun::He | Pronoun::She) {
            return Some(last.clone());
        }
        let nobody = pronoun == Pronoun::It && (self.is_expletive(at + 1) || self.is_object(at));
        if nobody { None } else { self.antecedent(pronoun, at) }
    }

    /// Whether "it" ends its clause, as in "Kenya rejected it": then it means a thing.
    fn is_object(&self, at: usize) -> bool {
        let ends = self
            .words
            .get(at + 1)
            .is_none_or(|next| next.gap != Gap::Space || next.folded == "and");
        self.words[at].folded == "it" && ends
    }

    /// Whether what follows "it" says that it means nobody: "it is important that", "it remains".
    fn is_expletive(&self, at: usize) -> bool {
        const EMPTY: [&str; 26] = [
            "important",
            "better",
            "best",
            "time",
            "clear",
            "unclear",
            "likely",
            "unlikely",
            "possible",
            "impossible",
            "necessary",
            "hard",
            "difficult",
            "easy",
            "true",
            "known",
            "believed",
            "reported",
            "said",
            "hoped",
            "expected",
            "stressed",
            "too",
            "over",
            "like",
            "conducive",
        ];
        let is = |at: usize, set: &[&str]| {
            self.words.get(at).is_some_and(|word| set.contains(&word.folded.as_str()))
        };
        let own = self.words.get(at.saturating_sub(1)).is_some_and(|word| word.possessive);
        let verb = is(at, &["is", "was", "would", "will", "has", "may", "could"]);
        if is(at, &["seems", "appears", "remains", "seemed", "appeared"]) {
            return true;
        }
        if !verb && !own {
            return false;
        }
        let after = if own { at } else { at + 1 };
        (after..after + 4)
            .take_while(|at| !is(*at, &["that", "to", "a", "the"]))
            .any(|at| is(at, &EMPTY))
    }

    /// The likeliest antecedent among those spoken of just before.
    fn antecedent(&self, pronoun: Pronoun, at: usize) -> Option<Trace> {
        let here = (self.words[at].sentence, REACH, self.words[at].quoted);
        let single = |trace: &Trace| !trace.many && !trace.patient;
        let person = |trace: &Trace, not: Sex| {
            let officer = trace.class == Some(Class::Office);
            (trace.kind == MentionKind::Person || officer)
                && single(trace)
                && trace.sex != Some(not)
        };
        // A person by name is likelier meant than an office that nobody holds by name.
        let named = |trace: &Trace| i32::from(trace.kind == MentionKind::Person) * 2;
        let body = |trace: &Trace| {
            let state = matches!(
                trace.kind,
                MentionKind::State
                    | MentionKind::Party
                    | MentionKind::Metonym
                    | MentionKind::Demonym
            );
            let noun = matches!(trace.class, Some(Class::Government | Class::Organ | Class::Party));
            single(trace) && !trace.outlet && (state || noun)
        };
        match pronoun {
            Pronoun::He => {
                self.memory.likeliest(here, false, |trace| person(trace, Sex::Female), named)
            }
            Pronoun::She => {
                self.memory.likeliest(here, false, |trace| person(trace, Sex::Male), named)
            }
            Pronoun::It => self.memory.likeliest(here, false, body, |_| 0),
            Pronoun::They => {
                let fits = |trace: &Trace| {
                    let many = trace.many && !trace.patient;
                    (many && !listens(trace))
                        || trace.kind == MentionKind::Party && !trace.outlet && !trace.patient
                        || matches!(trace.class, Some(Class::Organ | Class::Government))
                };
                self.memory.likeliest(here, true, fits, |trace| i32::from(trace.many) * MANY)
            }
            Pronoun::I | Pronoun::We => None,
        }
    }

    /// "I" and "we": in a quotation the speaker beside it, else the author of the statement.
    pub(super) fn first_persons(&self, mentions: &mut [ActorMention]) {
        let first =
            |draft: &&Draft<'w>| matches!(draft.form, Form::Pronoun(Pronoun::I | Pronoun::We));
        let spoken: BTreeMap<usize, &Draft<'w>> = self
            .drafts
            .iter()
            .filter(first)
            .map(|draft| (self.words[draft.head.start].span.start, draft))
            .collect();
        for at in 0..mentions.len() {
            let Some(draft) = spoken.get(&mentions[at].head.start) else { continue };
            if let Some(actor) = self.floor(draft.head.start) {
                mentions[at].actors = vec![actor];
                continue;
            }
            let quoted = self.words[draft.head.start].quoted;
            let actors = if quoted || self.author.is_empty() {
                self.speaker(mentions, at)
            } else {
                self.author.clone()
            };
            mentions[at].actors = actors;
        }
    }

    /// Who has the floor in a transcript: the last person named alone in brackets, `[ADERA]`.
    fn floor(&self, at: usize) -> Option<Actor> {
        let alone = |draft: &&Draft<'w>| {
            let next = self.words.get(draft.words.end);
            draft.words.end <= at
                && self.words[draft.words.start].gap == Gap::Open
                && next.is_some_and(|next| next.gap == Gap::Close)
        };
        let mut before = self.drafts.iter().enumerate().rev().filter(|(_, draft)| alone(draft));
        before.find_map(|(at, _)| {
            let member = &self.cast.members[self.members.get(at).copied().flatten()?];
            (member.kind == MentionKind::Person).then(|| member.actor.clone())
        })
    }

    /// The person or party named outside the quotation in the same sentence, else just before.
    fn speaker(&self, mentions: &[ActorMention], at: usize) -> Vec<Actor> {
        let sentence = mentions[at].sentence;
        let speaks = |mention: &&ActorMention| {
            let word = self.words.partition_point(|word| word.span.start < mention.head.start);
            !self.words[word].quoted
                && !mention.actors.is_empty()
                && !matches!(
                    mention.kind,
                    MentionKind::Place
                        | MentionKind::Collective
                        | MentionKind::Happening
                        | MentionKind::Pronoun
                )
        };
        // The subject of a verb of saying, also where it is a pronoun.
        let says = |mention: &&ActorMention| {
            let from = self.words.partition_point(|word| word.span.start < mention.head.start);
            let to = self.words.partition_point(|word| word.span.start < mention.head.end);
            let words = self.words.get(from..to).unwrap_or_default();
            !mention.actors.is_empty()
                && mention.kind != MentionKind::Happening
                && words.iter().any(|word| word.speaks && !word.quoted)
        };
        let person = |mention: &&ActorMention| {
            speaks(mention) && mention.actors.iter().all(|actor| actor.party.is_some())
        };
        let here = || mentions.iter().filter(|mention| mention.sentence == sentence);
        let before =
            || mentions[..at].iter().rev().filter(|mention| mention.sentence + 6 >= sentence);
        let individual = |mention: &&ActorMention| {
            person(mention) && matches!(mention.kind, MentionKind::Person | MentionKind::Office)
        };
        let told = mentions[..at]
            .iter()
            .rev()
            .take_while(|mention| mention.sentence + 2 >= sentence)
            .find(says);
        let tells =
            mentions[at..].iter().take_while(|mention| mention.sentence <= sentence + 1).find(says);
        let inside = here().any(|mention| {
            let word = self.words.partition_point(|word| word.span.start < mention.head.start);
            !self.words[word].quoted
        });
        let nearby = if inside { None } else { told.or(tells) };
        let found = here()
            .find(says)
            .or(nearby)
            .or_else(|| here().find(individual))
            .or_else(|| here().find(person))
            .or_else(|| here().find(speaks))
            .or_else(|| before().find(individual));
        let after = || {
            mentions[at..]
                .iter()
                .find(|mention| mention.sentence == sentence + 1 && person(mention))
        };
        found.or_else(after).map(|mention| mention.actors.clone()).unwrap_or_default()
    }

    /// Whose statement, speech or address the first two sentences announce.
    pub(super) fn announced(&self) -> Vec<Actor> {
        const ANNOUNCEMENTS: [&str; 5] = ["statement", "remarks", "address", "speech", "letter"];
        let announcement = self
            .words
            .iter()
            .take_while(|word| word.sentence < 2)
            .position(|word| ANNOUNCEMENTS.contains(&word.folded.as_str()));
        let Some(announcement) = announcement else { return Vec::new() };
        let drafts =
            || self.drafts.iter().filter(|draft| self.words[draft.head.start].sentence < 3);
        for draft in drafts().filter(|draft| draft.words.start > announcement).chain(drafts()) {
            match &draft.form {
                Form::Known(known) if known.kind == MentionKind::Person => {
                    return vec![known.actor.clone()];
                }
                Form::Noun(nominal)
                    if nominal.class == Class::Office && !nominal.parties.is_empty() =>
                {
                    return self.noun(nominal, &nominal.noun);
                }
                Form::Noun(nominal) if nominal.noun == "leaders" && !nominal.parties.is_empty() => {
                    let names = nominal.parties.iter().flat_map(|party| self.parties(party));
                    return names.map(|name| Actor::new(&name)).collect();
                }
                _ => {}
            }
        }
        Vec::new()
    }
}
