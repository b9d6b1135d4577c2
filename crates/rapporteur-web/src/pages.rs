//! One file for each view: from a snapshot and a selection to HTML, JSON and CSV.
//!
//! A view is a row of [`VIEWS`], a file here and a template. It begins with its answer in a
//! sentence; every cell leads to the words behind it.

mod actor;
mod actors;
mod brief;
mod disagreements;
mod document;
mod documents;
mod entry;
mod figures;
mod layout;
mod one;
mod places;
mod positions;
mod queue;
mod search;
mod sources;
mod threads;
mod timeline;
mod wording;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;

use crate::ask::{Ask, Desk};
use crate::review::reviewer;
use crate::snapshot::Snapshot;
use crate::state::AppState;
use crate::table::Table;

pub(crate) use self::document::section as document_section;
pub(crate) use self::entry::section as entry_section;
pub(crate) use self::layout::{Shell, chips};
#[cfg(test)]
pub(crate) use self::search::terms as search_terms;

/// A view: its name in addresses, and what it yields.
pub(crate) struct View {
    /// Its name in addresses and keys of texts.
    pub(crate) name: &'static str,
    /// Its content as HTML, without the page around it.
    pub(crate) html: fn(&Ask<'_>) -> askama::Result<String>,
    /// The same data as JSON.
    pub(crate) json: fn(&Ask<'_>) -> serde_json::Result<Value>,
    /// The same data as a table.
    pub(crate) table: fn(&Ask<'_>) -> Table,
}

/// Every view, in the order of the navigation.
pub(crate) const VIEWS: &[View] = &[
    View { name: "brief", html: brief::html, json: brief::json, table: brief::table },
    View { name: "timeline", html: timeline::html, json: timeline::json, table: timeline::table },
    View { name: "threads", html: threads::html, json: threads::json, table: threads::table },
    View {
        name: "positions",
        html: positions::html,
        json: positions::json,
        table: positions::table,
    },
    View { name: "figures", html: figures::html, json: figures::json, table: figures::table },
    View {
        name: "disagreements",
        html: disagreements::html,
        json: disagreements::json,
        table: disagreements::table,
    },
    View { name: "actors", html: actors::html, json: actors::json, table: actors::table },
    View { name: "places", html: places::html, json: places::json, table: places::table },
    View { name: "sources", html: sources::html, json: sources::json, table: sources::table },
    View { name: "wording", html: wording::html, json: wording::json, table: wording::table },
    View {
        name: "documents",
        html: documents::html,
        json: documents::json,
        table: documents::table,
    },
    View { name: "search", html: search::html, json: search::json, table: search::table },
    View { name: "review", html: queue::html, json: queue::json, table: queue::table },
];

/// Works out what every view of the whole record needs, so that no reader waits for it.
pub(crate) fn warm(snapshot: &Snapshot) {
    snapshot.core.warm();
    let ask = Ask::served(snapshot, "");
    for view in VIEWS {
        // What cannot be drawn is told to who asks for it.
        let _drawn = (view.html)(&ask);
    }
    ask.facets();
}

/// The routes of the pages.
pub(crate) fn router() -> Router<Arc<AppState>> {
    Router::new()
        .route("/", get(front))
        .route("/{view}", get(view))
        .route("/e/{entry}", get(entry::page))
        .route("/p/{actor}", get(actor::page))
        .route("/d/{document}", get(document::page))
        .route("/decide", post(crate::review::decide))
}

async fn front(state: State<Arc<AppState>>, query: RawQuery, headers: HeaderMap) -> Response {
    view(state, Path("brief".to_owned()), query, headers).await
}

/// A view by its name; with `.json` or `.csv` behind it the same data for programs.
async fn view(
    State(state): State<Arc<AppState>>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let query = query.unwrap_or_default();
    state.draw(move |state| drawn(state, &name, &query, &headers)).await
}

fn drawn(state: &AppState, name: &str, query: &str, headers: &HeaderMap) -> Response {
    let (name, form) = name.rsplit_once('.').unwrap_or((name, ""));
    let snapshot = state.snapshot();
    if (name, form) == ("report", "html") {
        return report(state, query);
    }
    let Some(view) = VIEWS.iter().find(|view| view.name == name) else { return missing(state) };
    let mut ask = Ask::served(&snapshot, query);
    let desk = || Desk { token: &state.token, by: reviewer(state, headers) };
    ask.desk = (!state.read_only).then(desk);
    match form {
        "" => match (view.html)(&ask) {
            Ok(main) => Shell::of_view(state, &ask, view, main).respond(),
            Err(error) => broken(&error),
        },
        "json" => {
            ask.page = None;
            match (view.json)(&ask) {
                Ok(value) => axum::Json(value).into_response(),
                Err(error) => broken(&error),
            }
        }
        "csv" => {
            ask.page = None;
            match (view.table)(&ask).csv() {
                Ok(bytes) => {
                    let file = format!("attachment; filename=\"{name}.csv\"");
                    let about = [
                        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                        (header::CONTENT_DISPOSITION, file.as_str()),
                    ];
                    (about, bytes).into_response()
                }
                Err(error) => broken(&error),
            }
        }
        _ => missing(state),
    }
}

fn report(state: &AppState, query: &str) -> Response {
    let snapshot = state.snapshot();
    let ask = Ask::served(&snapshot, query);
    match crate::report::render(&snapshot, &state.title, ask.selection) {
        Ok(page) => {
            let file = "attachment; filename=\"report.html\"";
            ([(header::CONTENT_DISPOSITION, file)], Html(page)).into_response()
        }
        Err(error) => broken(&error),
    }
}

/// A page that cannot be drawn is a defect of ours: it is said, and the server goes on.
fn broken(error: &dyn std::error::Error) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response()
}

/// There is no such page.
pub(crate) async fn not_found(State(state): State<Arc<AppState>>) -> Response {
    state.draw(|state| missing(state)).await
}

fn missing(state: &AppState) -> Response {
    let snapshot = state.snapshot();
    let ask = Ask::served(&snapshot, "");
    let page = Shell::missing(state, &ask).respond();
    (StatusCode::NOT_FOUND, page).into_response()
}
