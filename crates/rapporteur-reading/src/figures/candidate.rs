//! A number with what belongs to it: bound, range, currency, unit of time, noun phrase.

use std::ops::Range;

use rapporteur_model::Qualifier;

use super::bound::{bound_after, bound_before, is_particle, spans_time};
use super::currency::{currency_after, currency_before, is_currency_sign, is_percent};
use super::lexicon::FigureLexicon;
use super::noun_phrase::{is_determiner, noun_phrase, phrase_end};
use super::number::{Number, Style, numbers};
use super::time_unit::{Time, TimeForm, time_at, unit_articles};
use super::words::{Kind, Word};

/// A number that may be a figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// The number; for a range its lower end.
    pub(super) number: Number,
    /// The upper end of a range.
    pub(super) high: Option<f64>,
    /// First word, bounds and currency signs included.
    pub(super) first: usize,
    /// One past the last word of the number, the upper end of a range included.
    pub(super) number_end: usize,
    /// How exact.
    pub(super) qualifier: Qualifier,
    /// Currency, where one stands beside the number.
    pub(super) currency: Option<String>,
    /// Whether a percent sign or word follows.
    pub(super) percent: bool,
    /// The unit of time that follows.
    pub(super) time: Option<Time>,
    /// The words for what is counted; empty where the number stands alone.
    pub(super) noun: Range<usize>,
    /// The head of the noun phrase.
    pub(super) head: Option<usize>,
    /// "20-strong", "10-point": a hyphen joins number and noun.
    pub(super) hyphen: bool,
}

/// Every number of the sentence with what belongs to it, in order.
pub(super) fn candidates(words: &[Word], lexicon: &FigureLexicon) -> Vec<Candidate> {
    let mut all = numbers(words);
    all.extend(unit_articles(words, lexicon, &all));
    all.sort_by_key(|number| number.start);
    let mut found: Vec<Candidate> = Vec::new();
    let mut index = 0;
    while let Some(number) = all.get(index) {
        let (range, used) = range_at(words, &all[index..], lexicon);
        let floor = found.last().map_or(0, |before| before.number_end);
        found.push(candidate(words, number, range, floor, lexicon));
        index += used;
    }
    share_scales(words, &mut found);
    share_nouns(words, &mut found);
    found
}

fn candidate(
    words: &[Word],
    number: &Number,
    range: Option<(f64, f64, usize)>,
    floor: usize,
    lexicon: &FigureLexicon,
) -> Candidate {
    let mut number = number.clone();
    let mut end = number.end;
    if let Some((low, _, range_end)) = range {
        number.value = low;
        end = range_end;
    }
    let mut first = number.start;
    let mut currency = None;
    if let Some(sign) = first.checked_sub(1).map(|at| &words[at])
        && first > floor
        && let Some(found) = currency_before(lexicon, &sign.form)
    {
        currency = Some(found);
        first -= 1;
    }
    let mut qualifier = match (range, number.style) {
        (Some(_), _) => Qualifier::About,
        (None, Style::Vague) => Qualifier::Vague,
        _ => Qualifier::Exact,
    };
    if range.is_some() && first > floor && words[first - 1].form == "between" {
        first -= 1;
    }
    let lasts = time_at(words, end, lexicon).is_some_and(|time| time.form == TimeForm::Plain);
    let before = bound_before(words, first, floor, lexicon).filter(|(_, start)| {
        !(lasts && spans_time(words, *start, first) || is_particle(words, *start))
    });
    if let Some((found, start)) = before {
        first = start;
        if qualifier == Qualifier::Exact {
            qualifier = found;
        }
    }
    let number_end = end;
    let number_style = number.style;
    let percent = is_percent(words, end);
    if let Some(percent_end) = percent {
        end = percent_end;
    }
    let counts_units =
        number.style == Style::Vague && words.get(end).is_some_and(|word| word.form == "of");
    let time = time_at(words, end + usize::from(counts_units), lexicon);
    if let Some(time) = &time {
        end = time.end;
    }
    if let Some((found, after)) = bound_after(words, end, lexicon) {
        end = after;
        if qualifier == Qualifier::Exact {
            qualifier = found;
        }
    }
    let hyphen = words.get(number_end).is_some_and(|word| word.form == "-" && word.glued)
        && words.get(number_end + 1).is_some_and(|word| word.glued && word.kind == Kind::Word);
    let (noun, head) = if hyphen && time.is_none() {
        // "20-member delegation"
        let start = end + 1;
        let last = phrase_end(words, start + 1, lexicon).max(start + 1);
        (start..last, Some(last - 1))
    } else {
        noun_phrase(words, end, lexicon)
    };
    let currency = currency.or_else(|| currency_after(words, number_end, lexicon));
    Candidate {
        number,
        high: range.map(|(_, high, _)| high),
        first,
        number_end,
        qualifier,
        currency,
        percent: percent.is_some() || number_style == Style::Half,
        time,
        noun,
        head,
        hyphen,
    }
}

/// The upper end of a range that the first number begins, and how many numbers it takes.
fn range_at(
    words: &[Word],
    numbers: &[Number],
    lexicon: &FigureLexicon,
) -> (Option<(f64, f64, usize)>, usize) {
    let (Some(low), Some(high)) = (numbers.first(), numbers.get(1)) else { return (None, 1) };
    let mut from = low.end;
    if is_percent(words, from).is_some() {
        from += 1;
    }
    let Some(between) = words.get(from..high.start) else { return (None, 1) };
    let before = low.start.checked_sub(1).map(|at| &words[at]);
    let joins = match between {
        [word] if word.form == "-" => word.glued && from == low.end,
        [word] if word.is_one_of(&["to", "or"]) => true,
        [word] if word.form == "and" => before.is_some_and(|word| word.form == "between"),
        [word, sign] => {
            word.is_one_of(&["to", "and"])
                && is_currency_sign(lexicon, &sign.form)
                && before.is_some_and(|before| before.form == sign.form)
        }
        _ => false,
    };
    let vague = low.style == Style::Vague || high.style == Style::Vague;
    let article = low.style == Style::Article || high.style == Style::Article;
    if !joins || vague || article || low.style == Style::Ordinal {
        return (None, 1);
    }
    // "raised from 30 to 45" tells two figures, "10 to 20" one.
    let start = match before {
        Some(sign) if is_currency_sign(lexicon, &sign.form) => low.start - 1,
        _ => low.start,
    };
    let from = start.checked_sub(1).is_some_and(|at| words[at].form == "from");
    if from && between.iter().any(|word| word.form == "to") {
        let ranging = start >= 2 && words[start - 2].form.starts_with("rang");
        if !ranging {
            return (None, 1);
        }
    }
    let value = if low.factor < high.factor && low.value < high.value / high.factor {
        low.value * high.factor
    } else {
        low.value
    };
    if value >= high.value {
        return (None, 1);
    }
    (Some((value, high.value, high.end)), 2)
}

/// "from $30 to $45 million": the scale belongs to both.
fn share_scales(words: &[Word], candidates: &mut [Candidate]) {
    for index in 1..candidates.len() {
        let (before, after) = candidates.split_at_mut(index);
        let (Some(low), Some(high)) = (before.last_mut(), after.first()) else { continue };
        let between = words.get(low.number_end..high.first).unwrap_or_default();
        let joined = matches!(between, [word] if word.is_one_of(&["to", "and"]));
        let factor = high.number.factor;
        if joined
            && low.currency.is_some()
            && low.currency == high.currency
            && low.number.factor < factor
            && low.number.value < 1000.0
        {
            low.number.value *= factor;
            low.number.factor = factor;
        }
    }
}

/// "13 of the 30 men", "20 and 30 miners": what the second number counts is counted by both.
fn share_nouns(words: &[Word], candidates: &mut [Candidate]) {
    for index in (1..candidates.len()).rev() {
        let (before, after) = candidates.split_at_mut(index);
        let (Some(part), Some(whole)) = (before.last_mut(), after.first()) else { continue };
        let between = words.get(part.number_end..whole.first).unwrap_or_default();
        let joined = match between {
            [of] => of.form == "of",
            [of, determiner] => of.form == "of" && is_determiner(determiner),
            _ => false,
        };
        if joined && part.time.is_none() && part.currency.is_none() && whole.time.is_none() {
            part.noun = whole.noun.clone();
            part.head = whole.head;
        }
    }
}
