//! The text of a Word file (Office Open XML).

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use rapporteur_model::PartialDate;
use zip::ZipArchive;

use crate::page::dates;
use crate::raw::SealKind;
use crate::read::LARGEST_FILE;

/// What a Word file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct WordFile {
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) created: Option<PartialDate>,
    pub(super) modified: Option<PartialDate>,
}

/// Reads the paragraphs of the main part, without what was deleted in tracked changes, and the core
/// properties.
pub(super) fn read(bytes: &[u8]) -> Result<WordFile, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("no {:?} file that can be read: {error}", SealKind::Docx))?;
    let main = part(&mut archive, "word/document.xml")?;
    let mut file = WordFile { text: paragraphs(&main)?, ..WordFile::default() };
    if let Ok(core) = part(&mut archive, "docProps/core.xml") {
        file.title = property(&core, "title");
        file.authors = property(&core, "creator").into_iter().collect();
        file.created = property(&core, "created").and_then(|text| dates::date(&text));
        file.modified = property(&core, "modified").and_then(|text| dates::date(&text));
    }
    Ok(file)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let entry = archive.by_name(name).map_err(|error| format!("no part `{name}`: {error}"))?;
    let mut text = String::new();
    // The limit is for a small file that unpacks to a huge one.
    entry
        .take(LARGEST_FILE as u64 + 1)
        .read_to_string(&mut text)
        .map_err(|error| format!("part `{name}`: {error}"))?;
    if text.len() > LARGEST_FILE {
        return Err(format!("part `{name}` unpacks to more than {} MiB", LARGEST_FILE >> 20));
    }
    Ok(text)
}

fn paragraphs(xml: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(xml);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut current = String::new();
    let (mut in_text, mut deleted) = (false, 0_usize);
    loop {
        match reader.read_event().map_err(|error| format!("its XML is broken: {error}"))? {
            Event::Eof => break,
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"t" => in_text = true,
                b"del" | b"moveFrom" => deleted += 1,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                b"t" => in_text = false,
                b"del" | b"moveFrom" => deleted = deleted.saturating_sub(1),
                b"p" => {
                    let paragraph = std::mem::take(&mut current);
                    if !paragraph.trim().is_empty() {
                        paragraphs.push(paragraph.trim().to_owned());
                    }
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                b"tab" => current.push(' '),
                b"br" | b"cr" => current.push('\n'),
                b"noBreakHyphen" => current.push('-'),
                _ => {}
            },
            Event::Text(text) if in_text && deleted == 0 => {
                current.push_str(&text.decode().map_err(|error| error.to_string())?);
            }
            Event::GeneralRef(name) if in_text && deleted == 0 => {
                let name = name.decode().map_err(|error| error.to_string())?;
                let entity = format!("&{name};");
                let plain = quick_xml::escape::unescape(&entity).map_err(|e| e.to_string())?;
                current.push_str(&plain);
            }
            _ => {}
        }
    }
    Ok(paragraphs.join("\n\n"))
}

/// The text of the first element with this local name.
fn property(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut inside = false;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) => inside = tag.local_name().as_ref() == name.as_bytes(),
            Event::End(_) => inside = false,
            Event::Text(text) if inside => {
                let text = text.decode().ok()?.trim().to_owned();
                return (!text.is_empty()).then_some(text);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_read_without_what_was_deleted() {
        let xml = r#"<w:document><w:body><w:p><w:r><w:t>The League </w:t></w:r><w:del><w:r>
            <w:delText>never </w:delText></w:r></w:del><w:r><w:t xml:space="preserve">met A &amp; B.</w:t>
            </w:r></w:p><w:p/><w:p><w:r><w:t>They</w:t><w:tab/><w:t>parted.</w:t></w:r></w:p>
            </w:body></w:document>"#;
        assert_eq!(paragraphs(xml).unwrap(), "The League met A & B.\n\nThey parted.");
    }

    #[test]
    fn what_is_no_word_file_says_so() {
        assert!(read(b"PK nothing").is_err());
    }
}
