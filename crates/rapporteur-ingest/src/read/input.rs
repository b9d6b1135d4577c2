//! Bytes to read: a file, a part of a file, or a stream that is unpacked on the way.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::{DeflateDecoder, MultiGzDecoder};

/// Bytes kept ready from a disk: large enough for few calls to the system.
const BUFFER: usize = 128 * 1024;

/// Bytes to read from the beginning.
pub(super) enum Input {
    /// A file of its own.
    File(Counted),
    /// A stream that can only be read once.
    Stream(Box<dyn Read + Send>),
}

impl Input {
    pub(super) fn open(path: &Path, bytes: &Arc<AtomicU64>) -> io::Result<Self> {
        let file = File::open(path)?;
        Ok(Self::File(Counted { file, bytes: Arc::clone(bytes) }))
    }

    /// The bytes, buffered.
    pub(super) fn stream(self) -> Box<dyn BufRead> {
        match self {
            Self::File(file) => Box::new(BufReader::with_capacity(BUFFER, file)),
            Self::Stream(stream) => Box::new(BufReader::with_capacity(BUFFER, stream)),
        }
    }

    fn raw(self) -> Box<dyn Read + Send> {
        match self {
            Self::File(file) => Box::new(file),
            Self::Stream(stream) => stream,
        }
    }

    /// What gzip packed, all members of it.
    pub(super) fn unpacked(self) -> Self {
        Self::Stream(Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, self.raw()))))
    }

    /// A stretch of a file, inflated where it is deflated.
    pub(super) fn part(
        mut file: Counted,
        start: u64,
        size: u64,
        deflated: bool,
    ) -> io::Result<Self> {
        file.seek(SeekFrom::Start(start))?;
        let part = BufReader::with_capacity(BUFFER, file.take(size));
        Ok(Self::Stream(if deflated {
            Box::new(DeflateDecoder::new(part))
        } else {
            Box::new(part)
        }))
    }

    /// Bytes at hand, inflated where they are deflated.
    pub(super) fn memory(bytes: Vec<u8>, deflated: bool) -> Self {
        let part = Cursor::new(bytes);
        Self::Stream(if deflated { Box::new(DeflateDecoder::new(part)) } else { Box::new(part) })
    }

    /// Whether there are no bytes at all, and the input as it was.
    pub(super) fn peeked(self) -> io::Result<(bool, Self)> {
        match self {
            Self::File(file) => Ok((file.length()? == 0, Self::File(file))),
            Self::Stream(mut stream) => {
                let mut first = [0];
                let count = stream.read(&mut first)?;
                let first = Cursor::new(first).take(count as u64);
                Ok((count == 0, Self::Stream(Box::new(first.chain(stream)))))
            }
        }
    }

    /// The bytes behind an interface that knows its place and cannot go back.
    pub(super) fn forward(self) -> Forward {
        Forward { inner: self.raw(), position: 0 }
    }
}

/// A file that counts the bytes that are read from it.
pub(super) struct Counted {
    file: File,
    bytes: Arc<AtomicU64>,
}

impl Counted {
    /// The same file once more; both have one place in it.
    pub(super) fn again(&self) -> io::Result<Self> {
        Ok(Self { file: self.file.try_clone()?, bytes: Arc::clone(&self.bytes) })
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }
}

#[cfg(feature = "parquet")]
impl Counted {
    /// The file itself, for readers that go to and fro in it.
    pub(super) fn into_file(self) -> File {
        self.file
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// A stream that tells how far it was read. Seeking elsewhere is refused.
pub(super) struct Forward {
    inner: Box<dyn Read + Send>,
    position: u64,
}

impl Read for Forward {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Forward {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match to {
            SeekFrom::Current(0) => Ok(self.position),
            SeekFrom::Start(place) if place == self.position => Ok(place),
            _ => Err(io::Error::new(io::ErrorKind::Unsupported, "a stream cannot go back")),
        }
    }
}
