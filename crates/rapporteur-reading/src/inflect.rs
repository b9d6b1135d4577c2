//! The finite and non-finite forms of an English verb, from its lemma and its irregular forms.

/// Which form of the verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// say
    Base,
    /// says
    Third,
    /// said (as a past tense, or as both past tense and participle)
    Past,
    /// spoken (where it differs from the past tense)
    Participle,
    /// saying
    Ing,
}

/// All forms of a verb; `past` and `participle` override the regular ones, `doubles` doubles the
/// final consonant (admit, admitted).
pub(crate) fn forms(
    lemma: &str,
    past: Option<&str>,
    participle: Option<&str>,
    doubling: Doubling,
) -> Vec<(String, Form)> {
    let stem = match doubling {
        Doubling::Doubled => format!("{lemma}{}", lemma.chars().last().unwrap_or_default()),
        Doubling::Plain => lemma.to_owned(),
    };
    let past = past.map_or_else(|| regular_past(&stem), str::to_owned);
    let mut all = vec![
        (lemma.to_owned(), Form::Base),
        (third_person(lemma), Form::Third),
        (past, Form::Past),
        (gerund(&stem), Form::Ing),
    ];
    if let Some(participle) = participle {
        all.push((participle.to_owned(), Form::Participle));
    }
    all
}

/// Whether the final consonant is doubled before -ed and -ing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubling {
    /// insist, insisted
    Plain,
    /// admit, admitted
    Doubled,
}

fn third_person(lemma: &str) -> String {
    if let Some(stem) = consonant_y(lemma) {
        return format!("{stem}ies");
    }
    let sibilant = ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| lemma.ends_with(end));
    if sibilant { format!("{lemma}es") } else { format!("{lemma}s") }
}

fn regular_past(stem: &str) -> String {
    if let Some(short) = consonant_y(stem) {
        return format!("{short}ied");
    }
    if stem.ends_with('e') { format!("{stem}d") } else { format!("{stem}ed") }
}

fn gerund(stem: &str) -> String {
    match stem.strip_suffix('e') {
        Some(short) if !stem.ends_with("ee") && stem.len() > 2 => format!("{short}ing"),
        _ => format!("{stem}ing"),
    }
}

/// The stem before a final y that follows a consonant (deny: "den").
fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    let vowel = stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    (!vowel && !stem.is_empty()).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lemma: &str, past: Option<&str>, doubling: Doubling, expected: &str) {
        let words: Vec<String> =
            forms(lemma, past, None, doubling).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn regular_and_irregular_verbs() {
        check("insist", None, Doubling::Plain, "insist insists insisted insisting");
        check("deny", None, Doubling::Plain, "deny denies denied denying");
        check("say", Some("said"), Doubling::Plain, "say says said saying");
        check("argue", None, Doubling::Plain, "argue argues argued arguing");
        check("admit", None, Doubling::Doubled, "admit admits admitted admitting");
        check("agree", None, Doubling::Plain, "agree agrees agreed agreeing");
        check("stress", None, Doubling::Plain, "stress stresses stressed stressing");
    }
}
