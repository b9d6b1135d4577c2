//! Documentation that is generated or promised stays true.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use rapporteur_model::Code;

/// `UPDATE_EXPECT=1 cargo test -p rapporteur --test docs` writes it anew.
#[test]
fn every_diagnostic_code_is_documented() {
    let mut page = String::from(
        "# Diagnostics\n\n\
         What the program could not read or left open, by stable code. `R1..` concern input, `R2..` \
         reading, `R4..` what is asked of a record. *Skipped* means that something was not read \
         because of it; a run with skipped input ends with exit code 1.\n\n\
         | code | meaning | skipped | what to do |\n|---|---|---|---|\n",
    );
    for code in Code::ALL {
        let skipped = if code.skips_input() { "yes" } else { "no" };
        writeln!(page, "| {} | {} | {skipped} | {} |", code.code(), code.meaning(), code.hint())
            .unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diagnostics.md");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/diagnostics.md is stale: run with UPDATE_EXPECT=1");
}

#[test]
fn the_readme_has_its_two_commands() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(path).unwrap();
    let commands: Vec<&str> = readme.lines().filter(|line| line.starts_with("$ ")).collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    assert!(commands[0].starts_with("$ cargo run "), "{commands:?}");
    assert!(commands[1].starts_with("$ cargo test "), "{commands:?}");
}
