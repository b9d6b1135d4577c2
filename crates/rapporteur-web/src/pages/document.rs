//! A report with its claims marked.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use rapporteur_model::{Claim, Content, Document, Realis, Verdict};
use rapporteur_record::decisions::shown;

use super::one::{One, one};
use crate::ask::Ask;
use crate::card::outlet;
use crate::marked::{Marking, marked, number};
use crate::state::AppState;
use crate::text::{count, fill, filters, text};
use crate::words;

#[derive(Template)]
#[template(path = "document.html")]
struct Shown {
    id: String,
    title: String,
    language: String,
    answer: String,
    facts: Vec<(&'static str, String)>,
    url: Option<String>,
    text: String,
    notes: Vec<Note>,
    back: Option<String>,
}

/// What the margin says about a claim.
struct Note {
    id: String,
    number: String,
    here: String,
    chosen: bool,
    rejected: bool,
    what: String,
    told: Option<&'static str>,
    who: String,
    when: Option<String>,
    place: Option<String>,
    /// "Andes Wire › a spokesman › Santos", the outlet first.
    chain: String,
    family: Option<String>,
    entry: Option<(String, String)>,
    verdict: Option<String>,
    sure: Option<String>,
}

/// The page of a report; `c=N` lays out its claim of that number.
pub(super) async fn page(
    State(state): State<Arc<AppState>>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    one(state, query, "documents", move |_, ask| {
        let core = &ask.snapshot.core;
        // People copy identifiers out of exports: they lead here, too.
        let by_id = || core.contents.documents.iter().find(|document| document.id == key);
        let Some(document) = core.document(&key).or_else(by_id) else { return Ok(One::Missing) };
        let (title, main) = html(ask, document, "")?;
        Ok(One::Page(title, main))
    })
    .await
}

/// A report within a file that holds several.
pub(crate) fn section(ask: &Ask<'_>, document: &Document) -> askama::Result<String> {
    let prefix = format!("d-{}-", crate::links::anchor(&document.key));
    html(ask, document, &prefix).map(|(_, main)| main)
}

fn html(ask: &Ask<'_>, document: &Document, prefix: &str) -> askama::Result<(String, String)> {
    let core = &ask.snapshot.core;
    let claims = core.claims_of(&document.key);
    let chosen = ask.own("c").and_then(|asked| core.claim(&format!("{}.{asked}", document.key)));
    let rejected = core.contents.rejected.iter().filter(|claim| claim.document == document.key);
    let title = words::one_line(document.title.as_deref().unwrap_or(&document.id));
    let notes =
        claims.iter().chain(rejected).map(|claim| note(ask, document, claim, chosen, prefix));
    let main = Shown {
        id: format!("d-{}", crate::links::anchor(&document.key)),
        title: title.clone(),
        language: document.language.clone().unwrap_or_default(),
        answer: fill(
            "document.answer",
            &[
                ("outlet", &outlet(document)),
                (
                    "date",
                    &document
                        .published
                        .map_or_else(|| text("word.undated").to_owned(), words::date),
                ),
                ("claims", &count(claims.len(), "claim")),
            ],
        ),
        facts: facts(document),
        url: document.url.clone().filter(|url| super::documents::web_address(url)),
        text: marked(Marking { document, claims, chosen, prefix }),
        notes: notes.collect(),
        back: chosen
            .and_then(|claim| core.entry_of_claim(&claim.id))
            .map(|e| ask.links.entry(&e.id)),
    }
    .render()?;
    Ok((title, main))
}

/// Where a report comes from.
fn facts(document: &Document) -> Vec<(&'static str, String)> {
    let origin = &document.origin;
    let mut facts = vec![(text("document.file"), origin.path.clone())];
    facts.push((text("document.sha256"), origin.sha256.clone()));
    if let Some(retrieved) = &origin.retrieved {
        facts.push((text("document.retrieved"), retrieved.clone()));
    }
    if let Some(basis) = document.published_basis {
        facts.push((
            text("document.date-by"),
            words::text_of("basis", &words::serialised(&basis)).to_owned(),
        ));
    }
    if !document.authors.is_empty() {
        facts.push((text("document.authors"), document.authors.join(", ")));
    }
    facts
}

fn note(
    ask: &Ask<'_>,
    document: &Document,
    claim: &Claim,
    chosen: Option<&Claim>,
    prefix: &str,
) -> Note {
    let core = &ask.snapshot.core;
    let first = core.repeated(claim, document);
    let review = ask.snapshot.review(&claim.id);
    let entry = core.entry_of_claim(&claim.id);
    let mut chain = vec![outlet(document)];
    chain.extend(claim.said_by.iter().map(|link| match &link.party {
        Some(party) if *party != link.speaker => format!("{} ({party})", link.speaker),
        _ => link.speaker.clone(),
    }));
    let number = number(claim).to_owned();
    Note {
        id: format!("{prefix}n{number}"),
        here: match ask.links {
            crate::links::Links::Served { .. } => ask.links.claim(claim),
            crate::links::Links::Report { .. } => format!("#{prefix}c{number}"),
        },
        number,
        chosen: chosen.is_some_and(|chosen| chosen.id == claim.id),
        rejected: review.is_some_and(|review| review.verdict == Verdict::Rejected),
        what: words::what(claim),
        told: (claim.realis != Realis::Actual).then(|| words::realis(claim.realis)),
        who: who(claim),
        when: claim.time.map(words::time),
        place: claim.place.clone(),
        chain: chain.iter().map(|name| words::one_line(name)).collect::<Vec<_>>().join(" › "),
        family: first.map(|first| {
            let date = first.published.map(words::date).unwrap_or_default();
            fill("document.family", &[("outlet", &outlet(first)), ("date", &date)])
        }),
        entry: entry
            .map(|entry| (ask.links.entry(&entry.id), count(entry.independent_reports, "voice"))),
        verdict: review.filter(|review| review.verdict != Verdict::Open).map(|review| {
            let verdict = words::text_of("verdict", review.verdict.name());
            fill("review.status", &[("verdict", verdict), ("by", &review.by)])
        }),
        sure: claim.confidence.map(|confidence| {
            fill("document.sure", &[("percent", &format!("{:.0}", confidence * 100.0))])
        }),
    }
}

/// Who does what to whom, or what is counted.
pub(super) fn who(claim: &Claim) -> String {
    use rapporteur_model::EditedSlot as S;
    match &claim.content {
        Content::Figure(figure) => {
            let of = figure.of.as_deref().map(words::one_line).unwrap_or_default();
            format!("{} {of}", words::amount(figure)).trim().to_owned()
        }
        Content::Event(_) => {
            let mut words = shown(claim, S::Actors).replace("; ", ", ");
            let recipients = shown(claim, S::Recipients).replace("; ", ", ");
            if !recipients.is_empty() {
                words = format!("{words} → {recipients}");
            }
            let mediators = shown(claim, S::Mediators).replace("; ", ", ");
            if !mediators.is_empty() {
                words = format!("{words} {} {mediators}", text("word.through"));
            }
            words
        }
    }
}
