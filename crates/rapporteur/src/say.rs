//! What goes to standard error: errors, warnings, hints.

#![expect(clippy::print_stderr, reason = "the one place that writes to standard error")]

use std::path::Path;

use rapporteur_model::{Code, Diagnostic};
use rapporteur_store::network;

use crate::visible::visible;

/// Says that a command could not be done.
pub(crate) fn error(message: &str) {
    eprintln!("error: {}", visible(message));
}

/// Says what to do about the line before.
pub(crate) fn hint(message: &str) {
    eprintln!("hint: {message}");
}

/// Says what is worth knowing about a run.
pub(crate) fn note(message: &str) {
    eprintln!("{message}");
}

/// Says that a record that is written to lies on another machine, where that is so.
pub(crate) fn on_network(record: &Path) {
    if let Some(kind) = network::file_system(record) {
        let record = record.display();
        note(&format!(
            "{record} lies on another machine ({kind}): one program at a time writes to it, and \
             {record}.in-use names it meanwhile"
        ));
    }
}

/// Says what could not be read or was left open, each code's remedy once.
pub(crate) fn diagnostics(diagnostics: &[Diagnostic]) {
    let mut hinted: Vec<Code> = Vec::new();
    for diagnostic in diagnostics {
        let code = diagnostic.code;
        let (subject, message) = (visible(&diagnostic.subject), visible(&diagnostic.message));
        eprintln!("warning[{}]: {subject}: {message}", code.code());
        if !hinted.contains(&code) {
            hinted.push(code);
            hint(code.hint());
        }
    }
}
