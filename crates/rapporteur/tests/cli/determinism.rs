//! Same inputs, same record: in any order, on any number of threads, at once or one by one.

use std::fs;

use super::harness::{Folder, repository};

#[test]
fn order_and_threads_change_nothing() {
    let sample = repository("samples/havana");
    let mut files: Vec<_> = fs::read_dir(&sample)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt" || ext == "jsonl"))
        .collect();
    files.sort();
    let folder = Folder::new();
    let build = |record: &str, threads: &str, files: &[std::path::PathBuf]| {
        let mut arguments: Vec<std::ffi::OsString> =
            ["build", "-o", record, "--threads", threads].map(Into::into).to_vec();
        arguments.extend(files.iter().map(Into::into));
        folder.run_with(arguments, "").ends_with(0);
    };
    build("forward.record", "1", &files);
    let reversed: Vec<_> = files.iter().rev().cloned().collect();
    build("backward.record", "3", &reversed);
    let (first, second) = files.split_at(files.len() / 2);
    build("parts.record", "2", second);
    build("parts.record", "1", first);

    let export =
        |record: &str| folder.run(&format!("export {record} --to jsonl")).ends_with(0).stdout;
    let forward = export("forward.record");
    assert_eq!(forward.lines().count(), 32);
    assert!(forward == export("backward.record"), "the order of files changed the record");
    assert!(forward == export("parts.record"), "adding in parts changed the record");
}
