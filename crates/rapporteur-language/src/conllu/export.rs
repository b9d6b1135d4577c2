//! An analysis of ours to CoNLL-U.

use rapporteur_model::Span;

use super::{Id, Row, Sentence, upos_name};
use crate::segment::multiword_tokens;
use crate::types::{self, Analysis, NameType};

/// The sentences of an analysis as CoNLL-U has them.
///
/// Comments give the number (`sent_id`), the byte span in the document (`span`) and the text with
/// white space reduced to single spaces. Names stand in the last column (`Name=B-PER`).
#[must_use]
pub fn from_analysis(text: &str, analysis: &Analysis) -> Vec<Sentence> {
    let sentences = analysis.sentences.iter().enumerate();
    sentences.map(|(index, sentence)| exported(text, analysis, index, sentence)).collect()
}

fn exported(text: &str, analysis: &Analysis, index: usize, sentence: &types::Sentence) -> Sentence {
    let mut rows: Vec<Row> = Vec::new();
    let multiwords = multiword_tokens(text, sentence);
    let name_tags = name_tags(analysis, index, sentence.tokens.len());
    let mut words = String::new();
    for (position, token) in sentence.tokens.iter().enumerate() {
        let multiword = multiwords.iter().find(|range| range.contains(&position));
        if let Some(range) = multiword.filter(|range| range.start == position) {
            let last = &sentence.tokens[range.end - 1];
            rows.push(Row {
                misc: misc(last.joined, None),
                ..Row::empty(
                    Id::Multiword(range.start + 1, range.end),
                    form(text, token.span.cover(last.span)),
                )
            });
        }
        words.push_str(&form(text, token.span));
        if !token.joined {
            words.push(' ');
        }
        let joined = token.joined && multiword.is_none();
        rows.push(Row {
            lemma: or_underscore(&token.lemma),
            upos: upos_name(token.upos).to_owned(),
            feats: or_underscore(&token.feats),
            head: (!token.deprel.is_empty()).then(|| token.head.map_or(0, |head| head + 1)),
            deprel: or_underscore(&token.deprel),
            misc: misc(joined, name_tags[position].as_deref()),
            ..Row::empty(Id::Word(position + 1), form(text, token.span))
        });
    }
    let comments = vec![
        format!("sent_id = {}", index + 1),
        format!("span = {}..{}", sentence.span.start, sentence.span.end),
        format!("text = {}", words.trim_end()),
    ];
    Sentence { comments, rows }
}

/// The short name that name corpora give a type of name: `PER`, `ORG`, `LOC`.
#[must_use]
pub fn name_label(kind: NameType) -> &'static str {
    match kind {
        NameType::Person => "PER",
        NameType::Organization => "ORG",
        NameType::Location => "LOC",
    }
}

fn name_tags(analysis: &Analysis, sentence: usize, length: usize) -> Vec<Option<String>> {
    let mut tags = vec![None; length];
    for name in analysis.names.iter().filter(|name| name.sentence == sentence) {
        for (position, tag) in tags.iter_mut().enumerate() {
            if name.tokens.contains(&position) {
                let place = if position == name.tokens.start { "B" } else { "I" };
                *tag = Some(format!("Name={place}-{}", name_label(name.kind)));
            }
        }
    }
    tags
}

fn misc(joined: bool, name: Option<&str>) -> String {
    let entries: Vec<&str> = name.into_iter().chain(joined.then_some("SpaceAfter=No")).collect();
    or_underscore(&entries.join("|"))
}

/// A form may hold spaces but neither tabs nor line ends.
fn form(text: &str, span: Span) -> String {
    or_underscore(&span.of(text).replace(|c: char| c != ' ' && c.is_whitespace(), " "))
}

fn or_underscore(value: &str) -> String {
    if value.is_empty() { "_".to_owned() } else { value.to_owned() }
}

impl Row {
    /// A line that says nothing but its number and form.
    fn empty(id: Id, form: String) -> Self {
        let none = || "_".to_owned();
        Self {
            id,
            form,
            lemma: none(),
            upos: none(),
            xpos: none(),
            feats: none(),
            head: None,
            deprel: none(),
            deps: none(),
            misc: none(),
        }
    }
}
