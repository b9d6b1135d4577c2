//! Answers with ETags, and problems.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur_export::answers::Problem;
use rapporteur_model::sha256_hex;
use serde_json::Value;

/// JSON with the hash of its bytes as ETag; nothing but the tag for who has it already.
pub(super) fn json_answer(answer: &Value, headers: &HeaderMap) -> Response {
    let body = answer.to_string();
    let hash = sha256_hex(body.as_bytes());
    let tag = format!("\"{}\"", &hash[..32]);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|value| knows(value, &tag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Whether a list of tags holds ours: weak ones too, as caches make them.
fn knows(list: &HeaderValue, tag: &str) -> bool {
    let Ok(list) = list.to_str() else { return false };
    list.split(',')
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// A problem as RFC 9457 spells it.
pub(crate) fn problem_answer(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_string(problem).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}
