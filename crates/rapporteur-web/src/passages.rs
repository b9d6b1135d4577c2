//! Finds words in the text of all reports.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Document, Span};
use rapporteur_record::selection::fold;
use rapporteur_record::voices::sentences;

/// Which reports hold a word.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    /// By folded word, positions of documents in order.
    reports: BTreeMap<String, Vec<u32>>,
}

impl Passages {
    /// Makes reports ready to be searched.
    pub(crate) fn of(documents: &[Document]) -> Self {
        let mut reports: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (document, at) in documents.iter().zip(0_u32..) {
            let words: BTreeSet<String> =
                words(&document.text).map(|(_, word)| fold(word)).collect();
            for word in words {
                reports.entry(word).or_default().push(at);
            }
        }
        Self { reports }
    }

    /// Sentences that hold every term at the beginning of a word: the document's position and where
    /// the first term stands. At most `limit`.
    pub(crate) fn search(
        &self,
        documents: &[Document],
        terms: &[String],
        limit: usize,
    ) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        for at in self.candidates(terms) {
            let Some(document) = documents.get(at) else { continue };
            for sentence in sentences(&document.text) {
                if let Some(span) = hit(&document.text, sentence, terms) {
                    found.push((at, span));
                }
                if found.len() == limit {
                    return found;
                }
            }
        }
        found
    }

    /// Documents that hold every term.
    fn candidates(&self, terms: &[String]) -> Vec<usize> {
        let mut left: Option<BTreeSet<u32>> = None;
        for term in terms {
            let with = self
                .reports
                .range(term.clone()..)
                .take_while(|(word, _)| word.starts_with(term.as_str()))
                .flat_map(|(_, reports)| reports.iter().copied());
            let with: BTreeSet<u32> = match &left {
                None => with.collect(),
                Some(left) => with.filter(|at| left.contains(at)).collect(),
            };
            left = Some(with);
        }
        left.unwrap_or_default().into_iter().map(|at| at as usize).collect()
    }
}

/// Where the first term stands in a sentence that holds all of them.
fn hit(text: &str, sentence: Span, terms: &[String]) -> Option<Span> {
    let words: Vec<(usize, String)> =
        words(sentence.of(text)).map(|(at, word)| (at, fold(word))).collect();
    let at = |term: &String| words.iter().position(|(_, word)| word.starts_with(term.as_str()));
    let places: Option<Vec<usize>> = terms.iter().map(at).collect();
    let (start, _) = words.get(*places?.first()?)?;
    let start = sentence.start + start;
    let length = text[start..].find(|letter: char| !letter.is_alphanumeric());
    Some(Span::new(start, length.map_or(text.len(), |length| start + length)))
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginning_without_accents() {
        let report = |text: &str| Document { text: text.to_owned(), ..Document::default() };
        let documents =
            [report("They met in Bogotá. Talks resumed."), report("The talks in Oslo stalled.")];
        let index = Passages::of(&documents);
        let found = |query: &str| {
            let terms = crate::pages::search_terms(query);
            let places = index.search(&documents, &terms, 10).into_iter();
            places.map(|(at, span)| span.of(&documents[at].text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("bogota"), ["Bogotá"]);
        assert_eq!(found("talk"), ["Talks", "talks"]);
        assert_eq!(found("talk stall"), ["talks"]);
        assert!(found("alk").is_empty());
    }
}
