//! Disks that are full or cannot be written, and two writers at once: a clear message, nothing lost.

use std::process::{Command, Stdio};

use super::harness::{Folder, REPORT, Run};

/// Runs a script with `$R` as the program, in a mount namespace of its own where one is asked for;
/// `None` where that is not allowed.
fn script(folder: &Folder, script: &str, mounts: bool) -> Option<Run> {
    let mut command = if mounts {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "bash"]);
        command
    } else {
        Command::new("bash")
    };
    let output = command
        .args(["-c", script])
        .env("R", env!("CARGO_BIN_EXE_rapporteur"))
        .current_dir(folder.path(""))
        .output();
    let run = Run::of(output.ok()?);
    if run.code == Some(77) || run.stderr.contains("unshare failed") {
        eprintln!("skipped: nothing can be mounted here");
        return None;
    }
    Some(run)
}

/// Little to read and much to store.
fn large() -> String {
    let notes = "n".repeat(4000);
    (0..400)
        .map(|n| {
            format!("{{\"id\": \"d{n}\", \"text\": \"Report {n}.\", \"notes\": \"{notes}\"}}\n")
        })
        .collect()
}

#[test]
fn a_file_that_may_not_grow_leaves_the_record_as_it_was() {
    let folder = Folder::new().with("a.txt", REPORT).with("more.jsonl", large());
    folder.run("build a.txt -o t.record").ends_with(0);
    let before = folder.bytes("t.record");
    // With the signal ignored the write fails; otherwise the system kills the program.
    for (trap, expected) in [("trap '' XFSZ;", Some(2)), ("", None)] {
        let text = format!("{trap} ulimit -f 400; exec $R build more.jsonl -o t.record");
        let run = script(&folder, &text, false).unwrap();
        if expected.is_some() {
            run.ends_with(2).warns("the disk is full").warns("hint: free some space");
        } else {
            assert_ne!(run.code, Some(0), "{}", run.stderr);
        }
        folder.run("check t.record").ends_with(0);
        assert!(folder.bytes("t.record") == before);
    }
    folder.run("build more.jsonl -o t.record").ends_with(0).says("401 reports");
}

#[test]
fn a_record_on_media_that_cannot_be_written_is_read_and_left_alone() {
    let folder = Folder::new().with("a.txt", REPORT).with("b.txt", "The League met the envoy.");
    folder.run("build a.txt -o t.record").ends_with(0);
    std::fs::create_dir(folder.path("disk")).unwrap();
    let text = "mount -t tmpfs tmpfs disk || exit 77
        cp t.record disk/ && mount -o remount,ro disk || exit 77
        $R show disk/t.record >/dev/null && $R check disk/t.record && $R export disk/t.record --to csv >/dev/null || exit 3
        $R build b.txt -o disk/new.record; [ $? = 2 ] || exit 4
        $R scrub disk/t.record a; [ $? = 2 ] || exit 5
        $R build b.txt -o disk/t.record";
    let Some(run) = script(&folder, text, true) else { return };
    run.ends_with(2)
        .says("everything holds")
        .warns("disk/new.record: the record cannot be made")
        .warns("disk/t.record: the record cannot be written")
        .warns("hint: check the permissions");
}

#[test]
fn of_two_writers_both_are_kept_or_one_is_told_to_wait() {
    let folder = Folder::new().with("a.txt", REPORT);
    let lines = |name: &str| -> String {
        (0..80)
            .map(|n| {
                format!(
                    "{{\"id\": \"{name}{n}\", \"text\": \"The League met envoy {n} in Oslo.\"}}\n"
                )
            })
            .collect()
    };
    let folder = folder.with("x.jsonl", lines("x")).with("y.jsonl", lines("y"));
    for first in ["", "build a.txt -o t.record"] {
        if !first.is_empty() {
            folder.run(first).ends_with(0);
        }
        let start = |input: &str| {
            Command::new(env!("CARGO_BIN_EXE_rapporteur"))
                .args(["build", input, "-o", "t.record"])
                .current_dir(folder.path(""))
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let (one, two) = (start("x.jsonl"), start("y.jsonl"));
        let runs = [one, two].map(|child| Run::of(child.wait_with_output().unwrap()));
        for (run, input) in runs.iter().zip(["x.jsonl", "y.jsonl"]) {
            let told = run.stderr.contains("another process is writing")
                || run.stderr.contains("another run has made this record meanwhile");
            assert!(run.code == Some(0) || (run.code == Some(2) && told), "{}", run.stderr);
            if run.code == Some(2) {
                folder.run(&format!("build {input} -o t.record")).ends_with(0);
            }
        }
        folder.run("check t.record").ends_with(0);
        let documents = folder.run("show t.record documents --json").ends_with(0).stdout;
        assert_eq!(documents.matches("\"id\": \"x").count(), 80);
        assert_eq!(documents.matches("\"id\": \"y").count(), 80);
        std::fs::remove_file(folder.path("t.record")).unwrap();
    }
}
