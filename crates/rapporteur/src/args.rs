//! The arguments, exactly as they were typed.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use rapporteur_ingest::Columns;
use rapporteur_model::PartialDate;

/// Keeps the record of peace talks from news reports
///
/// Who met whom and through whom, what was proposed, who accepted or refused, what each side
/// demands, which figures are claimed: each entry tied to the exact words, the speaker and the
/// outlet, and counted by independent reports. Works offline.
///
/// Exit codes: 0 done; 1 done, but an input could not be read or a check failed; 2 not done.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(Build),
    Show(Show),
    Serve(Serve),
    Report(Report),
    Export(Export),
    Mcp(Mcp),
    Import(Import),
    Diff(Diff),
    Merge(Merge),
    Split(Split),
    Check(Check),
    Redact(Redact),
    Scrub(Scrub),
    #[command(subcommand)]
    Dossier(Dossier),
    Follow(Follow),
    Extract(Extract),
    Explain(Explain),
    Inspect(Inspect),
    Evaluate(Evaluate),
}

/// Reads reports and keeps their record
///
/// Reading the same reports again changes nothing; further reports are added. An existing record is
/// changed in one step or not at all.
#[derive(Debug, clap::Args)]
pub(crate) struct Build {
    /// Files, folders of them, or `-` for JSONL on standard input. What is read: .txt .html .pdf
    /// .docx .eml (one report), .jsonl .json .csv .tsv .mbox .rss .atom .xml .warc (many), and .zip
    /// or .gz of any
    #[arg(required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The record to make or to add to
    #[arg(short, long, default_value = "talks.record")]
    pub(crate) output: PathBuf,

    /// What is known about the conflict: parties, mediators, aliases, offices (TOML)
    #[arg(long)]
    pub(crate) dossier: Option<PathBuf>,

    /// What the columns of tables mean, where their names do not tell: text=body,title=headline
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    pub(crate) columns: Option<Columns>,

    /// How many threads read [default: one for each core]
    #[arg(long)]
    pub(crate) threads: Option<NonZeroUsize>,

    /// The inputs are readings and no reports: what the Python package or the Spark jobs have read,
    /// as Parquet or JSONL. Give the dossier and the triage that they were read with
    #[arg(long)]
    pub(crate) readings: bool,

    #[command(flatten)]
    pub(crate) triage: Triage,

    #[command(flatten)]
    pub(crate) second: Second,
}

/// A second reader
///
/// A language model that the user names may propose further claims. Off unless it is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Second {
    /// Send each report that is read to an OpenAI-compatible endpoint, such as
    /// http://127.0.0.1:11434/v1, and take further claims that it proposes, where the report carries
    /// them word for word. Read docs/second-reader.md first: texts leave this machine. A key is taken
    /// from RAPPORTEUR_SECOND_KEY
    #[arg(long, value_name = "URL", requires = "second_model")]
    pub(crate) second_reader: Option<String>,

    /// The model's name at that endpoint
    #[arg(long, value_name = "NAME", requires = "second_reader")]
    pub(crate) second_model: Option<String>,

    /// Seconds to wait for one answer of it
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub(crate) second_patience: u64,
}

/// What is worth reading
///
/// A first look at each report tells whether it concerns a conflict at all. What does not is stored
/// and listed, and not read for claims.
#[derive(Debug, clap::Args)]
pub(crate) struct Triage {
    /// Set reports aside that less probably than this tell of a conflict, between 0 and 1
    /// [default: 0.1, which keeps 99 of 100 claims; 0.5 keeps 95 and reads a sixth of the reports
    /// on other matters that 0.1 reads]
    #[arg(long, value_name = "PROBABILITY", value_parser = probability)]
    pub(crate) triage: Option<f64>,

    /// Keep only reports that are read: those set aside, and those in other languages, are counted
    /// and left out of the record
    #[arg(long, conflicts_with = "read_all")]
    pub(crate) only_related: bool,

    /// Read every sentence of every report
    #[arg(long, conflicts_with = "triage")]
    pub(crate) read_all: bool,
}

fn probability(typed: &str) -> Result<f64, String> {
    let number: f64 = typed.parse().map_err(|_| "it is not a number".to_owned())?;
    let fits = (0.0..=1.0).contains(&number);
    if fits { Ok(number) } else { Err("it does not lie between 0 and 1".to_owned()) }
}

/// Shows a record in the terminal
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The record
    pub(crate) record: PathBuf,

    /// What to show
    #[arg(default_value = "brief")]
    pub(crate) view: View,

    #[command(flatten)]
    pub(crate) only: Where,

    /// Print JSON instead
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which claims of a record.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Where {
    /// Only what this selects, such as `party=FARC` or `party=FARC&from=2015&-outlet=Andes Wire`
    #[arg(
        short = 'w',
        long = "where",
        value_name = "FIELD=VALUE",
        allow_hyphen_values = true,
        long_help = crate::select::help()
    )]
    pub(crate) filters: Vec<String>,
}

/// The views.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum View {
    /// What the record holds, in a few lines
    Brief,
    /// Dated happenings in order, with who tells them
    Timeline,
    /// What is counted, by whom
    Figures,
    /// What is counted over time: each count with its dates and speakers, falling totals marked
    Series,
    /// Proposals and agreements: put forward, answered, signed, carried out, broken
    Threads,
    /// What each party demands, offers or refuses on each issue
    Positions,
    /// Where reports contradict each other, with both sides' words
    Disagreements,
    /// Who reports what, who reprints whom
    Sources,
    /// What each outlet calls the same people and events
    Wording,
    /// The reports
    Documents,
    /// Every claim with its words
    Claims,
    /// Reports that were fetched again with other words, and what changed in their claims
    Versions,
}

/// Shows a record as a web page, to read and to correct
///
/// Every view with filters, evidence one click away, and a queue for review. What people decide is
/// kept in the record beside what the machine found. Answers on this machine alone unless `--bind`
/// says otherwise; asks nothing of any other.
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// The record
    pub(crate) record: PathBuf,

    /// The address to answer at; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:4848")]
    pub(crate) bind: SocketAddr,

    /// A file whose first line is the token that who reads must show [default: none at 127.0.0.1, a
    /// new one elsewhere, printed once]
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,

    /// Show the record and take no decisions
    #[arg(long)]
    pub(crate) read_only: bool,

    /// A name by which the server is reached beside its address, as behind a proxy
    #[arg(long = "host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,

    /// Requests a second that one address may send, where a token is demanded
    #[arg(long, value_name = "N", default_value_t = rapporteur_web::server::limits::RATE,
        value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) rate: u32,

    /// Who reviews, as the log of decisions names them [default: the user's name]
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) reviewer: Option<String>,

    #[command(flatten)]
    pub(crate) only: Where,
}

/// Writes a record as one HTML file, to mail, to print and to archive
///
/// The same views as `serve` shows, with every report and its claims. Needs no network, no script
/// and no other file; prints to A4.
#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    /// The record
    pub(crate) record: PathBuf,

    /// The file to write [default: standard output]
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) only: Where,
}

/// Writes a record, or what is selected of it, in another format
///
/// Every row has its words, its outlet, the address of the report and a permalink.
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// The record
    pub(crate) record: PathBuf,

    /// The format
    #[arg(long = "to", value_name = "FORMAT", value_parser = crate::export::formats())]
    pub(crate) format: rapporteur_export::Format,

    /// The file to write [default: standard output], or the folder that `bundle` and `markdown` are
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) only: Where,

    /// Tables for Excel: a byte order mark, by which it knows UTF-8
    #[arg(long)]
    pub(crate) excel: bool,

    /// Tables for programs: without the apostrophe before cells that begin with = + - @, which
    /// spreadsheets take for formulas
    #[arg(long, conflicts_with = "excel")]
    pub(crate) exact: bool,

    /// Where permalinks lead: the address at which the record is served
    #[arg(long, value_name = "URL", default_value = rapporteur_export::DEFAULT_BASE)]
    pub(crate) base: String,

    /// People to stand under pseudonyms, one a line: `NAME | ALIAS | ... = PSEUDONYM`
    #[arg(long, value_name = "NAMES")]
    pub(crate) redact: Option<PathBuf>,
}

/// Writes a record in which people named in a list stand under pseudonyms
///
/// One person a line: `NAME | ALIAS | ... = PSEUDONYM`; without a pseudonym the person is `Person N`.
/// The same list gives the same pseudonyms in every record and export (`export --redact`). Spellings
/// and people that the list does not name stay: read the result before you give it away. What people
/// decided in reviews is not carried over.
#[derive(Debug, clap::Args)]
pub(crate) struct Redact {
    /// The record; it stays as it is
    pub(crate) record: PathBuf,

    /// The list of names
    pub(crate) names: PathBuf,

    /// The record to make
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

/// Answers language-model agents about a record (MCP over standard input and output)
///
/// Tools: search, entries, entry, threads, positions, disagreements, figures, document. Every answer
/// has the exact words, their speaker and outlet, a permalink and the number of independent voices.
/// To be started by the agent's program; it reads the record once and writes nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct Mcp {
    /// The record
    pub(crate) record: PathBuf,

    /// Where permalinks lead: the address at which the record is served
    #[arg(long, value_name = "URL", default_value = rapporteur_export::DEFAULT_BASE)]
    pub(crate) base: String,

    #[command(flatten)]
    pub(crate) only: Where,
}

/// Takes corrections back: an export that somebody edited
///
/// Reads a table of claims (`export --to csv`) or annotations (`export --to annotations`), shows
/// what differs from the record, and with --apply writes it to the record's log of decisions. A row
/// is known by its claim; in its column `review`, `accepted`, `rejected` or `unsure` is a verdict.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The record
    pub(crate) record: PathBuf,

    /// The edited export: .csv, .tsv or .jsonl
    pub(crate) file: PathBuf,

    /// Write the changes to the log of decisions; without it they are only shown
    #[arg(long)]
    pub(crate) apply: bool,

    /// Who corrects, as the log names them [default: the user's name]
    #[arg(long = "as", value_name = "NAME")]
    pub(crate) reviewer: Option<String>,

    /// Print JSON instead
    #[arg(long)]
    pub(crate) json: bool,
}

/// Shows what changed from one record to another: reports, claims, entries, answers
#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// The record before
    pub(crate) before: PathBuf,

    /// The record after [default: the same one, by dates of publication]
    pub(crate) after: Option<PathBuf>,

    /// Of one record: what was known when reports up to this date had been published
    #[arg(long, value_name = "DATE", value_parser = PartialDate::parse, requires = "until")]
    pub(crate) since: Option<PartialDate>,

    /// Of one record: what was known by this date
    #[arg(long, value_name = "DATE", value_parser = PartialDate::parse, requires = "since")]
    pub(crate) until: Option<PartialDate>,

    /// Print JSON instead
    #[arg(long)]
    pub(crate) json: bool,
}

/// Puts several records together in a new one
///
/// Reports that both have are kept once; entries are worked out anew; decisions of all records hold,
/// in the order in which they were made.
#[derive(Debug, clap::Args)]
pub(crate) struct Merge {
    /// The records
    #[arg(required = true, num_args = 2..)]
    pub(crate) records: Vec<PathBuf>,

    /// The record to make
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

/// Takes the reports of one conflict out of a record, into a new one
#[derive(Debug, clap::Args)]
pub(crate) struct Split {
    /// The record
    pub(crate) record: PathBuf,

    /// What is known about the conflict: a report belongs to it when it names two of its parties,
    /// mediators or people
    #[arg(long)]
    pub(crate) dossier: PathBuf,

    /// The record to make
    #[arg(short, long)]
    pub(crate) output: PathBuf,
}

/// Proves that a record holds what it promises
///
/// Every span slices to its quote, every claim has its document, every entry its claims, every
/// text its hash. Exits with 1 where one fails.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The record
    pub(crate) record: PathBuf,

    /// Print JSON instead
    #[arg(long)]
    pub(crate) json: bool,
}

/// Takes a document and everything drawn from it out of a record, and proves it
///
/// Its text, claims and notes are overwritten, entries are worked out again without it, and what
/// `follow` archived of it goes, too. It is not taken in again. Ends with 1 where a word that stood
/// only in it is left in the file.
#[derive(Debug, clap::Args)]
pub(crate) struct Scrub {
    /// The record
    pub(crate) record: PathBuf,

    /// The document: its key, identifier, address or file, as `show RECORD documents --json` gives
    /// them; one that several versions share takes out all of them
    pub(crate) document: String,
}

/// Works with what an analyst knows about a conflict
#[derive(Debug, Subcommand)]
pub(crate) enum Dossier {
    Suggest(Suggest),
}

/// Proposes a dossier from reports: parties, mediators and people, most mentioned first
#[derive(Debug, clap::Args)]
pub(crate) struct Suggest {
    /// Files, folders or `-`, as for `build`
    #[arg(required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Leave out who fewer reports than this name
    #[arg(long, default_value_t = 2)]
    pub(crate) at_least: usize,
}

/// Follows feeds and keeps their record up to date
///
/// Asks each feed politely, fetches the pages that are new in it or that changed, archives every
/// answer beside the record (`.warc.gz`) and adds what is new. Goes on until it is stopped (Ctrl-C),
/// which loses nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct Follow {
    /// The feeds: a TOML file, or an OPML file of another program
    pub(crate) feeds: PathBuf,

    /// The record to make or to add to
    #[arg(short, long, default_value = "talks.record")]
    pub(crate) output: PathBuf,

    /// One round, and no more: for cron and other schedulers
    #[arg(long)]
    pub(crate) once: bool,

    /// Print the feeds file (TOML) for an OPML file, and do nothing else
    #[arg(long)]
    pub(crate) print_feeds: bool,

    /// What is known about the conflict (TOML), as for `build`
    #[arg(long)]
    pub(crate) dossier: Option<PathBuf>,
}

/// Shows why a claim was made: its sentence and tree, the pattern, and where each part comes from
///
/// The report is read again; a claim that this program no longer makes is said to be so.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The record
    pub(crate) record: PathBuf,

    /// The claim's identifier, as `show RECORD claims --json` and exports give it
    pub(crate) claim: String,

    /// The dossier that the record was built with
    #[arg(long)]
    pub(crate) dossier: Option<PathBuf>,
}

/// Prints the document in a page, a file or at an address as JSON
///
/// One JSON object a line: text, headline, outlet, authors, dates, language, address, and where it
/// came from. Nothing is read for claims, and nothing is kept.
#[derive(Debug, clap::Args)]
pub(crate) struct Extract {
    /// A file as for `build`, or an address (http or https)
    pub(crate) input: String,

    /// What the columns of a table mean: text=body,title=headline
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    pub(crate) columns: Option<Columns>,
}

/// Prints the sentences, words, trees and names of a text, for people who extend the rules
#[derive(Debug, clap::Args)]
pub(crate) struct Inspect {
    /// A text file
    pub(crate) file: PathBuf,

    /// Print CoNLL-U instead
    #[arg(long)]
    pub(crate) conllu: bool,
}

/// Measures the program on annotated data
#[derive(Debug, clap::Args)]
pub(crate) struct Evaluate {
    #[command(subcommand)]
    pub(crate) task: Task,

    /// Print JSON instead
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What to measure.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Tags and trees on gold tokens of a CoNLL-U file: UPOS, UAS, LAS
    Syntax {
        file: PathBuf,
    },
    /// Sentences and words from the raw text of a CoNLL-U file
    Sentences {
        file: PathBuf,
    },
    /// Names on gold tokens of an IOB2 file: entity F1
    Names {
        file: PathBuf,
    },
    /// Attributions of a PolNeAR file: source, cue, content, and linked
    Attribution {
        file: PathBuf,
    },
    /// Time expressions of a folder of TimeML files
    Time {
        folder: PathBuf,
    },
    /// Main text of the pages of a folder with `ground-truth.json` and `html/*.html.gz`
    Html {
        folder: PathBuf,

        /// Keep for each page what was found and how right it is, one JSON object a line
        #[arg(long)]
        write: Option<PathBuf>,
    },
    Entries(EntriesOf),
    /// Event coreference across documents on ECB+'s own files: CoNLL F1
    Coreference {
        folder: PathBuf,

        /// Keep each word with whether it is an action, for `train/entries/actions.py`
        #[arg(long)]
        write: Option<PathBuf>,
    },
    /// PLOVER roots of a PLV file, one sentence a line with source and target marked
    Plover {
        file: PathBuf,
    },
    Claims(Claims),
    Readers(Readers),
    Triage(TriageOf),
    Petrarch(Petrarch),
}

/// What the built-in and a second reader find in the same reports, and how far they agree
///
/// Of a record that was built with `--second-reader`, from the answers beside it; nothing is asked
/// again. Where people judged claims, how they judged each reader's.
#[derive(Debug, clap::Args)]
pub(crate) struct Readers {
    /// The record
    pub(crate) record: PathBuf,

    /// The dossier that the record was built with
    #[arg(long)]
    pub(crate) dossier: Option<PathBuf>,
}

/// What triage keeps of annotated claims, and how much of other texts it lets through
#[derive(Debug, clap::Args)]
pub(crate) struct TriageOf {
    /// Annotated documents: `id`, `claims` with their quotes
    pub(crate) gold: PathBuf,

    /// The folder with the reports: `ID.txt` for each document
    #[arg(long)]
    pub(crate) texts: PathBuf,

    /// Reports that concern no conflict: files and folders as for `build`
    #[arg(long, num_args = 1..)]
    pub(crate) unrelated: Vec<PathBuf>,

    /// Another file in the place of `lexicon/triage.toml`
    #[arg(long)]
    pub(crate) lexicon: Option<PathBuf>,

    /// Another threshold for reports, as for `build`
    #[arg(long, value_parser = probability)]
    pub(crate) triage: Option<f64>,
}

/// Claims of annotated reports (JSONL, one document a line): what is found, and how well filled
///
/// Prints the same figures as the annotation guide's `score.py`. Where claims say how sure the
/// reader is, a reliability table follows.
#[derive(Debug, clap::Args)]
pub(crate) struct Claims {
    /// Annotated documents: `id`, `outlet`, `published`, `claims`
    pub(crate) gold: PathBuf,

    /// The folder with the reports: `ID.txt` for each document
    #[arg(long)]
    pub(crate) texts: PathBuf,

    /// Names that count as the same actor [default: `aliases.json` beside the annotated file]
    #[arg(long)]
    pub(crate) aliases: Option<PathBuf>,

    /// What is known about the conflict, as for `build`
    #[arg(long, conflicts_with = "predicted")]
    pub(crate) dossier: Option<PathBuf>,

    /// Read with `events.onnx` and `events.json` of this folder instead of the built-in ones
    #[arg(long, conflicts_with = "predicted")]
    pub(crate) weights: Option<PathBuf>,

    /// Keep the claims that were read, one report a line
    #[arg(long, conflicts_with = "predicted")]
    pub(crate) write: Option<PathBuf>,

    /// Score the claims of an export (`--to jsonl`) instead of reading the reports
    #[arg(long)]
    pub(crate) predicted: Option<PathBuf>,

    /// Read every sentence, without triage
    #[arg(long, conflicts_with = "predicted")]
    pub(crate) read_all: bool,
}

/// Entries and disagreements from annotated claims: B-cubed, pairs across documents
#[derive(Debug, clap::Args)]
pub(crate) struct EntriesOf {
    /// Annotated claims, one document a line
    pub(crate) claims: PathBuf,

    /// The entries that they belong to, one a line
    pub(crate) entries: PathBuf,

    /// The folder of the documents' texts, `ID.txt`
    #[arg(long)]
    pub(crate) texts: PathBuf,

    /// Merge the program's own claims instead: an export, or what `evaluate claims --write` kept
    ///
    /// Each is laid to the annotated claim that it is. Figures are over those that were found, and
    /// with `all_` over all annotated claims, those that were not found standing alone.
    #[arg(long)]
    pub(crate) predicted: Option<PathBuf>,

    /// Keep the entries that the program made
    #[arg(long)]
    pub(crate) write: Option<PathBuf>,
}

/// Event codes of PETRARCH's validation sentences: CAMEO roots, and with dictionaries who to whom
#[derive(Debug, clap::Args)]
pub(crate) struct Petrarch {
    /// One sentence a line: `id`, `date`, `text`, `evaluate`, `events`
    pub(crate) file: PathBuf,

    /// A folder with PETRARCH's dictionaries of actors and agents
    #[arg(long)]
    pub(crate) dictionaries: Option<PathBuf>,
}
