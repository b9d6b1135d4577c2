//! Reads a file that must be held whole, up to a limit.

use std::io::Read;

use rapporteur_model::Diagnostic;

use super::{larger_than, unreadable};

/// All bytes of a reader, or why they cannot be had.
pub(super) fn whole(reader: impl Read, limit: usize, subject: &str) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells a full file from one that is too large.
    reader
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(subject, &error))?;
    if bytes.len() > limit { Err(larger_than(subject, limit)) } else { Ok(bytes) }
}
