//! Entries one by one, each with its words beside it.

use rapporteur_record::views::timeline::Row;

use super::lanes::Lane;
use super::{in_full, told};
use crate::axis::{TimeAxis, days};
use crate::marks::{Manner, RADIUS, STRUCK, bar, dot};
use crate::phrases::count;
use crate::picture::{Links, Target};
use crate::svg::{Element, linked, polyline, rect, words};
use crate::text::{fit, width};

const ROW: f64 = 21.0;
const SIZE: f64 = 12.0;

/// A label may take this share of the picture's width.
const LABEL_SHARE: f64 = 0.42;

/// Room between an entry and the next in the same row.
const APART: f64 = 14.0;

/// Words stand within a bar that has at least this much room for them.
const INSIDE: f64 = 220.0;

/// A bar that is shorter than this is drawn as a mark: the eye cannot tell them apart.
const SHORTEST_BAR: f64 = 2.0 * RADIUS + 2.0;

/// Draws the entries of a lane below `top`; answers with the height they take.
pub(super) fn draw(
    lane: &Lane<'_>,
    axis: &TimeAxis,
    top: f64,
    links: Links<'_>,
) -> (Vec<Element>, f64) {
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut drawn = Vec::new();
    for row in &lane.rows {
        let placed = Placed::new(row, axis);
        let clear = |spans: &Vec<(f64, f64)>| {
            spans
                .iter()
                .all(|(left, right)| placed.right + APART < *left || placed.left > right + APART)
        };
        let at = taken.iter().position(clear).unwrap_or_else(|| {
            taken.push(Vec::new());
            taken.len() - 1
        });
        if let Some(spans) = taken.get_mut(at) {
            spans.push((placed.left, placed.right));
        }
        drawn.push(placed.draw(top + ROW * (at as f64 + 0.5), links));
    }
    (drawn, ROW * taken.len() as f64)
}

struct Placed<'a> {
    row: &'a Row,
    /// Ends of the mark.
    mark: (f64, f64),
    /// Whether the entry goes on beyond the axis: before, after.
    beyond: (bool, bool),
    /// All that it takes of its row.
    left: f64,
    right: f64,
    label: String,
    voices: String,
    label_at: f64,
}

impl<'a> Placed<'a> {
    fn new(row: &'a Row, axis: &TimeAxis) -> Self {
        let (first, last) = days(row.time);
        let beyond = (first < axis.from, last > axis.to);
        let (start, end) = (axis.x(first.max(axis.from)), axis.after(last.min(axis.to)));
        let exact = first == last || end - start < SHORTEST_BAR;
        let mark = if exact && beyond == (false, false) {
            let middle = (start + end) / 2.0;
            let middle = middle.clamp(axis.left + RADIUS, axis.right - RADIUS);
            (middle - RADIUS, middle + RADIUS)
        } else {
            (start, end.max(start + SHORTEST_BAR).min(axis.right))
        };
        let voices = if row.independent_reports > 1 {
            format!(" · {}", count(row.independent_reports, "voice"))
        } else {
            String::new()
        };
        let manner = Manner::of(&row.realis);
        let manner = if manner == Manner::Done { "" } else { manner.name() };
        let voices = if manner.is_empty() { voices } else { format!(" · {manner}{voices}") };
        let notes = width(&voices, SIZE);
        let inside = mark.0 + STRUCK + 2.0;
        let room_inside = mark.1 - inside - notes - 12.0;
        if !exact && room_inside >= width(&told(row), SIZE).min(INSIDE) {
            let label = fit(&told(row), SIZE, room_inside);
            return Self {
                row,
                mark,
                beyond,
                left: mark.0,
                right: mark.1,
                label,
                voices,
                label_at: inside,
            };
        }
        let most = ((axis.right - axis.left) * LABEL_SHARE).max(140.0) - notes;
        let (after, before) = (axis.right - mark.1 - 6.0 - notes, mark.0 - axis.left - 6.0 - notes);
        let whole = width(&told(row), SIZE).min(most);
        let right_of = whole <= after || after >= before;
        let room = if right_of { after } else { before };
        let label = fit(&told(row), SIZE, room.min(most));
        let taken = width(&label, SIZE) + notes;
        let (left, right, label_at) = if right_of {
            (mark.0, mark.1 + 6.0 + taken, mark.1 + 6.0)
        } else {
            (mark.0 - 6.0 - taken, mark.1, mark.0 - 6.0 - taken)
        };
        Self { row, mark, beyond, left, right, label, voices, label_at }
    }

    fn draw(&self, y: f64, links: Links<'_>) -> Element {
        let manner = Manner::of(&self.row.realis);
        let (left, right) = self.mark;
        let mut marks = if right - left <= 2.0 * RADIUS + 0.01 {
            dot(((left + right) / 2.0, y), manner)
        } else {
            bar((left, right), y, manner)
        };
        if self.beyond.0 {
            marks.push(polyline(
                &[(left + 8.0, y - 3.0), (left + 3.0, y), (left + 8.0, y + 3.0)],
                false,
                "p-mark",
            ));
        }
        if self.beyond.1 {
            marks.push(polyline(
                &[(right - 8.0, y - 3.0), (right - 3.0, y), (right - 8.0, y + 3.0)],
                false,
                "p-mark",
            ));
        }
        // Over the grid words have a halo of paper, over a bar it would blot.
        let class = if self.label_at < right && self.label_at > left { "" } else { "p-halo" };
        let text = words((self.label_at, y + 4.0), &self.label, class)
            .with(Element::new("tspan").class("p-note").text(&self.voices));
        linked(links(Target::Entry(&self.row.entry)).as_deref(), &in_full(self.row))
            .with(rect((self.left, y - ROW / 2.0), (self.right - self.left, ROW), "p-hit"))
            .with_all(marks)
            .with(text)
    }
}
