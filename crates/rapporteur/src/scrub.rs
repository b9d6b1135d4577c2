//! `rapporteur scrub`: takes a document and everything drawn from it out of a record, and proves it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rapporteur_ingest::follow;
use rapporteur_model::Document;
use rapporteur_record::views::Contents;
use rapporteur_store::Record;

use crate::args::Scrub;
use crate::exit::Exit;
use crate::{say, second};

/// Letters of the shortest word that proves something: shorter ones stand in any file by chance.
const SHORTEST: usize = 6;

/// Takes out every document that the argument names, and looks for what is left of them.
pub(crate) fn scrub(args: &Scrub) -> anyhow::Result<Exit> {
    let mut record = Record::open_to_write(&args.record)?;
    let before = record.rows().contents()?;
    let (out, stay): (Vec<&Document>, Vec<&Document>) =
        before.documents.iter().partition(|document| is_named(document, &args.document));
    anyhow::ensure!(
        !out.is_empty(),
        "{}: no document has the key, identifier, address or file `{}`",
        args.record.display(),
        args.document
    );
    let after = take_out(&mut record, &out)?;
    let journal = beside(&args.record, ".building");
    if journal.exists() {
        // What an unfinished build has read is read again by the next one.
        fs::remove_file(&journal).with_context(|| journal.display().to_string())?;
    }
    let addresses: BTreeSet<String> = out.iter().flat_map(|document| names(document)).collect();
    let archived = follow::forget(&args.record, &addresses)
        .with_context(|| format!("{}: the files beside it", args.record.display()))?;

    let keys: BTreeSet<&str> = out.iter().map(|document| document.key.as_str()).collect();
    let answered = second::forget(&args.record, &keys)
        .with_context(|| second::beside(&args.record).display().to_string())?;

    let words = only_in(&out, &stay, &after);
    let mut to = io::stdout().lock();
    writeln!(
        to,
        "{} scrubbed: {} claims, {archived} archived answers and {answered} of a second reader went with it; the record holds {} reports, {} claims, {} entries",
        count(out.len()),
        before.claims.len() - after.claims.len(),
        after.documents.len(),
        after.claims.len(),
        after.entries.len(),
    )?;
    let mut clean = true;
    let feeds = args.record.with_extension("feeds.json");
    for path in [args.record.clone(), feeds, second::beside(&args.record)] {
        let Ok(bytes) = fs::read(&path) else { continue };
        let left = words.iter().filter(|word| contains(&bytes, word.as_bytes())).count();
        clean &= left == 0;
        writeln!(
            to,
            "{}: of {} words that stood only in it, {left} are left",
            path.display(),
            words.len()
        )?;
    }
    say::hint(
        "its source file, other exports, backups, and what the disk keeps of deleted files are not touched",
    );
    Ok(if clean { Exit::Done } else { Exit::Flawed })
}

fn take_out(record: &mut Record, out: &[&Document]) -> anyhow::Result<Contents> {
    let update = record.update()?;
    for document in out {
        update.scrub(&document.key, document.url.as_deref())?;
    }
    update.grow_anew()?;
    let contents = update.rows().contents()?;
    update.commit()?;
    record.compact()?;
    Ok(contents)
}

fn is_named(document: &Document, name: &str) -> bool {
    document.key == name || names(document).iter().any(|known| known == name)
}

/// What a document is called by: its identifier, address and place.
fn names(document: &Document) -> Vec<String> {
    let mut names = vec![document.id.clone(), document.origin.path.clone()];
    names.extend(document.url.clone());
    names
}

fn count(documents: usize) -> String {
    if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") }
}

fn beside(record: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(record);
    name.push(ending);
    PathBuf::from(name)
}

/// Words of some documents that stand nowhere in the others, nor in what is said about them.
fn only_in(out: &[&Document], stay: &[&Document], after: &Contents) -> BTreeSet<String> {
    let mut others = BTreeSet::new();
    for document in stay {
        collect(document, &mut others);
    }
    let said = serde_json::to_string(&(&after.claims, &after.entries)).unwrap_or_default();
    others.extend(words(&said));
    let mut found = BTreeSet::new();
    for document in out {
        collect(document, &mut found);
    }
    // A word can be a part of another one.
    let others: Vec<String> = others.into_iter().collect();
    let joined = others.join(" ");
    found.retain(|word| !joined.contains(word.as_str()));
    found
}

fn collect(document: &Document, into: &mut BTreeSet<String>) {
    into.extend(words(&document.text));
    into.extend(words(&serde_json::to_string(document).unwrap_or_default()));
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_owned)
        .collect()
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}
