//! Reading again changes nothing; further inputs are added.

use super::harness::{Folder, REPORT};

#[test]
fn the_same_inputs_again_change_nothing() {
    let folder = Folder::new().with("a.txt", REPORT);
    let first = folder.run("build a.txt -o t.record").ends_with(0).stdout;
    let bytes = folder.bytes("t.record");
    let again = folder.run("build a.txt -o t.record").ends_with(0).stdout;
    assert_eq!(first, again);
    assert!(bytes == folder.bytes("t.record"), "the record file changed");
}

#[test]
fn a_report_in_two_folders_is_one_document() {
    let folder = Folder::new().with("x/a.txt", REPORT).with("y/a.txt", REPORT);
    folder.run("build x y -o t.record").ends_with(0).says("1 report");
}

#[test]
fn two_reports_with_one_identifier_are_told_apart() {
    let folder = Folder::new().with("x/a.txt", REPORT).with("y/a.txt", "The League met the envoy.");
    folder
        .run("build x y -o t.record")
        .ends_with(0)
        .says("2 reports")
        .warns("warning[R110]: a: 2 documents");
    let export = folder.run("export t.record --to jsonl").ends_with(0).stdout;
    assert_eq!(export.matches("\"id\":\"a~").count(), 2, "{export}");
}

#[test]
fn jsonl_comes_from_standard_input_with_its_metadata() {
    let folder = Folder::new();
    let line = r#"{"id": "n1", "outlet": "Andes Wire", "published": "2016-06-23", "desk": "Americas", "text": "The League met the envoy in Oslo."}"#;
    folder.run_with(["build", "-", "-o", "t.record"], line).ends_with(0).says("Andes Wire 1");
    folder
        .run("export t.record --to jsonl")
        .ends_with(0)
        .says(r#""metadata":{"desk":"Americas"}"#)
        .says(r#""published":"2016-06-23","published_basis":"metadata""#);
}

#[test]
fn export_writes_a_file_or_standard_output() {
    let folder = Folder::new().with("a.txt", REPORT);
    folder.run("build a.txt -o t.record").ends_with(0);
    folder.run("export t.record --to csv -o claims.csv").ends_with(0);
    let written = String::from_utf8(folder.bytes("claims.csv")).unwrap();
    assert_eq!(written, folder.run("export t.record --to csv").ends_with(0).stdout);
    assert!(written.starts_with("claim,document,outlet,"));
    assert!(written.lines().count() > 1, "{written}");
}

#[test]
fn a_date_that_cannot_be_read_is_named_and_kept() {
    let folder = Folder::new();
    let line =
        r#"{"id": "n1", "published": 1466640000, "text": "The League met the envoy in Oslo."}"#;
    folder.run_with(["build", "-", "-o", "t.record"], line).ends_with(0).warns("warning[R109]");
    folder
        .run("export t.record --to jsonl")
        .ends_with(0)
        .says(r#""code":"R109""#)
        .says("1466640000");
}
