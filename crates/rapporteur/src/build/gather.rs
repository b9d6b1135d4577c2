//! From raw reports to readings: in parallel by document, kept batch by batch.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_ingest::RawReport;
use rapporteur_model::{Code, Diagnostic, Document, Origin, Reading, sha256_hex};
use rapporteur_store::Rows;
use rayon::prelude::*;

use super::journal::Journal;
use crate::progress::Progress;

/// Reports read together, at least: few enough to stay small in memory, and to lose little when a
/// run is killed.
const BATCH: usize = 64;

/// Reports read together for each thread, at least: where one thread is left with the last report,
/// the others wait for a thirtieth of their time and no more.
const BATCH_OF_A_THREAD: usize = 16;

/// Bytes of pages that are held together: a batch ends early where its pages are large.
const BATCH_BYTES: usize = 64 * 1024 * 1024;

/// The language that the reader reads.
const READ_LANGUAGE: &str = "en";

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
            self.put(waiting.by_ref().take(self.batch).collect())?;
        }
        Ok(())
    }

    /// Reads what is new among some reports.
    pub(super) fn read(
        &mut self,
        reports: impl Iterator<Item = Result<RawReport, Diagnostic>>,
    ) -> anyhow::Result<()> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for report in reports {
            match report {
                Ok(report) => {
                    if let RawReport::Sealed(sealed) = &report {
                        bytes += sealed.bytes.len();
                    }
                    batch.push(report);
                }
                Err(diagnostic) => self.unread.push(diagnostic),
            }
            if batch.len() >= self.batch || bytes > BATCH_BYTES {
                self.read_batch(std::mem::take(&mut batch))?;
                bytes = 0;
            }
        }
        self.read_batch(batch)
    }

    fn read_batch(&mut self, mut batch: Vec<RawReport>) -> anyhow::Result<()> {
        // Taking the text out of a page is most of the work that reading it once more would be.
        batch.retain(|report| {
            let origin = report.origin();
            let known = report.is_sealed()
                && self.known.contains(&(origin.path.clone(), origin.sha256.clone()));
            if known {
                self.progress.known();
            }
            !known
        });
        let reading = self.reading;
        let documents: Vec<_> = batch
            .into_par_iter()
            .map(|report| {
                let document = rapporteur_ingest::document(report);
                let left_out = document.as_ref().is_ok_and(|(one, _)| reading.leaves_out(one));
                if left_out { None } else { Some(document) }
            })
            .collect();
        let mut new = Vec::new();
        for document in documents {
            let Some(document) = document else {
                self.left_out += 1;
                self.progress.left_out();
                continue;
            };
            match document {
                Ok((document, mut notes)) => {
                    if self.was_scrubbed(&document) {
                        let message = "it was scrubbed from this record";
                        let path = &document.origin.path;
                        self.unread.push(Diagnostic::new(Code::Scrubbed, path, message));
                        continue;
                    }
                    if !self.is_new(&document) {
                        self.progress.known();
                        continue;
                    }
                    self.unread.extend(notes.iter().cloned());
                    for note in &mut notes {
                        note.subject.clone_from(&document.key);
                    }
                    new.push((document, notes));
                }
                Err(diagnostic) => self.unread.push(diagnostic),
            }
        }
        self.put(new)
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

    fn put(&mut self, documents: Vec<(Document, Vec<Diagnostic>)>) -> anyhow::Result<()> {
        let (asked, progress) = (self.reading, self.progress);
        let read: Vec<(Document, Reading)> = documents
            .into_par_iter()
            .map(|(document, notes)| {
                let mut reading = asked.read(&document);
                reading.diagnostics.splice(0..0, notes);
                progress.read();
                (document, reading)
            })
            .collect();
        let silent = read.iter().flat_map(|(document, reading)| {
            let notes = reading.diagnostics.iter().filter(|note| note.code == Code::SecondSilent);
            notes.map(|note| Diagnostic { subject: document.origin.path.clone(), ..note.clone() })
        });
        self.unread.extend(silent);
        self.journal.keep(&read)
    }

    /// What was read and is to be put into the record, what could not be read, and how many reports
    /// were left out.
    pub(super) fn finish(self) -> (Journal, Vec<Diagnostic>, u64) {
        (self.journal, self.unread, self.left_out)
    }
}

impl super::Reading<'_> {
    /// Whether a document is not read for claims, and only such documents are wanted.
    fn leaves_out(&self, document: &Document) -> bool {
        self.only_related
            && (other_language(document).is_some() || self.reader.sets_aside(document))
    }

    /// Reads a document. One in another language than the reader's is kept without claims; what is
    /// not read for claims is shown to no second reader either.
    fn read(&self, document: &Document) -> Reading {
        if let Some(language) = other_language(document) {
            let message = format!("its language is `{language}`");
            let note = Diagnostic::new(Code::OtherLanguage, &document.key, message);
            return Reading { diagnostics: vec![note], ..Reading::default() };
        }
        let mut reading = self.reader.read(document);
        let is_read = reading.diagnostics.iter().all(|note| note.code != Code::SetAside);
        if let (Some(second), true) = (self.second, is_read) {
            second.add(self.reader, document, &mut reading);
        }
        reading
    }
}

/// The language of a document, where the reader does not read it.
fn other_language(document: &Document) -> Option<&str> {
    document.language.as_deref().filter(|language| *language != READ_LANGUAGE)
}
