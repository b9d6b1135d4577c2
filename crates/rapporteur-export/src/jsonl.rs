//! One document a line with its claims. Documented field by field in `docs/claim-json.md`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rapporteur_model::{Claim, CodePoints, Diagnostic, Document};
use rapporteur_record::views::Contents;
use serde_json::{Map, Value, json};

pub(crate) fn write(contents: &Contents, to: &mut dyn Write) -> io::Result<()> {
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
    documents.sort_by_key(|(shown, document)| (*shown, &document.key));
    for (shown, document) in documents {
        let code_points = CodePoints::new(&document.text);
        let mut lines = Vec::new();
        for claim in claims.get(document.key.as_str()).into_iter().flatten() {
            let mut object = claim_json(claim, &code_points).map_err(io::Error::other)?;
            let entry = entries.get(claim.id.as_str());
            object.insert("entry".into(), json!(entry.map(|entry| &entry.id)));
            object.insert(
                "independent_reports".into(),
                json!(entry.map(|entry| entry.independent_reports)),
            );
            lines.push(Value::Object(object));
        }
        let diagnostics = diagnostics.get(document.key.as_str());
        let line = json!({
            "id": shown,
            "key": document.key,
            "outlet": document.outlet,
            "title": document.title,
            "published": document.published,
            "published_basis": document.published_basis,
            "language": document.language,
            "url": document.url,
            "sha256": document.origin.sha256,
            "metadata": document.metadata,
            "claims": lines,
            "diagnostics": diagnostics.map_or(&[][..], Vec::as_slice),
        });
        serde_json::to_writer(&mut *to, &line)?;
        to.write_all(b"\n")?;
    }
    Ok(())
}

/// A claim as the exchange form spells it: the guide's fields, `start` and `end` in code points,
/// `start_byte` and `end_byte` in bytes.
///
/// # Errors
/// Never in practice: the model's types always serialise.
pub fn claim_json(
    claim: &Claim,
    code_points: &CodePoints<'_>,
) -> serde_json::Result<Map<String, Value>> {
    let Value::Object(fields) = serde_json::to_value(claim)? else { return Ok(Map::new()) };
    let mut object = Map::new();
    for (name, value) in fields {
        if name == "span" {
            let points = code_points.span(claim.span);
            object.insert("start".into(), points.start.into());
            object.insert("end".into(), points.end.into());
            object.insert("start_byte".into(), claim.span.start.into());
            object.insert("end_byte".into(), claim.span.end.into());
        } else {
            object.insert(name, value);
        }
    }
    if let Some(Value::Array(links)) = object.get_mut("said_by") {
        for (link, speaker) in links.iter_mut().zip(&claim.said_by) {
            for (name, span) in [("source", speaker.source), ("cue", speaker.cue)] {
                if let (Some(span), Value::Object(link)) = (span, &mut *link) {
                    let points = code_points.span(span);
                    link.insert(name.into(), json!([points.start, points.end]));
                }
            }
        }
    }
    Ok(object)
}
