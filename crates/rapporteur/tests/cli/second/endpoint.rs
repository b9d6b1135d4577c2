//! A scripted endpoint on loopback that speaks like OpenAI's chat completions.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// What is answered to a question.
pub(super) enum Answer {
    /// The model's text.
    Text(String),
    /// A body that is no completion.
    Body(&'static str),
    /// A status with a message.
    Status(u16, &'static str),
    /// A redirect.
    Redirect(String),
    /// The model's text, after seconds.
    Late(u64, String),
}

/// What was asked: the head of the request and its body.
#[derive(Clone)]
pub(super) struct Asked {
    pub(super) head: String,
    pub(super) body: Value,
}

type Script = Box<dyn Fn(usize, &str) -> Answer + Send + Sync>;

pub(super) struct Endpoint {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
    script: Arc<Mutex<Script>>,
}

impl Endpoint {
    /// Answers by the number of the question, from 0, and the text that was sent.
    pub(super) fn start(script: impl Fn(usize, &str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let script: Arc<Mutex<Script>> = Arc::new(Mutex::new(Box::new(script)));
        let (log, played) = (Arc::clone(&asked), Arc::clone(&script));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, played) = (Arc::clone(&log), Arc::clone(&played));
                thread::spawn(move || drop(serve(stream, &log, &played)));
            }
        });
        Self { port, asked, script }
    }

    /// From now on it answers otherwise, and counts from 0.
    pub(super) fn answers(&self, script: impl Fn(usize, &str) -> Answer + Send + Sync + 'static) {
        self.asked.lock().unwrap().clear();
        *self.script.lock().unwrap() = Box::new(script);
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<Asked>>,
    script: &Mutex<Script>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap();
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body: Value = serde_json::from_slice(&body).unwrap();
    let text = body["messages"][1]["content"].as_str().unwrap_or_default().to_owned();
    let number = {
        let mut log = log.lock().unwrap();
        log.push(Asked { head, body });
        log.len() - 1
    };
    let answer = script.lock().unwrap()(number, &text);
    let completion = |text: String| {
        let message = json!({"role": "assistant", "content": text});
        json!({"object": "chat.completion", "choices": [{"index": 0, "message": message}]})
    };
    let (status, headers, body) = match answer {
        Answer::Text(text) => (200, String::new(), completion(text).to_string()),
        Answer::Body(body) => (200, String::new(), body.to_owned()),
        Answer::Status(status, message) => {
            (status, String::new(), json!({"error": {"message": message}}).to_string())
        }
        Answer::Redirect(to) => (307, format!("Location: {to}\r\n"), String::new()),
        Answer::Late(seconds, text) => {
            thread::sleep(Duration::from_secs(seconds));
            (200, String::new(), completion(text).to_string())
        }
    };
    let length = body.len();
    let head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\n{headers}");
    write!(stream, "{head}Content-Length: {length}\r\n\r\n{body}")
}
