//! The lines of a text that hold something, with their places.

use rapporteur_model::Span;

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'text> {
    /// Position among the lines that are not blank, from 0.
    pub(crate) index: usize,
    /// The line without white space around it.
    pub(crate) span: Span,
    /// The same without Markdown's marks around it (`#`, `*`, `_`, `>`).
    pub(crate) core: Span,
    /// The words of `core`.
    pub(crate) words: &'text str,
    /// Whether a blank line, or the text's beginning, stands before it.
    pub(crate) opens_paragraph: bool,
    /// Whether it is a piece of a paragraph that was broken into short lines, as old wire copy is:
    /// such a line is no line of its own, whatever it looks like.
    pub(crate) is_broken: bool,
}

/// Bytes that lines of broken paragraphs have, but for few. Wire copy was set in 69 to 80 columns,
/// and only a paragraph's last line is short.
const BROKEN_WIDTH: std::ops::RangeInclusive<usize> = 45..=84;

/// Splits at line feeds, or where there are none at carriage returns, and leaves blank lines out.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut blank_before = true;
    let feed = if text.contains('\n') { '\n' } else { '\r' };
    let ends = |c: char| c == feed || matches!(c, '\u{2028}' | '\u{2029}');
    for piece in text.split_inclusive(ends) {
        let whole = trimmed(text, Span::new(start, start + piece.len()));
        start += piece.len();
        if whole.is_empty() {
            blank_before = true;
            continue;
        }
        let core = without_marks(text, whole);
        found.push(Line {
            index: found.len(),
            span: whole,
            core,
            words: core.of(text),
            opens_paragraph: blank_before,
            is_broken: false,
        });
        blank_before = false;
    }
    mark_broken(&mut found);
    found
}

/// In a text of short lines most of which continue a paragraph, every line that has another of its
/// paragraph beside it is a piece.
fn mark_broken(lines: &mut [Line<'_>]) {
    let continued: Vec<_> =
        lines.windows(2).filter(|pair| !pair[1].opens_paragraph).map(|pair| pair[0]).collect();
    let set = continued.iter().filter(|line| BROKEN_WIDTH.contains(&line.words.len())).count();
    if continued.len() * 2 < lines.len() || set * 5 < continued.len() * 4 {
        return;
    }
    for index in 0..lines.len() {
        let ends = lines.get(index + 1).is_none_or(|next| next.opens_paragraph);
        lines[index].is_broken = !(lines[index].opens_paragraph && ends);
    }
}

/// Also no-break spaces, byte order marks and zero-width spaces count as white space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}')
}

fn trimmed(text: &str, span: Span) -> Span {
    shrunk(text, span, is_space, is_space)
}

fn without_marks(text: &str, span: Span) -> Span {
    let opening = |c: char| is_space(c) || matches!(c, '#' | '*' | '_' | '>');
    let closing = |c: char| is_space(c) || matches!(c, '*' | '_' | '#');
    shrunk(text, span, opening, closing)
}

fn shrunk(
    text: &str,
    span: Span,
    opening: impl Fn(char) -> bool,
    closing: impl Fn(char) -> bool,
) -> Span {
    let words = span.of(text);
    let left = words.trim_start_matches(&opening);
    let start = span.end - left.len();
    Span::new(start, start + left.trim_end_matches(&closing).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_paragraphs_have_no_lines_of_their_own() {
        let text = "TALKS RESUME\n\nTHE PARTIES ACCUSED EACH OTHER OF AN ATTACK ON THE TOWN HALL\n\
                    BY DOUBLING THE NUMBER OF TROOPS AROUND IT, THE MAYOR SAID\n\
                    IN A SPEECH THAT WAS HEARD ON THE RADIO OF BOTH SIDES TODAY.\n\
                    THEY MET.\n\nENDS";
        let broken: Vec<_> = lines(text).iter().map(|line| line.is_broken).collect();
        assert_eq!(broken, [false, true, true, true, true, false]);
    }

    #[test]
    fn lines_keep_their_places_whatever_ends_and_surrounds_them() {
        let text = "\u{FEFF}# *Talks resume*\r\n\r\n\u{A0}In Juba.\u{A0}\r\nBy noon.";
        let found = lines(text);
        let words: Vec<_> = found.iter().map(|line| (line.words, line.opens_paragraph)).collect();
        assert_eq!(words, [("Talks resume", true), ("In Juba.", true), ("By noon.", false)]);
        assert_eq!(found[0].span.of(text), "# *Talks resume*");
    }
}
