//! JSONL: one report a line.

use std::io::BufRead;

use rapporteur_model::{Code, Diagnostic, sha256_hex};
use serde_json::Value;

use super::bounded_line::{Line, read_line};
use super::{LARGEST_REPORT, as_text, json_fields, ninjs, too_large, unreadable};
use crate::raw::RawDocument;

/// The reports of a JSONL stream. Empty lines are passed over.
pub(super) struct JsonLines {
    reader: Box<dyn BufRead>,
    subject: String,
    stem: String,
    line: usize,
    buffer: Vec<u8>,
    ended: bool,
}

impl JsonLines {
    pub(super) fn new(reader: Box<dyn BufRead>, subject: &str, stem: &str) -> Self {
        Self {
            reader,
            subject: subject.to_owned(),
            stem: stem.to_owned(),
            line: 0,
            buffer: Vec::new(),
            ended: false,
        }
    }
}

impl Iterator for JsonLines {
    type Item = Result<RawDocument, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let subject = format!("{}:{}", self.subject, self.line);
            match read_line(&mut *self.reader, &mut self.buffer, LARGEST_REPORT) {
                Err(error) => {
                    self.ended = true;
                    return Some(Err(unreadable(&subject, &error)));
                }
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => return Some(Err(too_large(&subject))),
                Ok(Line::Read) if self.buffer.trim_ascii().is_empty() => {}
                Ok(Line::Read) => return Some(report(&self.buffer, &subject, &self.stem)),
            }
        }
        None
    }
}

fn report(line: &[u8], subject: &str, stem: &str) -> Result<RawDocument, Diagnostic> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let text = as_text(line, subject)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let fields = match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        Ok(other) => {
            let message = format!("the line holds {}, not a JSON object", kind_of(&other));
            return Err(Diagnostic::new(Code::NotJson, subject, message));
        }
        Err(error) => {
            let message = format!("no JSON from column {}: {}", error.column(), plain(&error));
            return Err(Diagnostic::new(Code::NotJson, subject, message));
        }
    };
    json_fields::report(ninjs::plain(fields), subject, stem, sha256_hex(line))
}

/// The error without serde's own line number, which is always 1 here.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor, Read};

    use expect_test::{Expect, expect};

    use super::*;

    fn check(input: &[u8], expected: Expect) {
        let reader = Box::new(Cursor::new(input.to_vec()));
        let lines: Vec<String> = JsonLines::new(reader, "wire.jsonl", "wire").map(show).collect();
        expected.assert_eq(&lines.join("\n"));
    }

    fn show(result: Result<RawDocument, Diagnostic>) -> String {
        match result {
            Err(d) => format!("{} {} {}", d.subject, d.code.code(), d.message),
            Ok(raw) => {
                let notes =
                    raw.diagnostics.iter().map(|d| format!(" ({} {})", d.code.code(), d.message));
                let published = raw.published.map_or("undated".to_owned(), |date| date.to_string());
                format!("{} {} {published}{}", raw.origin.path, raw.id, notes.collect::<String>())
            }
        }
    }

    #[test]
    fn one_bad_line_does_not_stop_the_next() {
        check(
            b"\xEF\xBB\xBF{\"id\": \"a\", \"text\": \"The parties met.\", \"published\": \"2016-08-24\"}\r\n\
              not json\n\n[1]\n{\"id\": \"b\"}\n{\"text\": 5}\n{\"text\": \" \"}\n{\"text\": \"caf\xE9\"}\n\
              {\"text\": \"a\\u0000b\"}\n{\"text\": \"They parted.\"}",
            expect![[r#"
                wire.jsonl:1 a 2016-08-24
                wire.jsonl:2 R106 no JSON from column 2: expected ident
                wire.jsonl:4 R106 the line holds an array, not a JSON object
                wire.jsonl:5 R107 the object has no field `text`
                wire.jsonl:6 R107 the field `text` holds a number, not a string
                wire.jsonl:7 R102 the field `text` holds no words
                wire.jsonl:8 R104 byte 13 (0xE9) is not valid UTF-8
                wire.jsonl:9 R103 character 1 of the field `text` is NUL, which no text holds
                wire.jsonl:10 wire-38825e0ad62a undated"#]],
        );
    }

    #[test]
    fn publication_is_a_date_or_a_date_time_and_never_a_guess() {
        check(
            br#"{"id": 1, "text": "x", "published": "2016-08"}
{"id": 2, "text": "x", "published": "2016-08-24T23:30:00-05:00"}
{"id": 3, "text": "x", "published": "2016-08-24 10:00"}
{"id": 4, "text": "x", "published": "Wed, 24 Aug 2016 10:00:00 +0000"}
{"id": 5, "text": "x", "published": 1472032800}
{"id": 6, "text": "x", "published": "last week"}
{"id": 7, "text": "x", "published": null, "outlet": ["A"]}"#,
            expect![[r#"
                wire.jsonl:1 1 2016-08
                wire.jsonl:2 2 2016-08-24
                wire.jsonl:3 3 2016-08-24
                wire.jsonl:4 4 2016-08-24
                wire.jsonl:5 5 undated (R109 `published` is a number; a number of seconds tells no time zone: write an ISO 8601 date such as `2024-06-20`)
                wire.jsonl:6 6 undated (R109 `published` is `last week`; write an ISO 8601 date such as `2024-06-20`)
                wire.jsonl:7 7 undated (R109 `outlet` holds an array, not a string)"#]],
        );
    }

    #[test]
    fn a_line_of_fifty_megabytes_is_passed_over() {
        let long = std::io::repeat(b'x').take(50_000_000);
        let input = long.chain(&b"\n{\"id\": \"after\", \"text\": \"Talks go on.\"}"[..]);
        let mut lines = JsonLines::new(Box::new(BufReader::new(input)), "-", "stdin");
        let first = lines.next().unwrap().unwrap_err();
        assert_eq!((first.code, first.subject.as_str()), (Code::TooLarge, "-:1"));
        assert_eq!(lines.next().unwrap().unwrap().id, "after");
        assert!(lines.next().is_none());
    }
}
