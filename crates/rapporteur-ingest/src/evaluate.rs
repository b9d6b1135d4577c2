//! How well main text and dates of pages are found: the measure of the article-extraction benchmark.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_model::{Document, FurnitureKind, Span};
use regex::Regex;

use crate::pattern::pattern;
use crate::raw::{RawDocument, RawReport, SealKind, Sealed};

/// Words in a shingle.
const SHINGLE: usize = 4;

/// What a person marked on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// The report's text.
    pub body: String,
    /// Where the page was found.
    pub url: Option<String>,
    /// The day of publication (ISO 8601), where a person could tell it.
    pub published: Option<String>,
}

/// What the program found on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The report's text; empty where none was found.
    pub body: String,
    /// The day of publication.
    pub published: Option<String>,
}

/// Shares from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Harmonic mean of the two averages below.
    pub f1: f64,
    /// Share of what was found that is right, averaged over pages.
    pub precision: f64,
    /// Share of what is right that was found, averaged over pages.
    pub recall: f64,
    /// Pages whose day of publication a person marked.
    pub dated: usize,
    /// Share of these with exactly that day found.
    pub date_accuracy: f64,
}

/// Reads a page as `build` does.
#[must_use]
pub fn page(bytes: &[u8], url: Option<&str>) -> Found {
    let about = RawDocument { url: url.map(str::to_owned), ..RawDocument::default() };
    let sealed = Sealed::new(SealKind::Html(None), bytes.to_vec(), about);
    crate::document(RawReport::Sealed(sealed)).map_or_else(
        |_| Found::default(),
        |(document, _)| Found {
            published: document.published.map(|date| date.to_string()),
            body: report(&document),
        },
    )
}

/// The text without what is recognised as no part of the report. Its dateline and its marks, which
/// are not read for claims either, are parts of it.
fn report(document: &Document) -> String {
    use FurnitureKind::{Image, Notice, ReadNext, Share};
    let (mut report, mut from) = (String::new(), 0);
    let foreign = document
        .furniture
        .iter()
        .filter(|piece| matches!(piece.kind, Image | Notice | ReadNext | Share));
    for piece in foreign {
        report.push_str(Span::new(from, piece.span.start).of(&document.text));
        from = piece.span.end;
    }
    report.push_str(Span::new(from, document.text.len()).of(&document.text));
    report
}

/// The score over pages; `truths` and `found` are in the same order.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of pages are far below 2^52")]
pub fn score(truths: &[Truth], found: &[Found]) -> Score {
    let pages = truths.len().min(found.len()).max(1) as f64;
    let mut score = Score::default();
    let mut right = 0_usize;
    for (truth, found) in truths.iter().zip(found) {
        let (precision, recall) = page_score(truth, found);
        score.precision += precision / pages;
        score.recall += recall / pages;
        if truth.published.is_some() {
            score.dated += 1;
            right += usize::from(truth.published == found.published);
        }
    }
    let sum = score.precision + score.recall;
    score.f1 = if sum > 0.0 { 2.0 * score.precision * score.recall / sum } else { 0.0 };
    score.date_accuracy = right as f64 / score.dated.max(1) as f64;
    score
}

/// Precision and recall of one page's text, from 0 to 1.
#[must_use]
pub fn page_score(truth: &Truth, found: &Found) -> (f64, f64) {
    page_rates(&truth.body, &found.body)
}

/// Precision and recall of one page over multisets of shingles; where there is nothing to be right
/// or wrong about, both are 1.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
fn page_rates(truth: &str, found: &str) -> (f64, f64) {
    let (truth, found) = (shingles(truth), shingles(found));
    let sum = |shingles: &BTreeMap<Vec<&str>, usize>| shingles.values().sum::<usize>();
    let right: usize = truth
        .iter()
        .map(|(shingle, count)| found.get(shingle).map_or(0, |other| *count.min(other)))
        .sum();
    let share = |whole: usize| if whole == 0 { 1.0 } else { right as f64 / whole as f64 };
    (share(sum(&found)), share(sum(&truth)))
}

/// The runs of four words in a text; of a shorter text the whole of it.
fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\w+"));
    let words: Vec<&str> = WORD.find_iter(text).map(|word| word.as_str()).collect();
    let mut counts = BTreeMap::new();
    let count = words.len().saturating_sub(SHINGLE - 1).max(1);
    for start in 0..count {
        let end = words.len().min(start + SHINGLE);
        *counts.entry(words[start..end].to_vec()).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(truth: &str, found: &str) -> (f64, f64) {
        page_rates(truth, found)
    }

    #[test]
    fn shingles_are_compared_as_multisets() {
        assert_eq!(rates("a b c d e", "a b c d e"), (1.0, 1.0));
        assert_eq!(rates("a b c d e", "a b c d"), (1.0, 0.5));
        assert_eq!(rates("a b c d", "a b c d a b c d"), (0.2, 1.0));
        assert_eq!(rates("a b c d", ""), (0.0, 0.0));
        assert_eq!(rates("", ""), (1.0, 1.0));
    }

    #[test]
    fn precision_and_recall_are_averaged_before_f1() {
        let truth = |body: &str| Truth { body: body.to_owned(), ..Truth::default() };
        let found = |body: &str| Found { body: body.to_owned(), ..Found::default() };
        let score = score(
            &[truth("a b c d e"), truth("a b c d e")],
            &[found("a b c d"), found("a b c d e")],
        );
        assert_eq!((score.precision, score.recall), (1.0, 0.75));
        assert!((score.f1 - 6.0 / 7.0).abs() < 1e-12);
    }
}
