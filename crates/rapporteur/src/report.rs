//! `rapporteur report`: a record as one file to mail, print and archive.

use std::io::{self, Write};

use anyhow::Context;
use rapporteur_record::Selection;
use rapporteur_store::Record;
use rapporteur_web::AppState;

use crate::args::Report;
use crate::exit::Exit;
use crate::load::LARGE;
use crate::{new_file, select};

/// Writes every view of what is selected as one HTML file that appears whole or not at all.
pub(crate) fn report(args: &Report) -> anyhow::Result<Exit> {
    let selection = select::selection(&args.only)?;
    // Of a large record what the selection needs: threads and series are then those of that part.
    let large =
        selection.is_by_name() && Record::open(&args.record)?.rows().counts()?.claims > LARGE;
    let needed = if large { selection.clone() } else { Selection::default() };
    let state = AppState::open_around(&args.record, &needed)?;
    let page = rapporteur_web::report(&state.snapshot(), &state.title, selection)?;
    let Some(path) = &args.output else {
        io::stdout().lock().write_all(page.as_bytes())?;
        return Ok(Exit::Done);
    };
    let name = || format!("{}: the file cannot be written", path.display());
    let mut file = new_file::beside(path).with_context(name)?;
    file.write_all(page.as_bytes()).with_context(name)?;
    file.persist(path).with_context(name)?;
    Ok(Exit::Done)
}
