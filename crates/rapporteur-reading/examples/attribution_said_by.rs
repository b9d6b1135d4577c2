//! Who says the gold claims: `attribution_said_by TEXT_DIR GOLD.jsonl…`.
//!
//! For every gold claim the innermost speaker over its quote is compared with the innermost gold
//! speaker, by shared name words; a pronoun or description counts as the last named source before it.
//! Documents with even and odd numbers are told apart: errors were looked at in even ones only.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeSet;
use std::error::Error;

use rapporteur_language::{Reader, Sentence};
use rapporteur_model::Span;
use rapporteur_reading::attribution::{
    Attribution, CueLexicon, SourceKind, attributions, speakers_over,
};
use serde_json::Value;

#[derive(Default)]
struct Tally {
    said: usize,
    by_name: usize,
    by_last_name: usize,
    anybody: usize,
    outlet: usize,
    outlet_right: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((texts, golds)) = arguments.split_first() else {
        return Err("usage: attribution_said_by TEXT_DIR GOLD.jsonl…".into());
    };
    let reader = Reader::new()?;
    for gold in golds {
        let mut tallies = [Tally::default(), Tally::default()];
        for line in std::fs::read_to_string(gold)?.lines() {
            let document: Value = serde_json::from_str(line)?;
            let id = document["id"].as_str().unwrap_or_default();
            let text = std::fs::read_to_string(format!("{texts}/{id}.txt"))?;
            let digits: String = id.chars().filter(char::is_ascii_digit).collect();
            let odd = digits.parse::<usize>().unwrap_or(0) % 2;
            let analysis = reader.analyse(&text, &[Span::new(0, text.len())])?;
            count(&mut tallies[odd], &text, &analysis.sentences, &document);
        }
        for (name, tally) in ["even", "odd"].into_iter().zip(&tallies) {
            print_tally(gold, name, tally);
        }
    }
    Ok(())
}

fn count(tally: &mut Tally, text: &str, sentences: &[Sentence], document: &Value) {
    let all = attributions(text, sentences, CueLexicon::built_in());
    for claim in document["claims"].as_array().into_iter().flatten() {
        let quote = claim["quote"].as_str().unwrap_or_default();
        let Some(at) = text.find(quote) else { continue };
        let speakers = speakers_over(&all, Span::new(at, at + quote.len()));
        let innermost = speakers.last().map(|&index| &all[index]);
        let Some(gold) = claim["said_by"].as_array().and_then(|chain| chain.last()) else {
            tally.outlet += 1;
            tally.outlet_right += usize::from(innermost.is_none());
            continue;
        };
        tally.said += 1;
        let Some(innermost) = innermost else { continue };
        tally.anybody += 1;
        let names = gold_words(gold);
        if shares_word(&names, text, innermost) {
            tally.by_name += 1;
        } else if innermost.source_kind != SourceKind::Named
            && last_named(&all, innermost).is_some_and(|named| shares_word(&names, text, named))
        {
            tally.by_last_name += 1;
        }
    }
}

fn last_named<'a>(all: &'a [Attribution], before: &Attribution) -> Option<&'a Attribution> {
    let start = before.source.first().or(before.content.first())?.start;
    all.iter()
        .filter(|one| one.source_kind == SourceKind::Named)
        .rfind(|one| one.source.first().is_some_and(|source| source.start < start))
}

fn gold_words(speaker: &Value) -> BTreeSet<String> {
    let aliases = speaker["aliases"].as_array().into_iter().flatten();
    let names = [&speaker["speaker"], &speaker["for"]].into_iter().chain(aliases);
    names.filter_map(Value::as_str).flat_map(words).collect()
}

fn shares_word(names: &BTreeSet<String>, text: &str, attribution: &Attribution) -> bool {
    attribution
        .source
        .iter()
        .flat_map(|span| words(span.of(text)))
        .any(|word| names.contains(&word))
}

/// Lower-case words that tell one speaker from another.
fn words(name: &str) -> impl Iterator<Item = String> {
    const COMMON: [&str; 18] = [
        "the",
        "of",
        "and",
        "for",
        "a",
        "an",
        "in",
        "to",
        "his",
        "her",
        "their",
        "minister",
        "president",
        "spokesman",
        "official",
        "general",
        "army",
        "former",
    ];
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 1 && !COMMON.contains(&word.as_str()))
}

fn print_tally(gold: &str, name: &str, tally: &Tally) {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "{gold} {name}: said {} named {:.3} with last name {:.3} anybody {:.3} | outlet {} empty {:.3}",
        tally.said,
        share(tally.by_name, tally.said),
        share(tally.by_name + tally.by_last_name, tally.said),
        share(tally.anybody, tally.said),
        tally.outlet,
        share(tally.outlet_right, tally.outlet),
    );
}
