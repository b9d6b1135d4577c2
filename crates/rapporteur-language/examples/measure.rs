//! Measures the reader on gold tokens: accuracy, words per second and core, peak memory.
//!
//! ```console
//! cargo run --release -p rapporteur-language --example measure -- [--weights FOLDER] FILE…
//! ```
//!
//! FILE is CoNLL-U (`.conllu`: tags and trees) or anything else (IOB2: names). Time is the
//! processor's, of one thread, without loading; `las` counts whole labels, subtypes included.
#![expect(clippy::print_stdout, reason = "what is measured goes to standard output")]
#![expect(clippy::unwrap_used, reason = "a tool for those who train: a panic is an error message")]

use std::path::Path;

use rapporteur_language::{Analysis, Reader, Sentence, conllu, iob2, score};

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let reader = if files.first().is_some_and(|first| first == "--weights") {
        let folder = files.drain(..2).nth(1).unwrap();
        Reader::from_folder(Path::new(&folder)).unwrap()
    } else {
        Reader::new().unwrap()
    };
    println!("{}", reader.description());
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        if file.ends_with(".conllu") {
            measure_syntax(&reader, &file, &source);
        } else {
            measure_names(&reader, &file, &source);
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
        println!("peak memory {}", peak.trim());
    }
}

fn measure_syntax(reader: &Reader, file: &str, source: &str) {
    let gold = conllu::treebank(&conllu::read(source).unwrap());
    let (found, speed) = timed(reader, &gold.text, &gold.sentences);
    let basic = score::syntax(&gold.sentences, &found.sentences);
    let n_words = basic.words as f64;
    let pairs = || {
        let sentences = gold.sentences.iter().zip(&found.sentences);
        sentences.flat_map(|(gold, found)| gold.tokens.iter().zip(&found.tokens))
    };
    let feats = pairs().filter(|(gold, found)| gold.feats == found.feats).count() as f64;
    let lemmas = pairs().filter(|(gold, found)| gold.lemma == found.lemma).count() as f64;
    let las = pairs()
        .filter(|(gold, found)| (gold.head, &gold.deprel) == (found.head, &found.deprel))
        .count() as f64;
    println!(
        "{file}: upos {:.2} feats {:.2} lemmas {:.2} uas {:.2} las {:.2} (without subtypes {:.2}), \
         {speed:.0} words/s",
        100.0 * basic.upos(),
        100.0 * feats / n_words,
        100.0 * lemmas / n_words,
        100.0 * basic.uas(),
        100.0 * las / n_words,
        100.0 * basic.las(),
    );
}

fn measure_names(reader: &Reader, file: &str, source: &str) {
    let gold = iob2::read(source).unwrap();
    let (found, speed) = timed(reader, &gold.text, &gold.sentences);
    let score = score::names(&gold.names, &found.names);
    println!(
        "{file}: names f1 {:.2} (precision {:.2}, recall {:.2}; persons {:.2}, organisations {:.2}, \
         locations {:.2}), {speed:.0} words/s",
        100.0 * score.all.f1(),
        100.0 * score.all.precision(),
        100.0 * score.all.recall(),
        100.0 * score.persons.f1(),
        100.0 * score.organizations.f1(),
        100.0 * score.locations.f1(),
    );
}

/// The analysis of sentences with their gold tokens, and words per second of processor time.
fn timed(reader: &Reader, text: &str, gold: &[Sentence]) -> (Analysis, f64) {
    let n_words: usize = gold.iter().map(|sentence| sentence.tokens.len()).sum();
    let bare = gold.iter().map(|sentence| {
        let token = |token: &rapporteur_language::Token| rapporteur_language::Token {
            span: token.span,
            ..Default::default()
        };
        Sentence { span: sentence.span, tokens: sentence.tokens.iter().map(token).collect() }
    });
    let before = processor_seconds();
    let found = reader.annotate(text, bare.collect()).unwrap();
    (found, n_words as f64 / (processor_seconds() - before))
}

/// Processor time of this process so far; Linux only, in hundredths of a second.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
