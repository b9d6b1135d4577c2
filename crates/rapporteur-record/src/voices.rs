//! Which claims come from the same words, and how many voices stand behind them.
//!
//! A reprinted passage is one voice, however many outlets print it. First version: passages are
//! lines of a text, and a reprint is the same words in the same order, whatever the case,
//! punctuation and spacing.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, Document, Span, slug};

/// A passage of fewer words than this is too common to be called a reprint ("He did not
/// elaborate"). Chosen by reading repeated lines in the development reports.
const FEWEST_WORDS: usize = 8;

/// For each passage that stands in several documents, the document that carried it first.
#[derive(Debug, Default)]
pub struct Families {
    first_carrier: BTreeMap<String, String>,
}

/// Finds the passages that several documents share.
///
/// The first carrier is the one published first; undated ones come last, ties go to the smaller
/// key.
#[must_use]
pub fn families(documents: &[Document]) -> Families {
    let mut carriers: BTreeMap<String, BTreeSet<(bool, String, &str)>> = BTreeMap::new();
    for document in documents {
        let published = document.published.map(|date| date.to_string()).unwrap_or_default();
        for line in document.text.lines() {
            if let Some(words) = passage_words(line) {
                carriers.entry(words).or_default().insert((
                    published.is_empty(),
                    published.clone(),
                    &document.key,
                ));
            }
        }
    }
    let first_carrier = carriers
        .into_iter()
        .filter(|(_, carriers)| carriers.len() > 1)
        .filter_map(|(words, carriers)| {
            carriers.first().map(|(_, _, key)| (words, (*key).to_owned()))
        })
        .collect();
    Families { first_carrier }
}

impl Families {
    /// The reprint family of the words at a span: the key of the document that carried them first.
    #[must_use]
    pub fn of<'a>(&'a self, document: &'a Document, span: Span) -> &'a str {
        passage_words(line_around(&document.text, span))
            .and_then(|words| self.first_carrier.get(&words))
            .map_or(&document.key, String::as_str)
    }
}

/// A voice: the reprint family and the innermost speaker (empty for the outlet itself).
pub type Voice = (String, String);

/// The voice behind one claim.
#[must_use]
pub fn voice(claim: &Claim, document: &Document, families: &Families) -> Voice {
    let speaker = claim.innermost_speaker().map(|link| slug(&link.speaker)).unwrap_or_default();
    (families.of(document, claim.span).to_owned(), speaker)
}

fn line_around(text: &str, span: Span) -> &str {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.start..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| span.start + at);
    text.get(start..end).unwrap_or_default()
}

fn passage_words(line: &str) -> Option<String> {
    let words = slug(line);
    (words.split('-').count() >= FEWEST_WORDS).then_some(words)
}

#[cfg(test)]
mod tests {
    use rapporteur_model::{PartialDate, document_key};

    use super::*;

    pub(crate) fn document(id: &str, published: &str, text: &str) -> Document {
        Document {
            key: document_key(id, text),
            id: id.to_owned(),
            published: PartialDate::parse(published).ok(),
            text: text.to_owned(),
            ..Document::default()
        }
    }

    #[test]
    fn a_reprinted_passage_belongs_to_its_first_carrier() {
        let shared = "The two delegations met on Monday in Geneva and agreed to meet again.";
        let late = document("late", "2020-02-02", &format!("Late news.\n{shared}\n"));
        let early = document("early", "2020-01-01", &format!("{}\nMore.", shared.to_uppercase()));
        let families = families(&[late.clone(), early.clone()]);
        let at = late.text.find("met on").expect("it stands there");
        assert_eq!(families.of(&late, Span::new(at, at + 6)), early.key);
        assert_eq!(families.of(&late, Span::new(0, 4)), late.key);
    }

    #[test]
    fn short_passages_are_nobodys_reprint() {
        let a = document("a", "2020-01-01", "He did not elaborate.");
        let b = document("b", "2020-01-02", "He did not elaborate.");
        let families = families(&[a, b.clone()]);
        assert_eq!(families.of(&b, Span::new(0, 2)), b.key);
    }
}
