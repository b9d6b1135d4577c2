//! The archive beside a record: every answer as it was sent, in WARC 1.1, one gzip member a record.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use rapporteur_model::sha256_hex;

use super::fetch::Answer;

/// An archive that is added to.
pub(crate) struct Archive {
    file: File,
}

impl Archive {
    /// Opens an archive, or begins one with a record about the program.
    ///
    /// A run that was killed while it wrote may have left half a record at the end; readers stop
    /// there, so that such a tail is cut off first. The first `known` bytes are known to be whole.
    pub(crate) fn open(path: &Path, user_agent: &str, now: &str, known: u64) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        let file = options.read(true).append(true).create(true).open(path)?;
        // Half a record at the end may be one that another run is writing.
        file.try_lock().map_err(|_| {
            io::Error::new(io::ErrorKind::WouldBlock, "another run is following these feeds")
        })?;
        let whole = whole_members(&file, known)?;
        file.set_len(whole)?;
        let mut archive = Self { file };
        if whole == 0 {
            let info = format!(
                "software: {user_agent}\r\nformat: WARC File Format 1.1\r\n\
                 conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
            );
            archive.record(
                &[("WARC-Type", "warcinfo"), ("Content-Type", "application/warc-fields")],
                now,
                info.as_bytes(),
            )?;
        }
        Ok(archive)
    }

    /// Adds an answer.
    pub(crate) fn add(&mut self, answer: &Answer) -> io::Result<()> {
        let mut block = format!("HTTP/1.1 {} \r\n", answer.status).into_bytes();
        for (name, value) in &answer.headers {
            // The body stands here without its transfer coding.
            let name = match name.to_ascii_lowercase().as_str() {
                "transfer-encoding" => "X-Archive-Orig-Transfer-Encoding",
                _ => name,
            };
            block.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        block.extend_from_slice(b"\r\n");
        block.extend_from_slice(&answer.sent);
        let digest = format!("sha256:{}", sha256_hex(&answer.sent));
        self.record(
            &[
                ("WARC-Type", "response"),
                ("WARC-Target-URI", &answer.url),
                ("WARC-Payload-Digest", &digest),
                ("Content-Type", "application/http;msgtype=response"),
            ],
            &answer.retrieved.to_string(),
            &block,
        )
    }

    fn record(&mut self, headers: &[(&str, &str)], date: &str, block: &[u8]) -> io::Result<()> {
        let mut head = String::from("WARC/1.1\r\n");
        for (name, value) in headers {
            // An address cannot hold a line feed, and must not smuggle in a header.
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let identity = sha256_hex(&[head.as_bytes(), date.as_bytes(), block].concat());
        head.push_str(&format!(
            "WARC-Date: {date}\r\nWARC-Record-ID: <urn:uuid:{}>\r\nContent-Length: {}\r\n\r\n",
            uuid(&identity),
            block.len()
        ));
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(head.as_bytes())?;
        packed.write_all(block)?;
        packed.write_all(b"\r\n\r\n")?;
        self.file.write_all(&packed.finish()?)
    }

    /// Makes sure that all of it is on the disk; how many bytes it has.
    pub(crate) fn sync(&self) -> io::Result<u64> {
        self.file.sync_data()?;
        Ok(self.file.metadata()?.len())
    }
}

/// A UUID (version 8, RFC 9562) of the first 128 bits of a hash.
fn uuid(hash: &str) -> String {
    let variant = match hash.as_bytes().get(16) {
        Some(b'0' | b'4' | b'8' | b'c') => '8',
        Some(b'1' | b'5' | b'9' | b'd') => '9',
        Some(b'2' | b'6' | b'a' | b'e') => 'a',
        _ => 'b',
    };
    format!(
        "{}-{}-8{}-{variant}{}-{}",
        &hash[..8],
        &hash[8..12],
        &hash[13..16],
        &hash[17..20],
        &hash[20..32]
    )
}

/// How many bytes at the beginning of a file are whole gzip members.
fn whole_members(file: &File, known: u64) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let mut whole = if known <= length { known } else { 0 };
    let mut reader = BufReader::new(file);
    reader.seek(SeekFrom::Start(whole))?;
    while whole < length {
        let mut member = flate2::bufread::GzDecoder::new(reader);
        match io::copy(&mut member, &mut io::sink()) {
            Ok(_) => {
                reader = member.into_inner();
                whole = reader.stream_position()?;
            }
            Err(error) => match error.kind() {
                io::ErrorKind::UnexpectedEof
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::InvalidData => break,
                _ => return Err(error),
            },
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_tail_that_a_killed_run_left_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.warc.gz");
        let open = || Archive::open(&path, "test", "2016-06-23T10:00:00Z", 0).unwrap();
        let first = open();
        assert!(Archive::open(&path, "test", "2016-06-23T10:00:00Z", 0).is_err());
        drop(first);
        let answer =
            Answer { url: "https://a.example/".to_owned(), status: 200, ..Answer::default() };
        open().add(&answer).unwrap();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, [&whole[..], &whole[..40]].concat()).unwrap();
        open();
        assert_eq!(fs::read(&path).unwrap(), whole);
        open().add(&answer).unwrap();
        assert!(fs::read(&path).unwrap().starts_with(&whole));
    }

    #[test]
    fn identifiers_are_uuids() {
        let id = uuid(&sha256_hex(b"a"));
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "8");
    }
}
