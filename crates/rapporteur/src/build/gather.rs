//! From raw reports to readings: in parallel by document, kept batch by batch.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_ingest::RawReport;
use rapporteur_model::{Code, Diagnostic, Document, Origin, Reading, sha256_hex};
use rapporteur_store::Rows;
use rayon::prelude::*;

use super::journal::Journal;
use super::readings::Taken;
use crate::progress::Progress;

/// Reports read together, at least: few enough to stay small in memory, and to lose little when a
/// run is killed.
const BATCH: usize = 64;

/// Reports read together for each thread, at least: where one thread is left with the last report,
/// the others wait for a thirtieth of their time and no more.
const BATCH_OF_A_THREAD: usize = 16;

/// Bytes of pages that are held together: a batch ends early where its pages are large.
const BATCH_BYTES: usize = 64 * 1024 * 1024;

/// Documents on their way into a record.
pub(super) struct Gather<'a> {
    reading: &'a super::Reading<'a>,
    journal: Journal,
    /// Where each document of the record and of the journal came from, by key.
    origins: BTreeMap<String, Origin>,
    /// Places and hashes of pages that were read before.
    known: BTreeSet<(String, String)>,
    /// Hashes of what must not come back.
    scrubbed: BTreeSet<String>,
    progress: &'a Progress,
    unread: Vec<Diagnostic>,
    left_out: u64,
    /// How many reports are read together.
    batch: usize,
}

impl<'a> Gather<'a> {
    pub(super) fn new(
        record: Rows<'_>,
        journal: Journal,
        reading: &'a super::Reading<'a>,
        progress: &'a Progress,
    ) -> anyhow::Result<Self> {
        let mut origins: BTreeMap<String, Origin> = record.origins()?.into_iter().collect();
        origins.extend(journal.origins()?);
        let place = |origin: &Origin| (origin.path.clone(), origin.sha256.clone());
        let known = origins.values().map(place).collect();
        let scrubbed = record.scrubbed()?;
        let unread = Vec::new();
        let batch = BATCH.max(BATCH_OF_A_THREAD * rayon::current_num_threads());
        Ok(Self {
            reading,
            journal,
            origins,
            known,
            scrubbed,
            progress,
            unread,
            left_out: 0,
            batch,
        })
    }

    /// Reads documents of the record once more: the reader has changed since, or did not answer.
    /// What was noted about them on input stays.
    pub(super) fn read_again(
        &mut self,
        documents: Vec<Document>,
        noted: &[Diagnostic],
    ) -> anyhow::Result<()> {
        let done: BTreeSet<String> =
            self.journal.origins()?.into_iter().map(|(key, _)| key).collect();
        let mut notes: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
        for note in noted.iter().filter(|note| note.code.is_of_input()) {
            notes.entry(&note.subject).or_default().push(note.clone());
        }
        let waiting: Vec<_> = documents
            .into_iter()
            .filter(|document| !done.contains(&document.key))
            .map(|document| {
                let notes = notes.remove(document.key.as_str()).unwrap_or_default();
                (document, notes)
            })
            .collect();
        let mut waiting = waiting.into_iter().peekable();
        while waiting.peek().is_some() {
            let batch = waiting.by_ref().take(self.batch).collect();
            let read = self.reading.read_all(batch, self.progress, super::Reading::read);
            self.keep(&read)?;
        }
        Ok(())
    }

    /// Reads what is new among some reports.
    ///
    /// Three things go on at a time, each bounded: the calling thread takes reports out of their
    /// files, the others look at those taken before, and read those that passed once they are
    /// enough for every thread.
    pub(super) fn read(
        &mut self,
        reports: impl Iterator<Item = Result<RawReport, Diagnostic>>,
    ) -> anyhow::Result<()> {
        let mut reports = reports.peekable();
        let mut taken = self.take_out(&mut reports);
        let mut passed: Vec<(Document, Vec<Diagnostic>)> = Vec::new();
        while !taken.is_empty() || !passed.is_empty() || reports.peek().is_some() {
            let raw = std::mem::take(&mut taken);
            let at_end = raw.is_empty() && reports.peek().is_none();
            let enough = at_end || passed.len() >= self.batch;
            let waiting = if enough { std::mem::take(&mut passed) } else { Vec::new() };
            let (reading, progress) = (self.reading, self.progress);
            let (mut looked, mut read) = (Vec::new(), Vec::new());
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| {
                    looked = raw.into_par_iter().map(|report| reading.look(report)).collect();
                    read = reading.read_all(waiting, progress, super::Reading::read_through);
                });
                taken = self.take_out(&mut reports);
            });
            for one in looked {
                match one {
                    Looked::Unread(diagnostic) => self.unread.push(diagnostic),
                    Looked::LeftOut => {
                        self.left_out += 1;
                        self.progress.left_out();
                    }
                    Looked::Aside(document, notes, aside) => {
                        if let Some((document, notes)) = self.admit(document, notes) {
                            read.push((document, with_notes(notes, aside)));
                            self.progress.read();
                        }
                    }
                    Looked::Passed(document, notes) => passed.extend(self.admit(document, notes)),
                }
            }
            self.keep(&read)?;
        }
        Ok(())
    }

    /// The next reports that are not known, few enough to be held together.
    fn take_out(
        &mut self,
        reports: &mut impl Iterator<Item = Result<RawReport, Diagnostic>>,
    ) -> Vec<RawReport> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for report in reports {
            match report {
                Ok(report) if self.is_known(&report) => self.progress.known(),
                Ok(report) => {
                    if let RawReport::Sealed(sealed) = &report {
                        bytes += sealed.bytes.len();
                    }
                    batch.push(report);
                }
                Err(diagnostic) => self.unread.push(diagnostic),
            }
            if batch.len() >= self.batch || bytes > BATCH_BYTES {
                break;
            }
        }
        batch
    }

    /// Whether the very page was read before: taking the text out of it is most of the work that
    /// reading it once more would be.
    fn is_known(&self, report: &RawReport) -> bool {
        let origin = report.origin();
        report.is_sealed() && self.known.contains(&(origin.path.clone(), origin.sha256.clone()))
    }

    /// A document with its notes, where it is to be put into the record.
    fn admit(
        &mut self,
        document: Document,
        mut notes: Vec<Diagnostic>,
    ) -> Option<(Document, Vec<Diagnostic>)> {
        if self.was_scrubbed(&document) {
            self.unread.push(scrubbed(&document));
            return None;
        }
        if !self.is_new(&document) {
            self.progress.known();
            return None;
        }
        self.unread.extend(notes.iter().cloned());
        for note in &mut notes {
            note.subject.clone_from(&document.key);
        }
        Some((document, notes))
    }

    /// Takes readings that were made elsewhere, by the same reader.
    pub(super) fn take(
        &mut self,
        rows: impl Iterator<Item = Result<Taken, Diagnostic>>,
    ) -> anyhow::Result<()> {
        let own = self.reading.fingerprint();
        let mut batch = Vec::new();
        for row in rows {
            let Taken { place, reader, document, reading } = match row {
                Ok(taken) => taken,
                Err(diagnostic) => {
                    self.unread.push(diagnostic);
                    continue;
                }
            };
            anyhow::ensure!(
                reader == own,
                "{place}: read by `{reader}`, and this program with these options is `{own}`: give the \
                 dossier and the triage that it was read with, or read the reports again"
            );
            let aside = [Code::SetAside, Code::OtherLanguage];
            if self.reading.only_related
                && reading.diagnostics.iter().any(|n| aside.contains(&n.code))
            {
                self.left_out += 1;
                self.progress.left_out();
            } else if self.was_scrubbed(&document) {
                self.unread.push(scrubbed(&document));
            } else if self.is_new(&document) {
                let of_input = reading.diagnostics.iter().filter(|note| note.code.is_of_input());
                self.unread.extend(of_input.cloned());
                self.progress.read();
                batch.push((document, reading));
            } else {
                self.progress.known();
            }
            if batch.len() >= self.batch {
                self.journal.keep(&std::mem::take(&mut batch))?;
            }
        }
        self.journal.keep(&batch)
    }

    fn was_scrubbed(&self, document: &Document) -> bool {
        let names = [Some(document.key.as_str()), document.url.as_deref()];
        names.into_iter().flatten().any(|name| self.scrubbed.contains(&sha256_hex(name.as_bytes())))
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

    /// Keeps what was read; where a second reader did not answer, that is told.
    fn keep(&mut self, read: &[(Document, Reading)]) -> anyhow::Result<()> {
        let silent = read.iter().flat_map(|(document, reading)| {
            let notes = reading.diagnostics.iter().filter(|note| note.code == Code::SecondSilent);
            notes.map(|note| Diagnostic { subject: document.origin.path.clone(), ..note.clone() })
        });
        self.unread.extend(silent);
        self.journal.keep(read)
    }

    /// What was read and is to be put into the record, what could not be read, and how many reports
    /// were left out.
    pub(super) fn finish(self) -> (Journal, Vec<Diagnostic>, u64) {
        (self.journal, self.unread, self.left_out)
    }
}

/// What a first look makes of a report.
enum Looked {
    /// It could not be read.
    Unread(Diagnostic),
    /// It is not read for claims, and only such reports are wanted that are.
    LeftOut,
    /// It is not read for claims; its reading says why.
    Aside(Document, Vec<Diagnostic>, Reading),
    /// It is to be read.
    Passed(Document, Vec<Diagnostic>),
}

impl super::Reading<'_> {
    fn look(&self, report: RawReport) -> Looked {
        let (document, notes) = match rapporteur_ingest::document(report) {
            Ok(document) => document,
            Err(diagnostic) => return Looked::Unread(diagnostic),
        };
        match self.reader.first_look(&document) {
            None => Looked::Passed(document, notes),
            Some(_) if self.only_related => Looked::LeftOut,
            Some(aside) => Looked::Aside(document, notes, aside),
        }
    }

    /// Reads documents in parallel, in their order.
    fn read_all(
        &self,
        documents: Vec<(Document, Vec<Diagnostic>)>,
        progress: &Progress,
        read: fn(&Self, &Document) -> Reading,
    ) -> Vec<(Document, Reading)> {
        documents
            .into_par_iter()
            .map(|(document, notes)| {
                let reading = with_notes(notes, read(self, &document));
                progress.read();
                (document, reading)
            })
            .collect()
    }

    /// Reads a document. What is not read for claims is kept without, and shown to no second reader
    /// either.
    fn read(&self, document: &Document) -> Reading {
        self.reader.first_look(document).unwrap_or_else(|| self.read_through(document))
    }

    /// Reads a document that has passed the first look.
    fn read_through(&self, document: &Document) -> Reading {
        let mut reading = self.reader.read_through(document);
        if let Some(second) = self.second {
            second.add(self.reader, document, &mut reading);
        }
        reading
    }
}

/// A reading with what was noted on input before what was noted since.
fn with_notes(notes: Vec<Diagnostic>, mut reading: Reading) -> Reading {
    reading.diagnostics.splice(0..0, notes);
    reading
}

fn scrubbed(document: &Document) -> Diagnostic {
    let message = "it was scrubbed from this record";
    Diagnostic::new(Code::Scrubbed, &document.origin.path, message)
}
