//! `rapporteur extract`: the documents in a file or at an address, as JSON.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use rapporteur_ingest::follow::fetch_page;

use crate::args::Extract;
use crate::exit::Exit;
use crate::progress::Progress;
use crate::say;

/// Prints one document a line.
pub(crate) fn extract(args: &Extract) -> anyhow::Result<Exit> {
    let columns = args.columns.clone().unwrap_or_default();
    let progress = Progress::over(None);
    let (mut unread, mut sources, mut fetched) = (Vec::new(), Vec::new(), None);
    if is_address(&args.input) {
        fetched = Some(fetch_page(&args.input));
    } else {
        (sources, unread) = rapporteur_ingest::sources(&[PathBuf::from(&args.input)]);
    }
    let read = |source| rapporteur_ingest::read(source, &columns, &progress.bytes);
    let reports = fetched.into_iter().chain(sources.iter().flat_map(read));
    let mut to = BufWriter::new(io::stdout().lock());
    let mut printed = 0;
    for document in reports.map(|report| report.and_then(rapporteur_ingest::document)) {
        match document {
            Ok((document, notes)) => {
                serde_json::to_writer(&mut to, &document)?;
                writeln!(to)?;
                printed += 1;
                unread.extend(notes);
            }
            Err(diagnostic) => unread.push(diagnostic),
        }
    }
    to.flush()?;
    say::diagnostics(&unread);
    anyhow::ensure!(printed > 0, "{}: no report was found", args.input);
    let skipped = unread.iter().any(|diagnostic| diagnostic.code.skips_input());
    Ok(if skipped { Exit::Flawed } else { Exit::Done })
}

/// Whether an argument is an address rather than a file.
fn is_address(input: &str) -> bool {
    input.starts_with("http://") || input.starts_with("https://")
}
