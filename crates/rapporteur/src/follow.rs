//! `rapporteur follow`: a record that is kept up to date from feeds.

use std::fs;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use rapporteur_ingest::follow::{Feeds, Follower, sleep};
use rapporteur_reading::Reader;
use rapporteur_store::network;

use crate::args::Follow;
use crate::build::{Reading, keep, reader};
use crate::exit::Exit;
use crate::progress::Progress;
use crate::say;

/// Rounds over the feeds until the user stops it, or one.
pub(crate) fn follow(args: &Follow) -> anyhow::Result<Exit> {
    let name = || args.feeds.display().to_string();
    let text = fs::read_to_string(&args.feeds).with_context(name)?;
    let is_opml = args.feeds.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("opml") || ending.eq_ignore_ascii_case("xml")
    });
    let feeds = if is_opml { Feeds::from_opml(&text) } else { Feeds::from_toml(&text) };
    let feeds = feeds.with_context(name)?;
    if args.print_feeds {
        io::stdout().lock().write_all(feeds.to_toml()?.as_bytes())?;
        return Ok(Exit::Done);
    }
    let stop = Arc::new(AtomicBool::new(false));
    stop_on_signal(&stop)?;
    let reader = reader(args.dossier.as_deref())?;
    let files = || format!("{}: the files beside it", args.output.display());
    say::on_network(&args.output);
    // The record has a lock of its own while it is written; this one is the archive's.
    let _alone = network::Lock::of(&args.output.with_extension("warc.gz"))?;
    let mut follower = Follower::new(feeds, &args.output, Arc::clone(&stop)).with_context(files)?;
    loop {
        let flawed = round(&mut follower, args, &reader).with_context(files)?;
        if stop.load(Ordering::Relaxed) {
            say::note("stopped; the next run goes on from here");
            return Ok(Exit::Done);
        }
        if args.once {
            return Ok(if flawed { Exit::Flawed } else { Exit::Done });
        }
        let _whole = sleep(follower.pause(), &stop);
    }
}

/// One round; whether something could not be fetched or read.
fn round(follower: &mut Follower, args: &Follow, reader: &Reader) -> anyhow::Result<bool> {
    let round = follower.round()?;
    let fetched = round.reports.len();
    let mut told = round.diagnostics;
    let mut to = anstream::stdout().lock();
    if fetched > 0 {
        let progress = Progress::over(None);
        let reports = round.reports.into_iter().map(Ok);
        let reading = Reading { reader, only_related: false, second: None };
        let kept = keep(&args.output, &reading, reports, &progress)?;
        told.extend(kept.unread);
        writeln!(
            to,
            "{fetched} fetched; the record holds {} reports, {} claims, {} entries",
            kept.counts.documents, kept.counts.claims, kept.counts.entries
        )?;
    } else {
        writeln!(to, "nothing new; {} feeds unchanged", round.unchanged)?;
    }
    follower.done()?;
    say::diagnostics(&told);
    Ok(told.iter().any(|diagnostic| diagnostic.code.skips_input()))
}

/// The first signal asks for an end in order; a second one ends the program at once.
fn stop_on_signal(stop: &Arc<AtomicBool>) -> anyhow::Result<()> {
    let stop = Arc::clone(stop);
    ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })?;
    Ok(())
}
