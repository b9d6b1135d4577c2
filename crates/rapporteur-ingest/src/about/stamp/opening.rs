//! Stamps that a line begins with, or that stand between headline and text on one line.

use std::sync::LazyLock;

use rapporteur_model::Span;
use regex::Regex;

use super::Stamp;
use crate::about::calendar;
use crate::about::facts::FACTS;
use crate::clean::lines::Line;
use crate::pattern::pattern;

/// Bytes of a line within which a crawl that joined all lines into one can hold its stamp.
const HEAD_OF_LINE: usize = 320;

/// A stamp before the first words of a line, or, with its weekday, between headline and text of a
/// crawl without line breaks: "Envoys meet Monday 6 Jun 2016 Envoys of both sides met".
pub(super) fn stamp(text: &str, line: &Line<'_>) -> Option<Stamp> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)^(?:(?:date of publication|published|updated|posted|date)(?:\s+on)?:?\s+)?$")
    });
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^,?\s+\d{1,2}:\d{2}\b(?:\s*[AaPp]\.?[Mm]\b\.?)?"));
    let mut limit = line.words.len().min(HEAD_OF_LINE);
    while !line.words.is_char_boundary(limit) {
        limit -= 1;
    }
    for words in calendar::dates(&line.words[..limit]) {
        let (Some(date), Some(_)) = (words.date(), words.day) else { continue };
        let before = &line.words[..words.span.start];
        let mut end = words.span.end;
        if let Some(time) = TIME.find(&line.words[end..]) {
            end += time.end();
        }
        let after = &line.words[end..];
        // The machine's zero ("On 03 July 2025, Envoys met") is nobody's prose.
        let by_machine = before == "On "
            && line.words[words.span.start..].starts_with('0')
            && after.starts_with(", ");
        let begins = after
            .trim_start()
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '"');
        let between = words.weekday.is_some() && ends_a_clause(before);
        if signed_by_outlet(after) && ends_a_clause(before) {
            let end = end + after.find(')').map_or(0, |at| at + 1);
            let span = Span::new(line.core.start + words.span.start, line.core.start + end);
            return Some(Stamp { span, date, is_update: false });
        }
        if by_machine || (after.starts_with(' ') && begins && (LABEL.is_match(before) || between)) {
            let label = if by_machine || LABEL.is_match(before) { 0 } else { words.span.start };
            let comma = usize::from(by_machine);
            let span = Span::new(line.core.start + label, line.core.start + end + comma);
            debug_assert!(text.is_char_boundary(span.end));
            return Some(Stamp { span, date, is_update: false });
        }
    }
    None
}

/// "June 6, 2016 (Nile Post)".
fn signed_by_outlet(after: &str) -> bool {
    let Some((name, _)) = after.strip_prefix(" (").and_then(|rest| rest.split_once(')')) else {
        return false;
    };
    let words: Vec<_> = name.split_whitespace().take(5).collect();
    (1..=words.len()).any(|count| FACTS.outlet_called(&words[..count].join(" ")).is_some())
}

/// Whether no preposition or comma ties what follows to the words before it.
fn ends_a_clause(before: &str) -> bool {
    const TIES: [&str; 18] = [
        "on", "since", "from", "until", "till", "to", "by", "of", "in", "before", "after", "and",
        "or", "last", "next", "this", "between", "late",
    ];
    let last = before.split_whitespace().next_back().unwrap_or_default();
    !last.ends_with([',', '(', '-']) && !TIES.contains(&last.to_lowercase().as_str())
}
