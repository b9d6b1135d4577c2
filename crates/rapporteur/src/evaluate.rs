//! `rapporteur evaluate`: measures the program on annotated data that a user brings.
//!
//! Shares are printed between 0 and 1, speed in words a second of one core's time.

mod claims;
mod coreference;
mod entries;
mod html;
mod petrarch;
mod plover;
mod readers;
mod triage;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use rapporteur_language::conllu::treebank;
use rapporteur_language::score::{self, Ratio};
use rapporteur_language::{Reader, Sentence, conllu, iob2};
use rapporteur_reading::attribution::{self, CueLexicon};
use rapporteur_reading::time;
use serde_json::{Map, Value, json};

use crate::args::{Evaluate, Task};
use crate::exit::Exit;

/// Prints one line a figure, or one JSON object.
pub(crate) fn evaluate(args: &Evaluate) -> anyhow::Result<Exit> {
    let figures = match &args.task {
        Task::Syntax { file } => syntax(file)?,
        Task::Sentences { file } => sentences(file)?,
        Task::Names { file } => names(file)?,
        Task::Attribution { file } => attribution(file)?,
        Task::Time { folder } => times(folder)?,
        Task::Html { folder, write } => html::html(folder, write.as_deref())?,
        Task::Plover { file } => plover::plover(file)?,
        Task::Readers(task) => readers::readers(task)?,
        Task::Triage(task) => triage::triage(task)?,
        Task::Petrarch(task) => petrarch::petrarch(task)?,
        Task::Claims(task) => return claims::claims(task, args.json),
        Task::Entries(args) => entries::entries_of(args)?,
        Task::Coreference { folder, write } => coreference::coreference(folder, write.as_deref())?,
    };
    let mut to = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut to, &figures)?;
        writeln!(to)?;
        return Ok(Exit::Done);
    }
    let width = figures.keys().map(String::len).max().unwrap_or_default();
    for (name, value) in &figures {
        match value.as_f64() {
            Some(share) if value.is_f64() => writeln!(to, "{name:width$}  {share:.4}")?,
            _ => writeln!(to, "{name:width$}  {value}")?,
        }
    }
    Ok(Exit::Done)
}

type Figures = Map<String, Value>;

fn syntax(file: &Path) -> anyhow::Result<Figures> {
    let gold = treebank(&read_conllu(file)?);
    let reader = Reader::new()?;
    let (analysis, seconds) = timed(|| reader.annotate(&gold.text, bare(&gold.sentences)))?;
    let score = score::syntax(&gold.sentences, &analysis.sentences);
    let (whole, whole_seconds) = timed(|| {
        reader.analyse(&gold.text, &[rapporteur_language::Span::new(0, gold.text.len())])
    })?;
    let raw = score::raw_text(&gold, &whole.sentences);
    Ok(figures(json!({
        "upos": score.upos(),
        "uas": score.uas(),
        "las": score.las(),
        "words": score.words,
        "words_per_second": per_second(score.words, seconds),
        "raw_upos": raw.upos.f1(),
        "raw_uas": raw.uas.f1(),
        "raw_las": raw.las.f1(),
        "raw_words_per_second": per_second(score.words, whole_seconds),
    })))
}

fn sentences(file: &Path) -> anyhow::Result<Figures> {
    let gold = read_conllu(file)?;
    let words: usize = gold.iter().map(|sentence| sentence.words().count()).sum();
    let start = Instant::now();
    let score = score::sentences(&gold);
    let seconds = start.elapsed().as_secs_f64();
    Ok(figures(json!({
        "f1": score.sentences.f1(),
        "precision": score.sentences.precision(),
        "recall": score.sentences.recall(),
        "tokens_f1": score.tokens.f1(),
        "words_f1": score.words.f1(),
        "words_per_second": per_second(words, seconds),
    })))
}

fn names(file: &Path) -> anyhow::Result<Figures> {
    let gold = iob2::read(&read(file)?).with_context(|| file.display().to_string())?;
    let reader = Reader::new()?;
    let words = gold.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    let (analysis, seconds) = timed(|| reader.annotate(&gold.text, bare(&gold.sentences)))?;
    let score = score::names(&gold.names, &analysis.names);
    let of = |ratio: Ratio| ratio.f1();
    Ok(figures(json!({
        "f1": of(score.all),
        "precision": score.all.precision(),
        "recall": score.all.recall(),
        "persons_f1": of(score.persons),
        "organizations_f1": of(score.organizations),
        "locations_f1": of(score.locations),
        "words_per_second": per_second(words, seconds),
    })))
}

fn attribution(file: &Path) -> anyhow::Result<Figures> {
    let documents = attribution::evaluate::read_annotated(&read(file)?)
        .with_context(|| file.display().to_string())?;
    let reader = Reader::new()?;
    let parsed = |text: &str| {
        let whole = [rapporteur_language::Span::new(0, text.len())];
        reader.analyse(text, &whole).map(|analysis| analysis.sentences)
    };
    let scores = attribution::evaluate::evaluate(&documents, CueLexicon::built_in(), parsed)?;
    Ok(figures(json!({
        "linked_f1": scores.linked.f1,
        "linked_precision": scores.linked.precision,
        "linked_recall": scores.linked.recall,
        "source_exact_f1": scores.source_exact.f1,
        "cue_exact_f1": scores.cue_exact.f1,
        "content_exact_f1": scores.content_exact.f1,
    })))
}

fn times(folder: &Path) -> anyhow::Result<Figures> {
    let name = || folder.display().to_string();
    let mut files = Vec::new();
    time_files(folder, &mut files).with_context(name)?;
    files.sort();
    anyhow::ensure!(!files.is_empty(), "{}: no `.tml` files here", folder.display());
    let contents = files.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let scores = time::score::evaluate(contents.iter().map(String::as_str));
    Ok(figures(json!({
        "strict_f1": scores.strict_f1,
        "relaxed_f1": scores.relaxed_f1,
        "value_f1": scores.value_f1,
        "files": files.len(),
    })))
}

/// The TimeML files of a folder and of the folders in it.
fn time_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            time_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "tml") {
            files.push(path);
        }
    }
    Ok(())
}

fn figures(value: Value) -> Figures {
    match value {
        Value::Object(figures) => figures,
        _ => Figures::new(),
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| file.display().to_string())
}

fn read_conllu(file: &Path) -> anyhow::Result<Vec<conllu::Sentence>> {
    conllu::read(&read(file)?).with_context(|| file.display().to_string())
}

/// The same sentences and tokens with nothing but their spans.
fn bare(sentences: &[Sentence]) -> Vec<Sentence> {
    let bare = |token: &rapporteur_language::Token| rapporteur_language::Token {
        span: token.span,
        joined: token.joined,
        ..Default::default()
    };
    sentences
        .iter()
        .map(|sentence| Sentence {
            span: sentence.span,
            tokens: sentence.tokens.iter().map(bare).collect(),
        })
        .collect()
}

fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(T, f64), E> {
    let start = Instant::now();
    Ok((work()?, start.elapsed().as_secs_f64()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rounded speed")]
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
fn per_second(words: usize, seconds: f64) -> u64 {
    (words as f64 / seconds.max(f64::EPSILON)) as u64
}
