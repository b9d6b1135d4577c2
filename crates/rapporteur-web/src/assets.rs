//! The page's own style, script and icon: embedded in the program, each with its hash as ETag.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur_model::sha256_hex;

/// One file.
struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
    tag: String,
}

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        Asset::new("app.css", "text/css; charset=utf-8", STYLE.as_bytes()),
        Asset::new("app.js", "text/javascript; charset=utf-8", include_bytes!("../assets/app.js")),
        Asset::new("icon.svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
    ]
});

/// The whole style sheet, also for a report that stands alone: that of pictures, and our own.
pub(crate) static STYLE: LazyLock<String> = LazyLock::new(|| {
    format!("{}\n{}", rapporteur_pictures::STYLE, include_str!("../assets/app.css"))
});

impl Asset {
    fn new(name: &'static str, kind: &'static str, bytes: &'static [u8]) -> Self {
        let tag = format!("\"{}\"", sha256_hex(bytes).get(..16).unwrap_or_default());
        Self { name, kind, bytes, tag }
    }
}

/// Answers with an asset, or that the reader has it already.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = asset.tag.as_str();
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known == tag);
    let about = [
        (header::CONTENT_TYPE, asset.kind),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    if known {
        (StatusCode::NOT_MODIFIED, about).into_response()
    } else {
        (about, asset.bytes).into_response()
    }
}
