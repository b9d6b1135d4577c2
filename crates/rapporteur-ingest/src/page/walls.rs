//! Consent walls and paywalls: what stands between a reader and a report (rules in `walls.toml`).

use std::sync::LazyLock;

use scraper::Html;
use serde::Deserialize;

use super::facts::Facts;
use super::select;

/// Words below which a page whose phrases ask for consent holds no report. A report of the gold set
/// has 331 on average and 60 at least; the notices of our tests have 10 to 50.
const FEWEST_WORDS: usize = 60;

/// Words below which a text beside a subscriber's notice is a stub: stubs show two or three
/// paragraphs of about 40 words.
const STUB_WORDS: usize = 150;

/// What stands before a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Wall {
    /// The page asks for consent, a log-in or a proof of being human and holds no report.
    Consent,
    /// Only the beginning of the report is open.
    Paywall,
}

#[derive(Deserialize)]
struct Rules {
    phrase: Vec<Phrase>,
}

#[derive(Deserialize)]
struct Phrase {
    kind: Wall,
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the test reads every example"))]
    example: String,
}

static RULES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    // The table is a part of the program; a test proves that it parses.
    toml::from_str::<Rules>(include_str!("walls.toml"))
        .map(|rules| rules.phrase)
        .unwrap_or_default()
});

/// The wall of a page, given the text that was found behind it.
pub(super) fn wall(tree: &Html, text: &str, facts: &Facts) -> Option<Wall> {
    let words = text.split_whitespace().count();
    if words >= STUB_WORDS {
        return None;
    }
    let page = select::all(tree, "body").into_iter().find_map(select::words).unwrap_or_default();
    let page = page.to_lowercase();
    let says = |kind: Wall| {
        RULES
            .iter()
            .filter(|phrase| phrase.kind == kind)
            .any(|phrase| phrase.words.iter().any(|words| page.contains(words)))
    };
    if facts.free == Some(false) || says(Wall::Paywall) {
        return Some(Wall::Paywall);
    }
    let text = text.to_lowercase();
    let is_notice = RULES
        .iter()
        .filter(|phrase| phrase.kind == Wall::Consent)
        .any(|phrase| phrase.words.iter().any(|words| text.contains(words)));
    let nothing_else = words == 0 && says(Wall::Consent);
    (words < FEWEST_WORDS && (is_notice || nothing_else)).then_some(Wall::Consent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_finds_its_example() {
        assert!(!RULES.is_empty());
        for phrase in RULES.iter() {
            let html = format!("<body><p>{}</p></body>", phrase.example);
            let found = wall(&Html::parse_document(&html), &phrase.example, &Facts::default());
            assert_eq!(found, Some(phrase.kind), "{}", phrase.example);
            let example = phrase.example.to_lowercase();
            assert!(phrase.words.iter().any(|words| example.contains(words)));
        }
    }

    #[test]
    fn a_whole_report_beside_a_cookie_banner_has_no_wall() {
        let report = "The two delegations met in Oslo and agreed to meet again. ".repeat(20);
        let html =
            format!("<body><p>Accept all cookies</p><p>Subscribe to read more</p><p>{report}</p>");
        assert_eq!(wall(&Html::parse_document(&html), &report, &Facts::default()), None);
    }

    #[test]
    fn a_short_report_beside_a_cookie_banner_has_no_wall() {
        let report = "The two delegations met in Oslo.";
        let html = format!("<body><div>Accept all cookies</div><p>{report}</p>");
        assert_eq!(wall(&Html::parse_document(&html), report, &Facts::default()), None);
    }
}
