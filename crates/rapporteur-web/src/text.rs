//! Every English word of the interface stands in `text/en.toml`; a translation is another such file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const ENGLISH: &str = include_str!("../text/en.toml");

static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded in the program and read by every test")]
    let table: toml::Table = ENGLISH.parse().expect("text/en.toml is valid");
    let mut texts = BTreeMap::new();
    for (section, entries) in table {
        for (name, text) in entries.as_table().into_iter().flatten() {
            let text = text.as_str().unwrap_or_default().to_owned();
            texts.insert(format!("{section}.{name}"), text);
        }
    }
    texts
});

/// The text of that key (`section.name`); where there is none, words that a test and a reader see.
pub(crate) fn text(key: &str) -> &'static str {
    TEXTS.get(key).map_or("[no text]", String::as_str)
}

/// Whether there is a text of that key.
pub(crate) fn has(key: &str) -> bool {
    TEXTS.contains_key(key)
}

/// A text with `{name}` filled in.
pub(crate) fn fill(key: &str, values: &[(&str, &str)]) -> String {
    let template = text(key);
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// "1 report", "2,345 reports": the noun's forms are `count.report` = "report|reports".
pub(crate) fn count(number: usize, noun: &str) -> String {
    let forms = text(&format!("count.{noun}")).to_owned();
    let (one, many) = forms.split_once('|').unwrap_or((&forms, &forms));
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
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
