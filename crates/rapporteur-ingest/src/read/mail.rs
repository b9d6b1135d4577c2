//! Mail: one message in an `.eml` file, many in an `.mbox` file.

use std::io::{BufRead, Read};

use mail_parser::{Address, HeaderValue, Message, MessageParser};
use rapporteur_model::{Code, Diagnostic, Origin, sha256_hex};

use super::bounded_line::{Line, read_line};
use super::{
    LARGEST_FILE, LARGEST_REPORT, Place, Reports, bounded, damaged, is_wordless, too_large,
    unreadable,
};
use crate::page::{blocks, dates};
use crate::raw::{RawDocument, RawReport};

/// Reads one message; its identifier is its message identifier, else the file's stem.
pub(super) fn read(reader: impl Read, place: &Place) -> Result<RawReport, Diagnostic> {
    let bytes = bounded::whole(reader, LARGEST_FILE, &place.subject)?;
    message(&bytes, &place.subject, &place.stem())
}

/// Reads the messages of an mbox file, one at a time. A line that begins with `From ` behind an empty
/// one begins a message; `>From ` in a text is `From `.
pub(super) fn read_many(reader: Box<dyn BufRead>, place: &Place) -> Reports {
    Box::new(Messages {
        reader,
        subject: place.subject.clone(),
        stem: place.stem(),
        number: 0,
        started: false,
        ended: false,
    })
}

struct Messages {
    reader: Box<dyn BufRead>,
    subject: String,
    stem: String,
    number: usize,
    started: bool,
    ended: bool,
}

impl Iterator for Messages {
    type Item = Result<RawReport, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut bytes, mut line) = (Vec::new(), Vec::new());
        let mut large = false;
        let mut after_empty = !self.started;
        while !self.ended {
            match read_line(&mut *self.reader, &mut line, LARGEST_REPORT) {
                Err(error) => {
                    self.ended = true;
                    return Some(Err(unreadable(&self.subject, &error)));
                }
                Ok(Line::End) => self.ended = true,
                Ok(Line::TooLong) => large = true,
                Ok(Line::Read) if after_empty && line.starts_with(b"From ") => {
                    let first = !self.started;
                    self.started = true;
                    if !first {
                        break;
                    }
                    after_empty = false;
                }
                Ok(Line::Read) => {
                    self.started = true;
                    after_empty = line.trim_ascii().is_empty();
                    large |= bytes.len() + line.len() > LARGEST_FILE;
                    if !large {
                        let quoted = line.iter().position(|&byte| byte != b'>').unwrap_or(0);
                        let is_quoted = quoted > 0 && line[quoted..].starts_with(b"From ");
                        bytes.extend_from_slice(&line[usize::from(is_quoted)..]);
                        bytes.push(b'\n');
                    }
                }
            }
        }
        if self.ended && bytes.trim_ascii().is_empty() && !large {
            return None;
        }
        self.number += 1;
        let subject = format!("{}:{}", self.subject, self.number);
        Some(if large {
            Err(too_large(&subject))
        } else {
            message(&bytes, &subject, &format!("{}-{}", self.stem, self.number))
        })
    }
}

fn message(bytes: &[u8], subject: &str, stem: &str) -> Result<RawReport, Diagnostic> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Err(damaged(subject, "no mail that can be read"));
    };
    let text = text(&message);
    if is_wordless(&text) {
        return Err(Diagnostic::new(Code::Empty, subject, "the mail holds no words"));
    }
    let address = |header: Option<&Address<'_>>| {
        header.and_then(Address::first).map(|person| {
            let name = person.name().or(person.address()).unwrap_or_default();
            name.trim().to_owned()
        })
    };
    let headers: Vec<(String, String)> = message
        .headers_raw()
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let page = match message.header("Archived-At") {
        Some(HeaderValue::Text(url)) => {
            Some(url.trim_matches(|c: char| "<> ".contains(c)).to_owned())
        }
        _ => None,
    };
    Ok(RawReport::Text(RawDocument {
        id: message.message_id().map_or_else(|| stem.to_owned(), str::to_owned),
        text,
        url: page,
        title: message.subject().map(|subject| subject.trim().to_owned()),
        authors: address(message.from()).into_iter().filter(|name| !name.is_empty()).collect(),
        published: message.date().and_then(|date| dates::date(&date.to_rfc3339())),
        origin: Origin {
            path: subject.to_owned(),
            sha256: sha256_hex(bytes),
            headers,
            ..Origin::default()
        },
        ..RawDocument::default()
    }))
}

/// The text parts of a message, or its HTML ones where there are no others.
fn text(message: &Message<'_>) -> String {
    let plain: Vec<_> = message
        .text_bodies()
        .filter(|part| !part.is_text_html())
        .filter_map(|part| part.text_contents())
        .collect();
    if !plain.is_empty() {
        return plain.join("\n\n").replace("\r\n", "\n");
    }
    let html = message.html_bodies().filter_map(|part| part.text_contents());
    html.flat_map(blocks::paragraphs).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    const MBOX: &str = "From a@andes.example Thu Jun 23 10:00:00 2016\n\
        From: Ana Ruiz <a@andes.example>\nSubject: =?utf-8?q?Truce_in_Bogot=C3=A1?=\n\
        Message-ID: <1@andes.example>\nDate: Thu, 23 Jun 2016 23:00:00 -0500\n\
        Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
        The League met in Bogot=E1.\n\n>From there they left.\n\n\
        From b@andes.example Fri Jun 24 10:00:00 2016\nSubject: Second\n\
        Content-Type: text/html\n\n<p>They parted.</p><p>All of them.</p>\n";

    #[test]
    fn messages_are_told_apart_and_decoded() {
        let place = Place {
            subject: "m.mbox".to_owned(),
            name: "m.mbox".to_owned(),
            depth: 0,
            columns: Rc::default(),
        };
        let found: Vec<RawDocument> = read_many(Box::new(MBOX.as_bytes()), &place)
            .map(|result| match result.unwrap() {
                RawReport::Text(raw) => raw,
                RawReport::Sealed(_) => panic!("a mail is text"),
            })
            .collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].id, "1@andes.example");
        assert_eq!(found[0].title.as_deref(), Some("Truce in Bogotá"));
        assert_eq!(found[0].authors, ["Ana Ruiz"]);
        assert_eq!(found[0].published.map(|date| date.to_string()).as_deref(), Some("2016-06-23"));
        assert_eq!(found[0].text.trim(), "The League met in Bogotá.\n\nFrom there they left.");
        assert_eq!(found[0].origin.headers[0].0, "From");
        assert_eq!(
            (found[1].id.as_str(), found[1].text.as_str()),
            ("m-2", "They parted.\n\nAll of them.")
        );
    }
}
