//! Speakers inside a speaker: "The agency quoted him as saying …", "…, citing a spokesman".

use std::ops::Range;

use super::complement::{Extent, content_to_the_right};
use super::draft::Draft;
use super::noun_phrase;
use super::page::Page;
use super::types::{CueClass, Polarity};
use super::verb_group::{Shape, VerbGroup};
use super::verbs::Zone;
use super::words::{Class, WordLists};

/// Prefix of the rule of a cited source: it says the same as the attribution before it.
pub(crate) const CITED: &str = "verb.citing";

/// The inner speaker of a draft whose verb quotes or cites one.
pub(crate) fn inner_speaker(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    outer: &Draft,
) -> Option<Draft> {
    match (group.verb.lemma.as_str(), group.shape) {
        ("quote", Shape::Active | Shape::Participle) => quoted_as_saying(page, zone, group, outer),
        ("quote", Shape::Passive) if outer.rule == "verb.quoted-by" => {
            let subject = noun_phrase::before(page, group.words.start, zone.words.start)?;
            said_by(page, zone, group, outer, subject)
        }
        _ => None,
    }
}

/// "quoted him as saying": content after it, or the quotation before the outer source.
fn quoted_as_saying(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    outer: &Draft,
) -> Option<Draft> {
    let source = noun_phrase::after(page, group.words.end, zone.words.end)?;
    said_by(page, zone, group, outer, source)
}

/// What a quoted source says: after "as saying", or in the quotation before the outer source.
fn said_by(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    outer: &Draft,
    source: Range<usize>,
) -> Option<Draft> {
    let from = group.words.end;
    let says = (from..zone.words.end.min(from + 16))
        .find(|&index| page.lower(index) == "as" && page.lower(index + 1).ends_with("ing"))?;
    let cue = says..says + 2;
    let begin =
        says + 2 + usize::from(matches!(page.class(says + 2), Some(Class::Colon | Class::Comma)));
    let following = content_to_the_right(page, begin, zone.words.end, Extent::Clause);
    let start = page.words.get(group.words.start)?.span.start;
    let preceding = outer
        .content
        .iter()
        .copied()
        .filter(|span| group.shape != Shape::Passive && span.end <= start);
    let content: Vec<_> = following.into_iter().chain(preceding).collect();
    (!content.is_empty())
        .then(|| Draft::report(source, cue, content, "verb.quoted-by:say".to_owned()))
}

/// "…, citing a ministry spokesman": the object says what the previous attribution says.
pub(crate) fn cited(
    page: &Page<'_>,
    zone: &Zone,
    group: &VerbGroup<'_>,
    previous: Option<&Draft>,
) -> Option<Draft> {
    let cites = matches!(group.verb.lemma.as_str(), "cite" | "quote");
    if !cites || group.shape != Shape::Participle || zone.quotation.is_some() {
        return None;
    }
    let source = noun_phrase::after(page, group.words.end, zone.words.end)?;
    if page.lower(source.end) == "as" || !can_speak(page, &source) {
        return None;
    }
    let content = match previous {
        Some(draft) => draft.content.clone(),
        None => vec![page.span(&page.trimmed(zone.words.start..group.words.start))?],
    };
    Some(Draft {
        source: vec![source],
        cue: Some(group.words.clone()),
        content,
        addressee: None,
        medium: None,
        polarity: Polarity::Affirmed,
        class: CueClass::Report,
        rule: format!("{CITED}:{}", group.verb.lemma),
    })
}

/// Whether a phrase names somebody or something that speaks: a name, an official, a statement.
fn can_speak(page: &Page<'_>, phrase: &Range<usize>) -> bool {
    const WRITINGS: [&str; 6] =
        ["statement", "report", "letter", "document", "spokesman", "spokeswoman"];
    let lists = WordLists::built_in();
    phrase.clone().any(|index| {
        page.class(index) == Some(Class::Name)
            || lists.unnamed_heads.contains(page.lower(index))
            || WRITINGS.contains(&page.lower(index))
    })
}
