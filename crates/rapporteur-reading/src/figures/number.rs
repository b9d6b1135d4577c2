//! Numbers in digits and words: "36,224", "a dozen", "two hundred and forty", "1.5 million".

use super::number_words::{another, half, in_words, ordinal, scale, vague};
use super::words::{Kind, Word};

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// With digits.
    Digits,
    /// In words.
    Words,
    /// Without a number of its own: "dozens", "several hundred".
    Vague,
    /// Only the article stands for it: "a week", "half a century".
    Article,
    /// "29th", "third".
    Ordinal,
    /// "half of the seats": fifty per cent.
    Half,
    /// "another", standing alone for one more.
    Another,
}

/// A number in a sentence: words `start..end`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    /// Its first word.
    pub(super) start: usize,
    /// One past its last word.
    pub(super) end: usize,
    /// What it says; vague words by their lowest reading.
    pub(super) value: f64,
    /// How it is written.
    pub(super) style: Style,
    /// The factor that its last word brought in ("million"), to be shared by a range.
    pub(super) factor: f64,
}

/// Every number of a sentence, in order, none overlapping.
pub(super) fn numbers(words: &[Word]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match number_at(words, at) {
            Some(number) => {
                at = number.end.max(at + 1);
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

fn number_at(words: &[Word], at: usize) -> Option<Number> {
    let word = &words[at];
    match word.kind {
        Kind::Digits => in_digits(words, at),
        Kind::Word => ordinal(words, at)
            .or_else(|| vague(words, at))
            .or_else(|| half(words, at))
            .or_else(|| another(words, at))
            .or_else(|| in_words(words, at)),
        Kind::Sign => None,
    }
}

/// "36,224", "1.5 million", "2bn", "3½"; "29th" as an ordinal.
fn in_digits(words: &[Word], at: usize) -> Option<Number> {
    let after = words.get(at + 1);
    let scaled = after.is_some_and(|next| {
        scale(&next.form).is_some() || next.is_one_of(&["%", "percent", "per", "bn", "m"])
    });
    let mut value = digits_value(&words[at].form, scaled)?;
    let mut end = at + 1;
    if after.is_some_and(|next| next.glued && next.is_one_of(&["st", "nd", "rd", "th"])) {
        return Some(Number { start: at, end: end + 1, value, style: Style::Ordinal, factor: 1.0 });
    }
    if after.is_some_and(|next| next.glued && next.form == "½") {
        value += 0.5;
        end += 1;
    }
    let mut factor = 1.0;
    if let Some((multiplier, length)) = factor_at(words, end) {
        factor = multiplier;
        end += length;
        if let Some((again, length)) = factor_at(words, end) {
            factor *= again;
            end += length;
        }
    }
    Some(Number { start: at, end, value: value * factor, style: Style::Digits, factor })
}

/// The scale word at a place: "million", "-million", glued "m", "bn", "k".
pub(super) fn factor_at(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let word = words.get(at)?;
    if word.glued && word.kind == Kind::Word {
        let glued = match word.form.as_str() {
            "m" | "mn" | "mln" => Some(1e6),
            "bn" | "b" => Some(1e9),
            "k" => Some(1e3),
            "tn" => Some(1e12),
            _ => None,
        };
        if let Some(factor) = glued {
            return Some((factor, 1));
        }
    }
    if matches!(word.form.as_str(), "mn" | "mln" | "bn" | "tn") {
        return scale(match word.form.as_str() {
            "bn" => "billion",
            "tn" => "trillion",
            _ => "million",
        })
        .map(|factor| (factor, 1));
    }
    if let Some(factor) = scale(&word.form) {
        return Some((factor, 1));
    }
    let hyphen = word.form == "-" && word.glued;
    let next = words.get(at + 1)?;
    if hyphen && next.glued {
        return scale(&next.form).map(|factor| (factor, 2));
    }
    None
}

/// The value of digits with separators. `scaled`: a scale word or a percent sign follows, so that
/// one full stop is a decimal point.
fn digits_value(form: &str, scaled: bool) -> Option<f64> {
    let compact: String = form.chars().filter(|character| !character.is_whitespace()).collect();
    let groups: Vec<&str> = compact.split(|c: char| !c.is_ascii_digit()).collect();
    let separators: Vec<char> = compact.chars().filter(|c| !c.is_ascii_digit()).collect();
    let thousands = |separator: char| {
        separators.iter().all(|c| *c == separator)
            && groups.iter().skip(1).all(|group| group.len() == 3)
            && groups.first().is_some_and(|group| (1..=3).contains(&group.len()))
    };
    let joined = match separators.as_slice() {
        [] => compact,
        [','] | ['.'] if scaled => compact.replace(',', "."),
        ['.'] if !thousands('.') || groups.first() == Some(&"0") => compact,
        _ if thousands(',') || thousands('.') => groups.concat(),
        [','] => compact.replace(',', "."),
        _ => compact.replace(',', ""),
    };
    joined.parse::<f64>().ok().filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use rapporteur_model::Span;

    use super::super::words::words;
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        numbers(&words(text, Span::new(0, text.len()))).iter().map(|n| n.value).collect()
    }

    #[test]
    fn digits_and_words_are_read() {
        let table: [(&str, &[f64]); 20] = [
            ("36,500 refugees", &[36500.0]),
            ("8 000 families", &[8000.0]),
            ("1.5 million people", &[1.5e6]),
            ("a $2bn loan", &[2e9]),
            ("38.000 villagers", &[38000.0]),
            ("2.125 percent", &[2.125]),
            ("a dozen rebels", &[12.0]),
            ("two dozen rebels", &[24.0]),
            ("half a dozen towns", &[6.0]),
            ("half a million euros", &[5e5]),
            ("two hundred and forty monks", &[240.0]),
            ("twenty-six and thirty", &[26.0, 30.0]),
            ("one and a half million", &[1.5e6]),
            ("three hundred thousand", &[3e5]),
            ("dozens of hostages", &[20.0]),
            ("tens of thousands of people", &[2e4]),
            ("hundreds of thousands fled", &[2e5]),
            ("several hundred militiamen", &[200.0]),
            ("eight or nine of them", &[8.0, 9.0]),
            ("one two", &[1.0, 2.0]),
        ];
        for (text, expected) in table {
            assert_eq!(values(text), expected, "{text}");
        }
    }
}
