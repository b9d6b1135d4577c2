//! Who published a report, by its own words.

use std::sync::LazyLock;

use rapporteur_model::{Furniture, FurnitureKind};
use regex::Regex;

use super::dateline::Dateline;
use super::facts::FACTS;
use crate::clean::lines::Line;
use crate::pattern::pattern;

/// Lines from the foot among which signature, source line and address are looked for.
const FOOT: usize = 8;

/// Lines from the top among which a line with the outlet's name is looked for.
const HEAD: usize = 6;

/// The outlet's name, and the lines that are nothing but names.
#[derive(Debug, Default)]
pub(super) struct Signature {
    pub(super) name: Option<String>,
    pub(super) furniture: Vec<Furniture>,
}

/// Finds the outlet, the firmest ground first: signature, source line, address, the outlet's own
/// voice, its name on a line, the dateline, who issued the text.
pub(super) fn outlet(
    lines: &[Line<'_>],
    dateline: Option<&Dateline>,
    url: Option<&str>,
) -> Signature {
    let mut furniture = Vec::new();
    let signed = signature(lines, &mut furniture);
    let named = name_on_a_line(lines, &mut furniture);
    let address = || {
        let own = || FACTS.outlet_at(host(own_address(lines)?)?);
        let outlet = url.and_then(host).and_then(|host| FACTS.outlet_at(host)).or_else(own)?;
        Some(outlet.name.clone())
    };
    let name = signed
        .or_else(|| source_line(lines))
        .or_else(address)
        .or_else(|| copyright(lines))
        .or_else(|| own_voice(lines))
        .or(named)
        .or_else(|| dateline.and_then(|dateline| dateline.agency.clone()))
        .or_else(|| dateline.and_then(|dateline| dateline.issuer.clone()))
        .or_else(|| publisher(lines));
    Signature { name, furniture }
}

fn foot<'lines, 'text>(lines: &'lines [Line<'text>]) -> &'lines [Line<'text>] {
    &lines[lines.len().saturating_sub(FOOT)..]
}

/// The last line behind the report's own address, or a last line that is an outlet's name.
fn signature(lines: &[Line<'_>], furniture: &mut Vec<Furniture>) -> Option<String> {
    let last = lines.last()?;
    let known = FACTS.outlet_called(last.words).map(|outlet| outlet.name.clone());
    let behind_address = || {
        let before = lines.len().checked_sub(2).and_then(|index| lines.get(index))?;
        (address(before.words).is_some() && is_name(last.words)).then(|| last.words.to_owned())
    };
    let name = known.or_else(behind_address)?;
    furniture.push(Furniture { span: last.span, kind: FurnitureKind::Signature });
    Some(name)
}

/// One to six words, the important ones with a capital, and no figure or end of a sentence.
fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let capital =
        |word: &str| word.chars().count() <= 3 || word.starts_with(|c: char| c.is_uppercase());
    (1..=6).contains(&count)
        && words.starts_with(char::is_alphabetic)
        && words.split_whitespace().all(capital)
        && !words.contains(|c: char| c.is_numeric() || "!?;:<>/".contains(c))
        && !words.ends_with('.')
}

/// "Source: Nile Post + agencies".
fn source_line(lines: &[Line<'_>]) -> Option<String> {
    static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^[(\[]?sources?\s*:\s*(?P<name>[^.:\n]{2,60}?)(?:\s*(?:\+|,|/|&|\band\b|\bwith\b)\s*(?:news\s+)?(?:agenc(?:y|ies)|wires?|staff|other sources|social media|websites).*)?[)\].]*$",
        )
    });
    foot(lines).iter().rev().find_map(|line| {
        let found = SOURCE.captures(line.words)?;
        let name = found["name"].trim();
        let nobody = ["agencies", "news agencies", "agency", "wires", "websites", "social media"];
        (!nobody.contains(&name.to_lowercase().as_str())).then(|| name.to_owned())
    })
}

/// The address that stands alone at the foot: the report's own.
pub(super) fn own_address<'text>(lines: &[Line<'text>]) -> Option<&'text str> {
    foot(lines).iter().rev().find_map(|line| address(line.words))
}

fn address(words: &str) -> Option<&str> {
    let bare = words.trim_matches(['<', '>', '(', ')', '[', ']']);
    let is_address =
        bare.starts_with("http://") || bare.starts_with("https://") || bare.starts_with("www.");
    (is_address && !bare.contains(char::is_whitespace)).then_some(bare)
}

fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next()
}

/// "© 2016 Nile Post. All rights reserved."
fn copyright(lines: &[Line<'_>]) -> Option<String> {
    static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:copyright\s*(?:©|\(c\))?|©|\(c\))\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?(?P<name>\p{L}[^.,|©\n]{1,50}?)\s*(?:[.,|]|all rights|$)",
        )
    });
    foot(lines).iter().rev().find_map(|line| {
        let name = COPYRIGHT.captures(line.words)?["name"].trim().to_owned();
        (is_name(&name) && !name.eq_ignore_ascii_case("all rights reserved")).then_some(name)
    })
}

/// "X has learned", "X's correspondent", "has reached out to": only an outlet speaks so of itself.
fn own_voice(lines: &[Line<'_>]) -> Option<String> {
    static VOICE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)(?P<name>(?:\p{Lu}[\p{L}&.-]*)(?:\s(?:\p{Lu}[\p{L}&.-]*)){0,3})
              (?: ['’]s?\s(?:own\s)?(?:correspondents?|reporters?|bureau|crews?|team\son\sthe\sground)\b
                | \s(?:crews?|correspondents?|reporters?|journalists?)\s(?:at|in|on|near)\s(?:the\sscene|\p{Lu})
                | \s(?:has|had)\s(?:learned|learnt|obtained|seen\sa\scopy|viewed\sa\scopy|reached\sout|contacted\s.{2,60}\sfor\scomment)\b
                | ['’]s\s\p{Lu}[\p{L}.-]+\s\p{Lu}[\p{L}.-]+(?:\sin\s\p{Lu}\p{L}+)?,?\s(?:(?:reports|reported|explains)\b|tells\s(?:us|our)\b) )",
        )
    });
    static TEASER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?i:(?:also|more|watch) on|follow)\s+(?P<name>\p{Lu}[\p{L}&.-]*(?:\s\p{Lu}[\p{L}&.-]*){0,3})(?:\s*:|\s+(?i:for more|on (?:twitter|facebook|telegram|x|instagram|whatsapp))\b)",
        )
    });
    lines.iter().find_map(|line| {
        VOICE
            .captures_iter(line.words)
            .chain(TEASER.captures_iter(line.words))
            .find_map(|found| known_in(&found["name"]))
    })
}

/// The outlet that the last words of a run of capitals name ("Yesterday Nile Post" is Nile Post).
fn known_in(words: &str) -> Option<String> {
    let starts = words.char_indices().filter(|&(at, _)| at == 0 || words[..at].ends_with(' '));
    starts
        .filter_map(|(at, _)| FACTS.outlet_called(&words[at..]))
        .next()
        .map(|outlet| outlet.name.clone())
}

/// A line in the head that is an outlet's name; a line of people's names above it is the byline.
fn name_on_a_line(lines: &[Line<'_>], furniture: &mut Vec<Furniture>) -> Option<String> {
    let head = &lines[..lines.len().min(HEAD)];
    let (index, outlet) = head
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_broken)
        .find_map(|(index, line)| Some((index, FACTS.outlet_called(line.words)?)))?;
    let mut take = |line: &Line<'_>| {
        furniture.push(Furniture { span: line.span, kind: FurnitureKind::Signature });
    };
    take(&head[index]);
    // The first line of all is the headline.
    if index >= 2 && is_name(head[index - 1].words) {
        take(&head[index - 1]);
    }
    Some(outlet.name.clone())
}

/// A body that publishes its own statements under headings of its own.
fn publisher(lines: &[Line<'_>]) -> Option<String> {
    let first = lines.first()?;
    let publisher = FACTS.publishers.iter().find(|row| row.opening.is_match(first.words))?;
    Some(publisher.outlet.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::lines::lines;

    #[test]
    fn outlets_are_named_by_their_own_signs() {
        let name = |text: &str| {
            let lines = lines(text);
            let dateline = super::super::dateline::first(text, &lines);
            outlet(&lines, dateline.as_ref(), None).name.unwrap_or_default()
        };
        for (text, expected) in [
            ("Talks.\n\n<https://nile.example/1>\n\n**Nile Post**", "Nile Post"),
            ("Talks.\n\nRadio Habana Cuba", "Radio Habana Cuba"),
            ("Talks.\n\nhttps://www.sudantribune.com/article1", "Sudan Tribune"),
            ("Talks.\n\nSource: Nile Post + agencies", "Nile Post"),
            ("Talks.\n\nSource: Agencies", ""),
            ("Talks.\n\n© 2016 Nile Post. All rights reserved.", "Nile Post"),
            ("Talks.\n\nAl Mayadeen has obtained the draft.", "Al Mayadeen"),
            ("Talks.\n\nAs NPR's Amina Deng reports, they met.", "NPR"),
            ("Talks.\n\n( Also on POLITICO: A plan)", "Politico"),
            ("Talks.\n\nCNN reporters in Juba heard them.", "CNN"),
            ("Talks.\n\nFollow Al Mayadeen on Telegram", "Al Mayadeen"),
            ("Talks.\n\nThe general has obtained the draft.", ""),
            ("Talks resume\nAmina Deng\nUSA TODAY\nThe parties met.", "USA TODAY"),
            ("JUBA, May 3 (NPA) -- The parties met.", "NPA"),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
