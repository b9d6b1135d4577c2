//! One report as it was published.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::date::PartialDate;
use crate::span::Span;

/// One report as it was published. The text is never changed after ingest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Stable key in a record: [`document_key`] of identifier and text.
    pub key: String,
    /// Identifier as given (the file's stem or the `id` field); not necessarily unique.
    pub id: String,
    /// Who published it, by metadata or as the text itself says.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it, as its page or its metadata names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When it was published, as exact as known.
    pub published: Option<PartialDate>,
    /// What the publication date rests on.
    pub published_basis: Option<Basis>,
    /// When it was last changed, as its page or its metadata says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<PartialDate>,
    /// Where the dateline places the report ("Cairo").
    pub dateline_place: Option<String>,
    /// Language code (ISO 639-1, else 639-3), by metadata or as the words of the text show it.
    pub language: Option<String>,
    /// Address; of a page the canonical one. Documents that share it are versions of one report.
    pub url: Option<String>,
    /// Where the program found it.
    pub origin: Origin,
    /// Fields that came with the document and mean nothing to the program, kept as they were.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, serde_json::Value>,
    /// What a crawl left around the report: kept in the text, not read for claims.
    pub furniture: Vec<Furniture>,
    /// The text, exactly as it came.
    pub text: String,
}

impl Document {
    /// The byte ranges of the text between the furniture, in order, without empty ones.
    #[must_use]
    pub fn readable(&self) -> Vec<Span> {
        let mut regions = Vec::new();
        let mut from = 0;
        for piece in &self.furniture {
            if piece.span.start > from {
                regions.push(Span::new(from, piece.span.start));
            }
            from = from.max(piece.span.end);
        }
        if from < self.text.len() {
            regions.push(Span::new(from, self.text.len()));
        }
        regions
    }
}

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file, as it was named on the command line, with `:LINE` for a line of JSONL, `:ROW` for
    /// a row of a table, `!NAME` for a member of an archive and `@BYTE` for a place in a stream.
    pub path: String,
    /// SHA-256 of the raw bytes (the file; for JSONL its line; for a page its HTML as it was sent),
    /// in hexadecimal.
    pub sha256: String,
    /// When it was retrieved (RFC 3339, UTC), where an archive or the program itself noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<String>,
    /// The headers that it came with, in order: of HTTP, or of the mail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
}

/// What a date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The words of the report.
    Text,
    /// Its dateline.
    Dateline,
    /// Metadata that came with it.
    Metadata,
    /// Concluded from weekday, address or other dates.
    Inferred,
}

/// A stretch of text that is no report: kept, and not read for claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: FurnitureKind,
}

/// Kinds of furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FurnitureKind {
    /// A placeholder or credit for a picture.
    Image,
    /// An invitation to share, comment or subscribe.
    Share,
    /// A link to another report.
    ReadNext,
    /// The headline, repeated.
    RepeatedHeadline,
    /// A bare address.
    Link,
    /// The outlet's name or source line at the end.
    Signature,
    /// The dateline at the start of the first paragraph.
    Dateline,
    /// A line that gives the time of publication.
    Timestamp,
    /// A rule, a lone letter, mark-up.
    Mark,
    /// A note about the text itself, such as that it is a sample.
    Notice,
}

/// Lower-case hexadecimal SHA-256 of some bytes.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The key of a document: the first 16 hexadecimal digits of SHA-256 over identifier and text.
///
/// The same identifier with the same words is the same document, wherever it lies.
#[must_use]
pub fn document_key(id: &str, text: &str) -> String {
    let mut bytes = Vec::with_capacity(id.len() + text.len() + 1);
    bytes.extend_from_slice(id.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(text.as_bytes());
    let mut key = sha256_hex(&bytes);
    key.truncate(16);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_is_the_standard_one() {
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
