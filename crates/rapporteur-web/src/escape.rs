//! How strangers' words become HTML.
//!
//! Everything that a template prints goes through [`Shown`] (`askama.toml`). Beside the five
//! characters of HTML it takes the force out of what a text can do to the page around it: marks
//! that turn the direction of text, piles of combining marks, control characters. Each is shown as
//! what it is; the record keeps the text as it came.

use std::fmt;

use unicode_normalization::char::is_combining_mark;

/// Combining marks shown on one letter. Vietnamese needs two, Hebrew with cantillation four.
const MARKS: usize = 8;

/// The escaper of every template.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown;

impl askama::filters::Escaper for Shown {
    fn write_escaped_str<W: fmt::Write>(&self, mut to: W, text: &str) -> fmt::Result {
        let mut plain_from = 0;
        let mut marks = 0;
        for (at, letter) in text.char_indices() {
            let piled = marks >= MARKS && !letter.is_ascii() && is_combining_mark(letter);
            let instead = if piled { Some("") } else { instead(letter) };
            if letter.is_ascii() || !is_combining_mark(letter) {
                if marks > MARKS {
                    to.write_str(&text[plain_from..at])?;
                    plain_from = at;
                    write!(to, "[{} more marks]", marks - MARKS)?;
                }
                marks = 0;
            } else {
                marks += 1;
            }
            if let Some(instead) = instead {
                to.write_str(&text[plain_from..at])?;
                to.write_str(instead)?;
                plain_from = at + letter.len_utf8();
            }
        }
        to.write_str(&text[plain_from..])?;
        if marks > MARKS {
            write!(to, "[{} more marks]", marks - MARKS)?;
        }
        Ok(())
    }
}

/// What stands for a character that must not stand for itself.
const fn instead(letter: char) -> Option<&'static str> {
    Some(match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\n' | '\t' => return None,
        '\u{202a}' => "[LRE]",
        '\u{202b}' => "[RLE]",
        '\u{202c}' => "[PDF]",
        '\u{202d}' => "[LRO]",
        '\u{202e}' => "[RLO]",
        '\u{2066}' => "[LRI]",
        '\u{2067}' => "[RLI]",
        '\u{2068}' => "[FSI]",
        '\u{2069}' => "[PDI]",
        '\r' => "",
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "\u{fffd}",
        _ => return None,
    })
}

/// A text as HTML, for places that no template fills.
pub(crate) fn html(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    // Writing to a string never fails.
    let _never = askama::filters::Escaper::write_escaped_str(&Shown, &mut shown, text);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_text() {
        assert_eq!(html("<b>\"R&D\"</b>'"), "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;&#39;");
        assert_eq!(html("Bogotá, 上海, حماس"), "Bogotá, 上海, حماس");
    }

    #[test]
    fn direction_marks_are_named() {
        assert_eq!(html("safe\u{202e}txt.exe\u{2069}"), "safe[RLO]txt.exe[PDI]");
    }

    #[test]
    fn a_pile_of_marks_is_counted() {
        let zalgo = format!("a{}b", "\u{301}".repeat(10_000));
        assert_eq!(html(&zalgo), format!("a{}[9992 more marks]b", "\u{301}".repeat(8)));
        assert_eq!(html("a\u{301}\u{302}"), "a\u{301}\u{302}");
        assert!(html(&"\u{301}".repeat(20)).ends_with("[12 more marks]"));
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(html("a\0b\r\n\tc\u{9b}"), "a\u{fffd}b\n\tc\u{fffd}");
    }
}
