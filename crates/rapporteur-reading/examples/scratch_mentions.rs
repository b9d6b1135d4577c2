//! scratch
#![allow(clippy::print_stdout, reason = "an example prints")]
use rapporteur_language::Reader;
use rapporteur_model::Span;
use rapporteur_reading::actors::{Knowledge, mentions};
use rapporteur_reading::dossier::Dossier;
fn main() {
    let reader = Reader::new().unwrap();
    for arg in std::env::args().skip(1) {
        let text = if std::path::Path::new(&arg).exists() {
            std::fs::read_to_string(&arg).unwrap()
        } else {
            arg
        };
        let a = reader.analyse(&text, &[Span::new(0, text.len())]).unwrap();
        let ms = mentions(&text, &a.sentences, &a.names, Knowledge::builtin(), &Dossier::default());
        for (i, s) in a.sentences.iter().enumerate() {
            println!("## {}", s.span.of(&text).split_whitespace().collect::<Vec<_>>().join(" "));
            for n in a.names.iter().filter(|n| n.sentence == i) {
                print!("  <{} {:?}>", n.span.of(&text), n.kind);
            }
            println!();
            for m in ms.iter().filter(|m| m.sentence == i) {
                let acts: Vec<String> = m
                    .actors
                    .iter()
                    .map(|a| match &a.party {
                        Some(p) => format!("{}|{p}", a.name),
                        None => a.name.clone(),
                    })
                    .collect();
                println!(
                    "   {:?} «{}» head «{}» = {}",
                    m.kind,
                    m.span.of(&text),
                    m.head.of(&text),
                    acts.join(" + ")
                );
            }
        }
    }
}
