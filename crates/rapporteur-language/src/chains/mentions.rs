//! Names, definite descriptors and pronouns with their heads, in text order.

use std::ops::Range;

use super::lexicon::pronoun;
use super::{Mention, MentionKind};
use crate::types::{Analysis, NameType, Sentence, Upos};

/// A mention that is not linked yet; names come with their type.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) mention: Mention,
    pub(super) name: Option<NameType>,
}

pub(super) fn mentions(text: &str, analysis: &Analysis) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for name in &analysis.names {
        let Some(sentence) = analysis.sentences.get(name.sentence) else { continue };
        if name.tokens.is_empty() || name.tokens.end > sentence.tokens.len() {
            continue;
        }
        let head = head(sentence, &name.tokens);
        let mention =
            mention(sentence, name.sentence, name.tokens.clone(), head, MentionKind::Name);
        all.push(Found { mention, name: Some(name.kind) });
    }
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        for (position, token) in sentence.tokens.iter().enumerate() {
            let form = token.span.of(text).to_lowercase();
            let kind = match token.upos {
                Upos::Pron if pronoun(&form).is_some() => MentionKind::Pronoun,
                Upos::Noun if is_definite(text, sentence, position) => MentionKind::Descriptor,
                _ => continue,
            };
            let tokens = match kind {
                MentionKind::Descriptor => first_dependant(sentence, position)..position + 1,
                _ => position..position + 1,
            };
            let mention = mention(sentence, index, tokens, position, kind);
            all.push(Found { mention, name: None });
        }
    }
    all.sort_by_key(|found| (found.mention.sentence, found.mention.tokens.start));
    all
}

fn mention(
    sentence: &Sentence,
    index: usize,
    tokens: Range<usize>,
    head: usize,
    kind: MentionKind,
) -> Mention {
    let span = sentence.tokens[tokens.start].span.cover(sentence.tokens[tokens.end - 1].span);
    Mention { span, sentence: index, tokens, head, kind }
}

/// The token of a range that hangs on something outside it; the last one where there is no tree.
fn head(sentence: &Sentence, range: &Range<usize>) -> usize {
    let outside = |position: &usize| {
        let token = &sentence.tokens[*position];
        !token.deprel.is_empty() && token.head.is_none_or(|head| !range.contains(&head))
    };
    range.clone().find(outside).unwrap_or(range.end - 1)
}

/// How many tokens before a noun its article may stand.
const REACH: usize = 12;

fn is_definite(text: &str, sentence: &Sentence, noun: usize) -> bool {
    sentence.tokens[noun.saturating_sub(REACH)..noun].iter().any(|token| {
        token.head == Some(noun)
            && token.deprel == "det"
            && matches!(token.span.of(text).to_lowercase().as_str(), "the" | "this" | "that")
    })
}

/// Where the words before a noun begin that hang on it.
fn first_dependant(sentence: &Sentence, noun: usize) -> usize {
    let nominal = |deprel: &str| {
        matches!(deprel.split(':').next(), Some("det" | "amod" | "compound" | "nummod" | "nmod"))
    };
    (noun.saturating_sub(REACH)..noun)
        .find(|&p| sentence.tokens[p].head == Some(noun) && nominal(&sentence.tokens[p].deprel))
        .unwrap_or(noun)
}
