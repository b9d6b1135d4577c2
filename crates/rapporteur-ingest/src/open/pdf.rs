//! The text of a PDF file.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;
use pdf_extract::{Document, OutputError, PlainTextOutput, output_doc};

use super::circles::has_circles;
use crate::read::LARGEST_FILE;

/// How often a stream may be packed over again.
const DEEPEST: usize = 3;

/// The paragraphs of a PDF, lines joined and words that a line end divides made whole.
pub(super) fn text(bytes: &[u8]) -> Result<String, String> {
    // The library unpacks every stream, however large it becomes.
    if unpacked(bytes) > LARGEST_FILE as u64 {
        return Err(format!("its streams unpack to more than {} MiB", LARGEST_FILE >> 20));
    }
    let broken = |error: OutputError| format!("no PDF that can be read: {error}");
    let mut document = Document::load_mem(bytes).map_err(|error| broken(error.into()))?;
    if document.is_encrypted() {
        document.decrypt("").map_err(|error| broken(error.into()))?;
    }
    if has_circles(&document) {
        return Err("no PDF that can be read: its pages or drawings lie in a circle".to_owned());
    }
    let mut text = String::new();
    output_doc(&document, &mut PlainTextOutput::new(&mut text)).map_err(broken)?;
    Ok(paragraphs(&text))
}

/// Bytes that the deflated streams of a file have together, counted no further than needed.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut sum = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let rest = &bytes[at + b"stream".len()..];
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let Some(packed) = rest.strip_prefix(b"\n") else { continue };
        for depth in 1..=DEEPEST {
            let mut reader: Box<dyn Read + '_> = Box::new(packed);
            for _ in 0..depth {
                reader = Box::new(ZlibDecoder::new(reader));
            }
            let count = count(&mut *reader);
            sum += count;
            if count == 0 || sum > LARGEST_FILE as u64 {
                break;
            }
        }
        if sum > LARGEST_FILE as u64 {
            break;
        }
    }
    sum
}

/// Bytes of a reader up to the limit, or up to where it breaks off.
fn count(reader: &mut dyn Read) -> u64 {
    let mut sum = 0;
    let mut reader = reader.take(LARGEST_FILE as u64 + 1);
    let mut buffer = [0; 64 * 1024];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return sum,
            Ok(count) => sum += count as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return sum,
        }
    }
}

fn paragraphs(text: &str) -> String {
    let mut paragraphs = Vec::new();
    let mut current = String::new();
    for line in text.lines().map(str::trim).chain([""]) {
        if line.is_empty() {
            if !current.is_empty() {
                paragraphs.push(std::mem::take(&mut current));
            }
            continue;
        }
        let continues = line.starts_with(char::is_lowercase);
        let divided = current.strip_suffix('-').is_some_and(|s| s.ends_with(char::is_lowercase));
        if divided && continues {
            current.pop();
        } else if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(&line.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let text =
            "The delegations met for nego-\ntiations in  Oslo\non Monday.\n\n\nThey parted.\n";
        assert_eq!(
            paragraphs(text),
            "The delegations met for negotiations in Oslo on Monday.\n\nThey parted."
        );
    }

    #[test]
    fn streams_that_unpack_to_too_much_are_not_unpacked() {
        use std::io::Write;

        use flate2::Compression;
        use flate2::write::ZlibEncoder;

        let pack = |bytes: &[u8]| {
            let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
            packer.write_all(bytes).unwrap();
            packer.finish().unwrap()
        };
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        let zeros = vec![0; 1 << 20];
        for _ in 0..200 {
            packer.write_all(&zeros).unwrap();
        }
        let bomb = packer.finish().unwrap();
        for stream in [bomb.clone(), pack(&bomb)] {
            let head = b"%PDF-1.4\n4 0 obj\n<< /Filter /FlateDecode >>\nstream\n";
            let file = [&head[..], &stream, b"\nendstream\nendobj\n"].concat();
            assert!(text(&file).unwrap_err().contains("unpack to more than 128 MiB"));
        }
    }

    #[test]
    fn what_is_no_pdf_says_so() {
        assert!(text(b"%PDF-1.7\nnothing").is_err());
        assert!(text(b"").is_err());
    }
}
