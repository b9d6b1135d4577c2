//! Mention chains against GUM's coreference, over its gold trees and names.
//!
//! A link is right if the mention and the one before it in its chain have one head each that GUM
//! puts into the same chain. Recall counts what refers back to something that has a name: pronouns
//! of the followed classes, names and nouns. GUM has no names: here a name is a run of proper nouns
//! around the head of a mention of a person, an organisation or a place.
#![expect(clippy::print_stderr, reason = "a skipped test says so, a measured one what it measured")]
#![expect(clippy::unwrap_used, reason = "a corpus that cannot be read is a failed test")]

mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_language::chains::{Chain, MentionKind, chains};
use rapporteur_language::conllu::{self, Treebank, treebank};
use rapporteur_language::score::Ratio;
use rapporteur_language::{Analysis, Name, NameType, Sentence, Upos};

/// Sentence and token of a mention's head.
type Head = (usize, usize);

#[test]
fn chains_follow_gum() {
    let Some(file) = corpus::read("syntax/gum-dev.conllu.gz") else { return };
    let mut score: BTreeMap<&str, Ratio> = BTreeMap::new();
    for document in documents(conllu::read(&file).unwrap()) {
        Gold::new(&document).count(&mut score);
    }
    for (kind, ratio) in &score {
        eprintln!("{kind}: precision {:.3}, recall {:.3}", ratio.precision(), ratio.recall());
    }
    assert!(score["pronoun"].precision() > 0.90 && score["pronoun"].recall() > 0.85);
    assert!(score["name"].precision() > 0.85);
    assert!(score["noun"].precision() > 0.75);
}

fn documents(sentences: Vec<conllu::Sentence>) -> Vec<Vec<conllu::Sentence>> {
    let mut documents: Vec<Vec<conllu::Sentence>> = Vec::new();
    for sentence in sentences {
        match documents.last_mut() {
            Some(document) if sentence.comments.iter().all(|c| !c.starts_with("newdoc")) => {
                document.push(sentence);
            }
            _ => documents.push(vec![sentence]),
        }
    }
    documents
}

struct Gold {
    text: String,
    analysis: Analysis,
    /// GUM's chain for each head.
    chain: BTreeMap<Head, String>,
    /// The first head of each chain that has a name.
    first: BTreeMap<String, Head>,
}

impl Gold {
    fn new(document: &[conllu::Sentence]) -> Self {
        let Treebank { text, sentences, .. } = treebank(document);
        let mut gold = Self {
            text,
            analysis: Analysis { sentences, names: Vec::new() },
            chain: BTreeMap::new(),
            first: BTreeMap::new(),
        };
        let mut named = BTreeSet::new();
        for (index, sentence) in document.iter().enumerate() {
            for (tokens, chain, kind) in mentions(sentence) {
                let words = &gold.analysis.sentences[index];
                let head = head(words, &tokens);
                if let Some(kind) = kind.filter(|_| words.tokens[head].upos == Upos::Propn) {
                    let tokens = proper_nouns(words, &tokens, head);
                    let span =
                        words.tokens[tokens.start].span.cover(words.tokens[tokens.end - 1].span);
                    gold.analysis.names.push(Name { span, sentence: index, tokens, kind });
                    named.insert(chain.clone());
                }
                gold.first.entry(chain.clone()).or_insert((index, head));
                gold.chain.entry((index, head)).or_insert(chain);
            }
        }
        gold.first.retain(|chain, _| named.contains(chain));
        let names = &mut gold.analysis.names;
        names.sort_by_key(|name| (name.sentence, name.tokens.start));
        names.dedup_by(|b, a| a.sentence == b.sentence && b.tokens.start < a.tokens.end);
        gold
    }

    fn count(&self, score: &mut BTreeMap<&'static str, Ratio>) {
        for (head, chain) in &self.chain {
            if self.first.get(chain).is_some_and(|first| first != head)
                && let Some(kind) = self.kind(*head)
            {
                score.entry(kind).or_default().gold += 1;
            }
        }
        for chain in chains(&self.text, &self.analysis) {
            self.count_chain(&chain, score);
        }
    }

    fn count_chain(&self, chain: &Chain, score: &mut BTreeMap<&'static str, Ratio>) {
        for pair in chain.mentions.windows(2) {
            let kind = match pair[1].kind {
                MentionKind::Name => "name",
                MentionKind::Descriptor => "noun",
                MentionKind::Pronoun => "pronoun",
            };
            let [before, after] =
                [&pair[0], &pair[1]].map(|m| self.chain.get(&(m.sentence, m.head)));
            let ratio = score.entry(kind).or_default();
            ratio.system += 1;
            ratio.correct += usize::from(after.is_some() && before == after);
        }
    }

    fn kind(&self, (sentence, token): Head) -> Option<&'static str> {
        let token = &self.analysis.sentences[sentence].tokens[token];
        let form = token.span.of(&self.text).to_lowercase();
        match token.upos {
            Upos::Propn => Some("name"),
            Upos::Noun => Some("noun"),
            Upos::Pron => matches!(
                form.as_str(),
                "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "its"
            )
            .then_some("pronoun"),
            _ => None,
        }
    }
}

/// GUM's mentions of a sentence: tokens, chain, and the type where it is one of ours. Outer mentions
/// come first.
fn mentions(sentence: &conllu::Sentence) -> Vec<(Range<usize>, String, Option<NameType>)> {
    let mut open: Vec<(usize, String, Option<NameType>)> = Vec::new();
    let mut closed = Vec::new();
    for (index, word) in sentence.words().enumerate() {
        let Some(marks) = word.misc.split('|').find_map(|m| m.strip_prefix("Entity=")) else {
            continue;
        };
        // "(1-person-new…(2-place-new…)1)": an opening holds fields, a closing only the chain.
        for part in marks.split_inclusive([')']).flat_map(opened_and_closed) {
            if let Some(fields) = part.strip_prefix('(') {
                let mut fields = fields.split('-');
                let chain = fields.next().unwrap_or_default().to_owned();
                open.push((index, chain, kind(fields.next().unwrap_or_default())));
            } else if let Some(at) = match part {
                ")" => open.len().checked_sub(1),
                _ => open.iter().rposition(|(_, chain, _)| *chain == part.trim_end_matches(')')),
            } {
                let (start, chain, kind) = open.remove(at);
                closed.push((start..index + 1, chain, kind));
            }
        }
    }
    closed.sort_by_key(|(tokens, ..)| (tokens.start, usize::MAX - tokens.end));
    closed
}

/// Cuts "(1-person(2-place)" into "(1-person", "(2-place" and ")"; leaves "1)" whole.
fn opened_and_closed(part: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while let Some(end) = rest.get(1..).and_then(|r| r.find(['(', ')'])).map(|at| at + 1) {
        if !rest.starts_with('(') && rest[end..].starts_with(')') {
            break;
        }
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces.push(rest);
    pieces
}

fn kind(label: &str) -> Option<NameType> {
    match label {
        "person" => Some(NameType::Person),
        "organization" => Some(NameType::Organization),
        "place" => Some(NameType::Location),
        _ => None,
    }
}

fn head(sentence: &Sentence, tokens: &Range<usize>) -> usize {
    let outside = |&at: &usize| sentence.tokens[at].head.is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(outside).unwrap_or(tokens.end - 1)
}

fn proper_nouns(sentence: &Sentence, mention: &Range<usize>, head: usize) -> Range<usize> {
    let proper = |&at: &usize| {
        let token = &sentence.tokens[at];
        token.upos == Upos::Propn && !matches!(token.deprel.as_str(), "nmod:desc" | "appos")
    };
    let before = (mention.start..head).rev().take_while(proper).count();
    let after = (head + 1..mention.end).take_while(proper).count();
    head - before..head + 1 + after
}
