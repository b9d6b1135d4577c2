//! How a record grows: new reports touch what they share words or happenings with, and nothing
//! else. Growing report by report gives the record that all of them give at once.
//!
//! What makes this exact:
//!
//! - whether two passages are one, and how a pair of claims scores, depends on those two alone;
//! - a passage is laid to the first of those like it, and only those carried first under each of
//!   its fingerprints count, so a later report changes no earlier one;
//! - no entry reaches beyond a component: the claims that pairs above the merge score connect. A
//!   component that new claims do not reach stays as it is; one that they reach is grouped anew.
//!
//! A report that takes another's place in the order (a copy with another date, an earlier version
//! of a known address) may move what it does not touch: then [`grow`] gives nothing, and the caller
//! grows the whole record from [`Nothing`].

mod claims;
mod passages;

use std::convert::Infallible;

use rapporteur_model::{Claim, Document, Entry};

use crate::voices::Carrier;

/// What a record keeps in order to grow. What is not answered otherwise is answered as by a record
/// without anything in it.
pub trait Kept {
    /// What can go wrong with reading it.
    type Error;

    /// Those of some passages that are kept.
    ///
    /// # Errors
    /// When they cannot be read.
    fn passages(&self, _ids: &[u64]) -> Result<Vec<KeptPassage>, Self::Error> {
        Ok(Vec::new())
    }

    /// Every passage under any of some fingerprints.
    ///
    /// # Errors
    /// When they cannot be read.
    fn passages_under(&self, _prints: &[u32]) -> Result<Vec<KeptPassage>, Self::Error> {
        Ok(Vec::new())
    }

    /// The keys of the documents that carry any of some passages.
    ///
    /// # Errors
    /// When they cannot be read.
    fn carrying(&self, _passages: &[u64]) -> Result<Vec<String>, Self::Error> {
        Ok(Vec::new())
    }

    /// The claims that stand under any of some keys.
    ///
    /// # Errors
    /// When they cannot be read.
    fn claims_under(&self, _keys: &[u64]) -> Result<Vec<String>, Self::Error> {
        Ok(Vec::new())
    }

    /// The claims in the components of some claims, with these themselves.
    ///
    /// # Errors
    /// When they cannot be read.
    fn components_of(&self, claims: &[String]) -> Result<Vec<String>, Self::Error> {
        Ok(claims.to_vec())
    }

    /// Documents by key, with all their claims.
    ///
    /// # Errors
    /// When they cannot be read.
    fn readings(&self, _documents: &[String]) -> Result<(Vec<Document>, Vec<Claim>), Self::Error> {
        Ok((Vec::new(), Vec::new()))
    }

    /// The documents with any of some addresses.
    ///
    /// # Errors
    /// When they cannot be read.
    fn versions(&self, _addresses: &[String]) -> Result<Vec<Document>, Self::Error> {
        Ok(Vec::new())
    }
}

/// A passage as a record keeps it: the words of a sentence, and who carried them first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPassage {
    /// Hash of its words.
    pub id: u64,
    /// Hashes of its words, in order.
    pub words: Vec<u32>,
    /// The report that carried exactly these words first.
    pub carrier: Carrier,
    /// The report that carried these words, or nearly these, first.
    pub family: Carrier,
}

/// What new reports change. Every list is sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Growth {
    /// Passages that are new or laid to another carrier than before.
    pub passages: Vec<KeptPassage>,
    /// New fingerprints with their passages.
    pub prints: Vec<(u32, u64)>,
    /// New passages of documents: passage, document key.
    pub carried: Vec<(u64, String)>,
    /// Keys that new claims stand under: key, claim.
    pub blocks: Vec<(u64, String)>,
    /// Claims in components of two and more with the first of each: these take the place of all
    /// that was kept about the claims.
    pub components: Vec<(String, String)>,
    /// Claims of before whose entries are replaced.
    pub regrouped: Vec<String>,
    /// Entries, new or changed, by identifier.
    pub entries: Vec<Entry>,
}

/// A record without anything in it.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Kept for Nothing {
    type Error = Infallible;
}

/// What a record becomes with new documents and their claims. None of the documents may be kept
/// already. `None`: they move what they do not touch, and the whole record has to be grown anew.
///
/// # Errors
/// When what is kept cannot be read.
pub fn grow<K: Kept>(
    kept: &K,
    documents: &[Document],
    claims: &[Claim],
) -> Result<Option<Growth>, K::Error> {
    let Some(words) = passages::grow(kept, documents)? else { return Ok(None) };
    claims::grow(kept, documents, claims, words).map(Some)
}
