//! One writer to a record at a time, also while there is no record yet.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rapporteur_store::network;

/// How long a run waits for another one: tenths of a second, five seconds together.
const PATIENCE: u32 = 50;

/// Held while a run writes to a record. The system takes it back when the run ends, however it ends.
pub(super) struct Alone {
    path: PathBuf,
    /// `None` where no lock can be made: writing will say why.
    file: Option<File>,
    /// The same for writers on other machines, where the record lies on one.
    _network: Option<network::Lock>,
}

impl Alone {
    /// Waits a little for another run to end.
    pub(super) fn with(record: &Path) -> anyhow::Result<Self> {
        let network = network::Lock::of(record)?;
        let path = record.with_added_extension("lock");
        let Ok(file) = OpenOptions::new().append(true).create(true).open(&path) else {
            return Ok(Self { path, file: None, _network: network });
        };
        for _ in 0..PATIENCE {
            match file.try_lock() {
                Ok(()) => return Ok(Self { path, file: Some(file), _network: network }),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(100)),
                // A file system that knows no locks.
                Err(TryLockError::Error(_)) => {
                    return Ok(Self { path, file: Some(file), _network: network });
                }
            }
        }
        anyhow::bail!(
            "{}: another process is writing to this record; wait for it to finish, then run the same command again",
            record.display()
        )
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        if self.file.is_some() {
            // What is left of it stops nobody.
            drop(fs::remove_file(&self.path));
        }
    }
}
