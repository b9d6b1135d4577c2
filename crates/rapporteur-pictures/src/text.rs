//! What text a picture can hold: cleaned, measured and cut.
//!
//! There is no font at hand when a picture is drawn, so widths are estimates for the common
//! sans-serif fonts, on the generous side: a label may end early, and never runs into the next one.

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

use crate::svg::is_xml;

/// Marks that a letter carries in any script are fewer; beyond, they paint over the neighbours.
const MARKS_ON_A_LETTER: usize = 6;

/// Common fonts are at most this much wider than the metrics below.
const GENEROUS: f64 = 1.06;

/// Longest label that is written, in characters: enough for a tooltip.
const LONGEST: usize = 600;

/// The text on one line, without controls, invisible reordering and marks beyond measure.
pub(crate) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len().min(4 * LONGEST));
    let mut marks = 0;
    let mut space = false;
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() {
            space = !cleaned.is_empty();
            continue;
        }
        if !is_xml(letter) || reorders(letter) {
            continue;
        }
        if is_combining_mark(letter) || letter.width().unwrap_or(0) == 0 {
            marks += 1;
            if marks > MARKS_ON_A_LETTER {
                continue;
            }
        } else {
            marks = 0;
        }
        if space {
            cleaned.push(' ');
            space = false;
        }
        cleaned.push(letter);
    }
    cleaned
}

/// Clean text, cut to a length that a tooltip can show.
pub(crate) fn label(text: &str) -> String {
    shortened(&clean(text))
}

/// Text put together from clean and isolated parts, cut to a length that a tooltip can show.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => ended(text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Begins a stretch whose direction is its own.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';

/// Ends it.
const POP_ISOLATE: char = '\u{2069}';

/// Clean text that does not reorder what stands beside it: what runs from right to left is
/// isolated. Each name by itself: a line of several names keeps its own order, so that `A → B`
/// is never read from the wrong end.
pub(crate) fn isolated(text: &str) -> String {
    let cleaned = clean(text);
    if cleaned.chars().any(is_right_to_left) {
        format!("{FIRST_STRONG_ISOLATE}{cleaned}{POP_ISOLATE}")
    } else {
        cleaned
    }
}

/// Characters that change the order of others and are themselves not seen.
const fn reorders(letter: char) -> bool {
    matches!(letter,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Letters of scripts that are written from right to left.
const fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The width of a text in a size, both in CSS pixels.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(thousandths).sum::<f64>() / 1000.0 * size * GENEROUS
}

/// A name, or as much of it as fits with an ellipsis.
pub(crate) fn cut(name: &str, size: f64, room: f64) -> String {
    fit(&isolated(name), size, room)
}

/// The same for text put together from clean and isolated parts.
pub(crate) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let room = room - width("…", size);
    let mut used = 0.0;
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        used += thousandths(letter) / 1000.0 * size * GENEROUS;
        if used > room {
            break;
        }
        end = at + letter.len_utf8();
    }
    ended(text.get(..end).unwrap_or_default())
}

/// Text that ends early: with an ellipsis, and with every isolate closed.
fn ended(text: &str) -> String {
    let kept = text.trim_end_matches([' ', ',', ';', '-', FIRST_STRONG_ISOLATE]);
    let open = kept.matches(FIRST_STRONG_ISOLATE).count();
    let closed = kept.matches(POP_ISOLATE).count();
    let rest = POP_ISOLATE.to_string().repeat(open.saturating_sub(closed));
    format!("{kept}…{rest}")
}

/// Advance width of a letter in thousandths of the size: of Helvetica where it has the letter.
fn thousandths(letter: char) -> f64 {
    let width = match letter {
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | 'I' | '[' | ']' | '\\' | 'f' | 't' | '·' => 278,
        'i' | 'j' | 'l' | '\'' | '‘' | '’' => 222,
        '(' | ')' | '-' | 'r' | '`' | '{' | '}' | '“' | '”' => 333,
        '|' => 260,
        '"' | '*' => 389,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'F' | 'T' | 'Z' | '+' | '<' | '=' | '>' | '~' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' => 722,
        'G' | 'O' | 'Q' => 778,
        'M' | 'm' => 833,
        'W' => 944,
        '%' | '@' | '…' | '—' | '→' => 1000,
        letter if letter.is_ascii() => 556,
        letter => match letter.width() {
            Some(0) | None => 0,
            Some(1) => 620,
            Some(_) => 1000,
        },
    };
    f64::from(width)
}

/// A number with its thousands apart: `36,224`; at most two decimals.
pub(crate) fn grouped(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let rounded = format!("{:.2}", value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text = format!("{text}.{decimals}");
    }
    if value < 0.0 && text != "0" { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_is_too_long_is_cut_at_a_letter() {
        assert_eq!(cut("Puente Andino", 12.0, 200.0), "Puente Andino");
        assert_eq!(cut("Puente Andino", 12.0, 50.0), "Puent…");
        assert_eq!(cut("Puente Andino", 12.0, 0.0), "…");
    }

    #[test]
    fn names_from_right_to_left_are_isolated_and_tricks_dropped() {
        assert_eq!(isolated("حماس"), "\u{2068}حماس\u{2069}");
        assert_eq!(isolated("\u{202e}evil\u{202c}\u{0}"), "evil");
        assert_eq!(clean(&format!("e{}", "\u{301}".repeat(10_000))).chars().count(), 7);
        assert_eq!(clean("two\n\tlines "), "two lines");
    }

    #[test]
    fn a_cut_in_the_middle_of_an_isolate_closes_it() {
        let arrow = format!("{} → {}", isolated("حماس"), isolated("إسرائيل"));
        assert_eq!(fit(&arrow, 12.0, 500.0), arrow);
        let short = fit(&arrow, 12.0, 75.0);
        assert!(short.starts_with("\u{2068}حماس\u{2069} → \u{2068}"), "{short:?}");
        assert!(short.ends_with("…\u{2069}"), "{short:?}");
    }

    #[test]
    fn numbers_have_their_thousands_apart() {
        let written = [0.0, 240.0, 36224.0, 1_500_000.0, 7.5, -1200.0].map(grouped);
        assert_eq!(written, ["0", "240", "36,224", "1,500,000", "7.5", "-1,200"]);
    }
}
