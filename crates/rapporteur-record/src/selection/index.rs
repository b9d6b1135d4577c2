//! Which claims and entries a selection yields.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Actor, Claim, Content, Diagnostic, Document, Entry, PartialDate, Verdict};

use super::column::{Builder, Column};
use super::field::{NONE, Review};
use super::filter::Near;
use super::sentences::Sentences;
use super::{Field, Selection, Takes, Terms};
use crate::views::Contents;

/// A loaded record made ready to be selected from, again and again.
///
/// Holds positions in the [`Contents`] that it was made of, and nothing of them.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// By field that takes names or members of a list: the values that are asked for.
    columns: BTreeMap<Field, Column>,
    /// Where a list beside shows less than can be asked for: parties without their people.
    pub(super) listed: BTreeMap<Field, Column>,
    /// First and last day that a claim can mean, as day numbers.
    days: Vec<Option<(i32, i32)>>,
    /// Independent voices of the claim's entry.
    voices: Vec<u32>,
    sentences: Sentences,
    /// For each entry the claims that it has in the record.
    pub(super) claims_of: Vec<Vec<u32>>,
    /// The claims that are in no entry.
    pub(super) alone: Vec<u32>,
}

/// What a selection yields: positions in the record, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// Positions in [`Contents::claims`]: by document key and place in the text.
    pub claims: Vec<usize>,
    /// Positions in [`Contents::entries`]: by identifier. One of the entry's claims is selected.
    pub entries: Vec<usize>,
}

impl Index {
    /// Makes a record ready, no claim of it reviewed.
    #[must_use]
    pub fn new(contents: &Contents) -> Self {
        Self::reviewed(contents, &BTreeMap::new())
    }

    /// Makes a record ready, with the verdicts that it holds.
    #[must_use]
    pub fn of(contents: &Contents) -> Self {
        Self::reviewed(contents, &verdicts(contents))
    }

    /// Makes ready what one selection needs, and nothing for others.
    #[must_use]
    pub(super) fn for_selection(contents: &Contents, selection: &Selection) -> Self {
        let asked = |field: Field| selection.terms(field).is_some();
        Self::with(contents, &verdicts(contents), &asked)
    }

    /// Makes a record ready, with what persons decided by claim.
    #[must_use]
    pub fn reviewed(contents: &Contents, reviews: &BTreeMap<&str, Review>) -> Self {
        Self::with(contents, reviews, &|_| true)
    }

    /// Makes the fields ready that are needed.
    fn with(
        contents: &Contents,
        reviews: &BTreeMap<&str, Review>,
        needed: &dyn Fn(Field) -> bool,
    ) -> Self {
        let documents = contents.documents_by_key();
        let positions: BTreeMap<&str, u32> =
            (0..).zip(&contents.claims).map(|(at, claim)| (claim.id.as_str(), at)).collect();
        let mut entry_of: Vec<Option<&Entry>> = vec![None; contents.claims.len()];
        let mut index = Self::default();
        for entry in &contents.entries {
            let claims: Vec<u32> = entry
                .claims
                .iter()
                .filter_map(|claim| positions.get(claim.as_str()).copied())
                .collect();
            for &claim in &claims {
                entry_of[claim as usize] = Some(entry);
            }
            index.claims_of.push(claims);
        }
        let mut columns: BTreeMap<Field, Builder> = BTreeMap::new();
        let mut listed: BTreeMap<Field, Builder> = BTreeMap::new();
        for (claim, entry) in contents.claims.iter().zip(&entry_of) {
            let document = documents.get(claim.document.as_str()).copied();
            let review = reviews.get(claim.id.as_str()).copied().unwrap_or_default();
            let disputed = entry.is_some_and(|entry| {
                entry.disagreements.iter().any(|disagreement| !disagreement.correction)
            });
            let needed = |field: &Field| field.is_facet() && needed(*field);
            for field in Field::ALL.iter().copied().filter(needed) {
                let column = columns.entry(field).or_default();
                match field {
                    Field::Disputed => column.push([if disputed { "yes" } else { "no" }]),
                    Field::Review => column.push([review.name()]),
                    _ => column.push(told(document, claim, field)),
                }
                if let Some(values) = listed_value(claim, field) {
                    listed.entry(field).or_default().push(values);
                }
            }
            let dates = claim.time.map(|time| (time.start, time.end)).or_else(|| {
                document.and_then(|document| document.published).map(|date| (date, date))
            });
            index.days.push(dates.map(|(start, end)| (first_day(start), last_day(end))));
            let voices = entry.map_or(1, |entry| entry.independent_reports);
            index.voices.push(u32::try_from(voices).unwrap_or(u32::MAX));
        }
        index.alone =
            (0..).zip(&entry_of).filter(|(_, entry)| entry.is_none()).map(|(at, _)| at).collect();
        let searched = if needed(Field::Words) { contents.claims.as_slice() } else { &[] };
        for claims in searched.chunk_by(|a, b| a.document == b.document) {
            let document = claims.first().and_then(|claim| documents.get(claim.document.as_str()));
            let places = claims.iter().map(|claim| (claim.span, claim.quote.as_str()));
            index.sentences.push(document.copied(), places);
        }
        index.columns = finished(columns);
        index.listed = finished(listed);
        index
    }

    /// The claims and entries that a selection yields.
    #[must_use]
    pub fn select(&self, selection: &Selection) -> Selected {
        let tests = self.tests(selection);
        let chosen: Vec<bool> =
            (0..self.days.len()).map(|claim| self.failed(&tests, claim) == 0).collect();
        let has_one = |claims: &Vec<u32>| claims.iter().any(|&claim| chosen[claim as usize]);
        Selected {
            entries: positions(self.claims_of.iter().map(has_one)),
            claims: positions(chosen.iter().copied()),
        }
    }

    /// What is asked for and stands nowhere in the record, with the names that come nearest.
    #[must_use]
    pub fn unknown(&self, selection: &Selection) -> Vec<Diagnostic> {
        let unheard = |(field, value): (Field, &str)| {
            let values = self.names(field);
            if values.iter().any(|(known, _)| known == value) {
                return None;
            }
            let mut near = Near::default();
            for (known, spelling) in values {
                near.meet(value, known, spelling);
            }
            Some(near.told(field, value))
        };
        selection.names_mentioned().filter_map(unheard).collect()
    }

    /// How a name is spelled by most claims: `Andes Wire` for the outlet `andes-wire`.
    #[must_use]
    pub fn spelling(&self, field: Field, value: &str) -> Option<&str> {
        let values = self.columns.get(&field)?.values();
        values.iter().find(|(known, _)| known == value).map(|(_, spelling)| spelling.as_str())
    }

    /// The names that stand in a field: what is asked for, and how it is spelled.
    pub(super) fn names(&self, field: Field) -> &[(String, String)] {
        self.columns.get(&field).map_or(&[], Column::values)
    }

    /// The columns by field.
    pub(super) fn columns(&self) -> impl Iterator<Item = (Field, &Column)> {
        self.columns.iter().map(|(field, column)| (*field, column))
    }

    /// The tests of a selection, each with the bit of its field.
    pub(super) fn tests(&self, selection: &Selection) -> Vec<(Field, Test<'_>)> {
        let of = |field: Field| {
            let terms = selection.terms(field)?;
            Some((field, self.test(field, terms)))
        };
        Field::ALL.iter().copied().filter_map(of).collect()
    }

    fn test(&self, field: Field, terms: &Terms) -> Test<'_> {
        let number =
            |values: &BTreeSet<String>| values.first().and_then(|value| value.parse::<u32>().ok());
        let date = || terms.only.first().and_then(|value| PartialDate::parse(value).ok());
        match field.takes() {
            Takes::Date if field == Field::From => Test::From(date().map_or(i32::MIN, first_day)),
            Takes::Date => Test::To(date().map_or(i32::MAX, last_day)),
            Takes::Number => Test::Voices {
                least: number(&terms.only).unwrap_or(0),
                below: number(&terms.except).unwrap_or(u32::MAX),
            },
            Takes::Words => {
                let any = |queries: &BTreeSet<String>| {
                    queries
                        .iter()
                        .map(|query| self.sentences.search(query))
                        .reduce(|a, b| a.into_iter().zip(b).map(|(a, b)| a || b).collect())
                };
                Test::Words { only: any(&terms.only), except: any(&terms.except) }
            }
            Takes::Name | Takes::OneOf(_) => match self.columns.get(&field) {
                Some(column) => Test::Values {
                    column,
                    only: (!terms.only.is_empty()).then(|| Wanted::of(column, &terms.only)),
                    except: Wanted::of(column, &terms.except),
                },
                None => Test::From(i32::MIN),
            },
        }
    }

    /// The bits of the fields that a claim fails.
    pub(super) fn failed(&self, tests: &[(Field, Test<'_>)], claim: usize) -> u32 {
        tests
            .iter()
            .filter(|(_, test)| !self.passes(test, claim))
            .fold(0, |bits, (field, _)| bits | bit(*field))
    }

    fn passes(&self, test: &Test<'_>, claim: usize) -> bool {
        match test {
            Test::From(from) => self.days[claim].is_some_and(|(_, last)| last >= *from),
            Test::To(to) => self.days[claim].is_some_and(|(first, _)| first <= *to),
            Test::Voices { least, below } => (*least..*below).contains(&self.voices[claim]),
            Test::Words { only, except } => {
                only.as_ref().is_none_or(|found| found[claim])
                    && except.as_ref().is_none_or(|found| !found[claim])
            }
            Test::Values { column, only, except } => {
                let values = column.of(claim);
                only.as_ref().is_none_or(|only| only.holds(values)) && !except.holds(values)
            }
        }
    }
}

/// Where claims stand with people, by claim.
fn verdicts(contents: &Contents) -> BTreeMap<&str, Review> {
    let status = |verdict| match verdict {
        Verdict::Accepted => Review::Accepted,
        Verdict::Rejected => Review::Rejected,
        Verdict::Unsure => Review::Unsure,
        Verdict::Open => Review::Unreviewed,
    };
    let reviews = contents.reviews.iter();
    reviews.map(|(claim, review)| (claim.as_str(), status(review.verdict))).collect()
}

/// What a claim must pass.
#[derive(Debug)]
pub(super) enum Test<'a> {
    From(i32),
    To(i32),
    Voices { least: u32, below: u32 },
    Words { only: Option<Vec<bool>>, except: Option<Vec<bool>> },
    Values { column: &'a Column, only: Option<Wanted>, except: Wanted },
}

/// Values of a column that are asked for.
#[derive(Debug)]
pub(super) struct Wanted {
    values: Vec<bool>,
    none: bool,
}

impl Wanted {
    fn of(column: &Column, wanted: &BTreeSet<String>) -> Self {
        Self {
            values: column.values().iter().map(|(key, _)| wanted.contains(key)).collect(),
            none: wanted.contains(NONE),
        }
    }

    fn holds(&self, values: &[u32]) -> bool {
        self.none && values.is_empty() || values.iter().any(|&value| self.values[value as usize])
    }
}

/// The bit of a field.
pub(super) const fn bit(field: Field) -> u32 {
    1 << field as u32
}

/// The positions that hold.
fn positions(holds: impl Iterator<Item = bool>) -> Vec<usize> {
    holds.enumerate().filter(|(_, holds)| *holds).map(|(at, _)| at).collect()
}

fn finished(builders: BTreeMap<Field, Builder>) -> BTreeMap<Field, Column> {
    builders.into_iter().map(|(field, builder)| (field, builder.finish())).collect()
}

/// What a claim and its document say in a field.
pub(super) fn told<'a>(
    document: Option<&'a Document>,
    claim: &'a Claim,
    field: Field,
) -> Vec<&'a str> {
    match (field, &claim.content) {
        (Field::Outlet, _) => {
            document.and_then(|document| document.outlet.as_deref()).into_iter().collect()
        }
        (Field::Document, _) => {
            let identifier = document.map(|document| document.id.as_str());
            identifier.into_iter().chain([claim.document.as_str()]).collect()
        }
        (Field::Kind, Content::Event(_)) => vec!["event"],
        (Field::Kind, Content::Figure(_)) => vec!["figure"],
        (Field::Party | Field::Mediator, _) => {
            named(claim, field).into_iter().flat_map(|(party, name)| [party, name]).collect()
        }
        (Field::Issue, Content::Event(event)) => {
            event.issues.iter().map(|issue| issue.name()).collect()
        }
        (Field::Type, Content::Event(event)) => vec![event.event_type.name()],
        (Field::Mode, Content::Event(event)) => event.mode.iter().map(|mode| mode.name()).collect(),
        (Field::Measure, Content::Figure(figure)) => vec![figure.measure.name()],
        (Field::Speaker, _) => claim
            .said_by
            .iter()
            .flat_map(|link| [Some(link.speaker.as_str()), link.party.as_deref()])
            .flatten()
            .collect(),
        (Field::Place, _) => claim.place.as_deref().into_iter().collect(),
        (Field::Realis, _) => vec![claim.realis.name()],
        _ => Vec::new(),
    }
}

/// What a list beside shows of it, where that is less: parties without their people, and the
/// speaker whose claim it is.
fn listed_value(claim: &Claim, field: Field) -> Option<Vec<&str>> {
    match field {
        Field::Party | Field::Mediator => {
            Some(named(claim, field).into_iter().map(|(party, _)| party).collect())
        }
        Field::Speaker => {
            Some(claim.innermost_speaker().map(|link| link.speaker.as_str()).into_iter().collect())
        }
        _ => None,
    }
}

/// Those who act or are acted upon, or who mediate: party and name. Whoever did or holds what a
/// figure counts is a party to it.
fn named(claim: &Claim, field: Field) -> Vec<(&str, &str)> {
    match (&claim.content, field) {
        (Content::Event(event), Field::Mediator) => pairs(event.mediators.iter()),
        (Content::Event(event), _) => pairs(event.actors.iter().chain(&event.recipients)),
        (Content::Figure(_), Field::Mediator) => Vec::new(),
        (Content::Figure(figure), _) => {
            figure.by.iter().map(|by| (by.as_str(), by.as_str())).collect()
        }
    }
}

fn pairs<'a>(actors: impl Iterator<Item = &'a Actor>) -> Vec<(&'a str, &'a str)> {
    actors.map(|actor| (actor.party(), actor.name.as_str())).collect()
}

fn first_day(date: PartialDate) -> i32 {
    day(date.first_day())
}

fn last_day(date: PartialDate) -> i32 {
    day(date.last_day())
}

/// Days since the year 0.
fn day(date: jiff::civil::Date) -> i32 {
    let days = date.duration_since(jiff::civil::Date::ZERO).as_hours() / 24;
    i32::try_from(days).unwrap_or(i32::MAX)
}
