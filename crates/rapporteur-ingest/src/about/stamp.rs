//! Time stamps: "Thu 20 Jun 2024 9:05 am - Nairobi Time", "Published April 4 2017".

mod numbers;
mod opening;

use std::sync::LazyLock;

use rapporteur_model::{Furniture, FurnitureKind, PartialDate, Span};
use regex::Regex;

use super::calendar;
use crate::clean::lines::Line;
use crate::pattern::pattern;

/// Lines from the top among which a line that is a stamp is looked for.
const HEAD: usize = 8;

/// Lines from the foot among which it is: dates further up belong to chronologies and corrections.
const FOOT: usize = 3;

/// Lines from the top that can begin with a stamp and go on with the report.
const OPENING: usize = 3;

/// A time of publication that stands in the text by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The stamp with its label and time of day.
    pub(super) span: Span,
    /// Its date.
    pub(super) date: PartialDate,
    /// Whether its label says that it tells of a later change of the text.
    pub(super) is_update: bool,
}

impl Stamp {
    pub(super) fn furniture(&self) -> Furniture {
        Furniture { span: self.span, kind: FurnitureKind::Timestamp }
    }
}

/// The stamps of a text, in order.
pub(super) fn stamps(text: &str, lines: &[Line<'_>]) -> Vec<Stamp> {
    let mut found = Vec::new();
    for line in lines {
        let (head, foot) = (line.index < HEAD, line.index + FOOT >= lines.len());
        if !head && !foot {
            continue;
        }
        match whole_line(line) {
            Some(stamp) => found.push(stamp),
            None if line.index < OPENING => found.extend(opening::stamp(text, line)),
            None => {}
        }
    }
    found
}

/// What may stand beside the date on a line that is a stamp and nothing else.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?: \s | [|,.:;()\[\]/•·–—-]
          | \b(?: (?:first\s+)?published(?:\s+(?:on|at))? | (?:last\s+)?(?:updated|modified)(?:\s+(?:on|at))?
            | update | posted(?:\s+(?:on|at))? | issued(?:\s+on)? | released | date | of\s+publication | publication | on | at
            | \d{1,2}\s+(?:min(?:ute)?|hour|day|week|month)s?\s+ago
            | mon(?:day)? | tue(?:sday)? | wed(?:nesday)? | thu(?:rsday)? | fri(?:day)? | sat(?:urday)? | sun(?:day)?
            | T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:z|[+-]\d\d:?\d\d)? | \d{1,4} | [ap]\.?m\b\.? | o'clock
            | gmt | utc | bst | cet | cest | est | edt | et | pst | pdt | ist | eat | msk | z
            | local | \p{L}+(?:\s\p{L}+)?\s+(?:standard\s+)?time | [+-]\d{1,2}(?::?\d\d)?
            )\b )*$",
    )
});

/// A line of date, time of day and label alone.
fn whole_line(line: &Line<'_>) -> Option<Stamp> {
    /// The longest in the development set has 60 bytes.
    const LONGEST: usize = 120;
    // "Monday, June 6, 2016." ends the sentence of a correction.
    let ends_in_year = line
        .words
        .strip_suffix('.')
        .is_some_and(|words| words.ends_with(|c: char| c.is_ascii_digit()));
    if line.words.len() > LONGEST || ends_in_year {
        return None;
    }
    let (date, words) = calendar::dates(line.words)
        .into_iter()
        .find_map(|words| Some((words.date()?, words)))
        .or_else(|| numbers::date(line.words))?;
    let beside = [&line.words[..words.span.start], &line.words[words.span.end..]].map(|part| {
        // A second date on the line is that of an update, or the line tells a period.
        let is_labelled = part.to_lowercase().contains("updat") || part.contains("ublished");
        let second = calendar::dates(part).into_iter().find(|_| is_labelled);
        second.map_or(part.to_owned(), |date| part.replacen(date.span.of(part), "", 1))
    });
    let alone = beside.iter().all(|part| BESIDE.is_match(part));
    // "Juba, 6 June 2016", "Amina Deng | Nile Post | June 6, 2016"; a first line is a headline.
    let with_names = || {
        let [before, after] = &beside;
        let edge = if before.trim().is_empty() { after } else { before };
        (1..HEAD).contains(&line.index)
            && beside.iter().any(|part| BESIDE.is_match(part))
            && is_list_of_names(edge)
    };
    if !alone && !with_names() {
        return None;
    }
    let before = beside[0].to_lowercase();
    let is_update = ["updat", "modif"].iter().any(|label| before.contains(label));
    Some(Stamp { span: line.span, date, is_update })
}

/// Up to eight words, each with a capital, set off by commas, bars or dashes; no sentence.
fn is_list_of_names(words: &str) -> bool {
    let set_off = words.contains([',', '|', '/', '•', '·', '–', '—']) || words.contains(" - ");
    let named = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.is_empty()
            || word.starts_with(|c: char| c.is_uppercase())
            || BESIDE.is_match(word)
            || word == "by"
    };
    set_off
        && !words.contains('(')
        && words.split_whitespace().count() <= 8
        && words.split_whitespace().all(named)
        && !words.trim_end().ends_with(['!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::lines::lines;

    fn shown(text: &str) -> String {
        let found: Vec<_> = stamps(text, &lines(text))
            .iter()
            .map(|stamp| format!("{} = {}", stamp.span.of(text), stamp.date))
            .collect();
        found.join("; ")
    }

    #[test]
    fn lines_of_date_and_time_are_stamps() {
        for text in [
            "Thu 20 Jun 2024 9:05 am - Nairobi Time",
            "Published: 20 June 2024, 16:53 GMT",
            "Last updated on June 20, 2024 at 4:53 p.m. EDT",
            "20/06/2024",
            "2024-06-20T16:53:00Z",
            "June 20, 2024",
            "2024/06/20 16:53",
            "20 June 2024 | Updated 21 June 2024",
            "June 20, 2024 3:15 PM UTC Updated 2 hours ago",
            "Published 4:53 PM EDT, Thu June 20, 2024",
        ] {
            assert_eq!(shown(text), format!("{text} = 2024-06-20"));
        }
    }

    #[test]
    fn stamps_stand_before_the_words_of_joined_lines() {
        for (text, expected) in [
            ("6 Jun 2016 Envoys of both sides met", "6 Jun 2016 = 2016-06-06"),
            ("Published June 6 2016 The envoys met", "Published June 6 2016 = 2016-06-06"),
            ("Mon Jun 6 2016 Envoys meet", "Mon Jun 6 2016 = 2016-06-06"),
            ("Monday 6 June 2016 21:51 15 Freed", "Monday 6 June 2016 21:51 = 2016-06-06"),
            ("Envoys meet NPA Monday 6 Jun 2016 Envoys met", "Monday 6 Jun 2016 = 2016-06-06"),
            (
                "Since 1922 June 6, 2016 (Mainichi Japan) Envoys",
                "June 6, 2016 (Mainichi Japan) = 2016-06-06",
            ),
            (
                "Envoys meet\nAmina Deng | Nile Post | June 6, 2016",
                "Amina Deng | Nile Post | June 6, 2016 = 2016-06-06",
            ),
            ("Envoys meet\nHavana, Cuba, 6 June 2016", "Havana, Cuba, 6 June 2016 = 2016-06-06"),
            ("On 06 June 2016, Envoys met in Juba", "On 06 June 2016, = 2016-06-06"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_that_a_sentence_tells_are_no_stamps() {
        for text in [
            "On 6 June 2016, Envoys met",
            "The truce of 6 June 2016 Envoys said",
            "They met on Monday 6 June 2016 Envoys said",
            "Signed on 6 June 2016.",
            "03/04/2016",
            "6 June 2016 | 20 January 2017",
            "In June 2016 the envoys met",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
    }
}
