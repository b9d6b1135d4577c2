//! Land and inland seas, roughly, cut to what a panel shows.

/// A shape on the earth.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    /// Whether it is water that lies within land.
    pub(super) water: bool,
    /// Longitudes and latitudes, in order around it.
    pub(super) outline: Vec<(f64, f64)>,
}

/// Every shape of the table: land first, then the water upon it.
pub(super) fn shapes() -> Vec<Shape> {
    include_str!("coasts.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(shape)
        .collect()
}

fn shape(line: &str) -> Option<Shape> {
    let (head, points) = line.split_once(':')?;
    let water = match head.split_once(' ')?.0 {
        "land" => false,
        "water" => true,
        _ => return None,
    };
    let point = |text: &str| {
        let (longitude, latitude) = text.trim().split_once(' ')?;
        Some((longitude.parse().ok()?, latitude.parse().ok()?))
    };
    let outline: Option<Vec<(f64, f64)>> = points.split(',').map(point).collect();
    Some(Shape { water, outline: outline? })
}

/// A polygon cut to a rectangle of corners `low` and `high` (Sutherland and Hodgman 1974); empty where
/// none of it lies within.
pub(super) fn cut(polygon: &[(f64, f64)], low: (f64, f64), high: (f64, f64)) -> Vec<(f64, f64)> {
    type Point = (f64, f64);
    type Along = fn(Point) -> f64;
    let sides: [(Along, f64, f64); 4] = [
        (|point| point.0, low.0, 1.0),
        (|point| point.0, high.0, -1.0),
        (|point| point.1, low.1, 1.0),
        (|point| point.1, high.1, -1.0),
    ];
    let mut polygon = polygon.to_vec();
    for (along, limit, sign) in sides {
        let inside = |point: Point| (along(point) - limit) * sign >= 0.0;
        let mut cut = Vec::with_capacity(polygon.len());
        let Some(&(mut before)) = polygon.last() else { return polygon };
        for &point in &polygon {
            if inside(before) != inside(point) {
                let share = (limit - along(before)) / (along(point) - along(before));
                cut.push((
                    before.0 + (point.0 - before.0) * share,
                    before.1 + (point.1 - before.1) * share,
                ));
            }
            if inside(point) {
                cut.push(point);
            }
            before = point;
        }
        polygon = cut;
    }
    polygon
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::resolve;

    #[test]
    fn every_line_of_the_table_is_a_shape_on_earth() {
        let lines = include_str!("coasts.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let shape = shape(line).unwrap_or_else(|| panic!("no shape: {line}"));
            assert!(shape.outline.len() > 2, "{line}");
            let on_earth = |(x, y): &(f64, f64)| x.abs() <= 180.0 && y.abs() <= 90.0;
            assert!(shape.outline.iter().all(on_earth), "{line}");
        }
    }

    /// Even and odd: how often a ray from the point meets the outline.
    fn holds(outline: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
        let mut within = false;
        let mut before = *outline.last().expect("an outline");
        for &point in outline {
            let crosses = (point.1 > y) != (before.1 > y);
            let at = (before.0 - point.0) * (y - point.1) / (before.1 - point.1) + point.0;
            within ^= crosses && x < at;
            before = point;
        }
        within
    }

    #[test]
    fn inland_capitals_stand_on_land_and_seas_do_not() {
        let shapes = shapes();
        let on_land = |at| {
            let hit = |water| {
                shapes.iter().any(|shape| shape.water == water && holds(&shape.outline, at))
            };
            hit(false) && !hit(true)
        };
        let inland = "Kabul, Vienna, Yerevan, Sarajevo, Bogota, Cairo, Jerusalem, Damascus, Amman, \
                      Baghdad, Tehran, Riyadh, Khartoum, Juba, Addis Ababa, Nairobi, Kampala, \
                      Goma, Kinshasa, Bamako, Abuja, Pretoria, Moscow, Kyiv, Minsk, Donetsk, Madrid, \
                      Paris, Berlin, Geneva, Sofia, Ankara, Tbilisi, Islamabad, New Delhi, Kathmandu, \
                      Beijing, Ulaanbaatar, Vientiane, Naypyidaw, Washington, Ottawa, Mexico City, \
                      Quito, La Paz, Brasilia, Asuncion, Canberra, Sanaa, Gaza City, Rafah, Nicosia, \
                      San Salvador, Cali, Medellin, Cucuta, Simferopol, Grozny, Jaffna";
        for name in inland.split(", ").map(str::trim) {
            let place = resolve(name).unwrap_or_else(|| panic!("{name} is not in the table"));
            // A coast may run through the tenth of a degree that the table knows.
            let near = [(0.0, 0.0), (0.1, 0.0), (0.0, -0.1), (0.0, 0.1), (-0.1, 0.0)];
            let found =
                near.iter().any(|(dx, dy)| on_land((place.longitude + dx, place.latitude + dy)));
            assert!(found, "{name} lies in the sea");
        }
        for (name, at) in [
            ("Mediterranean", (18.0, 35.0)),
            ("Red Sea", (38.0, 20.5)),
            ("Gulf", (51.0, 27.5)),
            ("Black Sea", (34.0, 43.3)),
            ("Caspian Sea", (51.0, 42.0)),
            ("Caribbean", (-75.0, 15.0)),
            ("Bay of Bengal", (88.0, 15.0)),
            ("North Sea", (3.0, 56.0)),
            ("Baltic", (19.5, 57.5)),
        ] {
            assert!(!on_land(at), "{name}");
        }
    }

    #[test]
    fn a_shape_is_cut_to_the_panel() {
        let square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let corner = cut(&square, (5.0, 5.0), (20.0, 20.0));
        assert_eq!(corner.len(), 4);
        assert!(corner.iter().all(|(x, y)| (5.0..=10.0).contains(x) && (5.0..=10.0).contains(y)));
        assert!(cut(&square, (11.0, 11.0), (20.0, 20.0)).is_empty());
    }
}
