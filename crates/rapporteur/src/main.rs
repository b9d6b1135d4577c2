//! The record of peace talks, kept from news reports: the command line.
//!
//! Arguments are parsed to plain values ([`args`]); each command is a function of them. Data goes
//! to standard output, everything else to standard error.

mod algebra;
mod args;
mod build;
mod check;
mod dossier;
mod evaluate;
mod exit;
mod explain;
mod export;
mod extract;
mod follow;
mod import;
mod inspect;
mod load;
mod mcp;
mod new_file;
mod progress;
mod redact;
mod report;
mod say;
mod scrub;
mod second;
mod select;
mod serve;
mod show;
mod table;
mod visible;

use clap::Parser;

use crate::args::{Args, Command, Dossier};
use crate::exit::Exit;

fn main() -> Exit {
    // Damaged files make some parsers panic: those are told as diagnostics.
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !rapporteur_ingest::is_guarded() {
            print(panic);
        }
    }));
    let args = Args::parse();
    let result = match args.command {
        Command::Build(args) => build::build(&args),
        Command::Show(args) => show::show(&args),
        Command::Serve(args) => serve::serve(&args),
        Command::Report(args) => report::report(&args),
        Command::Export(args) => export::export(&args),
        Command::Mcp(args) => mcp::mcp(&args),
        Command::Import(args) => import::import(&args),
        Command::Diff(args) => algebra::diff(&args),
        Command::Merge(args) => algebra::merge(&args),
        Command::Split(args) => algebra::split(&args),
        Command::Check(args) => check::check(&args),
        Command::Redact(args) => redact::redact(&args),
        Command::Scrub(args) => scrub::scrub(&args),
        Command::Dossier(Dossier::Suggest(args)) => dossier::suggest(&args),
        Command::Follow(args) => follow::follow(&args),
        Command::Extract(args) => extract::extract(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Inspect(args) => inspect::inspect(&args),
        Command::Evaluate(args) => evaluate::evaluate(&args),
    };
    exit::report(result)
}
