//! The HTTP API, under `/api/v1`.

use std::sync::Arc;

use axum::Router;

use crate::state::AppState;

/// The routes of the API; paths are whole (`/api/v1/...`).
pub fn router() -> Router<Arc<AppState>> {
    Router::new()
}
