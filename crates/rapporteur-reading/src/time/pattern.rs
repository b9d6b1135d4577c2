//! Patterns over tokens: how a rule's elements are written, and how they match.

use super::classes;
use super::lexicon::{Class, Lexicon, Slot};
use super::token::{Token, Vocabulary, WordId};

/// One way to word an expression: what stands in it, and what must stand around it.
#[derive(Debug)]
pub(crate) struct Pattern {
    before: Vec<Element>,
    body: Vec<Element>,
    after: Vec<Element>,
}

#[derive(Debug)]
struct Element {
    alternatives: Vec<Symbol>,
    optional: bool,
    negated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Symbol {
    Word(WordId),
    Class(Class),
}

/// What the classes of a pattern matched, in text order.
pub(crate) type Slots = Vec<(Class, Slot)>;

impl Pattern {
    /// Reads a pattern (macros already put in) and adds its words to the vocabulary.
    pub(crate) fn parse(text: &str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let (mut before, mut body, mut after) = (Vec::new(), Vec::new(), Vec::new());
        for written in text.split_whitespace() {
            let context = written.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
            let element = Element::parse(context.unwrap_or(written), vocabulary)?;
            match (context.is_some(), body.is_empty()) {
                (true, true) => before.push(element),
                (true, false) => after.push(element),
                (false, _) if after.is_empty() => body.push(element),
                (false, _) => return Err(format!("`{text}`: context in the middle")),
            }
        }
        if body.iter().all(|element| element.optional) {
            return Err(format!("`{text}` matches nothing"));
        }
        Ok(Self { before, body, after })
    }

    /// Where the expression that begins at a token ends, with what its classes matched.
    pub(crate) fn matched(
        &self,
        lexicon: &Lexicon,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<(usize, Slots)> {
        let mut slots = Vec::new();
        let end = self.body_end(lexicon, tokens, at, &self.body, &mut slots)?;
        let ready = looking_back(lexicon, tokens, at, &self.before);
        ready.then_some((end, slots))
    }

    fn body_end(
        &self,
        lexicon: &Lexicon,
        tokens: &[Token<'_>],
        at: usize,
        elements: &[Element],
        slots: &mut Slots,
    ) -> Option<usize> {
        let Some((element, rest)) = elements.split_first() else {
            return looking_ahead(lexicon, tokens, at, &self.after).then_some(at);
        };
        for symbol in &element.alternatives {
            let Some((length, slot)) = symbol.matched(lexicon, tokens, at) else { continue };
            let known = slots.len();
            slots.extend(slot);
            if let Some(end) = self.body_end(lexicon, tokens, at + length, rest, slots) {
                return Some(end);
            }
            slots.truncate(known);
        }
        if element.optional {
            return self.body_end(lexicon, tokens, at, rest, slots);
        }
        None
    }

    /// Whether the expression can begin with a word of the vocabulary.
    pub(crate) fn begins_with_word(&self, lexicon: &Lexicon, word: WordId, a: WordId) -> bool {
        self.first_symbols().any(|symbol| match symbol {
            Symbol::Word(known) => known == word,
            Symbol::Class(class) => {
                let begins = |class| lexicon.begins(word, class);
                begins(class)
                    || match class {
                        Class::Unit => begins(Class::OneUnit) || begins(Class::ManyUnits),
                        Class::Number => {
                            word == a || begins(Class::NumberWord) || begins(Class::AmountPhrase)
                        }
                        Class::Ordinal | Class::Nth => begins(Class::OrdinalWord),
                        Class::Year => begins(Class::NumberWord),
                        Class::Decade => begins(Class::DecadeWord),
                        _ => false,
                    }
            }
        })
    }

    /// Whether the expression can begin with digits.
    pub(crate) fn begins_with_digits(&self) -> bool {
        self.first_symbols().any(|symbol| {
            matches!(
                symbol,
                Symbol::Class(
                    Class::Number
                        | Class::Ordinal
                        | Class::Day
                        | Class::Nth
                        | Class::Year
                        | Class::Two
                        | Class::Decade
                        | Class::Clock
                )
            )
        })
    }

    /// Whether the expression can begin with an apostrophe ("'90s").
    pub(crate) fn begins_with_mark(&self) -> bool {
        self.first_symbols().any(|symbol| symbol == Symbol::Class(Class::Decade))
    }

    fn first_symbols(&self) -> impl Iterator<Item = Symbol> {
        let needed = self.body.iter().position(|element| !element.optional).unwrap_or(0);
        self.body[..=needed].iter().flat_map(|element| element.alternatives.iter().copied())
    }
}

/// Context before: each element is one token; `[x?]` may be missing.
fn looking_back(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, before: &[Element]) -> bool {
    let mut at = at;
    for element in before.iter().rev() {
        let fits = at.checked_sub(1).is_some_and(|previous| {
            let fits = |symbol: &Symbol| {
                symbol.matched(lexicon, tokens, previous).is_some_and(|(length, _)| length == 1)
            };
            element.alternatives.iter().any(fits)
        });
        match (fits != element.negated, element.optional) {
            (true, _) => at = at.saturating_sub(1),
            (false, true) => {}
            (false, false) => return false,
        }
    }
    true
}

fn looking_ahead(lexicon: &Lexicon, tokens: &[Token<'_>], at: usize, after: &[Element]) -> bool {
    let Some((element, rest)) = after.split_first() else { return true };
    let fits: Vec<usize> = element
        .alternatives
        .iter()
        .filter_map(|symbol| symbol.matched(lexicon, tokens, at))
        .map(|(length, _)| length)
        .collect();
    if element.negated {
        return fits.is_empty() && looking_ahead(lexicon, tokens, at, rest);
    }
    fits.iter().any(|length| looking_ahead(lexicon, tokens, at + length, rest))
        || (element.optional && looking_ahead(lexicon, tokens, at, rest))
}

impl Element {
    fn parse(written: &str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let (written, negated) = match written.strip_prefix('!') {
            Some(rest) => (rest, true),
            None => (written, false),
        };
        let (written, optional) = match written.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (written, false),
        };
        let symbol = |name: &str| match Class::of_name(name) {
            Some(class) => Ok(Symbol::Class(class)),
            None if name.is_empty() || name.contains(|c: char| c.is_uppercase()) => {
                Err(format!("`{name}` is no class"))
            }
            None => Ok(Symbol::Word(vocabulary.intern(name))),
        };
        let alternatives = written.split('|').map(symbol).collect::<Result<_, _>>()?;
        Ok(Self { alternatives, optional, negated })
    }
}

impl Symbol {
    fn matched(
        self,
        lexicon: &Lexicon,
        tokens: &[Token<'_>],
        at: usize,
    ) -> Option<(usize, Option<(Class, Slot)>)> {
        match self {
            Self::Word(word) => {
                let token = tokens.get(at)?;
                (token.word == Some(word)).then_some((1, None))
            }
            Self::Class(class) => {
                let (length, slot) = classes::matched(lexicon, tokens, at, class)?;
                Some((length, Some((class, slot))))
            }
        }
    }
}
