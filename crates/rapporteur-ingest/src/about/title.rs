//! The headline of a text without metadata.

use rapporteur_model::{Furniture, FurnitureKind};

use crate::clean::{headline, lines::Line};

/// Lines from the top among which the headline is looked for: menus and labels stand before it.
const HEAD: usize = 40;

/// The first line that is not furniture, where it reads as a headline.
pub(super) fn title(lines: &[Line<'_>], furniture: &[Furniture]) -> Option<String> {
    let head = &lines[..lines.len().min(HEAD)];
    let end = head.last()?.span.end;
    let above: Vec<_> = furniture.iter().filter(|piece| piece.span.start < end).collect();
    let first = head.iter().find(|line| {
        let is_taken = above.iter().any(|piece| piece.span.contains(line.core));
        line.words.chars().any(char::is_alphanumeric) && !is_taken
    })?;
    // What follows a dateline is the report.
    let has_dateline = above
        .iter()
        .any(|piece| piece.kind == FurnitureKind::Dateline && piece.span.start < first.span.end);
    (!has_dateline && headline::is_headline(first, lines)).then(|| first.words.to_owned())
}
