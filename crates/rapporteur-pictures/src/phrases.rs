//! Every English word of pictures stands in `text/en.toml`.

use std::sync::LazyLock;

use crate::text::grouped;
use crate::texts::Texts;

static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded in the program and read by every test")]
    Texts::parse(include_str!("../text/en.toml")).expect("text/en.toml is valid")
});

/// The text of a key.
pub(crate) fn phrase(key: &str) -> &'static str {
    TEXTS.get(key)
}

/// A text with each `{name}` filled in.
pub(crate) fn fill(key: &str, values: &[(&str, &str)]) -> String {
    TEXTS.fill(key, values)
}

/// Values that were made for a text, as [`fill`] takes them.
pub(crate) fn pairs<'a, const N: usize>(
    made: &'a [(&'a str, String); N],
) -> [(&'a str, &'a str); N] {
    made.each_ref().map(|(name, value)| (*name, value.as_str()))
}

/// The parts of a text between `|`: columns of a table, months.
pub(crate) fn parts(key: &str) -> Vec<&'static str> {
    phrase(key).split('|').collect()
}

/// "3 voices", "1 voice".
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{} {}", grouped(number as f64), TEXTS.noun(noun, number))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::TEXTS;

    /// Sections whose keys are made of names of closed lists.
    const NAMED: &[&str] = &["verb", "manner", "qualifier", "qualified", "stance"];

    #[test]
    fn every_text_is_used_and_every_key_has_one() {
        let mut used = BTreeSet::new();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let code = std::fs::read_to_string(path).unwrap();
                    used.extend(code.split('"').skip(1).step_by(2).map(str::to_owned));
                }
            }
        }
        let named = |key: &str| NAMED.iter().any(|section| key.starts_with(&format!("{section}.")));
        for key in TEXTS.keys().filter(|key| !named(key)) {
            let noun = key.strip_prefix("count.");
            assert!(used.contains(noun.unwrap_or(key)), "no picture says `{key}`");
        }
        let sections: BTreeSet<&str> =
            TEXTS.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect();
        for word in &used {
            let is_key = word.split_once('.').is_some_and(|(section, name)| {
                sections.contains(section)
                    && !name.is_empty()
                    && name.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c == '_')
            });
            assert!(!is_key || TEXTS.has(word), "`{word}` has no text");
        }
    }
}
