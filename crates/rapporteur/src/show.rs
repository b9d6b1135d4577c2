//! `rapporteur show`: a record in the terminal. Each view starts with its answer in a sentence.

mod brief;
mod claims;
mod disagreements;
mod documents;
mod figures;
mod positions;
mod series;
mod sources;
mod threads;
mod timeline;
mod versions;
mod wording;

use std::io::{self, Write};

use rapporteur_record::views;
use rapporteur_store::Record;
use serde::Serialize;

use crate::args::{Show, View};
use crate::exit::Exit;
use crate::visible::Visible;
use crate::{load, select};

pub(crate) use brief::write as write_brief;

/// Prints one view, aligned, or as JSON.
pub(crate) fn show(args: &Show) -> anyhow::Result<Exit> {
    let selection = select::selection(&args.only)?;
    let contents = load::around(&Record::open(&args.record)?, &selection)?;
    let contents = select::narrowed(contents, &selection);
    let stdout = anstream::stdout().lock();
    // JSON is for programs: nothing in it is changed.
    let mut to: Box<dyn Write> =
        if args.json { Box::new(stdout) } else { Box::new(Visible::new(stdout)) };
    let to = &mut *to;
    match (args.view, args.json) {
        (View::Brief, true) => json(to, &views::brief::brief(&contents))?,
        (View::Brief, false) => brief::write(to, &contents)?,
        (View::Timeline, true) => {
            json(to, &views::timeline::timeline(&contents))?;
        }
        (View::Timeline, false) => timeline::write(to, &contents)?,
        (View::Figures, true) => json(to, &views::figures::figures(&contents))?,
        (View::Figures, false) => figures::write(to, &contents)?,
        (View::Series, true) => json(to, &views::series::series(&contents))?,
        (View::Series, false) => series::write(to, &contents)?,
        (View::Threads, true) => json(to, &views::threads::threads(&contents))?,
        (View::Threads, false) => threads::write(to, &contents)?,
        (View::Positions, true) => json(to, &views::positions::positions(&contents))?,
        (View::Positions, false) => positions::write(to, &contents)?,
        (View::Disagreements, true) => json(to, &views::disagreements::disagreements(&contents))?,
        (View::Disagreements, false) => disagreements::write(to, &contents)?,
        (View::Sources, true) => json(to, &views::sources::sources(&contents))?,
        (View::Sources, false) => sources::write(to, &contents)?,
        (View::Wording, true) => json(to, &views::wording::wording(&contents))?,
        (View::Wording, false) => wording::write(to, &contents)?,
        (View::Documents, true) => json(to, &documents::rows(&contents))?,
        (View::Documents, false) => documents::write(to, &contents)?,
        (View::Claims, true) => json(to, &claims::rows(&contents)?)?,
        (View::Claims, false) => claims::write(to, &contents)?,
        (View::Versions, true) => {
            json(to, &views::versions::versions(&contents))?;
        }
        (View::Versions, false) => versions::write(to, &contents)?,
    }
    to.flush()?;
    Ok(Exit::Done)
}

fn json(to: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, value)?;
    writeln!(to)
}

/// "1 report", "2 reports".
pub(crate) fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}

/// " (3 independent voices)" where there is more than one.
fn voices(independent_reports: usize) -> String {
    if independent_reports > 1 {
        format!(" ({independent_reports} independent voices)")
    } else {
        String::new()
    }
}

/// The first names of a list with their counts, and how many more there are.
fn listed(counts: &[(String, usize)], most: usize) -> String {
    let mut shown: Vec<String> =
        counts.iter().take(most).map(|(name, n)| format!("{name} {n}")).collect();
    if counts.len() > most {
        shown.push(format!("and {} more", counts.len() - most));
    }
    shown.join(", ")
}
