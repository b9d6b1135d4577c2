//! The words behind an answer.

use rapporteur_model::{Claim, CodePoints, Document};
use rapporteur_record::sentence_around;
use serde_json::{Value, json};

use super::Answers;
use crate::claim_json;

impl Answers<'_> {
    /// What is needed to quote a claim: words, sentence, speakers, outlet, date, addresses.
    pub(super) fn evidence(&self, claim: &Claim) -> Value {
        let Some(document) = self.document_of(claim) else { return Value::Null };
        let chain: Vec<&str> = claim.said_by.iter().map(|link| link.speaker.as_str()).collect();
        let sentence = sentence_around(&document.text, claim.span).of(&document.text);
        let sentence: Vec<&str> = sentence.split_whitespace().collect();
        json!({
            "claim": claim.id,
            "quote": claim.quote,
            "sentence": sentence.join(" "),
            "said_by": chain,
            "outlet": document.outlet,
            "published": document.published,
            "title": document.title,
            "url": document.url,
            "document": self.lookup.shown.get(&document.key),
            "document_key": document.key,
            "permalink": self.links.claim(&claim.id),
        })
    }

    /// The evidence of a claim by its identifier.
    pub(super) fn evidence_of(&self, claim: &str) -> Value {
        self.claim(claim).map_or(Value::Null, |claim| self.evidence(claim))
    }

    /// A claim in its exchange form, with its evidence and its entry.
    pub(super) fn claim_answer(&self, at: usize, points: Option<&CodePoints<'_>>) -> Value {
        let Some(claim) = self.contents.claims.get(at) else { return Value::Null };
        let Some(document) = self.document_of(claim) else { return Value::Null };
        let own;
        let points = match points {
            Some(points) => points,
            None => {
                own = CodePoints::new(&document.text);
                &own
            }
        };
        let entry = self.entry_of(at);
        let mut answer = claim_json(claim, points).unwrap_or_default();
        answer.insert("entry".into(), json!(entry.map(|entry| &entry.id)));
        let voices = entry.map(|entry| entry.independent_reports);
        answer.insert("independent_voices".into(), json!(voices));
        let disputed = entry.map(|entry| entry.disagreements.iter().any(|slot| !slot.correction));
        answer.insert("disputed".into(), json!(disputed));
        let review = self.reviews.get(&claim.id).map(|review| review.verdict.name());
        answer.insert("review".into(), json!(review));
        answer.insert("evidence".into(), self.evidence(claim));
        Value::Object(answer)
    }

    /// What a document is, without its text.
    pub(super) fn about(&self, document: &Document) -> Value {
        json!({
            "document": self.lookup.shown.get(&document.key),
            "key": document.key,
            "outlet": document.outlet,
            "title": document.title,
            "authors": document.authors,
            "published": document.published,
            "published_basis": document.published_basis,
            "language": document.language,
            "url": document.url,
            "sha256": document.origin.sha256,
            "permalink": self.links.document(&document.key),
        })
    }
}
