//! A report's text with its claims marked.
//!
//! Every claim is underlined and numbered; one that is asked for is laid out: speaker, cue and
//! content, each with its name and its own shape. Marks nest in the order of the text, so that text
//! of any direction stays whole.

use std::fmt::Write;

use rapporteur_model::{Claim, Document, Span};
use rapporteur_record::voices::sentences;

use crate::escape::html;
use crate::text::text;

/// What stands at a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Speaker,
    Cue,
    Content,
}

/// How a text is marked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marking<'a> {
    /// The report.
    pub(crate) document: &'a Document,
    /// Its claims, in text order.
    pub(crate) claims: &'a [Claim],
    /// The claim that is laid out.
    pub(crate) chosen: Option<&'a Claim>,
    /// In front of identifiers: `d-KEY-` where several reports are on one page.
    pub(crate) prefix: &'a str,
}

/// The whole text as paragraphs of sentences, each an anchor `s1`, `s2`, ...; claims are anchors
/// `c0`, `c1`, ... by their number.
pub(crate) fn marked(marking: Marking<'_>) -> String {
    let text = &marking.document.text;
    let mut out = String::with_capacity(text.len() * 2);
    let sentences = sentences(text);
    for paragraph in paragraphs(text) {
        out.push_str("<p dir=\"auto\">");
        let first = sentences.partition_point(|sentence| sentence.end <= paragraph.start);
        for (number, sentence) in sentences.iter().enumerate().skip(first) {
            if sentence.start >= paragraph.end {
                break;
            }
            let span =
                Span::new(sentence.start.max(paragraph.start), sentence.end.min(paragraph.end));
            if span.is_empty() || span.of(text).trim().is_empty() {
                continue;
            }
            // A sentence that runs on in the next paragraph is one anchor, at its beginning.
            let begins = text.get(sentence.start..span.start).is_none_or(|s| s.trim().is_empty());
            let id = if begins {
                format!(" id=\"{}s{}\"", marking.prefix, number + 1)
            } else {
                String::new()
            };
            let _never = write!(out, "<span class=\"sentence\"{id}>");
            stretch(&mut out, marking, span);
            out.push_str("</span>");
        }
        out.push_str("</p>\n");
    }
    out
}

/// A passage around a claim: its sentences, and one before and after, with the claim laid out.
pub(crate) fn passage(document: &Document, claim: &Claim) -> String {
    let text = &document.text;
    let bounds = sentences(text);
    let first = bounds.partition_point(|sentence| sentence.end <= claim.span.start);
    let past = bounds.partition_point(|sentence| sentence.start < claim.span.end);
    let from = bounds.get(first.saturating_sub(1)).map_or(0, |sentence| sentence.start);
    let to = bounds.get(past).or(bounds.last()).map_or(text.len(), |sentence| sentence.end);
    let chosen = Marking { document, claims: &[], chosen: Some(claim), prefix: "" };
    let mut out = String::new();
    for paragraph in paragraphs(text) {
        let span = Span::new(paragraph.start.max(from), paragraph.end.min(to));
        if !span.is_empty() && !span.of(text).trim().is_empty() {
            stretch(&mut out, chosen, span);
            out.push(' ');
        }
    }
    out
}

/// The number of the sentence at a byte, from 1.
pub(crate) fn sentence_at(text: &str, byte: usize) -> usize {
    sentences(text).partition_point(|sentence| sentence.end <= byte) + 1
}

/// Stretches between blank lines. Where no line is blank, every line is a paragraph.
fn paragraphs(text: &str) -> Vec<Span> {
    let blank = text.contains("\n\n") || text.contains("\n\r\n");
    let mut spans = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if !blank || line.trim().is_empty() {
            spans.push(Span::new(start, end));
            start = end;
        }
        at = end;
    }
    spans.push(Span::new(start, text.len()));
    spans.retain(|span| !span.of(text).trim().is_empty());
    spans
}

/// One stretch of text, cut where marks begin and end.
fn stretch(out: &mut String, marking: Marking<'_>, span: Span) {
    let text = &marking.document.text;
    let parts = marking.chosen.map(parts).unwrap_or_default();
    let mut cuts = vec![span.start, span.end];
    let spans = marking.claims.iter().map(|claim| claim.span);
    let furniture = marking.document.furniture.iter().map(|piece| piece.span);
    for other in spans.chain(parts.iter().map(|(span, _)| *span)).chain(furniture) {
        cuts.extend(
            [other.start, other.end].into_iter().filter(|at| (span.start..span.end).contains(at)),
        );
    }
    cuts.sort_unstable();
    cuts.dedup();
    for pair in cuts.windows(2) {
        let &[from, to] = pair else { continue };
        piece(out, marking, &parts, Span::new(from, to), text);
    }
}

fn piece(out: &mut String, marking: Marking<'_>, parts: &[(Span, Part)], span: Span, text: &str) {
    for claim in marking.claims.iter().filter(|claim| claim.span.start == span.start) {
        let _never = write!(out, "<span id=\"{}c{}\"></span>", marking.prefix, number(claim));
    }
    // The innermost part decides: a cue stands inside the content of a claim that quotes it.
    let part =
        parts.iter().filter(|(part, _)| part.contains(span)).min_by_key(|(part, _)| part.len());
    let claimed = marking.claims.iter().any(|claim| claim.span.contains(span));
    let furniture = marking.document.furniture.iter().any(|piece| piece.span.contains(span));
    let words = html(span.of(text));
    let (open, close) = match part {
        Some((whole, part)) => {
            let (class, name) = match part {
                Part::Speaker => ("speaker", text_of("document.speaker")),
                Part::Cue => ("cue", text_of("document.cue")),
                Part::Content => ("content", text_of("document.content")),
            };
            let label = if whole.start == span.start {
                format!("<span class=\"label\">{name}</span>")
            } else {
                String::new()
            };
            (format!("<mark class=\"{class}\">{label}"), "</mark>")
        }
        None if claimed => ("<mark class=\"claim\">".to_owned(), "</mark>"),
        None if furniture => ("<span class=\"furniture\">".to_owned(), "</span>"),
        None => (String::new(), ""),
    };
    let _never = write!(out, "{open}{words}{close}");
    for claim in marking.claims.iter().filter(|claim| claim.span.end == span.end) {
        let number = number(claim);
        let here = if marking.chosen.is_some_and(|chosen| chosen.id == claim.id) {
            " aria-current=\"true\""
        } else {
            ""
        };
        let note = text_of("document.note");
        let prefix = marking.prefix;
        let _never = write!(
            out,
            "<a class=\"ref\" href=\"#{prefix}n{number}\"{here}><span class=\"unseen\">{note} \
             </span>{number}</a>"
        );
    }
}

fn text_of(key: &str) -> &'static str {
    text(key)
}

/// Speakers, cues and content of a claim.
fn parts(claim: &Claim) -> Vec<(Span, Part)> {
    let mut parts = vec![(claim.span, Part::Content)];
    for link in &claim.said_by {
        parts.extend(link.source.map(|span| (span, Part::Speaker)));
        parts.extend(link.cue.map(|span| (span, Part::Cue)));
    }
    parts
}

/// The number of a claim in its report.
pub(crate) fn number(claim: &Claim) -> &str {
    claim.id.rsplit_once('.').map_or("", |(_, number)| number)
}
