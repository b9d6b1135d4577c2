//! From degrees to a plane: equirectangular, true to scale in the middle of what is shown.

use super::Position;
use crate::phrases::phrase;

/// A stretch of the earth, in degrees. It never crosses the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) west: f64,
    pub(super) east: f64,
    pub(super) south: f64,
    pub(super) north: f64,
}

impl Bounds {
    pub(super) fn of(positions: impl Iterator<Item = Position>) -> Option<Self> {
        let mut bounds: Option<Self> = None;
        for Position { latitude, longitude, .. } in positions {
            let one = Self { west: longitude, east: longitude, south: latitude, north: latitude };
            bounds = Some(bounds.map_or(one, |bounds| Self {
                west: bounds.west.min(longitude),
                east: bounds.east.max(longitude),
                south: bounds.south.min(latitude),
                north: bounds.north.max(latitude),
            }));
        }
        bounds
    }

    pub(super) fn across(self) -> f64 {
        self.east - self.west
    }

    pub(super) fn down(self) -> f64 {
        self.north - self.south
    }

    pub(super) fn holds(self, position: Position) -> bool {
        (self.west..=self.east).contains(&position.longitude)
            && (self.south..=self.north).contains(&position.latitude)
    }
}

/// Degrees to pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    /// Of the middle of the panel: longitude, latitude.
    middle: (f64, f64),
    /// The middle of the panel in pixels.
    centre: (f64, f64),
    /// Pixels for a degree of longitude and of latitude.
    scale: (f64, f64),
}

/// Widths of the net of meridians and parallels, in degrees.
const NET: [f64; 7] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0];

/// Lines of the net are at least this far apart, in pixels.
const MESH: f64 = 70.0;

impl Projection {
    /// The largest in which the bounds fit with room around them; answers with the height as well.
    pub(super) fn fitting(bounds: Bounds, corner: (f64, f64), wide: f64, most: f64) -> (Self, f64) {
        /// A map shows at least this many degrees: closer, the table's tenth of a degree would show.
        const LEAST: f64 = 1.6;
        /// Room for names around the outermost dots, in pixels.
        const AROUND: (f64, f64) = (90.0, 36.0);
        let middle = ((bounds.west + bounds.east) / 2.0, (bounds.south + bounds.north) / 2.0);
        let shrink = middle.1.to_radians().cos().max(0.2);
        let (across, down) = ((bounds.across() * shrink).max(LEAST), bounds.down().max(LEAST));
        let around = (AROUND.0.min(wide / 5.0), AROUND.1);
        let by_width = (wide - 2.0 * around.0) / across;
        let by_height = (most - 2.0 * around.1) / down;
        let degree = by_width.min(by_height);
        let high = (down * degree + 2.0 * around.1).max(200.0).min(most);
        let centre = (corner.0 + wide / 2.0, corner.1 + high / 2.0);
        (Self { middle, centre, scale: (degree * shrink, degree) }, high)
    }

    pub(super) fn at(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        (
            self.centre.0 + (longitude - self.middle.0) * self.scale.0,
            self.centre.1 - (latitude - self.middle.1) * self.scale.1,
        )
    }

    /// Longitudes between two places, with where they are drawn.
    pub(super) fn meridians(&self, left: f64, right: f64) -> Vec<(f64, String)> {
        let from = self.middle.0 + (left - self.centre.0) / self.scale.0;
        let to = self.middle.0 + (right - self.centre.0) / self.scale.0;
        net(from.max(-180.0), to.min(180.0), self.scale.0)
            .into_iter()
            .map(|degrees| (self.at(degrees, 0.0).0, named(degrees, 2)))
            .collect()
    }

    /// Latitudes between two places, with where they are drawn.
    pub(super) fn parallels(&self, top: f64, bottom: f64) -> Vec<(f64, String)> {
        let north = self.middle.1 + (self.centre.1 - top) / self.scale.1;
        let south = self.middle.1 + (self.centre.1 - bottom) / self.scale.1;
        net(south.max(-90.0), north.min(90.0), self.scale.1)
            .into_iter()
            .map(|degrees| (self.at(0.0, degrees).1, named(degrees, 0)))
            .collect()
    }
}

fn net(from: f64, to: f64, scale: f64) -> Vec<f64> {
    let step = NET.into_iter().find(|step| step * scale >= MESH).unwrap_or(30.0);
    let mut degrees = (from / step).ceil() * step;
    let mut net = Vec::new();
    while degrees <= to && net.len() < 100 {
        net.push(degrees);
        degrees += step;
    }
    net
}

/// `10°N`; sides of the world stand in the texts as north, south, east, west.
fn named(degrees: f64, positive: usize) -> String {
    let side = |at: usize| phrase("word.sides").split('|').nth(at).unwrap_or_default();
    let side = if degrees > 0.0 {
        side(positive)
    } else if degrees < 0.0 {
        side(positive + 1)
    } else {
        ""
    };
    format!("{}°{side}", degrees.abs())
}
