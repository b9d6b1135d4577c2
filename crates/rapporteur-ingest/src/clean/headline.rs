//! Headlines: which line is one, and where it stands again.

use rapporteur_model::{Furniture, FurnitureKind};

use super::lines::Line;

/// The longest headline in characters: joint statements name their signatories.
const LONGEST: usize = 320;

/// Words from which on a line that ends as a sentence does is no headline.
const LONGEST_SENTENCE: usize = 16;

/// Whether the first line of a text reads as its headline: short, and not the end of a sentence,
/// unless it is a very short one with a paragraph after it.
pub(crate) fn is_headline(line: &Line<'_>, lines: &[Line<'_>]) -> bool {
    let words = line.words;
    if words.chars().count() > LONGEST || line.is_broken || lines.len() < 2 || !words.contains(' ')
    {
        return false;
    }
    let last = words.trim_end_matches(['"', '”', '’', '\'']).chars().next_back();
    match last {
        Some('.') => {
            let next = lines.get(line.index + 1).map_or(0, |next| next.words.len());
            words.split_whitespace().count() <= LONGEST_SENTENCE && next > words.len()
        }
        Some(';' | ',' | ')' | ':') => false,
        _ => true,
    }
}

/// Lines that say the headline again: the first occurrence is read, the later ones are furniture.
pub(crate) fn repeated(lines: &[Line<'_>], title: Option<&str>) -> Vec<Furniture> {
    let Some(title) = title.map(folded).filter(|title| title.contains(' ')) else {
        return Vec::new();
    };
    let same = lines.iter().filter(|line| {
        // Folding never makes a line much shorter: spare long paragraphs the work.
        line.words.len() <= 4 * title.len() && says(&folded(line.words), &title)
    });
    same.skip(1)
        .map(|line| Furniture { span: line.span, kind: FurnitureKind::RepeatedHeadline })
        .collect()
}

/// The headline itself, or with the outlet's name behind a bar or dash.
fn says(line: &str, title: &str) -> bool {
    line.strip_prefix(title).is_some_and(|rest| {
        rest.is_empty() || (rest.starts_with(" |") && rest.split_whitespace().count() <= 5)
    })
}

/// Lower case, one kind of quotation mark and dash, single spaces, no final stop.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                '“' | '”' | '«' | '»' | '‘' | '’' | '\'' | '`' | '"' => {}
                '–' | '—' | '|' => folded.push('|'),
                '-' if word == "-" => folded.push('|'),
                other => folded.extend(other.to_lowercase()),
            }
        }
    }
    folded.truncate(folded.trim_end_matches(['.', ' ']).len());
    folded
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn the_headline_is_read_once() {
        let text = "Parties meet in ‘Juba’\n\nThe parties met.\n\nPARTIES MEET IN 'JUBA'.\n\
                    Parties meet in Juba | The Nile Post";
        let found = repeated(&lines(text), Some("Parties meet in 'Juba'"));
        let repeats: Vec<_> = found.iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(repeats, ["PARTIES MEET IN 'JUBA'.", "Parties meet in Juba | The Nile Post"]);
    }

    #[test]
    fn a_first_line_is_a_headline_when_it_reads_as_one() {
        let body = "\n\nThe delegations of both sides met in the town hall for six hours today.";
        for (first, expected) in [
            ("Rebels and government resume talks", true),
            ("'We will sign,' says rebel leader", true),
            ("A truce may be near. It could fall apart.", true),
            (
                "The delegations of both sides met in the town hall for six hours on Monday, a day late.",
                false,
            ),
            ("The delegation on arrival (Nile Pictures)", false),
            ("Truce", false),
        ] {
            let text = format!("{first}{body}");
            let lines = lines(&text);
            assert_eq!(is_headline(&lines[0], &lines), expected, "{first}");
        }
    }
}
