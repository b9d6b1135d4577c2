//! Threads: each proposal with its life.

use askama::Template;
use rapporteur_record::views::threads::{Answer, Step, Thread};
use serde_json::Value;

use super::layout::Pages;
use crate::ask::Ask;
use crate::links::anchor;
use crate::table::Table;
use crate::text::{count, fill, filters, text};
use crate::words;

#[derive(Template)]
#[template(path = "threads.html")]
struct Shown {
    answer: String,
    threads: Vec<ThreadShown>,
    once: Vec<ThreadShown>,
    pages: Pages,
}

struct ThreadShown {
    id: String,
    name: String,
    aliases: Option<String>,
    issues: Vec<&'static str>,
    when: String,
    proposal: Answers,
    steps: Vec<StepShown>,
}

/// What the template of answers expects.
struct Answers {
    answers: Vec<AnswerShown>,
}

struct StepShown {
    when: String,
    phase: &'static str,
    code: String,
    actors: String,
    recipients: String,
    mediators: String,
    quote: String,
    words: String,
    outlets: String,
    voices: String,
    disputed: bool,
    href: String,
}

/// What a party answered last.
pub(super) struct AnswerShown {
    pub(super) party: String,
    pub(super) phase: &'static str,
    pub(super) when: String,
    pub(super) voices: String,
    pub(super) disputed: bool,
    pub(super) earlier: Option<String>,
    pub(super) href: String,
}

/// Where a thread stands on its page.
pub(super) fn href(ask: &Ask<'_>, thread: &Thread) -> String {
    let id = anchor(&thread.id);
    match &ask.links {
        crate::links::Links::Served { .. } => format!("{}#{id}", ask.links.view("threads")),
        crate::links::Links::Report { .. } => format!("#{id}"),
    }
}

/// The latest answer of each party.
pub(super) fn answers(ask: &Ask<'_>, thread: &Thread) -> Vec<AnswerShown> {
    thread.answers.iter().map(|answer| shown_answer(ask, answer)).collect()
}

fn shown_answer(ask: &Ask<'_>, answer: &Answer) -> AnswerShown {
    let before: Vec<&str> = answer.earlier.iter().map(|(phase, _)| phase_name(*phase)).collect();
    AnswerShown {
        party: answer.party.clone(),
        phase: phase_name(answer.phase),
        when: answer.time.map_or_else(|| text("word.undated").to_owned(), words::time),
        voices: count(answer.independent_reports, "voice"),
        disputed: answer.disputed,
        earlier: (!before.is_empty())
            .then(|| fill("threads.earlier", &[("before", &before.join(", "))])),
        href: ask.links.entry(&answer.entry),
    }
}

fn phase_name(phase: rapporteur_record::views::threads::Phase) -> &'static str {
    words::text_of("phase", &words::serialised(&phase))
}

/// Threads with a selected step, the one with the latest step in front.
fn threads<'a>(ask: &Ask<'a>) -> Vec<&'a Thread> {
    let all = ask.snapshot.core.threads().iter();
    all.filter(|thread| thread.steps.iter().any(|step| ask.wants(&step.entry))).collect()
}

pub(super) fn html(ask: &Ask<'_>) -> askama::Result<String> {
    let all = threads(ask);
    let (long, once): (Vec<&Thread>, Vec<&Thread>) =
        all.iter().partition(|thread| thread.steps.len() > 1);
    let answer = fill(
        "threads.answer",
        &[
            ("threads", &count(all.len(), "thread")),
            ("long", &crate::text::grouped(long.len())),
            (
                "answered",
                &crate::text::grouped(
                    all.iter().filter(|thread| !thread.answers.is_empty()).count(),
                ),
            ),
        ],
    );
    let ordered: Vec<&Thread> = long.iter().chain(&once).copied().collect();
    let (here, pages) = ask.paged(&ordered);
    let shown = here.into_iter().map(|thread| shown(ask, thread));
    let (threads, once) = shown.partition(|thread| thread.steps.len() > 1);
    Shown { answer, threads, once, pages: Pages::of(ask, "threads", pages) }.render()
}

fn shown(ask: &Ask<'_>, thread: &Thread) -> ThreadShown {
    let others: Vec<String> =
        thread.names.iter().skip(1).take(4).map(|(name, _)| format!("“{name}”")).collect();
    ThreadShown {
        id: anchor(&thread.id),
        name: thread.name.clone(),
        aliases: (!others.is_empty())
            .then(|| fill("threads.also", &[("names", &others.join(", "))])),
        issues: thread.issues.iter().map(|issue| words::text_of("issue", issue.name())).collect(),
        when: thread.time.map(words::time).unwrap_or_default(),
        proposal: Answers { answers: answers(ask, thread) },
        steps: thread.steps.iter().map(|step| shown_step(ask, step)).collect(),
    }
}

fn shown_step(ask: &Ask<'_>, step: &Step) -> StepShown {
    StepShown {
        when: step.time.map_or_else(|| text("word.undated").to_owned(), words::time),
        phase: phase_name(step.phase),
        code: words::serialised(&step.phase),
        actors: step.actors.join(", "),
        recipients: step.recipients.join(", "),
        mediators: step.mediators.join(", "),
        quote: words::one_line(&step.quote),
        words: ask.links.claim_id(&step.claim),
        outlets: step.outlets.join(", "),
        voices: count(step.independent_reports, "voice"),
        disputed: step.disputed,
        href: ask.links.entry(&step.entry),
    }
}

pub(super) fn json(ask: &Ask<'_>) -> serde_json::Result<Value> {
    serde_json::to_value(threads(ask))
}

pub(super) fn table(ask: &Ask<'_>) -> Table {
    let mut table = Table::new(&[
        "thread",
        "name",
        "phase",
        "time_start",
        "time_end",
        "actors",
        "recipients",
        "mediators",
        "outlets",
        "independent_reports",
        "disputed",
        "quote",
        "entry",
        "claim",
        "permalink",
    ]);
    for thread in threads(ask) {
        for step in &thread.steps {
            table.rows.push(vec![
                thread.id.clone(),
                thread.name.clone(),
                words::serialised(&step.phase),
                step.time.map(|time| time.start.to_string()).unwrap_or_default(),
                step.time.map(|time| time.end.to_string()).unwrap_or_default(),
                step.actors.join("; "),
                step.recipients.join("; "),
                step.mediators.join("; "),
                step.outlets.join("; "),
                step.independent_reports.to_string(),
                step.disputed.to_string(),
                step.quote.clone(),
                step.entry.clone(),
                step.claim.clone(),
                ask.links.claim_id(&step.claim),
            ]);
        }
    }
    table
}
