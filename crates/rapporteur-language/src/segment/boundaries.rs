//! After which words of a block a sentence ends.

use std::ops::Range;

use rapporteur_model::Span;

use super::lexicon::Lexicon;
use super::words::{Start, Terminator, Words, is_ellipsis, is_quote};

/// The words of a block, sentence by sentence.
pub(super) fn sentences(text: &str, words: Vec<Span>, lexicon: &Lexicon) -> Vec<Vec<Span>> {
    let view = Words::new(text, &words, lexicon);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut index = 0;
    while index < words.len() {
        index = match view.end_after(start, index) {
            Some(next) => {
                sentences.push(view.freed(start..next));
                start = next;
                next
            }
            None => index + 1,
        };
    }
    if start < words.len() {
        sentences.push(view.freed(start..words.len()));
    }
    sentences
}

impl Words<'_> {
    /// The words of a sentence, the full stop of an abbreviation at its end a word of its own
    /// ("etc" + "."), as EWT has it; "U.S." stays whole, as GUM has it.
    fn freed(&self, range: Range<usize>) -> Vec<Span> {
        let last = range.clone().rev().find(|&index| !self.closes(index) || self.at(index) == ".");
        range
            .flat_map(|index| {
                let word = self.words[index];
                if last == Some(index) && self.is_lower_abbreviation(index) {
                    let stop = word.end - 1;
                    vec![Span::new(word.start, stop), Span::new(stop, word.end)]
                } else {
                    vec![word]
                }
            })
            .collect()
    }

    /// "etc.", "Inc." and "p.m.", but not "U.S.".
    fn is_lower_abbreviation(&self, index: usize) -> bool {
        let word = self.at(index);
        word.len() > 1 && word.ends_with('.') && word.contains(char::is_lowercase)
    }

    /// The first word of the next sentence, if the sentence that begins at `start` ends with the
    /// word at `index` and the closing marks after it.
    fn end_after(&self, start: usize, index: usize) -> Option<usize> {
        let terminator = self.terminator(index)?;
        let next = self.after_closers(index + 1);
        if next >= self.words.len() {
            return None; // the block's end ends it
        }
        let stops = (index + 1..next).filter(|&closer| self.at(closer) == ".").count();
        let trails = stops > 1 || (index + 1..next).any(|closer| is_ellipsis(self.at(closer)));
        let terminator = if trails { Terminator::Ellipsis } else { terminator };
        let quoted = (index + 1..next).any(|closer| is_quote(self.at(closer)));
        if self.credits(next, quoted) || self.is_aside(start, index, next) {
            return None;
        }
        let ends = match terminator {
            Terminator::Stop => self.stop_ends(start, index, next, quoted),
            Terminator::Mark => self.mark_ends(index, next, quoted),
            Terminator::Ellipsis => self.ellipsis_ends(index, next, quoted),
            Terminator::Abbreviation => self.abbreviation_ends(index, next),
        };
        ends.then_some(next)
    }

    /// Whether what follows belongs to what went before: the speaker of a quotation after a dash,
    /// a year in brackets after a title, a comma.
    fn credits(&self, next: usize, quoted: bool) -> bool {
        let speaker = quoted && matches!(self.at(next), "-" | "–" | "—" | "--");
        let listed = matches!(self.at(next), "," | ";");
        let year = self.at(next) == "("
            && self.at(next + 1).bytes().all(|byte| byte.is_ascii_digit())
            && self.at(next + 2) == ")";
        speaker || year || listed
    }

    /// Whether the full stop belongs to one word in brackets within a sentence: "Diaz (Fla.) and".
    fn is_aside(&self, start: usize, index: usize, next: usize) -> bool {
        let opened = index.saturating_sub(2);
        (opened..index).any(|word| word > start && self.at(word) == "(")
            && (index + 1..next).any(|closer| self.at(closer) == ")")
    }

    fn stop_ends(&self, start: usize, index: usize, next: usize, quoted: bool) -> bool {
        let Some(before) = index.checked_sub(1).filter(|before| *before >= start) else {
            return true;
        };
        if before == start && is_enumerator(self.at(before)) {
            return false;
        }
        match self.start_of(next) {
            Start::Lower => !quoted && !self.touches(next) && is_ordinary(self.at(before)),
            Start::Digit => !self.touches(next),
            Start::Upper => true,
            Start::Other => !self.touches(next),
        }
    }

    fn mark_ends(&self, index: usize, next: usize, quoted: bool) -> bool {
        let bracketed = index > 0 && self.at(index - 1) == "(" && self.at(index + 1) == ")";
        if bracketed || self.touches(next) && self.start_of(next) == Start::Other {
            return false;
        }
        match self.start_of(next) {
            Start::Lower => !quoted,
            _ => !(quoted && self.says(next)),
        }
    }

    fn ellipsis_ends(&self, index: usize, next: usize, quoted: bool) -> bool {
        let hangs =
            index > 0 && self.lexicon.continuing.contains(&self.at(index - 1).to_lowercase());
        let goes_on = self.start_of(next) == Start::Lower || self.touches(next);
        !(hangs || goes_on || quoted && self.says(next))
    }

    fn abbreviation_ends(&self, index: usize, next: usize) -> bool {
        let stem = self.at(index).trim_end_matches('.');
        if self.lexicon.introducing.contains(stem) || self.touches(next) {
            return false;
        }
        let first = if is_quote(self.at(next)) { next + 1 } else { next };
        self.start_of(first) == Start::Upper
            && self.lexicon.starters.contains(&self.at(first).to_lowercase())
    }

    /// Whether a name and a verb of saying follow: `"Why?" Diaz asked`.
    fn says(&self, next: usize) -> bool {
        let names = (next..next + 4)
            .take_while(|&index| {
                self.at(index).starts_with(char::is_uppercase)
                    && !self.lexicon.starters.contains(&self.at(index).to_lowercase())
            })
            .count();
        names > 0 && self.lexicon.speech.contains(self.at(next + names))
    }
}

/// Whether a word can hardly be an abbreviation that the lists lack.
fn is_ordinary(word: &str) -> bool {
    word.chars().count() > 1
        && word.contains(|c: char| !"bcdfghjklmnpqrstvwxz".contains(c.to_ascii_lowercase()))
}

/// The number of a list item: "3", "b".
fn is_enumerator(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
        || word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}
