//! Where places are: one flat table (`gazetteer/places.tsv`), for the map and for exports.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::actor::slug;

/// The rows: written for this project.
const TABLE: &str = include_str!("gazetteer/places.tsv");

/// Where a place is, in degrees: north and east are positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// From -90 to 90.
    pub latitude: f64,
    /// From -180 to 180.
    pub longitude: f64,
    /// Whether it is the middle of a country or region, and no point.
    pub area: bool,
}

impl Position {
    /// Whether there is such a place.
    #[must_use]
    pub fn is_on_earth(self) -> bool {
        self.latitude.abs() <= 90.0 && self.longitude.abs() <= 180.0
    }

    /// Whether another position lies no more than some degrees away.
    #[must_use]
    pub fn is_within(self, other: Self, (across, down): (f64, f64)) -> bool {
        (self.longitude - other.longitude).abs() <= across
            && (self.latitude - other.latitude).abs() <= down
    }
}

/// The position of a place by any of its spellings; capital letters, accents and punctuation aside.
/// Of "Rafah, Gaza" what stands before the comma counts where the whole is not known.
#[must_use]
pub fn resolve(name: &str) -> Option<Position> {
    static PLACES: LazyLock<BTreeMap<String, Position>> = LazyLock::new(|| read(TABLE));
    let first = name.split(',').next().unwrap_or(name);
    [name, first].into_iter().find_map(|name| PLACES.get(&key(name))).copied()
}

fn key(name: &str) -> String {
    let plain: String = name
        .nfd()
        .take(200)
        .filter(|letter| !is_combining_mark(*letter) && *letter != '\'' && *letter != '’')
        .collect();
    let slug = slug(&plain);
    slug.strip_prefix("the-").map(str::to_owned).unwrap_or(slug)
}

fn read(table: &str) -> BTreeMap<String, Position> {
    let mut places = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, position, spellings)) = row(line) else { continue };
        places.insert(key(name), position);
        for spelling in spellings {
            places.entry(key(spelling)).or_insert(position);
        }
    }
    places
}

fn row(line: &str) -> Option<(&str, Position, Vec<&str>)> {
    let mut columns = line.split('\t');
    let name = columns.next()?;
    let latitude = columns.next()?.parse().ok()?;
    let longitude = columns.next()?.parse().ok()?;
    let area = match columns.next()? {
        "city" => false,
        "area" => true,
        _ => return None,
    };
    let spellings = columns.next().map(|names| names.split('|').collect()).unwrap_or_default();
    Some((name, Position { latitude, longitude, area }, spellings))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_place_on_earth_and_stands_once() {
        let mut names = std::collections::BTreeSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, position, _) = row(line).unwrap_or_else(|| panic!("no place: {line}"));
            assert!(position.is_on_earth(), "{line}");
            assert!(names.insert(key(name)), "twice: {line}");
        }
    }

    #[test]
    fn spellings_lead_to_the_place() {
        let bogota = resolve("Bogotá").expect("a capital");
        assert!((bogota.latitude - 4.7).abs() < 0.1 && !bogota.area);
        assert_eq!(resolve("BOGOTA"), Some(bogota));
        assert_eq!(resolve("Sana'a"), resolve("Sanaa"));
        assert_eq!(resolve("Rafah, southern Gaza"), resolve("Rafah"));
        assert!(resolve("the Gaza Strip").is_some_and(|position| position.area));
        assert_eq!(resolve("Utopia"), None);
        assert_eq!(resolve(""), None);
    }
}
