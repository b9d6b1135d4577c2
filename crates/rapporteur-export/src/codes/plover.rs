//! One event a line, in PLOVER's terms. Documented field by field in `docs/codes.md`.

use std::io::{self, Write};

use rapporteur_model::{CodePoints, Event};
use serde_json::json;

use super::Codes;
use crate::pieces::{Piece, Sheet, Told};

/// Lines of events.
pub(crate) struct Plover<'w> {
    to: &'w mut (dyn Write + 'w),
    codes: Codes,
}

impl<'w> Plover<'w> {
    pub(crate) fn new(to: &'w mut (dyn Write + 'w)) -> io::Result<Self> {
        Ok(Self { to, codes: Codes::built_in().map_err(io::Error::other)? })
    }
}

impl Sheet for Plover<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let (codes, document) = (&self.codes, piece.document);
        let code_points = CodePoints::new(&document.text);
        for Told { claim, entry, .. } in &piece.claims {
            let Some(event) = claim.event() else { continue };
            let coded = codes.plover(event, claim.realis);
            let evidence = code_points.span(claim.span);
            let line = json!({
                "id": claim.id,
                "document": piece.shown,
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
                "entry": entry.map(|entry| entry.id),
                "independent_reports": entry.map(|entry| entry.independent_reports),
            });
            serde_json::to_writer(&mut *self.to, &line)?;
            self.to.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.to.flush()
    }
}

impl Codes {
    /// PLOVER's contexts of the event's issues, each once, in the order of the issues.
    pub(super) fn contexts(&self, event: &Event) -> Vec<&str> {
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
