//! Two spellings of one name: case, accents, and the many ways into Latin script.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word without case, accents and full stops ("U.S." and "US" are one, "Türkiye" is "turkiye").
pub(crate) fn fold(word: &str) -> String {
    word.nfd()
        .filter(|letter| !is_combining_mark(*letter) && *letter != '.')
        .map(|letter| if letter == '’' { '\'' } else { letter })
        .flat_map(char::to_lowercase)
        .collect()
}

/// What spellings of one name from another script have in common.
///
/// Conservative: vowels fall into three classes and doubled letters into one, a few digraphs and a
/// last "h" go, consonants stay. "Haniyeh", "Haniyah" and "Haniya" share a skeleton; "Hamid" and
/// "Hamad" do not. Words under four letters are only folded: they would collide.
pub(crate) fn skeleton(folded: &str) -> String {
    if folded.chars().count() < 4 {
        return folded.to_owned();
    }
    let mut letters = folded.replace('\'', "");
    for (from, to) in DIGRAPHS {
        letters = letters.replace(from, to);
    }
    let mut result = String::new();
    for letter in letters.trim_end_matches('h').chars().map(class) {
        if !result.ends_with(letter) {
            result.push(letter);
        }
    }
    result
}

/// Digraphs that transcribers write or leave out.
const DIGRAPHS: [(&str, &str); 7] =
    [("kh", "k"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("dj", "j"), ("q", "k"), ("ou", "u")];

fn class(letter: char) -> char {
    match letter {
        'a' | 'e' => 'a',
        'i' | 'y' => 'i',
        'o' | 'u' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_skeleton() {
        for group in [
            &["Haniyeh", "Haniyah", "Haniya"][..],
            &["Mohammed", "Muhammad", "Mohamed"],
            &["Zelensky", "Zelenskyy", "Zelenskiy"],
            &["Meshaal", "Mashal"],
            &["Dossou", "Dossu"],
        ] {
            let first = skeleton(&fold(group[0]));
            for name in group {
                assert_eq!(skeleton(&fold(name)), first, "{name}");
            }
        }
    }

    #[test]
    fn names_of_different_people_do_not() {
        for (one, other) in
            [("Hamid", "Hamad"), ("Kim", "Kem"), ("Barak", "Barack Obama"), ("Lam", "Lim")]
        {
            assert_ne!(skeleton(&fold(one)), skeleton(&fold(other)), "{one} {other}");
        }
    }
}
