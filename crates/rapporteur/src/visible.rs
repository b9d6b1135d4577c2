//! Text of others on its way to a terminal: what would steer the terminal is made visible.
//!
//! A headline can hold escape codes that clear the screen or set its title, and marks that turn the
//! direction of what follows. Colours of the program's own pass.

use std::io::{self, Write};

/// What a character stands as on a terminal.
fn shown(letter: char) -> char {
    match letter {
        '\n' | '\t' => letter,
        // The picture of a control character.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{FFFD}'),
        '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        _ => letter,
    }
}

/// A text of others as it may be printed.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A writer to a terminal, line by line.
pub(crate) struct Visible<W: Write> {
    to: W,
    line: Vec<u8>,
}

impl<W: Write> Visible<W> {
    pub(crate) fn new(to: W) -> Self {
        Self { to, line: Vec::new() }
    }

    fn emit(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let mut rest = &*line;
        while let Some(at) = rest.find('\u{1B}') {
            self.to.write_all(visible(&rest[..at]).as_bytes())?;
            rest = &rest[at..];
            let length = colour(rest).unwrap_or(0);
            if length == 0 {
                self.to.write_all("\u{241B}".as_bytes())?;
                rest = &rest[1..];
            } else {
                self.to.write_all(&rest.as_bytes()[..length])?;
                rest = &rest[length..];
            }
        }
        self.to.write_all(visible(rest).as_bytes())
    }
}

/// The length of a code for colour or weight (`ESC [ 1 m`) that a text begins with.
fn colour(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("\u{1B}[")?;
    let end = inner.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
    inner[end..].starts_with('m').then_some(2 + end + 1)
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.emit()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.emit()?;
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_steer_a_terminal_are_made_visible_and_colours_pass() {
        let mut bytes = Vec::new();
        let mut to = Visible::new(&mut bytes);
        // In pieces, as formatting writes them.
        for piece in [
            "\u{1B}[",
            "1",
            "mTruce\u{1B}[0m \u{1B}]0;title\u{7}",
            "\u{1B}[2J \u{202E}x\u{9B}\r\n",
            "end",
        ] {
            to.write_all(piece.as_bytes()).unwrap();
        }
        to.flush().unwrap();
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{1B}[1mTruce\u{1B}[0m \u{241B}]0;title\u{2407}\u{241B}[2J \u{FFFD}x\u{FFFD}\u{240D}\nend"
        );
    }
}
