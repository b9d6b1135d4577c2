//! `rapporteur redact`: a record in which people named in a list stand under pseudonyms.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use rapporteur_model::{Claim, Diagnostic, Reading};
use rapporteur_record::redact::{Names, redact as redacted};
use rapporteur_store::Record;

use crate::args::Redact;
use crate::exit::Exit;
use crate::{new_file, say};

/// Writes a new record.
pub(crate) fn redact(args: &Redact) -> anyhow::Result<Exit> {
    let record = Record::open(&args.record)?;
    let contents = redacted(&record.rows().contents()?, &names(&args.names)?);
    let name = || format!("{}: the record cannot be made", args.output.display());
    anyhow::ensure!(
        !args.output.exists(),
        "{}: there is such a file already",
        args.output.display()
    );
    let temporary = new_file::beside(&args.output).with_context(name)?.into_temp_path();
    let mut new = Record::create(&temporary)?;
    let update = new.update()?;
    let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
    for claim in contents.claims {
        claims.entry(claim.document.clone()).or_default().push(claim);
    }
    let mut notes: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for note in contents.diagnostics {
        notes.entry(note.subject.clone()).or_default().push(note);
    }
    for document in &contents.documents {
        let reading = Reading {
            claims: claims.remove(&document.key).unwrap_or_default(),
            diagnostics: notes.remove(&document.key).unwrap_or_default(),
        };
        update.put(document, &reading)?;
    }
    update.add_entries(&contents.entries)?;
    // It names no reader, so that a later build reads it anew: what is kept to grow on is not there.
    update.commit()?;
    drop(new);
    temporary.persist_noclobber(&args.output).with_context(name)?;
    writeln!(
        io::stdout().lock(),
        "{}: {} reports",
        args.output.display(),
        contents.documents.len()
    )?;
    say::hint("only the names in the list are replaced: read the result before you give it away");
    Ok(Exit::Done)
}

/// The list of names in a file.
pub(crate) fn names(path: &Path) -> anyhow::Result<Names> {
    let name = || path.display().to_string();
    let text = fs::read_to_string(path).with_context(name)?;
    text.parse::<Names>().with_context(name)
}
