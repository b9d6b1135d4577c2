//! Two opinions on which paragraphs of a page are its report.
//!
//! Calibrated on 52 of the 110 pages of the article-extraction benchmark at hand, by host; the other
//! 58 gained as much (docs/accuracy.md).

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

/// Words in a shingle.
const SHINGLE: usize = 4;

/// Paragraphs that a gap may have: more of them are another article.
const LONGEST_GAP: usize = 6;

/// Words that a paragraph must have to fill a gap: captions and teasers have fewer.
const FEWEST_WORDS: usize = 30;

/// The first opinion, from its first to its last paragraph that the second shares, and with the
/// paragraphs of the second that stand between two shared ones and are missing in the first. Where
/// the two hardly agree the first stays as it is.
pub(super) fn of(mut first: Vec<String>, second: &[String]) -> Vec<String> {
    let known = Shingles::of(second);
    let shared: Vec<bool> = first.iter().map(|paragraph| known.hold(paragraph)).collect();
    let agreed = shared.iter().filter(|shared| **shared).count();
    if agreed == 0 || agreed * 2 < first.len() {
        return first;
    }
    let start = shared.iter().position(|shared| *shared).unwrap_or(0);
    let end = shared.iter().rposition(|shared| *shared).map_or(first.len(), |last| last + 1);
    first.truncate(end);
    first.drain(..start);
    fill(first, second)
}

fn fill(first: Vec<String>, second: &[String]) -> Vec<String> {
    let known = Shingles::of(&first);
    let shared: Vec<bool> = second.iter().map(|paragraph| known.hold(paragraph)).collect();
    let mut filled = first;
    let mut before: Option<usize> = None;
    for (at, _) in shared.iter().enumerate().filter(|(_, shared)| **shared) {
        if let Some(before) = before
            && (2..=LONGEST_GAP + 1).contains(&(at - before))
        {
            let left = Shingles::of(&second[before..=before]);
            let missing = second[before + 1..at]
                .iter()
                .filter(|paragraph| paragraph.split_whitespace().count() >= FEWEST_WORDS);
            if let Some(place) = filled.iter().rposition(|paragraph| left.touch(paragraph)) {
                filled.splice(place + 1..place + 1, missing.cloned());
            }
        }
        before = Some(at);
    }
    filled
}

/// Hashes of the shingles of some paragraphs.
struct Shingles(HashSet<u64>);

impl Shingles {
    fn of(paragraphs: &[String]) -> Self {
        Self(paragraphs.iter().flat_map(|paragraph| shingles(paragraph)).collect())
    }

    /// Whether more than half of a paragraph is here.
    fn hold(&self, paragraph: &str) -> bool {
        let own = shingles(paragraph);
        let found = own.iter().filter(|shingle| self.0.contains(shingle)).count();
        own.is_empty() || found * 2 > own.len()
    }

    /// Whether any of it is here.
    fn touch(&self, paragraph: &str) -> bool {
        shingles(paragraph).iter().any(|shingle| self.0.contains(shingle))
    }
}

/// The runs of four words in a paragraph, as hashes; of a shorter one the whole of it.
fn shingles(paragraph: &str) -> Vec<u64> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\w+"));
    let lower = paragraph.to_lowercase();
    let words: Vec<&str> = WORD.find_iter(&lower).map(|word| word.as_str()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let hash = |words: &[&str]| {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(SHINGLE.min(words.len())).map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(number: usize) -> String {
        (0..40).map(|word| format!("word{number}x{word} ")).collect()
    }

    fn all(numbers: &[usize]) -> Vec<String> {
        numbers.iter().map(|number| paragraph(*number)).collect()
    }

    #[test]
    fn gaps_are_filled_and_what_only_one_has_around_is_left_out() {
        let mut first = all(&[1, 2, 4]);
        first.insert(0, "Most read in world news today and tomorrow".to_owned());
        first.push("Get the best of our stories in your inbox".to_owned());
        let mut second = all(&[1, 2, 3, 4]);
        second.insert(3, "A caption of a few words".to_owned());
        second.push(paragraph(9));
        assert_eq!(of(first, &second), all(&[1, 2, 3, 4]));
    }

    #[test]
    fn opinions_that_hardly_agree_leave_the_first_as_it_is() {
        for second in [Vec::new(), all(&[7, 8, 9]), all(&[1])] {
            assert_eq!(of(all(&[1, 2, 3]), &second), all(&[1, 2, 3]));
        }
        assert!(of(Vec::new(), &all(&[1])).is_empty());
    }

    #[test]
    fn a_long_gap_is_another_article() {
        let second = all(&[1, 11, 12, 13, 14, 15, 16, 17, 2]);
        assert_eq!(of(all(&[1, 2]), &second), all(&[1, 2]));
    }
}
