//! What a mention leaves in memory, by where it stands.

use super::Resolver;
use super::memory::Trace;
use super::principals::is_host;
use super::slice;
use crate::actors::draft::{Draft, Form};
use crate::actors::knowledge::{Number, Side};
use crate::actors::words::{Gap, Word};
use crate::actors::{ActorMention, MentionKind, Standing};

impl<'w> Resolver<'w, '_> {
    /// What a mention leaves in memory.
    pub(super) fn trace(
        &self,
        draft: &Draft<'w>,
        member: Option<usize>,
        mention: &ActorMention,
    ) -> Trace {
        let member = member.map(|at| &self.cast.members[at]);
        let mut nouns: Vec<String> = member.map(|member| member.nouns.clone()).unwrap_or_default();
        let outlet = member.is_some_and(|member| {
            member.names.iter().flatten().any(|word| self.knowledge.holds("outlets", word))
        });
        let mut class = None;
        let mut many = mention.actors.len() > 1;
        if let Some(member) = member.filter(|member| member.kind == MentionKind::Party) {
            let last = member.names.iter().filter_map(|name| name.last());
            nouns.extend(last.filter(|word| self.knowledge.is_party_noun(word)).cloned());
        }
        if let Form::Noun(nominal) = &draft.form {
            nouns.push(nominal.noun.clone());
            class = Some(nominal.class);
            many |= nominal.number == Number::Many;
        }
        if let Form::Demonym(_, number) = &draft.form {
            many |= *number == Number::Many;
        }
        Trace {
            actors: mention.actors.clone(),
            kind: member.map_or(mention.kind, |member| {
                if mention.kind == MentionKind::Place { MentionKind::Place } else { member.kind }
            }),
            class,
            nouns,
            sex: member.and_then(|member| member.sex),
            many,
            sentence: mention.sentence,
            joined: false,
            outlet,
            outside: outlet
                || member.is_some_and(|member| member.side == Side::Never)
                || is_host(self.words, draft, self.knowledge),
            subject: self.may_be_subject(draft),
            part: slice(self.words, &draft.head)
                .iter()
                .map(|word| word.part)
                .max()
                .unwrap_or_default(),
            quoted: self.words[draft.head.start].quoted,
            end: draft.words.end,
            patient: mention.standing == Standing::Patient,
        }
    }

    /// Whether a phrase stands where a subject may.
    fn may_be_subject(&self, draft: &Draft<'_>) -> bool {
        const PREPOSITIONS: [&str; 17] = [
            "of",
            "including",
            "in",
            "with",
            "to",
            "by",
            "from",
            "against",
            "on",
            "for",
            "at",
            "into",
            "over",
            "between",
            "through",
            "under",
            "towards",
        ];
        let start = draft.words.start;
        let sentence = self.words[start].sentence;
        let mut before =
            self.words[..start].iter().rev().take_while(|word| word.sentence == sentence);
        let word = before.find(|word| !self.knowledge.holds("determiners", &word.folded));
        let owns = self.words[draft.words.end - 1].possessive;
        !owns && word.is_none_or(|word| !PREPOSITIONS.contains(&word.folded.as_str()))
    }
}

/// Whether "and" or a comma joins a phrase to the one before it.
pub(super) fn is_joined(words: &[Word], one: &Draft<'_>, other: &Draft<'_>) -> bool {
    words.get(one.words.end..other.words.start).is_some_and(|between| {
        between.len() <= 2
            && between
                .iter()
                .all(|word| matches!(word.folded.as_str(), "and" | "the" | "his" | "her" | "its"))
            && between.iter().any(|word| word.folded == "and")
    })
}

/// Whether a place begins one of the first sentences and a comma or bracket follows: a dateline.
pub(super) fn is_dateline(words: &[Word], draft: &Draft<'_>) -> bool {
    let first = &words[draft.words.start];
    let after = words.get(draft.words.end).filter(|word| word.sentence == first.sentence);
    first.gap == Gap::Start
        && first.sentence < DATELINES
        && after.is_some_and(|word| matches!(word.gap, Gap::Comma | Gap::Open | Gap::Stop))
}

/// In how many sentences at the beginning a dateline may stand.
const DATELINES: usize = 8;
