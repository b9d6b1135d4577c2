//! The fields of one JSON object, as a raw report.

use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;
use rapporteur_model::{Code, Diagnostic, Origin, PartialDate, sha256_hex};
use serde_json::{Map, Value};

use super::is_wordless;
use crate::raw::RawDocument;

type Fields = Map<String, Value>;

/// Takes the fields that have a meaning; the others stay as metadata, and so does a field that
/// could not be understood.
pub(super) fn report(
    mut fields: Fields,
    subject: &str,
    stem: &str,
    sha256: String,
) -> Result<RawDocument, Diagnostic> {
    let text = text(&mut fields, subject)?;
    let mut diagnostics = Vec::new();
    let id = identifier(&mut fields, subject, &mut diagnostics)
        .unwrap_or_else(|| format!("{stem}-{}", &sha256_hex(text.as_bytes())[..12]));
    let mut string = |name| string(&mut fields, name, subject, &mut diagnostics);
    let (url, outlet, title, language) =
        (string("url"), string("outlet"), string("title"), string("language"));
    let published = day(&mut fields, "published", subject, &mut diagnostics);
    let modified = day(&mut fields, "modified", subject, &mut diagnostics);
    Ok(RawDocument {
        id,
        text,
        url,
        outlet,
        title,
        authors: authors(&mut fields),
        published,
        modified,
        language,
        origin: Origin { path: subject.to_owned(), sha256, ..Origin::default() },
        metadata: fields.into_iter().collect(),
        diagnostics,
        ..RawDocument::default()
    })
}

/// A name, or a list of them; anything else stays metadata.
fn authors(fields: &mut Fields) -> Vec<String> {
    let names: Option<Vec<String>> = match fields.get("authors").or_else(|| fields.get("author")) {
        Some(Value::String(name)) => Some(vec![name.trim().to_owned()]),
        Some(Value::Array(names)) => {
            names.iter().map(|name| Some(name.as_str()?.trim().to_owned())).collect()
        }
        _ => None,
    };
    let Some(mut names) = names else { return Vec::new() };
    if fields.remove("authors").is_none() {
        fields.remove("author");
    }
    names.retain(|name| !name.is_empty());
    names
}

fn text(fields: &mut Fields, subject: &str) -> Result<String, Diagnostic> {
    let refuse = |code, message: String| Err(Diagnostic::new(code, subject, message));
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        None => return refuse(Code::NoText, "the object has no field `text`".to_owned()),
        Some(other) => {
            let message = format!(
                "the field `text` holds {}, not a string",
                super::json_lines::kind_of(&other)
            );
            return refuse(Code::NoText, message);
        }
    };
    if let Some(place) = text.chars().position(|c| c == '\0') {
        let message = format!("character {place} of the field `text` is NUL, which no text holds");
        return refuse(Code::Binary, message);
    }
    if is_wordless(&text) {
        return refuse(Code::Empty, "the field `text` holds no words".to_owned());
    }
    Ok(text)
}

/// A string or a whole number; many exports number their documents.
fn identifier(fields: &mut Fields, subject: &str, notes: &mut Vec<Diagnostic>) -> Option<String> {
    if let Some(Value::Number(number)) = fields.get("id") {
        let id = number.to_string();
        fields.remove("id");
        return Some(id);
    }
    string(fields, "id", subject, notes)
}

fn string(
    fields: &mut Fields,
    name: &str,
    subject: &str,
    notes: &mut Vec<Diagnostic>,
) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) => {
            let text = text.trim().to_owned();
            fields.remove(name);
            (!text.is_empty()).then_some(text)
        }
        Value::Null => {
            fields.remove(name);
            None
        }
        other => {
            let message =
                format!("`{name}` holds {}, not a string", super::json_lines::kind_of(other));
            notes.push(Diagnostic::new(Code::BadField, subject, message));
            None
        }
    }
}

fn day(
    fields: &mut Fields,
    name: &str,
    subject: &str,
    notes: &mut Vec<Diagnostic>,
) -> Option<PartialDate> {
    const REMEDY: &str = "write an ISO 8601 date such as `2024-06-20`";
    let message = match fields.get(name)? {
        Value::String(text) if !text.trim().is_empty() => match date(text.trim()) {
            Some(date) => {
                fields.remove(name);
                return Some(date);
            }
            None => format!("`{name}` is `{}`; {REMEDY}", shortened(text)),
        },
        Value::String(_) | Value::Null => {
            fields.remove(name);
            return None;
        }
        Value::Number(_) => {
            format!("`{name}` is a number; a number of seconds tells no time zone: {REMEDY}")
        }
        other => {
            format!("`{name}` holds {}; {REMEDY}", super::json_lines::kind_of(other))
        }
    };
    notes.push(Diagnostic::new(Code::BadField, subject, message));
    None
}

/// An ISO 8601 prefix, date or date-time, or a date-time of mail and feeds (RFC 2822); the day is
/// the one that the text itself writes, in its own time zone.
fn date(text: &str) -> Option<PartialDate> {
    if let Ok(date) = PartialDate::parse(text) {
        return Some(date);
    }
    // A run of digits is a number of seconds as often as it is a date.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(pieces) = Pieces::parse(text) {
        return PartialDate::day(pieces.date());
    }
    rfc2822::parse(text).ok().and_then(|time| PartialDate::day(time.date()))
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
