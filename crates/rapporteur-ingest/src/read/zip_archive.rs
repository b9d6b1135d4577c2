//! ZIP: the files in it, each read as if it lay in a folder.

use std::collections::VecDeque;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

use rapporteur_model::Diagnostic;
use zip::{CompressionMethod, ZipArchive};

use super::input::{Counted, Input};
use super::{
    LARGEST_FILE, Place, Reports, bounded, damaged, file_name, one, read_kind, unreadable,
};
use crate::raw::RawReport;
use crate::source::SourceKind;

/// One file in an archive.
struct Member {
    name: String,
    kind: SourceKind,
    start: u64,
    size: u64,
    method: CompressionMethod,
    encrypted: bool,
}

/// The reports of the files in an archive, by name; hidden files and files of other kinds are passed
/// over in silence. A file on disk is streamed; an archive in an archive must fit in memory.
pub(super) fn read(input: Input, place: &Place) -> Reports {
    let (members, bytes) = match members_of(input, place) {
        Ok(found) => found,
        Err(diagnostic) => return one(Err(diagnostic)),
    };
    Box::new(Members { waiting: members.into(), bytes, place: place.clone(), current: None })
}

/// What the archive's bytes are kept in.
enum Kept {
    File(Counted),
    Memory(Vec<u8>),
}

fn members_of(input: Input, place: &Place) -> Result<(Vec<Member>, Kept), Diagnostic> {
    let subject = &place.subject;
    match input {
        Input::File(file) => {
            let again = file.again().map_err(|error| unreadable(subject, &error))?;
            Ok((members(file, subject)?, Kept::File(again)))
        }
        stream @ Input::Stream(_) => {
            let bytes = bounded::whole(stream.stream(), LARGEST_FILE, subject)?;
            Ok((members(Cursor::new(&bytes), subject)?, Kept::Memory(bytes)))
        }
    }
}

fn members(reader: impl Read + Seek, subject: &str) -> Result<Vec<Member>, Diagnostic> {
    let broken = |error: zip::result::ZipError| {
        damaged(subject, format!("no ZIP that can be read: {error}"))
    };
    let mut archive = ZipArchive::new(reader).map_err(broken)?;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(broken)?;
        let name = file.name().map_err(broken)?.into_owned();
        let hides = |part: &str| part.starts_with('.') && !matches!(part, "." | "..");
        let hidden = name.split('/').any(|part| hides(part) || part == "__MACOSX");
        let Some(kind) = SourceKind::of(Path::new(&name)).filter(|_| !hidden && file.is_file())
        else {
            continue;
        };
        members.push(Member {
            kind,
            start: file
                .data_start()
                .ok_or_else(|| damaged(subject, "a file in it has no place"))?,
            size: file.compressed_size(),
            method: file.compression(),
            encrypted: file.encrypted(),
            name,
        });
    }
    // Files that share their bytes are how a few kilobytes unpack to petabytes.
    members.sort_by_key(|member| member.start);
    let overlap = |pair: &[Member]| pair[0].start.saturating_add(pair[0].size) > pair[1].start;
    if members.windows(2).any(overlap) {
        return Err(damaged(subject, "the files in it overlap, as in a decompression bomb"));
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(members)
}

struct Members {
    waiting: VecDeque<Member>,
    bytes: Kept,
    place: Place,
    current: Option<Reports>,
}

impl Members {
    fn open(&self, member: &Member) -> Reports {
        let subject = format!("{}!{}", self.place.subject, member.name);
        if member.encrypted {
            return one(Err(damaged(&subject, "the file is encrypted")));
        }
        let deflated = match member.method {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return one(Err(damaged(&subject, format!("it is packed by {other}")))),
        };
        let input = match &self.bytes {
            Kept::File(file) => {
                file.again().and_then(|file| Input::part(file, member.start, member.size, deflated))
            }
            Kept::Memory(bytes) => {
                let start = usize::try_from(member.start).unwrap_or(usize::MAX);
                let part = bytes.get(start..).unwrap_or_default();
                let size = usize::try_from(member.size).unwrap_or(usize::MAX).min(part.len());
                Ok(Input::memory(part[..size].to_vec(), deflated))
            }
        };
        match input {
            Err(error) => one(Err(unreadable(&subject, &error))),
            Ok(input) => {
                let place = Place {
                    subject,
                    name: file_name(Path::new(&member.name)),
                    depth: self.place.depth + 1,
                    columns: self.place.columns.clone(),
                };
                read_kind(member.kind, input, place)
            }
        }
    }
}

impl Iterator for Members {
    type Item = Result<RawReport, Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(report) = self.current.as_mut().and_then(Iterator::next) {
                return Some(report);
            }
            let member = self.waiting.pop_front()?;
            self.current = Some(self.open(&member));
        }
    }
}
