//! Bad input gets a clear message naming file, place and remedy, and nothing else is lost.

use std::fs;
use std::process::Command;

use super::harness::{Folder, REPORT, Run};

#[test]
fn one_bad_file_never_stops_a_run() {
    let folder = Folder::new()
        .with("in/good.txt", REPORT)
        .with("in/empty.txt", "")
        .with("in/blank.txt", " \n\n")
        .with("in/binary.txt", b"\x00\x01\x02talks\x00")
        .with("in/latin1.txt", b"Bogot\xe1 talks went on.")
        .with("in/broken.jsonl", "{\"text\": \"cut off\n[1, 2]\n{\"title\": \"no text\"}\n");
    let run = folder.run("build in -o t.record").ends_with(1).says("1 report").says("Not read");
    let run = run
        .warns("warning[R102]: in/empty.txt")
        .warns("warning[R102]: in/blank.txt")
        .warns("warning[R103]: in/binary.txt")
        .warns("warning[R104]: in/latin1.txt")
        .warns("byte 5")
        .warns("warning[R106]: in/broken.jsonl:1")
        .warns("warning[R107]: in/broken.jsonl:3")
        .warns("hint: ");
    assert!(run.stderr.contains("in/broken.jsonl:2"), "{}", run.stderr);
    folder.run("check t.record").ends_with(0);
}

#[test]
fn a_line_of_50_megabytes_is_passed_over() {
    let mut lines = String::from("{\"id\": \"huge\", \"text\": \"");
    lines.push_str(&"war and talks ".repeat(50_000_000 / 14));
    lines.push_str("\"}\n{\"id\": \"small\", \"text\": \"The League met the envoy in Oslo.\"}\n");
    let folder = Folder::new().with("in.jsonl", lines);
    folder.run("build in.jsonl -o t.record").ends_with(1).warns("warning[R105]: in.jsonl:1");
    folder.run("show t.record documents").ends_with(0).says("small");
}

#[test]
fn what_is_not_there_is_named() {
    let folder = Folder::new().with("good.txt", REPORT).with("notes.md", "notes");
    folder
        .run("build good.txt missing.txt missing-folder/ notes.md -o t.record")
        .ends_with(1)
        .says("1 report")
        .warns("warning[R101]: missing.txt")
        .warns("warning[R101]: missing-folder")
        .warns("warning[R108]: notes.md");
}

#[test]
fn nothing_to_read_makes_no_record() {
    let folder = Folder::new().with("empty.txt", "");
    folder.run("build empty.txt -o t.record").ends_with(2).warns("no report could be read");
    assert!(!folder.path("t.record").exists());
    let left: Vec<_> = fs::read_dir(folder.path("")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_file_that_is_no_record_is_left_alone() {
    let folder =
        Folder::new().with("good.txt", REPORT).with("notes.md", "# my notes, not a record");
    folder.run("build good.txt -o notes.md").ends_with(2).warns("not a record").warns("hint: ");
    assert_eq!(folder.bytes("notes.md"), b"# my notes, not a record");
    folder.run("show missing.record").ends_with(2).warns("there is no such record");
}

#[test]
fn a_record_of_a_newer_version_is_left_alone() {
    let folder = Folder::new().with("good.txt", REPORT);
    folder.run("build good.txt -o t.record").ends_with(0);
    // The format stands in SQLite's `user_version`, four big-endian bytes at offset 60.
    let mut bytes = folder.bytes("t.record");
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(folder.path("t.record"), &bytes).unwrap();
    for command in ["build good.txt -o t.record", "show t.record", "check t.record"] {
        folder.run(command).ends_with(2).warns("format 99").warns("hint: update rapporteur");
    }
    assert_eq!(folder.bytes("t.record"), bytes);
}

#[test]
fn a_changed_text_is_found() {
    let folder = Folder::new().with("good.txt", REPORT);
    folder.run("build good.txt -o t.record").ends_with(0);
    let mut bytes = folder.bytes("t.record");
    let (from, to) = (b"At least 40 people", b"At least 90 people");
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|&at| bytes[at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    fs::write(folder.path("t.record"), bytes).unwrap();
    folder.run("check t.record").ends_with(1).says("is not the hash");
}

#[test]
fn a_full_disk_leaves_the_record_as_it_was() {
    // A disk of one megabyte, in a mount namespace of its own.
    let folder = Folder::new().with("good.txt", REPORT);
    // Little to read and much to store: more than SQLite's cache holds, so that it writes early.
    let more: String = (0..3000)
        .map(|n| {
            let notes = "n".repeat(1000);
            format!("{{\"id\": \"d{n}\", \"text\": \"Report {n}.\", \"notes\": \"{notes}\"}}\n")
        })
        .collect();
    let folder = folder.with("more.jsonl", more);
    fs::create_dir(folder.path("disk")).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=1m tmpfs disk || exit 77
         R={} && $R build good.txt -o disk/t.record >/dev/null || exit 3
         cp disk/t.record before.record
         $R build more.jsonl -o disk/t.record; code=$?
         $R check disk/t.record || exit 4
         cmp disk/t.record before.record || exit 5
         exit $code",
        env!("CARGO_BIN_EXE_rapporteur")
    );
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "bash", "-c", &script])
        .current_dir(folder.path(""))
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: no `unshare` here");
        return;
    };
    let run = Run::of(output);
    if run.code == Some(77) || run.stderr.contains("unshare failed") {
        eprintln!("skipped: a small disk cannot be mounted here");
        return;
    }
    run.ends_with(2).warns("the disk is full").warns("hint: free some space");
}
