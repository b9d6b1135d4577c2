//! Which claims come from the same words, and how many voices stand behind them.
//!
//! A reprinted passage is one voice, however many outlets print it. Passages are sentences, so that
//! paragraphs may be joined, split and cut. Passages that share most of their words in the same
//! order are reprints of each other, whatever the case, punctuation and spacing; each is
//! laid to the one of them that was published first, without chaining likeness over third ones.
//! Documents with one address are versions of one report, and one voice.
//!
//! # Layout
//!
//! | module | what it does |
//! |---|---|
//! | `passages` | finds the sentences, and hashes their words |
//! | `winnow` | fingerprints of a passage; alignment of two |
//! | `index` | passages by fingerprint |
//! | `carrier` | the order of publication, and versions |
//! | [`reprints`] | whole reports in words that others carried first |

pub(crate) mod carrier;
pub(crate) mod index;
pub(crate) mod passages;
pub mod reprints;
pub(crate) mod winnow;

use std::collections::BTreeMap;

use rapporteur_model::{Claim, Document, Span, slug};
use rayon::prelude::*;

pub use self::carrier::Carrier;
use self::carrier::carriers;
use self::index::Index;
use self::passages::passages;
pub use self::passages::sentences;

/// For each passage of a document that others carry too, the report that carried it first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Families {
    first_carrier: BTreeMap<String, Vec<(Span, String)>>,
    /// The first version of a report, for each of the later ones.
    first_version: BTreeMap<String, String>,
}

/// Finds the passages that several documents share.
#[must_use]
pub fn families(documents: &[Document]) -> Families {
    let carriers = carriers(&documents.iter().collect::<Vec<_>>());
    let mut order: Vec<&Carrier> = carriers.iter().collect();
    order.sort_unstable();
    order.dedup();
    let mut index = Index::default();
    let mut places: Vec<(usize, Span, u32)> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let carrier = rank(&order, &carriers[at]);
        for passage in passages(&document.text) {
            places.push((at, passage.span, index.put(passage.id, &passage.words, carrier)));
        }
    }
    let buckets = index.buckets();
    let found: Vec<u32> =
        (0..index.len()).into_par_iter().map(|number| buckets.family(number)).collect();
    let mut families = Families::default();
    for (document, carrier) in documents.iter().zip(&carriers) {
        families.note_version(document, carrier);
    }
    for (at, span, number) in places {
        let first = found[number as usize];
        families.note(&documents[at], &carriers[at], span, &order[first as usize].key);
    }
    families
}

/// The place of a carrier in the sorted list of all.
#[expect(clippy::cast_possible_truncation, reason = "documents of one record")]
pub(crate) fn rank(order: &[&Carrier], carrier: &Carrier) -> u32 {
    order.partition_point(|other| *other < carrier) as u32
}

/// The sentence around a span, or the sentences where it reaches over several.
///
/// Found by punctuation alone, in the same way as passages that several documents share.
#[must_use]
pub fn sentence_around(text: &str, span: Span) -> Span {
    let touching = sentences(text).into_iter().filter(|sentence| sentence.overlaps(span));
    let around = touching.reduce(Span::cover).map_or(span, |sentences| sentences.cover(span));
    let before = around.of(text).len() - around.of(text).trim_start().len();
    Span::new((around.start + before).min(span.start), around.end)
}

impl Families {
    /// Notes that a document is a later version, where it is one.
    pub(crate) fn note_version(&mut self, document: &Document, carrier: &Carrier) {
        if carrier.key != document.key {
            self.first_version.insert(document.key.clone(), carrier.key.clone());
        }
    }

    /// Notes who carried a passage first; passages of a document are noted in order.
    pub(crate) fn note(&mut self, document: &Document, carrier: &Carrier, span: Span, first: &str) {
        if first != carrier.key {
            let passages = self.first_carrier.entry(document.key.clone()).or_default();
            passages.push((span, first.to_owned()));
        }
    }

    /// The passages of a document that another report carried first, in order, with that report.
    #[must_use]
    pub fn reprinted(&self, document: &str) -> &[(Span, String)] {
        self.first_carrier.get(document).map_or(&[], Vec::as_slice)
    }

    /// The report that a document is or is a version of, by the key of its first version.
    #[must_use]
    pub fn report<'a>(&'a self, document: &'a Document) -> &'a str {
        self.first_version.get(&document.key).unwrap_or(&document.key)
    }

    /// The reprint family of the words at a span: the key of the document that carried them first.
    #[must_use]
    pub fn of<'a>(&'a self, document: &'a Document, span: Span) -> &'a str {
        self.first_carrier
            .get(&document.key)
            .and_then(|passages| {
                let at = passages.partition_point(|(passage, _)| passage.end <= span.start);
                passages.get(at)
            })
            .filter(|(passage, _)| passage.start <= span.start)
            .map_or_else(|| self.report(document), |(_, first)| first)
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
    fn a_changed_word_and_another_paragraph_leave_it_a_reprint() {
        let early = document(
            "early",
            "2020-01-01",
            "The envoys met in Geneva on Monday for the first time since the truce of last autumn. More.",
        );
        let late = document(
            "late",
            "2020-02-02",
            "News. The envoys met in Geneva on Tuesday for the first time since the truce of last autumn.",
        );
        let families = families(&[late.clone(), early.clone()]);
        let at = late.text.find("since").expect("it stands there");
        assert_eq!(families.of(&late, Span::new(at, at + 5)), early.key);
    }

    #[test]
    fn short_passages_are_nobodys_reprint() {
        let a = document("a", "2020-01-01", "He did not elaborate.");
        let b = document("b", "2020-01-02", "He did not elaborate.");
        let families = families(&[a, b.clone()]);
        assert_eq!(families.of(&b, Span::new(0, 2)), b.key);
    }

    #[test]
    fn versions_of_one_report_are_one_voice() {
        let fetched = |id: &str, when: &str, text: &str| {
            let mut version = document(id, "2020-01-01", text);
            version.url = Some("https://andes.example/truce".to_owned());
            version.origin.retrieved = Some(when.to_owned());
            version
        };
        let second = fetched("a", "2020-01-02T10:00:00Z", "Nine people were hurt. Later: twelve.");
        let first = fetched("b", "2020-01-01T10:00:00Z", "Nine people were hurt.");
        let families = families(&[second.clone(), first.clone()]);
        assert_eq!(families.of(&second, Span::new(24, 30)), first.key);
        assert_eq!(families.report(&second), first.key);
        assert_eq!(families.report(&first), first.key);
    }

    #[test]
    fn a_short_sentence_goes_with_the_one_before_it() {
        let shared =
            "The two delegations met on Monday in Geneva and agreed to meet again. Nobody signed.";
        let early = document("early", "2020-01-01", &format!("{shared} More."));
        let late = document("late", "2020-02-02", &format!("News. {shared}"));
        let families = families(&[late.clone(), early.clone()]);
        let at = late.text.find("signed").expect("it stands there");
        assert_eq!(families.of(&late, Span::new(at, at + 6)), early.key);
    }
}
