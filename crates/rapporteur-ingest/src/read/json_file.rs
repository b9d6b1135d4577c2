//! A JSON file: one report, an array of them, a ninjs item, or a JSON feed.

use std::io::BufRead;

use rapporteur_model::{Code, Diagnostic, sha256_hex};
use serde_json::Value;

use super::{
    LARGEST_FILE, Place, Reports, as_text, bounded, feed, json_fields, json_lines, ninjs, one,
};
use crate::raw::RawReport;

/// The reports of a file. An array that is larger than a file may be is better given as JSONL.
pub(super) fn read(stream: Box<dyn BufRead>, place: &Place) -> Reports {
    let subject = &place.subject;
    let value = bounded::whole(stream, LARGEST_FILE, subject).and_then(|bytes| {
        let text = as_text(&bytes, subject)?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let value: Value = serde_json::from_str(text).map_err(|error| {
            Diagnostic::new(Code::NotJson, subject, format!("no JSON: {error}"))
        })?;
        Ok((value, bytes))
    });
    let (value, bytes) = match value {
        Ok(found) => found,
        Err(diagnostic) => return one(Err(diagnostic)),
    };
    let is_feed = value
        .get("version")
        .and_then(Value::as_str)
        .is_some_and(|version| version.contains("jsonfeed.org"));
    if is_feed {
        return feed::read(Box::new(std::io::Cursor::new(bytes)), place);
    }
    let stem = place.stem();
    match value {
        Value::Array(values) => {
            let subject = subject.clone();
            Box::new(values.into_iter().enumerate().map(move |(at, value)| {
                let hash = sha256_hex(value.to_string().as_bytes());
                report(value, &format!("{subject}:{}", at + 1), &stem, hash)
            }))
        }
        value => one(report(value, subject, &stem, sha256_hex(&bytes))),
    }
}

fn report(value: Value, subject: &str, stem: &str, hash: String) -> Result<RawReport, Diagnostic> {
    match value {
        Value::Object(fields) => {
            json_fields::report(ninjs::plain(fields), subject, stem, hash).map(RawReport::Text)
        }
        other => {
            let message = format!("it holds {}, not a JSON object", json_lines::kind_of(&other));
            Err(Diagnostic::new(Code::NotJson, subject, message))
        }
    }
}
