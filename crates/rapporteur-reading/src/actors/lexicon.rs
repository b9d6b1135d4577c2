//! Phrases and what they mean: the longest one that begins at a word.

use std::collections::HashMap;

use super::spelling::fold;
use super::words::{Gap, Shape, Word};

/// A table of phrases, looked up by their first word.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon<Meaning> {
    /// Phrases by first word, longest first.
    by_first: HashMap<String, Vec<Phrase<Meaning>>>,
}

/// How the words of a phrase must be written to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// In any way: a common noun.
    Any,
    /// With a capital: a name.
    Name,
    /// In capitals: an acronym.
    Acronym,
}

#[derive(Clone, Debug)]
struct Phrase<Meaning> {
    words: Vec<String>,
    writing: Writing,
    meaning: Meaning,
}

impl<Meaning> Default for Lexicon<Meaning> {
    fn default() -> Self {
        Self { by_first: HashMap::new() }
    }
}

impl<Meaning: Clone> Lexicon<Meaning> {
    /// Adds a phrase; one that is there already keeps its meaning.
    pub(crate) fn add(&mut self, phrase: &str, writing: Writing, meaning: Meaning) {
        let words = parts(phrase);
        let Some(first) = words.first() else { return };
        let phrases = self.by_first.entry(first.clone()).or_default();
        if phrases.iter().any(|known| known.words == words) {
            return;
        }
        let at = phrases.partition_point(|known| known.words.len() >= words.len());
        phrases.insert(at, Phrase { words, writing, meaning });
    }

    /// Adds a name: an acronym when it is written in capitals alone.
    pub(crate) fn add_name(&mut self, name: &str, meaning: Meaning) {
        self.add(name, writing_of(name), meaning);
    }

    /// The longest phrase that begins at the first of the words, and how many words it takes.
    pub(crate) fn longest(&self, words: &[Word]) -> Option<(usize, Meaning)> {
        let phrases = self.by_first.get(&words.first()?.folded)?;
        let found = phrases.iter().find(|phrase| phrase.fits(words))?;
        Some((found.words.len(), found.meaning.clone()))
    }

    /// The meaning of a whole phrase.
    pub(crate) fn exact(&self, phrase: &str) -> Option<Meaning> {
        let words = parts(phrase);
        let phrases = self.by_first.get(words.first()?)?;
        phrases.iter().find(|known| known.words == words).map(|known| known.meaning.clone())
    }
}

impl<Meaning> Phrase<Meaning> {
    fn fits(&self, words: &[Word]) -> bool {
        let Some(window) = words.get(..self.words.len()) else { return false };
        window.iter().zip(&self.words).enumerate().all(|(at, (word, expected))| {
            let joined = at == 0 || matches!(word.gap, Gap::Space | Gap::Hyphen | Gap::Open);
            joined && word.folded == *expected
        }) && self.written(&window[0], window)
    }

    fn written(&self, first: &Word, window: &[Word]) -> bool {
        match self.writing {
            Writing::Any => true,
            Writing::Name => match first.shape {
                Shape::Lower => window.len() > 1 && window.iter().skip(1).any(Word::may_be_name),
                _ => true,
            },
            Writing::Acronym => match first.shape {
                Shape::Acronym | Shape::Number => true,
                Shape::Capitals => !is_english(&first.folded),
                Shape::Capitalised => window.len() > 1,
                Shape::Lower => false,
            },
        }
    }
}

/// Words and acronyms that text in capitals cannot tell apart.
fn is_english(folded: &str) -> bool {
    const WORDS: [&str; 16] = [
        "us", "who", "up", "is", "pa", "car", "gam", "arena", "eta", "it", "an", "so", "as",
        "pole", "poles", "turkey",
    ];
    WORDS.contains(&folded)
}

fn writing_of(name: &str) -> Writing {
    let short = name.chars().filter(|letter| letter.is_alphanumeric()).count() <= 8;
    let capitals =
        name.chars().all(|letter| !letter.is_lowercase()) && name.chars().any(char::is_uppercase);
    if short && capitals { Writing::Acronym } else { Writing::Name }
}

fn parts(phrase: &str) -> Vec<String> {
    phrase
        .split(|letter: char| {
            letter.is_whitespace() || matches!(letter, '-' | '/' | '(' | ')' | '+')
        })
        .map(|word| fold(word.trim_end_matches("'s")))
        .filter(|word| !word.is_empty())
        .collect()
}
