//! What a syntax tree settles: who speaks, and where what is said ends.
//!
//! The patterns of words find a cue and guess what stands around it; where the sentence has a tree, its
//! subject and its complement decide. Without a tree the guess stays.

use std::ops::Range;

use rapporteur_model::Span;

use super::draft::Draft;
use super::lexicon::CueLexicon;
use super::page::Page;
use super::words::Class;

/// Corrects source and content of an active verb by the tree, where there is one.
pub(crate) fn settle(page: &Page<'_>, draft: &mut Draft, lexicon: &CueLexicon) {
    let Some(head) = draft.cue.as_ref().and_then(|cue| head_of(page, cue)) else { return };
    let subject_speaks = ["verb.before", "verb.after", "verb.around", "verb.inverted"];
    if draft.rule.starts_with("verb.passive") {
        settle_end(page, draft, head, lexicon);
    }
    if !subject_speaks.iter().any(|rule| draft.rule.starts_with(rule)) {
        return;
    }
    settle_source(page, draft, head);
    if draft.rule.starts_with("verb.before") {
        settle_end(page, draft, head, lexicon);
    }
}

/// The subject with everything that belongs to it: apposition, relative clause, coordination.
///
/// A subject that shares no word with the guess is not taken: on PolNeAR train the guess is then right
/// more often than the tree.
fn settle_source(page: &Page<'_>, draft: &mut Draft, head: usize) {
    let [source] = draft.source.as_slice() else { return };
    let Some(subject) = subject_of(page, head) else { return };
    if matches!(page.class(subject), Some(Class::Relative | Class::That)) {
        return;
    }
    let range = page.trimmed(subtree(page, subject));
    let Some(span) = page.span(&range) else { return };
    let overlaps = |other: &Range<usize>| range.start < other.end && other.start < range.end;
    let in_cue = draft.cue.as_ref().is_some_and(overlaps);
    let in_content = draft.content.iter().any(|part| part.overlaps(span));
    let same_zone = range.clone().all(|index| page.quotation_of(index) == page.quotation_of(head));
    if overlaps(source) && !in_cue && !in_content && same_zone {
        draft.source = vec![range];
    }
}

/// What is said ends with the complement of the verb, not with what is coordinated with the verb.
fn settle_end(page: &Page<'_>, draft: &mut Draft, head: usize, lexicon: &CueLexicon) {
    let [content] = draft.content.as_slice() else { return };
    let start = page.word_from(content.start);
    if page.quotation_of(start).is_some() && page.quotation_of(head).is_none() {
        return;
    }
    let complement = dependants(page, head).find(|&index| {
        index > head
            && matches!(relation(page, index), "ccomp" | "xcomp" | "obj" | "parataxis")
            && subtree(page, index).contains(&start)
    });
    let Some(complement) = complement else { return };
    let end = subtree(page, complement).end;
    let further = dependants(page, head)
        .filter(|&index| index >= end && belongs_to_content(page, complement, index, lexicon))
        .map(|index| subtree(page, index).end);
    let end = further.max().unwrap_or(end).max(end);
    let Some(span) = page.span(&page.trimmed(start..end)) else { return };
    let goes_on = relation(page, complement) == "ccomp"
        && page.quotation_of(end - 1) == page.quotation_of(head);
    let shorter = content.start < span.end && span.end < content.end;
    if shorter || goes_on && span.end > content.end {
        draft.content = vec![Span::new(content.start, span.end)];
    }
}

/// Whether a later dependant of the cue goes with its complement.
///
/// Annotators of PolNeAR take nearly everything after an object, and few things after a clause.
fn belongs_to_content(
    page: &Page<'_>,
    complement: usize,
    word: usize,
    lexicon: &CueLexicon,
) -> bool {
    let later = relation(page, word);
    match relation(page, complement) {
        "ccomp" => matches!(later, "obl" | "xcomp" | "ccomp"),
        _ => {
            !matches!(later, "punct" | "conj" | "obl:tmod")
                && !tells_time(page, subtree(page, word))
                && !names_medium(page, word, lexicon)
        }
    }
}

/// "in an interview", "on television"
fn names_medium(page: &Page<'_>, word: usize, lexicon: &CueLexicon) -> bool {
    let opens = subtree(page, word).start;
    matches!(page.lower(opens), "in" | "on" | "during")
        && lexicon.media.iter().any(|(name, _)| name == page.lower(word))
}

/// "on Sunday night"
fn tells_time(page: &Page<'_>, mut words: Range<usize>) -> bool {
    page.class(words.start) == Some(Class::Preposition)
        && words.all(|index| {
            matches!(page.class(index), Some(Class::Preposition | Class::Time | Class::Number))
        })
}

/// "When asked whether …": a participle with a clause and without a subject of its own.
pub(crate) fn opens_adverbial(page: &Page<'_>, verb: usize) -> bool {
    relation(page, verb) == "advcl"
        && dependants(page, verb).all(|index| relation(page, index) != "nsubj")
        && dependants(page, verb).any(|index| index > verb && relation(page, index) == "ccomp")
}

/// "He went on television to say that …": the subject of the verb that an infinitive with a clause of its
/// own depends on.
pub(crate) fn speaker_of_infinitive(page: &Page<'_>, verb: usize) -> Option<Range<usize>> {
    let says = dependants(page, verb)
        .any(|index| index > verb && matches!(relation(page, index), "ccomp" | "parataxis"));
    let subject = subject_of(page, verb).filter(|_| says)?;
    Some(page.trimmed(subtree(page, subject))).filter(|range| range.end <= verb)
}

/// Where the clause or phrase ends that begins at `start` and says what a noun holds.
pub(crate) fn complement_of_noun(page: &Page<'_>, noun: usize, start: usize) -> Option<usize> {
    dependants(page, noun)
        .filter(|&index| {
            index >= start
                && matches!(relation(page, index), "acl" | "acl:relcl" | "ccomp" | "xcomp" | "nmod")
        })
        .map(|index| subtree(page, index))
        .find(|range| range.contains(&start))
        .map(|range| range.end)
}

/// The subject of a verb, also of the verb that it is coordinated with or depends on as a participle.
fn subject_of(page: &Page<'_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..3 {
        let subject = dependants(page, at).find(|&index| relation(page, index) == "nsubj");
        if subject.is_some() {
            return subject;
        }
        if !matches!(relation(page, at), "conj" | "xcomp" | "advcl") {
            return None;
        }
        at = page.words.get(at)?.head?;
    }
    None
}

/// The word of a range that depends on none of its other words.
fn head_of(page: &Page<'_>, range: &Range<usize>) -> Option<usize> {
    range.clone().find(|&index| {
        page.words
            .get(index)
            .is_some_and(|word| word.head.is_none_or(|head| !range.contains(&head)))
    })
}

fn relation<'p>(page: &'p Page<'_>, index: usize) -> &'p str {
    page.words.get(index).map_or("", |word| word.relation.as_str())
}

fn dependants<'p>(page: &'p Page<'_>, head: usize) -> impl Iterator<Item = usize> + 'p {
    page.sentence_words(head)
        .filter(move |&index| page.words.get(index).is_some_and(|word| word.head == Some(head)))
}

/// From the first to the last word below a word.
fn subtree(page: &Page<'_>, top: usize) -> Range<usize> {
    let below = |index: &usize| is_below(page, *index, top);
    let words = page.sentence_words(top);
    let start = words.clone().find(below).unwrap_or(top);
    let end = words.rev().find(below).unwrap_or(top) + 1;
    start..end
}

fn is_below(page: &Page<'_>, index: usize, top: usize) -> bool {
    const DEEPEST: usize = 64;
    let way = std::iter::successors(Some(index), |&at| page.words.get(at)?.head);
    way.take(DEEPEST).any(|at| at == top)
}

#[cfg(test)]
mod tests {
    use rapporteur_language::conllu::{read, treebank};

    use crate::attribution::{Attribution, CueLexicon, attributions};

    /// One attribution a line, as `source · cue · content`, for a sentence of `word tag head relation`.
    fn found(rows: &str) -> String {
        let lines: Vec<String> = rows
            .lines()
            .map(str::trim)
            .enumerate()
            .map(|(index, row)| {
                let cells: Vec<&str> = row.split(' ').collect();
                let [word, upos, head, relation] = cells[..] else { panic!("{row}") };
                format!("{}\t{word}\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_", index + 1)
            })
            .collect();
        let bank = treebank(&read(&(lines.join("\n") + "\n")).expect("well formed"));
        let all = attributions(&bank.text, &bank.sentences, CueLexicon::built_in());
        let shown = |one: &Attribution| {
            [&one.source, &one.cue, &one.content].map(|spans| {
                spans.iter().map(|span| span.of(&bank.text)).collect::<Vec<_>>().join(" … ")
            })
        };
        all.iter().map(|one| shown(one).join(" · ")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_subject_is_taken_with_the_clause_that_describes_it() {
        let rows = "The DET 2 det
            clerk NOUN 7 nsubj
            who PRON 4 nsubj
            kept VERB 2 acl:relcl
            the DET 6 det
            list NOUN 4 obj
            said VERB 0 root
            it PRON 10 nsubj
            was AUX 10 cop
            short ADJ 7 ccomp
            . PUNCT 7 punct";
        assert_eq!(found(rows), "The clerk who kept the list · said · it was short");
    }

    #[test]
    fn what_is_coordinated_with_the_cue_is_not_said() {
        let rows = "The DET 2 det
            guild NOUN 3 nsubj
            rejected VERB 0 root
            the DET 5 det
            draft NOUN 3 obj
            and CCONJ 7 cc
            left VERB 3 conj
            . PUNCT 3 punct";
        assert_eq!(found(rows), "The guild · rejected · the draft");
    }

    #[test]
    fn an_infinitive_has_the_speaker_of_its_clause() {
        let rows = "Ruiz PROPN 2 nsubj
            rose VERB 0 root
            to PART 4 mark
            say VERB 2 advcl
            the DET 6 det
            pass NOUN 8 nsubj
            was AUX 8 cop
            open ADJ 4 ccomp
            . PUNCT 2 punct";
        assert_eq!(found(rows), "Ruiz · to say · the pass was open");
    }

    #[test]
    fn who_asks_may_be_left_open() {
        let rows = "Asked VERB 8 advcl
            whether SCONJ 5 mark
            he PRON 5 nsubj
            would AUX 5 aux
            sign VERB 1 ccomp
            , PUNCT 8 punct
            Ruiz PROPN 8 nsubj
            shrugged VERB 0 root
            . PUNCT 8 punct";
        assert_eq!(found(rows), " · Asked · whether he would sign");
    }

    #[test]
    fn words_that_describe_a_noun_attribute_nothing() {
        let rows = "A DET 2 det
            group NOUN 6 nsubj
            called VERB 2 acl
            Free ADJ 5 amod
            Tarn PROPN 3 xcomp
            met VERB 0 root
            . PUNCT 6 punct";
        assert_eq!(found(rows), "");
    }

    #[test]
    fn a_noun_holds_the_clause_that_depends_on_it() {
        let rows = "The DET 2 det
            guild NOUN 4 nmod:poss
            's PART 2 case
            promise NOUN 9 nsubj
            to PART 6 mark
            pay VERB 4 acl
            the DET 8 det
            miners NOUN 6 obj
            failed VERB 0 root
            . PUNCT 9 punct";
        assert_eq!(found(rows), "The guild · promise · to pay the miners");
    }
}
