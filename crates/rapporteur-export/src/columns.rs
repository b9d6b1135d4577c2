//! The columns of a table of claims: one flat table for CSV, XLSX, Parquet and the data package.

use std::borrow::Cow;

use rapporteur_model::{Actor, Claim, CodePoints, Document, Event, Figure, Span};

use crate::Options;
use crate::pieces::{EntryOf, Piece};

/// A claim with everything that a row says about it.
pub(crate) struct Row<'a> {
    shown: &'a str,
    document: &'a Document,
    claim: &'a Claim,
    entry: Option<EntryOf<'a>>,
    review: Option<&'a str>,
    points: Span,
    options: &'a Options,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Missing,
    Text(Cow<'a, str>),
    Number(f64),
    Flag(bool),
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Whole,
    Flag,
}

/// One column.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) meaning: &'static str,
    pub(crate) cell: for<'r> fn(&'r Row<'r>) -> Cell<'r>,
}

/// Defines the columns: name, kind, meaning, cell.
macro_rules! columns {
    ($($name:literal, $kind:ident, $meaning:literal, $cell:expr;)*) => {
        &[$(Column { name: $name, kind: Kind::$kind, meaning: $meaning, cell: $cell },)*]
    };
}

/// The columns, in order. Lists are joined by `; `, attribution chains by ` > `.
pub(crate) const COLUMNS: &[Column] = columns! {
    "claim", Text, "Identifier of the claim", |row| text(&row.claim.id);
    "document", Text, "Identifier of the report", |row| text(row.shown);
    "outlet", Text, "Who published it", |row| maybe(row.document.outlet.as_deref());
    "published", Text, "When: YYYY, YYYY-MM or YYYY-MM-DD", |row| shown(row.document.published);
    "url", Text, "Address of the report", |row| maybe(row.document.url.as_deref());
    "kind", Text, "`event` or `figure`",
        |row| text(if row.claim.event().is_some() { "event" } else { "figure" });
    "type", Text, "PLOVER type of an event", |row| shown(row.event().map(|event| event.event_type));
    "mode", Text, "PLOVER mode of an event", |row| shown(row.event().and_then(|event| event.mode));
    "actors", Text, "Who does it; the party in parentheses",
        |row| names(row.event().map(|event| event.actors.as_slice()));
    "recipients", Text, "To whom", |row| names(row.event().map(|event| event.recipients.as_slice()));
    "mediators", Text, "Through whom",
        |row| names(row.event().map(|event| event.mediators.as_slice()));
    "issues", Text, "What it is about", |row| joined(row.event().into_iter().flat_map(|event| &event.issues).map(|issue| issue.name()));
    "object", Text, "The proposal, agreement or plan that it refers to",
        |row| maybe(row.event().and_then(|event| event.object.as_deref()));
    "measure", Text, "What a figure counts", |row| shown(row.figure().map(|figure| figure.measure));
    "value", Number, "The number; for a range its lower end",
        |row| number(row.figure().map(|figure| figure.value));
    "high", Number, "The upper end of a range", |row| number(row.figure().and_then(|figure| figure.high));
    "qualifier", Text, "How exact the number claims to be",
        |row| shown(row.figure().map(|figure| figure.qualifier));
    "unit", Text, "`people`, `days`, a currency, …",
        |row| maybe(row.figure().and_then(|figure| figure.unit.as_deref()));
    "of", Text, "Whom or what is counted, in the report's words",
        |row| maybe(row.figure().and_then(|figure| figure.of.as_deref()));
    "by", Text, "Who did it or holds them", |row| maybe(row.figure().and_then(|figure| figure.by.as_deref()));
    "realis", Text, "Whether it is told as having happened", |row| text(row.claim.realis.name());
    "time_start", Text, "First day, month or year that it can mean",
        |row| shown(row.claim.time.map(|time| time.start));
    "time_end", Text, "Last day, month or year", |row| shown(row.claim.time.map(|time| time.end));
    "place", Text, "Where", |row| maybe(row.claim.place.as_deref());
    "said_by", Text, "Who says so, outermost first; empty: the outlet itself", said_by;
    "medium", Text, "Through what the innermost speaker said it",
        |row| shown(row.claim.innermost_speaker().and_then(|link| link.medium));
    "quote", Text, "The words, exactly as they stand in the report", |row| text(&row.claim.quote);
    "start", Whole, "Where they start, in Unicode code points of the stored text", |row| whole(Some(row.points.start));
    "end", Whole, "Where they end", |row| whole(Some(row.points.end));
    "found_by", Text, "The pattern or rule that found it", |row| text(&row.claim.found_by);
    "confidence", Number, "How probably an annotator would make this claim, 0 to 1",
        |row| number(row.claim.confidence);
    "entry", Text, "The happening that it tells", |row| maybe(row.entry.map(|entry| entry.id));
    "independent_reports", Whole, "How many independent voices tell that",
        |row| whole(row.entry.map(|entry| entry.independent_reports));
    "sha256", Text, "SHA-256 of the raw bytes of the report", |row| text(&row.document.origin.sha256);
    "title", Text, "Headline of the report", |row| maybe(row.document.title.as_deref());
    "language", Text, "Language of the report", |row| maybe(row.document.language.as_deref());
    "disputed", Flag, "Whether reports contradict each other on the entry",
        |row| row.entry.map_or(Cell::Missing, |entry| Cell::Flag(entry.disputed));
    "review", Text, "What a person decided: accepted, rejected, unsure; empty: nothing yet",
        |row| maybe(row.review);
    "permalink", Text, "Where the claim can be looked at", permalink;
};

impl<'a> Row<'a> {
    /// The rows of a document, in text order.
    pub(crate) fn of(
        piece: &'a Piece<'a>,
        options: &'a Options,
    ) -> impl Iterator<Item = Self> + 'a {
        let code_points = CodePoints::new(&piece.document.text);
        piece.claims.iter().map(move |told| Row {
            shown: piece.shown,
            document: piece.document,
            claim: told.claim,
            entry: told.entry,
            review: told.review,
            points: code_points.span(told.claim.span),
            options,
        })
    }

    fn event(&self) -> Option<&'a Event> {
        self.claim.event()
    }

    fn figure(&self) -> Option<&'a Figure> {
        self.claim.figure()
    }
}

impl Cell<'_> {
    /// As text, empty where it is missing.
    pub(crate) fn into_text(self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(text) => text.into_owned(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

fn text(value: &str) -> Cell<'_> {
    if value.is_empty() { Cell::Missing } else { Cell::Text(Cow::Borrowed(value)) }
}

fn owned(value: String) -> Cell<'static> {
    if value.is_empty() { Cell::Missing } else { Cell::Text(Cow::Owned(value)) }
}

fn maybe(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::Missing, text)
}

fn shown<'r>(value: Option<impl ToString>) -> Cell<'r> {
    value.map_or(Cell::Missing, |value| owned(value.to_string()))
}

fn number<'r>(value: Option<f64>) -> Cell<'r> {
    value.map_or(Cell::Missing, Cell::Number)
}

/// Counts and offsets are exact as doubles up to 2^53.
fn whole<'r>(value: Option<usize>) -> Cell<'r> {
    number(value.map(|value| value as f64))
}

fn joined<'r>(values: impl Iterator<Item = &'static str>) -> Cell<'r> {
    owned(values.collect::<Vec<_>>().join("; "))
}

fn names<'r>(actors: Option<&[Actor]>) -> Cell<'r> {
    owned(actor_names(actors.unwrap_or_default()))
}

/// Actors joined by `; `, the party that one acts for in parentheses.
pub(crate) fn actor_names(actors: &[Actor]) -> String {
    let shown: Vec<Cow<'_, str>> = actors
        .iter()
        .map(|actor| match &actor.party {
            Some(party) => Cow::Owned(format!("{} ({party})", actor.name)),
            None => Cow::Borrowed(actor.name.as_str()),
        })
        .collect();
    shown.join("; ")
}

fn said_by<'r>(row: &'r Row<'r>) -> Cell<'r> {
    let chain: Vec<&str> = row.claim.said_by.iter().map(|link| link.speaker.as_str()).collect();
    owned(chain.join(" > "))
}

fn permalink<'r>(row: &'r Row<'r>) -> Cell<'r> {
    owned(row.options.links.claim(&row.claim.id))
}
