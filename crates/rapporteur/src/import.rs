//! `rapporteur import`: corrections made in a spreadsheet or an annotation tool come back.
//!
//! What a person changed becomes lines of the record's log of decisions; the export itself is never
//! taken over, so that a stale or damaged file cannot harm a record.

mod annotations;
mod said;
mod table;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use rapporteur_model::{Act, Anchor, Claim, Verdict};
use rapporteur_record::decisions::{edit, shown};
use rapporteur_record::views::Contents;
use rapporteur_store::{Decided, Record};
use serde::Serialize;

use self::said::Said;
use crate::args::Import;
use crate::exit::Exit;
use crate::show::count;
use crate::table::one_line;
use crate::{load, say};

/// What is to be changed.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Change {
    claim: String,
    slot: &'static str,
    was: String,
    is: String,
    #[serde(skip)]
    act: Act,
}

/// Shows what an edited export changes, and writes it to the log where asked to.
pub(crate) fn import(args: &Import) -> anyhow::Result<Exit> {
    let contents = load::open(&args.record)?;
    let said = read(&args.file, &contents)?;
    let mut problems: Vec<String> = Vec::new();
    let changes = compare(&contents, &said, &mut problems);
    show(args, &changes)?;
    for problem in &problems {
        say::error(&format!("{}: {problem}", args.file.display()));
    }
    if args.apply && !changes.is_empty() {
        let by = args.reviewer.clone().unwrap_or_else(load::user);
        let why = args.file.file_name().map(|name| format!("imported {}", name.to_string_lossy()));
        let at = rapporteur_model::moment(jiff::Timestamp::now());
        let mut record = Record::open_to_write(&args.record)?;
        let number = changes.len();
        for change in changes {
            let (at, by, why) = (at.clone(), by.clone(), why.clone());
            record.decide(Decided { at, by, why, act: change.act })?;
        }
        let decisions = count(number, "decision");
        say::note(&format!("{decisions} written to {}", args.record.display()));
    } else if !changes.is_empty() {
        say::hint("nothing was written: run it again with --apply to keep these corrections");
    }
    Ok(if problems.is_empty() { Exit::Done } else { Exit::Flawed })
}

fn read(file: &Path, contents: &Contents) -> anyhow::Result<Vec<Said>> {
    let name = || format!("{}: the file cannot be read", file.display());
    let bytes = std::fs::read(file).with_context(name)?;
    let text = String::from_utf8(bytes)
        .with_context(|| format!("{}: it is not UTF-8; save it as such", file.display()))?;
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending {
        "csv" => table::read(&text, b','),
        "tsv" => table::read(&text, b'\t'),
        "jsonl" | "json" => annotations::read(&text, contents),
        _ => anyhow::bail!("{}: give a table (.csv, .tsv) or annotations (.jsonl)", file.display()),
    }
    .with_context(|| file.display().to_string())
}

/// What of the file differs from the record; what it says that a slot cannot say goes to `problems`.
fn compare(contents: &Contents, said: &[Said], problems: &mut Vec<String>) -> Vec<Change> {
    let claims: BTreeMap<&str, &Claim> = contents
        .claims
        .iter()
        .chain(&contents.rejected)
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let mut changes = Vec::new();
    for said in said {
        let place = said.place;
        let Some(claim) = claims.get(said.claim.as_str()) else {
            problems.push(format!("row {place}: the record has no claim `{}`", said.claim));
            continue;
        };
        for (slot, value) in &said.slots {
            let was = shown(claim, *slot);
            if one_line(&was) == one_line(value) {
                continue;
            }
            let mut edited = (*claim).clone();
            if let Err(refused) = edit(&mut edited, *slot, value) {
                problems.push(format!("row {place}: `{value}` is not taken for {refused}"));
                continue;
            }
            let is = shown(&edited, *slot);
            if is == was {
                continue;
            }
            let act = Act::Edit { claim: Anchor::of(claim), slot: *slot, value: value.clone() };
            changes.push(Change { claim: claim.id.clone(), slot: slot.name(), was, is, act });
        }
        let Some(verdict) = &said.verdict else { continue };
        match verdict_named(verdict) {
            None => problems.push(format!(
                "row {place}: `{verdict}` is no verdict: write accepted, rejected, unsure or \
                 nothing"
            )),
            Some(verdict) => {
                let was = contents.reviews.get(&claim.id).map_or(Verdict::Open, |r| r.verdict);
                if was != verdict {
                    let act = Act::Judge { claims: vec![Anchor::of(claim)], verdict };
                    changes.push(Change {
                        claim: claim.id.clone(),
                        slot: "review",
                        was: was.name().to_owned(),
                        is: verdict.name().to_owned(),
                        act,
                    });
                }
            }
        }
    }
    changes
}

fn verdict_named(name: &str) -> Option<Verdict> {
    match name.trim().to_lowercase().as_str() {
        "" | "unreviewed" => Some(Verdict::Open),
        name => Verdict::from_name(name),
    }
}

fn show(args: &Import, changes: &[Change]) -> io::Result<()> {
    let mut to = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut to, changes)?;
        return writeln!(to);
    }
    let named = |value: &str| if value.is_empty() { "nothing".to_owned() } else { one_line(value) };
    for change in changes {
        writeln!(to, "{} {}", change.claim, change.slot)?;
        writeln!(to, "  - {}", named(&change.was))?;
        writeln!(to, "  + {}", named(&change.is))?;
    }
    let what = if changes.len() == 1 { "correction" } else { "corrections" };
    writeln!(to, "{} {what}", changes.len())
}
