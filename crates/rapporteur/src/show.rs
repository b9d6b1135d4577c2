//! `rapporteur show`: a record in the terminal. Each view starts with its answer in a sentence.

mod brief;
mod claims;
mod documents;
mod figures;
mod timeline;
mod versions;

use std::io::{self, Write};

use serde::Serialize;

use crate::args::{Show, View};
use crate::exit::Exit;
use crate::load;

pub(crate) use brief::write as write_brief;

/// Prints one view, aligned, or as JSON.
pub(crate) fn show(args: &Show) -> anyhow::Result<Exit> {
    let contents = load::open(&args.record)?;
    let mut stdout = anstream::stdout().lock();
    let to: &mut dyn Write = &mut stdout;
    match (args.view, args.json) {
        (View::Brief, true) => json(to, &rapporteur_record::views::brief::brief(&contents))?,
        (View::Brief, false) => brief::write(to, &contents)?,
        (View::Timeline, true) => {
            json(to, &rapporteur_record::views::timeline::timeline(&contents))?;
        }
        (View::Timeline, false) => timeline::write(to, &contents)?,
        (View::Figures, true) => json(to, &rapporteur_record::views::figures::figures(&contents))?,
        (View::Figures, false) => figures::write(to, &contents)?,
        (View::Documents, true) => json(to, &documents::rows(&contents))?,
        (View::Documents, false) => documents::write(to, &contents)?,
        (View::Claims, true) => json(to, &claims::rows(&contents)?)?,
        (View::Claims, false) => claims::write(to, &contents)?,
        (View::Versions, true) => {
            json(to, &rapporteur_record::views::versions::versions(&contents))?;
        }
        (View::Versions, false) => versions::write(to, &contents)?,
    }
    Ok(Exit::Done)
}

fn json(to: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, value)?;
    writeln!(to)
}

/// "1 report", "2 reports".
fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}
