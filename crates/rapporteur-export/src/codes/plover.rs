//! One event a line, in PLOVER's terms. Documented field by field in `docs/codes.md`.

use std::io::{self, Write};

use rapporteur_model::{CodePoints, Event};
use rapporteur_record::views::Contents;
use serde_json::json;

use super::Codes;
use crate::ordered::ordered;

pub(crate) fn write(contents: &Contents, to: &mut dyn Write) -> io::Result<()> {
    let codes = Codes::built_in().map_err(io::Error::other)?;
    let entries = contents.entry_of_claim();
    for (shown, document, claim) in ordered(contents) {
        let Some(event) = claim.event() else { continue };
        let coded = codes.plover(event, claim.realis);
        let entry = entries.get(claim.id.as_str());
        let evidence = CodePoints::new(&document.text).span(claim.span);
        let line = json!({
            "id": claim.id,
            "document": shown,
            "outlet": document.outlet,
            "published": document.published,
            "date": claim.time,
            "type": coded.event_type,
            "mode": coded.mode,
            "auxiliary": coded.auxiliary,
            "quad": codes.tables.quad.get(&coded.event_type),
            "contexts": codes.contexts(event),
            "actors": event.actors,
            "recipients": event.recipients,
            "place": claim.place,
            "evidence": {"quote": claim.quote, "start": evidence.start, "end": evidence.end},
            "said_by": claim.said_by.iter().map(|link| &link.speaker).collect::<Vec<_>>(),
            "told_as": {"type": event.event_type, "mode": event.mode, "realis": claim.realis},
            "entry": entry.map(|entry| &entry.id),
            "independent_reports": entry.map(|entry| entry.independent_reports),
        });
        serde_json::to_writer(&mut *to, &line)?;
        to.write_all(b"\n")?;
    }
    Ok(())
}

impl Codes {
    /// PLOVER's contexts of the event's issues, each once, in the order of the issues.
    fn contexts(&self, event: &Event) -> Vec<&str> {
        let mut contexts: Vec<&str> = Vec::new();
        let all = event.issues.iter().filter_map(|issue| self.tables.contexts.get(issue)).flatten();
        for context in all {
            if !contexts.contains(&context.as_str()) {
                contexts.push(context);
            }
        }
        contexts
    }
}
