//! `rapporteur serve`: the record as a web page.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use rapporteur_record::Selection;
use rapporteur_store::Record;
use rapporteur_web::server::limits::SHORTEST_TOKEN;
use rapporteur_web::{AppState, Door, Options, Secret};

use crate::args::Serve;
use crate::exit::Exit;
use crate::load::LARGE;
use crate::{say, select};

/// Longest line that is read from a file of a token, in bytes.
const LONGEST_TOKEN: u64 = 1024;

/// Memory that a served claim takes with its share of documents, entries and views, in bytes: 294 MB
/// for a record of 100,464 claims (docs/performance.md).
const BYTES_A_CLAIM: usize = 3_000;

/// Serves pages until it is stopped.
pub(crate) fn serve(args: &Serve) -> anyhow::Result<Exit> {
    let user = || std::env::var("USER").ok().filter(|name| !name.is_empty());
    let reviewer = args.reviewer.clone().or_else(user).unwrap_or_else(|| "reviewer".to_owned());
    let elsewhere = !args.bind.ip().is_loopback();
    let chosen = args.token_file.as_deref().map(token).transpose()?;
    // A token that nobody chose is shown once, here, and kept nowhere.
    let made = (elsewhere && chosen.is_none()).then(Secret::random);
    let door = chosen.or_else(|| made.clone()).map_or(Door::Open, Door::locked);
    let part = select::selection(&args.only)?;
    warn_of_size(&args.record, &part)?;
    let state = AppState::open_part(&args.record, &reviewer, &part)?;
    if state.snapshot().core.contents.claims.is_empty() && !part.is_everything() {
        bail!("{}: nothing is selected by `--where {part}`", args.record.display());
    }
    let state = state.read_only(args.read_only).behind(door);
    let options = Options { bind: args.bind, hosts: args.hosts.clone(), rate: args.rate };
    rapporteur_web::serve(Arc::new(state), &options, |address| {
        say::note(&format!("{} at http://{address}/", args.record.display()));
        if let Some(made) = &made {
            say::note(&format!("token: {}", made.expose()));
            say::hint("who reads here logs in with the token; a program sends it as `Authorization: Bearer TOKEN`");
        }
        if elsewhere {
            say::note("warning: token and pages cross the network unencrypted");
            say::hint("an SSH tunnel to 127.0.0.1, or a proxy that speaks HTTPS, encrypts them");
        }
        say::note("stop with Ctrl-C");
    })
    .with_context(|| format!("{}: cannot be served", args.bind))?;
    Ok(Exit::Done)
}

/// Says what loading a large record costs, and how to load less.
fn warn_of_size(record: &Path, part: &Selection) -> anyhow::Result<()> {
    let record = Record::open(record)?;
    if record.rows().finds_by_name(part)? {
        return Ok(());
    }
    let claims = record.rows().counts()?.claims;
    if claims > LARGE {
        say::note(&format!(
            "the record has {claims} claims, and all of them are loaded: about {} GB of memory",
            (claims * BYTES_A_CLAIM).div_ceil(1_000_000_000)
        ));
        say::hint(if part.is_by_name() {
            "an earlier program made the record: the next `build` prepares it for `--where`"
        } else {
            "`--where party=NAME` loads and serves what concerns one party, in little time"
        });
    }
    Ok(())
}

/// The token in the first line of a file. What it says stays out of every message.
fn token(path: &Path) -> anyhow::Result<Secret> {
    let named = path.display();
    let file = File::open(path).with_context(|| format!("{named}: cannot be read"))?;
    warn_of_readers(&file, path);
    let mut line = String::new();
    BufReader::new(file.take(LONGEST_TOKEN))
        .read_line(&mut line)
        .with_context(|| format!("{named}: cannot be read"))?;
    let token = line.trim();
    if token.len() < SHORTEST_TOKEN || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        bail!(
            "{named}: the first line is no token: {SHORTEST_TOKEN} letters, digits and signs or \
             more, without spaces (`openssl rand -hex 16` makes one)"
        );
    }
    Ok(Secret::new(token.to_owned()))
}

#[cfg(unix)]
fn warn_of_readers(file: &File, path: &Path) {
    use std::os::unix::fs::PermissionsExt;

    let others = file.metadata().is_ok_and(|about| about.permissions().mode() & 0o077 != 0);
    if others {
        say::note(&format!(
            "warning: {}: others on this machine can read the token",
            path.display()
        ));
        say::hint("chmod 600 keeps it to you");
    }
}

#[cfg(not(unix))]
const fn warn_of_readers(_: &File, _: &Path) {}
