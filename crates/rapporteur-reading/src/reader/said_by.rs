//! Who says a claim: the attributions whose content covers it, outermost first, resolved to actors.

use rapporteur_language::Span;
use rapporteur_model::{Actor, Event, Speaker};

use super::Said;
use crate::actors::{ActorMention, MentionKind};
use crate::attribution::{Attribution, CueClass, SourceKind, is_first_person_text, speakers_over};

/// The chain of speakers over the words at a span.
///
/// Only words that report make a speaker. Where the verb is itself the act (accused, rejected), its
/// subject is the actor of the event and no speaker (guide: `said_by` holds speakers, not doers).
pub(super) fn chain(said: &Said<'_>, at: Span) -> Vec<Speaker> {
    let chain = speakers_over(said.attributions, at);
    let mut speakers: Vec<Speaker> = Vec::new();
    for index in chain {
        let Some(attribution) = said.attributions.get(index) else { continue };
        if attribution.cue.iter().any(|cue| cue.overlaps(at)) {
            continue;
        }
        let Some(speaker) = speaker(said, index) else { continue };
        let repeats = speakers.last().is_some_and(|last| last.speaker == speaker.speaker);
        if !repeats {
            speakers.push(speaker);
        }
    }
    speakers
}

/// The chain over what somebody does: in a text that its author fills, the author's own acts have
/// nobody who says them (guide: "first-person texts").
pub(super) fn chain_of_act(said: &Said<'_>, at: Span, actors: &[Actor]) -> Vec<Speaker> {
    let mut speakers = chain(said, at);
    let own_text = speakers_over(said.attributions, at)
        .last()
        .and_then(|&index| said.attributions.get(index))
        .is_some_and(is_first_person_text);
    let acts = |speaker: &Speaker| {
        let party = speaker.party.as_deref().unwrap_or(&speaker.speaker);
        actors.iter().any(|actor| actor.name == speaker.speaker || actor.party() == party)
    };
    if own_text && speakers.last().is_some_and(acts) {
        speakers.pop();
    }
    speakers
}

/// The part of a span that a cue of reporting in it introduces, the innermost one: of "Tarn says
/// that the truce holds" what Tarn says. Where those who act are those who say it ("Tarn announces a
/// halt"), the saying is the act.
pub(super) fn reported_in(said: &Said<'_>, span: Span, actors: &[Actor]) -> Option<Span> {
    let inside = said.attributions.iter().enumerate().filter(|(index, attribution)| {
        let acts = |speaker: Speaker| actors.iter().any(|actor| actor.name == speaker.speaker);
        attribution.cue_class == CueClass::Report
            && !attribution.cue.is_empty()
            && attribution.cue.iter().all(|cue| span.contains(*cue))
            && !speaker(said, *index).is_some_and(acts)
    });
    let within = |part: &Span| {
        let part = Span::new(part.start.max(span.start), part.end.min(span.end).max(span.start));
        (part.end > part.start).then_some(part)
    };
    let parts = inside.filter_map(|(_, attribution)| attribution.content.iter().find_map(within));
    parts.min_by_key(|part| (part.len(), part.start))
}

/// Makes the innermost speaker the doer of what only saying it does ("the army must leave").
pub(super) fn speaker_acts(said_by: &[Speaker], event: &mut Event) {
    let Some(speaker) = said_by.last() else { return };
    let actor = Actor { party: speaker.party.clone(), ..Actor::new(&speaker.speaker) };
    event.recipients.retain(|one| *one != actor);
    event.actors = vec![actor];
}

fn speaker(said: &Said<'_>, index: usize) -> Option<Speaker> {
    let attribution = said.attributions.get(index)?;
    let source = attribution.source.first().copied()?;
    let whole = attribution.source.iter().copied().reduce(Span::cover).unwrap_or(source);
    let words = source.of(said.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mention = mention_of(said, attribution);
    let own = mention.and_then(|mention| mention.actors.first());
    let person =
        |mention: &ActorMention| matches!(mention.kind, MentionKind::Person | MentionKind::Pronoun);
    let actor = match (mention, own) {
        // "the Kenyan minister" who has spoken before by name
        (Some(office), Some(actor)) if office.kind == MentionKind::Office => {
            let same = |other: &ActorMention| {
                person(other) && other.actors.iter().any(|one| one.party == actor.party)
            };
            actor.party.as_ref().and_then(|_| before(said, index, same)).or(Some(actor))
        }
        (_, Some(actor)) => Some(actor),
        // "he", and "the statement" of whoever spoke last
        (_, None) if attribution.source_kind == SourceKind::Pronoun => before(said, index, person),
        (_, None) if is_text(&words) => before(said, index, |_| true),
        (_, None) => None,
    };
    Some(Speaker {
        speaker: actor.map_or(words, |actor| actor.name.clone()),
        party: actor.and_then(|actor| actor.party.clone()),
        medium: attribution.medium,
        source: Some(whole),
        cue: attribution.cue.first().copied(),
    })
}

/// The widest mention that a source names.
fn mention_of<'a>(said: &Said<'a>, attribution: &Attribution) -> Option<&'a ActorMention> {
    let source = attribution.source.first().copied()?;
    // "one expert on Chad" is not Chad, "the Chad Times" neither.
    let most = |mention: &ActorMention| 2 * mention.span.len() >= source.len();
    let only_modifies = |mention: &ActorMention| {
        matches!(mention.kind, MentionKind::State | MentionKind::Demonym | MentionKind::Place)
            && !most(mention)
    };
    let inside = |mention: &&ActorMention| {
        (source.contains(mention.span) || mention.span.contains(source))
            && !mention.actors.is_empty()
            && !only_modifies(mention)
    };
    said.actors
        .iter()
        .filter(inside)
        .max_by_key(|mention| (mention.span.len(), std::cmp::Reverse(mention.span.start)))
}

/// How many attributions back the last speaker may stand.
const REACH: usize = 12;

/// The latest speaker before an attribution whose mention fits.
fn before<'a>(
    said: &Said<'a>,
    index: usize,
    fits: impl Fn(&ActorMention) -> bool,
) -> Option<&'a Actor> {
    let earlier = said.attributions.get(..index)?.iter().rev().take(REACH);
    let reports = earlier.filter(|attribution| attribution.cue_class == CueClass::Report);
    let mut mentions = reports.filter_map(|attribution| mention_of(said, attribution));
    mentions.find(|mention| fits(mention)).and_then(|mention| mention.actors.first())
}

/// Whether words name a text, which somebody issued ("the statement").
fn is_text(words: &str) -> bool {
    const TEXTS: [&str; 8] = [
        "statement",
        "communique",
        "communiqué",
        "document",
        "letter",
        "declaration",
        "text",
        "tweet",
    ];
    let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
    TEXTS.contains(&last.as_str())
}
