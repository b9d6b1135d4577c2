//! Which language a text is in.

/// Words below which the letters of a text do not tell its language firmly.
const FEWEST_WORDS: usize = 8;

/// Bytes of a text that are looked at: as firm as the whole of it, and bounded.
const LOOKED_AT: usize = 8 * 1024;

/// The code of a text's language (ISO 639-1, or 639-3 where there is none shorter). The words
/// decide; what metadata declares counts where they are too few or not clear.
pub(crate) fn language(text: &str, declared: Option<&str>) -> Option<String> {
    by_words(text).or_else(|| declared.and_then(primary))
}

fn by_words(text: &str) -> Option<String> {
    if text.split_whitespace().take(FEWEST_WORDS).count() < FEWEST_WORDS {
        return None;
    }
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = whatlang::detect(&text[..end])?;
    // Languages that share a script other than ours are easily taken for each other, never for ours.
    let firm = found.is_reliable() || found.script() != whatlang::Script::Latin;
    firm.then(|| short(found.lang().code()).to_owned())
}

/// The primary part of a language tag: "en" of "en-GB", of "en_US" and of "eng".
pub(crate) fn primary(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let is_code =
        (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
    if is_code {
        return Some(short(&primary).to_owned());
    }
    NAMES.iter().find(|(name, _)| *name == primary).map(|(_, code)| (*code).to_owned())
}

/// Names of languages that stand where a code should.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("persian", "fa"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("turkish", "tr"),
];

/// ISO 639-1 of a language of ISO 639-3.
fn short(code: &str) -> &str {
    SHORT.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

const SHORT: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("zho", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fas", "fa"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_decide_and_declarations_fill_in() {
        let english = "The two delegations met in Oslo on Monday and agreed to meet again.";
        let spanish =
            "Las dos delegaciones se reunieron el lunes en Oslo y acordaron volver a reunirse.";
        let russian =
            "Обе делегации встретились в понедельник в Осло и договорились о новой встрече.";
        for (text, declared, expected) in [
            (english, None, Some("en")),
            (english, Some("es"), Some("en")),
            (spanish, Some("en-US"), Some("es")),
            (russian, None, Some("ru")),
            ("Talks go on.", Some("en_GB"), Some("en")),
            ("Talks go on.", Some("English"), Some("en")),
            ("Talks go on.", Some("eng"), Some("en")),
            ("Talks go on.", None, None),
            ("", Some("x-default"), None),
        ] {
            assert_eq!(language(text, declared).as_deref(), expected, "{text}");
        }
    }
}
