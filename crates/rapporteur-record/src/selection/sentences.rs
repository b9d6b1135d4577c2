//! The sentences that claims stand in, ready to be searched.

use memchr::memmem::Finder;
use rapporteur_model::{Document, Span};

use super::fold::fold;
use crate::voices::sentences;

/// Sentences of claims, each once, folded, in one string with line ends between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentences {
    folded: String,
    /// Where each sentence starts.
    starts: Vec<usize>,
    /// The first and the last sentence of each claim.
    of_claim: Vec<(u32, u32)>,
}

impl Sentences {
    /// Adds the claims of a document, in order.
    pub(super) fn push<'a>(
        &mut self,
        document: Option<&Document>,
        claims: impl IntoIterator<Item = (Span, &'a str)>,
    ) {
        let text = document.map_or("", |document| document.text.as_str());
        let bounds = sentences(text);
        let mut folded: Vec<Option<u32>> = vec![None; bounds.len()];
        for (span, quote) in claims {
            let first = bounds.partition_point(|sentence| sentence.end <= span.start);
            let past = bounds.partition_point(|sentence| sentence.start < span.end);
            let mut range: Option<(u32, u32)> = None;
            for at in first..past {
                let number = *folded[at].get_or_insert_with(|| self.add(bounds[at].of(text)));
                range = Some(range.map_or((number, number), |(least, most)| {
                    (least.min(number), most.max(number))
                }));
            }
            let range = range.unwrap_or_else(|| {
                let number = self.add(quote);
                (number, number)
            });
            self.of_claim.push(range);
        }
    }

    fn add(&mut self, sentence: &str) -> u32 {
        self.starts.push(self.folded.len());
        self.folded.push_str(&fold(sentence));
        self.folded.push('\n');
        u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX)
    }

    /// For each claim whether all words of a query stand in its sentences.
    pub(super) fn search(&self, query: &str) -> Vec<bool> {
        let mut found = vec![true; self.of_claim.len()];
        for term in terms(query) {
            let hits = self.hits(&term);
            for (found, &(first, last)) in found.iter_mut().zip(&self.of_claim) {
                *found = *found && hits[first as usize..=last as usize].contains(&true);
            }
        }
        found
    }

    /// For each sentence whether a term stands in it, at the beginning of a word.
    fn hits(&self, term: &str) -> Vec<bool> {
        let mut hits = vec![false; self.starts.len()];
        let mut sentence = 0;
        for at in Finder::new(term).find_iter(self.folded.as_bytes()) {
            while self.starts.get(sentence + 1).is_some_and(|&next| next <= at) {
                sentence += 1;
            }
            let before = self.folded.get(..at).and_then(|text| text.chars().next_back());
            let begins = before.is_none_or(|letter| !letter.is_alphanumeric());
            if begins && let Some(hit) = hits.get_mut(sentence) {
                *hit = true;
            }
        }
        hits
    }
}

/// The words of a query, and what stands in double quotes as one.
fn terms(query: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for (number, piece) in query.split('"').enumerate() {
        if number % 2 == 1 {
            terms.push(piece.trim().to_owned());
        } else {
            terms.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    terms.retain(|term| !term.is_empty());
    terms
}
