//! What happened: from syntax, names and times to PLOVER events.
//!
//! Two find them. The lexicon: a word that a frame knows, with what the frame asks for around it,
//! is a trigger; triggers that only say what another act is about are dropped; the rest get their
//! actors, recipients and mediators from the tree, their realis from negation, mood and tense,
//! their issues from the words below them. And a trained network, which says of each word how
//! probably it tells an event of which type, and of each mention which role it takes in it. What
//! both say is weighed into one figure, how sure a claim is; what is sure enough is kept.
//!
//! # Layout
//!
//! | module | what it decides |
//! |---|---|
//! | `network`, `candidates`, `paths`, `learned` | what the network holds, and what that makes of an event |
//! | `weigh`, `weights` | how sure a claim is, and which ones are kept (`lexicon/confidence.toml`) |
//! | [`lexicon`] | which frames and issues there are (`lexicon/*.toml`) |
//! | `trigger` | which words are triggers, by which frame |
//! | `topic` | which triggers are only what another act is about |
//! | `roles` | who does it to whom, and through whom |
//! | `mediators` | who carries talks between others |
//! | `place` | where |
//! | `realis` | whether it is told as having happened |
//! | `refusal` | which acceptance is a refusal |
//! | `plover` | which root a sentence tells, given source and target |
//! | `repeated` | which events tell the same happening of one sentence |
//! | `matter` | issues, object, mode |

mod candidates;
mod learned;
pub mod lexicon;
mod matter;
mod mediators;
mod network;
mod paths;
mod place;
mod plover;
mod realis;
mod refusal;
mod repeated;
mod roles;
mod topic;
mod trigger;
mod weigh;
mod weights;

use rapporteur_language::{Analysis, ModelError, Reader, Span, Upos};
use rapporteur_model::{Event, EventType, Realis, TimeSpan};

use crate::actors::{ActorMention, PlaceMention};
pub use network::EventNetwork;

use crate::events::lexicon::{Doer, EventLexicon, LexiconError};
use crate::events::weights::Weights;
use crate::syntax::Tree;
use crate::time::TimeExpression;

/// An event as one sentence tells it, before it is known who says so.
#[derive(Clone, Debug, PartialEq)]
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
    /// Whether it is of the day of the report where no words say when.
    pub of_the_day: bool,
    /// Where.
    pub place: Option<String>,
    /// Whether saying it does it, so that the speaker does where nobody else is named.
    pub by_saying: bool,
    /// Identifier of the frame that found it; `network.TYPE` where none did.
    pub frame: String,
    /// How probably an annotator would make this claim, between 0 and 1.
    pub confidence: f64,
    /// What was seen that makes it an event, and where its parts come from.
    pub why: Why,
}

/// What speaks for an event, and where its parts come from. Shares are the network's, between 0
/// and 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// How probable its type is.
    pub type_share: Option<f32>,
    /// How probable it is that the word tells any event.
    pub tells: Option<f32>,
    /// The frame of the lexicon that finds the same type at the word.
    pub frame: Option<String>,
    /// The phrases that take part; none where the frame's own rules named everybody.
    pub parts: Vec<Part>,
}

/// A phrase that takes part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// `actor`, `recipient`, `mediator`, `time` or `place`.
    pub role: &'static str,
    /// Where the phrase stands.
    pub span: Span,
    /// How probable the role is.
    pub share: f32,
    /// How the tree leads to it from the trigger ("nsubj", "obl:with").
    pub path: String,
}

/// What finds events: frames, the network, and how they are weighed.
pub struct EventFinder<'a> {
    /// Runs the network.
    pub language: &'a Reader,
    /// The network.
    pub network: &'a EventNetwork,
    /// The frames.
    pub lexicon: &'a EventLexicon,
    /// How sure a claim is.
    pub weights: &'a Confidence,
}

/// How network and lexicon are weighed, and from where on a claim is kept.
#[derive(Clone, Debug)]
pub struct Confidence(Weights);

impl Confidence {
    /// As `lexicon/confidence.toml` says.
    ///
    /// # Errors
    /// Never for the file as committed; a test parses it.
    pub fn built_in() -> Result<Self, LexiconError> {
        Weights::built_in().map(Self)
    }
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

/// Every event that the sentences of a document tell, in text order: what network and lexicon
/// together hold for probable enough.
///
/// # Errors
///
/// [`ModelError::Run`], which no input should cause.
pub fn events(found: Found<'_>, finder: &EventFinder<'_>) -> Result<Vec<EventMention>, ModelError> {
    let by_frame = by_lexicon(found, finder.lexicon);
    let candidates = candidates::candidates(found);
    let answers = finder.network.answers(finder.language, found, &candidates)?;
    Ok(weigh::weigh(found, finder, by_frame, &candidates, &answers))
}

/// The events that the lexicon finds by itself, in text order.
#[must_use]
pub fn by_lexicon(found: Found<'_>, lexicon: &EventLexicon) -> Vec<EventMention> {
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
        of_the_day: !matches!(realis, Realis::Planned | Realis::Hypothetical),
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
        confidence: 0.0,
        why: Why { frame: Some(trigger.frame.id.clone()), ..Why::default() },
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
