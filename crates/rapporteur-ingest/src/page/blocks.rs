//! The text of an HTML fragment, block by block.

use scraper::{ElementRef, Html, Node};

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

/// The paragraphs of a fragment, white space normalised as a browser shows it.
pub(crate) fn paragraphs(fragment: &str) -> Vec<String> {
    let tree = Html::parse_fragment(fragment);
    let mut found = Found::default();
    walk(tree.root_element(), &mut found);
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
}

fn walk(element: ElementRef<'_>, found: &mut Found) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => found.current.push_str(text),
            Node::Element(inner) => {
                let name = inner.name();
                if UNSEEN.contains(&name) {
                    continue;
                }
                let Some(inner) = ElementRef::wrap(child) else { continue };
                let is_block = BLOCKS.contains(&name);
                if is_block {
                    found.end();
                } else if name == "br" || name == "lb" {
                    // Two of them are how old pages end a paragraph; one is a line.
                    if found.current.ends_with('\n') {
                        found.end();
                    } else {
                        found.current.push('\n');
                    }
                }
                walk(inner, found);
                if is_block {
                    found.end();
                }
            }
            _ => {}
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
