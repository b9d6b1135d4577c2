//! One pair of a source and a target a row, with its CAMEO code.

use std::io::{self, Write};

use rapporteur_model::Actor;
use rapporteur_record::views::Contents;

use super::Codes;
use crate::csv::harmless;
use crate::ordered::ordered;

/// The columns, in order.
const COLUMNS: [&str; 14] = [
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
];

pub(crate) fn write(contents: &Contents, to: &mut dyn Write) -> io::Result<()> {
    let codes = Codes::built_in().map_err(io::Error::other)?;
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(COLUMNS)?;
    for (shown, document, claim) in ordered(contents) {
        let Some(event) = claim.event() else { continue };
        let auxiliary = codes.plover(event, claim.realis).auxiliary;
        for dyad in codes.dyads(event, claim.realis) {
            let name = |actor: Option<&Actor>| actor.map(|actor| actor.name.clone());
            let party = |actor: Option<&Actor>| actor.map(|actor| actor.party().to_owned());
            let cells = [
                Some(claim.id.clone()),
                Some(shown.clone()),
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
            ];
            writer.write_record(cells.map(|cell| harmless(&cell.unwrap_or_default())))?;
        }
    }
    writer.flush()
}
