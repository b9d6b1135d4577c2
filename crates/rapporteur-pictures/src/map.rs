//! Where it happens: places as dots, sized by how many entries tell of them.
//!
//! It works offline, from the table of places that `rapporteur-model` carries: capitals, cities that host talks or are fought over, countries and regions. A place that is not in it stands
//! in the picture's table without a dot; a dossier's own places can be given along. Coasts are
//! drawn roughly (`map/coasts.txt`), to help the eye; there are no borders: where they run is often what
//! the talks are about.

mod coasts;
mod projection;

pub use rapporteur_model::gazetteer::{Position, resolve};

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_record::views::Contents;

use self::projection::{Bounds, Projection};
use crate::boxes::Boxes;
use crate::marks::{Key, legend};
use crate::phrases::{count, fill, pairs, parts, phrase};
use crate::picture::{Cell, Frame, Links, Picture, Table, Target, Words, listed};
use crate::svg::{Element, circle, line, linked, polyline, rect, words};
use crate::text::{cut, grouped, isolated, width};
use crate::timeline::nothing;

const MARGIN: f64 = 8.0;
const SIZE: f64 = 12.0;

/// A place with how often it is told of.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// As claims name it.
    pub name: String,
    /// Number of entries that happen there.
    pub entries: usize,
    /// Where it is, as far as known.
    pub position: Option<Position>,
}

/// The places that the entries of a record name, those with most entries first. An entry whose reports
/// name two places counts at both.
#[must_use]
pub fn places(contents: &Contents) -> Vec<Place> {
    let claims = contents.claims_by_id();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &contents.entries {
        let named: BTreeSet<&str> = entry
            .claims
            .iter()
            .filter_map(|id| claims.get(id.as_str())?.place.as_deref())
            .collect();
        for name in named {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut places: Vec<Place> = counts
        .into_iter()
        .map(|(name, entries)| Place { name: name.to_owned(), entries, position: resolve(name) })
        .collect();
    places.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.name.cmp(&b.name)));
    places
}

/// Draws a map of places, as [`places`] gives them or a part of those. Where a few lie far from the
/// rest, a map of all of them stands above one of where most are.
#[must_use]
pub fn map(places: &[Place], frame: &Frame, links: Links<'_>) -> Picture {
    let said = Words { title: phrase("title.map").to_owned(), summary: summary(places) };
    let table = if frame.has_table() { table(places, links) } else { Table::default() };
    let known: Vec<Dot<'_>> = places.iter().filter_map(Dot::of).collect();
    let Some(all) = Bounds::of(known.iter().map(|dot| dot.position)) else {
        return nothing(frame, said, table, phrase("note.no-place"));
    };
    let (mut drawn, height) = legend(&keys(&known), MARGIN, frame.width - MARGIN, 4.0);
    let mut y = height + 10.0;
    let focus = focus(&known, all);
    let scale = known.iter().map(|dot| dot.place.entries).max().unwrap_or(1);
    let (panel, bottom) = Panel::new(frame, y, focus.unwrap_or(all), focus.is_some())
        .draw(&known, scale, None, links);
    drawn.extend(panel);
    y = bottom + 10.0;
    if let Some(near) = focus {
        let (panel, bottom) =
            Panel::new(frame, y, all, false).draw(&known, scale, Some(near), links);
        drawn.extend(panel);
        y = bottom + 10.0;
    }
    let unknown = places.iter().filter(|place| place.position.is_none()).count();
    if unknown > 0 {
        let note = fill("note.places", &[("places", &count(unknown, "place"))]);
        drawn.push(words((MARGIN, y + 6.0), &note, "p-note"));
        y += 16.0;
    }
    Picture::new(frame, y, said, drawn, table)
}

fn keys(dots: &[Dot<'_>]) -> Vec<Key> {
    let mut keys =
        vec![Key { look: |at| vec![circle(at, 5.0, "p-mark p-tint")], words: "legend.city" }];
    if dots.iter().any(|dot| dot.position.area) {
        keys.push(Key { look: |at| area(at, 5.0), words: "legend.area" });
    }
    keys.push(Key {
        look: |(x, y)| {
            vec![
                rect((x - 10.0, y - 6.0), (20.0, 12.0), "p-sea"),
                polyline(
                    &[
                        (x - 10.0, y - 6.0),
                        (x + 4.0, y - 6.0),
                        (x - 4.0, y + 6.0),
                        (x - 10.0, y + 6.0),
                    ],
                    true,
                    "p-land",
                ),
            ]
        },
        words: "legend.land",
    });
    keys
}

fn area((x, y): (f64, f64), r: f64) -> Vec<Element> {
    vec![rect((x - r, y - r), (2.0 * r, 2.0 * r), "p-mark p-open p-dashed")]
}

/// A place that can be drawn.
#[derive(Clone, Copy)]
struct Dot<'a> {
    place: &'a Place,
    position: Position,
}

impl<'a> Dot<'a> {
    fn of(place: &'a Place) -> Option<Self> {
        let position = place.position.filter(|position| position.is_on_earth())?;
        Some(Self { place, position })
    }
}

/// The stretch of the earth where most places crowd, when others lie far away.
fn focus(dots: &[Dot<'_>], all: Bounds) -> Option<Bounds> {
    /// A map of more degrees than this hides what is close together.
    const FAR: f64 = 36.0;
    /// The map of the closer part: longitudes and latitudes from the middle outwards.
    const NEAR: (f64, f64) = (9.0, 6.0);
    if all.across() < FAR && all.down() < FAR {
        return None;
    }
    let within = |centre: &Dot<'_>| {
        dots.iter()
            .copied()
            .filter(|dot| centre.position.is_within(dot.position, NEAR))
            .collect::<Vec<_>>()
    };
    let crowd =
        |dots: &[Dot<'_>]| (dots.len(), dots.iter().map(|dot| dot.place.entries).sum::<usize>());
    let mut best: Vec<Dot<'_>> = Vec::new();
    for centre in dots.iter().filter(|dot| !dot.position.area) {
        let near = within(centre);
        if crowd(&near) > crowd(&best) {
            best = near;
        }
    }
    let enough = best.len() >= 3 && best.len() < dots.len();
    enough.then(|| Bounds::of(best.iter().map(|dot| dot.position))).flatten()
}

struct Panel {
    projection: Projection,
    corner: (f64, f64),
    size: (f64, f64),
}

impl Panel {
    fn new(frame: &Frame, top: f64, bounds: Bounds, near: bool) -> Self {
        let wide = frame.width - 2.0 * MARGIN;
        let most = if frame.is_narrow() {
            320.0
        } else if near {
            440.0
        } else {
            400.0
        };
        let (projection, high) = Projection::fitting(bounds, (MARGIN, top), wide, most);
        Self { projection, corner: (MARGIN, top), size: (wide, high) }
    }

    /// Draws the dots within the panel; those in `detailed` without a name, as another panel has them.
    fn draw(
        &self,
        dots: &[Dot<'_>],
        scale: usize,
        detailed: Option<Bounds>,
        links: Links<'_>,
    ) -> (Vec<Element>, f64) {
        let (left, top) = self.corner;
        let (right, bottom) = (left + self.size.0, top + self.size.1);
        let mut drawn = vec![rect(self.corner, self.size, "p-sea")];
        drawn.extend(self.land());
        drawn.extend(self.graticule());
        let mut boxes = Boxes::default();
        if let Some(near) = detailed {
            let (x0, y0) = self.projection.at(near.west, near.north);
            let (x1, y1) = self.projection.at(near.east, near.south);
            let corner = (x0 - 6.0, y0 - 6.0);
            drawn.push(rect(corner, (x1 - x0 + 12.0, y1 - y0 + 12.0), "p-rule"));
            let note = phrase("note.above");
            drawn.push(words((corner.0, corner.1 - 4.0), note, "p-note p-small p-halo"));
            boxes.take((corner.0, corner.1 - 16.0, corner.0 + 40.0, corner.1));
            boxes.take((corner.0, corner.1, x1 + 6.0, y1 + 6.0));
        }
        let seen: Vec<(Dot<'_>, (f64, f64), f64)> = dots
            .iter()
            .map(|dot| {
                let at = self.projection.at(dot.position.longitude, dot.position.latitude);
                (*dot, at, radius(dot.place.entries, scale))
            })
            .filter(|(_, (x, y), _)| *x >= left && *x <= right && *y >= top && *y <= bottom)
            .collect();
        for (_, (x, y), r) in &seen {
            boxes.take((x - r, y - r, x + r, y + r));
        }
        // Small ones on top of large ones, named in the order of their weight.
        let mut marks: Vec<Element> = Vec::new();
        for (dot, (x, y), r) in seen {
            let told =
                format!("{}: {}", isolated(&dot.place.name), count(dot.place.entries, "entry"));
            let mut element = linked(links(Target::Place(&dot.place.name)).as_deref(), &told);
            let shapes = if dot.position.area {
                area((x, y), r * 0.9)
            } else {
                vec![circle((x, y), r, "p-mark p-tint")]
            };
            element = element.with_all(shapes);
            if !detailed.is_some_and(|near| near.holds(dot.position)) {
                let name = cut(&dot.place.name, SIZE, 150.0);
                let number = grouped(dot.place.entries as f64);
                let room = width(&name, SIZE) * 1.05 + 5.0 + width(&number, SIZE);
                let free = places_around((x, y), r, room).into_iter().find(|(bx, by)| {
                    *bx >= left + 2.0
                        && bx + room <= right - 2.0
                        && *by - 10.0 >= top
                        && by + 3.0 <= bottom - 14.0
                        && boxes.is_free((*bx, by - 10.0, bx + room, by + 3.0))
                });
                if let Some((bx, by)) = free {
                    boxes.take((bx - 2.0, by - 11.0, bx + room + 2.0, by + 4.0));
                    element.push(
                        words((bx, by), &name, "p-strong p-halo").with(
                            Element::new("tspan").class("p-aside").text(&format!(" {number}")),
                        ),
                    );
                }
            }
            marks.push(element);
        }
        drawn.extend(marks);
        (drawn, bottom)
    }

    fn land(&self) -> Vec<Element> {
        let (left, top) = self.corner;
        let end = (left + self.size.0, top + self.size.1);
        coasts::shapes()
            .into_iter()
            .filter_map(|shape| {
                let outline: Vec<(f64, f64)> =
                    shape.outline.iter().map(|(x, y)| self.projection.at(*x, *y)).collect();
                let seen = coasts::cut(&outline, self.corner, end);
                let class = if shape.water { "p-sea" } else { "p-land" };
                (seen.len() > 2).then(|| polyline(&seen, true, class))
            })
            .collect()
    }

    fn graticule(&self) -> Vec<Element> {
        let (left, top) = self.corner;
        let (right, bottom) = (left + self.size.0, top + self.size.1);
        let mut drawn = Vec::new();
        for (x, label) in self.projection.meridians(left, right) {
            drawn.push(polyline(&[(x, top), (x, bottom)], false, "p-grid"));
            if x > left + 30.0 && x < right - 20.0 {
                drawn.push(words((x, bottom - 4.0), &label, "p-axis p-middle p-halo"));
            }
        }
        for (y, label) in self.projection.parallels(top, bottom) {
            drawn.push(line((left, y), (right, y), "p-grid"));
            if y > top + 10.0 && y < bottom - 18.0 {
                drawn.push(words((left + 4.0, y - 3.0), &label, "p-axis p-halo"));
            }
        }
        drawn
    }
}

/// Areas tell the numbers.
fn radius(entries: usize, most: usize) -> f64 {
    3.5 + 9.0 * (entries as f64 / most.max(1) as f64).sqrt()
}

/// Where the words of a dot may begin, the best first: right, left, above, below, the corners.
fn places_around((x, y): (f64, f64), r: f64, room: f64) -> Vec<(f64, f64)> {
    let out = r + 4.0;
    let corner = r * 0.7 + 3.0;
    vec![
        (x + out, y + 4.0),
        (x - out - room, y + 4.0),
        (x - room / 2.0, y - out - 1.0),
        (x - room / 2.0, y + out + 9.0),
        (x + corner, y - corner),
        (x + corner, y + corner + 8.0),
        (x - corner - room, y - corner),
        (x - corner - room, y + corner + 8.0),
    ]
}

fn summary(places: &[Place]) -> String {
    if places.is_empty() {
        return phrase("summary.map-none").to_owned();
    }
    let most: Vec<String> =
        places.iter().take(5).map(|place| format!("{} ({})", place.name, place.entries)).collect();
    let named = [("places", count(places.len(), "place-is")), ("most", most.join(", "))];
    let mut said = fill("summary.map", &pairs(&named));
    let unknown: Vec<String> = places
        .iter()
        .filter(|place| place.position.is_none())
        .map(|place| place.name.clone())
        .collect();
    if !unknown.is_empty() {
        let unknown = fill("summary.map-unknown", &[("names", &listed(&unknown, 6))]);
        said = format!("{said} {unknown}");
    }
    said
}

fn table(places: &[Place], links: Links<'_>) -> Table {
    let cells = |place: &Place| {
        let position = place.position;
        let degrees = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        vec![
            Cell::linked(place.name.clone(), links(Target::Place(&place.name))),
            Cell::new(place.entries.to_string()),
            Cell::new(degrees(position.map(|position| position.latitude))),
            Cell::new(degrees(position.map(|position| position.longitude))),
            Cell::new(match position {
                Some(Position { area: true, .. }) => phrase("position.area"),
                Some(_) => phrase("position.city"),
                None => phrase("position.unknown"),
            }),
        ]
    };
    Table { columns: parts("table.map"), rows: places.iter().map(cells).collect() }
}
