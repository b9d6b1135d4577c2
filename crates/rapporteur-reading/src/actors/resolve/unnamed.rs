//! Sources that a report keeps unnamed: "an official who asked not to be named".

use crate::actors::draft::{Definite, Nominal};
use crate::actors::knowledge::Class;
use crate::actors::words::Word;

/// Whether a noun phrase means somebody whom the report does not name, on purpose.
///
/// Sources are; so is an indefinite person of whom "unnamed" stands before or a wish not to be named
/// behind. The actor keeps the phrase's words: the kind of source is all that is known.
pub(super) fn is_unnamed(words: &[Word], nominal: &Nominal<'_>) -> bool {
    if matches!(nominal.noun.as_str(), "source" | "sources" | "insider" | "insiders") {
        return true;
    }
    if !matches!(nominal.class, Class::Office | Class::People | Class::Organ)
        || nominal.definite == Definite::Yes
    {
        return false;
    }
    let described = words.get(nominal.words.clone()).unwrap_or_default();
    let said_before = described.iter().any(|word| {
        matches!(word.folded.as_str(), "unnamed" | "unidentified" | "anonymous" | "undisclosed")
    });
    said_before || wishes(words, nominal.words.end)
}

/// How many words behind a source its wish may stand.
const REACH: usize = 14;

/// Whether the words that follow in the sentence ask for anonymity.
fn wishes(words: &[Word], from: usize) -> bool {
    let Some(last) = from.checked_sub(1).and_then(|at| words.get(at)) else { return false };
    let rest = words[from..].iter().take(REACH).take_while(|word| word.sentence == last.sentence);
    let rest: Vec<&str> = rest.map(|word| word.folded.as_str()).collect();
    let holds = |phrase: &[&str]| rest.windows(phrase.len()).any(|window| window == phrase);
    holds(&["anonymity"])
        || holds(&["not", "to", "be", "named"])
        || holds(&["not", "be", "named"])
        || holds(&["not", "to", "be", "identified"])
        || holds(&["not", "be", "identified"])
        || holds(&["not", "authorized", "to"])
        || holds(&["not", "authorised", "to"])
        || holds(&["declined", "to", "be", "named"])
        || holds(&["familiar", "with", "the"])
}
