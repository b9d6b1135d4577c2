//! Which characters the bytes of a page or a text stand for.

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use regex::bytes::Regex;

/// Bytes from the top in which a page must declare its encoding (the HTML standard's figure is
/// 1,024; pages with long comments before it exceed that).
const DECLARED_WITHIN: usize = 4096;

/// The characters of some bytes. A byte order mark decides; then valid UTF-8 that is more than
/// ASCII, which no other encoding looks like by chance; then what the sender's header and the page
/// itself declare; then statistics. Never fails: what fits nothing becomes U+FFFD.
pub(crate) fn decode<'bytes>(bytes: &'bytes [u8], charset: Option<&str>) -> Cow<'bytes, str> {
    encoding(bytes, charset).decode(bytes).0
}

fn encoding(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let named = |label: &[u8]| Encoding::for_label(label).filter(|found| *found != UTF_8);
    charset
        .and_then(|label| named(label.as_bytes()))
        .or_else(|| declared(bytes).and_then(named))
        .unwrap_or_else(|| by_statistics(bytes))
}

/// What a page declares in a `meta` element or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&[u8]> {
    static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i-u)<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([-\w:]+)"#)
            .ok()
    });
    let top = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    Some(CHARSET.as_ref()?.captures(top)?.get(1)?.as_bytes())
}

/// Almost valid UTF-8 (a cut character, a stray byte) is UTF-8; all else is for the detector.
fn by_statistics(bytes: &[u8]) -> &'static Encoding {
    let (mut rest, mut wrong, mut right) = (bytes, 0_usize, 0_usize);
    while let Err(error) = std::str::from_utf8(rest) {
        let (valid, after) = rest.split_at(error.valid_up_to());
        right += valid.iter().filter(|byte| !byte.is_ascii()).count();
        wrong += 1;
        let Some(length) = error.error_len() else { break };
        rest = &after[length..];
    }
    // A letter of UTF-8 beyond ASCII has at least two such bytes.
    if right > 20 * wrong {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    if found == UTF_8 { WINDOWS_1252 } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_every_decade_are_decoded() {
        let meta = b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">\xcc\xe8\xf0";
        for (bytes, charset, expected) in [
            (&b"\xEF\xBB\xBFBogot\xC3\xA1"[..], Some("latin1"), "Bogotá"),
            (b"\xFF\xFEJ\0u\0b\0a\0", None, "Juba"),
            (b"Bogot\xE1", Some("iso-8859-1"), "Bogotá"),
            (b"Bogot\xC3\xA1", Some("iso-8859-1"), "Bogotá"),
            (
                b"<meta charset=utf-8>El se\xF1or habl\xF3 en Bogot\xE1 de la ni\xF1ez, seg\xFAn \xE9l",
                None,
                "<meta charset=utf-8>El señor habló en Bogotá de la niñez, según él",
            ),
            (b"Talks \x93on track\x94, he said", None, "Talks “on track”, he said"),
        ] {
            assert_eq!(decode(bytes, charset), expected);
        }
        assert!(decode(meta, None).ends_with("Мир"));
        assert!(decode(meta, Some("utf-8")).ends_with("Мир"));
    }

    #[test]
    fn a_stray_byte_does_not_turn_a_page_into_another_encoding() {
        let mut bytes = "Señor Ñandú habló en Bogotá. ".repeat(20).into_bytes();
        bytes.extend_from_slice(b"\xE9 fin");
        assert!(decode(&bytes, None).starts_with("Señor Ñandú"));
    }
}
