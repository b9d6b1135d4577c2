//! An actor: what they did, said and want, with whom, and through whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rapporteur_model::slug;
use rapporteur_record::selection::Field;

use super::one::{One, one};
use super::positions::{Cell, cell};
use crate::ask::Ask;
use crate::card::Card;
use crate::people::{People, Period, role};
use crate::state::AppState;
use crate::text::{count, fill, filters, grouped, text};
use crate::words;

/// Entries of a section; the rest is a filter away.
const LATEST: usize = 8;

/// Stances on an issue.
const STANCES: usize = 3;

/// Others in a table.
const OTHERS: usize = 20;

#[derive(Template)]
#[template(path = "actor.html")]
struct Shown {
    name: String,
    answer: String,
    party: Option<Other>,
    deeds: Vec<Deeds>,
    wants: Vec<Cell>,
    all_wants: Option<String>,
    with: Vec<With>,
    /// Others by what they are to it: through whom, and who acts for it.
    groups: [(&'static str, Vec<Other>); 2],
}

/// Entries of one kind, the latest first.
struct Deeds {
    title: &'static str,
    cards: Vec<Card>,
    /// Where all of them are, and how many.
    all: Option<(String, String)>,
}

/// Another actor, and the number of entries.
struct Other {
    name: String,
    href: Option<String>,
    entries: String,
}

/// Another party in the same entries.
struct With {
    other: Other,
    towards: String,
    from: String,
}

/// `GET /p/ACTOR`: somebody by the name as an identifier, in lower case with `-` between the words.
pub(super) async fn page(State(state): State<Arc<AppState>>, Path(id): Path<String>) -> Response {
    one(state, None, "actors", move |_, ask| {
        let people = ask.snapshot.core.people();
        // Who types a name as it is written gets there, too.
        let Some(who) = people.by_id(&id).or_else(|| people.by_id(&slug(&id))) else {
            return Ok(One::Missing);
        };
        let (title, main) = html(ask, people, who)?;
        Ok(One::Page(title, main))
    })
    .await
}

/// What an actor does, counted once for each entry.
#[derive(Default)]
struct Tally {
    /// Entries of each role.
    acts: Vec<usize>,
    receives: Vec<usize>,
    mediates: Vec<usize>,
    speaks: Vec<usize>,
    period: Period,
    /// Others in the same entries: how many, in how many this one acts and the other receives, and
    /// the other way round.
    with: BTreeMap<usize, (usize, usize, usize)>,
    through: BTreeMap<usize, usize>,
}

fn tally(ask: &Ask<'_>, people: &People, who: usize) -> Tally {
    let mut tally = Tally::default();
    for &entry in &people.at(who).entries {
        let parts = people.in_entry(entry);
        let Some(part) = parts.iter().find(|part| part.who == who) else { continue };
        let roles = part.own | part.as_party;
        for (bit, entries) in [
            (role::ACTS, &mut tally.acts),
            (role::RECEIVES, &mut tally.receives),
            (role::MEDIATES, &mut tally.mediates),
            (role::SPEAKS, &mut tally.speaks),
        ] {
            if roles & bit != 0 {
                entries.push(entry);
            }
        }
        if let Some(time) = ask.snapshot.core.time_of(entry) {
            tally.period.add(time);
        }
        if roles & role::IN_EVENT == 0 {
            continue;
        }
        for other in people.others(who, entry) {
            if other.as_party & role::MEDIATES != 0 {
                *tally.through.entry(other.who).or_default() += 1;
            }
            if other.as_party & role::IN_EVENT == 0 {
                continue;
            }
            let (together, towards, from) = tally.with.entry(other.who).or_default();
            *together += 1;
            let goes = |a: u8, b: u8| a & role::ACTS != 0 && b & role::RECEIVES != 0;
            *towards += usize::from(goes(roles, other.as_party));
            *from += usize::from(goes(other.as_party, roles));
        }
    }
    tally
}

fn html(ask: &Ask<'_>, people: &People, who: usize) -> askama::Result<(String, String)> {
    let person = people.at(who);
    let tally = tally(ask, people, who);
    let positions = ask.snapshot.core.positions().iter();
    let wants = positions.filter(|position| slug(&position.party) == person.id);
    let mut with: Vec<(usize, (usize, usize, usize))> =
        tally.with.iter().map(|(who, n)| (*who, *n)).collect();
    with.sort_by(|(a, (n, ..)), (b, (m, ..))| m.cmp(n).then_with(|| a.cmp(b)));
    let with = with.into_iter().take(OTHERS).map(|(other, (together, towards, from))| With {
        other: shown(ask, people, other, together),
        towards: grouped(towards),
        from: grouped(from),
    });
    let through = tally.through.iter().map(|(who, n)| (*who, *n));
    let members = people.iter().enumerate().filter(|(_, other)| other.party == Some(who));
    let members = members.map(|(at, other)| (at, other.entries.len()));
    let main = Shown {
        name: person.name.clone(),
        answer: answer(&person.name, &tally),
        party: person.party.map(|party| shown(ask, people, party, people.at(party).entries.len())),
        deeds: [
            ("actor.acts", &tally.acts, Field::Party),
            ("actor.speaks", &tally.speaks, Field::Speaker),
            ("actor.mediates", &tally.mediates, Field::Mediator),
            ("actor.receives", &tally.receives, Field::Party),
        ]
        .into_iter()
        .filter(|(_, entries, _)| !entries.is_empty())
        .map(|(title, entries, field)| deeds(ask, text(title), entries, (field, &person.name)))
        .collect(),
        wants: wants.map(|position| cell(ask, position, STANCES)).collect(),
        all_wants: ask.links.only("positions", Field::Party.key(), &person.name),
        with: with.collect(),
        groups: [
            ("actor.through", ranked(ask, people, through)),
            ("actor.people", ranked(ask, people, members)),
        ]
        .map(|(title, others)| (text(title), others)),
    }
    .render()?;
    Ok((person.name.clone(), main))
}

fn answer(name: &str, tally: &Tally) -> String {
    let period = match (tally.period.first, tally.period.last) {
        (Some(first), Some(last)) => {
            fill("actor.period", &[("first", &words::date(first)), ("last", &words::date(last))])
        }
        _ => String::new(),
    };
    let deeds: Vec<String> = [
        ("actor.does", &tally.acts),
        ("actor.is-acted-upon", &tally.receives),
        ("actor.carries", &tally.mediates),
        ("actor.is-cited", &tally.speaks),
    ]
    .into_iter()
    .filter(|(_, entries)| !entries.is_empty())
    .map(|(key, entries)| fill(key, &[("happenings", &count(entries.len(), "happening"))]))
    .collect();
    let deeds = crate::text::listed(&deeds);
    fill("actor.answer", &[("name", name), ("deeds", &deeds), ("period", &period)])
}

/// The latest of some entries.
fn deeds(
    ask: &Ask<'_>,
    title: &'static str,
    entries: &[usize],
    (field, name): (Field, &str),
) -> Deeds {
    let core = &ask.snapshot.core;
    let mut latest: Vec<usize> = entries.to_vec();
    latest.sort_by_key(|&at| {
        (std::cmp::Reverse(core.time_of(at).map(|time| time.end.last_day())), at)
    });
    let all = (entries.len() > LATEST)
        .then(|| ask.links.only("timeline", field.key(), name))
        .flatten()
        .map(|href| (href, count(entries.len(), "happening")));
    let cards = latest.into_iter().take(LATEST).filter_map(|at| Card::of(ask, at)).collect();
    Deeds { title, cards, all }
}

/// Others by number of entries.
fn ranked(
    ask: &Ask<'_>,
    people: &People,
    others: impl Iterator<Item = (usize, usize)>,
) -> Vec<Other> {
    let mut others: Vec<(usize, usize)> = others.collect();
    others.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    others.into_iter().take(OTHERS).map(|(who, n)| shown(ask, people, who, n)).collect()
}

fn shown(ask: &Ask<'_>, people: &People, who: usize, entries: usize) -> Other {
    let other = people.at(who);
    Other { name: other.name.clone(), href: ask.links.actor(&other.id), entries: grouped(entries) }
}
