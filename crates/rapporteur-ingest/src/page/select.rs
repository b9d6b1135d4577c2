//! Elements of a page by CSS selector.

use scraper::{ElementRef, Html, Selector};

/// The elements that a selector of this crate's own finds, in document order.
pub(super) fn all<'tree>(tree: &'tree Html, selector: &str) -> Vec<ElementRef<'tree>> {
    // A selector that does not parse finds nothing; tests exercise every one of them.
    Selector::parse(selector).map(|parsed| tree.select(&parsed).collect()).unwrap_or_default()
}

/// The first element inside another that a selector of this crate's own finds.
pub(super) fn within<'tree>(
    element: ElementRef<'tree>,
    selector: &str,
) -> Option<ElementRef<'tree>> {
    Selector::parse(selector).ok().and_then(|parsed| element.select(&parsed).next())
}

/// The words of an element, single-spaced; `None` where there are none.
pub(super) fn words(element: ElementRef<'_>) -> Option<String> {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    single_spaced(&text)
}

/// A text single-spaced; `None` where nothing is left.
pub(super) fn single_spaced(text: &str) -> Option<String> {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!joined.is_empty()).then_some(joined)
}
