//! Reads `spec/attribution.md` and checks every example in it.
//!
//! An example is a quoted text (`>` lines) and the attributions that it holds, as a list: nested items
//! stand in the content of the item above. `UPDATE_SPEC=1` rewrites the lists; read the difference.

use std::fmt::Write as _;

use rapporteur_language::Span;
use rapporteur_language::segment::segment;
use rapporteur_reading::attribution::{
    Attribution, CueClass, CueLexicon, Manner, Polarity, SourceKind, attributions,
};

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/attribution.md");

#[test]
fn every_example_of_the_specification_holds() {
    let spec = std::fs::read_to_string(SPEC).expect("the specification is part of the crate");
    let (rewritten, examples) = with_actual_lists(&spec);
    if std::env::var_os("UPDATE_SPEC").is_some() {
        std::fs::write(SPEC, &rewritten).expect("the specification can be written");
        return;
    }
    let differences: Vec<String> = spec
        .lines()
        .zip(rewritten.lines())
        .filter(|(expected, actual)| expected != actual)
        .map(|(expected, actual)| format!("expected {expected}\n     got {actual}"))
        .collect();
    assert!(
        spec == rewritten,
        "
{}
",
        differences.join(
            "
"
        )
    );
    assert!(examples >= 120, "only {examples} examples");
}

/// The specification with the lists that the program produces, and the number of its examples.
fn with_actual_lists(spec: &str) -> (String, usize) {
    let mut out = String::new();
    let mut example = String::new();
    let mut examples = 0;
    let mut in_list = false;
    for line in spec.lines() {
        if let Some(quoted) = line.strip_prefix('>') {
            example.push_str(quoted.strip_prefix(' ').unwrap_or(quoted));
            example.push('\n');
        } else if !example.is_empty() {
            examples += finish(&mut out, &mut example);
            in_list = true;
        }
        let listed = line.is_empty() || line.trim_start().starts_with("- ");
        in_list = in_list && listed;
        if !in_list {
            out.push_str(line);
            out.push('\n');
        }
    }
    examples += finish(&mut out, &mut example);
    (out.trim_end().to_owned() + "\n", examples)
}

fn finish(out: &mut String, example: &mut String) -> usize {
    if example.is_empty() {
        return 0;
    }
    let text = example.trim_end();
    let sentences = segment(text, &[Span::new(0, text.len())]);
    let found = attributions(text, &sentences, CueLexicon::built_in());
    out.push('\n');
    out.push_str(&listed(text, &found));
    out.push('\n');
    example.clear();
    1
}

fn listed(text: &str, found: &[Attribution]) -> String {
    let mut list = String::new();
    for (index, attribution) in found.iter().enumerate() {
        if attribution.within.is_none() {
            list_with_inner(&mut list, text, found, index, 0);
        }
    }
    if list.is_empty() { "- nothing\n".to_owned() } else { list }
}

fn list_with_inner(
    list: &mut String,
    text: &str,
    found: &[Attribution],
    index: usize,
    depth: usize,
) {
    let _ = writeln!(list, "{}- {}", "  ".repeat(depth), shown(text, &found[index]));
    for (inner, attribution) in found.iter().enumerate() {
        if attribution.within == Some(index) && depth < found.len() {
            list_with_inner(list, text, found, inner, depth + 1);
        }
    }
}

/// `source · cue · content`, then whatever is not the ordinary case.
fn shown(text: &str, one: &Attribution) -> String {
    let words = |spans: &[Span]| {
        let parts: Vec<String> =
            spans.iter().map(|span| span.of(text).replace('\n', " ")).collect();
        if parts.is_empty() { "–".to_owned() } else { parts.join(" … ") }
    };
    let mut line =
        format!("{} · {} · {}", words(&one.source), words(&one.cue), words(&one.content));
    let mut add = |word: &str| {
        line.push_str(" · ");
        line.push_str(word);
    };
    if let Some(addressee) = one.addressee {
        add(&format!("to {}", addressee.of(text)));
    }
    if let Some(medium) = one.medium {
        add(medium.name());
    }
    match one.polarity {
        Polarity::Affirmed => {}
        Polarity::Denied => add("denied"),
        Polarity::DeclinedToSay => add("declined to say"),
        Polarity::NotConfirmed => add("not confirmed"),
    }
    match one.source_kind {
        SourceKind::Named => add("named"),
        SourceKind::Pronoun => add("pronoun"),
        SourceKind::Descriptor => add("described"),
        SourceKind::Unnamed => add("unnamed"),
        SourceKind::Implicit => add("implicit"),
    }
    match one.manner {
        Manner::Direct => add("direct"),
        Manner::Mixed => add("mixed"),
        Manner::Indirect => {}
    }
    match one.cue_class {
        CueClass::Report => {}
        CueClass::Act => add("act"),
        CueClass::Thought => add("thought"),
    }
    line
}
