//! `rapporteur serve`: the record as a web page.

use std::sync::Arc;

use anyhow::Context;
use rapporteur_web::{AppState, Options};

use crate::args::Serve;
use crate::exit::Exit;
use crate::say;

/// Serves pages until it is stopped.
pub(crate) fn serve(args: &Serve) -> anyhow::Result<Exit> {
    let user = || std::env::var("USER").ok().filter(|name| !name.is_empty());
    let reviewer = args.reviewer.clone().or_else(user).unwrap_or_else(|| "reviewer".to_owned());
    let state = Arc::new(AppState::open(&args.record, &reviewer)?);
    if !args.bind.ip().is_loopback() {
        say::note("warning: everybody who reaches this address can read and correct the record");
        say::hint("bind to 127.0.0.1 and use an SSH tunnel where that is not meant");
    }
    rapporteur_web::serve(state, Options { bind: args.bind }, |address| {
        say::note(&format!("{} at http://{address}/", args.record.display()));
        say::note("stop with Ctrl-C");
    })
    .with_context(|| format!("{}: cannot be served", args.bind))?;
    Ok(Exit::Done)
}
