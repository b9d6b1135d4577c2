//! What the reader sees of annotated reports, as training material for the event network:
//! `material DOCUMENTS.jsonl|DIR… > material.jsonl`.
//!
//! One report a line: its sentences with their words and trees, who is mentioned where, and the
//! events that the lexicon finds. Offsets are bytes into `text`. `train/events` reads it.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use rapporteur_ingest::Columns;
use rapporteur_language::{Analysis, Reader, Sentence, Span};
use rapporteur_model::Document;
use rapporteur_reading::actors::{self, ActorMention, Knowledge};
use rapporteur_reading::dossier::Dossier;
use rapporteur_reading::events::lexicon::EventLexicon;
use rapporteur_reading::events::{self, EventMention, Found};
use rapporteur_reading::time;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let inputs: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (reader, lexicon) = (Reader::new()?, EventLexicon::built_in()?);
    let (sources, problems) = rapporteur_ingest::sources(&inputs);
    if let Some(problem) = problems.first() {
        return Err(problem.message.clone().into());
    }
    for source in &sources {
        for raw in rapporteur_ingest::read(source, &Columns::default(), &Arc::default()) {
            let (document, _) =
                raw.and_then(rapporteur_ingest::document).map_err(|problem| problem.message)?;
            println!("{}", report(&reader, &lexicon, &document)?);
        }
    }
    Ok(())
}

fn report(
    reader: &Reader,
    lexicon: &EventLexicon,
    document: &Document,
) -> Result<Value, Box<dyn Error>> {
    let text = document.text.as_str();
    let analysis = reader.analyse(text, &document.readable())?;
    let Analysis { sentences, names } = &analysis;
    let mentions =
        actors::mentions(text, sentences, names, Knowledge::builtin(), &Dossier::default());
    let places = actors::places(text, sentences, Knowledge::builtin());
    let times = time::expressions(text, sentences, document.published);
    let found =
        Found { text, analysis: &analysis, actors: &mentions, places: &places, times: &times };
    let events = events::by_lexicon(found, lexicon);
    Ok(json!({
        "id": document.id,
        "text": text,
        "sentences": sentences.iter().map(|one| sentence(text, one)).collect::<Vec<_>>(),
        "mentions": mentions.iter().map(mention).collect::<Vec<_>>(),
        "places": places.iter().map(|one| json!([span(one.span), one.name])).collect::<Vec<_>>(),
        "times": times.iter().map(|one| json!([span(one.span), one.interval])).collect::<Vec<_>>(),
        "published": document.published,
        "events": events.iter().map(event).collect::<Vec<_>>(),
    }))
}

fn sentence(text: &str, sentence: &Sentence) -> Value {
    let token = |token: &rapporteur_language::Token| {
        json!([
            token.span.of(text),
            format!("{:?}", token.upos),
            token.head,
            token.deprel,
            token.lemma,
            token.span.start,
            token.span.end,
        ])
    };
    json!({
        "span": span(sentence.span),
        "tokens": sentence.tokens.iter().map(token).collect::<Vec<_>>(),
    })
}

fn mention(mention: &ActorMention) -> Value {
    json!({
        "span": span(mention.span),
        "head": span(mention.head),
        "sentence": mention.sentence,
        "actors": mention.actors,
        "kind": format!("{:?}", mention.kind),
        "standing": format!("{:?}", mention.standing),
    })
}

fn event(mention: &EventMention) -> Value {
    json!({
        "trigger": span(mention.trigger),
        "span": span(mention.span),
        "sentence": mention.sentence,
        "frame": mention.frame,
        "realis": mention.realis,
        "event": mention.event,
    })
}

fn span(span: Span) -> [usize; 2] {
    [span.start, span.end]
}
