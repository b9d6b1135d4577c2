//! Which events of one sentence tell the same happening (guide: one claim for one happening in one
//! sentence).

use std::collections::BTreeSet;

use rapporteur_language::Upos;

use super::EventMention;
use crate::syntax::Tree;

/// The events of a sentence with their trigger words, without those that another one tells: of the
/// same type and by the same parties, where one is a noun or hangs on the other ("opened fire,
/// killing nine and injuring four").
pub(super) fn without_repeated(
    tree: &Tree<'_>,
    events: Vec<(usize, EventMention)>,
) -> Vec<EventMention> {
    let mut kept: Vec<(usize, EventMention)> = Vec::new();
    let (nouns, verbs): (Vec<_>, Vec<_>) =
        events.into_iter().partition(|(word, _)| tree.token(*word).upos == Upos::Noun);
    for (word, event) in verbs.into_iter().chain(nouns) {
        let told = kept.iter().any(|(other, first)| repeats(tree, (word, &event), (*other, first)));
        if !told {
            kept.push((word, event));
        }
    }
    kept.into_iter().map(|(_, event)| event).collect()
}

/// The events of a sentence, the surest first, without those that a surer one tells: of the same
/// type, where one word hangs on the other ("held talks") or the same parties do both. In the five
/// folds this is worth 1.5 points of F1.
pub(super) fn without_less_sure(
    tree: &Tree<'_>,
    mut events: Vec<(usize, EventMention)>,
) -> Vec<EventMention> {
    events.sort_by(|(a, one), (b, other)| {
        other.confidence.total_cmp(&one.confidence).then_with(|| a.cmp(b))
    });
    let mut kept: Vec<(usize, EventMention)> = Vec::new();
    for (word, event) in events {
        let told = kept.iter().any(|(other, surer)| {
            surer.event.event_type == event.event.event_type
                && (hangs(tree, word, *other) || parties(surer) == parties(&event))
        });
        if !told {
            kept.push((word, event));
        }
    }
    kept.into_iter().map(|(_, event)| event).collect()
}

fn hangs(tree: &Tree<'_>, word: usize, other: usize) -> bool {
    tree.token(word).head == Some(other) || tree.token(other).head == Some(word)
}

fn repeats(
    tree: &Tree<'_>,
    (word, event): (usize, &EventMention),
    (other, first): (usize, &EventMention),
) -> bool {
    if event.event.event_type != first.event.event_type || event.realis != first.realis {
        return false;
    }
    let noun = tree.token(word).upos == Upos::Noun;
    (hangs(tree, word, other) || noun) && parties(event) == parties(first)
}

fn parties(event: &EventMention) -> BTreeSet<&str> {
    event.event.actors.iter().map(|actor| actor.party()).collect()
}
