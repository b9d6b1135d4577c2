//! `rapporteur evaluate petrarch`: how far our events are those of PETRARCH's validation sentences.
//!
//! A report of conformance, not of quality: the sentences are coded in CAMEO by a dictionary of
//! verbs and one of actors, and the systems they come from were tuned on them with these
//! dictionaries. We read them as we read anything else and translate the result.

mod dictionary;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use rapporteur_export::codes::Codes;
use rapporteur_model::{Actor, Origin, PartialDate};
use rapporteur_reading::Reader;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use self::dictionary::Dictionary;
use crate::args::Petrarch;
use crate::build;

/// One sentence with its events as (source, target, CAMEO code).
#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    /// `20080804`; two of the sentences have six digits, which tell no day.
    date: String,
    /// `false` where PETRARCH itself leaves the sentence out.
    evaluate: String,
    events: Vec<(String, String, String)>,
}

/// A source, a target and the root of a code.
type Triple = (String, String, String);

pub(super) fn petrarch(task: &Petrarch) -> anyhow::Result<Map<String, Value>> {
    let records = records(&task.file)?;
    let dictionary = task.dictionaries.as_deref().map(Dictionary::read).transpose()?;
    let codes = Codes::built_in()?;
    let reader = build::reader(None)?.reading_all();
    let found: Vec<Vec<Triple>> = records
        .par_iter()
        .map(|record| triples(&reader, &codes, dictionary.as_ref(), record))
        .collect();
    let gold: Vec<Vec<Triple>> = records
        .iter()
        .map(|record| {
            let triple = |(source, target, code): &(String, String, String)| {
                (source.clone(), target.clone(), root(code))
            };
            record.events.iter().map(triple).collect()
        })
        .collect();
    let mut figures = Map::new();
    figures.insert("records".into(), records.len().into());
    let by_root = |triple: &Triple| triple.2.clone();
    add(&mut figures, "roots", &gold, &found, by_root);
    if dictionary.is_some() {
        let country = |code: &str| code.chars().take(3).collect::<String>();
        add(&mut figures, "countries", &gold, &found, |triple| {
            (country(&triple.0), country(&triple.1), triple.2.clone())
        });
        add(&mut figures, "triples", &gold, &found, Triple::clone);
    }
    Ok(figures)
}

fn records(file: &Path) -> anyhow::Result<Vec<Record>> {
    let mut records = Vec::new();
    for (number, line) in super::read(file)?.lines().enumerate() {
        let record: Record = serde_json::from_str(line)
            .with_context(|| format!("{}:{}: no coded sentence", file.display(), number + 1))?;
        if record.evaluate != "false" {
            records.push(record);
        }
    }
    Ok(records)
}

/// The events of one sentence that are told as having happened or as promised, each triple once.
fn triples(
    reader: &Reader,
    codes: &Codes,
    dictionary: Option<&Dictionary>,
    record: &Record,
) -> Vec<Triple> {
    let raw = rapporteur_ingest::RawDocument {
        id: record.id.clone(),
        text: record.text.clone(),
        published: published(&record.date),
        origin: Origin::default(),
        ..Default::default()
    };
    let report = rapporteur_ingest::RawReport::Text(raw);
    // A text always makes a document.
    let Ok((document, _)) = rapporteur_ingest::document(report) else { return Vec::new() };
    let code = |actor: Option<&Actor>| match (actor, dictionary) {
        (Some(actor), Some(dictionary)) => dictionary.code(&actor.name, actor.party()),
        _ => dictionary::NOBODY.to_owned(),
    };
    let mut triples = Vec::new();
    for claim in reader.read(&document).claims {
        let Some(event) = claim.event() else { continue };
        if codes.plover(event, claim.realis).auxiliary.is_some() {
            continue;
        }
        for dyad in codes.dyads(event, claim.realis) {
            let triple = (code(dyad.source), code(dyad.target), root(dyad.code));
            // Without a dictionary nothing tells two pairs of one act apart.
            if dictionary.is_none() || !triples.contains(&triple) {
                triples.push(triple);
            }
        }
    }
    triples
}

fn published(date: &str) -> Option<PartialDate> {
    let iso = format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..8)?);
    PartialDate::parse(&iso).ok()
}

fn root(code: &str) -> String {
    code.chars().take(2).collect()
}

/// Precision, recall and F1 of what a key makes of the triples, each matched once in its sentence,
/// and the share of sentences where gold and finding are the same.
fn add<K: Ord>(
    figures: &mut Map<String, Value>,
    name: &str,
    gold: &[Vec<Triple>],
    found: &[Vec<Triple>],
    key: impl Fn(&Triple) -> K,
) {
    let (mut hit, mut same) = (0, 0);
    for (gold, found) in gold.iter().zip(found) {
        let mut open: BTreeMap<K, usize> = BTreeMap::new();
        for triple in gold {
            *open.entry(key(triple)).or_default() += 1;
        }
        let mut here = 0;
        for triple in found {
            if let Some(count) = open.get_mut(&key(triple)).filter(|count| **count > 0) {
                *count -= 1;
                here += 1;
            }
        }
        hit += here;
        same += usize::from(here == gold.len() && here == found.len());
    }
    let of = |all: &[Vec<Triple>]| all.iter().map(Vec::len).sum::<usize>();
    let (gold_count, found_count) = (of(gold), of(found));
    for (figure, value) in [
        ("precision", json!(share(hit, found_count))),
        ("recall", json!(share(hit, gold_count))),
        ("f1", json!(share(2 * hit, found_count + gold_count))),
        ("hit", json!(hit)),
        ("gold", json!(gold_count)),
        ("found", json!(found_count)),
        ("records_exact", json!(same)),
    ] {
        figures.insert(format!("{name}_{figure}"), value);
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of events are far below 2^52")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64 * 1e4).round() / 1e4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_triple_is_matched_once() {
        let triple = |root: &str| ("ARN".to_owned(), "GON".to_owned(), root.to_owned());
        let gold = [vec![triple("04"), triple("19")], vec![]];
        let found = [vec![triple("04"), triple("04")], vec![]];
        let mut figures = Map::new();
        add(&mut figures, "triples", &gold, &found, Triple::clone);
        assert_eq!(figures["triples_hit"], json!(1));
        let same = &figures["triples_records_exact"];
        assert_eq!(same, &json!(1), "where nothing is coded and nothing found");
        assert_eq!(figures["triples_precision"], json!(0.5));
        assert_eq!(figures["triples_recall"], json!(0.5));
    }
}
