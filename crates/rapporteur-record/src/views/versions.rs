//! Reports that were fetched more than once with other words, and what changed in their claims.

use std::collections::BTreeMap;

use rapporteur_model::{Claim, Document, PartialDate};
use serde::Serialize;

use super::Contents;
use crate::voices::carrier::version_order;

/// One report with its versions, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The address that the versions share.
    pub url: String,
    /// Who published it, as the newest version says.
    pub outlet: Option<String>,
    /// Its headline, as the newest version has it.
    pub title: Option<String>,
    /// The versions.
    pub versions: Vec<Version>,
}

/// One version, beside the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The document's key.
    pub document: String,
    /// When it was retrieved (RFC 3339), where that is known.
    pub retrieved: Option<String>,
    /// When its page says that it was changed.
    pub modified: Option<PartialDate>,
    /// SHA-256 of the bytes that it was read from.
    pub sha256: String,
    /// How many claims it makes.
    pub claims: usize,
    /// Claims that the version before does not make; empty for the first.
    pub added: Vec<Change>,
    /// Claims of the version before that this one does not make any more.
    pub dropped: Vec<Change>,
}

/// A claim that is in one version only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The claim.
    pub claim: String,
    /// Its words.
    pub quote: String,
}

/// Every report of which there is more than one version, by address. Two claims are the same where
/// their words are, white space aside: a claim whose words changed is one dropped and one added.
#[must_use]
pub fn versions(contents: &Contents) -> Vec<Report> {
    let mut by_url: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for document in &contents.documents {
        if let Some(url) = document.url.as_deref() {
            by_url.entry(url).or_default().push(document);
        }
    }
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &contents.claims {
        claims.entry(&claim.document).or_default().push(claim);
    }
    by_url
        .into_iter()
        .filter(|(_, documents)| documents.len() > 1)
        .map(|(url, documents)| report(url, documents, &claims))
        .collect()
}

fn report(
    url: &str,
    mut documents: Vec<&Document>,
    claims: &BTreeMap<&str, Vec<&Claim>>,
) -> Report {
    documents.sort_by_key(|document| version_order(document));
    let none = Vec::new();
    let of = |document: &Document| claims.get(document.key.as_str()).unwrap_or(&none);
    let versions = documents.iter().enumerate().map(|(at, document)| {
        let before =
            at.checked_sub(1).and_then(|at| documents.get(at)).map(|document| of(document));
        let now = of(document);
        Version {
            document: document.key.clone(),
            retrieved: document.origin.retrieved.clone(),
            modified: document.modified,
            sha256: document.origin.sha256.clone(),
            claims: now.len(),
            added: before.map(|before| only_in(now, before)).unwrap_or_default(),
            dropped: before.map(|before| only_in(before, now)).unwrap_or_default(),
        }
    });
    let newest = documents.last();
    Report {
        url: url.to_owned(),
        outlet: newest.and_then(|document| document.outlet.clone()),
        title: newest.and_then(|document| document.title.clone()),
        versions: versions.collect(),
    }
}

/// The claims of the first list whose words do not stand in the second, each as often as it does not.
fn only_in(these: &[&Claim], those: &[&Claim]) -> Vec<Change> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for claim in those {
        *counts.entry(words(claim)).or_default() += 1;
    }
    let mut changes = Vec::new();
    for claim in these {
        match counts.get_mut(&words(claim)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => changes.push(Change { claim: claim.id.clone(), quote: claim.quote.clone() }),
        }
    }
    changes
}

/// A claim's words, and whose they are.
fn words(claim: &Claim) -> (String, String) {
    let single_spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let speakers: Vec<&str> = claim.said_by.iter().map(|link| link.speaker.as_str()).collect();
    (single_spaced(&claim.quote), speakers.join(" > "))
}

#[cfg(test)]
mod tests {
    use rapporteur_model::{Content, Figure, Measure, Origin, Qualifier, Realis, Span};

    use super::*;

    fn version(key: &str, retrieved: &str) -> Document {
        Document {
            key: key.to_owned(),
            url: Some("https://andes.example/truce".to_owned()),
            origin: Origin { retrieved: Some(retrieved.to_owned()), ..Origin::default() },
            ..Document::default()
        }
    }

    fn claim(document: &str, number: usize, quote: &str) -> Claim {
        Claim {
            id: format!("{document}.{number}"),
            document: document.to_owned(),
            span: Span::new(0, 1),
            quote: quote.to_owned(),
            said_by: Vec::new(),
            realis: Realis::Actual,
            time: None,
            place: None,
            content: Content::Figure(Figure {
                measure: Measure::Killed,
                of: None,
                by: None,
                value: 1.0,
                high: None,
                qualifier: Qualifier::Exact,
                unit: None,
            }),
            found_by: String::new(),
            confidence: None,
        }
    }

    #[test]
    fn what_a_later_version_adds_and_drops_is_told() {
        let contents = Contents {
            documents: vec![
                version("a", "2016-06-24T10:00:00Z"),
                version("b", "2016-06-23T10:00:00Z"),
                Document { key: "c".to_owned(), ..Document::default() },
            ],
            claims: vec![
                claim("a", 0, "at least 40\npeople"),
                claim("a", 1, "12 soldiers"),
                claim("b", 0, "at least 40 people"),
                claim("b", 1, "10 soldiers"),
            ],
            ..Contents::default()
        };
        let reports = versions(&contents);
        assert_eq!(reports.len(), 1);
        let [first, second] = &reports[0].versions[..] else { panic!("{reports:?}") };
        assert_eq!((first.document.as_str(), second.document.as_str()), ("b", "a"));
        assert!(first.added.is_empty() && first.dropped.is_empty());
        assert_eq!(second.added[0].quote, "12 soldiers");
        assert_eq!(second.dropped[0].quote, "10 soldiers");
        assert_eq!((second.added.len(), second.dropped.len()), (1, 1));
    }
}
