//! Positions: what each party demands, offers, accepts or refuses on each issue, over time.

use std::collections::BTreeMap;

use rapporteur_model::{Claim, EventType, Issue, Realis, TimeSpan};
use serde::Serialize;

use super::Contents;
use super::members::{Members, actors, distinct, members, recipients};

/// One cell of the matrix: a party's stances on an issue.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Position {
    /// The issue.
    pub issue: Issue,
    /// The party.
    pub party: String,
    /// The latest stance.
    pub latest: Stance,
    /// What it replaced, the latest in front.
    pub earlier: Vec<Stance>,
}

/// A stance that a party took once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stance {
    /// What it does.
    pub kind: StanceKind,
    /// When it was taken; where nothing tells, the publication date.
    pub time: Option<TimeSpan>,
    /// Whom it is addressed to.
    pub to: Vec<String>,
    /// The proposal or agreement it refers to.
    pub object: Option<String>,
    /// A figure that the same sentence names: "240", "5 to 10".
    pub figures: Vec<String>,
    /// The innermost speaker where it is not the outlet.
    pub said_by: Option<String>,
    /// The outlets that report it.
    pub outlets: Vec<String>,
    /// Number of independent voices.
    pub independent_reports: usize,
    /// The entry.
    pub entry: String,
    /// Its first claim.
    pub claim: String,
    /// The words of that claim.
    pub quote: String,
}

/// What a party does about an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StanceKind {
    /// Asks for it (REQUEST).
    Demands,
    /// Refuses it (REJECT).
    Refuses,
    /// Accepts, commits to or offers it (AGREE).
    Accepts,
    /// Yields on it (CONCEDE).
    Concedes,
}

/// Every cell that is filled, by issue in the guide's order, then by party.
#[must_use]
pub fn positions(contents: &Contents) -> Vec<Position> {
    let figures = figures_by_document(contents);
    let mut cells: BTreeMap<(Issue, String), Vec<Stance>> = BTreeMap::new();
    for entry in &members(contents) {
        let Some(kind) = kind(entry) else { continue };
        let stance = stance(entry, kind, &figures);
        let issues = distinct(entry.events().flat_map(|event| event.issues.iter().copied()));
        for party in entry.parties(actors) {
            for &issue in &issues {
                cells.entry((issue, party.clone())).or_default().push(stance.clone());
            }
        }
    }
    cells
        .into_iter()
        .filter_map(|((issue, party), mut stances)| {
            stances.sort_by(|a, b| when(b).cmp(&when(a)).then_with(|| a.entry.cmp(&b.entry)));
            let latest = stances.first()?.clone();
            Some(Position { issue, party, latest, earlier: stances.split_off(1) })
        })
        .collect()
}

/// When a stance was taken: by its last day, undated ones first of all.
fn when(stance: &Stance) -> Option<jiff::civil::Date> {
    stance.time.map(|time| time.end.last_day())
}

/// What an entry does, by its most frequent type; `None` for what is no stance or not taken.
fn kind(entry: &Members<'_>) -> Option<StanceKind> {
    let taken = entry
        .claims
        .iter()
        .any(|(claim, _)| matches!(claim.realis, Realis::Actual | Realis::Ongoing));
    if !taken {
        return None;
    }
    let mut counts: BTreeMap<EventType, usize> = BTreeMap::new();
    for event in entry.events() {
        *counts.entry(event.event_type).or_default() += 1;
    }
    let (event_type, _) =
        counts.into_iter().max_by(|(a, n), (b, m)| n.cmp(m).then_with(|| b.cmp(a)))?;
    match event_type {
        EventType::Request => Some(StanceKind::Demands),
        EventType::Reject => Some(StanceKind::Refuses),
        EventType::Agree => Some(StanceKind::Accepts),
        EventType::Concede => Some(StanceKind::Concedes),
        _ => None,
    }
}

fn stance(entry: &Members<'_>, kind: StanceKind, figures: &Figures<'_>) -> Stance {
    let (claim, _) = entry.quoted();
    let exchanged = entry.claims.iter().flat_map(|(claim, document)| {
        let beside = figures.get(document.key.as_str()).into_iter().flatten();
        beside.filter(|figure| claim.span.overlaps(figure.span)).filter_map(|figure| amount(figure))
    });
    Stance {
        kind,
        time: entry.time_or_publication(),
        to: entry.parties(recipients),
        object: entry.events().find_map(|event| event.object.clone()),
        figures: distinct(exchanged),
        said_by: claim.innermost_speaker().map(|link| link.speaker.clone()),
        outlets: entry.outlets(),
        independent_reports: entry.entry.independent_reports,
        entry: entry.entry.id.clone(),
        claim: claim.id.clone(),
        quote: claim.quote.clone(),
    }
}

type Figures<'a> = BTreeMap<&'a str, Vec<&'a Claim>>;

fn figures_by_document(contents: &Contents) -> Figures<'_> {
    let mut figures: Figures<'_> = BTreeMap::new();
    for claim in contents.claims.iter().filter(|claim| claim.figure().is_some()) {
        figures.entry(&claim.document).or_default().push(claim);
    }
    figures
}

fn amount(claim: &Claim) -> Option<String> {
    let figure = claim.figure()?;
    let of = figure.of.as_deref().map(|of| format!(" {of}")).unwrap_or_default();
    Some(match figure.high {
        Some(high) => format!("{} to {high}{of}", figure.value),
        None => format!("{}{of}", figure.value),
    })
}
