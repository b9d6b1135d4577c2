//! `rapporteur check`: proves the invariants on a whole record.

use std::io::{self, Write};

use rapporteur_record::invariants::violations;
use rapporteur_store::Record;
use serde_json::json;

use crate::args::Check;
use crate::exit::Exit;

/// Prints what does not hold, or that everything does.
pub(crate) fn check(args: &Check) -> anyhow::Result<Exit> {
    let record = Record::open(&args.record)?;
    let mut found = record.rows().integrity()?;
    let contents = record.rows().contents()?;
    found.extend(violations(&contents));
    let mut to = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(
            &mut to,
            &json!({ "ok": found.is_empty(), "violations": found }),
        )?;
        writeln!(to)?;
    } else if found.is_empty() {
        writeln!(
            to,
            "{}: {} documents, {} claims, {} entries: everything holds",
            args.record.display(),
            contents.documents.len(),
            contents.claims.len(),
            contents.entries.len()
        )?;
    } else {
        for line in &found {
            writeln!(to, "{line}")?;
        }
    }
    Ok(if found.is_empty() { Exit::Done } else { Exit::Flawed })
}
