//! A first look decides what is read: what it sets aside is told, never lost.

use super::harness::{Folder, REPORT};

const CAKES: &str = "Beat the butter with the sugar until the mixture is pale, then fold in the \
    flour and bake the cake for an hour.\n\nLet it cool before you add the icing, and serve it \
    with cream and berries from the garden.\n";

fn folder() -> Folder {
    Folder::new().with("in/talks.txt", REPORT).with("in/cakes.txt", CAKES)
}

#[test]
fn what_concerns_no_conflict_is_listed_and_not_read() {
    let folder = folder();
    folder.run("build in").ends_with(0).says("2 reports").says("Set aside    1");
    let listed = folder.run("export talks.record --to jsonl").ends_with(0).stdout;
    assert_eq!(listed.lines().count(), 2);
    folder.run("check talks.record").ends_with(0);
    folder.run("build in").ends_with(0).says("Set aside    1");
}

#[test]
fn an_archive_of_all_the_news_keeps_what_is_read() {
    let folder = folder();
    folder.run("build in --only-related").ends_with(0).says("1 report").says("Left out     1");
    let whole = folder.run("export talks.record --to jsonl").ends_with(0).stdout;
    assert_eq!(whole.lines().count(), 1);
}

#[test]
fn everything_is_read_where_that_is_asked_for() {
    let folder = folder();
    let run = folder.run("build in --read-all").ends_with(0);
    assert!(!run.stdout.contains("Set aside"), "{}", run.stdout);
    folder.run("build in").ends_with(0).warns("the reader has changed").says("Set aside    1");
}

#[test]
fn a_threshold_is_a_probability() {
    let folder = folder();
    folder.run("build in --triage 1").ends_with(0).says("Set aside    2");
    folder.run("build in --triage 1.5").ends_with(2).warns("between 0 and 1");
    folder.run("build in --triage 0.5 --read-all").ends_with(2).warns("cannot be used with");
}
