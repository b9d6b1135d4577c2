//! Figure series: one line of points for a measure, a population and a holder.

use std::collections::BTreeMap;

use rapporteur_model::{Figure, Measure, Qualifier, TimeSpan};
use serde::Serialize;

use super::members::{Members, members, outlet};
use super::{Contents, by_count};
use crate::entries::cluster::groups;
use crate::entries::words::{Words, stems};

/// What is counted, over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureSeries {
    /// The measure.
    pub measure: Measure,
    /// The population, as reports call it most often.
    pub of: Option<String>,
    /// The party that did it or holds them.
    pub by: Option<String>,
    /// `people`, `days`, …
    pub unit: Option<String>,
    /// Whether it counts up since a beginning, so that it cannot fall.
    pub cumulative: bool,
    /// Points by moment, then by value.
    pub points: Vec<Point>,
    /// Where a count that cannot fall does.
    pub falls: Vec<Fall>,
}

/// One value for one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Its moment or period; where nothing tells, the publication date.
    pub time: Option<TimeSpan>,
    /// The number; for a range its lower end.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// How exact it claims to be.
    pub qualifier: Qualifier,
    /// Who gives it: innermost speakers; empty when outlets do in their own voice.
    pub said_by: Vec<String>,
    /// The outlets that carry it.
    pub outlets: Vec<String>,
    /// The entry.
    pub entry: String,
    /// The claims that give this value.
    pub claims: Vec<String>,
    /// The words of the first of them.
    pub quote: String,
}

/// A count that cannot fall and does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fall {
    /// Entry and value before.
    pub from: (String, f64),
    /// Entry and value after.
    pub to: (String, f64),
}

/// Every series, those with most points in front, then by measure, population and holder.
#[must_use]
pub fn series(contents: &Contents) -> Vec<FigureSeries> {
    let all = members(contents);
    let mut by_measure: BTreeMap<(Measure, Option<&str>), Vec<Counted<'_>>> = BTreeMap::new();
    for counted in all.iter().filter_map(Counted::of) {
        let key = (counted.figure.measure, counted.figure.unit.as_deref());
        by_measure.entry(key).or_default().push(counted);
    }
    let mut series: Vec<FigureSeries> = by_measure.into_values().flat_map(lines).collect();
    series.sort_by(|a, b| {
        b.points.len().cmp(&a.points.len()).then_with(|| {
            (a.measure, &a.of, &a.by, &a.unit).cmp(&(b.measure, &b.of, &b.by, &b.unit))
        })
    });
    series
}

/// Likeness of two populations' words above which they are one.
const COUNTED_ALIKE: f64 = 0.5;

/// Score of two populations that have nothing to do with each other.
const APART: f64 = -2.0;

/// A fall of less than this share of a count is rounding.
const ROUNDING: f64 = 0.02;

/// Words that say nothing about which people are counted.
const ANYBODY: &[&str] =
    &["people", "person", "others", "other", "more", "total", "dead", "killed"];

struct Counted<'a> {
    members: &'a Members<'a>,
    figure: &'a Figure,
    population: Words,
    holder: Words,
}

impl<'a> Counted<'a> {
    fn of(members: &'a Members<'a>) -> Option<Self> {
        let figure = members.quoted().0.figure()?;
        let of: String = members
            .claims
            .iter()
            .filter_map(|(claim, _)| claim.figure()?.of.clone())
            .flat_map(|of| stems(&of).collect::<Vec<_>>())
            .filter(|stem| !ANYBODY.contains(&stem.as_str()))
            .fold(String::new(), |words, stem| words + " " + &stem);
        let by = members.claims.iter().find_map(|(claim, _)| claim.figure()?.by.clone());
        Some(Self {
            members,
            figure,
            population: Words::of(&of),
            holder: Words::of(by.as_deref().unwrap_or_default()),
        })
    }
}

fn lines(counted: Vec<Counted<'_>>) -> Vec<FigureSeries> {
    let mut pairs = Vec::new();
    for (a, one) in counted.iter().enumerate() {
        for (b, other) in counted.iter().enumerate().skip(a + 1) {
            let score = alike(one, other);
            if score > APART {
                pairs.push((a, b, score));
            }
        }
    }
    groups(counted.len(), &pairs, 0.0, APART)
        .into_iter()
        .filter_map(|group| line(&group.iter().map(|&at| &counted[at]).collect::<Vec<_>>()))
        .collect()
}

fn alike(a: &Counted<'_>, b: &Counted<'_>) -> f64 {
    let likeness = match (a.population.is_empty(), b.population.is_empty()) {
        (true, true) => COUNTED_ALIKE + 0.2,
        (true, false) | (false, true) => COUNTED_ALIKE - 0.1,
        (false, false) => a.population.similarity(&b.population),
    };
    let holders = match (a.holder.is_empty(), b.holder.is_empty()) {
        (false, false) if a.holder.in_common(&b.holder) == 0 => -2.0,
        (false, false) => 0.5,
        _ => 0.0,
    };
    4.0 * (likeness - COUNTED_ALIKE) + holders
}

fn line(group: &[&Counted<'_>]) -> Option<FigureSeries> {
    let mut points: Vec<Point> = group.iter().flat_map(|counted| points_of(counted)).collect();
    points.sort_by(|a, b| {
        let when =
            |point: &Point| point.time.map(|time| (time.end.last_day(), time.start.first_day()));
        when(a)
            .cmp(&when(b))
            .then_with(|| a.value.total_cmp(&b.value))
            .then_with(|| a.entry.cmp(&b.entry))
    });
    let figures = || group.iter().map(|counted| counted.figure);
    let most = |name: fn(&Figure) -> Option<&str>| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for name in figures().filter_map(name) {
            let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
            *counts.entry(words).or_default() += 1;
        }
        by_count(counts).into_iter().next().map(|(name, _)| name)
    };
    let cumulative = points.len() > 1
        && matches!(
            figures().next()?.measure,
            Measure::Killed | Measure::Injured | Measure::Missing
        )
        && points.iter().filter(|point| point.time.is_some_and(|t| t.start != t.end)).count() > 1;
    Some(FigureSeries {
        measure: figures().next()?.measure,
        of: most(|figure| figure.of.as_deref()),
        by: most(|figure| figure.by.as_deref()),
        unit: most(|figure| figure.unit.as_deref()),
        cumulative,
        falls: if cumulative { falls(&points) } else { Vec::new() },
        points,
    })
}

/// One point for each value that claims of an entry give.
fn points_of(counted: &Counted<'_>) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for (claim, document) in &counted.members.claims {
        let Some(figure) = claim.figure() else { continue };
        let same = |point: &&mut Point| {
            point.value.total_cmp(&figure.value).is_eq()
                && point.high.map(f64::to_bits) == figure.high.map(f64::to_bits)
                && point.qualifier == figure.qualifier
        };
        let at = points.iter_mut().find(same);
        let speaker = claim.innermost_speaker().map(|link| link.speaker.clone());
        let outlet = outlet(document);
        if let Some(point) = at {
            point.claims.push(claim.id.clone());
            point.said_by.extend(speaker.filter(|name| !point.said_by.contains(name)));
            if !point.outlets.contains(&outlet) {
                point.outlets.push(outlet);
            }
            continue;
        }
        points.push(Point {
            time: claim.time.or_else(|| document.published.map(TimeSpan::at)),
            value: figure.value,
            high: figure.high,
            qualifier: figure.qualifier,
            said_by: speaker.into_iter().collect(),
            outlets: vec![outlet],
            entry: counted.members.entry.id.clone(),
            claims: vec![claim.id.clone()],
            quote: claim.quote.clone(),
        });
    }
    points
}

/// Where a total that counts on since one beginning is lower at a later day.
fn falls(points: &[Point]) -> Vec<Fall> {
    let total = |point: &&Point| point.time.is_some_and(|time| time.start != time.end);
    let totals: Vec<&Point> = points.iter().filter(total).collect();
    totals
        .windows(2)
        .filter_map(|pair| {
            let [before, after] = pair else { return None };
            let (one, other) = (before.time?, after.time?);
            let since_one_beginning = one.start.of_year() == other.start.of_year();
            let lower = after.high.unwrap_or(after.value) < before.value * (1.0 - ROUNDING);
            (since_one_beginning && one.end.last_day() < other.end.last_day() && lower).then(|| {
                Fall {
                    from: (before.entry.clone(), before.value),
                    to: (after.entry.clone(), after.value),
                }
            })
        })
        .collect()
}
