//! What was read elsewhere becomes the record that reading here would give.

use serde_json::{Value, json};

use super::harness::{Folder, REPORT};

/// A document of ours as `extract` prints it, and its claims as `export` does, in the rows that the
/// Python package writes.
fn row(folder: &Folder, reader: &str) -> String {
    let document = folder.run("extract in/talks.txt").ends_with(0).stdout;
    json!({"reader": reader, "json": document.trim(), "claims": [], "notes": []}).to_string()
}

/// The fingerprint of this program's reader, which the refusal of another one's readings names.
fn own_reader(folder: &Folder) -> String {
    let refused = folder.run("build --readings wrong.jsonl -o wrong.record").ends_with(2).stderr;
    let (_, after) = refused.split_once("options is `").unwrap();
    after.split_once('`').unwrap().0.to_owned()
}

fn folder() -> Folder {
    let folder = Folder::new().with("in/talks.txt", REPORT);
    let wrong = row(&folder, "somebody else");
    folder.with("wrong.jsonl", wrong)
}

#[test]
fn readings_of_another_reader_are_refused() {
    let folder = folder();
    folder
        .run("build --readings wrong.jsonl")
        .ends_with(2)
        .warns("wrong.jsonl:1")
        .warns("somebody else");
    assert!(!folder.path("talks.record").exists());
}

#[test]
fn readings_are_taken_as_they_are() {
    let folder = folder();
    let row = row(&folder, &own_reader(&folder));
    let twice = format!("{row}\n{row}\n");
    let folder = folder.with("read.jsonl", twice);
    folder.run("build --readings read.jsonl").ends_with(0).says("1 report");
    let lines = folder.run("export talks.record --to jsonl").ends_with(0).stdout;
    let document: Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!(document["claims"], json!([]), "it was not read again");
    folder.run("check talks.record").ends_with(0);
}

#[test]
fn what_is_no_reading_is_named_with_its_row() {
    let folder = folder();
    let row = row(&folder, &own_reader(&folder));
    let note = json!({"code": "R102", "subject": "empty.txt", "message": "it holds no words"});
    let unread = json!({"reader": "", "json": null, "notes": [note.to_string()]});
    let folder =
        folder.with("mixed.jsonl", format!("{row}\n{{\"text\": \"x\"}}\nno json\n{unread}\n"));
    folder
        .run("build --readings mixed.jsonl")
        .ends_with(1)
        .says("1 report")
        .warns("mixed.jsonl:2")
        .warns("mixed.jsonl:3")
        .warns("R102");
    folder.run("build --readings in -o other.record").ends_with(2).warns("Parquet or JSONL");
}
