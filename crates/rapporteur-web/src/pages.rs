//! One file for each view: from a snapshot and a selection to HTML, JSON and CSV.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;

use crate::state::AppState;

/// The routes of the pages.
pub(crate) fn router() -> Router<Arc<AppState>> {
    Router::new().route("/", get(front))
}

async fn front(State(state): State<Arc<AppState>>) -> Html<String> {
    let snapshot = state.snapshot();
    let documents = snapshot.core.brief().documents;
    Html(format!("<h1>{}</h1><p>{documents}</p>", crate::escape::html(&state.title)))
}

/// There is no such page.
pub(crate) async fn not_found() -> StatusCode {
    StatusCode::NOT_FOUND
}
