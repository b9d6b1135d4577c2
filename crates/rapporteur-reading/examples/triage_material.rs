//! What triage sees of texts, as training material: `triage_material INPUT… > material.jsonl`.
//!
//! One document a line: the words of its blocks, and its sentences (bytes into `text`) with their
//! words. `train/triage/fit.py` reads it.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use rapporteur_ingest::Columns;
use rapporteur_language::segment::segment;
use rapporteur_model::Document;
use rapporteur_reading::triage::{block_at, words};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let inputs: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (sources, problems) = rapporteur_ingest::sources(&inputs);
    if let Some(problem) = problems.first() {
        return Err(problem.message.clone().into());
    }
    for source in &sources {
        for raw in rapporteur_ingest::read(source, &Columns::default(), &Arc::default()) {
            let (document, _) =
                raw.and_then(rapporteur_ingest::document).map_err(|problem| problem.message)?;
            println!("{}", seen(&document));
        }
    }
    Ok(())
}

fn seen(document: &Document) -> Value {
    let text = document.text.as_str();
    let regions = document.readable();
    let mut blocks: Vec<Vec<String>> = Vec::new();
    for region in &regions {
        let before = blocks.len();
        for (at, word) in words(region.of(text)) {
            let block = before + block_at(region.len(), at);
            blocks.resize(blocks.len().max(block + 1), Vec::new());
            blocks[block].push(word);
        }
    }
    let sentence = |span: rapporteur_language::Span| {
        let words: Vec<String> = words(span.of(text)).map(|(_, word)| word).collect();
        json!([span.start, span.end, words])
    };
    let sentences = segment(text, &regions);
    json!({
        "id": document.id,
        "text": text,
        "blocks": blocks,
        "sentences": sentences.iter().map(|one| sentence(one.span)).collect::<Vec<_>>(),
    })
}
