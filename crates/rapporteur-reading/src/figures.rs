//! How many: counted and measured claims, and what is no figure.
//!
//! Reads a sentence as numbers with their bounds ("at least", "nearly", "30 to 40") and noun
//! phrases, and decides what each counts by the nearest cue in its clause. The cues, the bounds and
//! the exclusions stand in `figures/lexicon/`, each with the sentence that justifies it.
//!
//! # Layout
//!
//! | module | what it answers |
//! |---|---|
//! | `words` | what are the words, numbers and signs of this sentence? |
//! | `number`, `number_words` | which of them say a number, and which? |
//! | `candidate` | what belongs to a number? Put together from `bound` ("at least"), `currency`, `time_unit` and `noun_phrase` |
//! | `skip` | is it a date, a name, an age: no figure? |
//! | `measure` | what is counted: dead, wounded, held, freed? |
//! | `cue`, `inherit` | by a word nearby, or by the number before |
//! | `duration` | does a number of days or years say how long something lasted? |
//! | `told` | is a small or bare number told as a claim? |
//! | `slots` | the words for whom, by whom, in which unit |
//! | `lexicon`, `pattern`, `example` | the words and rules a person may change, and the test of each |

use rapporteur_language::{Sentence, Span};
use rapporteur_model::{Figure, Measure};

mod bound;
mod candidate;
mod cue;
mod currency;
mod duration;
mod example;
mod inherit;
mod lexicon;
mod measure;
mod noun_phrase;
mod number;
mod number_words;
mod pattern;
mod skip;
mod slots;
mod time_unit;
mod told;
mod words;

pub use lexicon::{FigureLexicon, LexiconError};

/// One figure of a text: the evidence, the number and what it claims.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureMention {
    /// The shortest words that carry the claim.
    pub span: Span,
    /// The number alone; for a range both ends.
    pub number: Span,
    /// What is claimed (terms of the guide; durations in days).
    pub figure: Figure,
    /// Identifier of the rule in the lexicon that decided the measure.
    pub rule: String,
}

/// The figures of a text, in text order.
///
/// Reads each sentence on its own and needs no syntax. Never fails; every span lies on character
/// boundaries inside the sentence.
#[must_use]
pub fn figures(text: &str, sentences: &[Sentence], lexicon: &FigureLexicon) -> Vec<FigureMention> {
    let mut mentions: Vec<FigureMention> = Vec::new();
    for sentence in sentences {
        let before = mentions.last().map(|mention| mention.figure.measure);
        let found = in_sentence(text, sentence.span, before, lexicon);
        mentions.extend(found);
    }
    mentions
}

fn in_sentence(
    text: &str,
    sentence: Span,
    before: Option<Measure>,
    lexicon: &FigureLexicon,
) -> Vec<FigureMention> {
    let words = words::words(text, sentence);
    let kept: Vec<candidate::Candidate> = candidate::candidates(&words, lexicon)
        .into_iter()
        .filter(|candidate| skip::reason(&words, candidate, lexicon).is_none())
        .collect();
    let decisions = measure::decide(&words, &kept, before, lexicon);
    kept.iter()
        .zip(decisions)
        .filter_map(|(candidate, decision)| {
            Some(slots::mention(text, &words, candidate, &decision?, lexicon))
        })
        .collect()
}

#[cfg(test)]
mod tests;
