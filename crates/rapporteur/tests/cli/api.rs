//! The HTTP API, tried by schemathesis against its own description.

use std::process::Command;

use super::harness::{Folder, REPORT, repository};
use super::serve::{PROGRAM, Serving};

/// The program: `schemathesis` in the path, or what `RAPPORTEUR_SCHEMATHESIS` names. Skips with a
/// message where there is none.
fn schemathesis() -> Option<Command> {
    let named = std::env::var_os("RAPPORTEUR_SCHEMATHESIS").unwrap_or("schemathesis".into());
    let found = Command::new(&named).arg("--version").output();
    if found.is_ok_and(|output| output.status.success()) {
        return Some(Command::new(named));
    }
    eprintln!("skipped: schemathesis is not here (`pip install schemathesis`)");
    None
}

/// Minutes of requests: `cargo test -p rapporteur --test cli -- --ignored schemathesis`
#[test]
#[ignore = "takes minutes, and needs schemathesis"]
fn schemathesis_finds_nothing_that_the_description_does_not_say() {
    let Some(mut schemathesis) = schemathesis() else { return };
    let folder = Folder::new().with("in/a.txt", REPORT);
    folder.run("build in -o t.record").ends_with(0);
    let server = Serving::start(PROGRAM, &folder, "t.record --bind 127.0.0.1:0");
    schemathesis
        .arg("run")
        .arg(repository("docs/openapi.json"))
        .args(["--url", &server.address, "--checks", "all", "--no-color"])
        .args(["--max-examples", "10", "--seed", "1", "--continue-on-failure", "--phases"])
        .current_dir(folder.path(""));
    let first = schemathesis.arg("coverage").output().unwrap();
    // Schemathesis 4.32 makes up wrong names by Python's rules, which know no `\p{L}`.
    let second = schemathesis
        .args(["--phases", "fuzzing,stateful", "--exclude-checks", "negative_data_rejection"])
        .output()
        .unwrap();
    drop(server);
    for tried in [first, second] {
        let told = String::from_utf8_lossy(&tried.stdout);
        assert!(tried.status.success(), "{told}\n{}", String::from_utf8_lossy(&tried.stderr));
    }
}
