//! What holds in every record. `rapporteur check` proves it on a whole one.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, Document, document_key, sha256_hex};

use crate::views::Contents;

/// Everything in a record that breaks an invariant, one line each; empty when all hold.
///
/// 1. A document's key is the hash of its identifier and text, and the hash of a text file's bytes
///    is the hash of the text.
/// 2. Furniture lies in order within the text.
/// 3. A claim belongs to a document, its span slices to its quote, and the spans of its speakers
///    lie within the text.
/// 4. An event's mode is one of its type's.
/// 5. An entry has claims, every claim is in exactly one entry, and an entry counts at least one
///    independent report and no more than it has claims.
#[must_use]
pub fn violations(contents: &Contents) -> Vec<String> {
    let mut found = Vec::new();
    for document in &contents.documents {
        check_document(document, &mut found);
    }
    let documents = contents.documents_by_key();
    let mut seen = BTreeSet::new();
    for claim in &contents.claims {
        if !seen.insert(claim.id.as_str()) {
            found.push(format!("claim {}: two claims have this identifier", claim.id));
        }
        match documents.get(claim.document.as_str()) {
            Some(document) => check_claim(claim, document, &mut found),
            None => found.push(format!(
                "claim {}: its document {} is not in the record",
                claim.id, claim.document
            )),
        }
    }
    check_entries(contents, &mut found);
    found
}

fn check_document(document: &Document, found: &mut Vec<String>) {
    let name = format!("document {} ({})", document.key, document.id);
    if document.key != document_key(&document.id, &document.text) {
        found.push(format!("{name}: its key is not the hash of its identifier and text"));
    }
    let from_text_file =
        std::path::Path::new(&document.origin.path).extension().is_some_and(|ext| ext == "txt");
    if from_text_file && document.origin.sha256 != sha256_hex(document.text.as_bytes()) {
        found.push(format!("{name}: SHA-256 of its text is not that of the file it came from"));
    }
    let mut end = 0;
    for piece in &document.furniture {
        if piece.span.start < end || document.text.get(piece.span.range()).is_none() {
            found.push(format!("{name}: furniture at {:?} does not fit", piece.span));
        }
        end = piece.span.end;
    }
}

fn check_claim(claim: &Claim, document: &Document, found: &mut Vec<String>) {
    let mut wrong = |what: &str| found.push(format!("claim {}: {what}", claim.id));
    if document.text.get(claim.span.range()) != Some(claim.quote.as_str()) {
        wrong("its span does not slice to its quote");
    }
    if claim.span.is_empty() {
        wrong("its evidence is empty");
    }
    for speaker in &claim.said_by {
        for span in [speaker.source, speaker.cue].into_iter().flatten() {
            if document.text.get(span.range()).is_none() {
                wrong("a speaker's span lies outside the text");
            }
        }
    }
    if let Some(event) = claim.event()
        && event.mode.is_some_and(|mode| !event.event_type.modes().contains(&mode))
    {
        wrong("its mode is none of its type's");
    }
}

fn check_entries(contents: &Contents, found: &mut Vec<String>) {
    let claims = contents.claims_by_id();
    let mut entry_of: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in &contents.entries {
        if entry.claims.is_empty() {
            found.push(format!("entry {}: it has no claim", entry.id));
        } else if !(1..=entry.claims.len()).contains(&entry.independent_reports) {
            found.push(format!("entry {}: its count of independent reports cannot be", entry.id));
        }
        for claim in &entry.claims {
            if !claims.contains_key(claim.as_str()) {
                found.push(format!("entry {}: claim {claim} is not in the record", entry.id));
            }
            if let Some(other) = entry_of.insert(claim, &entry.id) {
                found
                    .push(format!("claim {claim}: it is in two entries, {other} and {}", entry.id));
            }
        }
    }
    for claim in claims.keys().filter(|claim| !entry_of.contains_key(*claim)) {
        found.push(format!("claim {claim}: it is in no entry"));
    }
}
