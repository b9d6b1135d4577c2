//! Place and date of a dateline: "JUBA (SOUDAN), Upper Nile, 2 JUL 89".

use rapporteur_model::Span;

use super::single_spaced;
use crate::about::calendar::{self, DateWords};
use crate::about::facts::FACTS;

/// Place and date before the agency.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) place: Option<String>,
    /// Whether the place is written in capitals throughout.
    capitals: bool,
    /// Words of the longest name in it.
    longest: usize,
    /// How many names stand in the place ("Juba, South Sudan": two).
    names: usize,
    undated: bool,
    pub(super) date: Option<DateWords>,
}

impl Parts {
    /// Reads "PLACE (COUNTRY), Region, 2 JUL 89"; `None` where anything else stands in it.
    pub(super) fn read(head: &str, start: usize) -> Option<Self> {
        let mut parts = Self::default();
        let mut offset = 0;
        for piece in head.split(',') {
            let at = start + offset + (piece.len() - piece.trim_start().len());
            offset += piece.len() + 1;
            let piece = piece.trim().trim_matches(['.', ':', '*', '_']).trim();
            if piece.is_empty() {
                continue;
            }
            parts.take(piece, at)?;
        }
        Some(parts)
    }

    fn take(&mut self, piece: &str, at: usize) -> Option<()> {
        if piece.eq_ignore_ascii_case("no date") {
            self.undated = true;
        } else if let Some(date) = whole_date(piece, at) {
            self.date = Some(date);
        } else if let Some(year) = written_year(piece) {
            let date = self.date.as_mut()?;
            date.year = Some(year);
        } else if calendar::weekday(piece).is_some() && piece.len() <= 9 {
            // A weekday of its own adds nothing that the date does not tell.
        } else if self.date.is_none() && self.names < 3 && is_place(piece) {
            self.add_place(piece);
        } else if let Some((place, date)) = place_and_date(piece, at) {
            self.add_place(place);
            self.date = Some(date);
        } else {
            return None;
        }
        Some(())
    }

    fn add_place(&mut self, piece: &str) {
        let name =
            piece.split('(').next().unwrap_or_default().split('/').next().unwrap_or_default();
        let name = single_spaced(name);
        if self.names == 0 {
            self.capitals = !name.chars().any(char::is_lowercase);
            let unnamed = name.eq_ignore_ascii_case("no city");
            self.place = (!unnamed && !name.is_empty()).then(|| in_ordinary_capitals(&name));
        }
        self.longest = self.longest.max(piece.split_whitespace().count());
        self.names += 1;
    }

    /// Whether this is a dateline and no sentence with a dash in it.
    pub(super) fn suffice(&self, agency: Option<&str>, end: &str, after: &str) -> bool {
        let dated = self.date.is_some() || self.undated;
        if let Some(agency) = agency {
            let is_name = agency.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                && agency.split_whitespace().count() <= 6;
            let signs_so = FACTS.dateline.agencies.iter().any(|known| known == agency);
            return is_name && (self.names == 0 || dated || self.capitals || signs_so);
        }
        let listed =
            FACTS.dateline.no_places.iter().any(|word| {
                self.place.as_ref().is_some_and(|place| place.eq_ignore_ascii_case(word))
            });
        if listed || self.names == 0 {
            return false;
        }
        if dated {
            return true;
        }
        // Nothing but a place: a short one, and no line of capitals that runs on in capitals.
        let is_short = self.longest <= 3 && after.contains(char::is_lowercase);
        is_short && (self.capitals || (self.names == 2 && end.len() > 1))
    }
}

/// A piece that is a date and nothing else; only here a year of two digits counts.
fn whole_date(piece: &str, at: usize) -> Option<DateWords> {
    let date = calendar::dates(piece).into_iter().next()?;
    if date.span.start > 0 {
        return None;
    }
    let rest = piece[date.span.end..].trim();
    let year = match rest {
        "" => date.year,
        digits => Some(short_year(digits)?),
    };
    Some(DateWords { span: Span::new(at, at + piece.len()), year, ..date })
}

fn written_year(piece: &str) -> Option<i16> {
    let year: i16 = piece.parse().ok()?;
    (1900..2100).contains(&year).then_some(year)
}

/// "89" is 1989 and "16" is 2016: monitoring services wrote two digits from the 1940s to the 1990s.
fn short_year(digits: &str) -> Option<i16> {
    if digits.len() != 2 {
        return None;
    }
    let year: i16 = digits.parse().ok()?;
    Some(if year >= 40 { 1900 + year } else { 2000 + year })
}

/// "CAIRO July 4", without a comma.
fn place_and_date(piece: &str, at: usize) -> Option<(&str, DateWords)> {
    let date = calendar::dates(piece).into_iter().next()?;
    let (place, rest) = piece.split_at(date.span.start);
    let place = place.trim();
    let date = whole_date(rest, at + date.span.start)?;
    is_place(place).then_some((place, date))
}

/// One to five words, each with a capital but for particles of names.
fn is_place(piece: &str) -> bool {
    const PARTICLES: [&str; 9] = ["de", "del", "la", "of", "the", "al", "el", "and", "sur"];
    let words: Vec<_> = piece.split_whitespace().collect();
    let named = |word: &&str| {
        let word = word.trim_start_matches('(');
        let letters = word.chars().all(|c| c.is_alphabetic() || "'’`.-/()".contains(c));
        letters && (word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
    };
    (1..=5).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && piece.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && words.iter().all(named)
}

/// "SAN JOSÉ" as a gazetteer lists it: "San José".
pub(super) fn in_ordinary_capitals(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut written = String::with_capacity(name.len());
    let mut inside = false;
    for c in name.chars() {
        if inside {
            written.extend(c.to_lowercase());
        } else {
            written.push(c);
        }
        inside = c.is_alphabetic() || c == '\'' || c == '’';
    }
    written
}
