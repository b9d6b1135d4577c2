//! Acronyms in brackets and the words that they stand for: text in capitals shows names no other way.

use std::ops::Range;

use crate::actors::words::{Gap, Shape, Word};

/// The words before "(XYZ)" whose initials are the letters of the acronym, in any order: an acronym
/// may follow the words of another language. Only where capitals tell nothing.
pub(super) fn expansions(words: &[Word]) -> Vec<Range<usize>> {
    let bracketed = (1..words.len()).filter(|&at| {
        let closed =
            words.get(at + 1).is_none_or(|next| next.gap == Gap::Close || next.gap == Gap::Start);
        words[at].shape == Shape::Capitals && words[at].gap == Gap::Open && closed
    });
    bracketed.filter_map(|at| expansion(words, at)).collect()
}

fn expansion(words: &[Word], at: usize) -> Option<Range<usize>> {
    let letters: Vec<char> =
        words[at].folded.chars().filter(|letter| letter.is_alphabetic()).collect();
    if !(2..=8).contains(&letters.len()) {
        return None;
    }
    let mut missing = letters;
    for start in (at.saturating_sub(12)..at).rev() {
        let word = &words[start];
        if word.sentence != words[at].sentence {
            return None;
        }
        let initial = word.folded.chars().next()?;
        if let Some(found) = missing.iter().position(|letter| *letter == initial)
            && !is_small(&word.folded)
        {
            missing.remove(found);
        }
        if missing.is_empty() {
            return Some(start..at);
        }
        if matches!(word.gap, Gap::Stop | Gap::Comma | Gap::Close | Gap::Start) {
            return None;
        }
    }
    None
}

fn is_small(folded: &str) -> bool {
    matches!(folded, "of" | "the" | "for" | "and" | "de" | "la" | "in" | "to" | "by" | "with")
}
