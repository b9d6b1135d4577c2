//! Datelines: "Juba, May 3 (NPA)--", "JUBA (Reuters) -", `LA PAZ, 2 JUL 89 (EFE) -- [TEXT]`.

mod notes;
mod parts;

use std::sync::LazyLock;

use rapporteur_model::{Furniture, FurnitureKind, Span};
use regex::{Match, Regex};

use super::calendar::{self, DateWords};
use super::facts::FACTS;
use crate::clean::lines::Line;
use crate::pattern::pattern;
use notes::notes_in_brackets;
use parts::{Parts, in_ordinary_capitals};

/// Lines from the top among which a dateline is looked for: headline, subtitle, byline and
/// pictures may stand before it.
const HEAD: usize = 15;

/// Bytes from a line's beginning within which its dateline ends.
const LONGEST: usize = 240;

/// What stands before the first words of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// From its first character to the dash or the last note in brackets.
    pub(super) span: Span,
    /// The place, in ordinary capitals.
    pub(super) place: Option<String>,
    /// The date, often without a year.
    pub(super) date: Option<DateWords>,
    /// The agency, as written.
    pub(super) agency: Option<String>,
    /// Who issued the text, where a note in brackets behind the dash tells it.
    pub(super) issuer: Option<String>,
}

impl Dateline {
    pub(super) fn furniture(&self) -> Furniture {
        Furniture { span: self.span, kind: FurnitureKind::Dateline }
    }
}

/// The first dateline among the first lines.
pub(super) fn first(text: &str, lines: &[Line<'_>]) -> Option<Dateline> {
    lines.iter().take(HEAD).find_map(|line| at(text, line))
}

/// What ends a dateline: an agency in parentheses or slashes, a dash, or both.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \((?P<paren>[^()]{2,60})\)[\s*_]*(?P<dash>--+|—|–|-)?
          | /\s?(?P<slash>[\p{Lu}][^/\n]{1,28})/\.?
          | (?P<bare>--+|—|–|\s-\s)",
    )
});

fn at(text: &str, line: &Line<'_>) -> Option<Dateline> {
    let start = line.core.start;
    let window = window(text, start);
    for end in END.captures_iter(window) {
        let whole = end.get(0)?;
        let head = &window[..whole.start()];
        let after = window[whole.end()..].chars().next();
        let first_word = window[whole.end()..].trim_start();
        if let Some(paren) = end.name("paren")
            && end.name("dash").is_none()
        {
            // "LA PAZ (BOLIVIA), 2 JUL 89": a country, and the dateline goes on.
            if after == Some(',') {
                continue;
            }
            if !stands_without_dash(head, &paren) {
                return None;
            }
        }
        let agency =
            end.name("paren").or(end.name("slash")).map(|part| single_spaced(part.as_str()));
        let parts = Parts::read(head, start)?;
        if first_word.starts_with(char::is_lowercase)
            || !parts.suffice(agency.as_deref(), whole.as_str(), first_word)
        {
            return None;
        }
        // "November 15, 2023 (KHARTOUM) -": some put the place where others put the agency.
        let (agency, place) = match agency {
            Some(name) if parts.place.is_none() && is_place_in_capitals(&name) => {
                (None, Some(in_ordinary_capitals(&name)))
            }
            agency => (agency, parts.place),
        };
        let (notes, issuer) = notes_in_brackets(&window[whole.end()..]);
        return Some(Dateline {
            span: Span::new(start, start + whole.end() + notes),
            place,
            date: parts.date,
            agency,
            issuer,
        });
    }
    None
}

/// The paragraph's beginning, at most `LONGEST` bytes of it.
fn window(text: &str, start: usize) -> &str {
    let mut end = text.len().min(start + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = &text[start..end];
    let blank = [window.find("\n\n"), window.find("\n\r\n")].into_iter().flatten().min();
    &window[..blank.unwrap_or(window.len())]
}

/// "(CNN) The parties met": an agency without a dash counts where it opens the line and is one
/// that is known to sign so, or where a date stands before it.
fn stands_without_dash(head: &str, agency: &Match<'_>) -> bool {
    if head.trim().is_empty() {
        return FACTS.outlet_called(agency.as_str()).is_some();
    }
    !calendar::dates(head).is_empty()
}

/// Five capitals or more that are no agency's: initials are shorter.
fn is_place_in_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() >= 5
        && name.chars().all(|c| c.is_uppercase() || " -'’.".contains(c))
        && FACTS.outlet_called(name).is_none()
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::lines::lines;

    /// Place, date and agency, and what is read behind the dateline.
    fn shown(text: &str) -> String {
        let Some(found) = first(text, &lines(text)) else { return "none".to_owned() };
        let or_dash = |part: Option<String>| part.unwrap_or_else(|| "-".to_owned());
        let date = found.date.map(|date| match date.date() {
            Some(full) => full.to_string(),
            None => format!("?-{:02}-{:02}", date.month, date.day.unwrap_or(0)),
        });
        format!(
            "{} {} {} > {}",
            or_dash(found.place),
            or_dash(date),
            or_dash(found.agency),
            text[found.span.end..].split_whitespace().take(2).collect::<Vec<_>>().join(" ")
        )
    }

    #[test]
    fn datelines_of_many_houses_are_read() {
        for (text, expected) in [
            ("Juba, May 3 (NPA)-- The parties met", "Juba ?-05-03 NPA > The parties"),
            ("JUBA (Reuters) - The parties met", "Juba - Reuters > The parties"),
            ("JUBA, South Sudan (AP) — The parties met", "Juba - AP > The parties"),
            ("KINSHASA, June 3 (Xinhua) -- The parties", "Kinshasa ?-06-03 Xinhua > The parties"),
            ("Bogotá, 12 Nov. 2016 (AW) – The parties", "Bogotá 2016-11-12 AW > The parties"),
            ("YEREVAN, May 6. /TASS/. The parties met", "Yerevan ?-05-06 TASS > The parties"),
            ("LA PAZ (BOLIVIA), 2 JUL 89 (EFE) -- [TEXT] THE", "La Paz 1989-07-02 EFE > THE"),
            ("LA PAZ, NO DATE (RADIO PAZ) -- [TEXT] [SILES] WE", "La Paz - RADIO PAZ > [SILES] WE"),
            ("NO CITY, 3 MAY 89 -- [COMMUNIQUE] [THE\nFRONT] [TEXT] WE", "- 1989-05-03 - > WE"),
            ("(CNN) The parties met", "- - CNN > The parties"),
            ("(AFP) — The parties met", "- - AFP > The parties"),
            ("WASHINGTON—The parties met", "Washington - - > The parties"),
            ("SEOUL/WASHINGTON (Reuters) - The", "Seoul - Reuters > The"),
            ("Goma, Congo - The parties met", "Goma - - > The parties"),
            ("May 3, 2016 (PORT SUDAN) – The parties", "Port Sudan 2016-05-03 - > The parties"),
            ("**JUBA** – The parties", "Juba - - > The parties"),
            ("**JUBA (AP)** – The parties", "Juba - AP > The parties"),
            ("July 4, 2016 (Nile Post) — The parties", "- 2016-07-04 Nile Post > The parties"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn sentences_with_dashes_and_parentheses_are_no_datelines() {
        for text in [
            "The truce — the third this year — held",
            "BREAKING - The truce holds",
            "The National Liberation Army (ELN) met",
            "Liberation Front (FNL) - the largest group - met envoys",
            "Liberation Front (FNL) - The largest group",
            "Sen. Amina Deng (D-Maine) — Announced",
            "Talks (in Juba) - a first",
            "A-B talks",
            "",
        ] {
            assert_eq!(shown(text), "none", "{text}");
        }
    }

    #[test]
    fn a_communique_names_its_issuer() {
        let text = "NO CITY, 3 MAY 89 -- [COMMUNIQUE] [POPULAR\n FRONT] [TEXT] WE SAY";
        let found = first(text, &lines(text)).unwrap();
        assert_eq!(found.issuer.as_deref(), Some("POPULAR FRONT"));
    }
}
