//! A claim made ready to be compared with others.

use std::collections::BTreeSet;
use std::sync::Arc;

use rapporteur_model::{Actor, Claim, Content, Document, EventType, PartialDate, TimeSpan, slug};

use super::disagreements::{Stance, stance};
use super::set::Set;
use super::setting::is_bare;
use super::words::{Words, hash, stems};
use crate::voices::passages::passage_id;

/// Bytes of a text that count as its head: a headline and the start of the lead.
const HEAD: usize = 200;

/// What is compared.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) document: &'a Document,
    /// Hash of its document's key.
    home: u64,
    /// The PLOVER type; `None` for a figure.
    pub(crate) event_type: Option<EventType>,
    /// Its place among the claims of its document, from 0.
    pub(crate) ordinal: usize,
    /// First and last day that its time can mean, as day numbers.
    pub(crate) days: Option<Days>,
    /// The same for the publication date of its document.
    pub(crate) published: Option<Days>,
    /// The words of the quote, and of the sentence around it.
    pub(crate) quote: Words,
    pub(crate) sentence: Words,
    /// Where that sentence starts.
    pub(crate) sentence_start: usize,
    /// Hash of all its words; of one too short to be told again with those of the one before it.
    pub(crate) passage: Option<u64>,
    /// Whether it stands at the head of the report.
    pub(crate) in_head: bool,
    /// The names that its report repeats.
    pub(crate) setting: Arc<Set>,
    pub(crate) place: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) parties: Parties,
    pub(crate) issues: Set,
    /// Words of the object of an event, or of what a figure counts.
    pub(crate) object: Words,
    /// Words of who holds or did what a figure counts.
    pub(crate) holder: Words,
    pub(crate) stance: Option<Stance>,
}

/// The parties of an event; empty for a figure.
#[derive(Debug, Default)]
pub(crate) struct Parties {
    pub(crate) actors: Set,
    pub(crate) actor_names: Set,
    pub(crate) recipients: Set,
    /// Actors, recipients and mediators.
    pub(crate) all: Set,
    pub(crate) actor_words: Set,
    pub(crate) recipient_words: Set,
    pub(crate) words: Set,
}

/// A stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: i64,
    pub(crate) last: i64,
    /// Whether its beginning is known to the day.
    pub(crate) exact: bool,
}

impl Days {
    fn of(time: TimeSpan) -> Self {
        Self {
            first: number(time.start.first_day()),
            last: number(time.end.last_day()).max(number(time.start.first_day())),
            exact: time.start.as_day().is_some(),
        }
    }

    /// Days between two stretches; 0 when they share one.
    pub(crate) fn gap(self, other: Self) -> i64 {
        (self.first - other.last).max(other.first - self.last).max(0)
    }

    /// How long it is beyond its first day.
    pub(crate) const fn length(self) -> i64 {
        self.last - self.first
    }
}

fn number(day: jiff::civil::Date) -> i64 {
    day.duration_since(jiff::civil::Date::ZERO).as_hours() / 24
}

impl<'a> Told<'a> {
    /// `ordinal`: its place among the claims of its document; `setting`: the names that this
    /// repeats.
    pub(crate) fn new(
        claim: &'a Claim,
        document: &'a Document,
        ordinal: usize,
        setting: Arc<Set>,
    ) -> Self {
        let (sentence_start, sentence) = sentence_around(&document.text, claim);
        let (parties, object, holder) = match &claim.content {
            Content::Event(event) => (
                Parties::of(&event.actors, &event.recipients, &event.mediators),
                Words::of(event.object.as_deref().unwrap_or_default()),
                Words::default(),
            ),
            Content::Figure(figure) => (
                Parties::default(),
                Words::of(figure.of.as_deref().unwrap_or_default()),
                Words::of(figure.by.as_deref().unwrap_or_default()),
            ),
        };
        let (quote, words) = (Words::of(&claim.quote), Words::of(sentence));
        let issues = claim.event().into_iter().flat_map(|event| &event.issues);
        let at = |date: PartialDate| Days::of(TimeSpan::at(date));
        Self {
            claim,
            document,
            home: hash(&document.key),
            event_type: claim.event().map(|event| event.event_type),
            ordinal,
            days: claim.time.map(Days::of),
            published: document.published.map(at),
            stance: stance(claim, &words, [&quote, &object]),
            quote,
            sentence: words,
            sentence_start,
            passage: passage_id(sentence).or_else(|| {
                passage_id(with_the_one_before(&document.text, sentence_start, sentence))
            }),
            in_head: claim.span.start < HEAD,
            setting,
            place: claim.place.as_deref().map(slug),
            speaker: claim.innermost_speaker().map(|link| slug(&link.speaker)),
            parties,
            issues: Set::of(issues.map(ToString::to_string)),
            object,
            holder,
        }
    }

    pub(crate) fn same_document(&self, other: &Self) -> bool {
        self.home == other.home
    }

    /// Whether both reports repeat a name, or neither names enough to tell.
    pub(crate) fn same_setting(&self, other: &Self) -> bool {
        let (one, theirs) = (&self.setting, &other.setting);
        !one.is_disjoint(theirs) || is_bare(one) && is_bare(theirs)
    }
}

impl Parties {
    fn of(actors: &[Actor], recipients: &[Actor], mediators: &[Actor]) -> Self {
        let parties = |actors: &[Actor]| -> BTreeSet<String> {
            actors.iter().map(|actor| named(actor.party())).collect()
        };
        let (actor_set, recipient_set) = (parties(actors), parties(recipients));
        let mut names = &actor_set | &recipient_set;
        names.extend(parties(mediators));
        Self {
            actor_names: Set::of(actors.iter().map(|actor| named(&actor.name))),
            actor_words: words_of(&actor_set),
            recipient_words: words_of(&recipient_set),
            words: words_of(&names),
            actors: Set::of(&actor_set),
            recipients: Set::of(&recipient_set),
            all: Set::of(&names),
        }
    }
}

/// The stems of names as [`named`] gives them.
pub(crate) fn words_of(names: &BTreeSet<String>) -> Set {
    let words = |name: &String| stems(&name.replace('-', " ")).collect::<Vec<_>>();
    Set::of(names.iter().flat_map(words))
}

/// A name without case, punctuation and article.
pub(crate) fn named(name: &str) -> String {
    let slug = slug(name);
    slug.strip_prefix("the-").map_or_else(|| slug.clone(), str::to_owned)
}

/// The sentence that holds a claim's quote, found by its marks alone, and where it starts.
pub(crate) fn sentence_around<'a>(text: &'a str, claim: &Claim) -> (usize, &'a str) {
    let before = text.get(..claim.span.start).unwrap_or_default();
    let after = text.get(claim.span.end..).unwrap_or_default();
    let start = ends(before).next_back().unwrap_or_default();
    let end = ends(after).next().map_or(text.len(), |at| claim.span.end + at);
    (start, text.get(start..end).unwrap_or_default())
}

/// A sentence together with the one before it.
fn with_the_one_before<'a>(text: &'a str, start: usize, sentence: &'a str) -> &'a str {
    let before = ends(text.get(..start).unwrap_or_default()).next_back().unwrap_or_default();
    text.get(before..start + sentence.len()).unwrap_or(sentence)
}

/// Where sentences end in a text: after a full stop, question or exclamation mark with what closes
/// it and a space, and at blank lines.
fn ends(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let bytes = text.as_bytes();
    (1..bytes.len()).filter(move |&at| {
        if !bytes[at].is_ascii_whitespace() || !text.is_char_boundary(at) {
            return false;
        }
        let sentence = text[..at].trim_end_matches(['"', '”', '’', '\'', ')']);
        sentence.ends_with(['.', '!', '?']) && sentence.len() + 8 > at
            || bytes[at] == b'\n' && text[..at].ends_with('\n')
    })
}
