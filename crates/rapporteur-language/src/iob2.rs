//! Name corpora with one token a line and tags like `B-PER`: read.
//!
//! Two layouts are told apart line by line:
//!
//! - Universal NER: `number TAB token TAB tag …`, with comments as in CoNLL-U
//!   (<https://www.universalner.org>);
//! - CoNLL 2003 and wikigold: `token … tag`, separated by spaces or tabs, the tag last.
//!
//! Both IOB2 (every name begins with `B-`) and IOB1 (`B-` only between neighbours of one type) are
//! understood: a name also begins where an `I-` follows anything but its own type.

use rapporteur_model::Span;

use crate::types::{Name, NameType, Sentence, Token};

/// A name corpus as a text with its tokens and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedText {
    /// The text: the sentence as its comment `# text` gives it where the tokens are found in it in
    /// order, else the tokens separated by spaces. One sentence a line.
    pub text: String,
    /// Sentences with tokens; tags and trees are empty.
    pub sentences: Vec<Sentence>,
    /// Names of the three types the program knows; others (`MISC`, `OTH`) are left out.
    pub names: Vec<Name>,
}

/// What is wrong with a line of a name corpus.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: no tag like `B-PER` or `O` after the token")]
pub struct Error {
    /// Line in the file, from 1.
    pub line: usize,
}

/// Reads a whole corpus.
///
/// # Errors
///
/// The first line that holds no tag.
pub fn read(source: &str) -> Result<NamedText, Error> {
    let mut corpus = NamedText::default();
    let mut rows: Vec<(&str, Tag)> = Vec::new();
    let mut comment = "";
    for (index, line) in source.trim_start_matches('\u{FEFF}').lines().enumerate() {
        if line.trim().is_empty() {
            corpus.add(&std::mem::take(&mut rows), comment);
            comment = "";
        } else if let Some(text) = line.strip_prefix("# text = ") {
            comment = text;
        } else if !is_comment(line) {
            rows.push(row(line).ok_or(Error { line: index + 1 })?);
        }
    }
    corpus.add(&rows, comment);
    Ok(corpus)
}

/// One token's tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag<'a> {
    Outside,
    Begin(&'a str),
    Inside(&'a str),
}

/// A comment, or the line that separates documents in CoNLL 2003. A token "#" has a tag after it.
fn is_comment(line: &str) -> bool {
    line.starts_with("-DOCSTART-") || line.starts_with('#') && row(line).is_none()
}

fn row(line: &str) -> Option<(&str, Tag<'_>)> {
    let columns: Vec<&str> = line.split('\t').collect();
    if let [number, token, label, ..] = columns[..]
        && number.parse::<usize>().is_ok()
    {
        return Some((token, tag(label)?));
    }
    let columns: Vec<&str> = line.split_ascii_whitespace().collect();
    match columns[..] {
        [token, .., label] => Some((token, tag(label)?)),
        _ => None,
    }
}

fn tag(label: &str) -> Option<Tag<'_>> {
    match label.split_once('-') {
        Some(("B", kind)) => Some(Tag::Begin(kind)),
        Some(("I", kind)) => Some(Tag::Inside(kind)),
        _ => (label == "O").then_some(Tag::Outside),
    }
}

fn kind(label: &str) -> Option<NameType> {
    match label {
        "PER" => Some(NameType::Person),
        "ORG" => Some(NameType::Organization),
        "LOC" => Some(NameType::Location),
        _ => None,
    }
}

impl NamedText {
    fn add(&mut self, rows: &[(&str, Tag<'_>)], comment: &str) {
        if rows.is_empty() {
            return;
        }
        let start = self.text.len();
        let spans = places(rows, comment).unwrap_or_else(|| {
            self.text.push_str(&rows.iter().map(|(token, _)| *token).collect::<Vec<_>>().join(" "));
            spaced(rows)
        });
        if self.text.len() == start {
            self.text.push_str(comment);
        }
        self.text.push('\n');
        let tokens: Vec<Token> = spans
            .iter()
            .enumerate()
            .map(|(index, span)| Token {
                span: Span::new(start + span.start, start + span.end),
                lemma: rows[index].0.to_lowercase(),
                joined: spans.get(index + 1).is_some_and(|next| next.start == span.end),
                ..Token::default()
            })
            .collect();
        self.add_names(rows, &tokens);
        let span = tokens[0].span.cover(tokens[tokens.len() - 1].span);
        self.sentences.push(Sentence { span, tokens });
    }

    fn add_names(&mut self, rows: &[(&str, Tag<'_>)], tokens: &[Token]) {
        let sentence = self.sentences.len();
        let mut index = 0;
        while index < rows.len() {
            let first = index;
            index += 1;
            let (Tag::Begin(label) | Tag::Inside(label)) = rows[first].1 else { continue };
            while rows.get(index).is_some_and(|(_, tag)| *tag == Tag::Inside(label)) {
                index += 1;
            }
            if let Some(kind) = kind(label) {
                let span = tokens[first].span.cover(tokens[index - 1].span);
                self.names.push(Name { span, sentence, tokens: first..index, kind });
            }
        }
    }
}

/// Where the tokens stand in the text of the comment, if they all do, with only white space
/// between them.
fn places(rows: &[(&str, Tag<'_>)], comment: &str) -> Option<Vec<Span>> {
    let mut at = 0;
    let mut spans = Vec::with_capacity(rows.len());
    for (token, _) in rows {
        at += comment[at..].len() - comment[at..].trim_start().len();
        comment[at..].strip_prefix(token)?;
        spans.push(Span::new(at, at + token.len()));
        at += token.len();
    }
    comment[at..].trim().is_empty().then_some(spans)
}

fn spaced(rows: &[(&str, Tag<'_>)]) -> Vec<Span> {
    let mut at = 0;
    rows.iter()
        .map(|(token, _)| {
            let span = Span::new(at, at + token.len());
            at = span.end + 1;
            span
        })
        .collect()
}

#[cfg(test)]
mod tests;
