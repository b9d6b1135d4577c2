//! The corpora in `../shared`, which are no part of the repository.

use std::io::Read;

use flate2::read::GzDecoder;

/// A gzipped corpus file, or `None` with a message where the corpora are not there.
pub(crate) fn read(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora");
    let path = format!("{folder}/{name}");
    let Ok(file) = std::fs::File::open(&path) else {
        eprintln!("skipped: {path} is not there");
        return None;
    };
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    Some(text)
}
