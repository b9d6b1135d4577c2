//! `rapporteur export`: a record in another format.

use std::io::{self, BufWriter, Write};

use anyhow::Context;
use rapporteur_record::redact::redact as redacted;

use crate::args::{self, Export};
use crate::exit::Exit;
use crate::{load, new_file, redact};

/// Writes to standard output, or to a file that appears whole or not at all.
pub(crate) fn export(args: &Export) -> anyhow::Result<Exit> {
    let mut contents = load::open(&args.record)?;
    if let Some(path) = &args.redact {
        contents = redacted(&contents, &redact::names(path)?);
    }
    let format = match args.format {
        args::Format::Jsonl => rapporteur_export::Format::Jsonl,
        args::Format::Csv => rapporteur_export::Format::Csv,
        args::Format::Plover => rapporteur_export::Format::Plover,
        args::Format::Cameo => rapporteur_export::Format::Cameo,
    };
    let Some(path) = &args.output else {
        let mut to = BufWriter::new(io::stdout().lock());
        rapporteur_export::export(&contents, format, &mut to)?;
        to.flush()?;
        return Ok(Exit::Done);
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| ".".as_ref());
    let name = || format!("{}: the file cannot be written", path.display());
    let mut file = new_file::beside(folder).with_context(name)?;
    let mut to = BufWriter::new(file.as_file_mut());
    rapporteur_export::export(&contents, format, &mut to).with_context(name)?;
    to.flush().with_context(name)?;
    drop(to);
    file.persist(path).with_context(name)?;
    Ok(Exit::Done)
}
