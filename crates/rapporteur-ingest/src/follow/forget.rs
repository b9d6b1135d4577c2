//! Takes what was fetched from an address out of the files beside a record.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::read::{GzDecoder as ReadGz, ZlibDecoder};
use rapporteur_model::sha256_hex;

use super::state::State;
use crate::read::{LARGEST_FILE, LARGEST_REPORT};

/// Takes every answer out of the archive beside a record that came from one of these addresses or
/// mentions one, as a feed does that leads to a page, and forgets the pages. They are not fetched
/// again. How many answers were taken out.
///
/// # Errors
/// When a file beside the record cannot be read or written; it is then as it was before.
pub fn forget(record: &Path, addresses: &BTreeSet<String>) -> io::Result<usize> {
    // An identifier of a few letters would be found everywhere.
    let addresses: Vec<&str> =
        addresses.iter().map(String::as_str).filter(|name| name.contains("://")).collect();
    if addresses.is_empty() {
        return Ok(0);
    }
    let state_path = record.with_extension("feeds.json");
    let archive_path = record.with_extension("warc.gz");
    let mut taken = 0;
    let mut state = if state_path.exists() { Some(State::load(&state_path)?) } else { None };
    if archive_path.exists() {
        let (count, length) = rewrite(&archive_path, &addresses)?;
        taken = count;
        if let Some(state) = &mut state {
            state.archived = length;
        }
    }
    if let Some(mut state) = state {
        state.pages.retain(|url, _| !addresses.contains(&url.as_str()));
        state.scrubbed.extend(addresses.iter().map(|url| sha256_hex(url.as_bytes())));
        state.save(&state_path)?;
    }
    Ok(taken)
}

/// Writes an archive anew without some answers; how many were left out, and its new length.
fn rewrite(path: &Path, addresses: &[&str]) -> io::Result<(usize, u64)> {
    let new = &path.with_added_extension("new");
    let mut source = File::open(path)?;
    let end = source.metadata()?.len();
    let mut to = BufWriter::new(File::create(new)?);
    let (mut at, mut taken, mut written) = (0, 0, 0);
    while at < end {
        source.seek(SeekFrom::Start(at))?;
        let mut member = flate2::bufread::GzDecoder::new(BufReader::new(&source));
        let mut record = Vec::new();
        // A tail that a killed run left is not carried over.
        if (&mut member).take(LARGEST_FILE as u64).read_to_end(&mut record).is_err() {
            break;
        }
        let next = member.into_inner().stream_position()?;
        if mentions(&record, addresses) {
            taken += 1;
        } else {
            source.seek(SeekFrom::Start(at))?;
            written += io::copy(&mut (&source).take(next - at), &mut to)?;
        }
        at = next;
    }
    to.flush()?;
    to.get_ref().sync_all()?;
    fs::rename(new, path)?;
    Ok((taken, written))
}

/// Whether a record holds one of the addresses, as it was sent or unpacked.
fn mentions(record: &[u8], addresses: &[&str]) -> bool {
    let holds = |bytes: &[u8]| {
        addresses.iter().any(|url| {
            let escaped = url.replace('&', "&amp;");
            [url.as_bytes(), escaped.as_bytes()]
                .iter()
                .any(|url| bytes.windows(url.len()).any(|window| window == *url))
        })
    };
    if holds(record) {
        return true;
    }
    // Behind the head of the record stands that of the answer, and then its body.
    let heads = record.windows(4).enumerate().filter(|(_, window)| window == b"\r\n\r\n");
    let Some((body, _)) = heads.take(2).last() else { return false };
    let body = &record[body + 4..];
    let mut plain = Vec::new();
    let limit = LARGEST_REPORT as u64;
    let unpacked = match body {
        [0x1F, 0x8B, ..] => ReadGz::new(body).take(limit).read_to_end(&mut plain),
        [0x78, ..] => ZlibDecoder::new(body).take(limit).read_to_end(&mut plain),
        _ => return false,
    };
    // What unpacks to its middle only may still hold the address before it.
    drop(unpacked);
    holds(&plain)
}
