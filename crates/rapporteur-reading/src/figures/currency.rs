//! Signs and words of money, and per cent.

use super::lexicon::FigureLexicon;
use super::words::{Kind, Word};

pub(super) fn currency_before(lexicon: &FigureLexicon, form: &str) -> Option<String> {
    lexicon
        .currencies
        .iter()
        .find(|currency| currency.signs.iter().any(|sign| sign == form))
        .map(|currency| currency.unit.clone())
}

/// "dollars" within the next three words ("Zimbabwean dollars", "new zaires").
pub(super) fn currency_after(words: &[Word], at: usize, lexicon: &FigureLexicon) -> Option<String> {
    words
        .get(at..)?
        .iter()
        .take(3)
        .take_while(|word| word.kind == Kind::Word || word.form == "-" || word.form == "€")
        .take_while(|word| !lexicon.lists.stops.contains(&word.form))
        .find_map(|word| {
            lexicon
                .currencies
                .iter()
                .find(|currency| {
                    currency.words.contains(&word.form)
                        || (word.form == "€" && currency.unit == "EUR")
                })
                .map(|currency| currency.unit.clone())
        })
}

pub(super) fn is_currency_sign(lexicon: &FigureLexicon, form: &str) -> bool {
    currency_before(lexicon, form).is_some()
}

pub(super) fn is_percent(words: &[Word], at: usize) -> Option<usize> {
    let word = words.get(at)?;
    if word.is_one_of(&["%", "percent", "pct"]) {
        return Some(at + 1);
    }
    let cent = words.get(at + 1).is_some_and(|next| next.form == "cent");
    let points = word.form == "percentage";
    ((word.form == "per" && cent) || points).then_some(at + 2)
}
