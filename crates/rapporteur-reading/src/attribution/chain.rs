//! Chains: which attribution stands in the content of which.

use rapporteur_model::Span;

use super::types::{Attribution, CueClass};

/// Sets `within` of every attribution to the smallest one whose content holds its cue (or, without a
/// cue, its content).
pub(crate) fn link(attributions: &mut [Attribution]) {
    let outer: Vec<Option<usize>> =
        (0..attributions.len()).map(|index| innermost_around(attributions, index)).collect();
    for (attribution, within) in attributions.iter_mut().zip(outer) {
        attribution.within = within;
    }
}

fn innermost_around(attributions: &[Attribution], index: usize) -> Option<usize> {
    let inner = &attributions[index];
    if inner.rule.starts_with(super::quoting::CITED) {
        return (0..attributions.len()).find(|&other| {
            other != index
                && attributions[other].content == inner.content
                && !attributions[other].rule.starts_with(super::quoting::CITED)
        });
    }
    let anchor = inner.cue.first().or_else(|| inner.content.first())?;
    let size = content_len(inner);
    attributions
        .iter()
        .enumerate()
        .filter(|&(other, outer)| {
            other != index
                && outer.content.iter().any(|part| part.contains(*anchor))
                && (content_len(outer), other) > (size, index)
        })
        .min_by_key(|&(other, outer)| (content_len(outer), other))
        .map(|(other, _)| other)
}

fn content_len(attribution: &Attribution) -> usize {
    attribution.content.iter().map(|part| part.len()).sum()
}

/// The attributions whose content covers more than half of a span, outermost first.
#[must_use]
pub fn chain_over(attributions: &[Attribution], span: Span) -> Vec<usize> {
    let mut chain: Vec<usize> = attributions
        .iter()
        .enumerate()
        .filter(|(_, attribution)| 2 * attribution.content_overlap(span) > span.len())
        .map(|(index, _)| index)
        .collect();
    chain.sort_by_key(|&index| {
        (depth(attributions, index), std::cmp::Reverse(content_len(&attributions[index])))
    });
    chain
}

/// The part of [`chain_over`] that fills `said_by`: speakers, no doers and no thinkers.
///
/// The annotation guide puts the source of a report there; where the verb is itself the act
/// (accused, rejected), its source is the actor of the event.
#[must_use]
pub fn speakers_over(attributions: &[Attribution], span: Span) -> Vec<usize> {
    let mut chain = chain_over(attributions, span);
    chain.retain(|&index| attributions[index].cue_class == CueClass::Report);
    chain
}

fn depth(attributions: &[Attribution], index: usize) -> usize {
    let mut depth = 0;
    let mut at = index;
    while let Some(outer) = attributions.get(at).and_then(|attribution| attribution.within) {
        depth += 1;
        at = outer;
        if depth > attributions.len() {
            break;
        }
    }
    depth
}
