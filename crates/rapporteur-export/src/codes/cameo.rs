//! One pair of a source and a target a row, with its CAMEO code.

use std::io::{self, Write};

use rapporteur_model::Actor;

use super::Codes;
use crate::Options;
use crate::csv::writer;
use crate::pieces::{Piece, Sheet, Told};

/// The columns, in order.
const COLUMNS: [&str; 16] = [
    "claim",
    "document",
    "outlet",
    "published",
    "date_start",
    "date_end",
    "source",
    "source_party",
    "code",
    "target",
    "target_party",
    "auxiliary",
    "place",
    "quote",
    "url",
    "permalink",
];

/// Rows of dyads.
pub(crate) struct Cameo<'w> {
    writer: csv::Writer<&'w mut (dyn Write + 'w)>,
    codes: Codes,
    options: Options,
}

impl<'w> Cameo<'w> {
    pub(crate) fn new(to: &'w mut (dyn Write + 'w), options: &Options) -> io::Result<Self> {
        let codes = Codes::built_in().map_err(io::Error::other)?;
        let mut writer = writer(to, options)?;
        writer.write_record(COLUMNS)?;
        Ok(Self { writer, codes, options: options.clone() })
    }
}

impl Sheet for Cameo<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let document = piece.document;
        for Told { claim, .. } in &piece.claims {
            let Some(event) = claim.event() else { continue };
            let auxiliary = self.codes.plover(event, claim.realis).auxiliary;
            for dyad in self.codes.dyads(event, claim.realis) {
                let name = |actor: Option<&Actor>| actor.map(|actor| actor.name.clone());
                let party = |actor: Option<&Actor>| actor.map(|actor| actor.party().to_owned());
                let cells = [
                    Some(claim.id.clone()),
                    Some(piece.shown.to_owned()),
                    document.outlet.clone(),
                    document.published.map(|date| date.to_string()),
                    claim.time.map(|time| time.start.to_string()),
                    claim.time.map(|time| time.end.to_string()),
                    name(dyad.source),
                    party(dyad.source),
                    Some(dyad.code.to_owned()),
                    name(dyad.target),
                    party(dyad.target),
                    auxiliary.map(str::to_owned),
                    claim.place.clone(),
                    Some(claim.quote.clone()),
                    document.url.clone(),
                    Some(self.options.links.claim(&claim.id)),
                ];
                let cells =
                    cells.map(|cell| self.options.cell(cell.unwrap_or_default()).into_owned());
                self.writer.write_record(cells)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}
