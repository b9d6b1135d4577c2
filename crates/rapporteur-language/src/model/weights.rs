//! The weights and what is known about them.
//!
//! Two files in `weights/`: `reader.onnx`, the network, and `reader.json`, its label sets,
//! vocabulary and provenance. Both are built into the program (`include_bytes!`): a binary runs
//! anywhere, and none of its versions can meet the weights of another. Twenty megabytes more in
//! the binary are paged in as they are used, as they would be from a mapped file. Another pair
//! can be loaded from a folder, for experiments; it is checked against its SHA-256.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::error::ModelError;

/// The version of the pair of files that this program reads (`FORMAT` in `train/export.py`).
pub(super) const FORMAT: u32 = 1;

static ONNX: &[u8] = include_bytes!("../../weights/reader.onnx");
static ABOUT: &str = include_str!("../../weights/reader.json");

/// The contents of `reader.json`.
#[derive(Debug, Deserialize)]
pub(super) struct About {
    pub(super) format: u32,
    pub(super) name: String,
    pub(super) sha256: String,
    pub(super) date: String,
    /// The heads side by side in the network's output `tags`, with their widths.
    pub(super) columns: Vec<(String, usize)>,
    pub(super) upos: Vec<String>,
    pub(super) feats: Vec<String>,
    /// Which bundles of features go with a part of speech.
    pub(super) feats_of_upos: BTreeMap<String, Vec<usize>>,
    pub(super) rels: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) lemmas: Vec<String>,
    pub(super) vocabulary: Vec<String>,
}

/// The network's bytes: built in, or read from a folder.
pub(super) enum Bytes {
    BuiltIn(&'static [u8]),
    Read(Vec<u8>),
}

/// The weights that are built in.
pub(super) fn built_in() -> Result<(About, Bytes), ModelError> {
    Ok((about(ABOUT, "built in")?, Bytes::BuiltIn(ONNX)))
}

/// The weights in a folder, checked against their SHA-256.
pub(super) fn from_folder(folder: &Path) -> Result<(About, Bytes), ModelError> {
    let origin = format!("in {}", folder.display());
    let path = folder.join("reader.json");
    let json =
        std::fs::read_to_string(&path).map_err(|source| ModelError::Missing { path, source })?;
    let about = about(&json, &origin)?;
    let path = folder.join("reader.onnx");
    let bytes = std::fs::read(&path).map_err(|source| ModelError::Missing { path, source })?;
    check_sum(&about, &bytes, &origin)?;
    Ok((about, Bytes::Read(bytes)))
}

fn about(json: &str, origin: &str) -> Result<About, ModelError> {
    #[derive(Deserialize)]
    struct Version {
        format: u32,
    }
    let damaged = |error: serde_json::Error| ModelError::Damaged {
        origin: origin.to_owned(),
        reason: format!("reader.json: {error}"),
    };
    // The version first: another version's file may lack what this one has.
    let Version { format } = serde_json::from_str(json).map_err(damaged)?;
    if format != FORMAT {
        let origin = origin.to_owned();
        return Err(ModelError::OtherVersion { origin, found: format, wanted: FORMAT });
    }
    let about: About = serde_json::from_str(json).map_err(damaged)?;
    debug_assert_eq!(about.format, FORMAT, "the same file");
    Ok(about)
}

fn check_sum(about: &About, bytes: &[u8], origin: &str) -> Result<(), ModelError> {
    let sum = sha256(bytes);
    if sum == about.sha256 {
        return Ok(());
    }
    Err(ModelError::Damaged {
        origin: origin.to_owned(),
        reason: format!("reader.onnx has SHA-256 {sum}, reader.json says {}", about.sha256),
    })
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing into a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_weights_are_those_that_were_exported() {
        let (about, _) = built_in().unwrap();
        check_sum(&about, ONNX, "built in").unwrap();
    }

    #[test]
    fn another_version_says_so_with_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("reader.json"), r#"{"format": 99}"#).unwrap();
        let error = from_folder(folder.path()).err().unwrap().to_string();
        assert!(error.contains("have format 99, this program reads format 1"), "{error}");
        assert!(error.contains("train/export.py"), "{error}");
    }

    #[test]
    fn missing_weights_say_so_with_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let error = from_folder(folder.path()).err().unwrap().to_string();
        assert!(error.contains("reader.json"), "{error}");
        assert!(error.contains("restore it from the repository"), "{error}");
    }

    #[test]
    fn damaged_weights_say_so_with_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("reader.json"), ABOUT).unwrap();
        std::fs::write(folder.path().join("reader.onnx"), &ONNX[..1000]).unwrap();
        let error = from_folder(folder.path()).err().unwrap().to_string();
        assert!(error.contains("are damaged: reader.onnx has SHA-256"), "{error}");
        assert!(error.contains("restore reader.onnx and reader.json"), "{error}");
    }
}
