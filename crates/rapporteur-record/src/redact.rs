//! A record in which people named in a list stand under pseudonyms, everywhere and always the same.
//!
//! The texts themselves change, so that every identifier that is made of them does, too: the result
//! is a whole record of its own, in which every invariant holds.

mod names;
mod pattern;
mod spelling;

use std::collections::BTreeMap;

use rapporteur_model::{
    Actor, Basis, Claim, Content, Diagnostic, Document, Entry, Review, Span, document_key,
    sha256_hex, slug,
};

use crate::views::Contents;
pub use names::{BadNames, Names};
use pattern::{Pattern, Replaced};

/// The same record under pseudonyms. Bytes that a document came from, headers and hashes are left
/// out: they would lead back to the names.
#[must_use]
pub fn redact(contents: &Contents, names: &Names) -> Contents {
    let mut keys: BTreeMap<&str, String> = BTreeMap::new();
    let mut texts: BTreeMap<&str, (Pattern<'_>, Replaced)> = BTreeMap::new();
    let mut documents = Vec::new();
    for document in &contents.documents {
        let pattern = names.in_document(document);
        let text = pattern.replace(&document.text);
        let redacted = redact_document(document, &pattern, &text);
        keys.insert(&document.key, redacted.key.clone());
        texts.insert(&document.key, (pattern, text));
        documents.push(redacted);
    }
    let everywhere = names.everywhere();
    let identifier = |id: &str| renamed(id, &keys);
    let claim = |claim: &Claim| {
        let (pattern, text) = match texts.get(claim.document.as_str()) {
            Some((pattern, text)) => (pattern, Some(text)),
            None => (&everywhere, None),
        };
        let mut redacted = redact_claim(claim, pattern, text);
        redacted.id = identifier(&claim.id);
        redacted.document = identifier(&claim.document);
        redacted
    };
    let mut claims: Vec<Claim> = contents.claims.iter().map(claim).collect();
    let mut rejected: Vec<Claim> = contents.rejected.iter().map(claim).collect();
    rejected.sort_by(|a, b| place(&a.id).cmp(&place(&b.id)));
    let reviews = contents
        .reviews
        .iter()
        .map(|(id, review)| (identifier(id), redact_review(review, &everywhere)))
        .collect();
    claims.sort_by(|a, b| place(&a.id).cmp(&place(&b.id)));
    let entry = |entry: &Entry| redact_entry(entry, &identifier, &everywhere);
    let mut entries: Vec<Entry> = contents.entries.iter().map(entry).collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    documents.sort_by(|a, b| a.key.cmp(&b.key));
    let mut diagnostics: Vec<Diagnostic> = contents
        .diagnostics
        .iter()
        .map(|note| {
            let found = texts.get(note.subject.as_str());
            let pattern = found.map_or(&everywhere, |(pattern, _)| pattern);
            Diagnostic {
                subject: pattern.apply(&identifier(&note.subject)),
                span: note.span.map(|span| found.map_or(span, |(_, text)| text.span(span))),
                message: pattern.apply(&note.message),
                code: note.code,
            }
        })
        .collect();
    // Notes about one document keep their order.
    diagnostics.sort_by(|a, b| a.subject.cmp(&b.subject));
    Contents { documents, claims, entries, diagnostics, reviews, rejected }
}

fn redact_document(document: &Document, pattern: &Pattern<'_>, text: &Replaced) -> Document {
    let id = pattern.apply(&document.id);
    let given = |value: &Option<String>| value.as_deref().map(|text| pattern.apply(text));
    let mut furniture = document.furniture.clone();
    for piece in &mut furniture {
        piece.span = text.span(piece.span);
    }
    furniture.retain(|piece| !piece.span.is_empty());
    let mut origin = document.origin.clone();
    origin.path = pattern.apply(&origin.path);
    origin.sha256 = sha256_hex(text.text.as_bytes());
    origin.headers.clear();
    Document {
        key: document_key(&id, &text.text),
        id,
        outlet: given(&document.outlet),
        title: given(&document.title),
        authors: document.authors.iter().map(|name| pattern.apply(name)).collect(),
        published: document.published,
        published_basis: document.published.map(|_| Basis::Metadata),
        modified: document.modified,
        dateline_place: given(&document.dateline_place),
        language: document.language.clone(),
        url: given(&document.url),
        origin,
        metadata: document
            .metadata
            .iter()
            .map(|(name, value)| (pattern.apply(name), pattern.apply_json(value)))
            .collect(),
        furniture,
        text: text.text.clone(),
    }
}

fn redact_claim(claim: &Claim, pattern: &Pattern<'_>, text: Option<&Replaced>) -> Claim {
    let mut redacted = claim.clone();
    redacted.span = text.map_or(claim.span, |text| text.span(claim.span));
    redacted.quote = match text {
        Some(text) => redacted.span.of(&text.text).to_owned(),
        None => pattern.apply(&claim.quote),
    };
    let moved = |span: Span| text.map_or(span, |text| text.span(span));
    for speaker in &mut redacted.said_by {
        speaker.speaker = pattern.apply(&speaker.speaker);
        speaker.party = speaker.party.as_deref().map(|name| pattern.apply(name));
        speaker.source = speaker.source.map(moved);
        speaker.cue = speaker.cue.map(moved);
    }
    redacted.place = redacted.place.as_deref().map(|name| pattern.apply(name));
    match &mut redacted.content {
        Content::Event(event) => {
            let lists = [&mut event.actors, &mut event.recipients, &mut event.mediators];
            for actor in lists.into_iter().flatten() {
                *actor = redact_actor(actor, pattern);
            }
            event.object = event.object.as_deref().map(|words| pattern.apply(words));
        }
        Content::Figure(figure) => {
            for words in [&mut figure.of, &mut figure.by, &mut figure.unit] {
                *words = words.as_deref().map(|words| pattern.apply(words));
            }
        }
    }
    redacted
}

fn redact_actor(actor: &Actor, pattern: &Pattern<'_>) -> Actor {
    let name = pattern.apply(&actor.name);
    // A dossier's own identifier stays unless it or the name goes.
    let id = pattern.apply(&actor.id);
    let stays = name == actor.name && id == actor.id;
    let id = if stays { id } else { slug(if name == actor.name { &id } else { &name }) };
    Actor { id, party: actor.party.as_deref().map(|party| pattern.apply(party)), name }
}

fn redact_entry(
    entry: &Entry,
    identifier: &dyn Fn(&str) -> String,
    pattern: &Pattern<'_>,
) -> Entry {
    let all = |ids: &[String]| ids.iter().map(|id| identifier(id)).collect::<Vec<_>>();
    let mut redacted = entry.clone();
    redacted.claims = all(&entry.claims);
    redacted.claims.sort_by(|a, b| place(a).cmp(&place(b)));
    redacted.id = format!("e-{}", redacted.claims.first().map_or("", String::as_str));
    for voice in &mut redacted.voices {
        voice.family = identifier(&voice.family);
        voice.speaker = voice.speaker.as_deref().map(|name| pattern.apply(name));
        voice.claims = all(&voice.claims);
    }
    for merge in &mut redacted.merges {
        merge.claim = identifier(&merge.claim);
        merge.with = identifier(&merge.with);
    }
    for side in redacted.disagreements.iter_mut().flat_map(|found| &mut found.sides) {
        side.value = pattern.apply(&side.value);
        side.claims = all(&side.claims);
    }
    redacted
}

fn redact_review(review: &Review, pattern: &Pattern<'_>) -> Review {
    let mut redacted = review.clone();
    redacted.by = pattern.apply(&review.by);
    redacted.why = review.why.as_deref().map(|words| pattern.apply(words));
    for edit in &mut redacted.edits {
        edit.was = pattern.apply(&edit.was);
        edit.is = pattern.apply(&edit.is);
    }
    redacted
}

/// A document's key, or `KEY.N`, by the new keys; anything else as it is.
fn renamed(id: &str, keys: &BTreeMap<&str, String>) -> String {
    let (key, rest) = id.split_once('.').map_or((id, None), |(key, rest)| (key, Some(rest)));
    match (keys.get(key), rest) {
        (Some(key), Some(rest)) => format!("{key}.{rest}"),
        (Some(key), None) => key.clone(),
        (None, _) => id.to_owned(),
    }
}

/// The order of claims: by document, then position.
fn place(id: &str) -> (&str, usize) {
    let (key, number) = id.rsplit_once('.').unwrap_or((id, ""));
    (key, number.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests;
