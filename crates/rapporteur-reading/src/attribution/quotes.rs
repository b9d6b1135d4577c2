//! Quotations: paired quotation marks, also over paragraphs and where a mark is missing.

use std::ops::Range;

use rapporteur_model::Span;

/// A quotation with its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// One span a paragraph, each with the marks that it has.
    pub(crate) parts: Vec<Span>,
}

impl Quotation {
    pub(crate) fn start(&self) -> usize {
        self.parts.first().map_or(0, |part| part.start)
    }

    pub(crate) fn end(&self) -> usize {
        self.parts.last().map_or(0, |part| part.end)
    }

    pub(crate) fn contains(&self, offset: usize) -> bool {
        self.parts.iter().any(|part| part.start <= offset && offset < part.end)
    }
}

/// The paragraphs of a text: separated by blank lines, or by line breaks where it has no blank lines.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let blank_lines = text
        .split('\n')
        .skip(1)
        .any(|line| line.trim().is_empty() && !line.is_empty() || line.is_empty())
        && text.trim().contains("\n\n");
    let mut paragraphs = Vec::new();
    let mut start = 0;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let ends = if blank_lines { line.trim().is_empty() } else { true };
        offset += line.len();
        if ends {
            paragraphs.push(start..offset);
            start = offset;
        }
    }
    if start < text.len() {
        paragraphs.push(start..text.len());
    }
    paragraphs.retain(|range| !text[range.clone()].trim().is_empty());
    paragraphs
}

/// All outermost quotations of a text, in order.
///
/// A quotation that stays open at the end of a paragraph goes on where the next paragraph opens with
/// a mark; otherwise it ends with its paragraph.
pub(crate) fn quotations(text: &str, paragraphs: &[Range<usize>]) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut running: Option<Quotation> = None;
    for paragraph in paragraphs {
        let words = &text[paragraph.clone()];
        let indent = words.len() - words.trim_start().len();
        let opens = words.trim_start().starts_with(['"', '“', '”', '„', '«'])
            || doubled_mark(words.trim_start()).is_some();
        let (mut found, unclosed) = in_paragraph(words, paragraph.start);
        let starts_at = paragraph.start + indent;
        if let Some(mut open) = running.take() {
            if opens && !found.is_empty() && found[0].start == starts_at {
                open.parts.push(found.remove(0));
                if unclosed && found.is_empty() {
                    running = Some(open);
                    continue;
                }
            }
            quotations.push(open);
        }
        let last = if unclosed { found.pop() } else { None };
        quotations.extend(found.into_iter().map(|part| Quotation { parts: vec![part] }));
        running = last.map(|part| Quotation { parts: vec![part] });
    }
    quotations.extend(running);
    quotations
}

/// The quotations of one paragraph, and whether the last one stays open.
fn in_paragraph(words: &str, base: usize) -> (Vec<Span>, bool) {
    let mut spans = Vec::new();
    let mut open: Option<(usize, Mark)> = None;
    let end = words.trim_end().len();
    let mut skip_to = 0;
    for (at, c) in words.char_indices() {
        if at < skip_to {
            continue;
        }
        if let Some(width) = doubled_mark(&words[at..]) {
            skip_to = at + width;
            match open {
                None => open = Some((at, Mark::Double)),
                Some((start, Mark::Double)) => {
                    spans.push(Span::new(base + start, base + at + width));
                    open = None;
                }
                Some(_) => {}
            }
            continue;
        }
        let before = words[..at].chars().next_back();
        let rest = &words[at + c.len_utf8()..];
        let after = rest.chars().next();
        match open {
            None => {
                if let Some(mark) = opening(c, before, after, rest) {
                    open = Some((at, mark));
                }
            }
            Some((start, mark)) => {
                if mark.closes(c, before, after) {
                    spans.push(Span::new(base + start, base + at + c.len_utf8()));
                    open = None;
                }
            }
        }
    }
    match open {
        Some((start, mark)) if mark.may_stay_open() => {
            spans.push(Span::new(base + start, base + end));
            (spans, true)
        }
        _ => (spans, false),
    }
}

/// Two single marks typed for a double one: `` and ''.
fn doubled_mark(rest: &str) -> Option<usize> {
    let doubled = ["``", "''", "‘‘", "’’"].into_iter().find(|mark| rest.starts_with(mark))?;
    Some(doubled.len())
}

/// Which pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Double,
    Guillemet,
    Single,
}

impl Mark {
    fn closes(self, c: char, before: Option<char>, after: Option<char>) -> bool {
        match self {
            Self::Guillemet => c == '»',
            Self::Double => match c {
                '”' | '“' => true,
                '"' => {
                    !(before.is_none_or(char::is_whitespace)
                        && after.is_some_and(char::is_alphanumeric))
                }
                _ => false,
            },
            Self::Single => {
                matches!(c, '’' | '\'')
                    && before.is_some_and(|c| !c.is_whitespace())
                    && !after.is_some_and(char::is_alphanumeric)
            }
        }
    }

    const fn may_stay_open(self) -> bool {
        matches!(self, Self::Double)
    }
}

fn opening(c: char, before: Option<char>, after: Option<char>, rest: &str) -> Option<Mark> {
    let outside = before.is_none_or(|c| !c.is_alphanumeric());
    match c {
        '“' | '„' => Some(Mark::Double),
        '"' | '”' if outside && after.is_some_and(|c| !c.is_whitespace()) => Some(Mark::Double),
        '«' => Some(Mark::Guillemet),
        '‘' | '\'' if outside && after.is_some_and(char::is_alphanumeric) => {
            closes_with_punctuation(rest, c).then_some(Mark::Single)
        }
        _ => None,
    }
}

/// Whether a single mark that opens here has a partner that is no apostrophe.
fn closes_with_punctuation(rest: &str, opening: char) -> bool {
    let mut before = None;
    for (at, c) in rest.char_indices() {
        if matches!(c, '’' | '\'') {
            let after = rest[at + c.len_utf8()..].chars().next();
            if !after.is_some_and(char::is_alphanumeric) {
                let ended = before.is_some_and(|c: char| matches!(c, ',' | '.' | '?' | '!'));
                return opening == '‘' || ended || before.is_some_and(|c| c != 's');
            }
        }
        before = Some(c);
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let found: Vec<Vec<&str>> = quotations(text, &paragraphs(text))
            .iter()
            .map(|quotation| quotation.parts.iter().map(|part| part.of(text)).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pairs_of_marks() {
        check("He said “yes” and \"no\".", &[&["“yes”"], &["\"no\""]]);
        check("‘We wait,’ the nurses’ union said.", &[&["‘We wait,’"]]);
        check("The rebels’ camp and the army's post.", &[]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        check("“We wait. \n\n“We hope,” she said.\n\nShe left.", &[&["“We wait.", "“We hope,”"]]);
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_paragraph() {
        check("“We wait.\n\nShe left.", &[&["“We wait."]]);
    }

    proptest! {
        #[test]
        fn never_panics(text in "[a-z “”\"'’‘\n.,é]{0,80}") {
            for quotation in quotations(&text, &paragraphs(&text)) {
                for part in quotation.parts {
                    prop_assert!(text.get(part.range()).is_some());
                }
            }
        }
    }
}
