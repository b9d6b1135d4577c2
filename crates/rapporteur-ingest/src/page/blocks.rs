//! The text of an HTML fragment, block by block.

use ego_tree::iter::Edge;
use scraper::{Html, Node};

use super::nesting;

/// Elements that begin and end a paragraph of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "list",
    "item",
    "head",
    "quote",
];

/// Elements whose contents no reader sees.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "svg", "iframe", "title"];

/// The paragraphs of a fragment, white space normalised as a browser shows it; none of one that is
/// built so that no parser ends with it.
pub(crate) fn paragraphs(fragment: &str) -> Vec<String> {
    if nesting::excess(fragment).is_some() {
        return Vec::new();
    }
    let tree = Html::parse_fragment(fragment);
    let mut found = Found::default();
    let mut hidden = 0_usize;
    // No recursion: elements can lie deep in each other.
    for edge in tree.root_element().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if opens && hidden == 0 => found.current.push_str(text),
            Node::Element(element) if UNSEEN.contains(&element.name()) => {
                hidden = if opens { hidden + 1 } else { hidden.saturating_sub(1) };
            }
            Node::Element(element) if hidden == 0 => found.element(element.name(), opens),
            _ => {}
        }
    }
    found.end();
    found.paragraphs
}

#[derive(Default)]
struct Found {
    paragraphs: Vec<String>,
    current: String,
}

impl Found {
    fn end(&mut self) {
        let paragraph = self.current.split_whitespace().collect::<Vec<_>>().join(" ");
        self.current.clear();
        if !paragraph.is_empty() {
            self.paragraphs.push(paragraph);
        }
    }

    fn element(&mut self, name: &str, opens: bool) {
        if BLOCKS.contains(&name) {
            self.end();
        } else if opens && (name == "br" || name == "lb") {
            // Two of them are how old pages end a paragraph; one is a line.
            if self.current.ends_with('\n') {
                self.end();
            } else {
                self.current.push('\n');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_inline_elements_are_not() {
        let html = "<p>The <b>League</b> met\n the&nbsp;envoy.</p><ul><li>One</li><li>Two</li></ul>\
                    Loose<br>line<br><br>next<script>no()</script>";
        assert_eq!(
            paragraphs(html),
            ["The League met the envoy.", "One", "Two", "Loose line", "next"]
        );
    }
}
