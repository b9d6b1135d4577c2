//! The queue: what a person has not looked at, disputed and unsure claims first.

use askama::Template;
use rapporteur_model::{Act, Claim, Decision, Verdict};
use rapporteur_record::selection::Index;
use serde_json::{Value, json};

use super::layout::Pages;
use crate::ask::Ask;
use crate::card::outlet;
use crate::marked::passage;
use crate::review::Buttons;
use crate::table::Table;
use crate::text::{count, fill, filters, text};
use crate::words;

/// Claims on a page of the queue: as many as a person decides together.
const TOGETHER: usize = 20;

/// Decisions shown under the queue.
const LOG: usize = 12;

#[derive(Template)]
#[template(path = "review.html")]
struct Shown {
    answer: String,
    done: Option<Done>,
    items: Vec<Item>,
    claims: Vec<String>,
    bulk: [(&'static str, String); 3],
    log: Vec<Line>,
    lost: Vec<String>,
    pages: Pages,
    forms: Option<Forms>,
}

struct Forms {
    token: String,
    by: String,
    back: String,
}

/// What was decided last, and how to take it back.
struct Done {
    words: String,
    number: u64,
}

struct Item {
    id: String,
    reason: String,
    what: String,
    told: Option<&'static str>,
    who: String,
    facts: String,
    source: String,
    passage: String,
    language: String,
    words: String,
    entry: Option<(String, String)>,
    edit: String,
    buttons: Buttons,
}

struct Line {
    number: u64,
    at: String,
    by: String,
    words: String,
    why: Option<String>,
    undone: bool,
}

/// The selected claims in the order in which they want looking at: those without a verdict first;
/// of these the disputed ones, then those that somebody could not tell, then by how sure the reader
/// is.
fn queue<'a>(ask: &Ask<'a>) -> Vec<&'a Claim> {
    let core = &ask.snapshot.core;
    let mut queue: Vec<(u8, u64, usize)> = ask
        .selected()
        .claims
        .iter()
        .filter_map(|&at| Some((at, core.contents.claims.get(at)?)))
        .map(|(at, claim)| {
            let verdict =
                ask.snapshot.review(&claim.id).map_or(Verdict::Open, |review| review.verdict);
            let class = match (verdict, core.is_disputed(at)) {
                (Verdict::Open, true) => 0,
                (Verdict::Unsure, _) => 1,
                (Verdict::Open, false) => 2,
                _ => 3,
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1")]
            let sure = (claim.confidence.unwrap_or(1.0) * 1_000_000.0) as u64;
            (class, sure, at)
        })
        .collect();
    queue.sort_unstable();
    let kept = queue.into_iter().map(|(_, _, at)| &core.contents.claims[at]);
    kept.chain(rejected(ask)).collect()
}

/// What was rejected, where it is asked for: nothing else shows it.
fn rejected<'a>(ask: &Ask<'a>) -> Vec<&'a Claim> {
    if !ask.selection.asks_for_rejected() {
        return Vec::new();
    }
    let contents = &ask.snapshot.core.contents;
    let chosen = Index::of(&contents.rejected_alone()).select(&ask.selection);
    chosen.claims.into_iter().filter_map(|at| contents.rejected.get(at)).collect()
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let queue = queue(ask);
    let open = |claim: &&&Claim| {
        let review = ask.snapshot.review(&claim.id);
        review.is_none_or(|review| review.verdict == Verdict::Open)
    };
    let left = queue.iter().filter(open).count();
    let answer = fill(
        "review.answer",
        &[
            ("left", &count(left, "claim")),
            ("looked", &crate::text::grouped(queue.len() - left)),
            ("all", &crate::text::grouped(queue.len())),
        ],
    );
    let pages = queue.len().div_ceil(TOGETHER).max(1);
    let page = ask.page.unwrap_or(1).min(pages);
    let here: Vec<&Claim> =
        queue.iter().skip((page - 1) * TOGETHER).take(TOGETHER).copied().collect();
    let address = ask.links.view("review");
    let sign = if address.contains('?') { '&' } else { '?' };
    let bulk = ["accepted", "rejected", "unsure"].map(|verdict| {
        let shown = count(here.len(), "claim");
        (verdict, fill(bulk_key(verdict), &[("claims", &shown)]))
    });
    Shown {
        answer,
        done: done(ask),
        claims: here.iter().map(|claim| claim.id.clone()).collect(),
        items: here.iter().filter_map(|claim| item(ask, claim)).collect(),
        bulk,
        log: log(ask),
        lost: ask
            .snapshot
            .core
            .lost
            .iter()
            .map(|lost| {
                let number = lost.number.to_string();
                fill("review.lost", &[("number", &number), ("because", &lost.because)])
            })
            .collect(),
        pages: Pages::of(ask, "review", pages),
        forms: ask.desk.as_ref().map(|desk| Forms {
            token: desk.token.expose().to_owned(),
            by: desk.by.clone(),
            back: if page > 1 { format!("{address}{sign}page={page}") } else { address },
        }),
    }
    .render()
}

fn bulk_key(verdict: &str) -> &'static str {
    match verdict {
        "accepted" => "review.accept-all",
        "rejected" => "review.reject-all",
        _ => "review.unsure-all",
    }
}

fn item(ask: &Ask<'_>, claim: &Claim) -> Option<Item> {
    let core = &ask.snapshot.core;
    let document = core.document(&claim.document)?;
    let entry = core.entry_of_claim(&claim.id);
    let disputed: Vec<String> = entry
        .into_iter()
        .flat_map(|entry| &entry.disagreements)
        .filter(|slot| !slot.correction)
        .map(|slot| words::text_of("slot", slot.slot.name()).to_owned())
        .collect();
    let sure = claim.confidence.map(|confidence| {
        fill("document.sure", &[("percent", &format!("{:.0}", confidence * 100.0))])
    });
    let mut facts: Vec<String> = Vec::new();
    facts.extend(claim.time.map(words::time));
    facts.extend(claim.place.clone());
    if let Some(event) = claim.event() {
        facts.extend(event.issues.iter().map(|one| words::text_of("issue", one.name()).to_owned()));
        facts.extend(event.object.as_deref().map(words::one_line));
    }
    let date = document.published.map_or_else(|| text("word.undated").to_owned(), words::date);
    let mut source = format!("{}, {date}", outlet(document));
    if let Some(name) = words::said_by(claim) {
        source = format!("{source}, {} {name}", text("word.according-to"));
    }
    Some(Item {
        id: format!("q-{}", crate::links::anchor(&claim.id)),
        reason: if disputed.is_empty() {
            sure.unwrap_or_default()
        } else {
            fill("review.disputed", &[("slots", &crate::text::listed(&disputed))])
        },
        what: words::what(claim),
        told: (claim.realis != rapporteur_model::Realis::Actual)
            .then(|| words::realis(claim.realis)),
        who: super::document::who(claim),
        facts: facts.join(" · "),
        source,
        passage: passage(document, claim),
        language: document.language.clone().unwrap_or_default(),
        words: ask.links.claim(claim),
        edit: entry
            .map(|entry| format!("{}?edit={}", ask.links.entry(&entry.id), claim.id))
            .unwrap_or_default(),
        entry: entry
            .map(|entry| (ask.links.entry(&entry.id), count(entry.independent_reports, "voice"))),
        buttons: Buttons::of(ask.snapshot, claim),
    })
}

/// What the address says was just done.
fn done(ask: &Ask<'_>) -> Option<Done> {
    let number: u64 = ask.own("done")?.parse().ok()?;
    let decision = ask.snapshot.log.iter().find(|decision| decision.number == number)?;
    Some(Done { words: in_words(decision), number })
}

/// A decision in a few words.
fn in_words(decision: &Decision) -> String {
    match &decision.act {
        Act::Judge { claims, verdict } => fill(
            "review.did-judge",
            &[
                ("claims", &count(claims.len(), "claim")),
                ("verdict", words::text_of("verdict", verdict.name())),
            ],
        ),
        Act::Edit { slot, value, .. } => fill(
            "review.did-edit",
            &[("slot", words::text_of("field", slot.name())), ("value", value)],
        ),
        Act::Merge { .. } => text("review.did-merge").to_owned(),
        Act::Split { claims } => {
            fill("review.did-split", &[("claims", &count(claims.len(), "claim"))])
        }
        Act::MergeActors { names, into } => {
            fill("review.did-names", &[("names", &names.join(", ")), ("into", into)])
        }
        Act::Undo { number } => fill("review.did-undo", &[("number", &number.to_string())]),
    }
}

/// The latest decisions, the last in front.
fn log(ask: &Ask<'_>) -> Vec<Line> {
    let log = &ask.snapshot.log;
    let standing: Vec<u64> = rapporteur_record::decisions::standing(log)
        .into_iter()
        .map(|decision| decision.number)
        .collect();
    log.iter()
        .rev()
        .take(LOG)
        .map(|decision| Line {
            number: decision.number,
            at: decision.at.replace('T', " ").replace('Z', " UTC"),
            by: decision.by.clone(),
            words: in_words(decision),
            why: decision.why.clone(),
            undone: !matches!(decision.act, Act::Undo { .. })
                && standing.binary_search(&decision.number).is_err(),
        })
        .collect()
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    let rows: Vec<Value> = queue(ask)
        .into_iter()
        .map(|claim| {
            json!({
                "claim": claim,
                "review": ask.snapshot.review(&claim.id),
                "permalink": ask.links.claim(claim),
            })
        })
        .collect();
    Ok(json!({ "claims": rows, "log": ask.snapshot.log }))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "claim",
        "entry",
        "review_status",
        "reviewed_by",
        "reviewed_at",
        "why",
        "edited",
        "confidence",
        "quote",
        "permalink",
    ]);
    for claim in queue(ask) {
        let review = ask.snapshot.review(&claim.id);
        let verdict = review.map_or(Verdict::Open, |review| review.verdict);
        let edits = review.into_iter().flat_map(|review| &review.edits);
        let edits: Vec<&str> = edits.map(|edit| edit.slot.name()).collect();
        table.rows.push(vec![
            claim.id.clone(),
            ask.snapshot.core.entry_of_claim(&claim.id).map_or_else(String::new, |e| e.id.clone()),
            if verdict == Verdict::Open { "unreviewed" } else { verdict.name() }.to_owned(),
            review.map(|review| review.by.clone()).unwrap_or_default(),
            review.map(|review| review.at.clone()).unwrap_or_default(),
            review.and_then(|review| review.why.clone()).unwrap_or_default(),
            edits.join("; "),
            claim.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
            claim.quote.clone(),
            ask.links.claim(claim),
        ]);
    }
    table
}
