//! What can be asked: one flat table.

use axum::http::{HeaderMap, header};
use rapporteur_export::Links;
use rapporteur_export::answers::{Answers, MOST, Page, Problem};
use rapporteur_record::Selection;
use serde_json::{Value, json};

use crate::snapshot::Snapshot;

/// One address.
pub(super) struct Route {
    /// Below `/api/v1`; `{id}` stands for an identifier.
    pub(super) path: &'static str,
    /// Its name in the description.
    pub(super) name: &'static str,
    /// What it answers, in a sentence.
    pub(super) summary: &'static str,
    /// The schema of the answer, or of an item of a list.
    pub(super) schema: &'static str,
    pub(super) kind: Kind,
    answer: fn(&Answers<'_>, &Asked) -> Result<Value, Problem>,
}

/// What an address takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Filters, and which page.
    List,
    /// Filters alone.
    Filtered,
    /// An identifier.
    One,
    /// Nothing.
    Whole,
}

/// What was asked.
pub(super) struct Asked {
    id: String,
    selection: Selection,
    page: Page,
    title: String,
}

/// Items of a page unless asked otherwise.
pub(super) const USUAL: usize = 50;

/// Every address.
pub(super) const ROUTES: &[Route] = &[
    Route {
        path: "",
        name: "about",
        summary: "What the record holds: counts, and what can be asked",
        schema: "About",
        kind: Kind::Whole,
        answer: about,
    },
    Route {
        path: "/claims",
        name: "claims",
        summary: "Claims, the latest report first",
        schema: "Claim",
        kind: Kind::List,
        answer: |answers, asked| answers.claims(&asked.selection, &asked.page),
    },
    Route {
        path: "/claims/{id}",
        name: "claim",
        summary: "One claim",
        schema: "Claim",
        kind: Kind::One,
        answer: |answers, asked| answers.one_claim(&asked.id),
    },
    Route {
        path: "/entries",
        name: "entries",
        summary: "Happenings and figures, each once, by date",
        schema: "Entry",
        kind: Kind::List,
        answer: |answers, asked| answers.entries(&asked.selection, &asked.page),
    },
    Route {
        path: "/entries/{id}",
        name: "entry",
        summary: "One entry with every claim, its voices and its disagreements",
        schema: "WholeEntry",
        kind: Kind::One,
        answer: |answers, asked| answers.entry(&asked.id),
    },
    Route {
        path: "/threads",
        name: "threads",
        summary: "Proposals and agreements with their steps and answers",
        schema: "Thread",
        kind: Kind::List,
        answer: |answers, asked| answers.thread_list(&asked.selection, &asked.page),
    },
    Route {
        path: "/positions",
        name: "positions",
        summary: "What each party demands, refuses, accepts or concedes on each issue",
        schema: "Position",
        kind: Kind::List,
        answer: |answers, asked| answers.position_list(&asked.selection, &asked.page),
    },
    Route {
        path: "/disagreements",
        name: "disagreements",
        summary: "Where reports contradict each other, with every side's words",
        schema: "Disagreement",
        kind: Kind::List,
        answer: |answers, asked| answers.disagreement_list(&asked.selection, &asked.page),
    },
    Route {
        path: "/figures",
        name: "figures",
        summary: "Numbers as reports give them",
        schema: "Claim",
        kind: Kind::List,
        answer: |answers, asked| answers.figure_list(&asked.selection, &asked.page),
    },
    Route {
        path: "/documents",
        name: "documents",
        summary: "Reports, the latest first",
        schema: "Document",
        kind: Kind::List,
        answer: |answers, asked| answers.documents(&asked.selection, &asked.page),
    },
    Route {
        path: "/documents/{id}",
        name: "document",
        summary: "One report with its text and its claims, by key or identifier",
        schema: "WholeDocument",
        kind: Kind::One,
        answer: |answers, asked| answers.document(&asked.id),
    },
    Route {
        path: "/facets",
        name: "facets",
        summary: "For each field its values, with the entries and claims that asking for them yields",
        schema: "Facets",
        kind: Kind::Filtered,
        answer: |answers, asked| Ok(json!({"facets": answers.index.facets(&asked.selection)})),
    },
];

fn about(answers: &Answers<'_>, asked: &Asked) -> Result<Value, Problem> {
    let contents = answers.contents;
    Ok(json!({
        "record": asked.title,
        "program": concat!("rapporteur ", env!("CARGO_PKG_VERSION")),
        "documents": contents.documents.len(),
        "claims": contents.claims.len(),
        "entries": contents.entries.len(),
        "description": "/api/v1/openapi.json",
    }))
}

/// Answers a question about a snapshot.
pub(super) fn ask(
    route: &Route,
    snapshot: &Snapshot,
    title: &str,
    id: Option<String>,
    query: &str,
    headers: &HeaderMap,
) -> Result<Value, Problem> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let links = Links::new(&format!("http://{}", host.unwrap_or("127.0.0.1")));
    let answers = Answers {
        contents: &snapshot.core.contents,
        index: &snapshot.selecting.index,
        lookup: snapshot.core.lookup(),
        reviews: &snapshot.reviews,
        links: &links,
    };
    let asked = asked(route, title, id, query)?;
    (route.answer)(&answers, &asked)
}

/// Reads the question. What is not understood is a problem: a program that asks for less than it
/// meant would not notice.
fn asked(route: &Route, title: &str, id: Option<String>, query: &str) -> Result<Asked, Problem> {
    let mut page = Page { after: None, limit: USUAL };
    let mut filters = Vec::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match (route.kind, name.as_ref()) {
            (Kind::List, "after") => page.after = Some(value.into_owned()),
            (Kind::List, "limit") => page.limit = limit(&value)?,
            (_, name) if value.trim().is_empty() => {
                return Err(Problem::parameter(format!("`{name}` is empty: leave it out")));
            }
            _ => filters.push((name, value)),
        }
    }
    let filtered = matches!(route.kind, Kind::List | Kind::Filtered);
    if let (false, Some((name, _))) = (filtered, filters.first()) {
        return Err(Problem::parameter(format!("this address takes no `{name}`")));
    }
    let (selection, diagnostics) = Selection::parse(filters);
    if !diagnostics.is_empty() {
        let messages: Vec<String> =
            diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect();
        return Err(Problem::parameter(messages.join("; ")));
    }
    let id = id.unwrap_or_default();
    if route.kind == Kind::One && id.is_empty() {
        return Err(Problem::parameter("the identifier is not UTF-8".to_owned()));
    }
    Ok(Asked { id, selection, page, title: title.to_owned() })
}

fn limit(value: &str) -> Result<usize, Problem> {
    let number = value.parse().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| Problem::parameter(format!("`limit` is a whole number from 1 to {MOST}")))
}
