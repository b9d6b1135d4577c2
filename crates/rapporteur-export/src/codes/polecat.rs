//! One event a row in POLECAT's 40 columns, tab-separated.
//!
//! Columns that a record knows nothing about (countries, sectors, coordinates) stay empty. A date
//! is as exact as told: `2015-05` is a month. Several actors are joined by `; `, as POLECAT does.

use std::io::{self, Write};

use rapporteur_model::Actor;

use super::Codes;
use crate::Options;
use crate::pieces::{Piece, Sheet, Told};

/// The columns, in POLECAT's order and spelling.
pub(super) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Rows of events.
pub(crate) struct Polecat<'w> {
    writer: csv::Writer<&'w mut (dyn Write + 'w)>,
    codes: Codes,
    options: Options,
}

impl<'w> Polecat<'w> {
    pub(crate) fn new(to: &'w mut (dyn Write + 'w), options: &Options) -> io::Result<Self> {
        let codes = Codes::built_in().map_err(io::Error::other)?;
        let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(to);
        writer.write_record(COLUMNS)?;
        Ok(Self { writer, codes, options: options.clone() })
    }
}

impl Sheet for Polecat<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let document = piece.document;
        for Told { claim, .. } in &piece.claims {
            let Some(event) = claim.event() else { continue };
            let coded = self.codes.plover(event, claim.realis);
            let date = claim.time.map(|time| time.start).or(document.published);
            let quad = self.codes.tables.quad.get(&coded.event_type).cloned();
            let cell = |column: &str| match column {
                "Event ID" => claim.id.clone(),
                "Event Date" => date.map(|date| date.to_string()).unwrap_or_default(),
                "Event Type" => coded.event_type.to_string(),
                "Event Mode" => coded.mode.map(|mode| mode.to_string()).unwrap_or_default(),
                "Quad Code" => quad.clone().unwrap_or_default(),
                "Contexts" => self.codes.contexts(event).join("; "),
                "Actor Name" => joined(&event.actors, Actor::party),
                "Actor Name Raw" => joined(&event.actors, |actor| &actor.name),
                "Recipient Name" => joined(&event.recipients, Actor::party),
                "Recipient Name Raw" => joined(&event.recipients, |actor| &actor.name),
                "Placename" | "Raw Placename" => claim.place.clone().unwrap_or_default(),
                "Source" => document.outlet.clone().unwrap_or_default(),
                "Publication Date" => {
                    document.published.map(|date| date.to_string()).unwrap_or_default()
                }
                "Language" => document.language.clone().unwrap_or_default(),
                "Version" => concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned(),
                _ => String::new(),
            };
            let cells =
                COLUMNS.map(|column| self.options.cell(one_line(&cell(column))).into_owned());
            self.writer.write_record(cells)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Readers of POLECAT split lines at tabs without minding quotes: no cell may hold either.
fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "'")
}

fn joined(actors: &[Actor], name: impl Fn(&Actor) -> &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for actor in actors {
        let name = name(actor);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("; ")
}
