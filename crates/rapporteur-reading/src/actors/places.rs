//! Places by the gazetteer, and unknown ones by the words around them.

use rapporteur_language::types::Sentence;
use rapporteur_model::Span;

use super::knowledge::Knowledge;
use super::words::{Gap, Word, words};

/// Words of a report that name a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    /// Where they stand.
    pub span: Span,
    /// As a gazetteer lists it; the words themselves where no list has it.
    pub name: String,
    /// The country it lies in, where that is known.
    pub country: Option<String>,
    /// How it was recognised.
    pub basis: PlaceBasis,
}

/// How a place was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceBasis {
    /// It stands in the gazetteer, after a preposition of place ("in Doha") or in a dateline.
    Located,
    /// It stands in the gazetteer; the words may as well mean a government ("Doha said").
    Named,
    /// It follows a preposition of place and is written as a name.
    Discovered,
}

/// Every place that a report names, in text order; places never overlap.
#[must_use]
pub fn places(text: &str, sentences: &[Sentence], knowledge: &Knowledge) -> Vec<PlaceMention> {
    let words = words(text, sentences);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let sentence = words[at].sentence;
        let end = at + words[at..].partition_point(|word| word.sentence == sentence);
        if let Some((length, place)) = knowledge.gazetteer.longest(&words[at..end]) {
            let place = &knowledge.places[place];
            let country = (!place.country.is_empty()).then(|| place.country.clone());
            let basis = if located(&words, at) { PlaceBasis::Located } else { PlaceBasis::Named };
            found.push(PlaceMention {
                span: cover(&words[at..at + length]),
                name: place.name.clone(),
                country,
                basis,
            });
            at += length;
            continue;
        }
        match discovered(&words, at, knowledge) {
            Some(length) => {
                let span = cover(&words[at..at + length]);
                let name = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(PlaceMention {
                    span,
                    name,
                    country: None,
                    basis: PlaceBasis::Discovered,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a preposition of place stands before a word, or the text begins with it as a dateline does.
fn located(words: &[Word], at: usize) -> bool {
    at == 0
        || after(
            words,
            at,
            &[
                "in", "at", "near", "to", "from", "into", "outside", "inside", "around", "leave",
                "left", "visit", "visited", "reached", "capital", "city",
            ],
        )
}

fn after(words: &[Word], at: usize, before: &[&str]) -> bool {
    let is = |back: usize, set: &[&str]| {
        at >= back
            && words[at - back].sentence == words[at].sentence
            && set.contains(&words[at - back].folded.as_str())
    };
    is(1, before)
        || is(2, before)
            && is(
                1,
                &[
                    "the", "central", "northern", "southern", "eastern", "western", "city",
                    "capital",
                ],
            )
}

/// How many words an unknown name takes that stands where a place does.
fn discovered(words: &[Word], at: usize, knowledge: &Knowledge) -> Option<usize> {
    let named = |word: &Word| word.may_be_name() && !knowledge.holds("common", &word.folded);
    if !named(&words[at])
        || words[at].gap != Gap::Space
        || !after(words, at, &["in", "near", "outside"])
    {
        return None;
    }
    let more = words[at + 1..]
        .iter()
        .take_while(|word| {
            matches!(word.gap, Gap::Space | Gap::Hyphen) && (named(word) || word.gap == Gap::Hyphen)
        })
        .count();
    let length = 1 + more;
    let last = &words[at + length - 1].folded;
    let other = knowledge.holds("thing_words", last) || knowledge.holds("body_words", last);
    let possessive = words[at..at + length].iter().any(|word| word.possessive);
    let known = knowledge.lexicon.longest(&words[at..at + length]).is_some();
    (!other && !possessive && !known).then_some(length)
}

fn cover(words: &[Word]) -> Span {
    words[0].span.cover(words[words.len() - 1].span)
}
