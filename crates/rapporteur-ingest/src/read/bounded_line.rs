//! Reads a line that may be longer than memory allows.

use std::io::{self, BufRead};

/// What one call found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line, in the buffer, without its line feed.
    Read,
    /// A line of more than `limit` bytes; it was passed over, and the buffer is empty.
    TooLong,
    /// The end of the input.
    End,
}

/// Reads up to the next line feed into `buffer`, which never grows beyond `limit` bytes.
pub(super) fn read_line(
    reader: &mut dyn BufRead,
    buffer: &mut Vec<u8>,
    limit: usize,
) -> io::Result<Line> {
    buffer.clear();
    let mut too_long = false;
    let mut anything = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        anything = true;
        let end = available.iter().position(|&byte| byte == b'\n');
        let part = &available[..end.unwrap_or(available.len())];
        too_long |= buffer.len() + part.len() > limit;
        if too_long {
            buffer.clear();
        } else {
            buffer.extend_from_slice(part);
        }
        let consumed = part.len() + usize::from(end.is_some());
        reader.consume(consumed);
        if end.is_some() {
            break;
        }
    }
    Ok(match (anything, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Read,
    })
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn a_line_beyond_the_limit_is_passed_over_and_the_next_is_read() {
        let mut reader = BufReader::with_capacity(3, &b"short\nmuch too long\n\nlast"[..]);
        let mut buffer = Vec::new();
        let mut seen = Vec::new();
        loop {
            let line = read_line(&mut reader, &mut buffer, 8).unwrap();
            if line == Line::End {
                break;
            }
            seen.push((line, String::from_utf8_lossy(&buffer).into_owned()));
        }
        let expected =
            [(Line::Read, "short"), (Line::TooLong, ""), (Line::Read, ""), (Line::Read, "last")];
        assert_eq!(seen, expected.map(|(line, text)| (line, text.to_owned())));
    }
}
