//! A second reader: a language model at an address that the user names.
//!
//! It proposes claims; what counts is decided here. A proposal is taken when its quote stands in the
//! report word for word, its codes are those of the annotation guide, and those whom it names are
//! named by the report. Who says it is worked out by the built-in reader, so that one person in two
//! spellings is not two voices. What both readers find stands once, as the built-in reader's.
//!
//! | module | what it answers |
//! |---|---|
//! | `prompt` | what is asked, and in which form |
//! | `ask` | the model's answer, or why there is none |
//! | `answers` | what was answered before: each answer is kept beside the record as it came |
//! | `proposals`, `numbers` | which proposals are taken, and why others are not |

mod answers;
mod ask;
mod numbers;
mod prompt;
mod proposals;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use anyhow::Context;
use rapporteur_model::{Claim, Code, Content, Diagnostic, Document, Reading, sha256_hex};
use rapporteur_reading::Reader;

use self::answers::Answers;
use self::ask::Endpoint;
use crate::args::Second;
use crate::say;

pub(crate) use self::answers::{Kept, beside, forget, kept};
pub(crate) use self::proposals::proposed;

/// What `found_by` begins with where the second reader made a claim; its model follows.
const FOUND_BY: &str = "second:";

/// Bytes of readable text that are sent, at most: some 15,000 words, more than a report has.
const LONGEST: usize = 100_000;

/// A model to ask, and what it answered.
pub(crate) struct SecondReader {
    endpoint: Endpoint,
    answers: Answers,
}

impl SecondReader {
    /// The second reader that was asked for, if any. `record` is where answers are kept beside.
    ///
    /// # Errors
    /// When the address is none, or the kept answers cannot be read.
    pub(crate) fn open(asked: &Second, record: &Path) -> anyhow::Result<Option<Self>> {
        let (Some(url), Some(model)) = (&asked.second_reader, &asked.second_model) else {
            return Ok(None);
        };
        let endpoint = Endpoint::new(url, model, asked.second_patience)?;
        let path = beside(record);
        let name = || path.display().to_string();
        let answers = Answers::open(&path, model, &prompt::version()).with_context(name)?;
        say::note(&format!("texts of reports are sent to {} (model {model})", endpoint.shown()));
        if endpoint.is_overheard() {
            say::hint("the address begins with http: what is sent can be read on the way");
        }
        Ok(Some(Self { endpoint, answers }))
    }

    /// What its claims depend on besides the documents and what was answered.
    pub(crate) fn fingerprint(&self) -> String {
        sha256_hex(format!("{}\0{}", self.endpoint.model(), prompt::version()).as_bytes())
    }

    /// Adds what the second reader finds in a document to what the built-in one found.
    pub(crate) fn add(&self, reader: &Reader, document: &Document, reading: &mut Reading) {
        let mut note = |code, message: String| {
            reading.diagnostics.push(Diagnostic::new(code, &document.key, message));
        };
        let text = prompt::readable(document);
        if text.len() > LONGEST {
            let message = format!("the report has more than {LONGEST} bytes and was not sent");
            return note(Code::SecondSilent, message);
        }
        let answer = match self.answer(document, &text) {
            Ok(answer) => answer,
            Err(why) => return note(Code::SecondSilent, why),
        };
        let found = match proposed(reader, document, self.endpoint.model(), &answer) {
            Ok(found) => found,
            Err(why) => return note(Code::SecondRefused, why),
        };
        if !found.refused.is_empty() {
            note(Code::SecondRefused, found.reasons());
        }
        merge(document, reading, found.claims);
    }

    /// What it answered before, or answers now.
    fn answer(&self, document: &Document, text: &str) -> Result<String, String> {
        if let Some(known) = self.answers.of(&document.key) {
            return Ok(known.to_owned());
        }
        let answer = self.endpoint.ask(&prompt::question(self.endpoint.model(), text))?;
        let shown = self.endpoint.shown();
        let unkept = |error: io::Error| format!("its answer could not be kept: {error}");
        self.answers.keep(&document.key, shown, &answer).map_err(unkept)?;
        Ok(answer)
    }
}

/// Whether a claim was made by a second reader.
pub(crate) fn is_second(claim: &Claim) -> bool {
    claim.found_by.starts_with(FOUND_BY)
}

/// Whether two claims of one document are the same: words in common, and one type, or one measure
/// and value.
pub(crate) fn same(a: &Claim, b: &Claim) -> bool {
    a.span.overlaps(b.span)
        && match (&a.content, &b.content) {
            (Content::Event(a), Content::Event(b)) => a.event_type == b.event_type,
            (Content::Figure(a), Content::Figure(b)) => {
                a.measure == b.measure && a.value.total_cmp(&b.value).is_eq()
            }
            _ => false,
        }
}

/// Adds claims that the reading does not have yet, in text order.
fn merge(document: &Document, reading: &mut Reading, further: Vec<Claim>) {
    for claim in further {
        if !reading.claims.iter().any(|own| same(own, &claim)) {
            reading.claims.push(claim);
        }
    }
    reading.arrange(&document.key);
    if !reading.claims.is_empty() {
        reading.diagnostics.retain(|note| note.code != Code::NothingClaimed);
    }
}

/// The documents for which a second reader gave no answer: the next build asks again.
pub(crate) fn unanswered(noted: &[Diagnostic]) -> BTreeSet<&str> {
    let silent = noted.iter().filter(|note| note.code == Code::SecondSilent);
    silent.map(|note| note.subject.as_str()).collect()
}
