//! Connections: how many, how long, and how they end.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::limits::{
    CONNECTION_LIVES, CONNECTIONS, CONNECTIONS_OF_ONE, FAREWELL, HEAD, HEAD_WITHIN,
};
use super::rate::Client;

/// How long to wait where no connection can be accepted: too many open files.
const TRY_AGAIN: Duration = Duration::from_millis(200);

/// Accepts connections until `stop` is done; answers under way are finished.
pub(super) async fn accept(listener: TcpListener, app: Router, stop: impl Future<Output = ()>) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let guests = Arc::new(Guests::default());
    let (stopping, stopped) = watch::channel(());
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let Ok(place) = place else { break };
        let Ok((stream, peer)) = accepted else {
            sleep(TRY_AGAIN).await;
            continue;
        };
        // Who has too many already is not heard: the connection is closed.
        let Some(guest) = guests.arrives(Client::of(peer.ip())) else { continue };
        let (app, stopped) = (app.clone(), stopped.clone());
        tokio::spawn(async move {
            attend(stream, peer, app, stopped).await;
            drop((place, guest));
        });
    }
    drop(listener);
    drop(stopping);
    let everybody = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
    let _left = timeout(FAREWELL, room.acquire_many(everybody)).await;
}

/// Answers the requests of one connection.
async fn attend(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    mut stopped: watch::Receiver<()>,
) {
    // Pages are sent whole: nothing is won by waiting for more.
    let _slower = stream.set_nodelay(true);
    let client = Client::of(peer.ip());
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(client);
        app.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // A client that sends no HTTP, or goes away, is no concern of anybody else.
        _ended = connection.as_mut() => return,
        () = sleep(CONNECTION_LIVES) => {}
        _stopping = stopped.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ended = timeout(FAREWELL, connection).await;
}

/// How many connections each client on another machine has.
#[derive(Debug, Default)]
struct Guests(Mutex<BTreeMap<Client, usize>>);

/// A connection that is counted until it is dropped.
struct Guest {
    guests: Arc<Guests>,
    client: Client,
}

impl Guests {
    fn arrives(self: &Arc<Self>, client: Client) -> Option<Guest> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(client).or_default();
        // A proxy on this machine speaks for many.
        if *count >= CONNECTIONS_OF_ONE && !client.is_here() {
            return None;
        }
        *count += 1;
        Some(Guest { guests: Arc::clone(self), client })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counts = self.guests.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_client_cannot_take_every_place() {
        let guests = Arc::new(Guests::default());
        let far = Client::of([192, 0, 2, 1].into());
        let mut seated: Vec<Guest> =
            (0..CONNECTIONS_OF_ONE).map(|_| guests.arrives(far).unwrap()).collect();
        assert!(guests.arrives(far).is_none());
        assert!(guests.arrives(Client::of([192, 0, 2, 2].into())).is_some());
        seated.pop();
        assert!(guests.arrives(far).is_some());
        drop(seated);
        assert!(guests.0.lock().unwrap().is_empty());
    }
}
