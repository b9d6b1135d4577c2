//! Finds the phrases of a sentence that may name an actor.
//!
//! A shallow grammar over words, lexicon and capitals, needed while there is no parse: determiner,
//! adjectives, head noun, "of" phrase, name. A parse can replace this file; what follows only needs
//! its [`Draft`]s.

use std::collections::HashSet;
use std::ops::Range;

use super::draft::{
    Definite, Draft, Form, Guess, Happening, Named, Nominal, Office, PartyWords, Pronoun, Proper,
};
use super::knowledge::{Class, Number};
use super::words::{Gap, Shape, Word};
use super::world::{Sense, World};

mod acronym;
mod complement;
mod modifier;
mod name;
mod nominal;
mod sides;

/// Everything that the grammar looks at.
pub(crate) struct Grammar<'w, 't> {
    pub world: &'w World<'w>,
    pub words: &'t [Word],
    /// Folded words that stand with a capital in the middle of a sentence.
    pub capitalised: HashSet<&'t str>,
    /// Folded words that stand without a capital.
    pub lower: HashSet<&'t str>,
    /// Names that a tagger found, by their first word.
    pub tagged: Vec<(Range<usize>, Guess)>,
    /// Folded words that are names although their shape does not tell, in text in capitals.
    pub declared: HashSet<String>,
}

impl<'w, 't> Grammar<'w, 't> {
    /// Prepares the grammar for a text.
    pub(crate) fn new(
        world: &'w World<'w>,
        words: &'t [Word],
        mut tagged: Vec<(Range<usize>, Guess)>,
    ) -> Self {
        tagged.extend(acronym::expansions(words).into_iter().map(|range| (range, Guess::Body)));
        let capitalised = words
            .iter()
            .filter(|word| word.may_be_name() && !word.begins() && !word.headline)
            .map(|word| word.folded.as_str())
            .collect();
        let lower = words
            .iter()
            .filter(|word| word.shape == Shape::Lower)
            .map(|word| word.folded.as_str())
            .collect();
        Self { world, words, capitalised, lower, tagged, declared: declared(words) }
    }

    /// All phrases, in text order. In text in capitals a second look finds the people again who
    /// were introduced with a title.
    pub(crate) fn drafts(&mut self) -> Vec<Draft<'w>> {
        let drafts = self.look();
        let mut again = false;
        for draft in &drafts {
            let Form::Name(named) = &draft.form else { continue };
            let last = &self.words[draft.head.end - 1];
            if named.guess == Guess::Person && last.shape == Shape::Capitals {
                again |= self.declared.insert(last.folded.clone());
            }
        }
        if again { self.look() } else { drafts }
    }

    fn look(&self) -> Vec<Draft<'w>> {
        let mut drafts = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let before = drafts.len();
            self.read(at, &mut drafts);
            let end = drafts[before..].iter().map(|draft: &Draft| draft.words.end).max();
            at = end.unwrap_or(at + 1).max(at + 1);
        }
        drafts.sort_by_key(|draft| (draft.words.start, draft.words.end));
        drafts
    }

    /// Reads the longest phrase that begins at a word, and the phrases inside it.
    fn read(&self, at: usize, drafts: &mut Vec<Draft<'w>>) {
        if let Some((range, _)) =
            self.tagged.iter().find(|(range, guess)| range.start == at && *guess == Guess::Body)
        {
            // A body's whole name, before its words are read one by one.
            let known = self.sense(at).filter(|(length, _)| at + length >= range.end);
            if known.is_none() {
                let form = Form::Name(Named { guess: Guess::Body, sex: None, attested: false });
                drafts.push(Draft::plain(range.clone(), form));
                return;
            }
        }
        if let Some(draft) = self.sides(at) {
            drafts.push(draft);
            return;
        }
        if self.quantity(at, drafts) {
            return;
        }
        if let Some(phrase) = self.nominal(at) {
            self.nominal_drafts(at, phrase, drafts);
            return;
        }
        if let Some(draft) = self.plain(at) {
            drafts.push(draft);
        }
    }

    /// "Thousands of protesters", "one of them": those counted, the word that counts as their head too.
    fn quantity(&self, at: usize, drafts: &mut Vec<Draft<'w>>) -> bool {
        if !self.is(at, &QUANTITIES) || !self.is(at + 1, &["of"]) || !self.follows(at + 1) {
            return false;
        }
        let inner = at + 2;
        if !self.follows(inner) {
            return false;
        }
        let before = drafts.len();
        if self.is(inner, &["them", "us"]) {
            drafts.extend(self.plain(inner));
        } else if let Some(phrase) = self.nominal(inner) {
            self.nominal_drafts(inner, phrase, drafts);
        }
        let Some(last) = drafts[before..].last_mut() else { return false };
        if matches!(last.form, Form::Noun(_) | Form::Pronoun(_)) {
            last.words.start = at;
            last.head.start = at;
        }
        true
    }

    /// A name, an adjective of nationality or a pronoun on its own.
    fn plain(&self, at: usize) -> Option<Draft<'w>> {
        if let Some((draft, _)) = self.person_at(at) {
            return Some(draft);
        }
        match self.sense(at) {
            Some((length, Sense::Known(known))) => {
                return Some(Draft::plain(at..at + length, Form::Known(known)));
            }
            Some((length, Sense::Demonym(state, number))) => {
                return Some(Draft::plain(at..at + length, Form::Demonym(state, number)));
            }
            _ => {}
        }
        if self.holds("happening", at) {
            return Some(Draft::plain(at..at + 1, Form::Happening(Happening::Parties)));
        }
        if self.holds("protest", at) {
            return Some(Draft::plain(at..at + 1, Form::Happening(Happening::Protest)));
        }
        let word = &self.words[at];
        if word.shape == Shape::Capitals && self.declared.contains(&word.folded) {
            let named = Named { guess: Guess::Unknown, sex: None, attested: false };
            return Some(Draft::plain(at..at + 1, Form::Name(named)));
        }
        let pronoun = self.pronoun_at(at)?;
        Some(Draft::plain(at..at + 1, Form::Pronoun(pronoun)))
    }

    /// The pronoun that a word is; "US" is none.
    fn pronoun_at(&self, at: usize) -> Option<Pronoun> {
        let word = &self.words[at];
        Pronoun::of(&word.folded).filter(|_| word.shape != Shape::Acronym || word.folded == "i")
    }

    fn nominal_drafts(&self, at: usize, phrase: nominal::Phrase<'w>, drafts: &mut Vec<Draft<'w>>) {
        if let Some(pronoun) = self.pronoun_at(at) {
            drafts.push(Draft::plain(at..at + 1, Form::Pronoun(pronoun)));
        }
        drafts.extend(phrase.inside.iter().cloned());
        let before = drafts.len();
        let after = phrase.words.end;
        let office = matches!(phrase.nominal.class, Class::Office);
        if office
            && self.follows(after)
            && let Some((mut draft, _)) = self.person_at(after)
        {
            if let Form::Name(named) = &mut draft.form {
                named.guess = Guess::Person;
            }
            draft.office =
                Some(Office { noun: phrase.nominal.noun, parties: phrase.nominal.parties });
            draft.words.start = phrase.words.start;
            drafts.push(draft);
            return;
        }
        if !self.is_mere_modifier(&phrase) {
            let form = Form::Noun(phrase.nominal);
            drafts.push(Draft { words: phrase.words, head: phrase.head, form, office: None });
        } else if drafts.len() == before {
            drafts.extend(self.happening(after));
        }
    }

    /// Whether a noun without article, in the singular, only modifies the next ("hostage talks").
    fn is_mere_modifier(&self, phrase: &nominal::Phrase<'w>) -> bool {
        let nominal = &phrase.nominal;
        let bare = nominal.parties.is_empty()
            && nominal.proper == Proper::No
            && nominal.definite == Definite::No;
        let article = phrase.words.start > 0 && self.holds("determiners", phrase.words.start - 1);
        let modifies = nominal.number == Number::One
            && self.follows(phrase.head.end)
            && self.holds("happening", phrase.head.end);
        if modifies && nominal.parties.is_empty() && nominal.class != Class::Office {
            return true;
        }
        let alone = phrase.words.len() == 1 && nominal.number == Number::One && !article;
        let acts_alone = matches!(
            nominal.noun.as_str(),
            "police" | "people" | "parliament" | "congress" | "government" | "opposition"
        );
        bare && alone && nominal.class != Class::Office && !acts_alone
            || bare && nominal.noun == "states"
    }

    /// A happening that begins at a word.
    fn happening(&self, at: usize) -> Option<Draft<'w>> {
        (self.follows(at) && self.holds("happening", at))
            .then(|| Draft::plain(at..at + 1, Form::Happening(Happening::Parties)))
    }

    /// The meaning of the longest phrase at a word, inside its sentence.
    fn sense(&self, at: usize) -> Option<(usize, Sense<'w>)> {
        let rest = &self.words[at..self.end(at)];
        let (length, sense) = self.world.sense(rest)?;
        let place = self.world.knowledge.gazetteer.longest(rest).map_or(0, |(length, _)| length);
        (place <= length).then_some((length, sense))
    }

    /// One past the last word of the sentence that holds a word.
    fn end(&self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else { return at };
        at + self.words[at..].partition_point(|other| other.sentence == word.sentence)
    }

    /// Whether a word goes on in the phrase of the word before it.
    fn follows(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| matches!(word.gap, Gap::Space | Gap::Hyphen))
            && at > 0
            && self.words[at - 1].sentence == self.words[at].sentence
    }

    fn holds(&self, set: &str, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.world.knowledge.holds(set, &word.folded))
    }

    fn is(&self, at: usize, folded: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| folded.contains(&word.folded.as_str()))
    }
}

/// Words that count those who are named after "of".
const QUANTITIES: [&str; 24] = [
    "many",
    "some",
    "most",
    "one",
    "two",
    "three",
    "four",
    "five",
    "several",
    "few",
    "all",
    "none",
    "each",
    "dozens",
    "dozen",
    "scores",
    "hundreds",
    "thousands",
    "millions",
    "majority",
    "number",
    "half",
    "thirds",
    "members",
];

/// Acronyms that text in capitals introduces in brackets.
fn declared(words: &[Word]) -> HashSet<String> {
    let alone = words.windows(2).filter(|pair| {
        let short = (2..=8).contains(&pair[0].folded.chars().count());
        pair[0].shape == Shape::Capitals
            && pair[0].gap == Gap::Open
            && pair[1].gap == Gap::Close
            && short
    });
    alone.map(|pair| pair[0].folded.clone()).filter(|word| word != "text").collect()
}
