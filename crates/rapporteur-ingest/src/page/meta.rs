//! What the `meta` and `link` elements of a page say.

use std::collections::BTreeMap;

use scraper::Html;

use super::select;

/// The contents of `meta` elements by lower-case name; the first of each name counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Meta {
    values: BTreeMap<String, Vec<String>>,
    /// `link rel=canonical`.
    pub(super) canonical: Option<String>,
    /// `html lang`.
    pub(super) language: Option<String>,
}

impl Meta {
    pub(super) fn read(tree: &Html) -> Self {
        let mut meta = Self::default();
        for element in select::all(tree, "meta[content]") {
            let Some(content) = element.attr("content").and_then(select::single_spaced) else {
                continue;
            };
            for attribute in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = element.attr(attribute) {
                    let name = name.trim().to_ascii_lowercase();
                    meta.values.entry(name).or_default().push(content.clone());
                }
            }
        }
        let attribute = |selector: &str, name: &str| {
            select::all(tree, selector)
                .into_iter()
                .find_map(|element| element.attr(name).and_then(select::single_spaced))
        };
        meta.canonical = attribute(r#"link[rel~="canonical" i][href]"#, "href");
        meta.language = attribute("html[lang]", "lang");
        meta
    }

    /// The first value of the first name that has one.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.values.get(*name)?.first().cloned())
    }

    /// All values of the first name that has any.
    pub(super) fn all(&self, names: &[&str]) -> Vec<String> {
        names.iter().find_map(|name| self.values.get(*name).cloned()).unwrap_or_default()
    }
}
