//! Which stretches of a text are furniture: kept, and not read for claims.

pub(crate) mod headline;
pub(crate) mod lines;
mod markup;
mod rules;
mod teasers;

use rapporteur_model::{Furniture, FurnitureKind, Span};

use crate::about::About;
use lines::Line;

/// What is furniture by the wording of its lines alone.
pub(crate) fn by_wording(lines: &[Line<'_>]) -> Vec<Furniture> {
    let mut found = teasers::furniture(lines);
    for line in lines {
        found.extend(rules::furniture(line, lines.len()));
        found.extend(markup::furniture(line));
    }
    found
}

/// The furniture of a text, in order and without overlaps, each piece on character boundaries.
pub(crate) fn furniture(
    text: &str,
    lines: &[Line<'_>],
    wording: Vec<Furniture>,
    about: &About,
    title: Option<&str>,
) -> Vec<Furniture> {
    let mut found: Vec<Furniture> = Vec::new();
    if text.starts_with('\u{FEFF}') {
        found.push(Furniture { span: Span::new(0, 3), kind: FurnitureKind::Mark });
    }
    found.extend(about.furniture.iter().cloned());
    found.extend(headline::repeated(lines, title));
    found.extend(wording);
    disjoint(found)
}

/// Sorts; of pieces that overlap the longest that begins first stays.
fn disjoint(mut found: Vec<Furniture>) -> Vec<Furniture> {
    found.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end), piece.kind));
    let mut end = 0;
    found.retain(|piece| {
        let keeps = piece.span.start >= end && !piece.span.is_empty();
        if keeps {
            end = piece.span.end;
        }
        keeps
    });
    found
}
