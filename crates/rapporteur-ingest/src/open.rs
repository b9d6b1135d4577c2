//! Takes the text out of a page, a PDF or a Word file. Pure: bytes in, a raw report out.

mod circles;
mod docx;
mod pdf;

use rapporteur_model::{Code, Diagnostic};

use crate::page::{self, Wall};
use crate::raw::{RawDocument, SealKind, Sealed};

/// The report in some bytes. What came with them goes before what they say about themselves.
pub(crate) fn open(sealed: Sealed) -> Result<RawDocument, Diagnostic> {
    let Sealed { kind, bytes, about } = sealed;
    match kind {
        SealKind::Html(charset) => html(&bytes, charset.as_deref(), about),
        SealKind::Pdf => {
            let text = pdf::text(&bytes).map_err(|why| damaged(&about, &why))?;
            with_text(about, text, "the PDF holds no text; it may be a scan")
        }
        SealKind::Docx => {
            let file = docx::read(&bytes).map_err(|why| damaged(&about, &why))?;
            let about = RawDocument {
                title: about.title.or(file.title),
                authors: if about.authors.is_empty() { file.authors } else { about.authors },
                presumed: about.presumed.or(file.created),
                modified: about.modified.or(file.modified),
                ..about
            };
            with_text(about, file.text, "the file holds no text")
        }
    }
}

fn html(
    bytes: &[u8],
    charset: Option<&str>,
    mut about: RawDocument,
) -> Result<RawDocument, Diagnostic> {
    let page = page::read(bytes, charset, about.url.as_deref())
        .map_err(|why| damaged(&about, &format!("the page cannot be parsed: {why}")))?;
    let subject = about.origin.path.clone();
    match page.wall {
        Some(Wall::Consent) => {
            let message = "the page asks for consent or a log-in; there is no report on it";
            return Err(Diagnostic::new(Code::ConsentWall, &subject, message));
        }
        Some(Wall::Paywall) => {
            let words = page.text.split_whitespace().count();
            let message = format!("only {words} words of the report are open");
            about.diagnostics.push(Diagnostic::new(Code::PaywallStub, &subject, message));
        }
        None => {}
    }
    let facts = page.facts;
    let times = [("published_time", facts.published_time), ("modified_time", facts.modified_time)];
    for (name, time) in times {
        if let Some(time) = time {
            about.metadata.entry(name.to_owned()).or_insert_with(|| time.into());
        }
    }
    let about = RawDocument {
        url: facts.url.or(about.url),
        outlet: about.outlet.or(facts.outlet),
        title: facts.title.or(about.title),
        authors: if facts.authors.is_empty() { about.authors } else { facts.authors },
        published: facts.published.or(about.published),
        presumed: about.presumed.or(facts.presumed),
        modified: facts.modified.or(about.modified),
        language: about.language.or(facts.language),
        ..about
    };
    with_text(about, page.text, "no main text was found on the page")
}

fn with_text(about: RawDocument, text: String, empty: &str) -> Result<RawDocument, Diagnostic> {
    if text.chars().any(char::is_alphabetic) {
        Ok(RawDocument { text, ..about })
    } else {
        Err(Diagnostic::new(Code::Empty, &about.origin.path, empty))
    }
}

fn damaged(about: &RawDocument, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Damaged, &about.origin.path, why)
}
