//! Records on a file system of another machine.
//!
//! The locks that SQLite asks for hold on one machine and often no further (sshfs, WebDAV, rclone, NFS
//! without its lock service). So that two machines never write at once, a writer there first makes a
//! file beside the record, `talks.record.in-use`, which names it; a file that does not exist yet is
//! made by one of them alone on every such system.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::error::StoreError;

/// Names of file systems that lie on another machine, as Linux spells them; after `fuse.` any that is
/// not in [`LOCAL`].
const NETWORK: &[&str] =
    &["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "vboxsf", "virtiofs"];

/// File systems in user space that lie on this machine.
const LOCAL: &[&str] =
    &["fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.bindfs", "fuse.ntfs-3g"];

/// How often a writer looks whether another one has finished, and how long it waits in between: five
/// seconds together.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// The name of the file system that a path lies on, where that is on another machine. Known on Linux
/// alone; `None` elsewhere.
#[must_use]
pub fn file_system(path: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    // A file that is not there yet lies where its folder does.
    let whole = fs::canonicalize(path).or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        fs::canonicalize(folder.unwrap_or_else(|| Path::new(".")))
    });
    among(&mounts, &whole.ok()?).filter(|kind| is_network(kind))
}

fn is_network(kind: &str) -> bool {
    NETWORK.contains(&kind) || (kind.starts_with("fuse.") && !LOCAL.contains(&kind))
}

/// The kind of the last of the mounts that lie nearest above a path.
fn among(mounts: &str, path: &Path) -> Option<String> {
    let mut nearest: Option<(usize, &str)> = None;
    for mount in mounts.lines() {
        // `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`
        let Some((before, after)) = mount.split_once(" - ") else { continue };
        let (Some(point), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else {
            continue;
        };
        let point = unescaped(point);
        let depth = Path::new(&point).components().count();
        if path.starts_with(&point) && nearest.is_none_or(|(deepest, _)| depth >= deepest) {
            nearest = Some((depth, kind));
        }
    }
    nearest.map(|(_, kind)| kind.to_owned())
}

/// A path as mountinfo spells it, with `\040` for a space.
fn unescaped(path: &str) -> String {
    let escapes = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    escapes.iter().fold(path.to_owned(), |path, (written, meant)| path.replace(written, meant))
}

/// Held while somebody writes on a network; gone when it is dropped.
#[derive(Debug)]
pub struct Lock {
    /// `None` where this program holds it already.
    path: Option<PathBuf>,
}

impl Lock {
    /// Takes the lock of a record, or of a file beside it, on a network; `None` on this machine, where
    /// the system's locks do. What this program holds it may take again.
    ///
    /// # Errors
    /// When another program holds it for longer than five seconds, and when it cannot be made.
    pub fn of(record: &Path) -> Result<Option<Self>, StoreError> {
        file_system(record).map(|_| Self::take(record)).transpose()
    }

    /// Waits a little for another writer to finish.
    fn take(record: &Path) -> Result<Self, StoreError> {
        let path = record.with_added_extension("in-use");
        for _ in 0..TRIES {
            match make(&path) {
                Ok(()) => return Ok(Self { path: Some(path) }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    if owner(&path) == Some(std::process::id()) {
                        return Ok(Self { path: None });
                    }
                    clear(&path);
                }
                Err(error) => return Err(refused(record, &error)),
            }
            thread::sleep(PAUSE);
        }
        Err(StoreError::InUse { path: record.to_owned(), lock: path })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What cannot be removed is told to the next writer.
        drop(self.path.as_ref().map(fs::remove_file));
    }
}

/// Makes a file that is not there, with who made it.
fn make(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(format!("{} {}\n", boot(), std::process::id()).as_bytes())
}

/// Removes the lock of a program that was killed on this machine.
fn clear(path: &Path) {
    let Some(dead) = dead_owner(path) else { return };
    // One alone removes it, and looks again once nobody else can.
    let claim = path.with_added_extension(dead.to_string());
    if make(&claim).is_ok() {
        if dead_owner(path) == Some(dead) {
            drop(fs::remove_file(path));
        }
        drop(fs::remove_file(&claim));
    }
}

/// The process of this machine that a lock names.
fn owner(path: &Path) -> Option<u32> {
    let text = fs::read_to_string(path).ok()?;
    let (machine, process) = text.trim().split_once(' ')?;
    let here = !machine.is_empty() && machine == boot();
    process.parse().ok().filter(|_| here)
}

/// The same where it is not there any more.
fn dead_owner(path: &Path) -> Option<u32> {
    owner(path).filter(|process| !Path::new(&format!("/proc/{process}")).exists())
}

/// What names this machine since it was started; empty where nothing does.
fn boot() -> String {
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    id.trim().to_owned()
}

fn refused(record: &Path, error: &io::Error) -> StoreError {
    let path = record.to_owned();
    match error.kind() {
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            StoreError::ReadOnly { path }
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull { path },
        _ => StoreError::CannotOpen { path },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n\
        42 22 0:39 / /home/ana/far\\040away rw,nosuid shared:1 - fuse.sshfs ana@host:/ rw,user_id=0\n\
        43 22 0:40 / /srv rw - nfs4 host:/srv rw,local_lock=none\n\
        44 43 0:41 / /srv/here rw - ext4 /dev/vdb rw\n\
        45 22 0:42 / /home/ana/safe rw - fuse.gocryptfs /x rw\n";

    #[test]
    fn the_nearest_mount_says_where_a_path_lies() {
        for (path, expected) in [
            ("/home/ana/far away/t.record", Some("fuse.sshfs")),
            ("/home/ana/far/t.record", None),
            ("/srv/t.record", Some("nfs4")),
            ("/srv/here/t.record", None),
            ("/home/ana/safe/t.record", None),
            ("/t.record", None),
        ] {
            let found = among(MOUNTS, Path::new(path)).filter(|kind| is_network(kind));
            assert_eq!(found.as_deref(), expected, "{path}");
        }
        assert_eq!(file_system(&std::env::temp_dir().join("x/y")), None);
    }

    #[test]
    fn of_two_writers_the_second_is_told_until_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("t.record");
        let lock = folder.path().join("t.record.in-use");
        // The first process of a machine is always there.
        fs::write(&lock, format!("{} 1\n", boot())).unwrap();
        let refused = Lock::take(&record).unwrap_err();
        assert!(matches!(refused, StoreError::InUse { .. }), "{refused:?}");
        assert!(refused.to_string().contains("t.record.in-use"), "{refused}");
        fs::remove_file(&lock).unwrap();
        let first = Lock::take(&record).unwrap();
        let again = Lock::take(&record).unwrap();
        drop(again);
        assert!(lock.exists(), "what is taken again is let go by the first");
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_lock_of_a_program_that_was_killed_here_is_taken_over_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("t.record");
        let lock = folder.path().join("t.record.in-use");
        // Linux gives no process a number so large.
        fs::write(&lock, format!("{} 4194305\n", boot())).unwrap();
        drop(Lock::take(&record).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        for other in ["another-machine 4194305\n", ""] {
            fs::write(&lock, other).unwrap();
            assert!(matches!(Lock::take(&record), Err(StoreError::InUse { .. })));
            assert_eq!(fs::read_to_string(&lock).unwrap(), other);
        }
    }
}
