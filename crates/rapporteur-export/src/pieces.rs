//! A record document by document: what formats of claims are written from, so that no more than
//! one document needs to be in memory.

use std::collections::BTreeMap;
use std::io;

use rapporteur_model::{Claim, Diagnostic, Document, Entry, Review, Verdict};
use rapporteur_record::views::Contents;

/// One document with what is exported of it.
#[derive(Clone, Debug)]
pub struct Piece<'a> {
    /// The identifier that exports show for the document.
    pub shown: &'a str,
    /// The document.
    pub document: &'a Document,
    /// Its claims in text order.
    pub claims: Vec<Told<'a>>,
    /// What was left open.
    pub diagnostics: Vec<&'a Diagnostic>,
}

/// A claim with what an export says beside it.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The entry that it belongs to.
    pub entry: Option<EntryOf<'a>>,
    /// What a person decided about it, by name.
    pub review: Option<&'static str>,
}

/// What an export says beside a claim about the entry that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryOf<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// How many independent voices tell it.
    pub independent_reports: usize,
    /// Whether reports contradict each other on it.
    pub disputed: bool,
}

impl<'a> EntryOf<'a> {
    /// What an entry says beside its claims.
    #[must_use]
    pub fn of(entry: &'a Entry) -> Self {
        Self {
            id: &entry.id,
            independent_reports: entry.independent_reports,
            disputed: entry.disagreements.iter().any(|disagreement| !disagreement.correction),
        }
    }
}

/// A format that is written document by document.
pub trait Sheet {
    /// Writes what the format says of one document. Documents come in the order of their shown
    /// identifiers and keys.
    ///
    /// # Errors
    /// When the writer fails.
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()>;

    /// Writes what stands after the last document.
    ///
    /// # Errors
    /// When the writer fails.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Gives a record to a function document by document.
///
/// # Errors
/// When the function fails.
pub fn pieces(
    contents: &Contents,
    mut take: impl FnMut(&Piece<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let entries = contents.entry_of_claim();
    let mut claims: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &contents.claims {
        claims.entry(&claim.document).or_default().push(claim);
    }
    let mut diagnostics: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for note in &contents.diagnostics {
        diagnostics.entry(&note.subject).or_default().push(note);
    }
    let shown_ids = contents.shown_ids();
    let mut documents: Vec<(&str, &Document)> = contents
        .documents
        .iter()
        .filter_map(|document| Some((shown_ids.get(document.key.as_str())?.as_str(), document)))
        .collect();
    documents.sort_by_key(|(shown, document)| (*shown, document.key.as_str()));
    for (shown, document) in documents {
        let key = document.key.as_str();
        let mut claims = claims.remove(key).unwrap_or_default();
        claims.sort_by_key(|claim| (claim.span, claim.id.as_str()));
        take(&Piece {
            shown,
            document,
            claims: claims
                .into_iter()
                .map(|claim| Told {
                    claim,
                    entry: entries.get(claim.id.as_str()).map(|entry| EntryOf::of(entry)),
                    review: contents.reviews.get(&claim.id).and_then(verdict),
                })
                .collect(),
            diagnostics: diagnostics.remove(key).unwrap_or_default(),
        })?;
    }
    Ok(())
}

/// A verdict by name; `None` for one that was taken back.
fn verdict(review: &Review) -> Option<&'static str> {
    (review.verdict != Verdict::Open).then(|| review.verdict.name())
}
