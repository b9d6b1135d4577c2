//! `rapporteur build`: from raw reports to a record.

mod alone;
mod gather;
mod journal;
mod readings;
mod take_in;
mod target;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use rapporteur_ingest::{RawReport, Source, SourceKind};
use rapporteur_model::{Code, Diagnostic, sha256_hex};
use rapporteur_reading::Reader;
use rapporteur_reading::dossier::Dossier;
use rapporteur_store::{Counts, Record};

use self::alone::Alone;
use self::gather::Gather;
use self::journal::Journal;
use self::target::Target;
use crate::args::{Build, Triage};
use crate::exit::Exit;
use crate::load::LARGE;
use crate::progress::Progress;
use crate::second::{self, SecondReader};
use crate::visible::Visible;
use crate::{say, show};

/// Reads every input, adds what is new, and prints the brief.
pub(crate) fn build(args: &Build) -> anyhow::Result<Exit> {
    let threads = args.threads.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let reader = triaged(reader(args.dossier.as_deref())?, &args.triage);
    let (sources, unread) = rapporteur_ingest::sources(&args.inputs);
    let columns = args.columns.clone().unwrap_or_default();
    let progress = Progress::over(total_bytes(&sources));
    say::on_network(&args.output);
    let second = SecondReader::open(&args.second, &args.output)?;
    let only_related = args.triage.only_related;
    let reading = Reading { reader: &reader, only_related, second: second.as_ref() };
    let mut kept = if args.readings {
        let rows = sources.iter().flat_map(readings::read);
        keep_with(&args.output, &reading, &progress, |gather| gather.take(rows))?
    } else {
        let reports = sources
            .iter()
            .flat_map(|source| rapporteur_ingest::read(source, &columns, &progress.bytes));
        keep(&args.output, &reading, reports, &progress)?
    };
    kept.unread.splice(0..0, unread);
    if kept.counts.documents == 0 {
        say::diagnostics(&kept.unread);
        anyhow::bail!("no report could be read; {} was not written", args.output.display());
    }
    let exit = report(&kept, &args.output)?;
    if kept.left_out > 0 {
        let mut to = anstream::stdout().lock();
        writeln!(to, "Left out     {}: nothing on a conflict, or not English", kept.left_out)?;
    }
    Ok(exit)
}

/// The reader with the triage that was asked for.
fn triaged(reader: Reader, asked: &Triage) -> Reader {
    match asked.triage {
        _ if asked.read_all => reader.reading_all(),
        Some(threshold) => reader.reading_from(threshold),
        None => reader,
    }
}

/// How reports are read into a record.
pub(crate) struct Reading<'a> {
    pub(crate) reader: &'a Reader,
    /// Whether reports that are not read for claims are left out.
    pub(crate) only_related: bool,
    /// Who may propose further claims.
    pub(crate) second: Option<&'a SecondReader>,
}

impl Reading<'_> {
    /// What the claims depend on besides the documents.
    fn fingerprint(&self) -> String {
        match self.second {
            None => self.reader.fingerprint().to_owned(),
            Some(second) => {
                let both = format!("{}\0{}", self.reader.fingerprint(), second.fingerprint());
                sha256_hex(both.as_bytes())
            }
        }
    }
}

/// How many bytes the inputs have together; `None` where one of them is a stream.
fn total_bytes(sources: &[Source]) -> Option<u64> {
    let size = |source: &Source| match source.kind {
        SourceKind::StandardInput => None,
        _ => fs::metadata(&source.path).ok().map(|metadata| metadata.len()),
    };
    sources.iter().map(size).sum()
}

/// A record after reports were added to it.
pub(crate) struct Kept {
    /// How much stands in it.
    pub(crate) counts: Counts,
    /// How many documents were not read for claims: they concern no conflict.
    set_aside: usize,
    /// How many were not read since they are in another language, by language.
    other_languages: Vec<(Option<String>, usize)>,
    /// What could not be read, and what else there is to say about the input.
    pub(crate) unread: Vec<Diagnostic>,
    /// How many reports were left out because they are not read for claims.
    pub(crate) left_out: u64,
}

/// Adds what is new among some reports to a record. What was read is kept in a journal beside it, so
/// that a run that is killed loses nothing; the record itself is changed in one step.
pub(crate) fn keep(
    output: &Path,
    reading: &Reading<'_>,
    reports: impl Iterator<Item = Result<RawReport, Diagnostic>>,
    progress: &Progress,
) -> anyhow::Result<Kept> {
    keep_with(output, reading, progress, |gather| gather.read(reports))
}

/// The same, however the reports or their readings come in.
fn keep_with(
    output: &Path,
    reading: &Reading<'_>,
    progress: &Progress,
    all: impl FnOnce(&mut Gather<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<Kept> {
    let _alone = Alone::with(output)?;
    let mut target = Target::open(output)?;
    let update = target.record.update()?;
    let fingerprint = reading.fingerprint();
    let journal = Journal::of(output, &fingerprint)?;
    let mut gather = Gather::new(update.rows(), journal, reading, progress)?;
    let outdated = update.rows().reader()?.as_deref() != Some(fingerprint.as_str());
    if outdated {
        let documents = update.rows().documents()?;
        if !documents.is_empty() {
            say::note("the reader has changed since this record was made: reading it again");
        }
        gather.read_again(documents, &update.rows().diagnostics()?)?;
        update.set_reader(&fingerprint)?;
    } else if reading.second.is_some() {
        let noted = update.rows().diagnostics()?;
        let silent = second::unanswered(&noted);
        let mut documents = update.rows().documents()?;
        documents.retain(|document| silent.contains(document.key.as_str()));
        gather.read_again(documents, &noted)?;
    }
    all(&mut gather)?;
    let (journal, mut unread, left_out) = gather.finish();
    progress.finish();
    let changed = outdated || !journal.keys()?.is_empty();
    if changed {
        take_in::take_in(&update, &journal, outdated)?;
    }
    let rows = update.rows();
    let counts = rows.counts()?;
    unread.extend(rows.shared_identifiers()?.into_iter().map(|(id, count)| {
        let message = format!("{count} documents have this identifier");
        Diagnostic::new(Code::DuplicateId, &id, message)
    }));
    let kept = Kept {
        set_aside: rows.noted(Code::SetAside)?.iter().map(|(_, count)| count).sum(),
        other_languages: rows.noted(Code::OtherLanguage)?,
        counts,
        unread,
        left_out,
    };
    if changed && counts.documents > 0 {
        update.commit()?;
        target.keep()?;
    }
    journal.done()?;
    Ok(kept)
}

/// A reader that knows what a dossier file says.
pub(crate) fn reader(path: Option<&Path>) -> anyhow::Result<Reader> {
    Ok(Reader::new(dossier(path)?)?)
}

/// What a dossier file says; an empty dossier without one.
pub(crate) fn dossier(path: Option<&Path>) -> anyhow::Result<Dossier> {
    let Some(path) = path else { return Ok(Dossier::default()) };
    let name = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(name)?;
    text.parse::<Dossier>().with_context(name)
}

/// Prints the brief, and what could not be read and why.
fn report(kept: &Kept, record: &Path) -> anyhow::Result<Exit> {
    let mut to = Visible::new(anstream::stdout().lock());
    if kept.counts.claims <= LARGE {
        show::write_brief(&mut to, &Record::open(record)?.rows().contents()?)?;
    } else {
        let Counts { documents, claims, entries } = kept.counts;
        writeln!(to, "{documents} reports: {claims} claims in {entries} entries")?;
        say::hint("`show RECORD --where party=NAME` is the brief of what concerns one party");
    }
    if kept.set_aside > 0 {
        let aside = kept.set_aside;
        writeln!(to, "Set aside    {aside}: nothing on a conflict; stored, not read for claims")?;
    }
    let others: usize = kept.other_languages.iter().map(|(_, count)| count).sum();
    if others > 0 {
        let listed = kept.other_languages.iter();
        let listed = listed.map(|(language, count)| {
            format!("{} {count}", language.as_deref().unwrap_or_default())
        });
        let listed = listed.collect::<Vec<_>>().join(", ");
        writeln!(to, "Not English  {others}: {listed}; stored and listed, not read for claims")?;
    }
    let unread = &kept.unread;
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
