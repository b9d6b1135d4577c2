//! Notes with links: one for each thread, one for each party, and an index.
//!
//! Front matter is YAML whose strings are written as JSON, which YAML reads. File names are slugs,
//! which every file system takes; links show the name (`[[parties/farc|FARC]]`).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use rapporteur_model::slug;
use rapporteur_record::views::Contents;
use rapporteur_record::views::threads::{Thread, threads};
use serde_json::json;

use crate::timelinejs::words;
use crate::{Folder, Options};

pub(crate) fn write(contents: &Contents, options: &Options, to: &mut dyn Folder) -> io::Result<()> {
    let threads = threads(contents);
    let names = file_names(&threads);
    let mut parties: BTreeMap<String, Party<'_>> = BTreeMap::new();
    for (thread, file) in threads.iter().zip(&names) {
        thread_note(thread, contents, options, &mut *to.file(&format!("threads/{file}.md"))?)?;
        for name in involved(thread) {
            let party = parties
                .entry(file_name(name))
                .or_insert_with(|| Party { name, threads: Vec::new() });
            party.threads.push((thread, file));
        }
    }
    for (file, party) in &parties {
        party_note(party, &mut *to.file(&format!("parties/{file}.md"))?)?;
    }
    let mut index = to.file("index.md")?;
    writeln!(index, "# The record\n\n## Threads\n")?;
    for (thread, file) in threads.iter().zip(&names) {
        let time = thread.time.map(|time| format!(", {}", words(time))).unwrap_or_default();
        writeln!(index, "- {}{time}", link("threads", file, &thread.name))?;
    }
    writeln!(index, "\n## Parties\n")?;
    for (file, party) in &parties {
        writeln!(index, "- {}", link("parties", file, party.name))?;
    }
    index.flush()
}

struct Party<'a> {
    name: &'a str,
    threads: Vec<(&'a Thread, &'a String)>,
}

/// The slug of a name, cut to what file systems take.
fn file_name(name: &str) -> String {
    /// Letters of a name: 255 bytes are the most that file systems take.
    const MOST: usize = 60;
    let file: String = slug(name).chars().take(MOST).collect();
    if file.is_empty() { "unnamed".to_owned() } else { file }
}

/// The file of each thread; a number tells threads of one name apart.
fn file_names(threads: &[Thread]) -> Vec<String> {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut names = vec![String::new(); threads.len()];
    let mut order: Vec<usize> = (0..threads.len()).collect();
    order.sort_by_key(|&at| &threads[at].id);
    for at in order {
        let name = file_name(&threads[at].name);
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !used.contains(name));
        names[at] = free.unwrap_or(name);
        used.insert(names[at].clone());
    }
    names
}

fn involved(thread: &Thread) -> BTreeSet<&str> {
    thread
        .steps
        .iter()
        .flat_map(|step| step.actors.iter().chain(&step.recipients).chain(&step.mediators))
        .map(String::as_str)
        .collect()
}

fn thread_note(
    thread: &Thread,
    contents: &Contents,
    options: &Options,
    to: &mut dyn Write,
) -> io::Result<()> {
    let issues: Vec<&str> = thread.issues.iter().map(|issue| issue.name()).collect();
    let aliases: Vec<&String> = thread.names.iter().map(|(name, _)| name).collect();
    writeln!(to, "---")?;
    writeln!(to, "id: {}", json!(thread.id))?;
    writeln!(to, "title: {}", json!(thread.name))?;
    writeln!(to, "aliases: {}", json!(aliases))?;
    writeln!(to, "issues: {}", json!(issues))?;
    if let Some(time) = thread.time {
        writeln!(to, "from: {}", json!(time.start))?;
        writeln!(to, "to: {}", json!(time.end))?;
    }
    writeln!(to, "---\n\n# {}\n", escaped(&thread.name))?;
    if !thread.answers.is_empty() {
        writeln!(to, "## Answers\n")?;
        for answer in &thread.answers {
            let when = answer.time.map(|time| format!(", {}", words(time))).unwrap_or_default();
            let disputed = if answer.disputed { " (disputed)" } else { "" };
            writeln!(to, "- {}: {}{when}{disputed}", party(&answer.party), phase(&answer.phase))?;
        }
        writeln!(to)?;
    }
    writeln!(to, "## Steps\n")?;
    let documents = contents.documents_by_key();
    let claims = contents.claims_by_id();
    for step in &thread.steps {
        let document = claims
            .get(step.claim.as_str())
            .and_then(|claim| documents.get(claim.document.as_str()));
        let source = document.map(|document| options.links.source(document));
        let when = step.time.map_or_else(|| "undated".to_owned(), words);
        let mut line = format!("- **{when}** {}", phase(&step.phase));
        for (word, names) in
            [("by", &step.actors), ("to", &step.recipients), ("through", &step.mediators)]
        {
            if !names.is_empty() {
                let names: Vec<String> = names.iter().map(|name| party(name)).collect();
                line.push_str(&format!(" {word} {}", names.join(", ")));
            }
        }
        let disputed = if step.disputed { "; reports contradict each other" } else { "" };
        let outlets = escaped(&step.outlets.join(", "));
        let told =
            source.map_or_else(|| outlets.clone(), |source| format!("[{outlets}](<{source}>)"));
        writeln!(
            to,
            "{line}: “{}” {told} ({} independent{disputed}; [record](<{}>))",
            escaped(&step.quote),
            step.independent_reports,
            options.links.entry(&step.entry),
        )?;
    }
    to.flush()
}

fn party_note(party: &Party<'_>, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "---\ntitle: {}\n---\n\n# {}\n", json!(party.name), escaped(party.name))?;
    for (thread, file) in &party.threads {
        writeln!(to, "- {}", link("threads", file, &thread.name))?;
    }
    to.flush()
}

fn party(name: &str) -> String {
    link("parties", &file_name(name), name)
}

/// A link with the name to show; signs that end a link or a table cell are left out of it.
fn link(folder: &str, file: &str, name: &str) -> String {
    let shown: String = one_line(name).chars().filter(|sign| !"[]|".contains(*sign)).collect();
    format!("[[{folder}/{file}|{shown}]]")
}

fn phase(phase: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(phase).ok();
    let name = name.as_ref().and_then(|name| name.as_str()).unwrap_or_default();
    name.replace('-', " ")
}

/// Words on one line that Markdown takes for nothing else.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in one_line(text).chars() {
        if "\\`*_{}[]<>#|~$".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
