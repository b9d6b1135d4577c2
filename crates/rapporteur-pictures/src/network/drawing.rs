//! Boxes, and lines between them.

use std::collections::BTreeMap;

use super::{Actor, Tie};
use crate::boxes::Boxes;
use crate::phrases::{count, fill};
use crate::picture::{Links, Target};
use crate::svg::{Element, linked, number, polyline, rect, words};
use crate::text::{grouped, isolated, width};

/// All that ties two boxes in one manner.
pub(super) struct Segment {
    pub(super) a: usize,
    pub(super) b: usize,
    /// Whether a mediator carries it.
    mediated: bool,
    /// From `a` to `b`, from `b` to `a`, without direction.
    ways: [usize; 3],
    pub(super) entries: usize,
}

/// Lines between boxes; what goes through a mediator is one to it and one from it.
pub(super) fn segments(ties: &[Tie], shown: &[Actor<'_>]) -> Vec<Segment> {
    let index: BTreeMap<&str, usize> =
        shown.iter().enumerate().map(|(at, actor)| (actor.name, at)).collect();
    let mut ways: BTreeMap<(usize, usize, bool), [usize; 3]> = BTreeMap::new();
    let mut add = |from: &str, to: &str, mediated: bool, directed: bool, entries: usize| {
        let (Some(&from), Some(&to)) = (index.get(from), index.get(to)) else { return };
        if from == to {
            return;
        }
        let way = match (directed, from < to) {
            (false, _) => 2,
            (true, true) => 0,
            (true, false) => 1,
        };
        ways.entry((from.min(to), from.max(to), mediated)).or_default()[way] += entries;
    };
    for tie in ties {
        match &tie.through {
            Some(mediator) => {
                add(&tie.from, mediator, true, tie.directed, tie.entries);
                add(mediator, &tie.to, true, tie.directed, tie.entries);
            }
            None => add(&tie.from, &tie.to, false, tie.directed, tie.entries),
        }
    }
    ways.into_iter()
        .map(|((a, b, mediated), ways)| Segment {
            a,
            b,
            mediated,
            ways,
            entries: ways.iter().sum(),
        })
        .collect()
}

/// More lines than this, and the number on those of one entry says less than it hides.
const MANY: usize = 30;

pub(super) fn draw(
    shown: &[Actor<'_>],
    segments: &[Segment],
    places: &[(f64, f64)],
    frame_width: f64,
    links: Links<'_>,
) -> Vec<Element> {
    let mut boxes = Boxes::default();
    for (actor, (x, y)) in shown.iter().zip(places) {
        let (w, h) = (actor.size.0 / 2.0, actor.size.1 / 2.0);
        boxes.take((x - w, y - h, x + w, y + h));
    }
    let mut order: Vec<&Segment> = segments.iter().collect();
    order.sort_by(|one, other| {
        other
            .entries
            .cmp(&one.entries)
            .then_with(|| (one.a, one.b, one.mediated).cmp(&(other.a, other.b, other.mediated)))
    });
    let (mut lines, mut labels) = (Vec::new(), Vec::new());
    for segment in order {
        let (Some(one), Some(other)) = (shown.get(segment.a), shown.get(segment.b)) else {
            continue;
        };
        let (Some(&from), Some(&to)) = (places.get(segment.a), places.get(segment.b)) else {
            continue;
        };
        let both = segments.iter().any(|twin| {
            (twin.a, twin.b) == (segment.a, segment.b) && twin.mediated != segment.mediated
        });
        let bend = match (both, segment.mediated) {
            (false, _) => 0.0,
            (true, true) => 16.0,
            (true, false) => -16.0,
        };
        let curve = Curve::new((from, one.size), (to, other.size), bend);
        let told = in_full(segment, &isolated(one.name), &isolated(other.name));
        let target = Target::Tie { from: one.name, to: other.name, through: None };
        let address = links(target);
        let mut line = linked(address.as_deref(), &told).with(curve.draw(segment));
        if segment.ways[0] > 0 {
            line.push(curve.head(true));
        }
        if segment.ways[1] > 0 {
            line.push(curve.head(false));
        }
        let label = grouped(segment.entries as f64);
        let wide = width(&label, 11.0) + 4.0;
        if segments.len() <= MANY || segment.entries > 1 {
            let free = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]
                .into_iter()
                .map(|t| curve.at(t))
                .find(|(x, y)| {
                    *x > wide
                        && *x + wide < frame_width
                        && boxes.is_free((x - wide / 2.0, y - 7.0, x + wide / 2.0, y + 7.0))
                });
            if let Some((x, y)) = free {
                boxes.take((x - wide / 2.0, y - 7.0, x + wide / 2.0, y + 7.0));
                labels.push(words((x, y + 4.0), &label, "p-small p-middle p-halo"));
            }
        }
        lines.push(line);
    }
    // The strongest on top.
    lines.reverse();
    lines.extend(labels);
    for (actor, place) in shown.iter().zip(places) {
        lines.push(draw_box(actor, *place, links));
    }
    lines
}

fn draw_box(actor: &Actor<'_>, (x, y): (f64, f64), links: Links<'_>) -> Element {
    let (w, h) = actor.size;
    let corner = (x - w / 2.0, y - h / 2.0);
    let name = isolated(actor.name);
    let name = if actor.mediates { fill("mark.mediator", &[("name", &name)]) } else { name };
    let told = format!("{name}: {}", count(actor.entries, "entry"));
    let mut element = linked(links(Target::Party(actor.name)).as_deref(), &told);
    if actor.mediates {
        element.push(rect(corner, (w, h), "p-mark p-tint"));
        element.push(rect(
            (corner.0 + 3.0, corner.1 + 3.0),
            (w - 6.0, h - 6.0),
            "p-grid p-grid-year",
        ));
    } else {
        element.push(rect(corner, (w, h), "p-mark p-open").num("rx", h / 2.0));
    }
    element.with(words((x, y + 4.0), &actor.label, "p-middle p-strong"))
}

fn in_full(segment: &Segment, a: &str, b: &str) -> String {
    let mut ways = Vec::new();
    for (number, way) in segment.ways.iter().zip([
        fill("mark.towards", &[("one", a), ("other", b)]),
        fill("mark.towards", &[("one", b), ("other", a)]),
        fill("mark.with", &[("one", a), ("other", b)]),
    ]) {
        if *number > 0 {
            ways.push(format!("{way}: {}", count(*number, "entry")));
        }
    }
    let ways = ways.join("; ");
    if segment.mediated { fill("mark.part-mediated", &[("ways", &ways)]) } else { ways }
}

/// A line from box to box, bent where two run side by side.
struct Curve {
    from: (f64, f64),
    control: (f64, f64),
    to: (f64, f64),
}

impl Curve {
    fn new(
        (a, a_size): ((f64, f64), (f64, f64)),
        (b, b_size): ((f64, f64), (f64, f64)),
        bend: f64,
    ) -> Self {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let long = dx.hypot(dy).max(1e-6);
        let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        let control = (middle.0 - dy / long * bend * 2.0, middle.1 + dx / long * bend * 2.0);
        Self { from: edge(a, a_size, control), control, to: edge(b, b_size, control) }
    }

    fn at(&self, t: f64) -> (f64, f64) {
        let mix = |a: f64, b: f64, c: f64| {
            (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c
        };
        (mix(self.from.0, self.control.0, self.to.0), mix(self.from.1, self.control.1, self.to.1))
    }

    fn draw(&self, segment: &Segment) -> Element {
        let thick = (0.8 + (segment.entries as f64).sqrt() * 0.6).min(5.0);
        let path = format!(
            "M{} {}Q{} {} {} {}",
            number(self.from.0),
            number(self.from.1),
            number(self.control.0),
            number(self.control.1),
            number(self.to.0),
            number(self.to.1)
        );
        let class = match (segment.mediated, segment.entries) {
            (true, _) => "p-tie p-dashed",
            (false, 1) => "p-tie p-weak",
            (false, _) => "p-tie",
        };
        Element::new("path").class(class).set("d", &path).num("stroke-width", thick)
    }

    fn head(&self, at_end: bool) -> Element {
        let tip = if at_end { self.to } else { self.from };
        let (dx, dy) = (tip.0 - self.control.0, tip.1 - self.control.1);
        let long = dx.hypot(dy).max(1e-6);
        head(tip, (dx / long, dy / long))
    }
}

/// An arrow head whose tip is at a point and looks into a direction.
pub(super) fn head((x, y): (f64, f64), (dx, dy): (f64, f64)) -> Element {
    const LONG: f64 = 8.0;
    const HALF: f64 = 4.0;
    let (bx, by) = (x - dx * LONG, y - dy * LONG);
    polyline(
        &[(x, y), (bx - dy * HALF, by + dx * HALF), (bx + dy * HALF, by - dx * HALF)],
        true,
        "p-tie-head",
    )
}

/// Where the way from the middle of a box to a point leaves the box.
fn edge(centre: (f64, f64), size: (f64, f64), towards: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (towards.0 - centre.0, towards.1 - centre.1);
    let (w, h) = (size.0 / 2.0 + 2.0, size.1 / 2.0 + 2.0);
    let share = (w / dx.abs().max(1e-6)).min(h / dy.abs().max(1e-6)).min(1.0);
    (centre.0 + dx * share, centre.1 + dy * share)
}
