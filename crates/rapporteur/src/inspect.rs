//! `rapporteur inspect`: what the language stage sees in a text.

use std::fs;
use std::io::{self, Write};

use anyhow::Context;
use rapporteur_language::{Reader, Span, conllu, inspect};

use crate::args::Inspect;
use crate::exit::Exit;

/// Prints sentences with their trees and names, or CoNLL-U.
pub(crate) fn inspect(args: &Inspect) -> anyhow::Result<Exit> {
    let text = fs::read_to_string(&args.file).with_context(|| args.file.display().to_string())?;
    let analysis = Reader::new()?.analyse(&text, &[Span::new(0, text.len())])?;
    let shown = if args.conllu {
        conllu::write(&conllu::from_analysis(&text, &analysis))
    } else {
        inspect::trees(&text, &analysis)
    };
    io::stdout().lock().write_all(shown.as_bytes())?;
    Ok(Exit::Done)
}
