//! Words as entries compare them: cut to stems, and weighted by how rare they are in the news.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hasher;
use std::sync::LazyLock;

use siphasher::sip::SipHasher13;

use super::set::Set;

/// Letters that a stem keeps: enough to join "ceasefire" and "cease-fires", "rejects" and
/// "rejection".
const STEM: usize = 6;

/// Share of reports, in percent, below which the table does not tell rare words apart.
const RAREST: f64 = 1.0;

/// Stems in more reports than this, in percent, say nothing.
const EVERYWHERE: f64 = 65.0;

/// Words that name a day exactly: a date that rests on one is meant to be exact.
pub(crate) const DAY_NAMES: &[&str] =
    &["monday", "tuesda", "wednes", "thursd", "friday", "saturd", "sunday"];

/// Months, whose day of the month stands beside them.
pub(crate) const MONTHS: &[&str] = &[
    "januar", "februa", "march", "april", "may", "june", "july", "august", "septem", "octobe",
    "novemb", "decemb",
];

/// The share of news reports that hold a stem (`train/entries/common_words.py`, 840 reports of
/// PolNeAR's training part).
static COMMON: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    include_str!("../../entries/common-words.tsv")
        .lines()
        .filter_map(|line| {
            let (stem, share) = line.split_once('\t')?;
            Some((stem, share.parse().ok()?))
        })
        .collect()
});

/// Distinct stems with their weights, sorted, and the length of that vector.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// With a space between two, in one piece: a large record holds many.
    stems: Box<str>,
    /// Hashes of the stems with their weights, sorted by hash: comparing is what takes the time.
    weights: Vec<(u64, f64)>,
    length: f64,
}

impl Words {
    /// The words of a text that say something.
    pub(crate) fn of(text: &str) -> Self {
        let weights: BTreeMap<String, f64> =
            stems(text).filter_map(|stem| weight(&stem).map(|weight| (stem, weight))).collect();
        let length = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
        let mut hashed: Vec<(u64, f64)> =
            weights.iter().map(|(stem, weight)| (hash(stem), *weight)).collect();
        hashed.sort_unstable_by_key(|(hash, _)| *hash);
        let stems: Vec<String> = weights.into_keys().collect();
        Self { stems: stems.join(" ").into_boxed_str(), weights: hashed, length }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    pub(crate) fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.split(' ').filter(|stem| !stem.is_empty())
    }

    /// Cosine of the two vectors, 0 to 1.
    pub(crate) fn similarity(&self, other: &Self) -> f64 {
        let product = self.length * other.length;
        if product == 0.0 {
            return 0.0;
        }
        self.shared(other).map(|weight| weight * weight).sum::<f64>() / product
    }

    /// How many stems both have.
    pub(crate) fn in_common(&self, other: &Self) -> usize {
        self.shared(other).count()
    }

    /// Whether any stem is in a set.
    pub(crate) fn any_in(&self, set: &Set) -> bool {
        self.weights.iter().any(|(stem, _)| set.holds(*stem))
    }

    fn shared(&self, other: &Self) -> impl Iterator<Item = f64> {
        let mut theirs = other.weights.iter().peekable();
        self.weights.iter().filter_map(move |(stem, weight)| {
            while theirs.next_if(|(their, _)| their < stem).is_some() {}
            theirs.next_if(|(their, _)| their == stem).map(|_| *weight)
        })
    }
}

/// A hash of a word or name that stays the same from one release to the next.
pub(crate) fn hash(stem: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(stem.as_bytes());
    hasher.finish()
}

/// How much a stem says; nothing for one that stands everywhere.
fn weight(stem: &str) -> Option<f64> {
    let share = share_of_reports(stem);
    (share < EVERYWHERE).then(|| (100.0 / share).ln())
}

/// In how many news reports of a hundred a stem stands, at least [`RAREST`].
pub(crate) fn share_of_reports(stem: &str) -> f64 {
    COMMON.get(stem).copied().unwrap_or(RAREST).max(RAREST)
}

/// The stems of a text, in order.
pub(crate) fn stems(text: &str) -> impl Iterator<Item = String> {
    tokens(text).map(stem)
}

/// The words of a text, in order.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let inside =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’' | '.');
    text.split(move |letter| !inside(letter)).filter_map(|run| {
        let token = run.trim_matches(['-', '\'', '’', '.']);
        (!token.is_empty()).then_some(token)
    })
}

/// What two forms of a word share: its first letters.
pub(crate) fn stem(token: &str) -> String {
    let word = token.to_lowercase().replace('-', "").replace('’', "'");
    word.strip_suffix("'s").unwrap_or(&word).chars().take(STEM).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_stem() {
        let all = |text: &str| stems(text).collect::<Vec<_>>();
        assert_eq!(all("the cease-fire's end."), ["the", "ceasef", "end"]);
        assert_eq!(all("CEASEFIRES, REJECTED"), ["ceasef", "reject"]);
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        let a = Words::of("the envoy of Ruritania in the capital");
        let rare = a.similarity(&Words::of("Ruritania"));
        let common = a.similarity(&Words::of("capital"));
        assert!(rare > common && common > 0.0, "{rare} {common}");
        assert_eq!(a.similarity(&Words::of("of the")), 0.0);
    }
}
