//! An entry: everything that is reported about one happening, side by side.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use rapporteur_model::{Claim, Document, EditedSlot, Entry, Slot};
use rapporteur_record::decisions::shown;

use super::one::{One, one};
use crate::ask::Ask;
use crate::card::{self, Card};
use crate::links::Links;
use crate::review::{Buttons, EditForm};
use crate::state::AppState;
use crate::text::{count, fill, filters, text};
use crate::words;

/// Entries that may tell the same, offered for merging.
const NEAR: usize = 5;

#[derive(Template)]
#[template(path = "entry.html")]
struct Shown<'a> {
    id: String,
    title: String,
    answer: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    merges: Vec<String>,
    spread: Vec<Carrier>,
    /// The same as a picture; a report that stands alone has room for the list.
    picture: String,
    near: Vec<Card>,
    edit: Option<EditForm>,
    forms: Option<Forms<'a>>,
}

/// What forms of this page need.
struct Forms<'a> {
    token: &'a str,
    back: String,
}

/// One claim.
struct Column {
    claim: String,
    outlet: String,
    published: String,
    words: String,
    repeats: Option<String>,
    buttons: Buttons,
    edit: String,
}

/// One slot, across the claims.
struct Row {
    name: &'static str,
    /// "agree", "contradict each other", "differ", "one of three says".
    state: String,
    code: &'static str,
    cells: Vec<Cell>,
}

struct Cell {
    value: String,
    /// `same`, `other`, `missing`.
    code: &'static str,
    corrected: Option<String>,
    quote: Option<String>,
    language: String,
}

struct Carrier {
    published: String,
    outlet: String,
    href: String,
    repeats: Option<String>,
}

/// The page of an entry. An identifier that merging took away leads on to where its claim is now.
pub(super) async fn page(
    State(state): State<Arc<AppState>>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    one(state, query, "", move |state, ask| {
        let Some(entry) = ask.snapshot.core.entry(&id) else { return Ok(One::Missing) };
        if entry.id != id {
            return Ok(One::Moved(ask.links.entry(&entry.id)));
        }
        let forms = || Forms { token: state.token.expose(), back: ask.links.entry(&id) };
        let (title, main) = html(ask, entry, (!state.read_only).then(forms))?;
        Ok(One::Page(title, main))
    })
    .await
}

/// An entry in a report that stands alone: evidence and no forms.
pub(crate) fn section(ask: &Ask<'_>, entry: &Entry) -> askama::Result<String> {
    html(ask, entry, None).map(|(_, main)| main)
}

fn html(
    ask: &Ask<'_>,
    entry: &Entry,
    forms: Option<Forms<'_>>,
) -> askama::Result<(String, String)> {
    let core = &ask.snapshot.core;
    let at = core.entry_at(&entry.id).unwrap_or_default();
    let mut members: Vec<(&Claim, &Document)> = core.members(at).collect();
    members.sort_by_key(|&(claim, document)| card::reported(claim, document));
    let about = Card::of(ask, at);
    let title = about.as_ref().map(title).unwrap_or_default();
    let edit = ask.own("edit").and_then(|id| {
        let (claim, _) = members.iter().find(|(claim, _)| claim.id == id)?;
        Some(EditForm::of(claim))
    });
    let main = Shown {
        id: crate::links::anchor(&entry.id),
        answer: answer(entry, &members),
        columns: members.iter().map(|(claim, document)| column(ask, claim, document)).collect(),
        rows: rows(ask, entry, &members),
        merges: entry.merges.iter().map(merge).collect(),
        spread: spread(ask, &members),
        picture: if matches!(ask.links, Links::Served { .. }) {
            crate::picture::spread(ask, &members)
        } else {
            String::new()
        },
        near: if forms.is_some() { near(ask, at, &members) } else { Vec::new() },
        title: title.clone(),
        edit,
        forms,
    }
    .render()?;
    Ok((title, main))
}

fn title(card: &Card) -> String {
    let mut title = card.what.clone();
    if !card.actors.is_empty() {
        title = format!("{title}: {}", card.actors.join(", "));
    }
    if !card.recipients.is_empty() {
        title = format!("{title} → {}", card.recipients.join(", "));
    }
    if let Some(figure) = &card.figure {
        title = format!("{title}: {figure}");
    }
    if card.time.is_some() { format!("{title}, {}", card.when) } else { title }
}

fn answer(entry: &Entry, members: &[(&Claim, &Document)]) -> String {
    let outlets: BTreeSet<String> =
        members.iter().map(|(_, document)| card::outlet(document)).collect();
    let disputed: Vec<String> = entry
        .disagreements
        .iter()
        .filter(|disagreement| !disagreement.correction)
        .map(|disagreement| words::text_of("slot", disagreement.slot.name()).to_owned())
        .collect();
    let key = if disputed.is_empty() { "entry.answer" } else { "entry.answer-disputed" };
    fill(
        key,
        &[
            ("claims", &count(entry.claims.len(), "claim")),
            ("outlets", &count(outlets.len(), "outlet")),
            ("voices", &count(entry.independent_reports, "voice")),
            ("slots", &crate::text::listed(&disputed)),
        ],
    )
}

fn column(ask: &Ask<'_>, claim: &Claim, document: &Document) -> Column {
    let core = &ask.snapshot.core;
    let first = core.repeated(claim, document);
    Column {
        claim: claim.id.clone(),
        outlet: card::outlet(document),
        published: document.published.map_or_else(|| text("word.undated").to_owned(), words::date),
        words: ask.links.claim(claim),
        repeats: first.map(|first| fill("entry.repeats", &[("outlet", &card::outlet(first))])),
        buttons: Buttons::of(ask.snapshot, claim),
        edit: format!(
            "{}?edit={}",
            ask.links
                .entry(&core.entry_of_claim(&claim.id).map_or_else(String::new, |e| e.id.clone())),
            claim.id
        ),
    }
}

/// Every slot that at least one claim fills, the words first.
fn rows(ask: &Ask<'_>, entry: &Entry, members: &[(&Claim, &Document)]) -> Vec<Row> {
    let figure = members.iter().any(|(claim, _)| claim.figure().is_some());
    let slots = if figure { EditedSlot::OF_FIGURE } else { EditedSlot::OF_EVENT };
    let quotes = Row {
        name: text("field.words"),
        state: String::new(),
        code: "words",
        cells: members
            .iter()
            .map(|(claim, document)| Cell {
                value: String::new(),
                code: "same",
                corrected: None,
                quote: Some(words::one_line(&claim.quote)),
                language: document.language.clone().unwrap_or_default(),
            })
            .collect(),
    };
    let filled = slots.iter().filter_map(|&slot| row(ask, entry, members, slot));
    std::iter::once(quotes).chain(filled).collect()
}

fn row(
    ask: &Ask<'_>,
    entry: &Entry,
    members: &[(&Claim, &Document)],
    slot: EditedSlot,
) -> Option<Row> {
    let values: Vec<String> =
        members.iter().map(|(claim, _)| words::one_line(&shown(claim, slot))).collect();
    let compared: Vec<String> = values.iter().map(|value| unordered(value)).collect();
    let said: Vec<&String> = compared.iter().filter(|value| !value.is_empty()).collect();
    let first = *said.first()?;
    let most = said
        .iter()
        .max_by_key(|value| said.iter().filter(|other| other == value).count())
        .map_or(first, |value| *value);
    let contradicts = disputed_slot(slot).is_some_and(|slot| {
        entry.disagreements.iter().any(|one| one.slot == slot && !one.correction)
    });
    let differs = said.iter().any(|value| *value != first);
    let (code, state) = match (contradicts, differs, said.len() == values.len()) {
        (true, _, _) => ("contradict", text("entry.contradict").to_owned()),
        (false, true, _) => ("differ", text("entry.differ").to_owned()),
        (false, false, true) if values.len() > 1 => ("agree", text("entry.agree").to_owned()),
        (false, false, true) => ("agree", String::new()),
        (false, false, false) => (
            "some",
            fill(
                "entry.some",
                &[("said", &said.len().to_string()), ("all", &values.len().to_string())],
            ),
        ),
    };
    let cells = members
        .iter()
        .zip(values.iter().zip(&compared))
        .map(|((claim, document), (value, compared))| Cell {
            code: match compared.as_str() {
                "" => "missing",
                value if value == most.as_str() => "same",
                _ => "other",
            },
            value: in_words(slot, value),
            corrected: corrected(ask, claim, slot),
            quote: None,
            language: document.language.clone().unwrap_or_default(),
        })
        .collect();
    Some(Row { name: words::text_of("field", slot.name()), state, code, cells })
}

/// A list of names in alphabetical order: who is named first makes no difference.
fn unordered(value: &str) -> String {
    let mut parts: Vec<&str> = value.split("; ").collect();
    parts.sort_unstable();
    parts.join("; ")
}

/// What a slot says, in the words of the interface.
fn in_words(slot: EditedSlot, value: &str) -> String {
    let section = match slot {
        EditedSlot::Type => "type",
        EditedSlot::Mode => "mode",
        EditedSlot::Realis => "realis",
        EditedSlot::Measure => "measure",
        EditedSlot::Issues => {
            let names = value.split("; ").filter(|name| !name.is_empty());
            let names: Vec<&str> = names.map(|name| words::text_of("issue", name)).collect();
            return names.join(", ");
        }
        EditedSlot::Time => {
            let (start, end) = value.split_once('/').unwrap_or((value, value));
            let parse = |text| rapporteur_model::PartialDate::parse(text).ok();
            return match (parse(start), parse(end)) {
                (Some(start), Some(end)) => words::time(rapporteur_model::TimeSpan { start, end }),
                _ => value.to_owned(),
            };
        }
        _ => return value.to_owned(),
    };
    if value.is_empty() { String::new() } else { words::text_of(section, value).to_owned() }
}

/// What the machine had found where a person corrected a slot.
fn corrected(ask: &Ask<'_>, claim: &Claim, slot: EditedSlot) -> Option<String> {
    let review = ask.snapshot.review(&claim.id)?;
    let edit = review.edits.iter().find(|edit| edit.slot == slot)?;
    let was = if edit.was.is_empty() { text("entry.nothing") } else { &edit.was };
    Some(fill("entry.corrected", &[("by", &review.by), ("was", was)]))
}

const fn disputed_slot(slot: EditedSlot) -> Option<Slot> {
    match slot {
        EditedSlot::Value => Some(Slot::Value),
        EditedSlot::Time => Some(Slot::Time),
        EditedSlot::Place => Some(Slot::Place),
        EditedSlot::Actors => Some(Slot::Actors),
        EditedSlot::Realis => Some(Slot::Realis),
        EditedSlot::Type => Some(Slot::Stance),
        _ => None,
    }
}

/// Why two claims are one entry.
fn merge(merge: &rapporteur_model::Merge) -> String {
    let because: Vec<String> =
        merge.because.iter().map(|name| name.replace(['-', '_'], " ")).collect();
    fill(
        "entry.merged",
        &[("percent", &merge.percent.to_string()), ("because", &because.join(", "))],
    )
}

/// The reports in the order in which they carried it.
fn spread(ask: &Ask<'_>, members: &[(&Claim, &Document)]) -> Vec<Carrier> {
    let mut seen = BTreeSet::new();
    members
        .iter()
        .filter(|(_, document)| seen.insert(&document.key))
        .map(|(claim, document)| {
            let column = column(ask, claim, document);
            Carrier {
                published: column.published,
                outlet: column.outlet,
                href: ask.links.claim(claim),
                repeats: column.repeats,
            }
        })
        .collect()
}

/// Entries of the same kind at the same time with a party in common: where a person may see one
/// happening that the machine told apart.
fn near(ask: &Ask<'_>, at: usize, members: &[(&Claim, &Document)]) -> Vec<Card> {
    let core = &ask.snapshot.core;
    let Some(time) = card::time(members) else { return Vec::new() };
    let Some((claim, _)) = members.first() else { return Vec::new() };
    let code = claim.content.code();
    let parties: BTreeSet<&str> = members
        .iter()
        .filter_map(|(claim, _)| claim.event())
        .flat_map(|event| event.actors.iter().chain(&event.recipients))
        .map(|actor| actor.party())
        .collect();
    let shares = |other: usize| {
        core.members(other).any(|(claim, _)| {
            claim.content.code() == code
                && claim.event().is_none_or(|event| {
                    let mut actors = event.actors.iter().chain(&event.recipients);
                    actors.any(|actor| parties.contains(actor.party()))
                })
        })
    };
    (0..core.contents.entries.len())
        .filter(|&other| other != at)
        .filter(|&other| core.time_of(other).is_some_and(|other| other.overlaps(time)))
        .filter(|&other| shares(other))
        .take(NEAR)
        .filter_map(|other| Card::of(ask, other))
        .collect()
}
