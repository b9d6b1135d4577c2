//! `rapporteur export`: a record in another format.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rapporteur_export::{Folder, Format, Links, Options, Shape, pieces};
use rapporteur_record::Selection;
use rapporteur_record::redact::{Names, redact as redacted};
use rapporteur_record::selection::Filter;
use rapporteur_record::views::Contents;
use rapporteur_store::Record;

use crate::args::Export;
use crate::exit::Exit;
use crate::{load, new_file, redact, say, select};

/// The formats by name, each with what it is for.
pub(crate) fn formats() -> impl TypedValueParser<Value = Format> {
    let help = |format: &Format| match format.is_built() {
        true => format.purpose().to_owned(),
        false => format!("{} (not in this build: add `--features parquet`)", format.purpose()),
    };
    let values =
        Format::ALL.iter().map(|format| PossibleValue::new(format.name()).help(help(format)));
    PossibleValuesParser::new(values)
        .try_map(|name| Format::from_name(&name).ok_or("there is no such format"))
}

/// Writes to standard output, or to a file or folder that appears whole or not at all.
pub(crate) fn export(args: &Export) -> anyhow::Result<Exit> {
    let export = Exported {
        record: Record::open(&args.record)?,
        selection: select::selection(&args.only)?,
        names: args.redact.as_deref().map(redact::names).transpose()?,
        format: args.format,
        options: Options { excel: args.excel, exact: args.exact, links: Links::new(&args.base) },
    };
    match (args.format.shape(), &args.output) {
        (Shape::Folder, None) => {
            anyhow::bail!("{} is a folder: name it with `-o FOLDER`", args.format.name())
        }
        (Shape::Folder, Some(path)) => folder(&export, path)?,
        (Shape::File, None) => {
            let mut to = BufWriter::new(io::stdout().lock());
            export.write(&mut to)?;
            to.flush()?;
        }
        (Shape::File, Some(path)) => file(&export, path)?,
    }
    Ok(Exit::Done)
}

/// What is exported, and how.
struct Exported {
    record: Record,
    selection: Selection,
    /// Who stands under a pseudonym.
    names: Option<Names>,
    format: Format,
    options: Options,
}

impl Exported {
    fn write(&self, to: &mut dyn Write) -> anyhow::Result<()> {
        // Decisions change which claims are in an entry, and whoever stands under a pseudonym
        // everywhere has to be known everywhere.
        let streams = self.format.streams()
            && self.names.is_none()
            && self.record.rows().decisions()?.is_empty();
        let mut filter = Filter::new(&self.selection);
        if streams {
            self.stream(&mut filter, to)?;
        } else {
            let contents = self.contents(&mut filter)?;
            rapporteur_export::export(&contents, self.format, &self.options, to)?;
        }
        say::diagnostics(&filter.unknown());
        Ok(())
    }

    /// Writes document by document.
    fn stream(&self, filter: &mut Filter<'_>, to: &mut dyn Write) -> anyhow::Result<()> {
        let mut sheet = rapporteur_export::sheet(self.format, &self.options, to)?;
        self.record.rows().each(&self.selection, |part| -> anyhow::Result<()> {
            let contents = Contents {
                documents: vec![part.document],
                claims: part.claims,
                entries: part.entries,
                diagnostics: part.diagnostics,
                ..Contents::default()
            };
            let Some(mut contents) = self.narrowed(contents, filter) else { return Ok(()) };
            for document in &mut contents.documents {
                document.id.clone_from(&part.shown);
            }
            Ok(pieces(&contents, |piece| sheet.piece(piece))?)
        })?;
        Ok(sheet.finish()?)
    }

    fn contents(&self, filter: &mut Filter<'_>) -> anyhow::Result<Contents> {
        let contents = match &self.names {
            // Under pseudonyms a name that is asked for is another than the record's.
            Some(names) => redacted(&load::decided(&self.record)?, names),
            None => load::around(&self.record, &self.selection)?,
        };
        if self.selection.is_everything() {
            return Ok(contents);
        }
        let under_pseudonyms: Option<BTreeMap<String, String>> = self.names.is_some().then(|| {
            let shown = contents.shown_ids().into_iter();
            shown.map(|(key, shown)| (key.to_owned(), shown)).collect()
        });
        let contents = contents.to_select(&self.selection);
        let mut narrowed = filter.narrow(&contents).unwrap_or_default();
        let mut shown = match under_pseudonyms {
            Some(shown) => shown,
            None => {
                let keys = narrowed.documents.iter().map(|document| &document.key);
                self.record.rows().shown(keys)?
            }
        };
        // Of two reports with one identifier, one keeps its name where the other is left out.
        for document in &mut narrowed.documents {
            if let Some(shown) = shown.remove(&document.key) {
                document.id = shown;
            }
        }
        Ok(narrowed)
    }

    /// What is selected; everything, documents without claims included, where nothing is left out.
    fn narrowed(&self, contents: Contents, filter: &mut Filter<'_>) -> Option<Contents> {
        if self.selection.is_everything() { Some(contents) } else { filter.narrow(&contents) }
    }
}

fn file(export: &Exported, path: &Path) -> anyhow::Result<()> {
    let name = || format!("{}: the file cannot be written", path.display());
    let mut file = new_file::beside(path).with_context(name)?;
    let mut to = BufWriter::new(file.as_file_mut());
    export.write(&mut to).with_context(name)?;
    to.flush().with_context(name)?;
    drop(to);
    file.persist(path).with_context(name)?;
    Ok(())
}

fn folder(export: &Exported, path: &Path) -> anyhow::Result<()> {
    if path.exists() && fs::read_dir(path).map_or(true, |mut files| files.next().is_some()) {
        anyhow::bail!("{}: it exists and is not empty; name a new folder", path.display());
    }
    let name = || format!("{}: the folder cannot be written", path.display());
    let fresh = tempfile::Builder::new()
        .prefix(".rapporteur-")
        .tempdir_in(new_file::above(path))
        .with_context(name)?;
    let inside = fresh.path().join("export");
    fs::create_dir(&inside).with_context(name)?;
    let mut files = Files { root: inside.clone() };
    let mut filter = Filter::new(&export.selection);
    let contents = export.contents(&mut filter)?;
    rapporteur_export::export_folder(&contents, export.format, &export.options, &mut files)
        .with_context(name)?;
    say::diagnostics(&filter.unknown());
    if path.exists() {
        fs::remove_dir(path).with_context(name)?;
    }
    fs::rename(&inside, path).with_context(name)
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
