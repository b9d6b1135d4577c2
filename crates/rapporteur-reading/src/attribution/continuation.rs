//! Speech that goes on without a cue: quotations after a speaker was established.

use rapporteur_model::Span;

use super::draft::Draft;
use super::page::Page;
use super::types::{CueClass, Polarity};
use super::verbs::ends_with_punctuation;
use super::words::Class;

/// Gives every quotation that no cue has claimed to the speaker before it.
///
/// In the paragraph of an attributed quotation it joins that content; a paragraph that opens with it
/// gets an attribution of its own with an empty cue. Scare quotes stay what they are.
pub(crate) fn continue_quotations(page: &Page<'_>, drafts: &mut Vec<Draft>) {
    for index in 0..page.quotations.len() {
        let quotation = &page.quotations[index];
        let whole = Span::new(quotation.start(), quotation.end());
        let claimed = drafts.iter().any(|draft| {
            let outside = draft.cue_span(page).is_none_or(|cue| !whole.overlaps(cue));
            outside && draft.content.iter().any(|part| part.overlaps(whole))
        });
        if claimed || !is_statement(page, index) {
            continue;
        }
        let paragraph = page.paragraph_at(whole.start);
        let speaker = drafts
            .iter()
            .enumerate()
            .filter(|(_, draft)| is_speech(draft) && is_outside(page, draft))
            .filter_map(|(at, draft)| {
                let end = draft.content.iter().map(|part| part.end).max()?;
                let cue = draft.cue_span(page).map_or(0, |span| span.end);
                (end.max(cue) <= whole.start).then_some((end.max(cue), at))
            })
            .max();
        let Some((end, at)) = speaker else { continue };
        let distance = paragraph.saturating_sub(page.paragraph_at(end.saturating_sub(1)));
        if distance == 0 {
            drafts[at].content.extend(quotation.parts.iter().copied());
        } else if distance == 1 && opens_paragraph(page, whole.start) {
            let draft = Draft {
                source: drafts[at].source.clone(),
                cue: None,
                content: quotation.parts.clone(),
                addressee: None,
                medium: drafts[at].medium,
                polarity: Polarity::Affirmed,
                class: CueClass::Report,
                rule: "continuation:quotation".to_owned(),
            };
            drafts.push(draft);
        }
    }
}

fn is_speech(draft: &Draft) -> bool {
    draft.class != CueClass::Thought
        && !draft.source.is_empty()
        && !matches!(draft.polarity, Polarity::DeclinedToSay | Polarity::NotConfirmed)
}

/// Whether the outlet itself attributes, and not a quoted speaker.
fn is_outside(page: &Page<'_>, draft: &Draft) -> bool {
    draft.cue_span(page).is_none_or(|cue| page.quotation_at(cue.start).is_none())
}

/// Whether a quotation is a statement and no scare quote: it ends like a sentence, or it holds a
/// clause.
pub(crate) fn is_statement(page: &Page<'_>, quotation: usize) -> bool {
    /// Shorter ones are words in quotation marks.
    const SHORTEST_STATEMENT: usize = 5;
    let quoted = &page.quotations[quotation];
    let mut words = page.word_from(quoted.start())..page.word_from(quoted.end());
    let count = words
        .clone()
        .filter(|&at| page.class(at).is_some_and(|class| !class.is_punctuation()))
        .count();
    let clause = words
        .clone()
        .any(|at| matches!(page.class(at), Some(Class::Auxiliary | Class::Modal | Class::Verb)));
    let first = words
        .find(|&at| page.class(at).is_some_and(|class| !class.is_punctuation()))
        .and_then(|at| page.words.get(at));
    let capital =
        first.is_some_and(|word| word.text.starts_with(|c: char| c.is_uppercase() || c == '['));
    let ends = ends_with_punctuation(page, quotation);
    capital
        && (clause && (count >= SHORTEST_STATEMENT || ends) || count > SHORTEST_STATEMENT && ends)
}

fn opens_paragraph(page: &Page<'_>, offset: usize) -> bool {
    let Some(paragraph) = page.paragraphs.get(page.paragraph_at(offset)) else { return false };
    page.text[paragraph.start..offset].trim().is_empty()
}
