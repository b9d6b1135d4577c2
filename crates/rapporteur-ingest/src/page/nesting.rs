//! Pages that are built to choke a parser: told before they are parsed.
//!
//! An HTML parser keeps the elements that are open, and walks over them for many a tag: a page of a
//! million open elements takes hours, and what walks the tree by recursion ends the program. Browsers
//! stop at 512 elements in each other, too.

use memchr::{memchr, memmem};

/// Elements that may lie in each other, as counted here: tags that are never closed count as open.
/// Pages of the article-extraction benchmark have 49 at most; the libraries find nothing on a page of
/// 2,000.
const DEEPEST: usize = 1_000;

/// Attributes that one tag may have; pages have some dozens.
const MOST_ATTRIBUTES: usize = 2_000;

/// Elements that have no end, or that the next of their kind ends.
const NEVER_OPEN: &[&str] = &[
    "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead",
    "tr", "track", "wbr",
];

/// Elements whose contents are no tags.
const PLAIN: &[&str] = &["script", "style", "textarea", "title"];

/// Why a page cannot be parsed in good time; `None` for all that are meant to be read.
pub(crate) fn excess(html: &str) -> Option<String> {
    let bytes = html.as_bytes();
    let (mut at, mut open) = (0, 0_usize);
    while let Some(found) = memchr(b'<', bytes.get(at..)?) {
        at += found + 1;
        let rest = &bytes[at..];
        if rest.starts_with(b"!--") {
            at += memmem::find(rest, b"-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let closes = rest.first() == Some(&b'/');
        let name = name(&rest[usize::from(closes)..]);
        if name.is_empty() {
            continue;
        }
        let (length, attributes, closed) = tag(rest);
        if attributes > MOST_ATTRIBUTES {
            return Some(format!("a tag has more than {MOST_ATTRIBUTES} attributes"));
        }
        at += length;
        if closes {
            open -= usize::from(open > 0 && !NEVER_OPEN.contains(&name.as_str()));
        } else if PLAIN.contains(&name.as_str()) {
            at = end_of(bytes, at, &name);
        } else if !closed && !NEVER_OPEN.contains(&name.as_str()) {
            open += 1;
            if open > DEEPEST {
                return Some(format!("its elements lie more than {DEEPEST} deep in each other"));
            }
        }
    }
    None
}

/// The name of a tag, in lower case; long ones are nobody's.
fn name(rest: &[u8]) -> String {
    let letters = rest.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric());
    let name: String = letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { String::new() }
}

/// The length of a tag with its `>`, how many attributes it has, and whether it ends in `/>`.
fn tag(rest: &[u8]) -> (usize, usize, bool) {
    let (mut attributes, mut quote, mut before) = (0, None, b' ');
    for (at, &byte) in rest.iter().enumerate() {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if byte == b'>' => return (at + 1, attributes, before == b'/'),
            None if (byte == b'"' || byte == b'\'') && before == b'=' => quote = Some(byte),
            None if !is_gap(byte) && is_gap(before) => attributes += 1,
            None => {}
        }
        before = byte;
    }
    (rest.len(), attributes, false)
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

/// Behind the next end tag of an element.
fn end_of(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
        at += found + 2;
        let ends = bytes[at..].get(..name.len());
        if ends.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_as_they_are_written_have_no_excess() {
        let list = "<ul><li>One<li>Two</ul><p>A<p>B<br><img src='a>b' alt=\"<b>\"><table><tr><td>x</table>";
        for html in [
            list.repeat(10_000),
            "<div><p>x</div>".repeat(10_000),
            format!("<script>{}</script>", "if (a<b) '<div>';".repeat(10_000)),
            format!("<!-- {} -->", "<div>".repeat(10_000)),
            "<svg><path d='M0'/><g/></svg>".repeat(10_000),
            format!("<img src=\"data:image/png;base64,{}\">", "a b ".repeat(100_000)),
            "a < b & c << d <3 </3> < ".repeat(10_000),
            String::new(),
        ] {
            assert_eq!(excess(&html), None, "{}", &html[..html.len().min(60)]);
        }
    }

    #[test]
    fn pages_built_to_choke_a_parser_are_told() {
        for html in [
            "<div>".repeat(3_000_000),
            "<b><i>".repeat(10_000),
            "<DIV\n>".repeat(10_000),
            "<font size='1'>x".repeat(10_000),
            "<li><ul>".repeat(10_000),
        ] {
            assert!(excess(&html).unwrap().contains("deep in each other"));
        }
        let many: String = (0..100_000).map(|n| format!(" a{n}=1")).collect();
        assert!(excess(&format!("<p{many}>")).unwrap().contains("attributes"));
    }
}
