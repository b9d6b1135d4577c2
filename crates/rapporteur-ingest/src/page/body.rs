//! The main text of a page: the one place that knows which libraries find it.

use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract};

use super::{agreement, blocks};

/// The report on a page, paragraphs with an empty line between them; empty where there is none.
///
/// What one library takes for the report begins and ends where a second one agrees, and what both
/// have around a gap is filled from the second.
pub(super) fn main_text(html: &str) -> String {
    let first = precise(html);
    let second = readable(html);
    agreement::of(first, &second).join("\n\n")
}

fn precise(html: &str) -> Vec<String> {
    let options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    let found = extract(html, &options).map(|found| found.content_html).unwrap_or_default();
    blocks::paragraphs(&found)
}

/// Readability's way: generous, and seldom wrong about where a report begins and ends.
fn readable(html: &str) -> Vec<String> {
    let found = libreadability::extract(html, None).map(|article| article.content);
    found.map(|html| blocks::paragraphs(&html)).unwrap_or_default()
}
