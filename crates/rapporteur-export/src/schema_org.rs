//! schema.org as JSON-LD: reports as NewsArticle, claims as Claim, what somebody said as Quotation.
//!
//! No ClaimReview: it rates what is true, and a record does not.

use std::io::{self, Write};

use rapporteur_model::{Claim, Content, Document};
use serde_json::{Map, Value, json};

use crate::Options;
use crate::pieces::{Piece, Sheet, Told};

/// One graph of reports and claims.
pub(crate) struct Graph<'w> {
    to: &'w mut (dyn Write + 'w),
    options: Options,
    started: bool,
}

impl<'w> Graph<'w> {
    pub(crate) fn new(to: &'w mut (dyn Write + 'w), options: &Options) -> io::Result<Self> {
        to.write_all(b"{\"@context\":\"https://schema.org\",\"@graph\":[")?;
        Ok(Self { to, options: options.clone(), started: false })
    }

    fn node(&mut self, node: &Value) -> io::Result<()> {
        self.to.write_all(if self.started { b",\n" } else { b"\n" })?;
        self.started = true;
        serde_json::to_writer(&mut *self.to, node)?;
        Ok(())
    }
}

impl Sheet for Graph<'_> {
    fn piece(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let article = article(piece.document, &self.options);
        self.node(&article)?;
        for Told { claim, .. } in &piece.claims {
            let node = claimed(claim, piece.document, &self.options);
            self.node(&node)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.to.write_all(b"\n]}\n")?;
        self.to.flush()
    }
}

fn article(document: &Document, options: &Options) -> Value {
    let mut node = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            node.insert(name.to_owned(), value);
        }
    };
    set("@type", Some("NewsArticle".into()));
    set("@id", Some(options.links.document(&document.key).into()));
    set("headline", document.title.clone().map(Value::from));
    set("url", document.url.clone().map(Value::from));
    set("datePublished", document.published.map(|date| date.to_string().into()));
    set("dateModified", document.modified.map(|date| date.to_string().into()));
    set("inLanguage", document.language.clone().map(Value::from));
    let publisher = document.outlet.as_ref();
    set("publisher", publisher.map(|name| json!({"@type": "NewsMediaOrganization", "name": name})));
    let authors: Vec<Value> =
        document.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    set("author", (!authors.is_empty()).then_some(Value::Array(authors)));
    Value::Object(node)
}

fn claimed(claim: &Claim, document: &Document, options: &Options) -> Value {
    let appearance = json!({"@id": options.links.document(&document.key)});
    let mut node = Map::new();
    node.insert("@type".into(), "Claim".into());
    node.insert("@id".into(), options.links.claim(&claim.id).into());
    node.insert("text".into(), claim.quote.clone().into());
    node.insert("appearance".into(), appearance.clone());
    if let Some(date) = document.published {
        node.insert("datePublished".into(), date.to_string().into());
    }
    let mut about: Vec<Value> = Vec::new();
    match &claim.content {
        Content::Event(event) => {
            node.insert("name".into(), event_name(event).into());
            let all = event.actors.iter().chain(&event.recipients).chain(&event.mediators);
            about.extend(all.map(|actor| json!({"@type": "Thing", "name": actor.name})));
            let issues: Vec<&str> = event.issues.iter().map(|issue| issue.name()).collect();
            if !issues.is_empty() {
                node.insert("keywords".into(), json!(issues));
            }
        }
        Content::Figure(figure) => {
            node.insert("name".into(), format!("{} {}", figure.measure, figure.value).into());
            about.push(json!({
                "@type": "QuantitativeValue",
                "value": figure.value,
                "unitText": figure.unit,
            }));
        }
    }
    if let Some(place) = &claim.place {
        about.push(json!({"@type": "Place", "name": place}));
    }
    node.insert("about".into(), Value::Array(about));
    if let Some(link) = claim.innermost_speaker() {
        let speaker = json!({"@type": "Thing", "name": link.speaker});
        let quotation = json!({
            "@type": "Quotation",
            "text": claim.quote,
            "spokenByCharacter": speaker,
            "isPartOf": appearance,
        });
        node.insert("appearance".into(), json!([appearance, quotation]));
        node.insert("author".into(), speaker);
    }
    Value::Object(node)
}

fn event_name(event: &rapporteur_model::Event) -> String {
    let mode = event.mode.map(|mode| format!(" {mode}")).unwrap_or_default();
    format!("{}{mode}", event.event_type)
}
