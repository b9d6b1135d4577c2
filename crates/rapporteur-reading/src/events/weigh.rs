//! Network and lexicon weighed together: at most one event a word, each with how sure it is.

use std::collections::BTreeMap;

use rapporteur_language::Upos;
use rapporteur_model::{Actor, Event, EventType, Mode};

use super::candidates::{Candidate, Meaning, head_word};
use super::learned::{Learned, Paths, is_stance, issues, learned, mode, realis};
use super::network::Answer;
use super::paths::path;
use super::refusal::turned;
use super::repeated::without_less_sure;
use super::roles::evidence;
use super::weights::{FrameSays, Signs, Weights};
use super::{BY_SAYING, EventFinder, EventMention, Found, Part, Why, matter, mediators};
use crate::syntax::Tree;

/// How many of the network's types of a word are looked at, and the least share of one.
const TYPES_A_WORD: usize = 2;
const LEAST_SHARE: f32 = 0.05;

/// The events of a document that are sure enough, in text order.
pub(super) fn weigh(
    found: Found<'_>,
    finder: &EventFinder<'_>,
    by_frame: Vec<EventMention>,
    candidates: &[Vec<Candidate<'_>>],
    answers: &[Vec<Answer>],
) -> Vec<EventMention> {
    let mut frames: BTreeMap<usize, Vec<EventMention>> = BTreeMap::new();
    for event in by_frame {
        frames.entry(event.sentence).or_default().push(event);
    }
    let mut kept = Vec::new();
    for (number, sentence) in found.analysis.sentences.iter().enumerate() {
        let own = frames.remove(&number).unwrap_or_default();
        let answers = &answers[number];
        if own.is_empty() && answers.is_empty() {
            continue;
        }
        let sentence = finder.lexicon.with_known_lemmas(found.text, sentence);
        let tree = Tree::new(&sentence);
        let mut by_word: BTreeMap<usize, (Option<&Answer>, Option<EventMention>)> = BTreeMap::new();
        for answer in answers {
            by_word.entry(answer.word).or_default().0 = Some(answer);
        }
        for event in own {
            if let Some(word) = head_word(&sentence, event.trigger) {
                by_word.entry(word).or_default().1 = Some(event);
            }
        }
        let around = Around {
            found,
            number,
            tree: &tree,
            candidates: &candidates[number],
            all_candidates: candidates,
            weights: &finder.weights.0,
        };
        let surest = by_word.into_iter().filter_map(|(word, (answer, frame))| {
            Some((word, around.surest(word, answer, frame.as_ref())?))
        });
        let mut own = without_less_sure(&tree, surest.collect());
        tell_apart(&mut own);
        kept.extend(own);
    }
    for event in &mut kept {
        meet_as_equals(&mut event.event);
        move_nobody_of_ones_own(&mut event.event);
    }
    kept.sort_by_key(|event| (event.trigger, event.span));
    kept
}

/// Of two events of one type in the very same words ("the fighting was the result of army
/// operations") the less sure one keeps only the word that tells it: what people decide about a
/// claim is tied to its words and its type. The surest come first.
fn tell_apart(events: &mut [EventMention]) {
    for at in 1..events.len() {
        let (surer, rest) = events.split_at_mut(at);
        let one = &mut rest[0];
        let same = |other: &EventMention| {
            (other.span, other.event.event_type) == (one.span, one.event.event_type)
        };
        if surer.iter().any(same) {
            one.span = one.trigger;
        }
    }
}

/// In talks where no side is the visitor all take part alike, whoever "met with" whom (guide). In
/// the five folds this is worth 1.8 points of recipients.
fn meet_as_equals(event: &mut Event) {
    let alike = matches!(event.mode, None | Some(Mode::Multilateral));
    if event.event_type == EventType::Consult && alike {
        for actor in std::mem::take(&mut event.recipients) {
            if !event.actors.iter().any(|known| known.party() == actor.party()) {
                event.actors.push(actor);
            }
        }
    }
}

/// Troops that are sent are no recipients of it: "the army deployed a battalion". On two of the folds
/// this is worth 1.0 points of recipients.
fn move_nobody_of_ones_own(event: &mut Event) {
    if event.event_type == EventType::Mobilize {
        let Event { actors, recipients, .. } = event;
        recipients.retain(|one| actors.iter().all(|actor| actor.party() != one.party()));
    }
}

/// A sentence with what is needed to judge its words.
struct Around<'a> {
    found: Found<'a>,
    number: usize,
    tree: &'a Tree<'a>,
    candidates: &'a [Candidate<'a>],
    /// Those of every sentence.
    all_candidates: &'a [Vec<Candidate<'a>>],
    weights: &'a Weights,
}

impl Around<'_> {
    /// The surest event that a word may tell, where it is sure enough.
    fn surest(
        &self,
        word: usize,
        answer: Option<&Answer>,
        frame: Option<&EventMention>,
    ) -> Option<EventMention> {
        let likely = answer.map_or(&[][..], |answer| answer.types.as_slice());
        let mut types: Vec<EventType> = likely
            .iter()
            .take(TYPES_A_WORD)
            .filter(|(_, share)| *share > LEAST_SHARE)
            .map(|(event_type, _)| *event_type)
            .collect();
        let of_frame = frame.map(|event| event.event.event_type);
        types.extend(of_frame.filter(|event_type| !types.contains(event_type)));
        let events = types.iter().enumerate().filter_map(|(rank, &event_type)| {
            let frame = frame.filter(|_| of_frame == Some(event_type));
            self.event(word, event_type, rank, answer, frame, of_frame)
        });
        events
            .reduce(|best, one| if one.confidence > best.confidence { one } else { best })
            .filter(|event| event.confidence >= self.weights.keep)
            .map(|event| turned(self.tree, word, event))
    }

    fn event(
        &self,
        word: usize,
        event_type: EventType,
        rank: usize,
        answer: Option<&Answer>,
        frame: Option<&EventMention>,
        of_frame: Option<EventType>,
    ) -> Option<EventMention> {
        let thresholds = &self.weights.thresholds;
        let paths = Paths { text: self.found.text, tree: self.tree };
        let mut roles = answer
            .map(|answer| {
                learned(paths, answer, event_type, self.candidates, self.all_candidates, thresholds)
            })
            .unwrap_or_default();
        let doer_by_frame = fill_from_frame(&mut roles, event_type, frame, self.candidates);
        let by_saying = frame.map_or_else(
            || BY_SAYING.contains(&event_type) && self.tree.token(word).upos == Upos::Verb,
            |frame| frame.by_saying,
        );
        if roles.actors.is_empty() && roles.recipients.is_empty() && !by_saying {
            return None;
        }
        let share = |answer: &Answer| {
            let of_type = answer.types.iter().find(|(other, _)| *other == event_type);
            of_type.map_or(0.0, |(_, share)| *share)
        };
        let confidence = self.weights.confidence(&Signs {
            event_type,
            agreeing_frame: frame.map(|frame| frame.frame.as_str()),
            kind: answer.map(share),
            tells: answer.map(|answer| answer.tells),
            frame: FrameSays::of(of_frame, event_type),
            doer: roles.doer,
            doer_by_frame,
            nobody: roles.actors.is_empty(),
            noun: matches!(self.tree.token(word).upos, Upos::Noun | Upos::Propn),
            second: rank > 0,
        });
        Some(match answer {
            Some(answer) => {
                self.by_network(word, event_type, answer, roles, frame, by_saying, confidence)
            }
            None => EventMention { confidence, ..frame?.clone() },
        })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    fn by_network(
        &self,
        word: usize,
        event_type: EventType,
        answer: &Answer,
        roles: Learned<'_>,
        frame: Option<&EventMention>,
        by_saying: bool,
        confidence: f64,
    ) -> EventMention {
        let thresholds = &self.weights.thresholds;
        let mode = mode(answer, event_type);
        let mut mediators = roles.mediators;
        if mediators.is_empty() {
            mediators = mediators::of_act(self.found, self.tree, word, event_type, mode);
        }
        let takes_part =
            |(role, _, _): &&(&str, Candidate<'_>, f32)| matches!(*role, "actor" | "recipient");
        let participants: Vec<usize> = roles
            .chosen
            .iter()
            .filter(takes_part)
            .map(|(_, candidate, _)| candidate.word)
            .collect();
        let share = answer.types.iter().find(|(other, _)| *other == event_type);
        let own = roles.chosen.iter().map(|&(role, candidate, share)| Part {
            role,
            span: candidate.span,
            share,
            path: path(self.found.text, self.tree, word, candidate.word),
        });
        let earlier = roles.earlier.iter().map(|&(role, candidate, share)| Part {
            role,
            span: candidate.span,
            share,
            path: "before".to_owned(),
        });
        let why = Why {
            type_share: share.map(|(_, share)| *share),
            tells: Some(answer.tells),
            frame: frame.map(|frame| frame.frame.clone()),
            parts: own.chain(earlier).collect(),
        };
        EventMention {
            span: evidence(self.tree, word, &participants),
            why,
            trigger: self.tree.token(word).span,
            sentence: self.number,
            realis: realis(answer),
            time: roles.time,
            of_the_day: answer.of_the_day >= thresholds.of_the_day,
            place: roles.place,
            by_saying,
            frame: frame.map_or_else(|| format!("network.{event_type}"), |one| one.frame.clone()),
            confidence,
            event: Event {
                event_type,
                mode,
                actors: roles.actors,
                recipients: roles.recipients,
                mediators,
                issues: issues(answer, thresholds),
                object: matter::object(self.found, self.tree, word, event_type),
            },
        }
    }
}

/// Adds the doers that the frame knows ("the League and the government": one may be a name that is
/// no mention), and its recipients where the network names none; says whether only the frame knows
/// who does it. Whom the network has seen and not chosen takes no stance. In two of the folds the
/// frame's doers are worth 1.4 points of F1.
fn fill_from_frame(
    roles: &mut Learned<'_>,
    event_type: EventType,
    frame: Option<&EventMention>,
    candidates: &[Candidate<'_>],
) -> bool {
    let Some(frame) = frame else { return false };
    let by_frame = roles.actors.is_empty() && !frame.event.actors.is_empty();
    let is_seen = |actor: &Actor| {
        let means = |candidate: &Candidate<'_>| matches!(candidate.meaning, Meaning::Actors(all) if all.contains(actor));
        candidates.iter().any(means)
    };
    for actor in &frame.event.actors {
        let may = by_frame || !is_stance(event_type) || !is_seen(actor);
        if may && !roles.actors.contains(actor) && !roles.recipients.contains(actor) {
            roles.actors.push(actor.clone());
        }
    }
    if roles.recipients.is_empty() {
        roles.recipients.clone_from(&frame.event.recipients);
    }
    by_frame
}
