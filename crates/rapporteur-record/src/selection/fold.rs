//! When two spellings are one name.

use rapporteur_model::slug;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents and vowel marks, spaces single: what searches compare.
///
/// "Bogotá" is found by "bogota", and a name with Arabic vowel marks by the same without.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut push = |letter: char| {
        if !letter.is_whitespace() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    if text.is_ascii() {
        text.chars().map(|letter| letter.to_ascii_lowercase()).for_each(&mut push);
    } else {
        let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter));
        letters.flat_map(char::to_lowercase).for_each(&mut push);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The value by which a name is asked for: its slug after [`fold`].
#[must_use]
pub fn key(name: &str) -> String {
    slug(&fold(name))
}

#[cfg(test)]
mod tests {
    use super::{fold, key};

    #[test]
    fn accents_case_and_spaces_make_no_difference() {
        assert_eq!(fold("  The\n Bogotá\tCourier "), "the bogota courier");
        assert_eq!(key("The Bogotá Courier"), "the-bogota-courier");
        assert_eq!(key("حَمَاس"), key("حماس"));
        assert_eq!(key(" — "), "");
    }
}
