//! Web archives (WARC 1.0 and 1.1, plain, gzip or zstd), record by record in constant memory.

use std::io::Read;

use fastwarc::stream_io::bufread::TrackingBufReader;
use fastwarc::warc::header::HeaderMap;
use fastwarc::warc::iter::{ArchiveIteratorOptions, ArchiveIteratorThreadSafe};
use fastwarc::warc::record::{AutoDecode, WarcRecord, WarcRecordType};
use rapporteur_model::{Diagnostic, Origin, sha256_hex};

use super::input::Input;
use super::{LARGEST_REPORT, Place, Reports, damaged, is_wordless, larger_than};
use crate::page::encoding;
use crate::raw::{RawDocument, RawReport, SealKind, Sealed};

/// The reports of an archive: pages, PDF files and plain texts that were answered with success.
/// Pictures, scripts, feeds, robots.txt, redirects and errors are passed over in silence.
pub(super) fn read(input: Input, place: &Place) -> Reports {
    let options = ArchiveIteratorOptions {
        decode_http_payload: AutoDecode::All,
        quirks_mode: true,
        ..ArchiveIteratorOptions::default()
    };
    let records = match input {
        Input::File(file) => {
            ArchiveIteratorThreadSafe::with_options(TrackingBufReader::new(file), options)
        }
        stream @ Input::Stream(_) => {
            let reader = TrackingBufReader::new(stream.forward());
            ArchiveIteratorThreadSafe::with_options(reader, options)
        }
    };
    Box::new(Records { records, subject: place.subject.clone(), ended: false })
}

struct Records {
    records: ArchiveIteratorThreadSafe,
    subject: String,
    ended: bool,
}

impl Iterator for Records {
    type Item = Result<RawReport, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let record = match self.records.next() {
                None => {
                    self.ended = true;
                    break;
                }
                Some(Ok(record)) => record,
                Some(Err(error)) => {
                    // Where the next record begins is not known any more.
                    self.ended = true;
                    return Some(Err(damaged(&self.subject, format!("no WARC record: {error}"))));
                }
            };
            let Ok(mut record) = record.lock() else { continue };
            if let Some(report) = report(&mut record, &self.subject) {
                return Some(report);
            }
        }
        None
    }
}

/// What a record holds; `None` where it is none of our business.
fn report(record: &mut WarcRecord, subject: &str) -> Option<Result<RawReport, Diagnostic>> {
    let content_type = match record.record_type() {
        WarcRecordType::Response => {
            if record.http_headers()?.status_code() != Some(200) {
                return None;
            }
            record.http_content_type()?
        }
        WarcRecordType::Resource | WarcRecordType::Conversion => {
            record.headers().get("Content-Type")?.split(';').next()?.trim().to_owned()
        }
        _ => return None,
    };
    let header = |name: &str| record.headers().get(name).map(|value| value.into_owned());
    let url = header("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned())?;
    let kind = match content_type.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => {
            Some(SealKind::Html(record.http_charset().map(|charset| charset.into_owned())))
        }
        "application/pdf" => Some(SealKind::Pdf),
        "text/plain" if !url.ends_with("/robots.txt") => None,
        _ => return None,
    };
    let path = format!("{subject}@{}", record.stream_pos());
    let origin = Origin {
        path: path.clone(),
        retrieved: header("WARC-Date"),
        headers: record.http_headers().map(pairs).unwrap_or_default(),
        ..Origin::default()
    };
    let about = RawDocument { id: url.clone(), url: Some(url), origin, ..RawDocument::default() };
    let mut bytes = Vec::new();
    let limit = LARGEST_REPORT as u64 + 1;
    if let Err(error) = record.reader_mut()?.take(limit).read_to_end(&mut bytes) {
        return Some(Err(damaged(&path, format!("the record cannot be unpacked: {error}"))));
    }
    if bytes.len() > LARGEST_REPORT {
        return Some(Err(larger_than(&path, LARGEST_REPORT)));
    }
    if bytes.trim_ascii().is_empty() {
        return None;
    }
    // The reader ends in silence where the file does.
    let promised = record.http_headers().and_then(promised);
    if promised.is_some_and(|length| length > bytes.len() as u64) {
        return Some(Err(damaged(&path, "the page breaks off before its end")));
    }
    Some(Ok(match kind {
        Some(kind) => RawReport::Sealed(Sealed::new(kind, bytes, about)),
        None => RawReport::Text(plain(&bytes, about)?),
    }))
}

fn plain(bytes: &[u8], mut about: RawDocument) -> Option<RawDocument> {
    let text = encoding::decode(bytes, None).into_owned();
    about.origin.sha256 = sha256_hex(bytes);
    (!is_wordless(&text) && !text.contains('\0')).then_some(RawDocument { text, ..about })
}

/// How long a body is that was sent as it is.
fn promised(headers: &HeaderMap) -> Option<u64> {
    let coded =
        headers.contains_key("Content-Encoding") || headers.contains_key("Transfer-Encoding");
    if coded { None } else { headers.get("Content-Length")?.trim().parse().ok() }
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.items().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}
