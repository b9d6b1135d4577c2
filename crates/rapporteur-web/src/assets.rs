//! The page's own style, script and icon: embedded in the program, each with its hash as ETag.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur_model::sha256_hex;

/// One file.
pub(crate) struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const ASSETS: &[Asset] = &[
    Asset {
        name: "app.css",
        kind: "text/css; charset=utf-8",
        bytes: include_bytes!("../assets/app.css"),
    },
    Asset {
        name: "app.js",
        kind: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../assets/app.js"),
    },
    Asset { name: "icon.svg", kind: "image/svg+xml", bytes: include_bytes!("../assets/icon.svg") },
];

static TAGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let tag =
        |asset: &Asset| format!("\"{}\"", sha256_hex(asset.bytes).get(..16).unwrap_or_default());
    ASSETS.iter().map(tag).collect()
});

/// The style sheet, for a report that stands alone.
pub(crate) const STYLE: &str = include_str!("../assets/app.css");

/// Answers with an asset, or that the reader has it already.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let found = ASSETS.iter().zip(TAGS.iter()).find(|(asset, _)| asset.name == name);
    let Some((asset, tag)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag.as_str());
    let about = [
        (header::CONTENT_TYPE, asset.kind),
        (header::ETAG, tag.as_str()),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    if known {
        (StatusCode::NOT_MODIFIED, about).into_response()
    } else {
        (about, asset.bytes).into_response()
    }
}
