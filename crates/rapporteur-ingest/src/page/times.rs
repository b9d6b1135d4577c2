//! `time` elements whose label stands before them: "Published `<time>`, updated `<time>`".

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html, Node};

use super::select;
use crate::pattern::pattern;

/// Letters that a label may have: "First published on Thursday," has 29.
const LONGEST_LABEL: usize = 40;

/// How far above a `time` element its label may stand: `<b>Published</b> <span><time>`.
const LEVELS: usize = 2;

/// The first time under each label, as the page writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Published,
    Modified,
    None,
}

/// Reads the labelled times of a page. A time without a label just before one of a change is that of
/// publication: "`<time>`, updated `<time>`".
pub(super) fn times(tree: &Html) -> Times {
    let mut times = Times::default();
    let mut before: Option<(ElementRef<'_>, String)> = None;
    for element in select::all(tree, "time") {
        let given = element.attr("datetime").map(str::to_owned);
        let Some(value) = given.or_else(|| select::words(element)) else { continue };
        match label(element) {
            Label::Published => times.published = times.published.or(Some(value)),
            Label::Modified => {
                let beside = before.take().filter(|(other, _)| other.parent() == element.parent());
                times.published = times.published.or(beside.map(|(_, value)| value));
                times.modified = times.modified.or(Some(value));
            }
            Label::None => before = Some((element, value)),
        }
    }
    times
}

fn label(time: ElementRef<'_>) -> Label {
    static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:(?:first |originally )?(?:published|posted|issued|released|filed)|publication date|date of publication)(?: (?:on|at))?\W*$",
        )
    });
    static MODIFIED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)\b(?:updated?|(?:last )?(?:modified|edited|changed|revised|corrected)|last update)(?: (?:on|at))?\W*$",
        )
    });
    let words = words_before(time);
    if PUBLISHED.is_match(&words) {
        Label::Published
    } else if MODIFIED.is_match(&words) {
        Label::Modified
    } else {
        Label::None
    }
}

/// The words just before an element, up to another `time` or the beginning of its surroundings.
fn words_before(time: ElementRef<'_>) -> String {
    let mut at = Some(time);
    for _ in 0..=LEVELS {
        let Some(element) = at else { break };
        let mut words = String::new();
        for sibling in element.prev_siblings() {
            let text = match sibling.value() {
                Node::Text(text) => text.to_string(),
                Node::Element(inner) if inner.name() == "time" => return words,
                Node::Element(_) => ElementRef::wrap(sibling)
                    .filter(|inner| select::within(*inner, "time").is_none())
                    .and_then(select::words)
                    .unwrap_or_default(),
                _ => continue,
            };
            words = format!("{text} {words}");
            if words.trim().len() > LONGEST_LABEL {
                break;
            }
        }
        if !words.trim().is_empty() {
            return words.trim().to_owned();
        }
        at = element.parent().and_then(ElementRef::wrap);
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> (Option<String>, Option<String>) {
        let found = times(&Html::parse_document(html));
        (found.published, found.modified)
    }

    #[test]
    fn labels_tell_publication_from_change() {
        let (day, later) = (Some("2016-06-23".to_owned()), Some("2016-07-01".to_owned()));
        for html in [
            "<p>Published <time datetime=2016-06-23>a</time>, updated <time datetime=2016-07-01>b</time>",
            "<p>Last updated: <time>2016-07-01</time> | First published on <time>2016-06-23</time>",
            "<div><b>Posted:</b> <span><time>2016-06-23</time></span></div><div><i>Last modified</i> <time>2016-07-01</time></div>",
            "<p>By Ana Ruiz, <time>2016-06-23</time> (updated <time>2016-07-01</time>)",
        ] {
            assert_eq!(read(html), (day.clone(), later.clone()), "{html}");
        }
    }

    #[test]
    fn a_time_without_a_label_says_nothing() {
        for html in [
            "<p>The parties met at <time>10:00</time>.",
            "<p>The report was published by the mission. It said that on <time>2016-06-23</time>",
            "<p><time>2016-06-23</time></p><p>Updated <time>2016-07-01</time>",
        ] {
            assert_eq!(read(html).0, None, "{html}");
        }
    }
}
