//! Names by their capitals, titles and connecting words.

use rapporteur_language::Upos;

use super::{Class, Draft, Form, Gap, Grammar, Guess, Named, Sense, Shape};
use crate::actors::MentionKind;
use crate::actors::knowledge::{Known, Sex};

impl<'w> Grammar<'w, '_> {
    /// A name at a word, with titles before it; also the position after it.
    pub(super) fn person_at(&self, at: usize) -> Option<(Draft<'w>, usize)> {
        // "King Abdullah II": the title is part of the name.
        if let Some((length, Sense::Known(known))) = self.words.get(at).and_then(|_| self.sense(at))
            && known.kind == MentionKind::Person
        {
            return Some((Draft::plain(at..at + length, Form::Known(known)), at + length));
        }
        let (start, sex) = self.titles(at);
        let titled = start > at;
        if let Some((length, Sense::Known(known))) =
            self.words.get(start).and_then(|_| self.sense(start))
        {
            if !titled && known.kind != MentionKind::Person {
                return None;
            }
            let end = start + length;
            let form = Form::Known(known);
            return Some((Draft { words: at..end, head: start..end, form, office: None }, end));
        }
        let tagged = self.tagged.iter().any(|(range, _)| range.start == start);
        if !tagged
            && matches!(
                self.words.get(start).and_then(|_| self.sense(start)),
                Some((_, Sense::Demonym(..)))
            )
        {
            return None;
        }
        let (end, mut guess) = self.run(start, titled || at > 0 && self.holds_office(at))?;
        if titled {
            guess = Guess::Person;
        }
        if let Some(known) = self.without_initials(start..end) {
            return Some((
                Draft { words: at..end, head: start..end, form: Form::Known(known), office: None },
                end,
            ));
        }
        let named = Named { guess, sex, attested: titled || tagged && guess == Guess::Person };
        Some((
            Draft { words: at..end, head: start..end, form: Form::Name(named), office: None },
            end,
        ))
    }

    /// Whom a name means that has initials between its words, or a suffix: "Okello J. Adera, Jr."
    fn without_initials(&self, range: std::ops::Range<usize>) -> Option<&'w Known> {
        let initial = |word: &&crate::actors::words::Word| {
            word.folded.chars().count() == 1 || matches!(word.folded.as_str(), "jr" | "sr")
        };
        let words = &self.words[range];
        words.iter().find(initial)?;
        let mut plain: Vec<_> = words.iter().filter(|word| !initial(word)).cloned().collect();
        plain.iter_mut().for_each(|word| word.gap = Gap::Space);
        match self.world.sense(&plain)? {
            (length, Sense::Known(known)) if length == plain.len() && length > 1 => Some(known),
            _ => None,
        }
    }

    /// Whether the word before is the end of an office.
    fn holds_office(&self, at: usize) -> bool {
        self.follows(at) && matches!(self.sense(at - 1), Some((1, Sense::Noun(Class::Office, _))))
    }

    /// Skips titles; what they tell of the person.
    fn titles(&self, at: usize) -> (usize, Option<Sex>) {
        let mut next = at;
        let mut sex = None;
        while let Some(word) = self.words.get(next) {
            let joined = next == at || self.follows(next);
            let Some(told) = self
                .world
                .knowledge
                .title(&word.folded)
                .filter(|_| joined && word.shape != Shape::Lower && !word.possessive)
            else {
                break;
            };
            sex = sex.or(told);
            next += 1;
        }
        if next > at && !self.follows(next) { (at, None) } else { (next, sex) }
    }

    /// The end of a run of words that are written as a name, and what it seems to name.
    pub(super) fn run(&self, start: usize, announced: bool) -> Option<(usize, Guess)> {
        if let Some((range, guess)) = self.tagged.iter().find(|(range, _)| range.start == start) {
            return Some((range.end, *guess));
        }
        let first = self.words.get(start)?;
        if let Some((length, _)) =
            self.world.knowledge.gazetteer.longest(&self.words[start..self.end(start)])
        {
            let surname = self
                .words
                .get(start + length)
                .is_some_and(|next| next.may_be_name() && next.gap == Gap::Space);
            if !surname && !announced {
                return Some((start + length, Guess::Place));
            }
        }
        if first.shape == Shape::Capitals {
            let run = self.run_in_capitals(start)?;
            return (announced || self.introduced(start, run.0)).then_some(run);
        }
        if !first.may_be_name() || self.holds("common", start) || self.holds("thing_words", start) {
            return None;
        }
        let headline = first.headline;
        if headline
            && !self.capitalised.contains(first.folded.as_str())
            && first.shape != Shape::Acronym
        {
            return None;
        }
        let mut end = start + 1;
        let mut body = self.holds("body_words", start);
        while self.follows(end) || (body && self.is(end, &["of", "for"])) {
            let word = &self.words[end];
            let hyphen = word.gap == Gap::Hyphen;
            let invented =
                headline && word.may_be_name() && !self.capitalised.contains(word.folded.as_str());
            if invented || self.words[end - 1].possessive && !body {
                break;
            }
            if word.may_be_name()
                || (hyphen && (word.shape == Shape::Number || word.folded.len() <= 3))
            {
                if self.breaks(end, body)
                    && (!hyphen
                        || matches!(
                            self.sense(end),
                            Some((_, Sense::Known(_) | Sense::Demonym(..)))
                        ))
                {
                    break;
                }
                body |= self.holds("body_words", end);
                end += 1;
                continue;
            }
            let Some(next) = self.past_connectors(end, body) else { break };
            end = next;
        }
        let last = end - 1;
        if self.holds("thing_words", last) {
            return None;
        }
        let single = end == start + 1;
        if single && first.begins() && !self.stands_alone(start) {
            return None;
        }
        if first.begins() && !single && self.lower.contains(first.folded.as_str()) && !body {
            return None;
        }
        let guess = match () {
            () if body || first.shape == Shape::Acronym => Guess::Body,
            () if self.holds("place_words", last) || self.after_place_word(start) => Guess::Place,
            () if self.words[start + 1..end].iter().any(|word| word.gap == Gap::Space) => {
                Guess::Person
            }
            () => Guess::Unknown,
        };
        Some((end, guess))
    }

    /// Whether a capital at the beginning of a sentence is a name's.
    fn stands_alone(&self, at: usize) -> bool {
        let word = &self.words[at];
        let known = self.capitalised.contains(word.folded.as_str());
        (word.shape == Shape::Acronym || known) && !self.lower.contains(word.folded.as_str())
    }

    /// Whether a capitalised word begins something else than the name before it.
    fn breaks(&self, at: usize, body: bool) -> bool {
        if self.holds("common", at) {
            return true;
        }
        match self.sense(at) {
            Some((1, Sense::Known(known))) if known.kind == MentionKind::Person => false,
            Some((_, Sense::Known(known))) => !body || known.kind == MentionKind::Person,
            Some((_, Sense::Demonym(..))) => !body,
            Some((_, Sense::Noun(class, _))) => {
                matches!(class, Class::Office | Class::People | Class::Patient)
            }
            None => false,
        }
    }

    /// Past small words inside a name, where a capital follows them.
    fn past_connectors(&self, at: usize, body: bool) -> Option<usize> {
        const IN_PERSONS: [&str; 18] = [
            "de", "del", "la", "el", "al", "bin", "bint", "ibn", "abu", "van", "von", "der", "den",
            "da", "dos", "y", "ul", "le",
        ];
        const IN_BODIES: [&str; 7] = ["of", "for", "the", "de", "la", "and", "del"];
        let mut next = at;
        while self.is(next, &IN_PERSONS) || (body && self.is(next, &IN_BODIES)) {
            next += 1;
        }
        let joined =
            next > at && next <= at + 3 && self.follows(next) && self.words[next].may_be_name();
        let conjoined = self.is(at, &["and"]) && self.sense(next).is_some();
        (joined && !conjoined && !self.holds("common", next)).then_some(next + 1)
    }

    /// In text in capitals a name is what follows a title and is no known word: three at most.
    fn run_in_capitals(&self, start: usize) -> Option<(usize, Guess)> {
        let mut end = start;
        while end < start + 3 && (end == start || self.follows(end)) {
            let word = self.words.get(end)?;
            let verb = matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Adv | Upos::Adp)
                || word.folded.len() > 4
                    && (word.folded.ends_with("ed") || word.folded.ends_with("ing"));
            let surname = matches!(self.sense(end), Some((1, Sense::Known(known))) if known.kind == MentionKind::Person);
            let known = self.sense(end).is_some() && !(surname && end > start);
            if verb || known || self.holds("common", end) || self.holds("modifiers", end) {
                break;
            }
            end += 1;
        }
        (end > start).then_some((end, Guess::Person))
    }

    /// Whether an office in apposition follows two or three words that begin a clause:
    /// "OKELLO ADERA, LEADER OF THE FRONT".
    fn introduced(&self, start: usize, end: usize) -> bool {
        let begins = self.words[start].gap != Gap::Space && self.words[start].gap != Gap::Hyphen;
        let comma = self.words.get(end).is_some_and(|word| word.gap == Gap::Comma);
        if !begins || !comma || end < start + 2 {
            return false;
        }
        let relative = self.is(end, &["who"]) && self.is(end + 1, &["is", "was"]);
        let office = self.nominal(if relative { end + 2 } else { end });
        office.is_some_and(|phrase| phrase.nominal.class == Class::Office)
    }

    /// Whether "in", "at", "near" or the like stands before a word.
    pub(super) fn after_place_word(&self, at: usize) -> bool {
        let before = |back: usize, words: &[&str]| at >= back && self.is(at - back, words);
        self.follows(at)
            && (before(1, &["in", "at", "near", "outside", "around", "towards", "toward"])
                || before(1, &["the"]) && before(2, &["in", "near", "outside"]))
    }
}
