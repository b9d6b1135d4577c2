//! Cue verbs in a sentence: the verb with its auxiliaries, and what form that gives it.

use std::ops::Range;

use rapporteur_language::Upos;

use super::lexicon::{CueKind, CueLexicon, VerbCue};
use super::noun_phrase;
use super::page::Page;
use super::types::{CueClass, Polarity};
use super::words::{Class, WordLists};
use crate::inflect::Form;

/// A verb group that attributes.
#[derive(Clone, Debug)]
pub(crate) struct VerbGroup<'lexicon> {
    /// From the first auxiliary to the verb, its particle and its preposition.
    pub(crate) words: Range<usize>,
    /// The verb itself.
    pub(crate) head: usize,
    pub(crate) verb: &'lexicon VerbCue,
    pub(crate) form: Form,
    pub(crate) shape: Shape,
    pub(crate) polarity: Polarity,
}

/// What the form of the group makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// said, has been saying, declined to say
    Active,
    /// was said
    Passive,
    /// , saying
    Participle,
    /// to say
    Infinitive,
}

/// All cue verbs of a range of words, in order.
pub(crate) fn verb_groups<'lexicon>(
    page: &Page<'_>,
    range: &Range<usize>,
    lexicon: &'lexicon CueLexicon,
) -> Vec<VerbGroup<'lexicon>> {
    let mut groups: Vec<VerbGroup<'lexicon>> = Vec::new();
    for index in range.clone() {
        if groups.last().is_some_and(|group| index < group.words.end) {
            continue;
        }
        groups.extend(verb_group(page, index, range, lexicon));
    }
    groups
}

fn verb_group<'lexicon>(
    page: &Page<'_>,
    head: usize,
    range: &Range<usize>,
    lexicon: &'lexicon CueLexicon,
) -> Option<VerbGroup<'lexicon>> {
    let word = page.words.get(head)?;
    let adjective = lexicon.adjective(&word.lower).filter(|_| {
        head > range.start && {
            let (start, _) = group_start(page, head, range.start, WordLists::built_in());
            has_be(page, &(start..head))
        }
    });
    let (verb, form) = match adjective {
        Some(adjective) => (adjective, Form::Base),
        None => lexicon.verb(&word.lower)?,
    };
    if word.class.is_punctuation()
        || word.class == Class::Name && !is_heading(page, range) && head > range.start
    {
        return None;
    }
    let lists = WordLists::built_in();
    if carries_another(page, head, lexicon, lists) || page.lower(head.wrapping_sub(1)) == "-" {
        return None;
    }
    let (start, refused) = group_start(page, head, range.start, lists);
    let auxiliaries = start..head;
    let shape = shape(page, &auxiliaries, head, form)?;
    if !is_verb_here(page, &auxiliaries, head, verb, form, range) {
        return None;
    }
    let mut end = head + 1;
    let mut particle = false;
    if let Some(word) = &verb.particle
        && page.lower(end) == word
    {
        end += 1;
        particle = true;
    }
    if verb.particle.is_some() && !particle && page.lower(end) != "to" {
        return None;
    }
    let preposition = match page.class(end) {
        Some(Class::To) => !verb.takes("infinitive") || noun_phrase::opens(page, end + 1),
        class => class == Some(Class::Preposition),
    };
    if preposition && verb.takes(page.lower(end)) {
        end += 1;
    }
    let mut auxiliaries = auxiliaries;
    let negated = auxiliaries.any(|index| page.class(index) == Some(Class::Not));
    Some(VerbGroup {
        words: start..end,
        head,
        verb,
        form,
        shape,
        polarity: polarity(verb.kind, negated, refused),
    })
}

/// "declined to say": the cue is the verb that is carried.
fn carries_another(page: &Page<'_>, head: usize, lexicon: &CueLexicon, lists: &WordLists) -> bool {
    let word = page.lower(head);
    (lists.refusing.contains(word) || lists.catenatives.contains(word))
        && page.class(head + 1) == Some(Class::To)
        && lexicon
            .verb(page.lower(head + 2))
            .is_some_and(|(verb, _)| verb.takes_clause() && verb.class == CueClass::Report)
}

/// A heading or a text in capitals, where a capital proves nothing.
fn is_heading(page: &Page<'_>, range: &Range<usize>) -> bool {
    let words = || range.clone().filter_map(|index| page.words.get(index));
    let long = words().filter(|word| word.text.chars().count() > 3);
    let (capital, all) = long.fold((0, 0), |(capital, all), word| {
        let is_capital = word.text.chars().next().is_some_and(char::is_uppercase);
        (capital + usize::from(is_capital), all + 1)
    });
    // Two thirds: title case leaves small words in lower case, and those are not counted.
    all > 2 && 3 * capital >= 2 * all
}

fn group_start(page: &Page<'_>, head: usize, floor: usize, lists: &WordLists) -> (usize, bool) {
    let mut start = head;
    let mut refused = false;
    while start > floor {
        let before = start - 1;
        match page.class(before) {
            Some(Class::Adverb | Class::Not | Class::Auxiliary | Class::Modal) => start = before,
            Some(Class::Possessive) if page.lower(before) == "'s" || page.lower(before) == "’s" =>
            {
                let participle = start < head || page.class(head) == Some(Class::Verb);
                if !participle
                    || before == floor
                    || page.class(before.wrapping_sub(1)) != Some(Class::Pronoun)
                {
                    break;
                }
                start = before;
            }
            Some(Class::To) if before > floor => {
                let carrier = page.lower(before.wrapping_sub(1));
                if lists.refusing.contains(carrier) {
                    refused = true;
                    start = before - 1;
                } else if lists.catenatives.contains(carrier) {
                    start = before - 1;
                } else {
                    if before > floor + 1
                        && page.lower(before.wrapping_sub(1)) == "on"
                        && lists.catenatives.contains(page.lower(before.wrapping_sub(2)))
                    {
                        start = before - 2;
                        continue;
                    }
                    start = before;
                    break;
                }
            }
            _ => break,
        }
    }
    while start < head
        && page.class(start) == Some(Class::Adverb)
        && is_sentence_adverb(page, start)
    {
        start += 1;
    }
    (start, refused)
}

/// "Meanwhile" before a subjectless group belongs to the sentence; "also" to the group.
fn is_sentence_adverb(page: &Page<'_>, index: usize) -> bool {
    matches!(page.lower(index), "meanwhile" | "however" | "yet" | "ago")
}

fn shape(page: &Page<'_>, auxiliaries: &Range<usize>, head: usize, form: Form) -> Option<Shape> {
    let be = has_be(page, auxiliaries);
    let infinitive = page.class(auxiliaries.start) == Some(Class::To) && !auxiliaries.is_empty();
    Some(match form {
        Form::Ing if be => Shape::Active,
        Form::Ing => Shape::Participle,
        Form::Past | Form::Participle if be => Shape::Passive,
        Form::Participle if auxiliaries.is_empty() => return None,
        Form::Past if page.lower(head + 1) == "by" => Shape::Passive,
        _ if infinitive => Shape::Infinitive,
        _ => Shape::Active,
    })
}

fn has_be(page: &Page<'_>, auxiliaries: &Range<usize>) -> bool {
    auxiliaries.clone().any(|index| {
        matches!(
            page.lower(index),
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "am"
                | "’re"
                | "'re"
                | "’m"
                | "'m"
                | "’s"
                | "'s"
        )
    })
}

/// Whether the word is a verb at this place, and no noun or adjective.
fn is_verb_here(
    page: &Page<'_>,
    auxiliaries: &Range<usize>,
    head: usize,
    verb: &VerbCue,
    form: Form,
    range: &Range<usize>,
) -> bool {
    if let Some(verbal) = tagged_as_verb(page, head, verb, form) {
        return verbal;
    }
    if !auxiliaries.is_empty() {
        let first = page.class(auxiliaries.start);
        let verbal = auxiliaries
            .clone()
            .any(|index| !matches!(page.class(index), Some(Class::Adverb | Class::Not)));
        let possessed = first == Some(Class::Possessive) && auxiliaries.len() == 1 && verb.noun;
        if verbal && !possessed {
            return !(form == Form::Base && verb.noun && has_only_be(page, auxiliaries));
        }
    }
    let before = (auxiliaries.start > range.start)
        .then(|| page.class(auxiliaries.start.wrapping_sub(1)))
        .flatten();
    let after = page.class(head + 1);
    let nominal_before = matches!(
        before,
        Some(
            Class::Determiner | Class::Possessive | Class::Preposition | Class::Number | Class::To
        )
    );
    match form {
        Form::Past | Form::Participle => {
            !matches!(before, Some(Class::Determiner | Class::Possessive))
        }
        Form::Ing => !matches!(before, Some(Class::Determiner | Class::Possessive)),
        Form::Base | Form::Third if nominal_before => false,
        Form::Base | Form::Third if !verb.noun => form == Form::Third || before.is_some(),
        Form::Base | Form::Third => {
            let subject = matches!(before, Some(Class::Pronoun | Class::Relative))
                || matches!(before, Some(Class::Name | Class::Open))
                    && (form == Form::Third
                        || page.lower(auxiliaries.start.wrapping_sub(1)).ends_with('s'));
            let complement = matches!(
                after,
                Some(
                    Class::That
                        | Class::Pronoun
                        | Class::Determiner
                        | Class::Quote
                        | Class::Possessive
                        | Class::Subordinator
                )
            ) || page.lower(head + 1) == "there"
                || after == Some(Class::Name) && form == Form::Third
                || after == Some(Class::To) && verb.takes("infinitive")
                || after == Some(Class::Colon) && form == Form::Third
                || after == Some(Class::Stop) && verb.takes_clause() && form == Form::Third
                || after == Some(Class::Preposition)
                    && verb.takes(page.lower(head + 1))
                    && matches!(before, Some(Class::Pronoun | Class::Relative | Class::Name));
            subject && complement
        }
    }
}

/// What the parser says; adjectives of the lexicon ("proud") and words without a tag stay open.
///
/// What describes a noun attributes nothing: "the proposed deal", "a group called Free Oslo",
/// "delegates supporting the plan"; but "a letter saying that the deal was off" does.
fn tagged_as_verb(page: &Page<'_>, head: usize, verb: &VerbCue, form: Form) -> Option<bool> {
    let word = page.words.get(head)?;
    match (word.upos, word.relation.as_str()) {
        (Upos::Verb, "amod") | (Upos::Noun | Upos::Propn, _) => Some(false),
        (Upos::Verb, "case" | "compound") => None,
        (Upos::Verb, "acl") if form == Form::Ing => Some(verb.class == CueClass::Report),
        (Upos::Verb, "acl") if form == Form::Past || form == Form::Participle => {
            Some(page.lower(head + 1) == "by")
        }
        (Upos::Verb, _) => Some(true),
        _ => None,
    }
}

fn has_only_be(page: &Page<'_>, auxiliaries: &Range<usize>) -> bool {
    auxiliaries.clone().all(|index| {
        matches!(page.lower(index), "is" | "are" | "was" | "were" | "been" | "has" | "have" | "had")
            || page.class(index) == Some(Class::Adverb)
    })
}

fn polarity(kind: CueKind, negated: bool, refused: bool) -> Polarity {
    match (kind, negated || refused) {
        (CueKind::Deny, false) => Polarity::Denied,
        (CueKind::Deny | CueKind::Confirm, true) => Polarity::NotConfirmed,
        (
            CueKind::Say | CueKind::Write | CueKind::Tell | CueKind::Announce | CueKind::Claim,
            true,
        ) => Polarity::DeclinedToSay,
        (CueKind::Think | CueKind::Want, true) => Polarity::Denied,
        _ => Polarity::Affirmed,
    }
}
