//! W3C Web Annotations: one for each claim, tied to its exact words.
//!
//! Positions are Unicode code points of the stored text. The words before and after reach to the
//! borders of the sentence: what a tool needs to find the place again on a page that changed.
//! Tags (`type:RETREAT`, `actor:The League`) are what annotation tools show; the whole claim stands
//! beside them in its exchange form.

use std::io::{self, Write};

use rapporteur_model::{Claim, CodePoints, Content, Document, Span};
use rapporteur_record::sentence_around;
use serde_json::{Value, json};

use crate::pieces::{Piece, Sheet, Told};
use crate::{Options, claim_json};

/// Lines of annotations.
pub(crate) struct Lines<'w> {
    pub(crate) to: &'w mut (dyn Write + 'w),
    pub(crate) options: Options,
}

impl Sheet for Lines<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let code_points = CodePoints::new(&piece.document.text);
        for &told in &piece.claims {
            let line = self.annotation(piece.document, told, &code_points)?;
            serde_json::to_writer(&mut *self.to, &line)?;
            self.to.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.to.flush()
    }
}

impl Lines<'_> {
    fn annotation(
        &self,
        document: &Document,
        told: Told<'_>,
        code_points: &CodePoints<'_>,
    ) -> io::Result<Value> {
        let Told { claim, entry, review } = told;
        let links = &self.options.links;
        let whole = claim_json(claim, code_points).map_err(io::Error::other)?;
        let mut body: Vec<Value> = tags(claim)
            .into_iter()
            .chain(review.map(|verdict| format!("review:{verdict}")))
            .map(|value| json!({"type": "TextualBody", "purpose": "tagging", "value": value}))
            .collect();
        body.push(json!({
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": Value::Object(whole).to_string(),
        }));
        if let Some(entry) = entry {
            let source = links.entry(entry.id);
            body.push(json!({"type": "SpecificResource", "purpose": "linking", "source": source}));
        }
        let points = code_points.span(claim.span);
        let (prefix, suffix) = around(&document.text, claim.span);
        let mut target = json!({
            "source": links.source(document),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.quote,
                    "prefix": prefix,
                    "suffix": suffix,
                },
                {"type": "TextPositionSelector", "start": points.start, "end": points.end},
            ],
        });
        if let (Some(retrieved), Value::Object(target)) = (&document.origin.retrieved, &mut target)
        {
            target.insert("state".into(), json!({"type": "TimeState", "sourceDate": retrieved}));
        }
        Ok(json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": links.claim(&claim.id),
            "type": "Annotation",
            "motivation": "classifying",
            "generator": {
                "type": "Software",
                "name": concat!("Rapporteur ", env!("CARGO_PKG_VERSION")),
            },
            "body": body,
            "target": target,
        }))
    }
}

/// What a person sees beside the words, and may correct.
fn tags(claim: &Claim) -> Vec<String> {
    let mut tags = Vec::new();
    match &claim.content {
        Content::Event(event) => {
            tags.push(format!("type:{}", event.event_type));
            tags.extend(event.mode.map(|mode| format!("mode:{mode}")));
            let slots = [
                ("actor", &event.actors),
                ("recipient", &event.recipients),
                ("mediator", &event.mediators),
            ];
            for (slot, actors) in slots {
                tags.extend(actors.iter().map(|actor| format!("{slot}:{}", actor.name)));
            }
            tags.extend(event.issues.iter().map(|issue| format!("issue:{issue}")));
        }
        Content::Figure(figure) => {
            tags.push(format!("measure:{}", figure.measure));
            tags.push(format!("value:{}", figure.value));
        }
    }
    tags.push(format!("realis:{}", claim.realis));
    tags
}

/// The words of the sentence before and after a span.
fn around(text: &str, span: Span) -> (&str, &str) {
    let sentence = sentence_around(text, span);
    let before = Span::new(sentence.start, span.start).of(text);
    (before, Span::new(span.end, sentence.end).of(text))
}
