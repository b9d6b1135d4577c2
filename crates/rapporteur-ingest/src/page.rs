//! What an HTML page holds: the report's text, and what the page says about it.
//!
//! Pure: bytes in, facts out. Main text is found by libraries behind one function
//! ([`body::main_text`]); headline, outlet, authors, dates and address come from JSON-LD, OpenGraph,
//! meta elements and visible bylines, in the order of `facts`.

mod agreement;
pub(crate) mod blocks;
pub(crate) mod body;
pub(crate) mod dates;
pub(crate) mod encoding;
mod facts;
mod json_ld;
mod meta;
pub(crate) mod nesting;
mod select;
mod times;
mod walls;

use scraper::Html;

pub(crate) use facts::Facts;
pub(crate) use walls::Wall;

/// A page as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    /// The report, paragraphs with an empty line between them; empty where there is none.
    pub(crate) text: String,
    /// What the page says about the report.
    pub(crate) facts: Facts,
    /// What stands between the reader and the report.
    pub(crate) wall: Option<Wall>,
}

/// Reads a page. `charset` is what its HTTP header names, `url` where it was fetched from.
///
/// # Errors
/// When the page is built so that no parser ends with it, in words.
pub(crate) fn read(bytes: &[u8], charset: Option<&str>, url: Option<&str>) -> Result<Page, String> {
    let html = encoding::decode(bytes, charset);
    if let Some(why) = nesting::excess(&html) {
        return Err(why);
    }
    let tree = Html::parse_document(&html);
    let facts = facts::facts(&tree, &html, url);
    let text = body::main_text(&html);
    let wall = walls::wall(&tree, &text, &facts);
    Ok(Page { text, facts, wall })
}
