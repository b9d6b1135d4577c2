//! A small HTTP server on loopback that answers as it is told, and notes what it was asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What to answer.
#[derive(Clone, Default)]
pub(in super::super) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// A length other than the body's.
    promised: Option<usize>,
    /// Bytes to send instead of a body, without a length.
    endless: usize,
    slow: bool,
}

/// What was asked.
#[derive(Clone)]
pub(in super::super) struct Request {
    path: String,
    headers: Vec<(String, String)>,
    at: Instant,
}

#[derive(Default)]
struct Shared {
    routes: Mutex<BTreeMap<String, Answer>>,
    first: Mutex<BTreeMap<String, Answer>>,
    requests: Mutex<Vec<Request>>,
    now: AtomicUsize,
    most: AtomicUsize,
    garbled: AtomicBool,
}

pub(in super::super) struct Server {
    port: u16,
    shared: Arc<Shared>,
}

impl Answer {
    pub(in super::super) fn ok(content_type: &str, body: &str) -> Self {
        let answer = Self { status: 200, body: body.as_bytes().to_vec(), ..Self::default() };
        answer.with("Content-Type", content_type)
    }

    pub(in super::super) fn status(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    pub(in super::super) fn redirect(to: &str) -> Self {
        Self::status(302).with("Location", to)
    }

    pub(in super::super) fn endless(bytes: usize) -> Self {
        Self { endless: bytes, ..Self::ok("text/html", "") }
    }

    pub(in super::super) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(in super::super) fn promising(self, length: usize) -> Self {
        Self { promised: Some(length), ..self }
    }

    pub(in super::super) fn slowly(self) -> Self {
        Self { slow: true, ..self }
    }

    fn send(&self, to: &mut TcpStream) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.endless == 0 {
            let length = self.promised.unwrap_or(self.body.len());
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        to.write_all(format!("{head}\r\n").as_bytes())?;
        let chunk = [b'x'; 64 * 1024];
        for _ in 0..self.endless / chunk.len() {
            to.write_all(&chunk)?;
        }
        if self.slow {
            for byte in &self.body {
                to.write_all(&[*byte])?;
                thread::sleep(Duration::from_millis(200));
            }
            return Ok(());
        }
        to.write_all(&self.body)
    }
}

impl Request {
    pub(in super::super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl Server {
    pub(in super::super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared::default());
        let inner = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&inner);
                thread::spawn(move || drop(shared.serve(stream)));
            }
        });
        Self { port, shared }
    }

    pub(in super::super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What to answer at a path from now on.
    pub(in super::super) fn route(&self, path: &str, answer: Answer) {
        self.shared.routes.lock().unwrap().insert(path.to_owned(), answer);
    }

    /// What to answer at a path once, before anything else.
    pub(in super::super) fn first(&self, path: &str, answer: Answer) {
        self.shared.first.lock().unwrap().insert(path.to_owned(), answer);
    }

    /// From now on it talks nonsense: no HTTP, and no TLS.
    pub(in super::super) fn garble(&self) {
        self.shared.garbled.store(true, Ordering::SeqCst);
    }

    pub(in super::super) fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }

    pub(in super::super) fn asked(&self, path: &str) -> usize {
        self.times(path).len()
    }

    pub(in super::super) fn times(&self, path: &str) -> Vec<Instant> {
        let requests = self.requests();
        requests.iter().filter(|request| request.path == path).map(|request| request.at).collect()
    }

    pub(in super::super) fn most_at_once(&self) -> usize {
        self.shared.most.load(Ordering::SeqCst)
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        if self.garbled.load(Ordering::SeqCst) {
            return stream.write_all(b"neither HTTP nor TLS\r\n\r\n");
        }
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = Vec::new();
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            headers.push((name.to_owned(), value.to_owned()));
        }
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        let request = Request { path: path.clone(), headers, at: Instant::now() };
        self.requests.lock().unwrap().push(request.clone());
        let first = self.first.lock().unwrap().remove(&path);
        let route = self.routes.lock().unwrap().get(&path).cloned();
        let mut answer = first.or(route).unwrap_or_else(|| Answer::status(404));
        let tag =
            answer.headers.iter().find(|(name, _)| name == "ETag").map(|(_, tag)| tag.clone());
        if tag.is_some() && request.header("if-none-match") == tag.as_deref() {
            answer = Answer::status(304);
        }
        // The count goes down before the last byte is out: the client may then ask again at once.
        if answer.slow || answer.endless > 0 {
            let result = answer.send(&mut stream);
            self.now.fetch_sub(1, Ordering::SeqCst);
            result
        } else {
            self.now.fetch_sub(1, Ordering::SeqCst);
            answer.send(&mut stream)
        }
    }
}
