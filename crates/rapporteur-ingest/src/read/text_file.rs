//! A `.txt` file: one report.

use std::io::Read;

use rapporteur_model::{Code, Diagnostic, Origin, sha256_hex};

use super::{LARGEST_REPORT, as_text, bounded, is_wordless};
use crate::raw::RawDocument;

/// Reads one report; its identifier is the file's stem.
pub(super) fn read(
    reader: impl Read,
    subject: &str,
    stem: &str,
) -> Result<RawDocument, Diagnostic> {
    let bytes = bounded::whole(reader, LARGEST_REPORT, subject)?;
    let text = as_text(&bytes, subject)?;
    if is_wordless(text) {
        return Err(Diagnostic::new(Code::Empty, subject, "the file holds no words"));
    }
    Ok(RawDocument {
        id: stem.to_owned(),
        origin: Origin {
            path: subject.to_owned(),
            sha256: sha256_hex(&bytes),
            ..Origin::default()
        },
        text: text.to_owned(),
        ..RawDocument::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_and_message(bytes: &[u8]) -> String {
        match read(bytes, "talks.txt", "talks") {
            Ok(raw) => format!("read {}", raw.id),
            Err(diagnostic) => format!("{} {}", diagnostic.code.code(), diagnostic.message),
        }
    }

    #[test]
    fn a_report_keeps_every_byte_of_its_text() {
        let text = "\u{FEFF}Juba, May 3\r\n\r\nThe parties\u{A0}met.\r\n";
        let raw = read(text.as_bytes(), "a/juba.txt", "juba").unwrap();
        assert_eq!((raw.id.as_str(), raw.text.as_str()), ("juba", text));
        assert_eq!(raw.origin.sha256, sha256_hex(text.as_bytes()));
    }

    #[test]
    fn what_is_no_text_says_where_and_why() {
        for (bytes, expected) in [
            (&b""[..], "R102 the file holds no words"),
            (b"\xEF\xBB\xBF \r\n", "R102 the file holds no words"),
            (b"PK\x03\x04\x00\x00", "R103 byte 4 is NUL, which no text holds"),
            (b"Bogot\xE1 talks", "R104 byte 5 (0xE1) is not valid UTF-8"),
        ] {
            assert_eq!(code_and_message(bytes), expected);
        }
        assert!(code_and_message(b"\xFF\xFEJ\0u\0").contains("UTF-16"));
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_held_in_memory() {
        let endless = std::io::repeat(b'a');
        let diagnostic = read(endless, "endless.txt", "endless").unwrap_err();
        assert_eq!(diagnostic.code, Code::TooLarge);
        assert_eq!(diagnostic.message, "the report is larger than 16 MiB");
    }
}
