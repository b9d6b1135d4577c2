//! The words of an interface, by key: a TOML file of sections, which a translation replaces.

use std::collections::BTreeMap;

/// Texts by `section.name`.
#[derive(Debug)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Reads a file of sections.
    ///
    /// # Errors
    /// When it is no TOML.
    pub fn parse(file: &str) -> Result<Self, toml::de::Error> {
        let table: toml::Table = file.parse()?;
        let mut texts = BTreeMap::new();
        for (section, entries) in table {
            for (name, text) in entries.as_table().into_iter().flatten() {
                let text = text.as_str().unwrap_or_default().to_owned();
                texts.insert(format!("{section}.{name}"), text);
            }
        }
        Ok(Self(texts))
    }

    /// The text of a key; where there is none, words that a test and a reader see.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("[no text]", String::as_str)
    }

    /// Whether there is a text of a key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// A text with each `{name}` filled in.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let template = self.get(key);
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

    /// The form of a noun for a number: the text of `count.NOUN` is `one|many`.
    #[must_use]
    pub fn noun(&self, noun: &str, number: usize) -> &str {
        let forms = self.get(&format!("count.{noun}"));
        let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
        if number == 1 { one } else { many }
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn texts_are_filled_and_nouns_follow_their_number() {
        let file = "[count]\nvoice = \"voice|voices\"\n[a]\nb = \"{x} of {y}, {z}\"\n";
        let texts = Texts::parse(file).unwrap();
        assert_eq!(texts.fill("a.b", &[("x", "1"), ("y", "{z}")]), "1 of {z}, ");
        assert_eq!((texts.noun("voice", 1), texts.noun("voice", 0)), ("voice", "voices"));
        assert_eq!(texts.get("a.c"), "[no text]");
        assert!(texts.has("a.b") && !texts.has("a"));
    }
}
