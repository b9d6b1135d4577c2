//! Texts and turns that one speaker fills: a statement printed whole, a transcript, a press review.

use std::ops::Range;

use rapporteur_model::{Medium, Span};

use super::draft::Draft;
use super::page::Page;
use super::types::{Attribution, CueClass, Polarity};
use super::words::Class;

/// Rules of texts that are printed whole. In interviews annotators name the speaker throughout.
const FIRST_PERSON: [&str; 2] = ["layout:statement", "layout:header"];

/// Whether the content of an attribution is a text, or a turn of one, that its source fills.
pub(crate) fn is_first_person_text(attribution: &Attribution) -> bool {
    FIRST_PERSON.contains(&attribution.rule.as_str())
}

/// Attributions that cover whole paragraphs or the whole text.
pub(crate) fn by_layout(page: &Page<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = statement_printed_whole(page).into_iter().collect();
    drafts.extend(headed_text(page));
    drafts.extend(recorded_turns(page));
    drafts.extend(transcript_turns(page));
    drafts.extend(signed_quotations(page));
    drafts
}

/// "Statement by the Guild on …", "President Ruiz Statement on …" above a text in the first person.
fn statement_printed_whole(page: &Page<'_>) -> Option<Draft> {
    const OPENERS: [&str; 2] = ["statement", "remarks"];
    let title = page.paragraphs.first()?.clone();
    let words = page.word_from(title.start)..page.word_from(title.end);
    const LONGEST_TITLE: usize = 70;
    if words.len() > LONGEST_TITLE {
        return None;
    }
    let noun = words.clone().find(|&index| OPENERS.contains(&page.lower(index)))?;
    let source = if matches!(page.lower(noun + 1), "by" | "from" | "of") {
        let end = (noun + 2..words.end)
            .find(|&index| {
                matches!(
                    page.lower(index),
                    "on" | "at"
                        | "in"
                        | "calling"
                        | "following"
                        | ","
                        | "before"
                        | "after"
                        | "regarding"
                )
            })
            .unwrap_or(words.end);
        page.trimmed(noun + 2..end)
    } else {
        let start = (words.start..noun)
            .rev()
            .take_while(|&index| page.class(index) == Some(Class::Name))
            .last()?;
        start..noun
    };
    if source.is_empty() || !is_first_person(page, words.end) {
        return None;
    }
    let content = Span::new(page.words.get(words.end)?.span.start, page.words.last()?.span.end);
    Some(draft(source, Some(noun..noun + 1), vec![content], Some(Medium::Statement), "statement"))
}

/// `[Communique] [General Guild of Tarn] [Text] …`: the header of a monitoring service that prints a
/// text whole.
fn headed_text(page: &Page<'_>) -> Option<Draft> {
    const GENRES: [&str; 8] = [
        "communique",
        "communiqué",
        "statement",
        "speech",
        "message",
        "proclamation",
        "editorial",
        "address",
    ];
    const HEADER: usize = 60;
    let labels: Vec<Range<usize>> =
        bracketed(page).into_iter().take_while(|label| label.start < HEADER).collect();
    let at = labels
        .iter()
        .position(|label| label.clone().any(|index| GENRES.contains(&page.lower(index))))?;
    let issuer = labels.get(at + 1)?.clone();
    let text = labels.iter().skip(at + 2).find(|label| page.lower(label.start) == "text")?;
    let content = page.span(&page.trimmed(text.end + 1..page.words.len()))?;
    let genre = labels.get(at)?;
    Some(draft(issuer, Some(genre.clone()), vec![content], Some(Medium::Statement), "header"))
}

/// Whether a text speaks of itself as "I" or "we" outside quotations.
fn is_first_person(page: &Page<'_>, from: usize) -> bool {
    /// One in a hundred words, and at least two: reports in the third person stay below.
    const ONE_IN: usize = 100;
    let outside = |index: &usize| page.quotation_of(*index).is_none();
    let total = (from..page.words.len()).filter(outside).count();
    let own = (from..page.words.len())
        .filter(outside)
        .filter(|&index| matches!(page.lower(index), "i" | "we" | "our" | "my" | "us"))
        .count();
    own >= 2 && own * ONE_IN >= total
}

/// `[begin recording] [Ruiz] … [end recording]` and interviews that label each turn in square
/// brackets, the way monitoring services print them.
fn recorded_turns(page: &Page<'_>) -> Vec<Draft> {
    let brackets = bracketed(page);
    let opens_paragraph = |label: &&Range<usize>| {
        is_label(page, label) && page.paragraph_words(label.start).start + 1 == label.start
    };
    let interview = brackets.iter().filter(opens_paragraph).count() >= 2;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut recording = interview;
    let mut turn: Option<(Range<usize>, usize)> = None;
    for label in brackets {
        let holds = |word: &str| label.clone().any(|index| page.lower(index) == word);
        let begins = holds("begin") && holds("recording");
        let ends = holds("end") && holds("recording");
        let names = recording && !begins && !ends && is_label(page, &label);
        if (begins || ends || names)
            && let Some((source, from)) = turn.take()
        {
            drafts.extend(turn_draft(page, source, from..label.start - 1));
        }
        recording = begins || interview || recording && !ends;
        if names {
            turn = Some((label.clone(), label.end + 1));
        }
    }
    if let Some((source, from)) = turn {
        let end = if interview { page.words.len() } else { page.paragraph_words(from).end };
        drafts.extend(turn_draft(page, source, from..end));
    }
    drafts
}

/// The words inside each pair of square brackets.
fn bracketed(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for index in 0..page.words.len() {
        match page.lower(index) {
            "[" => open = Some(index + 1),
            "]" => found.extend(open.take().map(|start| start..index)),
            _ => {}
        }
    }
    found
}

/// A short name in brackets, and no editor's note.
fn is_label(page: &Page<'_>, label: &Range<usize>) -> bool {
    const NOTES: [&str; 16] = [
        "sic",
        "inaudible",
        "words",
        "indistinct",
        "text",
        "continued",
        "passage",
        "omitted",
        "as",
        "received",
        "report",
        "video",
        "recording",
        "interview",
        "by",
        "from",
    ];
    const LONGEST: usize = 4;
    !label.is_empty()
        && label.len() <= LONGEST
        && label.clone().all(|index| {
            matches!(page.class(index), Some(Class::Open | Class::Name | Class::Preposition))
        })
        && !label.clone().any(|index| NOTES.contains(&page.lower(index)))
}

fn turn_draft(page: &Page<'_>, source: Range<usize>, content: Range<usize>) -> Option<Draft> {
    let span = page.span(&page.trimmed(content))?;
    Some(draft(source, None, vec![span], Some(Medium::Broadcast), "recording"))
}

/// `SENIOR OFFICIAL: …`: paragraphs that open with a label in capitals, where a text has several.
fn transcript_turns(page: &Page<'_>) -> Vec<Draft> {
    let labels: Vec<(Range<usize>, usize)> = page
        .paragraphs
        .iter()
        .filter_map(|paragraph| turn_label(page, page.word_from(paragraph.start)))
        .collect();
    if labels.len() < 2 {
        return Vec::new();
    }
    let ends = labels.iter().skip(1).map(|(label, _)| label.start).chain([page.words.len()]);
    labels
        .iter()
        .zip(ends)
        .filter_map(|((label, colon), end)| {
            let span = page.span(&page.trimmed(colon + 1..end))?;
            Some(draft(label.clone(), Some(*colon..colon + 1), vec![span], None, "transcript"))
        })
        .collect()
}

fn turn_label(page: &Page<'_>, start: usize) -> Option<(Range<usize>, usize)> {
    const LONGEST: usize = 6;
    let colon =
        (start..start + LONGEST + 1).find(|&index| page.class(index) == Some(Class::Colon))?;
    let label = start..colon;
    let shouted = !label.is_empty()
        && label.clone().all(|index| {
            page.words.get(index).is_some_and(|word| {
                !word.text.chars().any(char::is_lowercase)
                    || word.text == "Mr"
                    || word.text == "Mr."
            })
        });
    let rest_is_plain = page
        .words
        .get(colon + 1..colon + 8)
        .is_some_and(|words| words.iter().any(|word| word.text.chars().any(char::is_lowercase)));
    (shouted && rest_is_plain).then_some((label, colon))
}

/// A paragraph that is all quotation, followed by one that only names: `Ana Ruiz, The Daily Mast`.
fn signed_quotations(page: &Page<'_>) -> Vec<Draft> {
    const LONGEST_SIGNATURE: usize = 10;
    let pairs = page.paragraphs.windows(2);
    pairs
        .filter_map(|pair| {
            let words = page.word_from(pair[0].start)..page.word_from(pair[0].end);
            let quotation = page.quotation_of(words.start)?;
            let quoted = &page.quotations[quotation];
            let paragraph = pair[0].start..pair[0].end;
            let all = page.text[paragraph].trim();
            let whole = quoted.end() - quoted.parts.last()?.start >= all.len();
            let name = page.word_from(pair[1].start)..page.word_from(pair[1].end);
            let named = !name.is_empty()
                && name.len() <= LONGEST_SIGNATURE
                && page.class(name.start) == Some(Class::Name)
                && name.clone().all(|index| {
                    matches!(
                        page.class(index),
                        Some(Class::Name | Class::Comma | Class::Dash | Class::Determiner)
                    ) || matches!(page.lower(index), "of" | "the" | "in")
                });
            (whole && named)
                .then(|| draft(name, None, quoted.parts.clone(), Some(Medium::Press), "signature"))
        })
        .collect()
}

fn draft(
    source: Range<usize>,
    cue: Option<Range<usize>>,
    content: Vec<Span>,
    medium: Option<Medium>,
    rule: &str,
) -> Draft {
    Draft {
        source: vec![source],
        cue,
        content,
        addressee: None,
        medium,
        polarity: Polarity::Affirmed,
        class: CueClass::Report,
        rule: format!("layout:{rule}"),
    }
}
