//! The real server on a port of this machine, asked over HTTP.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::channel;

use rapporteur_web::{AppState, Door, Options, Secret, serve};

use super::record::{Site, dispute};

/// The token of locked servers.
pub(super) const TOKEN: &str = "a-long-winter-in-oslo";

/// A server that runs until the test ends.
pub(super) struct Served {
    pub(super) address: SocketAddr,
    pub(super) site: Site,
}

/// What it answered.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    head: String,
    pub(super) body: String,
}

impl Served {
    /// The small record, in another state and with other options.
    pub(super) fn with(
        state: impl FnOnce(AppState) -> AppState,
        options: impl FnOnce(&mut Options),
    ) -> Self {
        Self::of(Site::with(&dispute(), state), options)
    }

    pub(super) fn of(site: Site, options: impl FnOnce(&mut Options)) -> Self {
        let (said, address) = channel();
        let state = Arc::clone(&site.state);
        let mut chosen = Options::at("127.0.0.1:0".parse().unwrap());
        options(&mut chosen);
        std::thread::spawn(move || {
            serve(state, &chosen, move |address| said.send(address).unwrap()).unwrap();
        });
        let address = address.recv().unwrap();
        Self { address: SocketAddr::new([127, 0, 0, 1].into(), address.port()), site }
    }

    /// The small record behind its token.
    pub(super) fn locked() -> Self {
        Self::with(locked, |_| {})
    }

    pub(super) fn ask(&self, method: &str, path: &str, headers: &[&str], body: &str) -> Reply {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n",
            self.address,
            body.len()
        );
        for header in headers {
            request.push_str(header);
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        request.push_str(body);
        self.send(request.as_bytes())
    }

    pub(super) fn get(&self, path: &str, headers: &[&str]) -> Reply {
        self.ask("GET", path, headers, "")
    }

    /// Sends bytes as they are, and reads until the server has said everything.
    pub(super) fn send(&self, request: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(self.address).unwrap();
        // A server that has heard enough closes before everything is sent.
        let _closed = stream.write_all(request);
        Reply::of(&read(&mut stream))
    }
}

/// A state behind the token.
pub(super) fn locked(state: AppState) -> AppState {
    state.behind(Door::locked(Secret::new(TOKEN.to_owned())))
}

fn read(stream: &mut TcpStream) -> Vec<u8> {
    let (mut answer, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return answer,
            Ok(read) => answer.extend_from_slice(&piece[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return answer,
            Err(error) => panic!("{error}"),
        }
    }
}

impl Reply {
    fn of(answer: &[u8]) -> Self {
        let answer = String::from_utf8_lossy(answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Self { status: status.unwrap_or_default(), head: head.to_owned(), body: body.to_owned() }
    }

    /// A header, empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .next()
            .unwrap_or_default()
    }
}
