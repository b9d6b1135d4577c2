//! What is no figure: dates, years, times, ages, names with numbers, list numbers, scores.

use super::candidate::Candidate;
use super::lexicon::FigureLexicon;
use super::number::Style;
use super::pattern::Pattern;
use super::time_unit::TimeForm;
use super::words::{Kind, Word};

/// The identifier of the rule by which a number is no figure.
pub(super) fn reason<'lexicon>(
    words: &[Word],
    candidate: &Candidate,
    lexicon: &'lexicon FigureLexicon,
) -> Option<&'lexicon str> {
    if candidate.currency.is_none() && !candidate.percent {
        let structural: [(&'static str, bool); 6] = [
            ("skip.part-of-a-name", is_part_of_a_name(words, candidate)),
            ("skip.ordinal", is_plain_ordinal(words, candidate)),
            ("skip.date", is_in_a_date(words, candidate, lexicon)),
            ("skip.year", is_a_year(words, candidate, lexicon)),
            ("skip.list-number", is_list_number(words, candidate)),
            ("skip.age-in-commas", is_age_in_commas(words, candidate)),
        ];
        if let Some((id, _)) = structural.into_iter().find(|(_, applies)| *applies) {
            return Some(id);
        }
    }
    if candidate.time.as_ref().is_some_and(|time| time.form == TimeForm::Old)
        && !counts_a_lasting_thing(words, candidate, lexicon)
    {
        return Some("skip.age");
    }
    lexicon
        .skips
        .iter()
        .find(|context| {
            fits_before(words, candidate.first, &context.before)
                && fits_after(words, candidate.number_end, &context.after)
        })
        .map(|context| context.id.as_str())
}

/// Whether one of the patterns ends right before a word; no pattern sets no condition.
pub(super) fn fits_before(words: &[Word], end: usize, patterns: &[Pattern]) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| pattern.match_until(words, end).is_some())
}

/// Whether one of the patterns begins right at a word; no pattern sets no condition.
pub(super) fn fits_after(words: &[Word], start: usize, patterns: &[Pattern]) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| pattern.match_from(words, start).is_some())
}

/// "M-19", "F-22", "COVID-19", "G7", "9/11", "5+1", "@user99", "03:45".
fn is_part_of_a_name(words: &[Word], candidate: &Candidate) -> bool {
    if candidate.number.style != Style::Digits {
        return false;
    }
    let start = candidate.number.start;
    let before = start.checked_sub(1).map(|at| &words[at]);
    let before_that = start.checked_sub(2).map(|at| &words[at]);
    let glued = words[start].glued;
    let joined_before = glued
        && before.is_some_and(|word| {
            word.kind == Kind::Word
                || word.is_one_of(&["/", ":", "+", "@", "#", "_", "&"])
                || (word.form == "-"
                    && word.glued
                    && before_that.is_some_and(|word| word.kind != Kind::Digits))
        });
    let after = words.get(candidate.number_end);
    let joined_after = after.is_some_and(|word| {
        word.glued
            && (word.is_one_of(&["/", ":", "+", "_", "@"])
                || (word.kind == Kind::Word && candidate.time.is_none()))
            && words
                .get(candidate.number_end + 1)
                .is_none_or(|next| next.glued || word.kind == Kind::Word)
    });
    joined_before || joined_after
}

/// "14 May", "May 14", "Sept. 14-15", "13, 14 and 15 May".
fn is_in_a_date(words: &[Word], candidate: &Candidate, lexicon: &FigureLexicon) -> bool {
    if candidate.number.style != Style::Digits || candidate.time.is_some() {
        return false;
    }
    let is_month = |word: &Word| lexicon.lists.months.contains(&word.form);
    let day = candidate.number.value <= 31.0 && candidate.high.is_none_or(|high| high <= 31.0);
    let mut before = candidate.number.start;
    while let Some(at) = before.checked_sub(1) {
        let word = &words[at];
        if is_month(word) {
            // "In May 12 people died": a day of the month counts no people.
            let people =
                candidate.head.is_some_and(|head| lexicon.lists.people.contains(&words[head].form));
            // "29 SEP 89"
            let short_year = before == candidate.number.start
                && at > 0
                && words[at - 1].kind == Kind::Digits
                && words[candidate.number.start].form.len() == 2;
            return short_year || day && !people && candidate.first == candidate.number.start;
        }
        let passes = word.kind == Kind::Digits && candidate.number.start - at <= 4
            || word.is_one_of(&[".", "-", ",", "and", "to"]) && day;
        if !passes || candidate.number.start - at > 5 {
            break;
        }
        before = at;
    }
    if !day {
        return false;
    }
    let mut after = candidate.number_end;
    while let Some(word) = words.get(after) {
        if is_month(word) {
            return word.form != "may" || word.capital;
        }
        let passes = word.kind == Kind::Digits && word.form.len() <= 2
            || word.is_one_of(&["-", ",", "and", "to", "or", "of"]);
        if !passes || after - candidate.number_end > 5 {
            break;
        }
        after += 1;
    }
    false
}

/// "in 2019", "the 2015 accord", "2013-14"; but "2,019 people" and "2000 people" are none.
fn is_a_year(words: &[Word], candidate: &Candidate, lexicon: &FigureLexicon) -> bool {
    let form = words[candidate.number.start].form.as_str();
    let four = form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit());
    if candidate.number.style != Style::Digits
        || !four
        || !(1800.0..2100.0).contains(&candidate.number.value)
    {
        return false;
    }
    if candidate.number.factor > 1.0 {
        return false;
    }
    let people =
        candidate.head.is_some_and(|head| lexicon.lists.people.contains(&words[head].form));
    let before = candidate.number.start.checked_sub(1).map(|at| &words[at]);
    let bounded = candidate.first < candidate.number.start
        && !words[candidate.first].is_one_of(&["about", "around", "over", "under", "within"]);
    // "24 September 2016 Soldiers fired": the year ends a date line.
    let dated = before.is_some_and(|word| lexicon.lists.months.contains(&word.form))
        || candidate.number.start.checked_sub(2).is_some_and(|at| {
            words[at + 1].kind == Kind::Digits && lexicon.lists.months.contains(&words[at].form)
        });
    if dated && !bounded {
        return true;
    }
    !(people || bounded)
        || words[candidate.number_end..].first().is_some_and(|word| word.form == "-")
}

/// "1. Withdrawal", "(2)", "3) Prisoners" at the beginning of a sentence or line.
fn is_list_number(words: &[Word], candidate: &Candidate) -> bool {
    if candidate.number.style != Style::Digits || candidate.number.value > 99.0 {
        return false;
    }
    let start = candidate.number.start;
    let before = start.checked_sub(1).map(|at| &words[at]);
    let opens = before.is_none_or(|word| word.is_one_of(&["(", ";", ":", ".", "["]))
        || words[start].new_line;
    let after = words.get(candidate.number_end);
    let closed = after.is_none_or(|word| word.glued && word.is_one_of(&[".", ")", "]"]));
    opens && closed
}

/// "the general, 62, said": an age.
fn is_age_in_commas(words: &[Word], candidate: &Candidate) -> bool {
    let before = candidate.number.start.checked_sub(2).map(|at| (&words[at], &words[at + 1]));
    let comma_before = before.is_some_and(|(word, comma)| {
        comma.form == "," && (word.capital || word.kind == Kind::Word)
    });
    let after = words.get(candidate.number_end);
    let closed = after.is_none_or(|word| word.is_one_of(&[",", ".", ")"]));
    comma_before
        && closed
        && candidate.first == candidate.number.start
        && candidate.number.style == Style::Digits
        && (5.0..110.0).contains(&candidate.number.value)
}

/// "the six-year-old war" lasts, a "six-year-old boy" does not.
fn counts_a_lasting_thing(words: &[Word], candidate: &Candidate, lexicon: &FigureLexicon) -> bool {
    candidate.noun.clone().any(|at| lexicon.lists.lasting.contains(&words[at].form))
}

/// "the 29th" counts nothing, but a siege "enters its 29th day" or goes on "for a third week".
fn is_plain_ordinal(words: &[Word], candidate: &Candidate) -> bool {
    if candidate.number.style != Style::Ordinal {
        return false;
    }
    let Some(at) = candidate.number.start.checked_sub(2) else { return true };
    let (verb, article) = (&words[at], &words[at + 1]);
    let enters = article.is_one_of(&["its", "their", "the", "a"])
        && (verb.form.starts_with("enter")
            || verb.is_one_of(&["in", "into"]) && article.form != "the")
        || verb.form == "for" && article.form == "a";
    candidate.time.is_none() || !enters
}
