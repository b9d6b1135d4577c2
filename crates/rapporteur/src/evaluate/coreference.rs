//! `rapporteur evaluate coreference`: events across documents on ECB+'s own files.
//!
//! All topics in the folder are one collection: the program is not told which documents share a
//! topic. Mentions are the actions in the sentences that `ECBplus_coreference_sentences.csv`
//! selects, where that file lies in the folder or beside it; chains of one mention are kept.

mod ecb;
mod own;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use rapporteur_language::{Reader, Sentence, Token};
use rapporteur_record::coreference::{Mention, Options, Report, events};
use rapporteur_record::gold::coreference::conll;
use rapporteur_record::gold::score::Score;
use rayon::prelude::*;
use serde_json::json;

use self::ecb::{Document, Place};
use super::{Figures, figures};

/// Scores with annotated mentions, and with those that the program finds itself.
pub(super) fn coreference(folder: &Path, write: Option<&Path>) -> anyhow::Result<Figures> {
    let documents = ecb::read(folder)?;
    let reader = Reader::new()?;
    let parsed: Vec<Vec<Sentence>> = documents
        .par_iter()
        .map(|document| Ok(reader.annotate(&document.text, document.bare())?.sentences))
        .collect::<anyhow::Result<_>>()?;
    if let Some(path) = write {
        let words = own::words(&documents, &parsed);
        std::fs::write(path, words).with_context(|| path.display().to_string())?;
    }
    let reports: Vec<Report> = parsed.iter().map(|sentences| report(sentences)).collect();

    let right = right_chains(&documents);
    let annotated: Vec<Place> = right.iter().flatten().cloned().collect();
    let with_annotated = chains(&reports, &parsed, &annotated);
    let found = own::mentions(&documents, &parsed);
    let with_found = chains(&reports, &parsed, &found);
    let (gold, own) = (conll(&right, &with_annotated), conll(&right, &with_found));
    let (places, own_places): (BTreeSet<&Place>, BTreeSet<&Place>) =
        (annotated.iter().collect(), found.iter().collect());
    let hits = places.intersection(&own_places).count() as f64;
    let mentions = Score::new(hits, own_places.len() as f64, hits, places.len() as f64);
    Ok(figures(json!({
        "conll_f1_gold_mentions": gold.f1(),
        "muc_f1_gold_mentions": gold.muc.f1(),
        "b_cubed_f1_gold_mentions": gold.b_cubed.f1(),
        "ceaf_e_f1_gold_mentions": gold.ceaf_e.f1(),
        "conll_f1_own_mentions": own.f1(),
        "muc_f1_own_mentions": own.muc.f1(),
        "b_cubed_f1_own_mentions": own.b_cubed.f1(),
        "ceaf_e_f1_own_mentions": own.ceaf_e.f1(),
        "own_mentions_f1": mentions.f1(),
        "documents": documents.len(),
        "mentions": places.len(),
        "chains": right.len(),
    })))
}

fn report(sentences: &[Sentence]) -> Report {
    let lemma = |token: &Token| token.lemma.to_lowercase();
    Report {
        sentences: sentences
            .iter()
            .map(|sentence| sentence.tokens.iter().map(lemma).collect())
            .collect(),
    }
}

fn right_chains(documents: &[Document]) -> Vec<BTreeSet<Place>> {
    let mut chains: BTreeMap<String, BTreeSet<Place>> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        for action in &document.actions {
            let place = (number, action.sentence, action.tokens.clone());
            chains.entry(action.chain.clone()).or_default().insert(place);
        }
    }
    // Two mentions of the same words would be one to the scorer: the first chain keeps them.
    let mut seen = BTreeSet::new();
    chains
        .into_values()
        .map(|chain| chain.into_iter().filter(|place| seen.insert(place.clone())).collect())
        .filter(|chain: &BTreeSet<Place>| !chain.is_empty())
        .collect()
}

/// The program's chains over given mentions.
fn chains(reports: &[Report], parsed: &[Vec<Sentence>], places: &[Place]) -> Vec<BTreeSet<Place>> {
    let mentions: Vec<Mention> =
        places.iter().map(|place| mention(&parsed[place.0], place)).collect();
    let mut chains: BTreeMap<usize, BTreeSet<Place>> = BTreeMap::new();
    for (event, place) in events(reports, &mentions, &Options::default()).iter().zip(places) {
        chains.entry(*event).or_default().insert(place.clone());
    }
    chains.into_values().collect()
}

/// Relations of words that say who, whom, where and when.
const ARGUMENTS: &[&str] = &["nsubj", "obj", "obl", "nmod", "iobj", "compound", "poss", "appos"];

fn mention(sentences: &[Sentence], (report, sentence, tokens): &Place) -> Mention {
    let words = sentences.get(*sentence).map_or(&[][..], |sentence| &sentence.tokens);
    let inside = |at: usize| tokens.contains(&at);
    let head = tokens
        .iter()
        .copied()
        .find(|&at| words.get(at).is_some_and(|word| word.head.is_none_or(|head| !inside(head))))
        .or_else(|| tokens.first().copied());
    let lemma = head.and_then(|at| words.get(at)).map(|word| word.lemma.to_lowercase());
    let arguments = words
        .iter()
        .enumerate()
        .filter(|(at, word)| {
            !inside(*at)
                && word.head.is_some_and(inside)
                && ARGUMENTS.iter().any(|relation| word.deprel.starts_with(relation))
        })
        .map(|(_, word)| word.lemma.to_lowercase());
    Mention {
        report: *report,
        sentence: *sentence,
        lemma: lemma.unwrap_or_default(),
        arguments: arguments.collect(),
    }
}
