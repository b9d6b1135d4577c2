//! What two neighbouring phrases tell of each other: apposition, "X of the Y", acronyms in brackets.

use super::MentionKind;
use super::cast::{Cast, slice};
use super::draft::{Draft, Form, Guess, Nominal};
use super::knowledge::{Class, Number};
use super::resolve::Home;
use super::words::{Gap, Word};

/// Who each draft is, where it names somebody; filled from the names and from their neighbours.
pub(crate) fn enter(
    text: &str,
    words: &[Word],
    drafts: &[Draft<'_>],
) -> (Cast, Vec<Option<usize>>) {
    let home = Home::of(words, drafts).map(|home| home.state);
    let mut cast = Cast { members: Vec::new(), home };
    let mut members = vec![None; drafts.len()];
    for (at, draft) in drafts.iter().enumerate() {
        if let Form::Known(known) = &draft.form {
            members[at] = Some(cast.known(known, slice(words, &draft.head)));
        }
    }
    for at in fullest_first(drafts) {
        let draft = &drafts[at];
        if let Form::Name(named) = &draft.form {
            let member = cast.named(text, slice(words, &draft.head), named.guess);
            cast.members[member].attested |= named.attested || draft.office.is_some();
            members[at] = Some(member);
        }
    }
    for draft in drafts {
        let nominal =
            if let Form::Noun(nominal) = &draft.form { Some(&nominal.parties) } else { None };
        let office = draft.office.as_ref().map(|office| &office.parties);
        for party in nominal.into_iter().chain(office).flatten() {
            if let super::draft::PartyWords::Name(range) = party {
                cast.named(text, slice(words, range), Guess::Body);
            }
        }
    }
    for (at, draft) in drafts.iter().enumerate() {
        let (Form::Name(named), Some(member)) = (&draft.form, members[at]) else { continue };
        if named.guess == Guess::Person && cast.members[member].kind == MentionKind::Name {
            cast.members[member].kind = MentionKind::Person;
        }
        cast.members[member].sex = cast.members[member].sex.or(named.sex);
        cast.members[member].attested |= named.attested;
    }
    for (at, draft) in drafts.iter().enumerate() {
        let (Some(office), Some(member)) = (&draft.office, members[at]) else { continue };
        cast.called(member, &office.noun);
        cast.members[member].attested = true;
        if let Some(party) = office.parties.first().and_then(|party| cast.party(words, party)) {
            cast.acts_for(member, &party);
        }
    }
    for at in 1..drafts.len() {
        link(words, &drafts[at - 1], &drafts[at], at, &mut cast, &mut members);
    }
    (cast, members)
}

/// Positions of drafts, longest names first, so that short names find the long ones.
fn fullest_first(drafts: &[Draft<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(drafts[at].head.len()), at));
    order
}

fn link(
    words: &[Word],
    one: &Draft<'_>,
    other: &Draft<'_>,
    at: usize,
    cast: &mut Cast,
    members: &mut [Option<usize>],
) {
    let Some(between) = words.get(one.words.end..other.words.start) else { return };
    let Some(after) = words.get(one.words.end) else { return };
    if between.len() > 2 || words[one.words.start].sentence != words[other.words.start].sentence {
        return;
    }
    let articles = between.iter().all(|word| {
        matches!(word.folded.as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their")
    });
    let apposed = after.gap == Gap::Comma;
    let adjoined = between.is_empty() && after.gap == Gap::Space;
    match (&one.form, &other.form) {
        // "Okello Adera, the acting foreign minister"
        (_, Form::Noun(nominal))
            if articles && apposed && is_post(nominal) && is_person(cast, members[at - 1]) =>
        {
            describe(words, members[at - 1], nominal, cast);
            members[at] = members[at - 1];
        }
        // "the Azania Front, a rebel group"
        (_, Form::Noun(nominal))
            if articles
                && apposed
                && !between.is_empty()
                && is_group(nominal)
                && is_body(cast, members[at - 1]) =>
        {
            describe(words, members[at - 1], nominal, cast);
            members[at] = members[at - 1];
        }
        // "the acting foreign minister, Okello Adera,"
        (Form::Noun(nominal), _)
            if between.is_empty()
                && apposed
                && is_post(nominal)
                && is_person(cast, members[at])
                && !goes_on(words, other.words.end) =>
        {
            describe(words, members[at], nominal, cast);
            members[at - 1] = members[at];
        }
        // "the rebel movement Azania Front"
        (Form::Noun(nominal), _) if adjoined && is_group(nominal) && is_body(cast, members[at]) => {
            describe(words, members[at], nominal, cast);
            members[at - 1] = members[at];
        }
        // "the Azania Liberation Front (ALF)"
        (Form::Known(_) | Form::Name(_), Form::Name(_))
            if between.is_empty()
                && after.gap == Gap::Open
                && other.words.len() == 1
                && is_acronym_of(slice(words, &other.head), slice(words, &one.head)) =>
        {
            let Some(member) = members[at - 1] else { return };
            cast.also(member, slice(words, &other.head));
            rename(cast, members, at, member);
        }
        // "Okello Adera of the Azania Front"
        (_, Form::Known(_) | Form::Name(_))
            if says_of(between) && is_person(cast, members[at - 1]) =>
        {
            let (Some(person), Some(party)) = (members[at - 1], members[at]) else { return };
            if cast.members[party].kind != MentionKind::Name {
                let name = cast.members[party].actor.party().to_owned();
                cast.acts_for(person, &name);
                cast.members[person].attested = true;
            }
        }
        // "Chad's Adera"
        (Form::Known(known), Form::Name(_)) if adjoined && known.kind != MentionKind::Person => {
            let Some(person) = members[at] else { return };
            if words[one.words.end - 1].possessive && is_person(cast, members[at]) {
                cast.acts_for(person, known.actor.party());
            }
        }
        _ => {}
    }
}

/// Whether one word can stand for a name: its first letter begins a word of the name, and half of its
/// letters do; "SEOUL (Reuters)" names two. Acronyms of another language keep some of them.
fn is_acronym_of(short: &[Word], long: &[Word]) -> bool {
    let [short] = short else { return false };
    let initials: Vec<char> = long.iter().filter_map(|word| word.folded.chars().next()).collect();
    let letters = short.folded.chars().filter(|letter| letter.is_alphabetic());
    let fitting = letters.clone().filter(|letter| initials.contains(letter)).count();
    let count = letters.count();
    long.len() > 1 && (2..=8).contains(&count) && 2 * fitting >= count
}

/// Whether a noun names a post that one person holds.
fn is_post(nominal: &Nominal<'_>) -> bool {
    nominal.class == Class::Office && nominal.number == Number::One
}

/// Whether a noun names a party or an armed group.
fn is_group(nominal: &Nominal<'_>) -> bool {
    matches!(nominal.class, Class::Party | Class::Group)
}

/// Whether a list goes on, so that what stands before is no apposition.
fn goes_on(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| matches!(word.folded.as_str(), "and" | "or"))
}

/// Whether the words between a person and a party say that the one is of the other.
fn says_of(between: &[Word]) -> bool {
    between.first().is_some_and(|word| matches!(word.folded.as_str(), "of" | "from"))
}

/// Every draft of one member becomes another's: the acronym was entered before its name.
fn rename(cast: &mut Cast, members: &mut [Option<usize>], at: usize, member: usize) {
    let Some(old) = members[at] else { return };
    if old == member {
        return;
    }
    for entry in members.iter_mut().filter(|entry| **entry == Some(old)) {
        *entry = Some(member);
    }
    cast.members[old].names.clear();
}

fn describe(words: &[Word], member: Option<usize>, nominal: &Nominal<'_>, cast: &mut Cast) {
    let Some(member) = member else { return };
    if cast.members[member].kind == MentionKind::Name {
        cast.members[member].kind =
            if nominal.class == Class::Office { MentionKind::Person } else { MentionKind::Party };
    }
    cast.called(member, &nominal.noun);
    cast.members[member].attested = true;
    let party = nominal.parties.first().and_then(|party| cast.party(words, party));
    if let (Class::Office, Some(party)) = (nominal.class, party) {
        cast.acts_for(member, &party);
    }
}

fn is_person(cast: &Cast, member: Option<usize>) -> bool {
    member
        .is_some_and(|at| matches!(cast.members[at].kind, MentionKind::Person | MentionKind::Name))
}

fn is_body(cast: &Cast, member: Option<usize>) -> bool {
    member.is_some_and(|at| matches!(cast.members[at].kind, MentionKind::Party | MentionKind::Name))
}
