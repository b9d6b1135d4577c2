//! One document a line with its claims. Documented field by field in `docs/claim-json.md`.

use std::io::{self, Write};

use rapporteur_model::{Claim, CodePoints};
use serde_json::{Map, Value, json};

use crate::Options;
use crate::pieces::{Piece, Sheet, Told};

/// Lines of documents.
pub(crate) struct Lines<'w> {
    pub(crate) to: &'w mut (dyn Write + 'w),
    pub(crate) options: Options,
}

impl Sheet for Lines<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let document = piece.document;
        let code_points = CodePoints::new(&document.text);
        let mut lines = Vec::new();
        for Told { claim, entry, review } in &piece.claims {
            let mut object = claim_json(claim, &code_points).map_err(io::Error::other)?;
            object.insert("entry".into(), json!(entry.map(|entry| entry.id)));
            object.insert(
                "independent_reports".into(),
                json!(entry.map(|entry| entry.independent_reports)),
            );
            object.insert("review".into(), json!(review));
            object.insert("permalink".into(), self.options.links.claim(&claim.id).into());
            lines.push(Value::Object(object));
        }
        let line = json!({
            "id": piece.shown,
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
            "diagnostics": piece.diagnostics,
        });
        serde_json::to_writer(&mut *self.to, &line)?;
        self.to.write_all(b"\n")
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.to.flush()
    }
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
