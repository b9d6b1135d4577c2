//! A record on a file system of another machine, seen by two machines: two mounts of one folder.
//!
//! ```console
//! RAPPORTEUR_NETWORK=/mnt/a:/mnt/b cargo test -p rapporteur --test cli -- --ignored on_a_network
//! ```
//!
//! where both are mounts of the same folder (`sshfs host:/folder /mnt/a`).

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::harness::{Folder, REPORT, Run};

/// Rounds of two writers, and of a writer that is killed.
const ROUNDS: usize = 20;

fn start(folder: &Folder, input: &str, record: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["build", input, "-o"])
        .arg(record)
        .current_dir(folder.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn lines(name: &str) -> String {
    let line = |n| format!("{{\"id\": \"{name}{n}\", \"text\": \"The League met envoy {n}.\"}}\n");
    (0..40).map(line).collect()
}

/// Runs a build to its end, and again while another one has the record or the view of it is old.
fn finish(folder: &Folder, child: Child, input: &str, record: &Path) {
    let mut run = Run::of(child.wait_with_output().unwrap());
    for _ in 0..10 {
        if run.code == Some(0) {
            return;
        }
        let told = ["another process is writing", "another run has made", "the disk failed"];
        assert!(told.iter().any(|words| run.stderr.contains(words)), "{}", run.stderr);
        thread::sleep(Duration::from_secs(3));
        run = Run::of(start(folder, input, record).wait_with_output().unwrap());
    }
    panic!("{}", run.stderr);
}

fn mounts() -> [PathBuf; 2] {
    let mounts = std::env::var("RAPPORTEUR_NETWORK").unwrap();
    let (a, b) = mounts.split_once(':').unwrap();
    [a, b].map(PathBuf::from)
}

fn identifiers(folder: &Folder, record: &Path) -> Vec<String> {
    folder.run(&format!("check {}", record.display())).ends_with(0);
    let shown = folder.run(&format!("show {} documents --json", record.display())).ends_with(0);
    let documents: Vec<serde_json::Value> = serde_json::from_str(&shown.stdout).unwrap();
    documents.iter().map(|document| document["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[ignore = "needs two mounts of a folder"]
fn two_writers_on_a_network_lose_nothing() {
    let [a, b] = mounts();
    for round in 0..ROUNDS {
        let folder = Folder::new().with("a.txt", REPORT);
        let folder = folder.with("x.jsonl", lines("x")).with("y.jsonl", lines("y"));
        let name = format!("two-{}-{round}.record", std::process::id());
        let (here, there) = (a.join(&name), b.join(&name));
        // Half of the time the record is there already.
        if round % 2 == 0 {
            let run = Run::of(start(&folder, "a.txt", &here).wait_with_output().unwrap());
            run.ends_with(0).warns("lies on another machine");
            // What the other machine has seen is old soon.
            assert_eq!(identifiers(&folder, &there).len(), 1);
        }
        let (one, two) = (start(&folder, "x.jsonl", &here), start(&folder, "y.jsonl", &there));
        finish(&folder, one, "x.jsonl", &here);
        finish(&folder, two, "y.jsonl", &there);
        let found = identifiers(&folder, &here);
        assert_eq!(found.len(), 81 - round % 2, "round {round}: {found:?}");
    }
}

#[test]
#[ignore = "needs two mounts of a folder"]
fn a_writer_that_is_killed_on_a_network_loses_nothing() {
    let [a, b] = mounts();
    let folder = Folder::new().with("a.txt", REPORT).with("x.jsonl", lines("x"));
    let name = format!("killed-{}.record", std::process::id());
    let (here, there) = (a.join(&name), b.join(&name));
    folder.run(&format!("build a.txt -o {}", here.display())).ends_with(0);
    for round in 0..ROUNDS {
        let input = format!("x{round}.jsonl");
        std::fs::write(folder.path(&input), lines(&format!("x{round}-"))).unwrap();
        let mut child = start(&folder, &input, &here);
        thread::sleep(Duration::from_millis(100 * u64::try_from(round).unwrap()));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(identifiers(&folder, &here).len() > round * 40);
        let other = if round % 2 == 0 { &there } else { &here };
        finish(&folder, start(&folder, &input, other), &input, other);
        assert_eq!(identifiers(&folder, other).len(), 1 + (round + 1) * 40);
    }
}
