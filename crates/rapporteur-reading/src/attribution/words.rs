//! Words of a text with the class that their form gives away.
//!
//! Where a parser has tagged a token, its part of speech decides; where not, closed-class lists and
//! capitals do. Everything that reads sentences in this module tree reads these words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use rapporteur_language::{Sentence, Token, Upos};
use rapporteur_model::Span;
use serde::Deserialize;

use super::lexicon::CueLexicon;
use crate::inflect::Form;

/// What a word can be as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Determiner,
    Possessive,
    Pronoun,
    Auxiliary,
    Modal,
    Not,
    To,
    That,
    Relative,
    Coordinator,
    Subordinator,
    Preposition,
    Adverb,
    Time,
    Number,
    /// A verb form that is no noun.
    Verb,
    /// Capitalised, and not merely as the first word.
    Name,
    /// Noun, adjective or anything open.
    Open,
    Comma,
    Stop,
    Colon,
    Semicolon,
    Dash,
    Quote,
    Bracket,
    OtherPunctuation,
}

impl Class {
    /// Whether it is punctuation.
    pub(crate) const fn is_punctuation(self) -> bool {
        matches!(
            self,
            Self::Comma
                | Self::Stop
                | Self::Colon
                | Self::Semicolon
                | Self::Dash
                | Self::Quote
                | Self::Bracket
                | Self::OtherPunctuation
        )
    }
}

/// One word or mark.
#[derive(Clone, Debug)]
pub(crate) struct Word<'text> {
    pub(crate) span: Span,
    pub(crate) text: &'text str,
    pub(crate) lower: String,
    pub(crate) class: Class,
    pub(crate) sentence: usize,
    /// Part of speech; `X` where no parser has tagged it.
    pub(crate) upos: Upos,
    /// The word it depends on; `None` for a root or without a tree.
    pub(crate) head: Option<usize>,
    /// UD relation to the head; empty without a tree.
    pub(crate) relation: String,
}

/// The closed classes, from `words.toml`.
pub(crate) struct WordLists {
    classes: HashMap<String, Class>,
    verbs: HashSet<String>,
    nouns_in_ly: HashSet<String>,
    pub(crate) unnamed_heads: HashSet<String>,
    pub(crate) unnamed_phrases: Vec<String>,
    pub(crate) indefinite: HashSet<String>,
    pub(crate) catenatives: HashSet<String>,
    pub(crate) refusing: HashSet<String>,
    pub(crate) adjunct_openers: HashSet<String>,
}

#[derive(Deserialize)]
struct File {
    classes: Classes,
    nouns_in_ly: Vec<String>,
    verbs: Verbs,
    unnamed: Unnamed,
    catenatives: Catenatives,
    adjuncts: Adjuncts,
}

#[derive(Deserialize)]
struct Classes {
    determiner: Vec<String>,
    number: Vec<String>,
    possessive: Vec<String>,
    pronoun: Vec<String>,
    auxiliary: Vec<String>,
    modal: Vec<String>,
    not: Vec<String>,
    to: Vec<String>,
    that: Vec<String>,
    relative: Vec<String>,
    coordinator: Vec<String>,
    subordinator: Vec<String>,
    preposition: Vec<String>,
    adverb: Vec<String>,
    time: Vec<String>,
}

#[derive(Deserialize)]
struct Verbs {
    irregular_past: Vec<String>,
    frequent: Vec<String>,
}

#[derive(Deserialize)]
struct Unnamed {
    heads: Vec<String>,
    phrases: Vec<String>,
    indefinite: Vec<String>,
}

#[derive(Deserialize)]
struct Catenatives {
    plain: Vec<String>,
    refusing: Vec<String>,
}

#[derive(Deserialize)]
struct Adjuncts {
    openers: Vec<String>,
}

impl WordLists {
    /// The lists that ship with the program, parsed once.
    pub(crate) fn built_in() -> &'static Self {
        static LISTS: LazyLock<WordLists> = LazyLock::new(|| {
            let file: File =
                toml::from_str(include_str!("words.toml")).expect("the built-in lists are tested");
            WordLists::from(file)
        });
        &LISTS
    }
}

impl From<File> for WordLists {
    fn from(file: File) -> Self {
        let mut classes = HashMap::new();
        let mut put = |words: Vec<String>, class: Class| {
            for word in words {
                classes.entry(word).or_insert(class);
            }
        };
        put(file.classes.determiner, Class::Determiner);
        put(file.classes.number, Class::Number);
        put(file.classes.possessive, Class::Possessive);
        put(file.classes.pronoun, Class::Pronoun);
        put(file.classes.auxiliary, Class::Auxiliary);
        put(file.classes.modal, Class::Modal);
        put(file.classes.not, Class::Not);
        put(file.classes.to, Class::To);
        put(file.classes.that, Class::That);
        put(file.classes.relative, Class::Relative);
        put(file.classes.coordinator, Class::Coordinator);
        put(file.classes.subordinator, Class::Subordinator);
        put(file.classes.preposition, Class::Preposition);
        put(file.classes.adverb, Class::Adverb);
        put(file.classes.time, Class::Time);
        Self {
            classes,
            verbs: file.verbs.irregular_past.into_iter().chain(file.verbs.frequent).collect(),
            nouns_in_ly: file.nouns_in_ly.into_iter().collect(),
            unnamed_heads: file.unnamed.heads.into_iter().collect(),
            unnamed_phrases: file.unnamed.phrases,
            indefinite: file.unnamed.indefinite.into_iter().collect(),
            catenatives: file.catenatives.plain.into_iter().collect(),
            refusing: file.catenatives.refusing.into_iter().collect(),
            adjunct_openers: file.adjuncts.openers.into_iter().collect(),
        }
    }
}

/// The words of all sentences in text order, and each sentence's range in them.
pub(crate) fn words<'text>(
    text: &'text str,
    sentences: &[Sentence],
    lexicon: &CueLexicon,
) -> (Vec<Word<'text>>, Vec<Range<usize>>) {
    let lists = WordLists::built_in();
    let mut words: Vec<Word<'text>> = Vec::new();
    let mut ranges = Vec::with_capacity(sentences.len());
    for (sentence_index, sentence) in sentences.iter().enumerate() {
        let start = words.len();
        let capitals = is_in_capitals(sentence.span.of(text));
        for token in &sentence.tokens {
            let span = token.span;
            let word = span.of(text);
            let lower = word.to_lowercase();
            let first = words.len() == start
                || words.last().is_some_and(|before| before.class.is_punctuation())
                    && words[start..].iter().all(|before| before.class.is_punctuation());
            let class = if is_joined_hyphen(text, span) {
                Class::Open
            } else {
                let shown = if capitals { lower.as_str() } else { word };
                tagged_class(token, &lower, lists)
                    .unwrap_or_else(|| guessed_class(shown, &lower, lists, lexicon, first))
            };
            words.push(Word {
                span,
                text: word,
                lower,
                class,
                sentence: sentence_index,
                upos: token.upos,
                head: token
                    .head
                    .filter(|&head| head < sentence.tokens.len())
                    .map(|head| start + head),
                relation: token.deprel.clone(),
            });
        }
        ranges.push(start..words.len());
    }
    settle_verbs(&mut words, &ranges);
    (words, ranges)
}

/// Whether a sentence stands in capitals, so that a capital proves nothing.
fn is_in_capitals(sentence: &str) -> bool {
    /// Of the letters: wire copy in capitals has few others, headlines many.
    const SHARE: usize = 80;
    let letters = sentence.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = sentence.chars().filter(|c| c.is_uppercase()).count();
    letters > 8 && 100 * capitals >= SHARE * letters
}

/// A hyphen inside a compound, which some conventions make a token of its own.
fn is_joined_hyphen(text: &str, span: Span) -> bool {
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    matches!(span.of(text), "-" | "‐" | "/")
        && !spaced(text[..span.start].chars().next_back())
        && !spaced(text[span.end..].chars().next())
}

/// The class that a parser's part of speech gives; `None` where the token has none.
fn tagged_class(token: &Token, lower: &str, lists: &WordLists) -> Option<Class> {
    if is_mark_word(lower) {
        return Some(mark_class(lower));
    }
    match token.upos {
        // "the proposed deal"
        Upos::Verb if token.deprel == "amod" => Some(Class::Open),
        Upos::Verb => Some(Class::Verb),
        // Days, months and "late": the lists know them.
        Upos::Propn if is_calendar_name(lower) => None,
        Upos::Noun | Upos::Adj if lists.classes.get(lower) == Some(&Class::Time) => None,
        Upos::Propn => Some(Class::Name),
        Upos::Noun | Upos::Adj => Some(Class::Open),
        // "when", "how" and "there" keep the class that the lists give them.
        Upos::Adv if !matches!(lower, "when" | "how" | "where" | "why" | "here" | "there") => {
            Some(Class::Adverb)
        }
        _ => None,
    }
}

fn is_mark_word(lower: &str) -> bool {
    !lower.is_empty() && !lower.chars().any(char::is_alphanumeric)
}

fn mark_class(lower: &str) -> Class {
    match lower {
        "," => Class::Comma,
        "." | "!" | "?" | "…" | "..." | "?!" | "!!" | "...." => Class::Stop,
        ":" => Class::Colon,
        ";" => Class::Semicolon,
        "-" | "--" | "–" | "—" | "―" | "---" => Class::Dash,
        "\"" | "“" | "”" | "``" | "''" | "„" | "«" | "»" => Class::Quote,
        "(" | ")" | "[" | "]" => Class::Bracket,
        "’" | "'" | "‘" => Class::Possessive,
        "&" => Class::Coordinator,
        "%" | "$" | "€" | "£" | "#" => Class::Open,
        _ => Class::OtherPunctuation,
    }
}

fn guessed_class(
    word: &str,
    lower: &str,
    lists: &WordLists,
    lexicon: &CueLexicon,
    first: bool,
) -> Class {
    if is_mark_word(lower) {
        return mark_class(lower);
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if let Some(class) = lists.classes.get(lower)
        && (!capital || first || *class == Class::Time && is_calendar_name(lower) || lower == "i")
    {
        return *class;
    }
    if word.chars().next().is_some_and(|c| c.is_ascii_digit()) {
        return Class::Number;
    }
    if capital && !first {
        return Class::Name;
    }
    let finite = lexicon.verb(lower).is_some_and(|(verb, form)| {
        !verb.noun && !matches!(form, Form::Ing) || form == Form::Past || form == Form::Participle
    });
    if finite || lists.verbs.contains(lower) || lower.len() > 4 && lower.ends_with("ed") {
        return if capital { Class::Name } else { Class::Verb };
    }
    if lower.len() > 4 && lower.ends_with("ly") && !lists.nouns_in_ly.contains(lower) {
        return Class::Adverb;
    }
    if capital { Class::Name } else { Class::Open }
}

/// A day of the week or a month: a time also with its capital.
fn is_calendar_name(lower: &str) -> bool {
    const MONTHS: [&str; 11] = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    lower.ends_with("day") && !matches!(lower, "today" | "day" | "yesterday")
        || MONTHS.contains(&lower)
}

/// A form in -ed between a determiner and a noun is an adjective ("the proposed deal").
fn settle_verbs(words: &mut [Word<'_>], ranges: &[Range<usize>]) {
    for range in ranges {
        for index in range.clone() {
            if words[index].class != Class::Verb || index == range.start {
                continue;
            }
            let before = words[index - 1].class;
            let after = words.get(index + 1).map(|word| word.class);
            let nominal_before = matches!(
                before,
                Class::Determiner | Class::Possessive | Class::Preposition | Class::Number
            ) || before == Class::Adverb
                && index >= range.start + 2
                && words[index - 2].class == Class::Determiner;
            let nominal_after = matches!(after, Some(Class::Open | Class::Name));
            if nominal_before && nominal_after && words[index].lower.ends_with("ed") {
                words[index].class = Class::Open;
            }
        }
    }
}
