//! Figures of the attribution reader on outside data.
//!
//! `attribution_figures polnear GOLD.jsonl [PREDICTIONS.jsonl]` prints the scores and, where asked,
//! writes the predictions in the layout of `score_attributions.py`.
//! `attribution_figures text FILE` shows what is found in one text.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;

use rapporteur_language::{ModelError, Reader, Sentence};
use rapporteur_model::{CodePoints, Span};
use rapporteur_reading::attribution::evaluate::{evaluate, outermost_spans, read_annotated};
use rapporteur_reading::attribution::{Attribution, CueLexicon, attributions};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["polnear", gold] => polnear(gold, None),
        ["polnear", gold, predictions] => polnear(gold, Some(predictions)),
        ["text", file] => {
            let text = std::fs::read_to_string(file)?;
            for (index, one) in read(&Reader::new()?, &text)?.iter().enumerate() {
                println!("{index} {}", shown(&text, one));
            }
            Ok(())
        }
        ["spans", files @ ..] => spans(files),
        _ => Err("usage: attribution_figures polnear GOLD.jsonl [PREDICTIONS.jsonl] | text FILE | spans FILES".into()),
    }
}

fn parse(reader: &Reader, text: &str) -> Result<Vec<Sentence>, ModelError> {
    Ok(reader.analyse(text, &[Span::new(0, text.len())])?.sentences)
}

fn read(reader: &Reader, text: &str) -> Result<Vec<Attribution>, ModelError> {
    Ok(attributions(text, &parse(reader, text)?, CueLexicon::built_in()))
}

fn polnear(gold: &str, predictions: Option<&str>) -> Result<(), Box<dyn Error>> {
    let documents = read_annotated(&std::fs::read_to_string(gold)?)?;
    let reader = Reader::new()?;
    let scores = evaluate(&documents, CueLexicon::built_in(), |text| parse(&reader, text))?;
    println!("{scores:#.4?}");
    let Some(path) = predictions else { return Ok(()) };
    let mut lines = String::new();
    for document in &documents {
        let points = CodePoints::new(&document.text);
        let found: Vec<serde_json::Value> =
            outermost_spans(&document.text, &read(&reader, &document.text)?, &points)
                .iter()
                .map(json_spans)
                .collect();
        let line = serde_json::json!({"id": document.id, "attributions": found});
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    Ok(std::fs::write(path, lines)?)
}

fn json_spans(spans: &rapporteur_reading::attribution::score::Spans) -> serde_json::Value {
    let pairs = |ranges: &[std::ops::Range<usize>]| {
        ranges.iter().map(|range| [range.start, range.end]).collect::<Vec<_>>()
    };
    serde_json::json!({
        "source": pairs(&spans.source), "cue": pairs(&spans.cue), "content": pairs(&spans.content)
    })
}

/// All attributions of text files as JSON lines with code points, for scripts that measure.
fn spans(files: &[&str]) -> Result<(), Box<dyn Error>> {
    let reader = Reader::new()?;
    for file in files {
        let text = std::fs::read_to_string(file)?;
        let points = CodePoints::new(&text);
        let pairs = |spans: &[Span]| {
            spans
                .iter()
                .map(|span| points.span(*span))
                .map(|span| [span.start, span.end])
                .collect::<Vec<_>>()
        };
        let all: Vec<serde_json::Value> = read(&reader, &text)?
            .iter()
            .map(|one| {
                serde_json::json!({
                    "source": pairs(&one.source), "cue": pairs(&one.cue),
                    "content": pairs(&one.content), "within": one.within,
                    "class": format!("{:?}", one.cue_class), "kind": format!("{:?}", one.source_kind),
                    "polarity": format!("{:?}", one.polarity), "rule": one.rule,
                    "medium": one.medium.map(rapporteur_model::Medium::name),
                })
            })
            .collect();
        println!("{}", serde_json::json!({"file": file, "attributions": all}));
    }
    Ok(())
}

fn shown(text: &str, one: &Attribution) -> String {
    let words =
        |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    format!(
        "[{}] ({}) {{{}}} {:?} {:?} {:?} {:?} within {:?} {}",
        words(&one.source),
        words(&one.cue),
        words(&one.content),
        one.source_kind,
        one.polarity,
        one.cue_class,
        one.medium,
        one.within,
        one.rule
    )
}
