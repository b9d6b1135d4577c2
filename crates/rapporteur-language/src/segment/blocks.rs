//! Which line ends end a paragraph and which are mere wrapping at a column.
//!
//! A blank line ends a block, unless the sentence visibly hangs over it. Whether other line ends do
//! depends on the text: where it is wrapped at a column, only short lines end a block; where it is
//! not (one paragraph a line, lists, headlines), every line does, full stop or not.

use rapporteur_model::Span;

use super::is_gap;
use super::lexicon::Lexicon;

/// Widths in characters at which plain text is commonly wrapped; mail and wires use 60 to 80.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// A line of wrapped text ends a block if the first word of the next line would have fitted with as
/// many characters to spare. Calibrated on GUM wrapped at 65 and 72 columns and on wire copy, whose
/// columns vary by some characters.
const SPARE: usize = 10;

/// The blocks of a text's regions in order: stretches in which only words decide where sentences
/// end. None for a region that does not fit the text.
pub(super) fn blocks(text: &str, regions: &[Span], lexicon: &Lexicon) -> Vec<Span> {
    let regions: Vec<Vec<Line>> = regions.iter().map(|region| lines(text, *region)).collect();
    let layout = Layout { width: wrap_width(&regions), lexicon };
    regions.iter().flat_map(|lines| layout.blocks(lines)).collect()
}

/// A line that is not blank.
struct Line<'a> {
    /// Its text without surrounding white space.
    text: &'a str,
    span: Span,
    /// Characters from the start of the line to the end of its text, indentation included.
    width: usize,
    /// Blank lines before it.
    blanks: usize,
}

struct Layout<'a> {
    /// The column at which the text is wrapped, if it is.
    width: Option<usize>,
    lexicon: &'a Lexicon,
}

impl Layout<'_> {
    fn blocks(&self, lines: &[Line<'_>]) -> Vec<Span> {
        let mut blocks: Vec<Span> = Vec::new();
        let mut in_list = false;
        for (index, line) in lines.iter().enumerate() {
            let previous = index.checked_sub(1).map(|previous| &lines[previous]);
            match (previous, blocks.last_mut()) {
                (Some(previous), Some(block)) if self.continues(previous, line, in_list) => {
                    *block = block.cover(line.span);
                }
                _ => {
                    blocks.push(line.span);
                    in_list = starts_item(line.text);
                }
            }
        }
        blocks
    }

    /// Whether a line goes on with what the one before it holds.
    fn continues(&self, line: &Line<'_>, next: &Line<'_>, in_list: bool) -> bool {
        let hangs = line.width >= *WRAP_WIDTHS.start() && self.hangs(line.text);
        let starts_lower = next.text.starts_with(char::is_lowercase);
        if next.blanks > 0 {
            return next.blanks == 1 && hangs && starts_lower;
        }
        if starts_item(next.text) && (in_list || ends_statement(line.text)) {
            return false;
        }
        let Some(width) = self.width else { return hangs && starts_lower };
        let full = line.width + 1 + first_word(next.text) + SPARE > width;
        line.width <= width && (full || starts_lower || hangs)
    }

    /// Whether a line ends with a comma or a word that no headline or list item ends with.
    fn hangs(&self, line: &str) -> bool {
        let last = line.rsplit(is_gap).next().unwrap_or_default();
        last.ends_with(',') || self.lexicon.continuing.contains(&last.to_lowercase())
    }
}

/// The width at which a text is wrapped: its longest line, but for a few that are longer than
/// wrapping makes lines, if the inner line ends of paragraphs bear the marks of wrapping. Most of
/// these are that the next line goes on in lower case; in copy that is all in capitals, that its
/// first word would not have fitted.
fn wrap_width(regions: &[Vec<Line<'_>>]) -> Option<usize> {
    let widths = || regions.iter().flatten().map(|line| line.width);
    let width = widths().filter(|width| width <= WRAP_WIDTHS.end()).max()?;
    let longer = widths().filter(|width| width > WRAP_WIDTHS.end()).count();
    if width < *WRAP_WIDTHS.start() || 10 * longer > widths().count() {
        return None;
    }
    let breaks = || regions.iter().flat_map(|lines| lines.windows(2)).filter(|l| l[1].blanks == 0);
    let lower = breaks().filter(|l| l[1].text.starts_with(char::is_lowercase)).count();
    let full = breaks().filter(|l| l[0].width + 1 + first_word(l[1].text) > width).count();
    let shouted = !regions.iter().flatten().any(|line| line.text.contains(char::is_lowercase));
    let marks = if shouted { full } else { lower };
    (marks > 0 && 2 * marks >= breaks().count()).then_some(width)
}

fn lines(text: &str, region: Span) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut offset = region.start;
    let mut blanks = 0;
    for line in region.of(text).split_inclusive(is_line_end) {
        let trimmed = line.trim_matches(is_gap);
        if !trimmed.is_empty() {
            let start = offset + line.find(|c| !is_gap(c)).unwrap_or(0);
            let span = Span::new(start, start + trimmed.len());
            let width = line.trim_end_matches(is_gap).chars().count();
            lines.push(Line { text: trimmed, span, width, blanks });
            blanks = 0;
        } else if !(line == "\n" && text[..offset].ends_with('\r')) {
            // "\n" after "\r" is the second half of one line end, not a blank line.
            blanks += 1;
        }
        offset += line.len();
    }
    lines
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters of a line's first word.
fn first_word(line: &str) -> usize {
    line.split(is_gap).next().map_or(0, |word| word.chars().count())
}

/// Whether a line ends with a mark that headlines and items of a list lack.
fn ends_statement(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '?', '!', ',', ':', ';'])
}

/// Whether a line starts with a bullet or a number of a list.
fn starts_item(line: &str) -> bool {
    let first = line.split(is_gap).next().unwrap_or_default();
    let number = first.trim_start_matches('(').trim_end_matches(['.', ')']);
    let numbered = number.len() < first.len()
        && number.len() <= 2
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    numbered
        || matches!(first, "-" | "–" | "—" | "*" | "•" | "·" | "+" | "‣" | "◦" | "#" | "##" | "###")
}
