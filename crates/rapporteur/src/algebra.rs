//! Records as wholes: `diff`, `merge`, `split`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use rapporteur_model::{Act, Decision, Document, PartialDate, Reading, slug};
use rapporteur_reading::dossier::Dossier;
use rapporteur_record::difference::{Changed, Difference, difference};
use rapporteur_record::views::Contents;
use rapporteur_record::{decisions, entries, families};
use rapporteur_store::{Decided, Record};

use crate::args::{Diff, Merge, Split};
use crate::build::dossier;
use crate::exit::Exit;
use crate::show::count;
use crate::table::one_line;
use crate::{load, new_file, say};

/// What stands in one record, as the machine and as people left it.
struct Whole {
    contents: Contents,
    log: Vec<Decision>,
    reader: Option<String>,
}

impl Whole {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let record = Record::open(path)?;
        let rows = record.rows();
        Ok(Self { contents: rows.contents()?, log: rows.decisions()?, reader: rows.reader()? })
    }
}

/// Prints what changed.
pub(crate) fn diff(args: &Diff) -> anyhow::Result<Exit> {
    let (before, after) = match (&args.after, args.since, args.until) {
        (Some(after), _, _) => (load::open(&args.before)?, load::open(after)?),
        (None, Some(since), Some(until)) => {
            let whole = Whole::open(&args.before)?;
            (known_by(&whole, since), known_by(&whole, until))
        }
        _ => anyhow::bail!("name a second record, or two dates with --since and --until"),
    };
    let found = difference(&before, &after);
    let mut to = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut to, &found)?;
        writeln!(to)?;
    } else {
        write(&mut to, &found)?;
    }
    Ok(Exit::Done)
}

/// The record as it would be with nothing but the reports that a day had seen. Undated ones count
/// as seen: nothing tells that they came later.
fn known_by(whole: &Whole, day: PartialDate) -> Contents {
    let seen = |document: &&Document| {
        document.published.is_none_or(|date| date.first_day() <= day.last_day())
    };
    let keys: BTreeSet<&str> = whole
        .contents
        .documents
        .iter()
        .filter(seen)
        .map(|document| document.key.as_str())
        .collect();
    let part = part_of(&whole.contents, &keys);
    let families = families(&part.documents);
    decisions(part, &whole.log, &families).0
}

/// Some documents of a record with their claims, entries worked out anew.
fn part_of(contents: &Contents, keys: &BTreeSet<&str>) -> Contents {
    let documents = contents.documents.iter();
    let documents = documents.filter(|document| keys.contains(document.key.as_str()));
    let claims = contents.claims.iter().filter(|claim| keys.contains(claim.document.as_str()));
    let diagnostics =
        contents.diagnostics.iter().filter(|note| keys.contains(note.subject.as_str()));
    let mut part = Contents {
        documents: documents.cloned().collect(),
        claims: claims.cloned().collect(),
        diagnostics: diagnostics.cloned().collect(),
        ..Contents::default()
    };
    let families = families(&part.documents);
    part.entries = entries(&part.documents, &part.claims, &families);
    part
}

fn write(to: &mut dyn Write, found: &Difference) -> io::Result<()> {
    list(to, "Reports", &found.documents, |report| {
        let outlet = report.outlet.as_deref().unwrap_or("outlet not named");
        let date = report.published.map(|date| date.to_string()).unwrap_or_default();
        format!("{date} {} ({outlet})", report.id)
    })?;
    list(to, "Entries", &found.entries, |entry| {
        format!("{} “{}” {}", entry.what, one_line(&entry.quote), entry.entry)
    })?;
    list(to, "Claims", &found.claims, |claim| {
        format!("{} “{}” {}", claim.what, one_line(&claim.quote), claim.claim)
    })?;
    list(to, "Disputes", &found.disputes, |dispute| {
        format!("{} {}: {}", dispute.entry, dispute.slot, dispute.sides.join(" / "))
    })?;
    if !found.corrected.is_empty() {
        writeln!(to, "Corrected: {}", found.corrected.len())?;
        for one in &found.corrected {
            writeln!(to, "  {} {}: {} → {}", one.claim, one.slot, one.was, one.is)?;
        }
    }
    if !found.voices.is_empty() {
        writeln!(to, "Independent voices: {}", found.voices.len())?;
        for one in &found.voices {
            writeln!(to, "  {} {} → {}", one.entry, one.was, one.is)?;
        }
    }
    if *found == Difference::default() {
        writeln!(to, "nothing changed")?;
    }
    Ok(())
}

fn list<T>(
    to: &mut dyn Write,
    title: &str,
    changed: &Changed<T>,
    show: impl Fn(&T) -> String,
) -> io::Result<()> {
    if changed.added.is_empty() && changed.dropped.is_empty() {
        return Ok(());
    }
    writeln!(to, "{title}: {} more, {} fewer", changed.added.len(), changed.dropped.len())?;
    for (sign, items) in [("+", &changed.added), ("-", &changed.dropped)] {
        for item in items {
            writeln!(to, "  {sign} {}", show(item))?;
        }
    }
    Ok(())
}

/// Puts several records together.
pub(crate) fn merge(args: &Merge) -> anyhow::Result<Exit> {
    let wholes: Vec<Whole> =
        args.records.iter().map(|path| Whole::open(path)).collect::<Result<_, _>>()?;
    let readers: BTreeSet<&Option<String>> = wholes.iter().map(|whole| &whole.reader).collect();
    anyhow::ensure!(
        readers.len() <= 1,
        "the records were made by different versions of the program, or with different dossiers; \
         build each again with this one and one dossier, then merge them"
    );
    let mut read: BTreeMap<&str, (&Document, Reading)> = BTreeMap::new();
    for whole in &wholes {
        for (document, reading) in readings(&whole.contents) {
            read.entry(&document.key).or_insert((document, reading));
        }
    }
    let logs: Vec<&[Decision]> = wholes.iter().map(|whole| whole.log.as_slice()).collect();
    let reader = wholes.first().and_then(|whole| whole.reader.as_deref());
    keep(&args.output, read.into_values().collect(), reader, &joined(&logs))
}

/// Every document with what was read in it.
fn readings(contents: &Contents) -> impl Iterator<Item = (&Document, Reading)> {
    let mut readings: BTreeMap<&str, Reading> = BTreeMap::new();
    for claim in &contents.claims {
        readings.entry(&claim.document).or_default().claims.push(claim.clone());
    }
    for note in &contents.diagnostics {
        readings.entry(&note.subject).or_default().diagnostics.push(note.clone());
    }
    let documents = contents.documents.iter();
    documents
        .map(move |document| (document, readings.remove(document.key.as_str()).unwrap_or_default()))
}

/// The decisions of several logs in the order in which they were made. What two logs share is taken
/// once, and undoing follows its decision to the new number.
fn joined(logs: &[&[Decision]]) -> Vec<Decision> {
    let mut all: Vec<(usize, &Decision)> = Vec::new();
    for (log, decisions) in logs.iter().enumerate() {
        all.extend(decisions.iter().map(|decision| (log, decision)));
    }
    all.sort_by(|(a, one), (b, other)| {
        (&one.at, *a, one.number).cmp(&(&other.at, *b, other.number))
    });
    let mut numbers: BTreeMap<(usize, u64), u64> = BTreeMap::new();
    let mut joined: Vec<Decision> = Vec::new();
    for (log, decision) in all {
        let mut moved = decision.clone();
        if let Act::Undo { number } = &mut moved.act {
            let Some(new) = numbers.get(&(log, *number)) else { continue };
            *number = *new;
        }
        let same = |other: &&Decision| {
            (&other.at, &other.by, &other.why, &other.act)
                == (&moved.at, &moved.by, &moved.why, &moved.act)
        };
        let number = match joined.iter().find(same) {
            Some(known) => known.number,
            None => {
                moved.number = joined.len() as u64 + 1;
                joined.push(moved.clone());
                moved.number
            }
        };
        numbers.insert((log, decision.number), number);
    }
    joined
}

/// Takes the reports of one conflict out of a record.
pub(crate) fn split(args: &Split) -> anyhow::Result<Exit> {
    let whole = Whole::open(&args.record)?;
    let names = names(&dossier(Some(&args.dossier))?);
    let about = readings(&whole.contents).filter(|(document, _)| is_about(document, &names));
    let chosen: Vec<(&Document, Reading)> = about.collect();
    anyhow::ensure!(!chosen.is_empty(), "no report names two of the dossier's parties or people");
    keep(&args.output, chosen, whole.reader.as_deref(), &joined(&[&whole.log]))
}

/// For each party, mediator and person of a dossier every name it goes by.
fn names(dossier: &Dossier) -> Vec<Vec<String>> {
    let parties = dossier.party.iter().map(|party| (&party.name, &party.aliases));
    let people = dossier.person.iter().map(|person| (&person.name, &person.aliases));
    let mut names: Vec<Vec<String>> = Vec::new();
    for (name, aliases) in parties.chain(people) {
        let all = std::iter::once(name).chain(aliases);
        names.push(all.map(|name| slug(name)).filter(|name| !name.is_empty()).collect());
    }
    names
}

/// Whether a report names at least two of them: one alone may be a country in other news.
fn is_about(document: &Document, names: &[Vec<String>]) -> bool {
    let text = format!("-{}-", slug(&document.text));
    let named = |names: &&Vec<String>| names.iter().any(|name| text.contains(&format!("-{name}-")));
    names.iter().filter(named).take(2).count() == 2
}

/// Writes a new record that appears whole or not at all.
fn keep(
    path: &Path,
    read: Vec<(&Document, Reading)>,
    reader: Option<&str>,
    log: &[Decision],
) -> anyhow::Result<Exit> {
    anyhow::ensure!(!path.exists(), "{}: it exists; name a new record", path.display());
    let name = || format!("{}: the record cannot be made", path.display());
    let temporary = new_file::beside(path).with_context(name)?.into_temp_path();
    let mut record = Record::create(&temporary)?;
    let update = record.update()?;
    for (document, reading) in &read {
        update.put(document, reading)?;
    }
    if let Some(reader) = reader {
        update.set_reader(reader)?;
    }
    update.grow_anew()?;
    let counts = update.rows().counts()?;
    update.commit()?;
    for decision in log {
        let Decision { at, by, why, act, .. } = decision.clone();
        record.decide(Decided { at, by, why, act })?;
    }
    drop(record);
    temporary.persist(path).with_context(name)?;
    say::note(&format!(
        "{}: {}, {}, {}, {}",
        path.display(),
        count(counts.documents, "report"),
        count(counts.claims, "claim"),
        count(counts.entries, "entry"),
        count(log.len(), "decision")
    ));
    Ok(Exit::Done)
}
