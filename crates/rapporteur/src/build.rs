//! `rapporteur build`: from raw reports to a record.

mod target;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use indicatif::ProgressBar;
use rapporteur_ingest::{RawDocument, Source};
use rapporteur_model::{Code, Diagnostic, Document, Origin, Reading};
use rapporteur_reading::Reader;
use rapporteur_reading::dossier::Dossier;
use rapporteur_record::views::Contents;
use rapporteur_record::{entries, families};
use rapporteur_store::Update;
use rayon::prelude::*;

use self::target::Target;
use crate::args::Build;
use crate::exit::Exit;
use crate::{load, progress, say, show};

/// Reports read together: enough to keep every core busy, few enough to stay small in memory.
const BATCH: usize = 64;

/// Reads every input, adds what is new, and prints the brief.
pub(crate) fn build(args: &Build) -> anyhow::Result<Exit> {
    let threads = args.threads.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let reader = reader(args.dossier.as_deref())?;
    let (sources, mut unread) = rapporteur_ingest::sources(&args.inputs);

    let mut target = Target::open(&args.output)?;
    let update = target.record.update()?;
    let mut added = Added::to(&update, &reader)?;
    let outdated = update.rows().reader()?.as_deref() != Some(reader.fingerprint());
    if outdated {
        added.read_again(update.rows().documents()?, &update.rows().diagnostics()?)?;
        update.set_reader(reader.fingerprint())?;
    }
    for source in &sources {
        added.read_source(source, &mut unread)?;
    }
    let changed = added.finish() || outdated;
    let contents = if changed { reconcile(&update)? } else { load::contents(update.rows())? };
    if contents.documents.is_empty() {
        say::diagnostics(&unread);
        anyhow::bail!("no report could be read; {} was not written", args.output.display());
    }
    if changed {
        update.commit()?;
        target.keep()?;
    }
    unread.extend(shared_identifiers(&contents));
    report(&contents, &unread)
}

/// Identifiers that several documents of the record share.
fn shared_identifiers(contents: &Contents) -> Vec<Diagnostic> {
    contents
        .identifier_uses()
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(id, count)| {
            Diagnostic::new(
                Code::DuplicateId,
                id,
                format!("{count} documents have this identifier"),
            )
        })
        .collect()
}

/// A reader that knows what a dossier file says.
pub(crate) fn reader(dossier: Option<&Path>) -> anyhow::Result<Reader> {
    let dossier = match dossier {
        None => Dossier::default(),
        Some(path) => {
            let name = || path.display().to_string();
            let text = fs::read_to_string(path).with_context(name)?;
            text.parse::<Dossier>().with_context(name)?
        }
    };
    Ok(Reader::new(dossier)?)
}

/// Documents on their way into a record.
struct Added<'a> {
    update: &'a Update<'a>,
    reader: &'a Reader,
    /// Where each document of the record came from, by key.
    origins: BTreeMap<String, Origin>,
    bar: ProgressBar,
    changed: bool,
}

impl<'a> Added<'a> {
    fn to(update: &'a Update<'a>, reader: &'a Reader) -> anyhow::Result<Self> {
        let origins = update.rows().origins()?.into_iter().collect();
        Ok(Self { update, reader, origins, bar: progress::reports(), changed: false })
    }

    /// Reads documents of the record once more: the reader has changed since.
    /// What was noted about them on input stays.
    fn read_again(&mut self, documents: Vec<Document>, noted: &[Diagnostic]) -> anyhow::Result<()> {
        if !documents.is_empty() {
            say::note("the reader has changed since this record was made: reading it again");
        }
        let mut notes: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
        for note in noted.iter().filter(|note| note.code.is_of_input()) {
            notes.entry(&note.subject).or_default().push(note.clone());
        }
        let batch = documents
            .into_iter()
            .map(|document| {
                let notes = notes.remove(document.key.as_str()).unwrap_or_default();
                (document, notes)
            })
            .collect();
        self.put(batch)
    }

    fn read_source(&mut self, source: &Source, unread: &mut Vec<Diagnostic>) -> anyhow::Result<()> {
        let mut reports = rapporteur_ingest::read(source).peekable();
        while reports.peek().is_some() {
            let mut raw: Vec<RawDocument> = Vec::new();
            for report in reports.by_ref().take(BATCH) {
                match report {
                    Ok(report) => raw.push(report),
                    Err(diagnostic) => unread.push(diagnostic),
                }
            }
            let documents: Vec<_> = raw.into_par_iter().map(rapporteur_ingest::document).collect();
            let mut new = Vec::new();
            for (document, mut notes) in documents {
                if !self.is_new(&document) {
                    continue;
                }
                unread.extend(notes.iter().cloned());
                for note in &mut notes {
                    note.subject.clone_from(&document.key);
                }
                new.push((document, notes));
            }
            self.put(new)?;
        }
        Ok(())
    }

    /// Whether a document is not in the record yet. Of two copies that differ in what came with
    /// them, the one whose hash and path sort first is kept, whatever the order of arrival.
    fn is_new(&mut self, document: &Document) -> bool {
        let rank = |origin: &Origin| (origin.sha256.clone(), origin.path.clone());
        let known = self.origins.get(&document.key);
        let new = known.is_none_or(|known| rank(&document.origin) < rank(known));
        if new {
            self.origins.insert(document.key.clone(), document.origin.clone());
        }
        new
    }

    fn put(&mut self, documents: Vec<(Document, Vec<Diagnostic>)>) -> anyhow::Result<()> {
        let bar = &self.bar;
        let reader = self.reader;
        let read: Vec<(Document, Reading)> = documents
            .into_par_iter()
            .map(|(document, notes)| {
                let mut reading = reader.read(&document);
                reading.diagnostics.splice(0..0, notes);
                bar.inc(1);
                (document, reading)
            })
            .collect();
        for (document, reading) in &read {
            self.update.put(document, reading)?;
            self.changed = true;
        }
        Ok(())
    }

    fn finish(self) -> bool {
        self.bar.finish_and_clear();
        self.changed
    }
}

/// Works out entries from all claims and stores them.
fn reconcile(update: &Update<'_>) -> anyhow::Result<Contents> {
    let mut contents = load::contents(update.rows())?;
    let families = families(&contents.documents);
    contents.entries = entries(&contents.documents, &contents.claims, &families);
    update.replace_entries(&contents.entries)?;
    Ok(contents)
}

/// Prints the brief, and what could not be read and why.
fn report(contents: &Contents, unread: &[Diagnostic]) -> anyhow::Result<Exit> {
    let mut to = anstream::stdout().lock();
    show::write_brief(&mut to, contents)?;
    let skipped = unread.iter().filter(|diagnostic| diagnostic.code.skips_input()).count();
    if skipped > 0 {
        writeln!(to, "Not read     {skipped}: {}", reasons(unread))?;
    }
    to.flush()?;
    say::diagnostics(unread);
    Ok(if skipped > 0 { Exit::Flawed } else { Exit::Done })
}

fn reasons(unread: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in unread.iter().filter(|diagnostic| diagnostic.code.skips_input()) {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let reasons: Vec<String> = counts
        .iter()
        .map(|(code, n)| format!("{n} × {} ({})", code.code(), code.meaning().to_lowercase()))
        .collect();
    reasons.join("; ")
}
