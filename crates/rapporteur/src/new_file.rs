//! A new file that takes shape beside its place and moves there when it is whole.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// An empty file in the folder of a path, with the permissions that the user's umask gives to new
/// files.
pub(crate) fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rapporteur-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(above(path))
}

/// The folder that a path lies in.
pub(crate) fn above(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| ".".as_ref())
}
