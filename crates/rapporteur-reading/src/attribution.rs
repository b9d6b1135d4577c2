//! Who says it: sources, cues and contents of everything a report attributes, and their chains.
//!
//! [`attributions`] reads a text sentence by sentence with a cue lexicon ([`CueLexicon`], TOML) and
//! the classes of the words. Where a parser has tagged the words and built trees, tags tell verbs from
//! nouns, and `tree` corrects what `noun_phrase` (who stands beside a cue) and `complement` (where what
//! is said begins and ends) guess from words alone.
//!
//! | module | what it answers |
//! |---|---|
//! | `lexicon`, `inflect` | which words attribute, in which forms |
//! | `words`, `page`, `quotes` | words with classes, paragraphs, quotations |
//! | `verb_group` | where a cue verb stands, in which voice and polarity |
//! | `noun_phrase`, `complement`, `medium` | who, to whom, through what, and what |
//! | `tree` | what a dependency tree knows better |
//! | `verbs`, `phrases`, `no_verb`, `continuation`, `quoting`, `whole_text` | the patterns |
//! | `chain`, `source` | who quotes whom; how a source is named |
//! | [`evaluate`], [`score`] | measures on annotated documents |

mod chain;
mod complement;
mod continuation;
mod draft;
pub mod evaluate;
mod lexicon;
mod medium;
mod no_verb;
mod noun_phrase;
mod page;
mod phrases;
mod quotes;
mod quoting;
pub mod score;
mod source;
mod tree;
mod types;
mod verb_group;
mod verbs;
mod whole_text;
mod words;

use rapporteur_language::Sentence;
use rapporteur_model::Span;

pub use chain::{chain_over, speakers_over};
pub use lexicon::{CueLexicon, LexiconError};
pub use types::{Attribution, CueClass, Manner, Polarity, SourceKind};
pub(crate) use whole_text::is_first_person_text;

use draft::Draft;
use page::Page;

/// Everything that a text attributes, in text order.
///
/// Pure; never fails. Spans are byte ranges into `text` on character boundaries.
#[must_use]
pub fn attributions(text: &str, sentences: &[Sentence], lexicon: &CueLexicon) -> Vec<Attribution> {
    let page = Page::new(text, sentences, lexicon);
    let mut drafts = Vec::new();
    for sentence in &page.sentences {
        for zone in verbs::zones(&page, sentence) {
            drafts.extend(verbs::by_verb(&page, &zone, lexicon));
            drafts.extend(phrases::by_phrase(&page, &zone, lexicon));
            drafts.extend(phrases::by_noun(&page, &zone, lexicon));
        }
        let punctuation = no_verb::by_punctuation(&page, sentence)
            .filter(|draft| !drafts.iter().any(|other| same_content(other, draft)));
        drafts.extend(punctuation);
    }
    for draft in &mut drafts {
        tree::settle(&page, draft, lexicon);
    }
    drafts.extend(whole_text::by_layout(&page));
    continuation::continue_quotations(&page, &mut drafts);
    let mut all: Vec<Attribution> =
        drafts.into_iter().map(|draft| finished(&page, draft)).collect();
    all.sort_by_key(|attribution| (attribution.start(), attribution.cue.first().copied()));
    chain::link(&mut all);
    all
}

fn same_content(one: &Draft, other: &Draft) -> bool {
    one.content.iter().any(|part| other.content.iter().any(|span| part.overlaps(*span)))
}

fn finished(page: &Page<'_>, draft: Draft) -> Attribution {
    let source_kind = source::source_kind(page, &draft.source);
    let content = merged(draft.content);
    Attribution {
        source: draft.source.iter().filter_map(|range| page.span(range)).collect(),
        cue: draft.cue.iter().filter_map(|range| page.span(range)).collect(),
        manner: manner(page, &content),
        content,
        addressee: draft.addressee.and_then(|range| page.span(&range)),
        medium: draft.medium,
        polarity: draft.polarity,
        source_kind,
        cue_class: draft.class,
        within: None,
        rule: draft.rule,
    }
}

/// Spans in text order, overlapping ones as one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

fn manner(page: &Page<'_>, content: &[Span]) -> Manner {
    let quoted = |span: &Span| {
        page.quotations
            .iter()
            .any(|quotation| quotation.parts.iter().any(|part| part.contains(*span)))
    };
    let touches = |span: &Span| {
        page.quotations
            .iter()
            .any(|quotation| quotation.parts.iter().any(|part| part.overlaps(*span)))
    };
    if !content.is_empty() && content.iter().all(quoted) {
        Manner::Direct
    } else if content.iter().any(touches) {
        Manner::Mixed
    } else {
        Manner::Indirect
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rapporteur_language::segment::segment;

    use super::*;

    fn check_spans(text: &str) -> Result<(), TestCaseError> {
        let sentences = segment(text, &[Span::new(0, text.len())]);
        let all = attributions(text, &sentences, CueLexicon::built_in());
        for (index, attribution) in all.iter().enumerate() {
            for span in attribution.spans().chain(attribution.addressee) {
                prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()));
            }
            prop_assert!(
                attribution.within.is_none_or(|outer| outer < all.len() && outer != index)
            );
        }
        prop_assert!(chain_over(&all, Span::new(0, text.len())).len() <= all.len());
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_on_character_boundaries(text in any::<String>()) {
            check_spans(&text)?;
        }

        #[test]
        fn any_order_of_cues_and_marks_gives_spans_on_character_boundaries(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "said", "“", "”", "\"", "'", "''", ",", ".", ":", " – ", "the minister", "that",
                    "according to", "\n\n", "\n", "quoted", "as saying", "was", "by", "Ana", "who",
                    "and", "citing", "[", "]", "told", "é", "it", "not", "to", "declined", "’s",
                    "statement", "begin recording", "STAFF:", "promise", "(", ")", ";", "put it", "seemed", "is", "confident", "made", "announcement", "Monday", "late", "calls for",
                    "--", "text", "as", "if", "officials", "%", "her", "saying",
                ]),
                0..40,
            )
        ) {
            check_spans(&words.join(" "))?;
        }
    }

    #[test]
    fn the_chain_over_a_span_is_outermost_first() {
        let text = "The guild said that the miner told his wife that the shaft was shut.";
        let sentences = segment(text, &[Span::new(0, text.len())]);
        let all = attributions(text, &sentences, CueLexicon::built_in());
        let at = text.find("the shaft").expect("it stands there");
        let chain = chain_over(&all, Span::new(at, text.len() - 1));
        let sources: Vec<&str> = chain.iter().map(|&index| all[index].source[0].of(text)).collect();
        assert_eq!(sources, ["The guild", "the miner"]);
    }
}
