//! When a report was published, by its own words.

use std::sync::LazyLock;

use rapporteur_model::{Basis, PartialDate};
use regex::Regex;

use super::Places;
use super::dateline::Dateline;
use super::evidence::evidence;
use super::stamp::Stamp;
use super::war_length;
use super::year;
use crate::clean::lines::Line;
use crate::pattern::pattern;

/// The date with what it rests on, the firmest ground first: a stamp, a dateline with its year, an
/// address or a file name with a date in it, a dateline whose year the text fixes, the length of a war.
pub(super) fn published(
    text: &str,
    lines: &[Line<'_>],
    dateline: Option<&Dateline>,
    stamps: &[Stamp],
    places: Places<'_>,
) -> Option<(PartialDate, Basis)> {
    // A stamp of a later change is the second best.
    if let Some(stamp) = stamps.iter().min_by_key(|stamp| stamp.is_update) {
        return Some((stamp.date, Basis::Text));
    }
    let words = dateline.and_then(|dateline| dateline.date);
    if let Some(date) = words.and_then(|words| words.date()) {
        return Some((date, Basis::Dateline));
    }
    let inferred = places
        .url
        .and_then(by_address)
        .or_else(|| by_address(&format!("/{}", places.name)))
        .or_else(|| own_address(lines))
        .or_else(|| {
            let body = dateline.map_or(0, |dateline| dateline.span.end);
            let evidence = evidence(text, body);
            match words {
                Some(words) => year::resolved(&words, &evidence),
                None => year::by_told_day(&evidence),
            }
        })
        .or_else(|| war_length::by_length_of_war(text))?;
    Some((inferred, Basis::Inferred))
}

/// The date in an address: ".../2024/07/04/..." or ".../2024-07-04-...".
pub(crate) fn by_address(url: &str) -> Option<PartialDate> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[/_-](?P<y>(?:19|20)\d\d)(?:/(?P<m1>\d{1,2})/(?P<d1>\d{1,2})|-(?P<m2>\d\d)-(?P<d2>\d\d)|(?P<m3>\d\d)(?P<d3>\d\d))(?:[/_.?-]|$)",
        )
    });
    let found = DAY.captures(url)?;
    let number = |names: [&str; 3]| {
        names.iter().find_map(|name| found.name(name)).and_then(|part| part.as_str().parse().ok())
    };
    let year = found["y"].parse().ok()?;
    let date =
        jiff::civil::Date::new(year, number(["m1", "m2", "m3"])?, number(["d1", "d2", "d3"])?);
    PartialDate::day(date.ok()?)
}

/// The date in the address that stands alone at the foot of the text.
fn own_address(lines: &[Line<'_>]) -> Option<PartialDate> {
    super::outlet::own_address(lines).and_then(by_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_dates() {
        for (url, expected) in [
            ("https://nile.example/2016/06/23/ceasefire", Some("2016-06-23")),
            ("https://nile.example/news/ceasefire-2016-06-23.html", Some("2016-06-23")),
            ("https://nile.example/a/20160623/ceasefire", Some("2016-06-23")),
            ("https://nile.example/news/359203-ceasefire", None),
            ("https://nile.example/2016/13/45/", None),
        ] {
            let found = by_address(url).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{url}");
        }
    }
}
