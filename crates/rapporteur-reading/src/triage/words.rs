//! What counts as a word to triage: a run of letters and digits.

/// The words of a text in lower case (ASCII's letters only) with the byte at which each begins: what
/// the models were fitted on. The automaton finds the same ones without making them.
pub fn words(text: &str) -> impl Iterator<Item = (usize, String)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        at = start + length;
        Some((start, text[start..at].to_ascii_lowercase()))
    })
}

/// Whether a word goes on over a place in a text from the left.
pub(super) fn continues_before(text: &str, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| text.as_bytes().get(before)) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[..at].chars().next_back().is_some_and(char::is_alphanumeric),
    }
}

/// Whether a word goes on at a place in a text.
pub(super) fn continues_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        None => false,
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => text[at..].chars().next().is_some_and(char::is_alphanumeric),
    }
}
