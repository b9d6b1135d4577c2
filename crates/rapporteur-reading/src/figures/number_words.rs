//! Numbers in words: "two hundred and forty", "half a million", "tens of thousands", "third".

use super::number::{Number, Style, factor_at};
use super::words::{Kind, Word};

/// "third", "eleventh".
pub(super) fn ordinal(words: &[Word], at: usize) -> Option<Number> {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    let position = ORDINALS.iter().position(|word| *word == words[at].form)?;
    let value = u32::try_from(position + 1).map_or(0.0, f64::from);
    Some(Number { start: at, end: at + 1, value, style: Style::Ordinal, factor: 1.0 })
}

/// "dozens", "tens of thousands", "several hundred", "thousands".
pub(super) fn vague(words: &[Word], at: usize) -> Option<Number> {
    let form = words[at].form.as_str();
    let (value, end) = match form {
        "several" | "few" | "many" => {
            let next = words.get(at + 1)?;
            let factor = scale(&next.form)?;
            (factor.max(10.0) * 2.0, at + 2)
        }
        "dozens" => (20.0, at + 1),
        "scores" => (40.0, at + 1),
        "tens" => (20.0, at + 1),
        "hundreds" => (200.0, at + 1),
        "thousands" => (2e3, at + 1),
        "millions" => (2e6, at + 1),
        "billions" => (2e9, at + 1),
        "multi" => {
            let (factor, length) = factor_at(words, at + 1)?;
            (2.0 * factor, at + 1 + length)
        }
        _ => return None,
    };
    let mut number = Number { start: at, end, value, style: Style::Vague, factor: 1.0 };
    if matches!(form, "tens" | "hundreds" | "thousands" | "dozens" | "several" | "few") {
        extend_with_of(words, &mut number);
    }
    if form == "tens" && number.end == at + 1 {
        return None;
    }
    if form == "several" && number.value < 20.0 {
        return None;
    }
    Some(number)
}

/// "of thousands", "of millions" after "tens", "hundreds".
fn extend_with_of(words: &[Word], number: &mut Number) {
    while words.get(number.end).is_some_and(|word| word.form == "of") {
        let factor = match words.get(number.end + 1).map(|word| word.form.as_str()) {
            Some("thousands") => 1e3,
            Some("millions") => 1e6,
            Some("billions") => 1e9,
            _ => return,
        };
        number.value *= factor;
        number.end += 2;
    }
}

/// "half a million", "half a dozen", "half a century"; "a half" is no number of its own.
pub(super) fn half(words: &[Word], at: usize) -> Option<Number> {
    if words[at].form != "half" {
        return None;
    }
    let mut end = at + 1;
    if words.get(end)?.is_one_of(&["of", "the", "its", "their", "all"]) {
        return Some(Number { start: at, end, value: 50.0, style: Style::Half, factor: 1.0 });
    }
    if words.get(end)?.form == "-" {
        end += 1;
    }
    if words.get(end)?.form == "a" || words[end].form == "an" {
        end += 1;
    }
    if end == at + 1 {
        return None;
    }
    let next = words.get(end)?;
    if let Some(factor) = scale(&next.form) {
        return Some(Number {
            start: at,
            end: end + 1,
            value: factor / 2.0,
            style: Style::Words,
            factor,
        });
    }
    Some(Number { start: at, end, value: 0.5, style: Style::Article, factor: 1.0 })
}

/// "two hundred and forty", "twenty-six", "a dozen", "a hundred", "one and a half million".
pub(super) fn in_words(words: &[Word], at: usize) -> Option<Number> {
    let mut sum = Sum::default();
    let mut end = at;
    if words[at].is_one_of(&["a", "an"]) {
        scale(&words.get(at + 1)?.form)?;
        sum.group = 1.0;
        end += 1;
    }
    while let Some(word) = words.get(end) {
        if let Some(length) = and_a_half(words, end).filter(|_| sum.begun) {
            sum.group += 0.5;
            sum.last = 0.0;
            end += length;
        } else if word.form == "-" || word.form == "and" {
            if !sum.continues_after(words, end) {
                break;
            }
            end += 1;
        } else if sum.takes(&word.form) {
            end += 1;
        } else {
            break;
        }
    }
    let value = sum.total + sum.group;
    sum.begun.then_some(Number { start: at, end, value, style: Style::Words, factor: sum.factor })
}

/// "wounding another": one more, where nothing follows that it could belong to.
pub(super) fn another(words: &[Word], at: usize) -> Option<Number> {
    let alone = words.get(at + 1).is_none_or(|next| {
        next.kind == Kind::Sign && next.form != "-" || next.is_one_of(&["in", "on", "at", "near"])
    });
    let number = Number { start: at, end: at + 1, value: 1.0, style: Style::Another, factor: 1.0 };
    (words[at].form == "another" && alone).then_some(number)
}

/// A number in words as it grows from left to right.
struct Sum {
    /// What thousands and millions have closed.
    total: f64,
    /// What is still open.
    group: f64,
    /// The value of the word before: "twenty" takes a unit after it, "seven" does not.
    last: f64,
    /// The factor of the last scale word.
    factor: f64,
    /// Whether a number word was read.
    begun: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self { total: 0.0, group: 0.0, last: f64::INFINITY, factor: 1.0, begun: false }
    }
}

impl Sum {
    /// Adds a number word where it can follow; `false` where the number ends before it.
    fn takes(&mut self, form: &str) -> bool {
        if let Some(value) = simple(form) {
            let unit_of_tens = (20.0..100.0).contains(&self.last) && value < 10.0;
            if self.begun && self.last < 100.0 && !unit_of_tens {
                return false;
            }
            self.group += value;
            self.last = value;
        } else if let Some(factor) = scale(form) {
            if self.group == 0.0 {
                return false;
            }
            if factor < 1e3 {
                self.group *= factor;
            } else {
                self.total += self.group * factor;
                self.group = 0.0;
            }
            self.factor = factor;
            self.last = factor;
        } else {
            return false;
        }
        self.begun = true;
        true
    }

    /// Whether a hyphen or "and" joins the next word to the number: "twenty-six", "hundred and six".
    fn continues_after(&self, words: &[Word], at: usize) -> bool {
        let Some(next) = words.get(at + 1).filter(|_| self.begun) else { return false };
        let value = simple(&next.form);
        if words[at].form == "and" {
            return self.last >= 100.0 && value.is_some_and(|value| value < self.last);
        }
        let unit_of_tens = self.last >= 20.0 && value.is_some_and(|value| value < 10.0);
        words[at].glued && next.glued && (unit_of_tens || scale(&next.form).is_some())
    }
}

/// The length of "and a half" or "-and-a-half".
fn and_a_half(words: &[Word], at: usize) -> Option<usize> {
    const SPELLINGS: [&[&str]; 2] = [&["and", "a", "half"], &["-", "and", "-", "a", "-", "half"]];
    SPELLINGS
        .into_iter()
        .find(|spelling| {
            spelling
                .iter()
                .zip(at..)
                .all(|(form, at)| words.get(at).is_some_and(|word| word.form == *form))
        })
        .map(<[&str]>::len)
}

/// The value of one number word below a hundred.
fn simple(form: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 29] = [
        ("zero", 0.0),
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fourty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
    ];
    WORDS.iter().find(|(word, _)| *word == form).map(|(_, value)| *value)
}

/// The factor of a scale word.
pub(super) fn scale(form: &str) -> Option<f64> {
    match form {
        "dozen" => Some(12.0),
        "score" => None,
        "hundred" => Some(100.0),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}
