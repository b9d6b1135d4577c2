//! Who says a claim: the attributions whose content covers it, outermost first, resolved to actors.

use rapporteur_language::Span;
use rapporteur_model::{Actor, Event, Speaker};

use super::Said;
use crate::actors::{ActorMention, MentionKind};
use crate::attribution::{Attribution, speakers_over};

/// The chain of speakers over the words at a span.
///
/// Only words that report make a speaker. Where the verb is itself the act (accused, rejected), its
/// subject is the actor of the event and no speaker (guide: `said_by` holds speakers, not doers).
pub(super) fn chain(said: &Said<'_>, at: Span) -> Vec<Speaker> {
    let chain = speakers_over(said.attributions, at);
    let mut speakers: Vec<Speaker> = Vec::new();
    for attribution in chain.into_iter().filter_map(|index| said.attributions.get(index)) {
        if attribution.cue.iter().any(|cue| cue.overlaps(at)) {
            continue;
        }
        let Some(speaker) = speaker(said, attribution) else { continue };
        let repeats = speakers.last().is_some_and(|last| last.speaker == speaker.speaker);
        if !repeats {
            speakers.push(speaker);
        }
    }
    speakers
}

/// Makes the innermost speaker the doer of what only saying it does ("the army must leave").
pub(super) fn speaker_acts(said_by: &[Speaker], event: &mut Event) {
    let Some(speaker) = said_by.last() else { return };
    let actor = Actor { party: speaker.party.clone(), ..Actor::new(&speaker.speaker) };
    event.recipients.retain(|one| *one != actor);
    event.actors = vec![actor];
}

fn speaker(said: &Said<'_>, attribution: &Attribution) -> Option<Speaker> {
    let source = attribution.source.first().copied()?;
    let whole = attribution.source.iter().copied().reduce(Span::cover).unwrap_or(source);
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
    let actor = said
        .actors
        .iter()
        .filter(inside)
        .max_by_key(|mention| (mention.span.len(), std::cmp::Reverse(mention.span.start)))
        .and_then(|mention| mention.actors.first());
    let words = source.of(said.text).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Speaker {
        speaker: actor.map_or(words, |actor| actor.name.clone()),
        party: actor.and_then(|actor| actor.party.clone()),
        medium: attribution.medium,
        source: Some(whole),
        cue: attribution.cue.first().copied(),
    })
}
