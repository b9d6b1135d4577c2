//! Annotated claims and entries, as the annotation guide writes them: to measure entries and to
//! learn from.

pub mod coreference;
pub mod score;

use rapporteur_model::{Claim, Document, Entry, PartialDate, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A claim by the identifier of its document and its place in the list of claims, from 0.
pub type Place = (String, usize);

/// One group of an `entries.jsonl` file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GoldEntry {
    /// A name for it.
    #[serde(default)]
    pub entry: String,
    /// Its claims.
    pub claims: Vec<Place>,
    /// Its disagreements.
    #[serde(default)]
    pub disagreements: Vec<GoldDisagreement>,
}

/// A slot on which claims of a group contradict each other.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GoldDisagreement {
    /// The slot's name.
    pub slot: String,
    /// The sides.
    pub sides: Vec<GoldSide>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GoldSide {
    /// What it says.
    pub value: String,
    /// Its claims.
    pub claims: Vec<Place>,
}

/// Documents and claims of an annotated file, ready for [`crate::entries()`].
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// The documents; the key of each is its identifier.
    pub documents: Vec<Document>,
    /// Their claims; [`place`] finds a claim's place from its identifier.
    pub claims: Vec<Claim>,
}

/// Reads annotated claims, one document a line, with the text that `text_of` gives for each
/// document identifier.
///
/// A claim is where `start_byte` and `end_byte` say, as exports have them, else where its quote
/// stands first. One whose quote does not stand in the text keeps it and an empty place at the
/// start.
///
/// # Errors
/// A line that is no annotated document, by number, or a document without text.
pub fn read_claims<E: std::fmt::Display>(
    lines: &str,
    mut text_of: impl FnMut(&str) -> Result<String, E>,
) -> Result<Annotated, String> {
    let mut annotated = Annotated::default();
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |what: String| format!("line {}: {what}", number + 1);
        let row: Row = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        let text = text_of(&row.id).map_err(|error| wrong(format!("{}: {error}", row.id)))?;
        for (ordinal, claim) in row.claims.into_iter().enumerate() {
            let claim = located(claim, &row.id, ordinal, &text)
                .map_err(|error| wrong(format!("claim {ordinal}: {error}")))?;
            annotated.claims.push(claim);
        }
        annotated.documents.push(Document {
            key: row.id.clone(),
            id: row.id,
            outlet: row.outlet,
            published: row.published,
            text,
            ..Document::default()
        });
    }
    Ok(annotated)
}

#[derive(Deserialize)]
struct Row {
    id: String,
    outlet: Option<String>,
    published: Option<PartialDate>,
    claims: Vec<Map<String, Value>>,
}

/// Gives an annotated claim what the program's own claims have beside.
fn located(
    mut claim: Map<String, Value>,
    document: &str,
    ordinal: usize,
    text: &str,
) -> serde_json::Result<Claim> {
    let quote = claim.get("quote").and_then(Value::as_str).unwrap_or_default();
    let byte = |name: &str| usize::try_from(claim.get(name)?.as_u64()?).ok();
    let told = byte("start_byte").zip(byte("end_byte")).map(|(start, end)| Span::new(start, end));
    let span = told
        .filter(|span| text.get(span.range()) == Some(quote))
        .or_else(|| text.find(quote).map(|at| Span::new(at, at + quote.len())))
        .unwrap_or_default();
    // Where speakers stand is told in code points, and entries do not look at it.
    for link in claim.get_mut("said_by").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(link) = link.as_object_mut() {
            link.remove("source");
            link.remove("cue");
        }
    }
    claim.insert("span".into(), json!(span));
    claim.insert("id".into(), json!(format!("{document}.{ordinal}")));
    claim.insert("document".into(), json!(document));
    claim.entry("found_by").or_insert_with(|| json!("annotator"));
    serde_json::from_value(Value::Object(claim))
}

/// The place of a claim that [`read_claims`] read.
#[must_use]
pub fn place(claim: &str) -> Option<Place> {
    let (document, ordinal) = claim.rsplit_once('.')?;
    Some((document.to_owned(), ordinal.parse().ok()?))
}

/// Entries with their claims named otherwise: those that `name` knows. An entry without any is left
/// out, and so is a disagreement with fewer than two sides.
#[must_use]
pub fn renamed(entries: &[GoldEntry], name: impl Fn(&Place) -> Option<Place>) -> Vec<GoldEntry> {
    let named = |claims: &[Place]| -> Vec<Place> { claims.iter().filter_map(&name).collect() };
    let disagreement = |disagreement: &GoldDisagreement| {
        let sides = disagreement
            .sides
            .iter()
            .map(|side| GoldSide { value: side.value.clone(), claims: named(&side.claims) });
        let sides: Vec<GoldSide> = sides.filter(|side| !side.claims.is_empty()).collect();
        (sides.len() > 1).then(|| GoldDisagreement { slot: disagreement.slot.clone(), sides })
    };
    entries
        .iter()
        .map(|entry| GoldEntry {
            entry: entry.entry.clone(),
            claims: named(&entry.claims),
            disagreements: entry.disagreements.iter().filter_map(disagreement).collect(),
        })
        .filter(|entry| !entry.claims.is_empty())
        .collect()
}

/// Entries of two claims or more in the form of the annotation guide, without corrections.
#[must_use]
pub fn written(entries: &[Entry]) -> Vec<GoldEntry> {
    let places = |claims: &[String]| claims.iter().filter_map(|claim| place(claim)).collect();
    entries
        .iter()
        .filter(|entry| entry.claims.len() > 1)
        .map(|entry| GoldEntry {
            entry: entry.id.clone(),
            claims: places(&entry.claims),
            disagreements: entry
                .disagreements
                .iter()
                .filter(|disagreement| !disagreement.correction)
                .map(|disagreement| GoldDisagreement {
                    slot: disagreement.slot.to_string(),
                    sides: disagreement
                        .sides
                        .iter()
                        .map(|side| GoldSide {
                            value: side.value.clone(),
                            claims: places(&side.claims),
                        })
                        .collect(),
                })
                .collect(),
        })
        .collect()
}
