//! It happened or not, when, where, and who did it.

use std::collections::BTreeSet;

use rapporteur_model::{EventType, Realis};

use crate::entries::told::{Told, named, words_of};
use crate::entries::words::{DAY_NAMES, MONTHS, stems};

/// Longest stretch of days, beyond the first, that counts as one date.
const ONE_DAY: i64 = 0;

pub(super) fn realis(told: &Told<'_>) -> Option<String> {
    told.claim.event()?;
    match told.claim.realis {
        Realis::Actual | Realis::Ongoing => Some("actual".to_owned()),
        Realis::Negated => Some("negated".to_owned()),
        Realis::Planned | Realis::Hypothetical => None,
    }
}

/// What had not happened when one report was published may have happened since; a truce that
/// collapsed (RETREAT, negated) had been one; and one speaker in one report tells two things.
pub(super) fn realis_contradicts(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (denied, told) = if a.claim.realis == Realis::Negated { (a, b) } else { (b, a) };
    if a.event_type != b.event_type
        || a.event_type == Some(EventType::Retreat)
        || a.same_document(b) && a.speaker == b.speaker
    {
        return false;
    }
    match (denied.published, told.days) {
        (Some(published), Some(days)) => days.first <= published.last,
        _ => true,
    }
}

pub(super) fn time(told: &Told<'_>) -> Option<String> {
    told.claim.event()?;
    let days = told.days.filter(|days| days.exact && days.length() <= ONE_DAY)?;
    let happened = matches!(told.claim.realis, Realis::Actual | Realis::Planned);
    let named = happened && days.exact && names_a_day(told);
    named.then(|| told.claim.time.map(|time| time.start.to_string()))?
}

pub(super) fn time_contradicts(a: &Told<'_>, b: &Told<'_>) -> bool {
    a.days.zip(b.days).is_some_and(|(one, other)| one.gap(other) > 0)
        && !a.same_document(b)
        && a.claim.realis == b.claim.realis
        && a.event_type == b.event_type
}

/// Whether the quote or its sentence names the day.
fn names_a_day(told: &Told<'_>) -> bool {
    let words: Vec<&str> = told.sentence.stems().collect();
    let number = |word: &&str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.iter().any(|word| DAY_NAMES.contains(word))
        || words.iter().any(|word| MONTHS.contains(word)) && words.iter().any(number)
}

pub(super) fn place(told: &Told<'_>) -> Option<String> {
    told.claim.event()?;
    told.days.filter(|days| days.length() <= ONE_DAY)?;
    told.claim.place.clone()
}

/// Two places contradict each other where neither can lie in the other: no report that names one
/// names the other.
pub(super) fn place_contradicts(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (Some(one), Some(other)) = (&a.claim.place, &b.claim.place) else { return false };
    let names = |told: &Told<'_>, place: &str| {
        let text = told.document.text.to_lowercase();
        let place = place.to_lowercase();
        text.contains(&place)
    };
    let shares_word = stems(one).any(|stem| stems(other).any(|theirs| theirs == stem));
    !shares_word
        && a.event_type == b.event_type
        && a.event_type == Some(EventType::Consult)
        && a.days.zip(b.days).is_some_and(|(one, other)| one.gap(other) == 0)
        && !names(a, other)
        && !names(b, one)
        && names(a, one)
        && names(b, other)
}

pub(super) fn actors(told: &Told<'_>) -> Option<String> {
    let event = told.claim.event()?;
    let deed = matches!(event.event_type, EventType::Assault | EventType::Coerce);
    let doers = doers(told);
    let names: Vec<&str> = event
        .actors
        .iter()
        .map(|actor| actor.party())
        .filter(|party| doers.contains(&named(party)))
        .collect();
    (deed && !names.is_empty()).then(|| names.join(", "))
}

/// The parties that a claim makes the doers: not those that it is done to, and not the one that
/// tells it. Sentences that name all three are where doers are read wrongly most often.
fn doers(told: &Told<'_>) -> BTreeSet<String> {
    let tells = |party: &String| {
        told.claim.innermost_speaker().is_some_and(|link| {
            let names = [Some(link.speaker.as_str()), link.party.as_deref()];
            names.into_iter().flatten().any(|name| named(name) == *party)
        })
    };
    let done_to = &told.parties.recipients;
    let actors = told.claim.event().into_iter().flat_map(|event| &event.actors);
    let parties = actors.map(|actor| named(actor.party()));
    parties.filter(|party| !done_to.contains(party) && !tells(party)).collect()
}

/// Two doers of one deed of one day.
pub(super) fn actors_contradict(a: &Told<'_>, b: &Told<'_>) -> bool {
    let (p, q) = (&a.parties, &b.parties);
    let (one, other) = (doers(a), doers(b));
    let one_day = |told: &Told<'_>| told.days.is_some_and(|days| days.length() <= 1);
    a.event_type == b.event_type
        && a.claim.realis == b.claim.realis
        && one_day(a)
        && one_day(b)
        && words_of(&one).is_disjoint(&words_of(&other))
        && !abbreviates(&one, &other)
        && !abbreviates(&other, &one)
        && !one.iter().any(|party| q.recipients.contains(party))
        && !other.iter().any(|party| p.recipients.contains(party))
        && !p.recipients.is_disjoint(&q.recipients)
}

/// Whether a name of the first begins with the initials of a name of the second: "US-led
/// coalition" and "United States".
fn abbreviates(short: &BTreeSet<String>, long: &BTreeSet<String>) -> bool {
    let initials = |name: &String| -> String {
        name.split('-').filter_map(|word| word.chars().next()).collect()
    };
    long.iter()
        .map(initials)
        .filter(|letters| letters.len() > 1)
        .any(|letters| short.iter().any(|name| name.split('-').any(|word| word == letters)))
}
