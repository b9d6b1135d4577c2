//! A page of one thing (a report, an entry, an actor): a permalink, which shows it whatever else is
//! selected.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::layout::Shell;
use crate::ask::Ask;
use crate::state::AppState;

/// What an address leads to.
pub(super) enum One {
    /// Its title and its content.
    Page(String, String),
    /// Another address: the thing has another identifier by now.
    Moved(String),
    /// There is none.
    Missing,
}

/// Answers with the page of one thing; `view` is the view that it belongs to, where it does.
pub(super) async fn one(
    state: Arc<AppState>,
    query: Option<String>,
    view: &'static str,
    find: impl FnOnce(&AppState, &Ask<'_>) -> askama::Result<One> + Send + 'static,
) -> Response {
    state
        .draw(move |state| {
            let snapshot = state.snapshot();
            let mut ask = Ask::served(&snapshot, query.as_deref().unwrap_or_default());
            ask.problems.clear();
            match find(state, &ask) {
                Ok(One::Page(title, main)) => {
                    Shell::plain(state, &ask, title, main, view).respond()
                }
                Ok(One::Moved(address)) => Redirect::temporary(&address).into_response(),
                Ok(One::Missing) => super::missing(state),
                Err(error) => {
                    (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response()
                }
            }
        })
        .await
}
