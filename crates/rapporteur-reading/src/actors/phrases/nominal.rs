//! Common nouns with their modifiers: "the acting Peruvian interior minister", "leaders of Chad".

use std::ops::Range;

use rapporteur_language::Upos;

use crate::actors::MentionKind;

use super::{
    Class, Definite, Draft, Form, Gap, Grammar, Nominal, Number, PartyWords, Pronoun, Proper,
    Sense, Shape,
};

/// A noun phrase and the phrases inside it.
pub(super) struct Phrase<'w> {
    /// From the first modifier to the end of the "of" phrase, without determiner.
    pub words: Range<usize>,
    pub head: Range<usize>,
    pub nominal: Nominal<'w>,
    pub inside: Vec<Draft<'w>>,
}

/// What was read before the head.
struct Modifiers<'w> {
    parties: Vec<PartyWords<'w>>,
    inside: Vec<Draft<'w>>,
    next: usize,
}

impl<'w> Grammar<'w, '_> {
    /// The noun phrase that begins at a word.
    pub(super) fn nominal(&self, at: usize) -> Option<Phrase<'w>> {
        let mut start = at;
        let mut definite = Definite::No;
        let mut owner = None;
        while start < at + 2
            && (start == at || self.follows(start))
            && self.holds("determiners", start)
        {
            if self.is(start, &["the", "this", "these", "that", "those", "both"]) {
                definite = Definite::Yes;
            }
            owner = owner.or(Pronoun::of(&self.words[start].folded));
            start += 1;
        }
        // "said that both sides": "that" begins a clause.
        if start > at + 1 && self.is(at, &["that"]) && self.sides(at + 1).is_some() {
            return None;
        }
        if start >= self.words.len() || (start > at && !self.follows(start)) {
            return None;
        }
        let Modifiers { mut parties, mut inside, next } = self.modifiers(start)?;
        let (head, class, number) = self.heads(next, &mut parties)?;
        let mut words = start..head.end;
        // "the Azania Front (AF) high command"
        if parties.is_empty() && start == at && self.words[at].gap == Gap::Close && at > 0 {
            parties.extend(self.bracketed(at - 1));
        }
        if parties.is_empty()
            && let Some((end, complement, more)) =
                self.complement(head.end, class, &self.words[head.end - 1].folded)
        {
            parties = complement;
            inside.extend(more);
            words.end = end;
        }
        if let (true, Some(pronoun)) = (parties.is_empty(), owner) {
            parties.push(PartyWords::Pronoun(pronoun, start - 1));
            definite = Definite::Yes;
        }
        let noun = self.words[head.end - 1].folded.clone();
        let proper = self.proper(start..head.end);
        let nominal =
            Nominal { class, number, noun, parties, definite, proper, words: start..head.end };
        Some(Phrase { words, head, nominal, inside })
    }

    /// Reads adjectives, nationalities and names up to the head noun.
    fn modifiers(&self, start: usize) -> Option<Modifiers<'w>> {
        let mut parties = Vec::new();
        let mut inside = Vec::new();
        let mut next = start;
        loop {
            if next > start
                && !self.follows(next)
                && !self.words.get(next).is_some_and(|word| word.gap == Gap::Quote)
            {
                return None;
            }
            let word = self.words.get(next)?;
            if word.sentence != self.words[start].sentence {
                return None;
            }
            if let Some(after) = self.qualifier(next, &mut inside) {
                next = after;
                continue;
            }
            match self.sense(next) {
                Some((1, Sense::Noun(_, Number::One)))
                    if self.holds("modifiers", next) && self.goes_on(next + 1) =>
                {
                    next += 1;
                }
                Some((_, Sense::Noun(..))) if self.counted(next) => return None,
                Some((_, Sense::Noun(..))) => return Some(Modifiers { parties, inside, next }),
                Some((length, Sense::Demonym(state, number))) => {
                    let end = next + length;
                    if number == Number::Many && !self.words[end - 1].possessive {
                        return None;
                    }
                    parties.push(PartyWords::Demonym(state));
                    next = self.past_conjunction(end);
                }
                Some((length, Sense::Known(known))) => {
                    let end = next + length;
                    parties.push(PartyWords::Known(known));
                    inside.push(Draft::plain(next..end, Form::Known(known)));
                    next = end;
                }
                None if self.place_state(next).is_some() => {
                    let (length, state) = self.place_state(next)?;
                    parties.push(PartyWords::Demonym(state));
                    next += length;
                }
                None if self.holds("modifiers", next) || self.is_adjective(next) => next += 1,
                None if word.shape == Shape::Number && next == start => next += 1,
                None => {
                    let (end, _) = self.run(next, false)?;
                    if !parties.is_empty() && !self.words[end - 1].possessive && end < next + 2 {
                        next = end;
                        continue;
                    }
                    parties.push(PartyWords::Name(next..end));
                    next = end;
                }
            }
        }
    }

    /// The party whose acronym stands alone in brackets at a word.
    fn bracketed(&self, at: usize) -> Option<PartyWords<'w>> {
        if self.words[at].gap != Gap::Open {
            return None;
        }
        match self.sense(at) {
            Some((1, Sense::Known(known))) if known.kind == MentionKind::Party => {
                Some(PartyWords::Known(known))
            }
            None if self.words[at].shape == Shape::Acronym
                || self.declared.contains(&self.words[at].folded) =>
            {
                Some(PartyWords::Name(at..at + 1))
            }
            _ => None,
        }
    }

    /// Whether the tagger takes a word in small letters for an adjective ("Chad's battered army").
    fn is_adjective(&self, at: usize) -> bool {
        let word = &self.words[at];
        let counts = matches!(word.folded.as_str(), "least" | "most" | "more" | "less" | "such");
        word.upos == Upos::Adj && word.shape == Shape::Lower && word.folded.len() > 2 && !counts
    }

    /// Past "and" or a comma between two adjectives of nationality.
    fn past_conjunction(&self, end: usize) -> usize {
        let mut next = end;
        if next < self.words.len() && self.words[next].sentence != self.words[end - 1].sentence {
            return end;
        }
        if self.is(next, &["and", "or"]) {
            next += 1;
        }
        if self.is(next, &["the"]) {
            next += 1;
        }
        let listed = next > end
            || self.words.get(end).is_some_and(|word| matches!(word.gap, Gap::Comma | Gap::Hyphen));
        let another = next < self.words.len()
            && self.words[next].sentence == self.words[end - 1].sentence
            && matches!(self.sense(next), Some((_, Sense::Demonym(_, Number::One))));
        if listed && another && self.words[next].gap != Gap::Comma { next } else { end }
    }

    /// The head noun: the last of nouns in a row ("army spokesman").
    fn heads(
        &self,
        start: usize,
        parties: &mut Vec<PartyWords<'w>>,
    ) -> Option<(Range<usize>, Class, Number)> {
        let Some((length, Sense::Noun(mut class, mut number))) = self.sense(start) else {
            return None;
        };
        let mut head = start..start + length;
        let mut inner = None;
        loop {
            let mut next = head.end;
            while next < head.end + 2
                && self.follows(next)
                && self.sense(next).is_none()
                && self.holds("modifiers", next)
            {
                next += 1;
            }
            if !self.follows(next) {
                break;
            }
            let Some((length, Sense::Noun(outer, outer_number))) = self.sense(next) else { break };
            if next == head.end && self.verb_like(next, head.end - 1) {
                break;
            }
            inner = Some(Nominal {
                class,
                number,
                noun: self.words[head.end - 1].folded.clone(),
                parties: Vec::new(),
                definite: Definite::Yes,
                proper: Proper::No,
                words: start..head.end,
            });
            (class, number) = (outer, outer_number);
            head = next..next + length;
        }
        if let Some(mut inner) = inner {
            let named = parties.iter().any(|party| match party {
                PartyWords::Known(known) => known.kind != MentionKind::State,
                PartyWords::Name(_) => true,
                _ => false,
            });
            let own = matches!(inner.class, Class::Group | Class::Party | Class::Mediator);
            let bare =
                parties.is_empty() && matches!(inner.class, Class::Government | Class::Organ);
            if own && !named || bare {
                inner.parties = std::mem::take(parties);
                parties.push(PartyWords::Noun(Box::new(inner)));
            }
        }
        Some((head, class, number))
    }

    /// Nouns that are verbs after a noun for an actor ("rebels force", "officials head").
    fn verb_like(&self, at: usize, before: usize) -> bool {
        let plural = self.words[before].folded.ends_with('s') && !self.words[before].possessive;
        plural
            && self.is(
                at,
                &["force", "forces", "head", "heads", "press", "rule", "court", "staff", "chief"],
            )
    }

    /// Whether all words of a phrase are written as a name.
    fn proper(&self, words: Range<usize>) -> Proper {
        let body = &self.words[words];
        let written = body.len() >= 2
            && body.iter().all(|word| {
                word.may_be_name() || self.world.knowledge.holds("common", &word.folded)
            });
        if written { Proper::Yes } else { Proper::No }
    }
}
