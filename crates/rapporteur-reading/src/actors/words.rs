//! The words of a text as the actor rules need them: shape, what stands before, whose.

use std::sync::LazyLock;

use rapporteur_language::Upos;
use rapporteur_language::types::Sentence;
use rapporteur_model::Span;
use regex::Regex;

use super::part::{Part, places};
use super::spelling::fold;

/// One word, its possessive ending taken off.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where it stands, without "'s".
    pub span: Span,
    /// Without case, accents and full stops.
    pub folded: String,
    /// How it is written.
    pub shape: Shape,
    /// What stands between it and the word before.
    pub gap: Gap,
    /// Whether a possessive ending follows.
    pub possessive: bool,
    /// Position of its sentence.
    pub sentence: usize,
    /// Whether it stands inside double quotation marks.
    pub quoted: bool,
    /// Whether its sentence is a headline with a capital on every word.
    pub headline: bool,
    /// The tagger's word class; X where there is none.
    pub upos: Upos,
    /// Its part in the clause.
    pub part: Part,
    /// Whether it is the subject of a verb of saying.
    pub speaks: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// "talks"
    Lower,
    /// "Talks" or "McGuire"
    Capitalised,
    /// "UN", in text that also has small letters
    Acronym,
    /// Any word of a text in capitals: its shape tells nothing.
    Capitals,
    /// Begins with a digit.
    Number,
}

/// What stands between a word and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The sentence begins here.
    Start,
    /// White space alone, or the full stop of an abbreviation.
    Space,
    /// A hyphen.
    Hyphen,
    /// A comma.
    Comma,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
    /// Anything else: the phrase ends.
    Stop,
}

impl Word {
    /// Whether the word may belong to a name.
    pub(crate) fn may_be_name(&self) -> bool {
        matches!(self.shape, Shape::Capitalised | Shape::Acronym)
    }

    /// Whether a new sentence or clause begins with the word, so that its capital may tell nothing.
    pub(crate) fn begins(&self) -> bool {
        matches!(self.gap, Gap::Start | Gap::Stop | Gap::Quote | Gap::Close)
    }
}

/// The words of all sentences, in text order.
pub(crate) fn words(text: &str, sentences: &[Sentence]) -> Vec<Word> {
    let capitals = mostly_capitals(text);
    let mut result = Vec::new();
    let mut quoted = false;
    for (index, sentence) in sentences.iter().enumerate() {
        let body = sentence.span.of(text);
        let shouted = capitals || (mostly_capitals(body) && body.split_whitespace().count() >= 5);
        let first = result.len();
        let mut end = 0;
        let tree = places(sentence);
        let mut token = 0;
        for found in WORD.find_iter(body) {
            let between = &body[end..found.start()];
            quoted = quotation(between, quoted);
            if in_address(&body[..found.start()]) {
                continue;
            }
            let before = result[first..].last();
            let (core, possessive) = without_ending(found.as_str(), &body[found.end()..]);
            let start = sentence.span.start + found.start();
            while sentence.tokens.get(token).is_some_and(|token| token.span.end <= start) {
                token += 1;
            }
            let place = tree.get(token).copied().unwrap_or_default();
            result.push(Word {
                upos: sentence.tokens.get(token).map(|token| token.upos).unwrap_or_default(),
                part: place.part,
                speaks: place.speaks,
                span: Span::new(start, start + core.len()),
                folded: fold(core),
                shape: shape(core, shouted),
                gap: gap(before, between),
                possessive,
                sentence: index,
                quoted,
                headline: false,
            });
            end = found.end();
        }
        quoted = quotation(&body[end..], quoted);
        let headline = is_headline(body, &result[first..]);
        result[first..].iter_mut().for_each(|word| word.headline = headline);
        if text[sentence.span.end.min(text.len())..].starts_with("\n\n") {
            quoted = false;
        }
    }
    result
}

/// Whether the text breaks off inside the address of a web page.
fn in_address(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.contains("://") || last.contains("www.")
}

/// Four words and more without a full stop, whose longer words nearly all have a capital.
fn is_headline(body: &str, words: &[Word]) -> bool {
    let long = || words.iter().skip(1).filter(|word| word.folded.chars().count() >= 4);
    let capital = long().filter(|word| word.may_be_name()).count();
    let stopped = body.ends_with(['.', '!', '"', '”', ',', ':', ';']);
    !stopped && words.len() >= 4 && long().count() >= 2 && 5 * capital >= 4 * long().count()
}

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:\p{Lu}\.){2,}|(?:\p{Lu}\.)+\p{Lu}\b|\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*";
    Regex::new(pattern).expect("the pattern is fixed and tested")
});

fn quotation(between: &str, mut quoted: bool) -> bool {
    for letter in between.chars() {
        quoted = match letter {
            '“' => true,
            '”' => false,
            '"' => !quoted,
            _ => quoted,
        };
    }
    quoted
}

fn without_ending<'a>(word: &'a str, rest: &str) -> (&'a str, bool) {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(core) = word.strip_suffix(ending) {
            return (core, true);
        }
    }
    for ending in ["'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"] {
        if let Some(core) = word.strip_suffix(ending).filter(|core| core.len() <= 4) {
            return (core, false);
        }
    }
    let bare = word.ends_with(['s', 'S']) && rest.starts_with(['\'', '’']);
    (word, bare)
}

fn shape(word: &str, shouted: bool) -> Shape {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return Shape::Lower };
    if first.is_numeric() {
        return Shape::Number;
    }
    if shouted && !word.contains('.') {
        return Shape::Capitals;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let more = letters.clone().any(|letter| letter.is_alphanumeric());
    if more && letters.all(|letter| !letter.is_lowercase()) {
        return Shape::Acronym;
    }
    Shape::Capitalised
}

fn gap(before: Option<&Word>, between: &str) -> Gap {
    let Some(before) = before else { return Gap::Start };
    let mut result = Gap::Space;
    for letter in between.chars() {
        result = match letter {
            letter if letter.is_whitespace() => continue,
            '-' | '‑' if between.chars().count() == 1 => Gap::Hyphen,
            ',' if result == Gap::Space => Gap::Comma,
            '(' | '[' => Gap::Open,
            ')' | ']' if result == Gap::Space => Gap::Close,
            ')' | ']' => result,
            '.' if abbreviates(before) => continue,
            '\'' | '’' if before.possessive => continue,
            '"' | '“' | '”' | '‘' | '\'' | '’' if result == Gap::Space => Gap::Quote,
            '"' | '“' | '”' | '‘' | '\'' | '’' => result,
            _ if result == Gap::Close => Gap::Close,
            _ => return Gap::Stop,
        };
    }
    result
}

/// Single letters, and short titles, are written with a full stop that ends no sentence.
fn abbreviates(word: &Word) -> bool {
    const ABBREVIATIONS: [&str; 22] = [
        "mr", "mrs", "ms", "dr", "gen", "lt", "col", "maj", "capt", "sgt", "sen", "rep", "gov",
        "rev", "prof", "st", "jr", "brig", "adm", "cmdr", "sr", "gov't",
    ];
    word.folded.chars().count() == 1 || ABBREVIATIONS.contains(&word.folded.as_str())
}

fn mostly_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for letter in text.chars() {
        upper += usize::from(letter.is_uppercase());
        lower += usize::from(letter.is_lowercase());
    }
    upper > 3 * lower.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Word> {
        let sentence = Sentence { span: Span::new(0, text.len()), tokens: Vec::new() };
        words(text, &[sentence])
    }

    #[test]
    fn endings_initials_and_hyphens() {
        let found = read("Chad's Lt. Gen. J. Okello met U.S.-backed rebels (ZLF), he said.");
        let plain: Vec<(&str, Gap)> =
            found.iter().map(|word| (word.folded.as_str(), word.gap)).collect();
        assert_eq!(
            plain[..4],
            [("chad", Gap::Start), ("lt", Gap::Space), ("gen", Gap::Space), ("j", Gap::Space)]
        );
        assert_eq!(
            plain[6..11],
            [
                ("us", Gap::Space),
                ("backed", Gap::Hyphen),
                ("rebels", Gap::Space),
                ("zlf", Gap::Open),
                ("he", Gap::Close)
            ]
        );
        assert!(found[0].possessive);
        assert_eq!(found[9].shape, Shape::Acronym);
    }

    #[test]
    fn capitals_throughout_tell_nothing() {
        assert!(
            read("TALKS BETWEEN CHAD AND THE FRONT BEGIN")
                .iter()
                .all(|word| word.shape == Shape::Capitals)
        );
    }
}
