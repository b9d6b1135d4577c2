//! A record of our own making, and requests to its site.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use rapporteur_model::{
    Actor, Claim, Content, Document, Event, EventType, Issue, Origin, PartialDate, Reading, Realis,
    Span, Speaker, TimeSpan, document_key, sha256_hex,
};
use rapporteur_store::Record;
use rapporteur_web::{AppState, Options, server};
use tempfile::TempDir;
use tower::ServiceExt;

/// A site and the folder of its record.
pub(super) struct Site {
    pub(super) state: Arc<AppState>,
    app: Router,
    pub(super) folder: TempDir,
}

/// What the site answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) location: String,
    pub(super) policy: String,
    pub(super) kind: String,
    pub(super) tag: String,
    pub(super) text: String,
}

pub(super) const ADDRESS: &str = "127.0.0.1:4848";

impl Site {
    pub(super) fn of(readings: &[(Document, Reading)]) -> Self {
        Self::with(readings, |state| state)
    }

    /// The same, with another state made of the usual one.
    pub(super) fn with(
        readings: &[(Document, Reading)],
        other: impl FnOnce(AppState) -> AppState,
    ) -> Self {
        let write = |record: &mut Record| {
            let update = record.update().unwrap();
            for (document, reading) in readings {
                update.put(document, reading).unwrap();
            }
            update.grow_anew().unwrap();
            update.commit().unwrap();
        };
        Self::written(write, other)
    }

    /// A record that somebody writes.
    pub(super) fn written(
        write: impl FnOnce(&mut Record),
        other: impl FnOnce(AppState) -> AppState,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("talks.record");
        let mut record = Record::create(&path).unwrap();
        write(&mut record);
        drop(record);
        let state = Arc::new(other(AppState::open(&path, "Ana").unwrap()));
        let address: SocketAddr = ADDRESS.parse().unwrap();
        let app = server::app(Arc::clone(&state), address, &Options::at(address));
        Self { state, app, folder }
    }

    pub(super) fn send(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let answer = self.app.clone().oneshot(request).await.unwrap();
            let header = |name: &str| {
                let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
                value.unwrap_or_default().to_owned()
            };
            let (location, policy) = (header("location"), header("content-security-policy"));
            let (kind, tag) = (header("content-type"), header("etag"));
            let status = answer.status();
            let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            Answer {
                status,
                location,
                policy,
                kind,
                tag,
                text: String::from_utf8(bytes.to_vec()).unwrap(),
            }
        })
    }

    #[track_caller]
    pub(super) fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("host", ADDRESS).body(Body::empty()).unwrap();
        let answer = self.send(request);
        assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
        answer
    }

    /// Sends a form of ours.
    pub(super) fn decide(&self, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", self.state.token.expose()).extend_pairs(fields);
        let request = Request::post("/decide")
            .header("host", ADDRESS)
            .header("origin", format!("http://{ADDRESS}"))
            .body(Body::from(body.finish()))
            .unwrap();
        self.send(request)
    }
}

/// A report of our own.
pub(super) fn report(outlet: &str, day: &str, text: &str) -> Document {
    Document {
        key: document_key(outlet, text),
        id: outlet.to_owned(),
        outlet: Some(outlet.to_owned()),
        title: Some(format!("{outlet} reports")),
        published: PartialDate::parse(day).ok(),
        language: Some("en".to_owned()),
        origin: Origin {
            path: "x".to_owned(),
            sha256: sha256_hex(text.as_bytes()),
            ..Origin::default()
        },
        text: text.to_owned(),
        ..Document::default()
    }
}

/// What a claim is made of: its words, its type, who does it, who says so.
pub(super) fn claim(
    document: &Document,
    number: usize,
    words: &str,
    event_type: EventType,
    actors: &[&str],
    speaker: Option<&str>,
) -> Claim {
    let start = document.text.find(words).unwrap();
    let place =
        |words: &str| document.text.find(words).map(|start| Span::new(start, start + words.len()));
    Claim {
        id: format!("{}.{number}", document.key),
        document: document.key.clone(),
        span: Span::new(start, start + words.len()),
        quote: words.to_owned(),
        said_by: speaker
            .map(|name| Speaker {
                speaker: name.to_owned(),
                party: None,
                medium: None,
                source: place(name),
                cue: place("said"),
            })
            .into_iter()
            .collect(),
        realis: Realis::Actual,
        time: document.published.map(TimeSpan::at),
        place: None,
        content: Content::Event(Event {
            event_type,
            mode: None,
            actors: actors.iter().map(|name| Actor::new(name)).collect(),
            recipients: Vec::new(),
            mediators: Vec::new(),
            issues: vec![Issue::Ceasefire],
            object: Some("the Oslo plan".to_owned()),
        }),
        found_by: "test".to_owned(),
        confidence: Some(0.5),
    }
}

/// Two outlets that contradict each other about an answer, and one more report.
pub(super) fn small() -> Site {
    Site::of(&dispute())
}

/// What the small record is made of.
pub(super) fn dispute() -> [(Document, Reading); 2] {
    let wire = report(
        "Example Wire",
        "2020-03-01",
        "The League accepted the Oslo plan on Sunday, the envoy said. More talks follow.",
    );
    let post = report("Example Post", "2020-03-01", "The League refused the Oslo plan on Sunday.");
    let of = |document: &Document, claims: Vec<Claim>| {
        (document.clone(), Reading { claims, diagnostics: Vec::new() })
    };
    [
        of(
            &wire,
            vec![claim(
                &wire,
                0,
                "The League accepted the Oslo plan",
                EventType::Agree,
                &["League"],
                Some("the envoy"),
            )],
        ),
        of(
            &post,
            vec![claim(
                &post,
                0,
                "The League refused the Oslo plan",
                EventType::Reject,
                &["League"],
                None,
            )],
        ),
    ]
}
