//! Days, weeks and years beside a number: "six days", "six-day", "six-year-old", "a day-long".

use super::lexicon::FigureLexicon;
use super::number::{Number, Style};
use super::words::Word;

/// A number's unit of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Time {
    /// Length of the unit in days.
    pub(super) days: f64,
    /// One past the unit's last word ("-long" and "-old" included).
    pub(super) end: usize,
    /// How it is joined to the number.
    pub(super) form: TimeForm,
}

/// How number and unit of time are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeForm {
    /// "six days".
    Plain,
    /// "six-day", "day-long".
    Compound,
    /// "six-year-old".
    Old,
}

/// The unit of time right after a number.
pub(super) fn time_at(words: &[Word], at: usize, lexicon: &FigureLexicon) -> Option<Time> {
    let hyphen = words.get(at).is_some_and(|word| word.form == "-");
    let more = words.get(at).is_some_and(|word| {
        word.is_one_of(&["more", "full", "consecutive", "straight", "additional", "long", "other"])
    });
    let unit_at = at + usize::from(hyphen || more);
    let unit = words.get(unit_at)?;
    let days = unit_of(lexicon, unit.form.strip_suffix("'s").unwrap_or(&unit.form))
        .or_else(|| unit_of(lexicon, unit.form.strip_suffix('\'').unwrap_or(&unit.form)))?;
    let mut end = unit_at + 1;
    let mut form = if hyphen { TimeForm::Compound } else { TimeForm::Plain };
    if [("and", 0), ("a", 1), ("half", 2)]
        .iter()
        .all(|(form, offset)| words.get(end + offset).is_some_and(|word| word.form == *form))
    {
        end += 3;
    }
    if unit.form.ends_with("long") {
        form = TimeForm::Compound;
    }
    let tail = words.get(end + usize::from(words.get(end).is_some_and(|word| word.form == "-")));
    let tail_end = end + 1 + usize::from(words.get(end).is_some_and(|word| word.form == "-"));
    if tail.is_some_and(|word| word.form == "long") && tail_end == end + 2 {
        form = TimeForm::Compound;
        end = tail_end;
    } else if tail.is_some_and(|word| word.form == "old") {
        form = TimeForm::Old;
        end = tail_end;
    }
    Some(Time { days, end, form })
}

/// "a week", "an hour-long", "the day-long", "almost a month": the article or nothing is the number.
pub(super) fn unit_articles(
    words: &[Word],
    lexicon: &FigureLexicon,
    taken: &[Number],
) -> Vec<Number> {
    let free = |at: usize| !taken.iter().any(|number| (number.start..number.end).contains(&at));
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if unit_of(lexicon, &word.form).is_none() || word.form.ends_with('s') {
            continue;
        }
        let Some(before) = at.checked_sub(1) else { continue };
        if !free(before) || (before > 0 && !free(before - 1) && words[before].form == "-") {
            continue;
        }
        let article = words[before].is_one_of(&["a", "an"]);
        let long = word.form.ends_with("long")
            || words.get(at + 1).is_some_and(|hyphen| hyphen.form == "-" && hyphen.glued)
                && words.get(at + 2).is_some_and(|word| word.is_one_of(&["long", "old"]));
        if article || long {
            let start = if article { before } else { at };
            let halves = [("and", 1), ("a", 2), ("half", 3)].iter().all(|(form, offset)| {
                words.get(at + offset).is_some_and(|word| word.form == *form)
            });
            let value = if halves { 1.5 } else { 1.0 };
            found.push(Number { start, end: at, value, style: Style::Article, factor: 1.0 });
        }
    }
    found
}

fn unit_of(lexicon: &FigureLexicon, form: &str) -> Option<f64> {
    lexicon
        .units
        .iter()
        .find(|unit| unit.words.iter().any(|word| word == form))
        .map(|unit| unit.days)
}
