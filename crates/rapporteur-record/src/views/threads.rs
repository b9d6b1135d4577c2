//! Threads: each proposal or agreement with its life, from first mention to last answer.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Claim, Document, EventType, Issue, Realis, TimeSpan};
use serde::Serialize;

use super::members::{Members, actors, distinct, mediators, members, recipients};
use super::{Contents, by_count};
use crate::entries::cluster::groups;
use crate::entries::told::{named, sentence_around};
use crate::entries::words::{Words, stems};

/// A proposal or agreement with everything that refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Thread {
    /// Stable identifier: `t-` and the identifier of its first entry's first claim.
    pub id: String,
    /// What reports call it most often.
    pub name: String,
    /// Every name for it with the number of claims that use it, most frequent first.
    pub names: Vec<(String, usize)>,
    /// What it is about, most frequent first.
    pub issues: Vec<Issue>,
    /// The earliest and the latest day that its steps are dated to.
    pub time: Option<TimeSpan>,
    /// Its life in order: dated steps first by date, then undated ones.
    pub steps: Vec<Step>,
    /// The latest answer of each party, by party.
    pub answers: Vec<Answer>,
}

/// What an entry does to a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Put on the table.
    PutForward,
    /// Carried, handed over or discussed.
    Conveyed,
    /// Changes to it asked for.
    Amended,
    /// Accepted.
    Accepted,
    /// Refused.
    Refused,
    /// Signed or endorsed.
    Signed,
    /// Carried out.
    CarriedOut,
    /// Breached or broken off.
    Broken,
    /// Told to be coming or possible: no step yet.
    Expected,
    /// Anything else that refers to it.
    Mentioned,
}

/// One step in the life of a thread: an entry that refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The entry.
    pub entry: String,
    /// What it does to the thread.
    pub phase: Phase,
    /// When.
    pub time: Option<TimeSpan>,
    /// Parties that act.
    pub actors: Vec<String>,
    /// Parties acted upon.
    pub recipients: Vec<String>,
    /// Who conveys or brokers.
    pub mediators: Vec<String>,
    /// As told: distinct values of its claims.
    pub realis: Vec<Realis>,
    /// Outlets that carry it.
    pub outlets: Vec<String>,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// Whether the entry holds a disagreement.
    pub disputed: bool,
    /// The words of its first claim.
    pub quote: String,
    /// The first claim.
    pub claim: String,
}

/// What a party answered last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The party.
    pub party: String,
    /// Its latest answer: accepted, refused, signed or amended.
    pub phase: Phase,
    /// When.
    pub time: Option<TimeSpan>,
    /// The entry.
    pub entry: String,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// Whether another report says the contrary, or the same words do.
    pub disputed: bool,
    /// The contrary answer that the same sentence, or the same speaker for the same time, gives:
    /// phase and entry. One of the two is misread, or the words leave it open.
    pub contrary: Option<(Phase, String)>,
    /// Its earlier answers, in order: phase and entry.
    pub earlier: Vec<(Phase, String)>,
}

/// Every thread, the one with the latest step in front.
///
/// Entries belong to one thread when reports name the object alike, its parties meet and its times
/// are near; groups grow by average likeness, so that one vague name does not chain two threads.
#[must_use]
pub fn threads(contents: &Contents) -> Vec<Thread> {
    let all = members(contents);
    let mut named: Vec<Named<'_>> = all.iter().filter_map(Named::of).collect();
    named.extend(refer_back(&all, &named));
    let pairs: Vec<(usize, usize, f64)> = meeting(&named)
        .into_iter()
        .map(|(a, b)| (a, b, alike(&named[a], &named[b])))
        .filter(|(_, _, score)| *score > APART)
        .collect();
    let mut threads: Vec<Thread> = groups(named.len(), &pairs, 0.0, APART)
        .into_iter()
        .filter_map(|group| thread(&group.iter().map(|&at| &named[at]).collect::<Vec<_>>()))
        .collect();
    threads.sort_by(|a, b| {
        let latest = |thread: &Thread| thread.time.map(|time| time.end.last_day());
        latest(b).cmp(&latest(a)).then_with(|| a.id.cmp(&b.id))
    });
    threads
}

/// The pairs that are worth comparing, each once, sorted: of one report, of one party and season, or
/// with a word in their names that tells which paper it is.
fn meeting(named: &[Named<'_>]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in named.iter().enumerate() {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        keys.extend(one.members.claims.iter().map(|(claim, _)| format!("in {}", claim.document)));
        for party in &one.parties {
            let (first, last) = one.days.unwrap_or_default();
            let seasons = first.div_euclid(LONG_AGO)..=(last + LONG_AGO).div_euclid(LONG_AGO);
            keys.extend(seasons.take(MOST_SEASONS).map(|season| format!("{season} {party}")));
        }
        let telling = |stem: &&str| !PAPERS.contains(stem) && !KINDS.contains(stem);
        let stems = one.names.iter().flat_map(Words::stems).filter(telling);
        keys.extend(stems.map(|stem| format!("named {stem}")));
        for key in keys {
            blocks.entry(key).or_default().push(at);
        }
    }
    let pairs = blocks.values().flat_map(|block| {
        let later = |rank: usize| block[rank + 1..].iter();
        block.iter().enumerate().flat_map(move |(rank, &a)| later(rank).map(move |&b| (a, b)))
    });
    pairs.collect()
}

/// Seasons of a step that spans years, beyond which parties alone do not lead to another.
const MOST_SEASONS: usize = 12;

/// Stems of words for what can be put on the table: an object without one is a topic, no thread.
const PAPERS: &[&str] = &[
    "propos", "plan", "deal", "agreem", "accord", "initia", "draft", "offer", "paper", "roadma",
    "treaty", "framew", "docume", "terms", "memora", "protoc", "pact", "truce", "package",
    "packag", "compro", "resolu", "declar", "commun",
];

/// Stems of words that tell what kind of paper it is, and not which.
const KINDS: &[&str] = &[
    "potent", "possib", "tempor", "final", "propos", "perman", "lastin", "compre", "ceasef",
    "peace", "exchan", "prison", "hostag",
];

/// Stems of words for one that has not been named yet.
const ANOTHER: &[&str] = &["anothe", "new", "separa"];

/// Stems of words that put something on the table.
const PUTTING: &[&str] = &[
    "propos", "put", "presen", "submit", "unveil", "offer", "announ", "outlin", "draft", "initia",
];

/// Stems of words that break an agreement.
const BREAKING: &[&str] = &["violat", "breach", "suspen", "collap", "withdr", "abando", "tore"];

/// Score of two entries that have nothing to do with each other.
const APART: f64 = -2.0;

/// Likeness of names above which two entries speak of one thing, everything else being equal.
const NAMED_ALIKE: f64 = 0.45;

/// Days between the times of two steps of one thread: beyond them a name alone does not join.
const LONG_AGO: i64 = 120;

/// The same for a name that is a bare "deal" or "proposal".
const RECENT: i64 = 30;

/// Bytes of text within which a bare name refers back.
const JUST_NAMED: usize = 400;

/// An entry that refers to a proposal or agreement by name.
struct Named<'a> {
    members: &'a Members<'a>,
    names: Vec<Words>,
    parties: BTreeSet<String>,
    days: Option<(i64, i64)>,
}

/// Answers to what their sentence has just named: "agreed to the plan, but its rival rejected it".
fn refer_back<'a>(all: &'a [Members<'a>], named: &[Named<'a>]) -> Vec<Named<'a>> {
    let place = |claim: &Claim, document: &Document| {
        (document.key.clone(), sentence_around(&document.text, claim).0)
    };
    let mut names: BTreeMap<(String, usize), &Vec<Words>> = BTreeMap::new();
    for one in named {
        for (claim, document) in &one.members.claims {
            names.entry(place(claim, document)).or_insert(&one.names);
        }
    }
    let answers = |members: &&Members<'_>| {
        members.events().all(|event| {
            event.object.is_none()
                && matches!(
                    event.event_type,
                    EventType::Agree | EventType::Reject | EventType::Support
                )
        })
    };
    let says_it = |claim: &Claim| {
        claim.quote.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "it")
    };
    all.iter()
        .filter(|members| members.events().next().is_some())
        .filter(answers)
        .filter_map(|members| {
            let back = members.claims.iter().filter(|(claim, _)| says_it(claim));
            let found = back.filter_map(|(claim, document)| names.get(&place(claim, document)));
            Some(Named::by(members, found.into_iter().next()?.to_vec()))
        })
        .collect()
}

impl<'a> Named<'a> {
    fn of(members: &'a Members<'a>) -> Option<Self> {
        let objects = distinct(members.events().filter_map(|event| event.object.clone()));
        let names: Vec<Words> = objects
            .iter()
            .map(|object| Words::of(object))
            .filter(|words| words.stems().any(|stem| PAPERS.contains(&stem)))
            .collect();
        (!names.is_empty()).then(|| Self::by(members, names))
    }

    fn by(members: &'a Members<'a>, names: Vec<Words>) -> Self {
        let parties = members
            .events()
            .flat_map(|event| event.actors.iter().chain(&event.recipients).chain(&event.mediators))
            .map(|actor| named(actor.party()))
            .collect();
        let day =
            |date: jiff::civil::Date| date.duration_since(jiff::civil::Date::ZERO).as_hours() / 24;
        let days = members
            .time_or_publication()
            .map(|time| (day(time.start.first_day()), day(time.end.last_day())));
        Self { members, names, parties, days }
    }

    /// Whether every name of it is a bare "deal" or "proposal".
    fn bare(&self) -> bool {
        let says_nothing =
            |stem: &str| PAPERS.contains(&stem) || KINDS.contains(&stem) || ANOTHER.contains(&stem);
        self.names.iter().all(|words| words.stems().all(says_nothing))
    }

    /// Whether it is said to be another one than those named so far.
    fn another(&self) -> bool {
        self.names.iter().any(|words| words.stems().any(|stem| ANOTHER.contains(&stem)))
    }
}

fn alike(a: &Named<'_>, b: &Named<'_>) -> f64 {
    let bare = a.bare() || b.bare();
    let said_so = bare && just_named(a, b);
    let likeness = if bare { bare_likeness(a, b) } else { name_likeness(a, b) };
    let parties = match a.parties.intersection(&b.parties).count() {
        0 => -1.0,
        // "The deal" of one party may be any of its deals.
        1 if bare && !said_so => -0.8,
        _ => 0.3,
    };
    let reach = if bare { RECENT } else { LONG_AGO };
    let time = match (a.days, b.days) {
        (Some((start, end)), Some((other_start, other_end))) => {
            let gap = (start - other_end).max(other_start - end).max(0);
            if gap > reach { -1.5 } else { 0.3 }
        }
        _ => 0.0,
    };
    // Where the text itself names the one after the other, a date that it leaves open says nothing.
    let time = if said_so { 0.3 } else { time };
    4.0 * (likeness - NAMED_ALIKE) + parties + time
}

/// "The deal" is what the report has just named.
fn bare_likeness(a: &Named<'_>, b: &Named<'_>) -> f64 {
    if just_named(a, b) { NAMED_ALIKE + 0.3 } else { name_likeness(a, b).min(NAMED_ALIKE + 0.05) }
}

/// Whether one report names both within a few lines, and the later one not as another one.
fn just_named(a: &Named<'_>, b: &Named<'_>) -> bool {
    a.members.claims.iter().any(|(one, _)| {
        b.members.claims.iter().any(|(other, _)| {
            let later = if one.span.start < other.span.start { b } else { a };
            one.document == other.document
                && one.span.start.abs_diff(other.span.start) <= JUST_NAMED
                && !later.another()
        })
    })
}

fn name_likeness(a: &Named<'_>, b: &Named<'_>) -> f64 {
    a.names
        .iter()
        .flat_map(|one| b.names.iter().map(move |other| one.similarity(other)))
        .fold(0.0, f64::max)
}

fn thread(group: &[&Named<'_>]) -> Option<Thread> {
    let mut steps: Vec<Step> = group.iter().map(|named| step(named.members)).collect();
    steps.sort_by(|a, b| {
        let when =
            |step: &Step| step.time.map(|time| (time.start.first_day(), time.end.last_day()));
        (a.time.is_none(), when(a), &a.entry).cmp(&(b.time.is_none(), when(b), &b.entry))
    });
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut issues: BTreeMap<Issue, usize> = BTreeMap::new();
    for event in group.iter().flat_map(|named| named.members.events()) {
        if let Some(object) = &event.object {
            *names.entry(object.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
        }
        for issue in &event.issues {
            *issues.entry(*issue).or_default() += 1;
        }
    }
    let names = by_count(names);
    let mut issues: Vec<_> = issues.into_iter().collect();
    issues.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    let times = || steps.iter().filter_map(|step| step.time);
    let first = group.iter().flat_map(|named| &named.members.entry.claims).min()?;
    Some(Thread {
        id: format!("t-{first}"),
        name: names.first().map(|(name, _)| name.clone())?,
        names,
        issues: issues.into_iter().map(|(issue, _)| issue).collect(),
        time: times()
            .map(|time| time.start)
            .min_by_key(|date| date.first_day())
            .zip(times().map(|time| time.end).max_by_key(|date| date.last_day()))
            .map(|(start, end)| TimeSpan { start, end }),
        answers: answers(group, &steps),
        steps,
    })
}

fn step(entry: &Members<'_>) -> Step {
    let (claim, _) = entry.quoted();
    Step {
        entry: entry.entry.id.clone(),
        phase: phase(entry),
        time: entry.time(),
        actors: entry.parties(actors),
        recipients: entry.parties(recipients),
        mediators: entry.parties(mediators),
        realis: entry.realis(),
        outlets: entry.outlets(),
        independent_reports: entry.entry.independent_reports,
        disputed: entry.disputed(),
        quote: claim.quote.clone(),
        claim: claim.id.clone(),
    }
}

/// What an entry does to a thread, by the first claim that tells it as done.
fn phase(entry: &Members<'_>) -> Phase {
    let done =
        |claim: &&(&Claim, &Document)| matches!(claim.0.realis, Realis::Actual | Realis::Ongoing);
    let Some((claim, _)) = entry.claims.iter().find(done) else {
        let negated = entry.claims.iter().all(|(claim, _)| claim.realis == Realis::Negated);
        return if negated { Phase::Mentioned } else { Phase::Expected };
    };
    let says = |list: &[&str]| stems(&claim.quote).any(|stem| list.contains(&stem.as_str()));
    match claim.event().map(|event| event.event_type) {
        Some(EventType::Request) if says(PUTTING) => Phase::PutForward,
        Some(EventType::Request) => Phase::Amended,
        Some(EventType::Agree) => Phase::Accepted,
        Some(EventType::Support) => Phase::Signed,
        Some(EventType::Reject) if says(BREAKING) => Phase::Broken,
        Some(EventType::Reject) => Phase::Refused,
        Some(EventType::Consult) => Phase::Conveyed,
        Some(EventType::Retreat | EventType::Concede) => Phase::CarriedOut,
        Some(EventType::Assault | EventType::Coerce | EventType::Mobilize) => Phase::Broken,
        _ => Phase::Mentioned,
    }
}

/// The latest answer of each party, by party.
fn answers(group: &[&Named<'_>], steps: &[Step]) -> Vec<Answer> {
    let mut given: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
    let answering = |step: &&Step| {
        matches!(step.phase, Phase::Accepted | Phase::Refused | Phase::Signed | Phase::Amended)
    };
    for step in steps.iter().filter(answering) {
        for party in &step.actors {
            given.entry(party).or_default().push(step);
        }
    }
    let members: BTreeMap<&str, &Members<'_>> =
        group.iter().map(|named| (named.members.entry.id.as_str(), named.members)).collect();
    given
        .into_iter()
        .filter_map(|(party, mut steps)| {
            steps.sort_by_key(|step| step.time.map(|time| time.end.last_day()));
            let latest = steps.pop()?;
            let of = |step: &Step| members.get(step.entry.as_str()).copied();
            let contrary = steps.iter().rev().find(|step| {
                opposed(step.phase, latest.phase)
                    && of(step).zip(of(latest)).is_some_and(|(a, b)| in_one_breath(a, b))
            });
            Some(Answer {
                party: party.to_owned(),
                phase: latest.phase,
                time: latest.time,
                entry: latest.entry.clone(),
                independent_reports: latest.independent_reports,
                disputed: latest.disputed || contrary.is_some(),
                contrary: contrary.map(|step| (step.phase, step.entry.clone())),
                earlier: steps.iter().map(|step| (step.phase, step.entry.clone())).collect(),
            })
        })
        .collect()
}

/// Whether one answer takes and the other leaves.
const fn opposed(one: Phase, other: Phase) -> bool {
    matches!(
        (one, other),
        (Phase::Accepted | Phase::Signed, Phase::Refused)
            | (Phase::Refused, Phase::Accepted | Phase::Signed)
    )
}

/// Whether one sentence tells both, or one speaker in one report does for the same time.
fn in_one_breath(a: &Members<'_>, b: &Members<'_>) -> bool {
    let speaker = |claim: &Claim| claim.innermost_speaker().map(|link| link.speaker.clone());
    let same_time = |one: &Claim, other: &Claim| match (one.time, other.time) {
        (Some(one), Some(other)) => {
            one.start.first_day() <= other.end.last_day()
                && other.start.first_day() <= one.end.last_day()
        }
        _ => true,
    };
    a.claims.iter().any(|(one, document)| {
        let starts = |claim: &Claim| sentence_around(&document.text, claim).0;
        b.claims.iter().filter(|(other, _)| other.document == one.document).any(|(other, _)| {
            starts(one) == starts(other) || speaker(one) == speaker(other) && same_time(one, other)
        })
    })
}
