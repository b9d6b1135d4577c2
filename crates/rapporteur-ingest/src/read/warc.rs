//! Web archives (WARC 1.0 and 1.1, plain, gzip or zstd), record by record in constant memory.

use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use fastwarc::stream_io::brotli::BrotliReader;
use fastwarc::stream_io::bufread::TrackingBufReader;
use fastwarc::stream_io::chunked::ChunkedReader;
use fastwarc::stream_io::zstd::ZstdReader;
use fastwarc::warc::header::HeaderMap;
use fastwarc::warc::iter::{ArchiveIteratorOptions, ArchiveIteratorThreadSafe};
use fastwarc::warc::record::{AutoDecode, WarcRecord, WarcRecordType};
use flate2::bufread::GzDecoder;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use rapporteur_model::{Code, Diagnostic, Origin, sha256_hex};

use super::input::{Counted, Input};
use super::{LARGEST_REPORT, Place, Reports, damaged, is_wordless, larger_than, one, unreadable};
use crate::page::encoding;
use crate::raw::{RawDocument, RawReport, SealKind, Sealed};

/// The most bytes that the head of a record or of an HTTP answer may have: 64 KiB, twice what
/// servers allow.
const LONGEST_HEAD: usize = 64 * 1024;

/// The reports of an archive: pages, PDF files and plain texts that were answered with success.
/// Pictures, scripts, feeds, robots.txt, redirects and errors are passed over in silence.
pub(super) fn read(input: Input, place: &Place) -> Reports {
    let opened = input.peeked().and_then(|(is_empty, input)| {
        let file = match &input {
            Input::File(file) => Some(file.again()?),
            Input::Stream(_) => None,
        };
        Ok((is_empty, input, file))
    });
    let (input, file) = match opened {
        Err(error) => return one(Err(unreadable(&place.subject, &error))),
        Ok((true, ..)) => {
            return one(Err(Diagnostic::new(Code::Empty, &place.subject, "the archive is empty")));
        }
        Ok((false, input, file)) => (input, file),
    };
    let options = ArchiveIteratorOptions {
        // Each record's own, so that one broken answer does not end the archive.
        parse_http: false,
        quirks_mode: true,
        max_header_len: LONGEST_HEAD,
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
    let subject = place.subject.clone();
    Box::new(Records { records, subject, file, last: None, told: false, ended: false })
}

struct Records {
    records: ArchiveIteratorThreadSafe,
    subject: String,
    /// The file once more, where there is one: to look whether its last record is whole.
    file: Option<Counted>,
    /// Where the last record begins.
    last: Option<u64>,
    /// Whether the last record was told to be damaged.
    told: bool,
    ended: bool,
}

impl Iterator for Records {
    type Item = Result<RawReport, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let record = match self.records.next() {
                None => {
                    self.ended = true;
                    return self.at_end().map(Err);
                }
                Some(Ok(record)) => record,
                Some(Err(error)) => {
                    // Where the next record begins is not known any more.
                    self.ended = true;
                    return Some(Err(damaged(&self.subject, format!("no WARC record: {error}"))));
                }
            };
            let Ok(mut record) = record.lock() else { continue };
            self.last = Some(record.stream_pos());
            let report = report(&mut record, &self.subject);
            self.told = matches!(report, Some(Err(_)));
            if report.is_some() {
                return report;
            }
        }
        None
    }
}

impl Records {
    /// What there is to say at the end of the file. The reader itself ends in silence where the file
    /// does, and passes over what is no record.
    fn at_end(&mut self) -> Option<Diagnostic> {
        let Some(last) = self.last else {
            return Some(damaged(&self.subject, "there is no WARC record in it"));
        };
        let is_whole = self.file.take().is_none_or(|file| is_whole(file, last));
        (!is_whole && !self.told).then(|| {
            damaged(&format!("{}@{last}", self.subject), "the archive breaks off in this record")
        })
    }
}

/// Whether a file, plain or of gzip, holds all of the record that begins at a place; `true` where
/// that cannot be told.
fn is_whole(mut file: Counted, start: u64) -> bool {
    let mut magic = [0; 2];
    let begins = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(&mut magic));
    if begins.and_then(|()| file.seek(SeekFrom::Start(start))).is_err() {
        return true;
    }
    match &magic {
        b"WA" => holds_its_length(BufReader::new(file)),
        [0x1F, 0x8B] => holds_its_length(BufReader::new(GzDecoder::new(BufReader::new(file)))),
        _ => true,
    }
}

/// Whether behind the head of a record there are as many bytes as it says.
fn holds_its_length(mut reader: impl BufRead) -> bool {
    let mut length = None;
    let mut head = (&mut reader).take(LONGEST_HEAD as u64);
    loop {
        let mut line = Vec::new();
        if !matches!(head.read_until(b'\n', &mut line), Ok(1..)) {
            return false;
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            break;
        }
        let line = String::from_utf8_lossy(line);
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let Some(length) = length else { return true };
    let found = std::io::copy(&mut reader.take(length), &mut std::io::sink());
    found.is_ok_and(|found| found == length)
}

/// What a record holds; `None` where it is none of our business.
fn report(record: &mut WarcRecord, subject: &str) -> Option<Result<RawReport, Diagnostic>> {
    let path = format!("{subject}@{}", record.stream_pos());
    let content_type = match record.record_type() {
        WarcRecordType::Response => {
            if let Err(error) = record.parse_http_with_opts(AutoDecode::None, LONGEST_HEAD, true) {
                return Some(Err(damaged(&path, format!("no HTTP answer: {error}"))));
            }
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
    let origin = Origin {
        path: path.clone(),
        retrieved: header("WARC-Date"),
        headers: record.http_headers().map(pairs).unwrap_or_default(),
        ..Origin::default()
    };
    let about = RawDocument { id: url.clone(), url: Some(url), origin, ..RawDocument::default() };
    let promised = record.content_length();
    let mut sent = Vec::new();
    let limit = LARGEST_REPORT as u64 + 1;
    if let Err(error) = record.reader_mut()?.take(limit).read_to_end(&mut sent) {
        return Some(Err(damaged(&path, format!("the record cannot be unpacked: {error}"))));
    }
    if sent.len() > LARGEST_REPORT {
        return Some(Err(larger_than(&path, LARGEST_REPORT)));
    }
    // The reader ends in silence where the file does.
    if promised > sent.len() as u64 {
        return Some(Err(damaged(&path, "the page breaks off before its end")));
    }
    let whole = match record.http_headers() {
        Some(headers) => decoded(sent, headers),
        None => Ok(sent),
    };
    let bytes = match whole {
        Ok(bytes) if bytes.len() > LARGEST_REPORT => {
            return Some(Err(larger_than(&path, LARGEST_REPORT)));
        }
        Ok(bytes) => bytes,
        Err(why) => return Some(Err(damaged(&path, why))),
    };
    if bytes.trim_ascii().is_empty() {
        return None;
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

/// A body without its codings, the last applied first. Archives keep bodies without their transfer
/// coding and leave the header, so that one which does not fit is passed over.
fn decoded(mut bytes: Vec<u8>, headers: &HeaderMap) -> Result<Vec<u8>, String> {
    let given = |name: &str| headers.get(name).map(|value| value.to_ascii_lowercase());
    for coding in given("Transfer-Encoding").unwrap_or_default().rsplit(',') {
        if coding.trim() == "chunked" {
            bytes = match unpacked(ChunkedReader::new(Cursor::new(bytes.clone()))) {
                Ok(whole) if !whole.is_empty() => whole,
                _ => bytes,
            };
        }
    }
    for coding in given("Content-Encoding").unwrap_or_default().rsplit(',').map(str::trim) {
        let is_gzip = bytes.starts_with(&[0x1F, 0x8B]);
        let result = match coding {
            "" | "identity" => continue,
            // Some crawlers unpack the body and leave the header.
            "gzip" | "x-gzip" if !is_gzip => continue,
            "gzip" | "x-gzip" => unpacked(MultiGzDecoder::new(&*bytes)),
            "deflate" => unpacked(ZlibDecoder::new(&*bytes))
                .or_else(|_| unpacked(DeflateDecoder::new(&*bytes))),
            "br" => unpacked(BrotliReader::new(Cursor::new(bytes.clone()))),
            "zstd" => unpacked(ZstdReader::new(Cursor::new(bytes.clone()))),
            other => return Err(format!("the page is packed by `{other}`")),
        };
        bytes = result.map_err(|error| format!("the page cannot be unpacked: {error}"))?;
    }
    Ok(bytes)
}

/// All bytes of a reader, or one more than a report may have.
fn unpacked(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST_REPORT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.items().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}
