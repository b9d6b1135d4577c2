//! The HTTP API, under `/api/v1`: the record for other programs, read-only.
//!
//! The same filters as the pages; lists in pages with opaque cursors; problems in one shape (RFC
//! 9457); ETags, so that who asks again learns cheaply that nothing changed. What is answered is
//! `rapporteur_export::answers`, the same as over MCP. `docs/openapi.json` describes it; a test
//! holds it to what is answered.

mod answer;
mod openapi;
mod routes;

use std::sync::Arc;

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use rapporteur_export::answers::Problem;

use self::answer::json_answer;
pub(crate) use self::answer::problem_answer;
use self::routes::{ROUTES, Route, ask};
use crate::state::AppState;

pub use self::openapi::openapi;

/// The routes of the API; paths are whole (`/api/v1/...`).
pub fn router() -> Router<Arc<AppState>> {
    let mut router = Router::new();
    for route in ROUTES {
        let handler = move |state: State<Arc<AppState>>,
                            path: Result<Path<String>, PathRejection>,
                            query: RawQuery,
                            headers: HeaderMap| async move {
            let State(state) = state;
            let draw = move |state: &Arc<AppState>| {
                answered(route, state, path.ok().map(|Path(id)| id), query, &headers)
            };
            state.draw(draw).await
        };
        router = router.route(&format!("/api/v1{}", route.path), get(handler));
    }
    router
        .route("/api/v1/openapi.json", get(description))
        .route("/api/{*rest}", get(nothing_here))
        .method_not_allowed_fallback(read_only)
}

fn answered(
    route: &Route,
    state: &AppState,
    id: Option<String>,
    RawQuery(query): RawQuery,
    headers: &HeaderMap,
) -> Response {
    let snapshot = state.snapshot();
    let query = query.unwrap_or_default();
    match ask(route, &snapshot, &state.name(), id, &query, headers) {
        Ok(answer) => json_answer(&answer, headers),
        Err(problem) => problem_answer(&problem),
    }
}

async fn description(headers: HeaderMap) -> Response {
    json_answer(&openapi(), &headers)
}

async fn nothing_here() -> Response {
    problem_answer(&Problem {
        kind: "/problems/not-found",
        title: "No such address",
        status: 404,
        detail: "/api/v1/openapi.json lists the addresses that there are".to_owned(),
    })
}

async fn read_only() -> Response {
    problem_answer(&Problem {
        kind: "/problems/read-only",
        title: "The API only reads",
        status: 405,
        detail: "ask with GET; corrections are made in the pages or with `rapporteur import`"
            .to_owned(),
    })
}
