//! Whether a number stands in some words.

/// Words that make a number larger.
const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("k", 1e3),
    ("m", 1e6),
    ("bn", 1e9),
];

/// Whether a number can stand in a quote: it is one of those that are written in digits, with or
/// without the word that follows, or no digit stands there at all. Numbers in words are not read.
pub(super) fn stands_in(value: f64, quote: &str) -> bool {
    let numbers = numbers(quote);
    numbers.is_empty()
        || numbers.iter().any(|number| (number - value).abs() < 1e-9 * value.abs().max(1.0))
}

/// The numbers that are written in digits, each also as the word behind it makes it.
fn numbers(quote: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut rest = quote;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        rest = rest.get(start..).unwrap_or_default();
        let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '.');
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(end);
        rest = after;
        let plain = digits.trim_end_matches([',', '.']).replace(',', "");
        let Ok(number) = plain.parse::<f64>() else { continue };
        found.push(number);
        let word: String =
            after.trim_start().chars().take_while(|letter| letter.is_alphabetic()).collect();
        let word = word.to_lowercase();
        let scale = SCALES.iter().find(|(name, _)| *name == word.trim_end_matches('s'));
        found.extend(scale.map(|(_, scale)| number * scale));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::stands_in;

    #[test]
    fn a_number_must_stand_in_the_words() {
        for (value, quote, expected) in [
            (40.0, "killed 40 people on Monday", true),
            (400.0, "killed 40 people on Monday", false),
            (1_200.0, "1,200 families", true),
            (1_500_000.0, "$1.5 million", true),
            (3_000.0, "3 thousand men", true),
            (12.0, "a dozen men", true),
            (7.0, "from 5 to 7 days.", true),
            (2019.0, "in May 2018", false),
        ] {
            assert_eq!(stands_in(value, quote), expected, "{value}: {quote}");
        }
    }
}
