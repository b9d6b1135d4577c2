//! In which sentences a claim's evidence stands.
//!
//! Deliberately not our own segmenter: the guide fixes the bounds by one regular expression,
//! `(?<=[.!?])["”’)\]]*\s+(?=["“‘(\[A-Z0-9])|\n+`, and figures compare only under the same bounds.
//! It looks behind and ahead, which the `regex` crate does not, so it is written out here.

use std::collections::BTreeSet;

use super::claim::ScoredClaim;

/// A text cut where the guide cuts it.
pub(super) struct Sentences<'text> {
    text: &'text str,
    /// Code points at which a further sentence begins, ascending.
    bounds: Vec<usize>,
}

impl<'text> Sentences<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let mut bounds = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            if let Some(end) = sentence_end(&letters, at).or_else(|| line_end(&letters, at)) {
                bounds.push(end);
                at = end;
            } else {
                at += 1;
            }
        }
        Self { text, bounds }
    }

    /// Numbers of the sentences that the evidence touches, wherever its words stand.
    pub(super) fn touched(&self, claim: &ScoredClaim) -> BTreeSet<usize> {
        let places = self.places(claim);
        places
            .into_iter()
            .flat_map(|(start, end)| {
                self.number(start)..=self.number(start.max(end.saturating_sub(1)))
            })
            .collect()
    }

    fn number(&self, position: usize) -> usize {
        self.bounds.partition_point(|&bound| bound <= position)
    }

    /// Code-point spans of the evidence: its offsets, else every place where the quote stands.
    fn places(&self, claim: &ScoredClaim) -> Vec<(usize, usize)> {
        if let (Some(start), Some(end)) = (claim.start, claim.end) {
            return vec![(start, end)];
        }
        let quote = claim.quote.as_deref().unwrap_or_default();
        if quote.is_empty() {
            return Vec::new();
        }
        let length = quote.chars().count();
        self.text
            .match_indices(quote)
            .map(|(byte, _)| {
                let start = self.text[..byte].chars().count();
                (start, start + length)
            })
            .collect()
    }
}

/// The end of the space after a sentence's last mark and closing quotes, where a capital, a digit
/// or an opening quote follows.
fn sentence_end(letters: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| letters[before])?;
    if !matches!(before, '.' | '!' | '?') {
        return None;
    }
    let closed = skip(letters, at, |c| matches!(c, '"' | '”' | '’' | ')' | ']'));
    let end = skip(letters, closed, is_space);
    let next = *letters.get(end)?;
    let begins = matches!(next, '"' | '“' | '‘' | '(' | '[' | 'A'..='Z' | '0'..='9');
    (end > closed && begins).then_some(end)
}

fn line_end(letters: &[char], at: usize) -> Option<usize> {
    let end = skip(letters, at, |c| c == '\n');
    (end > at).then_some(end)
}

fn skip(letters: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    from + letters[from..].iter().take_while(|c| wanted(**c)).count()
}

/// White space as Python's `\s` has it: four separators of ASCII more than Unicode's property.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(text: &str) -> Vec<usize> {
        Sentences::new(text).bounds
    }

    #[test]
    fn bounds_are_the_guides() {
        assert_eq!(bounds("They met. Then left."), [10]);
        assert_eq!(bounds("They met.” (Then) left."), [11]);
        assert_eq!(bounds("Mr. Ode met. then left"), [4], "a capital follows only the first");
        assert_eq!(bounds("Évora.\n\nÁvila"), [8], "no capital of ASCII, so the line ends it");
        assert_eq!(bounds("It ended.\n \nThe League"), [12], "one bound for all of the space");
        assert_eq!(bounds("\nOne\n"), [1, 5]);
        assert!(bounds("").is_empty());
    }

    #[test]
    fn evidence_is_found_by_offsets_or_wherever_its_words_stand() {
        let text = "A truce held. A truce broke.";
        let sentences = Sentences::new(text);
        let quoted = |quote: &str| ScoredClaim { quote: Some(quote.into()), ..Default::default() };
        assert_eq!(sentences.touched(&quoted("truce")), BTreeSet::from([0, 1]));
        assert_eq!(sentences.touched(&quoted("held. A")), BTreeSet::from([0, 1]));
        assert!(sentences.touched(&quoted("peace")).is_empty());
        let placed = ScoredClaim { start: Some(16), end: Some(16), ..quoted("held") };
        assert_eq!(sentences.touched(&placed), BTreeSet::from([1]));
    }
}
