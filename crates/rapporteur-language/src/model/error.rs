//! What can be wrong with the weights.

use std::path::PathBuf;

/// Why the reader's weights could not be used.
///
/// Every message ends with what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A file of the pair `reader.onnx`, `reader.json` is not there or cannot be read.
    #[error(
        "cannot read the weights file {path}: {source}; restore it from the repository \
         (crates/rapporteur-language/weights) or leave out the option that names its folder to use \
         the weights that are built in"
    )]
    Missing {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are not those that were exported, or do not form a network.
    #[error(
        "the weights {origin} are damaged: {reason}; restore reader.onnx and reader.json from the \
         repository, or make them again with train/export.py"
    )]
    Damaged {
        /// The folder, or "built in".
        origin: String,
        /// What does not fit.
        reason: String,
    },
    /// The weights were exported for another version of this program.
    #[error(
        "the weights {origin} have format {found}, this program reads format {wanted}; take the \
         weights that came with this version, or export them again with its train/export.py"
    )]
    OtherVersion {
        /// The folder, or "built in".
        origin: String,
        /// Their format.
        found: u32,
        /// The format that this program reads.
        wanted: u32,
    },
    /// The network stopped on an input: a defect of this program, never the user's fault.
    #[error("the network failed: {0}; please report this with the text that was read")]
    Run(String),
}
