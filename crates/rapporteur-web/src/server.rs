//! Listens, guards, routes.
//!
//! | module | what it does |
//! |---|---|
//! | `connections` | how many there are, how long they last, how they end |
//! | `guard` | what stands before every page, and the headers behind it |
//! | [`door`] | whether a token is demanded, and the sessions that it opened |
//! | `login` | the page that exchanges the token for a cookie |
//! | `rate` | how often a client may ask |
//! | [`limits`] | every figure of these |

mod connections;
pub mod door;
mod guard;
pub mod limits;
mod login;
mod rate;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};
use tokio::net::TcpListener;

use self::guard::Guard;
use crate::state::AppState;
use crate::{api, assets, pages};

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen.
    pub bind: SocketAddr,
    /// Names by which the server is reached beside its address, as a proxy passes them on.
    pub hosts: Vec<String>,
    /// Requests a second that a client may send, where a token is demanded.
    pub rate: u32,
}

impl Options {
    /// The usual options for an address.
    #[must_use]
    pub const fn at(bind: SocketAddr) -> Self {
        Self { bind, hosts: Vec::new(), rate: limits::RATE }
    }
}

/// How often the server looks whether another program wrote to the record.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// Serves pages until the process is asked to stop; requests under way are answered.
///
/// `ready` is called once with the address that is listened on.
///
/// # Errors
/// When the address cannot be listened on, and when other machines can reach it and no token is
/// demanded.
pub fn serve(
    state: Arc<AppState>,
    options: &Options,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    if !options.bind.ip().is_loopback() && !state.door.is_locked() {
        let words = "an address that other machines reach is served behind a token alone";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, words));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = TcpListener::bind(options.bind).await?;
        let address = listener.local_addr()?;
        tokio::spawn(look_again(Arc::clone(&state)));
        let early = Arc::clone(&state);
        // Pages are answered meanwhile; the first of a large record waits for what it needs.
        tokio::task::spawn_blocking(move || early.warm());
        ready(address);
        connections::accept(listener, app(state, address, options), asked_to_stop()).await;
        Ok(())
    })
}

/// The whole site, for an address that it is served at.
pub fn app(state: Arc<AppState>, address: SocketAddr, options: &Options) -> Router {
    let guard = Arc::new(Guard::new(Arc::clone(&state), address, options));
    Router::new()
        .merge(pages::router())
        .merge(api::router())
        .route("/assets/{name}", get(assets::asset))
        .route("/login", get(login::ask).post(login::enter))
        .route("/logout", post(login::leave))
        .fallback(pages::not_found)
        .layer(Extension(login::Listening(address)))
        .layer(DefaultBodyLimit::max(limits::BODY))
        .layer(middleware::from_fn_with_state(guard, guard::guard))
        .with_state(state)
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
