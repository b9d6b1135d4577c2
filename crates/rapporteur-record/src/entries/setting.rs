//! Among whom and where a report plays: the names that it repeats most.
//!
//! "Nine people were killed on Monday" says nothing of which war it was in; its report does. Two
//! figures are compared only where their reports have such a name in common, so that the conflicts
//! of a large record keep out of each other's way.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::set::Set;
use super::words::{DAY_NAMES, MONTHS, share_of_reports, stem, tokens};
use crate::voices::sentences;

/// Names of a report that count. Of the 158 pairs of development reports that an entry links all
/// have one of six in common, 157 one of five; of all pairs every sixth has.
const NAMES: usize = 6;

/// A report with fewer names than this says too little of where it plays: "Colonel Sapt said six
/// soldiers were wounded at the ford."
const ENOUGH: usize = 3;

/// Share of reports, in percent, from which on a stem names nobody in particular: "Monday",
/// "United".
const COMMON: f64 = 10.0;

/// Months in short: they say when, and not where.
const SHORT_MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// Letters that a name has at least.
const LETTERS: usize = 3;

/// The stems that a text writes with a capital within sentences and never without, those in front
/// that it has most often, then those that it has first.
pub(crate) fn setting(text: &str) -> Set {
    let mut names: HashMap<String, (Reverse<usize>, usize)> = HashMap::new();
    let (mut words, mut beginnings) = (HashSet::new(), Vec::new());
    for sentence in sentences(text) {
        for (place, token) in tokens(sentence.of(text)).enumerate() {
            let stem = stem(token);
            if !token.starts_with(char::is_uppercase) {
                words.insert(stem);
            } else if place == 0 {
                beginnings.push(stem);
            } else {
                let at = sentence.start + place;
                names.entry(stem).or_insert((Reverse(0), at)).0.0 += 1;
            }
        }
    }
    for stem in beginnings {
        names.entry(stem).and_modify(|(count, _)| count.0 += 1);
    }
    let says_when =
        |stem: &str| [DAY_NAMES, MONTHS, SHORT_MONTHS].into_iter().any(|list| list.contains(&stem));
    let telling =
        |stem: &str| stem.len() >= LETTERS && share_of_reports(stem) < COMMON && !says_when(stem);
    let mut names: Vec<_> = names
        .into_iter()
        .filter(|(stem, _)| !words.contains(stem) && telling(stem))
        .map(|(stem, rank)| (rank, stem))
        .collect();
    names.sort_unstable();
    names.truncate(NAMES);
    Set::of(names.into_iter().map(|(_, stem)| stem))
}

/// Whether a report names too little to tell what it is about.
pub(crate) fn is_bare(setting: &Set) -> bool {
    setting.len() < ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_and_common_words_do_not() {
        let names = setting(
            "On Monday the League shelled Zarnovia. Zarnovia's Residents fled in August, residents \
             said. Nobody came to the League.",
        );
        assert!(names.contains("zarnov") && names.contains("league"));
        for word in ["on", "reside", "monday", "august", "nobody"] {
            assert!(!names.contains(word), "{word} names nobody");
        }
    }

    #[test]
    fn the_names_that_a_text_repeats_come_first() {
        let once = "The Abcde Bcdef Cdefg Defgh Efghi Fghij";
        let names = setting(&format!("{once} Zarnovia Zarnovia"));
        assert!(names.contains("zarnov") && names.contains("abcde") && !names.contains("fghij"));
        assert!(setting("nothing is named here").is_empty());
    }
}
