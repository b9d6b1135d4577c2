//! PDF files that are built in circles. The library follows a page to its parents and a drawing to
//! the drawings in it, and would do so until the stack ends and the program with it.

use std::collections::BTreeSet;
use std::iter::successors;

use pdf_extract::content::Content;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

/// How deep pages and drawings may lie in each other: far deeper than any program writes them, and
/// far from the end of the stack.
const DEEPEST: usize = 64;

/// Whether pages or drawings lie in each other without end, or too deep.
pub(super) fn has_circles(document: &Document) -> bool {
    document.objects.values().any(|object| lies_endlessly(document, object))
        || document.page_iter().any(|page| {
            let mut drawn = Drawn { document, path: Vec::new(), done: BTreeSet::new() };
            let content = document.get_page_content(page).unwrap_or_default();
            let page = document.get_dictionary(page).ok();
            let resources = page.and_then(|page| resources(document, page));
            resources.is_some_and(|resources| drawn.is_endless(&content, resources))
        })
}

fn parent<'a>(document: &'a Document, dictionary: &Dictionary) -> Option<&'a Dictionary> {
    let parent = dictionary.get(b"Parent").and_then(Object::as_reference);
    parent.and_then(|id| document.get_dictionary(id)).ok()
}

fn lies_endlessly(document: &Document, object: &Object) -> bool {
    let above = |at: &&Dictionary| parent(document, at);
    successors(object.as_dict().ok(), above).nth(DEEPEST).is_some()
}

/// The resources of a page or of the nearest of its parents, which must not lie in a circle.
fn resources<'a>(document: &'a Document, page: &'a Dictionary) -> Option<&'a Dictionary> {
    let own =
        |at: &'a Dictionary| at.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
    successors(Some(page), |at| parent(document, at)).find_map(own)
}

/// Follows the drawings in a page.
struct Drawn<'a> {
    document: &'a Document,
    /// The drawings that the one at hand lies in.
    path: Vec<ObjectId>,
    /// Drawings that end, with the resources that they were drawn with.
    done: BTreeSet<(ObjectId, *const Dictionary)>,
}

impl<'a> Drawn<'a> {
    fn is_endless(&mut self, content: &[u8], resources: &'a Dictionary) -> bool {
        let Ok(content) = Content::decode(content) else { return false };
        let drawings = resources.get_deref(b"XObject", self.document).and_then(Object::as_dict);
        let Ok(drawings) = drawings else { return false };
        for operation in content.operations.iter().filter(|operation| operation.operator == "Do") {
            let name = operation.operands.first().and_then(|name| name.as_name().ok());
            let id = name.and_then(|name| drawings.get(name).and_then(Object::as_reference).ok());
            let Some(id) = id else { continue };
            let Ok(stream) = self.document.get_object(id).and_then(Object::as_stream) else {
                continue;
            };
            if self.path.contains(&id) || self.path.len() >= DEEPEST {
                return true;
            }
            let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
            let resources = own.unwrap_or(resources);
            if !self.done.insert((id, resources)) {
                continue;
            }
            self.path.push(id);
            if self.is_endless(&unpacked(stream), resources) {
                return true;
            }
            self.path.pop();
        }
        false
    }
}

fn unpacked(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}

#[cfg(test)]
mod tests {
    use pdf_extract::{Document, dictionary};

    use super::*;

    /// A file of one page whose parents and drawing are given by what is put in.
    fn file(make: impl FnOnce(&mut Document, ObjectId, ObjectId)) -> Document {
        let mut document = Document::with_version("1.5");
        let (pages, page, drawing) =
            (document.new_object_id(), document.new_object_id(), document.new_object_id());
        let text = document.add_object(Stream::new(dictionary! {}, b"/Fm0 Do".to_vec()));
        let page_dictionary = dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => text,
            "Resources" => dictionary! { "XObject" => dictionary! { "Fm0" => drawing } },
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        document.objects.insert(page, page_dictionary.into());
        let all = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, all.into());
        let plain = Stream::new(dictionary! { "Subtype" => "Form" }, b"BT ET".to_vec());
        document.objects.insert(drawing, plain.into());
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", root);
        make(&mut document, pages, drawing);
        document
    }

    #[test]
    fn a_page_with_a_drawing_has_none() {
        assert!(!has_circles(&file(|_, _, _| {})));
    }

    /// Found by fuzzing: the stack of the program ended.
    #[test]
    fn pages_that_are_their_own_parents_are_told() {
        let circle = file(|document, pages, _| {
            let above = document.add_object(dictionary! { "Parent" => pages });
            document.get_dictionary_mut(pages).unwrap().set("Parent", above);
        });
        assert!(has_circles(&circle));
    }

    #[test]
    fn drawings_that_draw_themselves_are_told() {
        let itself = file(|document, _, drawing| {
            let again = Stream::new(dictionary! { "Subtype" => "Form" }, b"/Fm0 Do".to_vec());
            document.objects.insert(drawing, again.into());
        });
        assert!(has_circles(&itself));
        // By way of another, with resources of its own.
        let other = file(|document, _, drawing| {
            let resources = |id: ObjectId| dictionary! { "XObject" => dictionary! { "X" => id } };
            let back = dictionary! { "Subtype" => "Form", "Resources" => resources(drawing) };
            let back = document.add_object(Stream::new(back, b"/X Do".to_vec()));
            let there = dictionary! { "Subtype" => "Form", "Resources" => resources(back) };
            document.objects.insert(drawing, Stream::new(there, b"/X Do".to_vec()).into());
        });
        assert!(has_circles(&other));
    }

    #[test]
    fn the_library_is_not_asked_for_such_a_file() {
        let mut circle = file(|document, pages, _| {
            document.get_dictionary_mut(pages).unwrap().set("Parent", pages);
        });
        let mut bytes = Vec::new();
        circle.save_to(&mut bytes).unwrap();
        assert!(super::super::pdf::text(&bytes).unwrap_err().contains("circle"));
    }
}
