//! How long attribution, time and actors take beside the language stage: `stage_speed FILE…`.
//!
//! Every file is read once; times are of one thread, sums over the files.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::time::{Duration, Instant};

use rapporteur_language::Reader;
use rapporteur_model::Span;
use rapporteur_reading::actors::{Knowledge, mentions};
use rapporteur_reading::attribution::{CueLexicon, attributions};
use rapporteur_reading::dossier::Dossier;
use rapporteur_reading::time::expressions;

fn main() -> Result<(), Box<dyn Error>> {
    let reader = Reader::new()?;
    let dossier = Dossier::default();
    // Tables are parsed at first use, which is no part of reading.
    let _tables = (Knowledge::builtin(), CueLexicon::built_in(), expressions("today", &[], None));
    let [mut language, mut attribution, mut time, mut actors] = [Duration::ZERO; 4];
    let mut words = 0;
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path)?;
        let clock = Instant::now();
        let analysis = reader.analyse(&text, &[Span::new(0, text.len())])?;
        language += clock.elapsed();
        let sentences = &analysis.sentences;
        words += sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        let clock = Instant::now();
        std::hint::black_box(attributions(&text, sentences, CueLexicon::built_in()));
        attribution += clock.elapsed();
        let clock = Instant::now();
        std::hint::black_box(expressions(&text, sentences, None));
        time += clock.elapsed();
        let clock = Instant::now();
        let knowledge = Knowledge::builtin();
        std::hint::black_box(mentions(&text, sentences, &analysis.names, knowledge, &dossier));
        actors += clock.elapsed();
    }
    let share = |part: Duration| part.as_secs_f64() / language.as_secs_f64();
    println!("{words} words, language {:.2} s", language.as_secs_f64());
    for (name, part) in [("attribution", attribution), ("time", time), ("actors", actors)] {
        println!("{name} {:.3} s, {:.3} of language", part.as_secs_f64(), share(part));
    }
    println!("together {:.3} of language", share(attribution + time + actors));
    Ok(())
}
