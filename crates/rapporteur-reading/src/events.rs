//! What happened: from syntax, names and times to PLOVER events.
//!
//! A word that a frame of the lexicon knows, with what the frame asks for around it, is a trigger.
//! Triggers that only say what another act is about are dropped; the rest get their actors,
//! recipients and mediators from the tree, their realis from negation, mood and tense, their issues
//! from the words below them.
//!
//! # Layout
//!
//! | module | what it decides |
//! |---|---|
//! | [`lexicon`] | which frames and issues there are (`lexicon/*.toml`) |
//! | `trigger` | which words are triggers, by which frame |
//! | `topic` | which triggers are only what another act is about |
//! | `roles` | who does it to whom, and through whom |
//! | `place` | where |
//! | `realis` | whether it is told as having happened |
//! | `repeated` | which events tell the same happening of one sentence |
//! | `matter` | issues, object, mode |

pub mod lexicon;
mod matter;
mod place;
mod realis;
mod repeated;
mod roles;
mod topic;
mod trigger;

use rapporteur_language::{Analysis, Span, Upos};
use rapporteur_model::{Event, EventType, Realis, TimeSpan};

use crate::actors::{ActorMention, PlaceMention};
use crate::events::lexicon::{Doer, EventLexicon};
use crate::syntax::Tree;
use crate::time::TimeExpression;

/// An event as one sentence tells it, before it is known who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// The words that carry it.
    pub span: Span,
    /// The word that tells it.
    pub trigger: Span,
    /// Position of its sentence.
    pub sentence: usize,
    /// Who did what to whom.
    pub event: Event,
    /// Whether it is told as having happened.
    pub realis: Realis,
    /// When.
    pub time: Option<TimeSpan>,
    /// Where.
    pub place: Option<String>,
    /// Whether saying it does it, so that the speaker does where nobody else is named.
    pub by_saying: bool,
    /// Identifier of the frame that found it.
    pub frame: String,
}

/// What the earlier stages found in a document.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Sentences and names.
    pub analysis: &'a Analysis,
    /// Who is mentioned.
    pub actors: &'a [ActorMention],
    /// Which places are mentioned.
    pub places: &'a [PlaceMention],
    /// Which times are mentioned.
    pub times: &'a [TimeExpression],
}

/// Types that are done by saying something.
const BY_SAYING: &[EventType] = &[
    EventType::Request,
    EventType::Accuse,
    EventType::Reject,
    EventType::Threaten,
    EventType::Agree,
    EventType::Support,
];

/// Every event that the sentences of a document tell, in text order.
#[must_use]
pub fn events(found: Found<'_>, lexicon: &EventLexicon) -> Vec<EventMention> {
    let mut events = Vec::new();
    for (number, sentence) in found.analysis.sentences.iter().enumerate() {
        let sentence = lexicon.with_known_lemmas(found.text, sentence);
        let tree = Tree::new(&sentence);
        let triggers = trigger::triggers(&tree, lexicon);
        let kept = topic::without_topics(&tree, &triggers);
        let kept: Vec<_> = kept
            .iter()
            .filter_map(|one| Some((one.word, event(found, &tree, number, one, lexicon)?)))
            .collect();
        events.extend(repeated::without_repeated(&tree, kept));
    }
    events.sort_by_key(|event| (event.trigger, event.span));
    name_doers_told_elsewhere(&mut events);
    events.retain(|event| {
        !event.event.actors.is_empty() || !event.event.recipients.is_empty() || event.by_saying
    });
    events
}

/// Gives events without a doer ("nine were arrested") the doers of the last act of the same type
/// before them, else of the first one after.
fn name_doers_told_elsewhere(events: &mut [EventMention]) {
    for at in 0..events.len() {
        let one = &events[at];
        let same = |other: &&EventMention| {
            other.event.event_type == one.event.event_type
                && !other.event.actors.is_empty()
                && !other.event.actors.iter().any(|actor| one.event.recipients.contains(actor))
        };
        let unnamed = one.event.actors.is_empty();
        let told = events[..at].iter().rev().chain(&events[at + 1..]).find(same);
        if let Some(actors) = told.filter(|_| unnamed).map(|other| other.event.actors.clone()) {
            events[at].event.actors = actors;
        }
    }
}

fn event(
    found: Found<'_>,
    tree: &Tree<'_>,
    number: usize,
    trigger: &trigger::Trigger<'_>,
    lexicon: &EventLexicon,
) -> Option<EventMention> {
    let roles = roles::roles(found, tree, trigger);
    let names_nobody = roles.actors.is_empty() && roles.recipients.is_empty();
    if names_nobody && trigger.frame.doer == Doer::Subject {
        return None;
    }
    let told = match trigger.frame.doer {
        Doer::Speaker => Realis::Actual,
        Doer::Subject => realis::realis(tree, trigger.word),
    };
    let said = BY_SAYING.contains(&trigger.frame.event_type);
    let told = if said && told == Realis::Ongoing { Realis::Actual } else { told };
    let (event_type, realis) = match (told, trigger.frame.negated) {
        (Realis::Negated, Some(other)) => (other, Realis::Actual),
        _ => (trigger.frame.event_type, told),
    };
    let clause = tree.subtree_without(trigger.word, &["parataxis", "conj"]);
    let matter = matter::matter(found, tree, &clause, trigger, event_type, &roles, lexicon);
    let below = tree.span_of(&clause)?;
    Some(EventMention {
        span: roles.evidence(tree, trigger.word),
        trigger: tree.token(trigger.word).span,
        sentence: number,
        time: when(found, tree, below, trigger.word),
        place: place::place(found, tree, trigger.word, event_type),
        event: Event {
            event_type,
            mode: matter.mode,
            actors: roles.actors,
            recipients: roles.recipients,
            mediators: roles.mediators,
            issues: matter.issues,
            object: matter.object,
        },
        realis,
        by_saying: trigger.frame.doer == Doer::Speaker
            || BY_SAYING.contains(&event_type) && tree.token(trigger.word).upos == Upos::Verb,
        frame: trigger.frame.id.clone(),
    })
}

/// The time in the clause of a trigger that stands nearest to it, else one in its sentence.
fn when(found: Found<'_>, tree: &Tree<'_>, clause: Span, word: usize) -> Option<TimeSpan> {
    let trigger = tree.token(word).span;
    nearest(found.times, clause, trigger)
        .or_else(|| nearest(found.times, tree.sentence.span, trigger))
        .and_then(|time| time.interval)
}

fn nearest(times: &[TimeExpression], inside: Span, trigger: Span) -> Option<&TimeExpression> {
    times
        .iter()
        .filter(|time| inside.contains(time.span) && time.interval.is_some())
        .min_by_key(|time| (time.span.start.abs_diff(trigger.start), time.span))
}

#[cfg(test)]
mod tests;
