//! The main text of a page: the one place that knows which library finds it.

use scraper::Html;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract};

use super::blocks;

/// The report on a page, paragraphs with an empty line between them; empty where there is none.
pub(crate) fn main_text(html: &str, _tree: &Html) -> String {
    let options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    let found = extract(html, &options).map(|found| found.content_html).unwrap_or_default();
    blocks::paragraphs(&found).join("\n\n")
}
