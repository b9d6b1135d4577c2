//! `rapporteur evaluate html`: main text and dates of pages beside what a person marked.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use flate2::read::GzDecoder;
use rapporteur_ingest::evaluate::{self, Found, Truth};
use serde_json::{Value, json};

use super::{Figures, figures};

/// Measures a folder as the article-extraction benchmark lays it out: `ground-truth.json` maps the
/// name of each page to its `articleBody`, its `url` and, where known, the day it was `published`.
/// Only the pages that the table names are read, on one thread. What was found goes to `write`.
pub(super) fn html(folder: &Path, write: Option<&Path>) -> anyhow::Result<Figures> {
    let table = folder.join("ground-truth.json");
    let name = || table.display().to_string();
    let truth: Value =
        serde_json::from_str(&fs::read_to_string(&table).with_context(name)?).with_context(name)?;
    let truth = truth.as_object().with_context(|| format!("{}: no JSON object", name()))?;
    let (mut names, mut pages) = (Vec::new(), Vec::new());
    for (id, facts) in truth {
        let path = folder.join("html").join(format!("{id}.html.gz"));
        let mut bytes = Vec::new();
        File::open(&path)
            .and_then(|file| GzDecoder::new(file).read_to_end(&mut bytes))
            .with_context(|| path.display().to_string())?;
        let text = |field: &str| facts.get(field).and_then(Value::as_str).map(str::to_owned);
        let truth = Truth {
            body: text("articleBody").unwrap_or_default(),
            url: text("url"),
            published: text("published"),
        };
        names.push(id.as_str());
        pages.push((bytes, truth));
    }
    anyhow::ensure!(!pages.is_empty(), "{}: names no page", table.display());
    let start = Instant::now();
    let found: Vec<_> =
        pages.iter().map(|(bytes, truth)| evaluate::page(bytes, truth.url.as_deref())).collect();
    let seconds = start.elapsed().as_secs_f64();
    let truths: Vec<_> = pages.into_iter().map(|(_, truth)| truth).collect();
    if let Some(path) = write {
        keep(path, &names, &truths, &found).with_context(|| path.display().to_string())?;
    }
    let score = evaluate::score(&truths, &found);
    let mut shown = figures(json!({
        "f1": score.f1,
        "precision": score.precision,
        "recall": score.recall,
        "pages": truths.len(),
        "pages_per_second": super::per_second(truths.len(), seconds),
    }));
    if score.dated > 0 {
        shown.insert("dated".to_owned(), score.dated.into());
        shown.insert("date_accuracy".to_owned(), score.date_accuracy.into());
    }
    Ok(shown)
}

fn keep(path: &Path, names: &[&str], truths: &[Truth], found: &[Found]) -> anyhow::Result<()> {
    let mut to = BufWriter::new(File::create(path)?);
    for ((name, truth), found) in names.iter().zip(truths).zip(found) {
        let (precision, recall) = evaluate::page_score(truth, found);
        let line = json!({
            "id": name, "precision": precision, "recall": recall,
            "published": found.published, "text": found.body,
        });
        writeln!(to, "{line}")?;
    }
    Ok(to.flush()?)
}
