//! `rapporteur dossier`: what an analyst knows about a conflict.

use std::io::{self, Write};

use rapporteur_ingest::Columns;
use rapporteur_model::Document;
use rapporteur_reading::Reader;
use rapporteur_reading::actors::ActorMention;
use rapporteur_reading::dossier::{self, Dossier};
use rayon::prelude::*;

use crate::args::Suggest;
use crate::exit::Exit;
use crate::progress::Progress;
use crate::say;

/// Prints a dossier in TOML for a person to correct.
pub(crate) fn suggest(args: &Suggest) -> anyhow::Result<Exit> {
    let (sources, mut unread) = rapporteur_ingest::sources(&args.inputs);
    let mut documents: Vec<Document> = Vec::new();
    let (columns, progress) = (Columns::default(), Progress::over(None));
    let reports = sources
        .iter()
        .flat_map(|source| rapporteur_ingest::read(source, &columns, &progress.bytes));
    for document in reports.map(|report| report.and_then(rapporteur_ingest::document)) {
        match document {
            Ok((document, _)) => documents.push(document),
            Err(diagnostic) => unread.push(diagnostic),
        }
    }
    let reader = Reader::new(Dossier::default())?;
    let mentions: Vec<Vec<ActorMention>> =
        documents.par_iter().map(|document| reader.mentions(document)).collect();
    let reports: Vec<(&str, &[ActorMention])> = documents
        .iter()
        .zip(&mentions)
        .map(|(document, mentions)| (document.text.as_str(), mentions.as_slice()))
        .collect();
    let suggestion = dossier::suggest(&reports, args.at_least);
    io::stdout().lock().write_all(suggestion.dossier.to_toml().as_bytes())?;
    say::diagnostics(&unread);
    let skipped = unread.iter().any(|diagnostic| diagnostic.code.skips_input());
    Ok(if skipped { Exit::Flawed } else { Exit::Done })
}
