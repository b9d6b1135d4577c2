//! Words to take apart: "did" + "n't", "can" + "not", "Diaz" + "'s", "5" + "km".

use std::ops::Range;

use rapporteur_model::Span;

use super::lexicon::Lexicon;
use crate::types::Sentence;

/// The syntactic words of one word, in order; itself alone if there is nothing to split.
pub(super) fn parts(text: &str, word: Span, lexicon: &Lexicon) -> Vec<Span> {
    let form = word.of(text);
    match contraction(form, lexicon).or_else(|| unit(form, lexicon)) {
        Some(at) => {
            vec![Span::new(word.start, word.start + at), Span::new(word.start + at, word.end)]
        }
        None => vec![word],
    }
}

/// Which runs of tokens CoNLL-U writes as one multi-word token ("don't" over "do" and "n't"),
/// as token ranges within the sentence, in order.
#[must_use]
pub fn multiword_tokens(text: &str, sentence: &Sentence) -> Vec<Range<usize>> {
    let lexicon = Lexicon::builtin();
    let mut open_quotes = 0_usize;
    let mut found = Vec::new();
    for (index, pair) in sentence.tokens.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if is_apostrophe(first.span.of(text)) && first.joined {
            open_quotes += 1;
        }
        if first.span.end != second.span.start {
            continue;
        }
        let form = first.span.cover(second.span).of(text);
        let possessive = is_apostrophe(second.span.of(text))
            && !second.joined
            && first.span.of(text).ends_with(['s', 'S'])
            && open_quotes == 0;
        if possessive || contraction(form, lexicon) == Some(first.span.len()) {
            found.push(index..index + 2);
        }
    }
    found
}

/// Byte in the word where its second part begins: "n't", "'s" and the like, "cannot", "gonna".
fn contraction(form: &str, lexicon: &Lexicon) -> Option<usize> {
    if form.is_ascii()
        && let Some(at) = lexicon.contractions.get(&form.to_ascii_lowercase())
    {
        return Some(*at);
    }
    let (at, apostrophe) = form.char_indices().rev().find(|(_, c)| is_apostrophe_char(*c))?;
    let stem = &form[..at];
    let ending = form[at + apostrophe.len_utf8()..].to_ascii_lowercase();
    match ending.as_str() {
        "t" => stem
            .char_indices()
            .next_back()
            .filter(|(n, c)| *n > 0 && matches!(c, 'n' | 'N'))
            .map(|(n, _)| n),
        "s" if is_decade(stem) => None,
        "s" | "re" | "ve" | "ll" | "d" => (!stem.is_empty()).then_some(at),
        "m" => stem.eq_ignore_ascii_case("i").then_some(at),
        _ => None,
    }
}

/// Byte where a unit begins that is written on to its number.
fn unit(form: &str, lexicon: &Lexicon) -> Option<usize> {
    let at = form.find(|c: char| !c.is_ascii_digit())?;
    (at > 0 && lexicon.units.contains(&form[at..])).then_some(at)
}

/// "1990" and "90", whose "'s" is a plural.
fn is_decade(stem: &str) -> bool {
    matches!(stem.len(), 2 | 4) && stem.ends_with('0') && stem.bytes().all(|b| b.is_ascii_digit())
}

fn is_apostrophe_char(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '`' | '´')
}

fn is_apostrophe(form: &str) -> bool {
    matches!(form, "'" | "’" | "‘" | "`")
}
