//! Every English word of the interface stands in `text/en.toml`; a translation is another such file.

use std::sync::LazyLock;

use rapporteur_pictures::texts::Texts;

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded in the program and read by every test")]
    Texts::parse(include_str!("../text/en.toml")).expect("text/en.toml is valid")
});

/// The text of that key (`section.name`); where there is none, words that a test and a reader see.
pub(crate) fn text(key: &str) -> &'static str {
    TEXTS.get(key)
}

/// Whether there is a text of that key.
pub(crate) fn has(key: &str) -> bool {
    TEXTS.has(key)
}

/// A text with `{name}` filled in.
pub(crate) fn fill(key: &str, values: &[(&str, &str)]) -> String {
    TEXTS.fill(key, values)
}

/// "1 report", "2,345 reports": the noun's forms are `count.report` = "report|reports".
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{} {}", grouped(number), TEXTS.noun(noun, number))
}

/// Digits in groups of three: 12,345.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "Colombia, FARC and Cuba".
pub(crate) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), text("word.and")),
    }
}

/// `{{ "section.name"|t }}` in templates.
#[expect(unreachable_pub, reason = "what the macro makes is public")]
pub(crate) mod filters {
    /// The text of a key.
    #[askama::filter_fn]
    pub(crate) fn t(key: &str, _: &dyn askama::Values) -> askama::Result<&'static str> {
        Ok(super::text(key))
    }
}

#[cfg(test)]
mod tests;
