use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;

#[test]
fn counts_agree_with_their_nouns() {
    assert_eq!(count(1, "report"), "1 report");
    assert_eq!(count(12_345, "entry"), "12,345 entries");
    assert_eq!(grouped(999), "999");
}

#[test]
fn names_are_filled_in() {
    assert_eq!(listed(&["A".into(), "B".into(), "C".into()]), "A, B and C");
}

/// Every key that a template or a page names is there, and every text is used.
#[test]
fn every_text_is_there_and_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["templates", "src", "src/pages", "src/review", "src/server"] {
        let Ok(files) = fs::read_dir(root.join(folder)) else { continue };
        for file in files.flatten() {
            if file.path().is_file() {
                sources.push_str(&fs::read_to_string(file.path()).unwrap());
            }
        }
    }
    let mut missing = BTreeSet::new();
    for piece in sources.split('"').filter(|piece| looks_like_a_key(piece)) {
        let section = piece.split('.').next().unwrap_or_default();
        if SECTIONS.contains(&section) && !has(piece) {
            missing.insert(piece);
        }
    }
    assert!(missing.is_empty(), "not in text/en.toml: {missing:?}");
    let unused: Vec<&str> = TEXTS
        .keys()
        .filter(|key| !sources.contains(key))
        .filter(|key| !BUILT.iter().any(|section| key.starts_with(section)))
        .collect();
    assert!(unused.is_empty(), "in text/en.toml and nowhere used: {unused:?}");
}

/// Sections of keys that are spelled out where they are used.
const SECTIONS: &[&str] = &[
    "word",
    "page",
    "nav",
    "brief",
    "timeline",
    "threads",
    "positions",
    "figures",
    "disagreements",
    "sources",
    "wording",
    "actor",
    "actors",
    "places",
    "documents",
    "document",
    "entry",
    "search",
    "review",
    "filter",
    "help",
    "login",
    "refused",
    "report",
    "unit",
];

/// Sections of keys that are put together from a closed list's names.
const BUILT: &[&str] = &[
    "count.",
    "type.",
    "mode.",
    "issue.",
    "measure.",
    "realis.",
    "qualifier.",
    "phase.",
    "stance.",
    "slot.",
    "field.",
    "verdict.",
    "medium.",
    "facet.",
    "qualified.",
    "basis.",
    "yesno.",
    "nav.",
];

fn looks_like_a_key(piece: &str) -> bool {
    piece.contains('.')
        && !piece.ends_with(".html")
        && piece.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '-' | '_'))
}
