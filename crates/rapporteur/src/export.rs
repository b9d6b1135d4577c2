//! `rapporteur export`: a record in another format.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rapporteur_export::{Folder, Format, Links, Options, Shape};
use rapporteur_record::redact::redact as redacted;
use rapporteur_record::selection::Selected;
use rapporteur_record::views::Contents;

use crate::args::Export;
use crate::exit::Exit;
use crate::{load, new_file, redact, select};

/// The formats by name, each with what it is for.
pub(crate) fn formats() -> impl TypedValueParser<Value = Format> {
    let values =
        Format::ALL.iter().map(|format| PossibleValue::new(format.name()).help(format.purpose()));
    PossibleValuesParser::new(values)
        .try_map(|name| Format::from_name(&name).ok_or("there is no such format"))
}

/// Writes to standard output, or to a file or folder that appears whole or not at all.
pub(crate) fn export(args: &Export) -> anyhow::Result<Exit> {
    let mut contents = load::open(&args.record)?;
    if let Some(path) = &args.redact {
        contents = redacted(&contents, &redact::names(path)?);
    }
    let contents = select::narrowed(contents, &args.only, Selected::claims_alone)?;
    let options = Options { excel: args.excel, links: Links::new(&args.base) };
    match (args.format.shape(), &args.output) {
        (Shape::Folder, None) => {
            anyhow::bail!("{} is a folder: name it with `-o FOLDER`", args.format.name())
        }
        (Shape::Folder, Some(path)) => folder(&contents, args.format, &options, path)?,
        (Shape::File, None) => {
            let mut to = BufWriter::new(io::stdout().lock());
            rapporteur_export::export(&contents, args.format, &options, &mut to)?;
            to.flush()?;
        }
        (Shape::File, Some(path)) => file(&contents, args.format, &options, path)?,
    }
    Ok(Exit::Done)
}

fn file(contents: &Contents, format: Format, options: &Options, path: &Path) -> anyhow::Result<()> {
    let name = || format!("{}: the file cannot be written", path.display());
    let mut file = new_file::beside(above(path)).with_context(name)?;
    let mut to = BufWriter::new(file.as_file_mut());
    rapporteur_export::export(contents, format, options, &mut to).with_context(name)?;
    to.flush().with_context(name)?;
    drop(to);
    file.persist(path).with_context(name)?;
    Ok(())
}

fn folder(
    contents: &Contents,
    format: Format,
    options: &Options,
    path: &Path,
) -> anyhow::Result<()> {
    if path.exists() && fs::read_dir(path).map_or(true, |mut files| files.next().is_some()) {
        anyhow::bail!("{}: it exists and is not empty; name a new folder", path.display());
    }
    let name = || format!("{}: the folder cannot be written", path.display());
    let fresh = tempfile::Builder::new()
        .prefix(".rapporteur-")
        .tempdir_in(above(path))
        .with_context(name)?;
    let inside = fresh.path().join("export");
    fs::create_dir(&inside).with_context(name)?;
    let mut files = Files { root: inside.clone() };
    rapporteur_export::export_folder(contents, format, options, &mut files).with_context(name)?;
    if path.exists() {
        fs::remove_dir(path).with_context(name)?;
    }
    fs::rename(&inside, path).with_context(name)
}

/// The folder that a path lies in.
fn above(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| ".".as_ref())
}

/// Files below a folder.
struct Files {
    root: PathBuf,
}

impl Folder for Files {
    fn file(&mut self, name: &str) -> io::Result<Box<dyn Write + '_>> {
        let path = self.root.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(Box::new(BufWriter::new(fs::File::create(path)?)))
    }
}
