//! A run that is killed loses nothing, and nothing is read twice.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::harness::Folder;

const REPORTS: usize = 256;

/// Reports that take a while to read together.
fn reports() -> String {
    (0..REPORTS)
        .map(|number| {
            let text = format!(
                "The League and the government of Ruritania met for the round number {number} of \
                 talks in Oslo, the mediator said. At least {number} people were killed in April. "
            );
            format!("{{\"id\": \"r{number}\", \"text\": \"{text}\"}}\n")
        })
        .collect()
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let folder =
        Folder::new().with("in.jsonl", reports()).with("first.txt", "The envoy left Oslo.");
    folder.run("build first.txt -o t.record").ends_with(0);
    let before = folder.bytes("t.record");
    let journal = folder.path("t.record.building");
    let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["build", "in.jsonl", "-o", "t.record"])
        .current_dir(folder.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    // The record takes 80 kB here and each batch 220 kB: until the second is on its way, and the first is safe.
    while journal.metadata().map_or(0, |metadata| metadata.len()) < 400_000 {
        assert!(started.elapsed() < Duration::from_secs(120), "no batch was kept");
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be killed");
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(folder.bytes("t.record") == before, "a killed run changed the record");
    let run = folder.run("build in.jsonl -o t.record").ends_with(0).says("257 reports");
    let run = run.warns("going on where an earlier run stopped");
    let line = run.stderr.lines().find(|line| line.contains("already read")).unwrap();
    let read: usize = line.split(' ').filter_map(|word| word.parse().ok()).next().unwrap();
    assert!((64..REPORTS).contains(&read), "{line}");
    assert!(!journal.exists());
    folder.run("check t.record").ends_with(0);

    // The same as from a run that nobody killed.
    folder.run("build in.jsonl first.txt -o whole.record").ends_with(0);
    let export = |record: &str| folder.run(&format!("export {record} --to jsonl")).stdout;
    assert!(export("t.record") == export("whole.record"));
}

#[test]
fn a_journal_of_another_reader_is_not_taken_up() {
    let folder = Folder::new()
        .with("a.txt", "The League met the envoy in Oslo.")
        .with("d.toml", "[[party]]\nname = \"League of Ruritania\"\naliases = [\"the League\"]\n");
    folder.run("build a.txt -o t.record").ends_with(0);
    std::fs::copy(folder.path("t.record"), folder.path("u.record.building")).unwrap();
    let run = folder.run("build a.txt -o u.record --dossier d.toml");
    assert!(!run.stderr.contains("going on"), "{}", run.stderr);
    folder.run("check u.record").ends_with(0);
}

#[test]
fn a_journal_that_was_hardly_begun_is_begun_again() {
    let folder = Folder::new()
        .with("a.txt", "The League met the envoy in Oslo.")
        .with("t.record.building", "half a page of nothing");
    folder.run("build a.txt -o t.record").ends_with(0).says("1 report");
    assert!(!folder.path("t.record.building").exists());
}
