//! The HTTP API, tried by schemathesis against its own description.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::harness::{Folder, REPORT, repository};

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
    let mut server = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["serve", "t.record", "--bind", "127.0.0.1:0"])
        .current_dir(folder.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut stderr = BufReader::new(server.stderr.take().unwrap());
    stderr.read_line(&mut said).unwrap();
    let address = said.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
    let tried = schemathesis
        .arg("run")
        .arg(repository("docs/openapi.json"))
        .args(["--url", address.trim_end_matches('/'), "--checks", "all"])
        .args(["--max-examples", "20", "--seed", "1", "--no-color", "--continue-on-failure"])
        .current_dir(folder.path(""))
        .output()
        .unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    let told = String::from_utf8_lossy(&tried.stdout);
    assert!(tried.status.success(), "{told}\n{}", String::from_utf8_lossy(&tried.stderr));
}
