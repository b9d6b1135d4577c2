//! Who was spoken of last.

use rapporteur_model::Actor;

use crate::actors::MentionKind;
use crate::actors::knowledge::{Class, Sex};
use crate::actors::part::Part;

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
    /// Its part in the clause; unknown where there is no tree.
    pub part: Part,
    /// Stands inside quotation marks.
    pub quoted: bool,
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

    /// The likeliest of the fitting mentions, the last `back` sentences before `now` at most: near
    /// ones rather than far ones, subjects rather than others, the first of equals. Mentions that
    /// "and" joins are one, where several can be meant.
    pub(crate) fn likeliest(
        &self,
        (now, back, quoted): (usize, usize, bool),
        rows: bool,
        fits: impl Fn(&Trace) -> bool,
        bonus: impl Fn(&Trace) -> i32,
    ) -> Option<Trace> {
        let from = self.traces.partition_point(|trace| trace.sentence + back < now);
        let mut best: Option<(i32, Trace)> = None;
        let mut at = from;
        while at < self.traces.len() {
            let joined = self.traces[at + 1..].iter().take_while(|trace| trace.joined).count();
            let row = &self.traces[at..=at + joined];
            at += 1;
            let trace = &row[0];
            let candidate = if rows && joined > 0 && !trace.joined && is_row(row) {
                Trace {
                    actors: row.iter().flat_map(|trace| trace.actors.clone()).collect(),
                    many: true,
                    ..trace.clone()
                }
            } else if fits(trace) {
                trace.clone()
            } else {
                continue;
            };
            let far = i32::try_from(now.saturating_sub(trace.sentence)).unwrap_or(i32::MAX / 8);
            let score = salience(trace) + bonus(&candidate)
                - FAR * far
                - if trace.quoted == quoted { 0 } else { QUOTED };
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, candidate));
            }
        }
        best.map(|(_, trace)| trace)
    }
}

/// What one sentence further back costs, and what the other side of a quotation mark; the steps of
/// [`salience`] are 2. Calibrated on the even-numbered development reports.
const FAR: i32 = 3;
const QUOTED: i32 = 1;

/// How much a mention is in view by its part in the clause.
fn salience(trace: &Trace) -> i32 {
    match trace.part {
        Part::Main => 6,
        Part::Subject => 4,
        Part::Object => 2,
        Part::Unknown if trace.subject => 4,
        Part::Oblique => 1,
        Part::Inside | Part::Unknown => 0,
    }
}

/// Whether joined mentions can be spoken of as "they".
fn is_row(row: &[Trace]) -> bool {
    row.iter().all(|trace| {
        !trace.patient && !matches!(trace.kind, MentionKind::Place | MentionKind::Demonym)
    })
}
