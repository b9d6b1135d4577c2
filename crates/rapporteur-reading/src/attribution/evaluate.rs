//! Measures the reader on annotated documents in PolNeAR's layout, from raw text.

use rapporteur_language::Sentence;
use rapporteur_model::{CodePoints, Span};
use serde::Deserialize;

use super::score::{Document, Scores, Spans, score};
use super::{Attribution, CueLexicon, attributions};

/// A line of the gold file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line} is no annotated document: {source}")]
pub struct BadLine {
    /// Counted from 1.
    pub line: usize,
    source: serde_json::Error,
}

/// One annotated document. Spans are code points.
#[derive(Clone, Debug, Deserialize)]
pub struct Annotated {
    /// Identifier.
    pub id: String,
    /// The text.
    pub text: String,
    /// What is attributed.
    pub attributions: Vec<AnnotatedAttribution>,
}

/// One annotated attribution.
#[derive(Clone, Debug, Deserialize)]
pub struct AnnotatedAttribution {
    /// Who.
    pub source: Vec<(usize, usize)>,
    /// By which word.
    pub cue: Vec<(usize, usize)>,
    /// What.
    pub content: Vec<(usize, usize)>,
}

impl From<&AnnotatedAttribution> for Spans {
    fn from(annotated: &AnnotatedAttribution) -> Self {
        let ranges = |spans: &[(usize, usize)]| spans.iter().map(|&(a, b)| a..b).collect();
        Self {
            source: ranges(&annotated.source),
            cue: ranges(&annotated.cue),
            content: ranges(&annotated.content),
        }
    }
}

/// Reads a gold file: one document a line.
///
/// # Errors
///
/// When a line is no annotated document.
pub fn read_annotated(jsonl: &str) -> Result<Vec<Annotated>, BadLine> {
    jsonl
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|source| BadLine { line: index + 1, source })
        })
        .collect()
}

/// Reads every document and scores what was found over the program's own tokens.
///
/// `sentences_of` splits and parses one raw text: `rapporteur_language::Reader::analyse` for trees, or
/// `segment` for words alone.
///
/// # Errors
///
/// The first error of `sentences_of`.
pub fn evaluate<E>(
    documents: &[Annotated],
    lexicon: &CueLexicon,
    mut sentences_of: impl FnMut(&str) -> Result<Vec<Sentence>, E>,
) -> Result<Scores, E> {
    let documents = documents
        .iter()
        .map(|document| Ok(scored_document(document, lexicon, &sentences_of(&document.text)?)))
        .collect::<Result<Vec<Document>, E>>()?;
    Ok(score(&documents))
}

fn scored_document(document: &Annotated, lexicon: &CueLexicon, sentences: &[Sentence]) -> Document {
    let text = document.text.as_str();
    let points = CodePoints::new(text);
    let tokens = sentences
        .iter()
        .flat_map(|sentence| &sentence.tokens)
        .map(|token| points.span(token.span).range())
        .collect();
    Document {
        tokens,
        gold: document.attributions.iter().map(Spans::from).collect(),
        found: outermost_spans(text, &attributions(text, sentences, lexicon), &points),
    }
}

/// What was found, as PolNeAR annotates it: only attributions that stand in no other one, of a
/// relative clause's source only the pronoun, and with an apposition its closing comma. Spans are code
/// points.
#[must_use]
pub fn outermost_spans(
    text: &str,
    attributions: &[Attribution],
    points: &CodePoints<'_>,
) -> Vec<Spans> {
    let ranges =
        |spans: &[Span]| spans.iter().map(|span| points.span(*span).range()).collect::<Vec<_>>();
    attributions
        .iter()
        .filter(|attribution| attribution.within.is_none())
        .map(|attribution| Spans {
            source: ranges(&source_with_comma(text, attribution)),
            cue: ranges(&attribution.cue),
            content: ranges(&attribution.content),
        })
        .collect()
}

fn source_with_comma(text: &str, attribution: &Attribution) -> Vec<Span> {
    let Some(mut source) = attribution.source.last().copied() else { return Vec::new() };
    let closes = text.get(source.end..).is_some_and(|rest| rest.starts_with(','));
    if closes && source.of(text).contains(", ") {
        source.end += 1;
    }
    vec![source]
}
