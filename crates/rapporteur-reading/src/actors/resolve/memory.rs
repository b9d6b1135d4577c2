//! Who was spoken of last.

use rapporteur_model::Actor;

use crate::actors::MentionKind;
use crate::actors::knowledge::{Class, Sex};

/// Mentions in reading order.
#[derive(Default)]
pub(crate) struct Memory {
    pub traces: Vec<Trace>,
}

/// What one mention leaves in memory.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    pub actors: Vec<Actor>,
    pub kind: MentionKind,
    pub class: Option<Class>,
    pub nouns: Vec<String>,
    pub sex: Option<Sex>,
    pub many: bool,
    pub sentence: usize,
    /// One past its last word.
    pub end: usize,
    /// Joined to the mention before it by "and".
    pub joined: bool,
    pub patient: bool,
    /// An outlet: it tells.
    pub outlet: bool,
    /// An outlet, an organisation of states or a region.
    pub outside: bool,
    /// Stands where a subject may: after no preposition, owning nothing.
    pub subject: bool,
}

impl Trace {
    /// Whether it can be one of "the two sides".
    pub(crate) fn is_side(&self) -> bool {
        let named = matches!(
            self.kind,
            MentionKind::State | MentionKind::Metonym | MentionKind::Party | MentionKind::Demonym
        );
        let acts = self.actors.iter().all(|actor| actor.party.is_some())
            && self.kind == MentionKind::Person;
        let body = matches!(self.class, Some(Class::Government | Class::Organ | Class::Group));
        let host = self.kind == MentionKind::Metonym && !self.subject;
        !self.patient && !self.outside && !host && (named || acts || body)
    }
}

impl Memory {
    /// Keeps a mention, unless it refers to nobody.
    pub(crate) fn keep(&mut self, trace: Trace) {
        if !trace.actors.is_empty() {
            self.traces.push(trace);
        }
    }

    /// The latest mention that fits.
    pub(crate) fn latest(&self, fits: impl Fn(&Trace) -> bool) -> Option<&Trace> {
        self.traces.iter().rev().find(|trace| fits(trace))
    }

    /// The first fitting mention of the latest sentence that has one, `back` sentences back at most:
    /// the subject, more often than not.
    pub(crate) fn subject(&self, back: usize, fits: impl Fn(&Trace) -> bool) -> Option<&Trace> {
        let now = self.traces.last()?.sentence;
        for sentence in (now.saturating_sub(back)..=now).rev() {
            let here = || self.of_sentence(sentence).iter().filter(|trace| fits(trace));
            let found = here().find(|trace| trace.subject).or_else(|| here().next());
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The mentions of one sentence; sentences come in order.
    fn of_sentence(&self, sentence: usize) -> &[Trace] {
        let from = self.traces.partition_point(|trace| trace.sentence < sentence);
        let to = self.traces.partition_point(|trace| trace.sentence <= sentence);
        &self.traces[from..to]
    }

    /// The first mentions of the latest sentence that has several joined by "and".
    pub(crate) fn row(&self, back: usize) -> Vec<Actor> {
        let Some(now) = self.traces.last().map(|trace| trace.sentence) else { return Vec::new() };
        for sentence in (now.saturating_sub(back)..=now).rev() {
            let first =
                self.traces.iter().position(|trace| trace.sentence == sentence && trace.joined);
            let Some(first) =
                first.filter(|at| *at > 0 && self.traces[at - 1].sentence == sentence)
            else {
                continue;
            };
            if matches!(self.traces[first].kind, MentionKind::Place | MentionKind::Demonym) {
                continue;
            }
            let rest = self.traces[first..].iter().take_while(|trace| trace.joined);
            return self.traces[first - 1..first]
                .iter()
                .chain(rest)
                .flat_map(|trace| trace.actors.clone())
                .collect();
        }
        Vec::new()
    }
}
