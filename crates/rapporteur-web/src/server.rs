//! Listens, guards, routes.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;

use crate::state::AppState;
use crate::{api, assets, pages};

/// How to serve.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Where to listen.
    pub bind: SocketAddr,
}

/// How often the server looks whether another program wrote to the record.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Nothing but our own style, script, pictures and forms; no other page may frame ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Serves pages until the process is asked to stop; requests under way are answered.
///
/// `ready` is called once with the address that is listened on.
///
/// # Errors
/// When the address cannot be listened on.
pub fn serve(
    state: Arc<AppState>,
    options: Options,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = TcpListener::bind(options.bind).await?;
        let address = listener.local_addr()?;
        tokio::spawn(look_again(Arc::clone(&state)));
        ready(address);
        axum::serve(listener, app(state, address)).with_graceful_shutdown(asked_to_stop()).await
    })
}

/// The whole site, for an address that it is served at.
pub fn app(state: Arc<AppState>, address: SocketAddr) -> Router {
    Router::new()
        .merge(pages::router())
        .merge(api::router())
        .route("/assets/{name}", get(assets::asset))
        .fallback(pages::not_found)
        .layer(middleware::from_fn_with_state(address, guard))
        .with_state(state)
}

/// Refuses what another site's page could send, and says what the reader's browser may load.
async fn guard(State(address): State<SocketAddr>, request: Request, next: Next) -> Response {
    if !is_for_us(&request, address) {
        let words = "This page is served to its own address alone.\n";
        return (StatusCode::MISDIRECTED_REQUEST, words).into_response();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD && is_foreign(&request) {
        let words = "A decision comes from our own pages alone.\n";
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Whether the request names the host that we are: a name that another site points at this machine
/// (DNS rebinding) is not.
fn is_for_us(request: &Request, address: SocketAddr) -> bool {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(host) = named else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let own =
        if address.is_ipv6() { format!("[{}]", address.ip()) } else { address.ip().to_string() };
    let loopback = ["localhost", "127.0.0.1", "[::1]"].contains(&name);
    // Who listens on every address has chosen to be reached by names that we cannot know.
    loopback || name == own || address.ip().is_unspecified()
}

/// Whether a browser says that the request comes from another site.
fn is_foreign(request: &Request) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let fetched_elsewhere = header("sec-fetch-site").is_some_and(|site| site != "same-origin");
    let origin_elsewhere = match (header("origin"), header("host")) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_none_or(|(_, authority)| authority != host)
        }
        _ => false,
    };
    fetched_elsewhere || origin_elsewhere
}

/// Shows what another program (`build`, `follow`) wrote to the record meanwhile.
async fn look_again(state: Arc<AppState>) {
    loop {
        tokio::time::sleep(LOOK_AGAIN).await;
        let state = Arc::clone(&state);
        // A record that is being written, or went away, is looked at again the next time.
        let _later = tokio::task::spawn_blocking(move || state.refresh()).await;
    }
}

/// Ctrl-C, or the signal that a service manager sends.
async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let kind = tokio::signal::unix::SignalKind::terminate();
        let Ok(mut terminated) = tokio::signal::unix::signal(kind) else {
            let _ended = interrupted.await;
            return;
        };
        tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ended = interrupted.await;
    }
}
