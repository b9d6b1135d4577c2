//! The scorer gives what `score_attributions.py` gives, on the same predictions.

use std::path::Path;
use std::process::Command;

use rapporteur_language::{Reader, Span};
use rapporteur_model::CodePoints;
use rapporteur_reading::attribution::evaluate::{outermost_spans, read_annotated};
use rapporteur_reading::attribution::score::{Document, Spans, score};
use rapporteur_reading::attribution::{CueLexicon, attributions};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/attribution");

/// Unpacks documents that have tokens, as `gold.jsonl` and `tok.jsonl`.
const UNPACK: &str = "import gzip, sys
corpus, out = sys.argv[1:]
import json
read = lambda name: {json.loads(l)['id']: l for l in gzip.open(f'{corpus}/{name}.jsonl.gz', 'rt')}
gold, tok = read('polnear-dev'), read('polnear-dev.tok')
ids = sorted(set(gold) & set(tok))[:30]
open(f'{out}/gold.jsonl', 'w').writelines(gold[i] for i in ids)
open(f'{out}/tok.jsonl', 'w').writelines(tok[i] for i in ids)
";

/// Scores `pred.jsonl` and prints the figures that ours have too.
const SCORE: &str = "import sys, json
sys.path.insert(0, sys.argv[1])
from score_attributions import load, score
r = score(*(load(f'{sys.argv[2]}/{n}.jsonl') for n in ('gold', 'tok', 'pred')), verbose=False)
print(json.dumps([r['A_half_src'], r['source']['exact'], r['cue']['exact'], r['content']['exact']]))
";

#[test]
fn the_scorer_equals_the_script_of_the_corpus() {
    if !Path::new(CORPUS).is_dir() {
        eprintln!("skipped: no corpus at {CORPUS}");
        return;
    }
    let folder = std::env::temp_dir().join(format!("attribution-scores-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let at = folder.to_str().expect("a plain path");
    let Some(_) = python(UNPACK, &[CORPUS, at]) else {
        eprintln!("skipped: no python3");
        return;
    };
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("unpacked");
    let gold = read_annotated(&read("gold.jsonl")).expect("the corpus is well formed");
    let tokens: Vec<serde_json::Value> =
        read("tok.jsonl").lines().map(|line| serde_json::from_str(line).expect("json")).collect();
    let reader = Reader::new().expect("the weights are built in");
    let mut predictions = String::new();
    let mut documents = Vec::new();
    for (annotated, tokens) in gold.iter().zip(&tokens) {
        let text = annotated.text.as_str();
        let analysis = reader.analyse(text, &[Span::new(0, text.len())]).expect("the network runs");
        let found = attributions(text, &analysis.sentences, CueLexicon::built_in());
        let found = outermost_spans(text, &found, &CodePoints::new(text));
        let json: Vec<serde_json::Value> = found.iter().map(as_json).collect();
        let line = serde_json::json!({"id": annotated.id, "attributions": json});
        predictions.push_str(&format!("{line}\n"));
        documents.push(Document {
            tokens: token_ranges(tokens),
            gold: annotated.attributions.iter().map(Spans::from).collect(),
            found,
        });
    }
    std::fs::write(folder.join("pred.jsonl"), predictions).expect("written");
    let printed = python(SCORE, &[CORPUS, at]).expect("the script runs");
    std::fs::remove_dir_all(&folder).expect("removed");
    let expected: Vec<[f64; 3]> = serde_json::from_str(&printed).expect("four rows");
    let ours = score(&documents);
    let ours = [ours.linked, ours.source_exact, ours.cue_exact, ours.content_exact];
    for (rates, expected) in ours.iter().zip(expected) {
        for (mine, theirs) in [rates.precision, rates.recall, rates.f1].into_iter().zip(expected) {
            assert!((mine - theirs).abs() < 1e-9, "{rates:?} but the script has {expected:?}");
        }
    }
}

fn token_ranges(document: &serde_json::Value) -> Vec<std::ops::Range<usize>> {
    let number = |value: &serde_json::Value| {
        usize::try_from(value.as_u64().expect("an offset")).expect("it fits")
    };
    let sentences = document["sents"].as_array().expect("sentences");
    sentences
        .iter()
        .flat_map(|sentence| sentence.as_array().expect("tokens"))
        .map(|token| number(&token[0])..number(&token[1]))
        .collect()
}

fn as_json(spans: &Spans) -> serde_json::Value {
    let pairs = |ranges: &[std::ops::Range<usize>]| {
        ranges.iter().map(|range| [range.start, range.end]).collect::<Vec<_>>()
    };
    serde_json::json!({
        "source": pairs(&spans.source), "cue": pairs(&spans.cue), "content": pairs(&spans.content)
    })
}

/// What a Python program prints; `None` where there is no Python.
fn python(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new("python3").arg("-c").arg(program).args(arguments).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
