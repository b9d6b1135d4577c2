//! TimeML files (`.tml`): the text, its TIMEX3 expressions, the date of its creation.
//!
//! Reads what `score_time.py` of the corpora reads, in the same way, so that figures are equal:
//! tags anywhere in the text are left out, character references are put in, offsets count Unicode
//! code points of what is left.

use std::borrow::Cow;

use rapporteur_model::{CodePoints, PartialDate, Span};

use super::TimeExpression;

/// A TIMEX3 expression: code-point offsets, type and value as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timex {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: String,
    /// The value.
    pub value: String,
}

impl Timex {
    /// Expressions found in a text, as a TimeML file would hold them.
    #[must_use]
    pub fn of_expressions(text: &str, expressions: &[TimeExpression]) -> Vec<Self> {
        let points = CodePoints::new(text);
        let timex = |expression: &TimeExpression| {
            let span = points.span(expression.span);
            Self {
                start: span.start,
                end: span.end,
                kind: expression.kind.name().to_owned(),
                value: expression.value.clone(),
            }
        };
        expressions.iter().map(timex).collect()
    }
}

/// What a TimeML file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMl {
    /// The text between `<TEXT>` and `</TEXT>`, without tags.
    pub text: String,
    /// Its expressions, by place.
    pub timexes: Vec<Timex>,
    /// The value of the document creation time, as written.
    pub created: Option<String>,
}

impl TimeMl {
    /// Reads a file's content; `None` where it has no text.
    #[must_use]
    pub fn parse(content: &str) -> Option<Self> {
        let (_, rest) = content.split_once("<TEXT>")?;
        let (body, _) = rest.split_once("</TEXT>")?;
        let created = content
            .split_once("<DCT>")
            .and_then(|(_, rest)| rest.split_once("value=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned());
        let (text, timexes) = without_tags(body);
        Some(Self { text, timexes, created })
    }

    /// The day of creation, without its time.
    #[must_use]
    pub fn published(&self) -> Option<PartialDate> {
        let created = self.created.as_deref()?;
        PartialDate::parse(created.split('T').next()?).ok()
    }
}

/// A TimeML file of a text and its expressions (byte spans in order, without overlap).
#[must_use]
pub fn write(text: &str, created: Option<&str>, expressions: &[TimeExpression]) -> String {
    let mut file = String::from("<?xml version=\"1.0\" ?>\n<TimeML>\n");
    if let Some(created) = created {
        file += &format!("<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{created}\"/></DCT>\n");
    }
    file += "<TEXT>";
    let mut from = 0;
    for (index, expression) in expressions.iter().enumerate() {
        file += &escaped(Span::new(from, expression.span.start).of(text));
        file += &format!(
            "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\">{}</TIMEX3>",
            index + 1,
            expression.kind.name(),
            expression.value,
            escaped(expression.span.of(text)),
        );
        from = expression.span.end;
    }
    file += &escaped(Span::new(from, text.len()).of(text));
    file += "</TEXT>\n</TimeML>\n";
    file
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn without_tags(body: &str) -> (String, Vec<Timex>) {
    let mut text = String::new();
    let mut points = 0;
    let mut timexes = Vec::new();
    let mut open: Vec<(usize, String, String)> = Vec::new();
    let mut rest = body;
    while !rest.is_empty() {
        if let Some(end) = rest.starts_with('<').then(|| rest.find('>')).flatten() {
            let tag = &rest[..=end];
            rest = &rest[end + 1..];
            if tag.starts_with("<TIMEX3") && !tag.ends_with("/>") {
                let kind = attribute(tag, "type").to_uppercase();
                open.push((points, kind, attribute(tag, "value").to_owned()));
            } else if tag.starts_with("</TIMEX3") {
                let closed = open.pop().map(|(start, kind, value)| Timex {
                    start,
                    end: points,
                    kind,
                    value,
                });
                timexes.extend(closed);
            }
            continue;
        }
        // A lone `<` without a closing `>` belongs to nothing: the scorer skips it, too.
        let content = rest.strip_prefix('<').unwrap_or(rest);
        let end = content.find('<').unwrap_or(content.len());
        let piece = unescaped(&content[..end]);
        points += piece.chars().count();
        text += &piece;
        rest = &content[end..];
    }
    timexes.sort();
    (text, timexes)
}

fn attribute<'tag>(tag: &'tag str, name: &str) -> &'tag str {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        let after = &rest[at + name.len()..];
        let whole = before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
        if let Some((value, _)) =
            after.strip_prefix("=\"").filter(|_| whole).and_then(|value| value.split_once('"'))
        {
            return value;
        }
        rest = after;
    }
    ""
}

/// Puts in the five named references of XML and the numbered ones.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out += before;
        let known = after.split_once(';').and_then(|(name, tail)| Some((reference(name)?, tail)));
        match known {
            Some((character, tail)) => {
                out.push(character);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out += rest;
    Cow::Owned(out)
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "<TimeML><DCT><TIMEX3 type=\"DATE\" value=\"2021-03-05T10:00\">x</TIMEX3>\
        </DCT><TEXT>He <EVENT eid=\"e1\">left</EVENT> &amp; came \
        <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2021-03-04\">yest\u{e9}rday</TIMEX3>.</TEXT>\
        </TimeML>";

    #[test]
    fn text_expressions_and_creation_time_are_read() {
        let file = TimeMl::parse(FILE).expect("a file with text");
        assert_eq!(file.text, "He left & came yest\u{e9}rday.");
        assert_eq!(file.published().map(|date| date.to_string()).as_deref(), Some("2021-03-05"));
        let [timex] = &file.timexes[..] else { panic!("one expression") };
        assert_eq!((timex.start, timex.end), (15, 24));
        assert_eq!((timex.kind.as_str(), timex.value.as_str()), ("DATE", "2021-03-04"));
    }

    #[test]
    fn what_is_written_reads_back() {
        let text = "A < B & the truce of 3 March 2021 held.";
        let found = crate::time::expressions(text, &[], None);
        let file = TimeMl::parse(&write(text, Some("2021-04-01"), &found)).expect("a file");
        assert_eq!(file.text, text);
        assert_eq!(file.timexes, Timex::of_expressions(text, &found));
    }
}
