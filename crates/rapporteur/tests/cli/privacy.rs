//! People under pseudonyms, and documents that are taken out for good.

use std::fs;

use super::follow::server::{Answer, Server};
use super::harness::{Folder, REPORT};

const SECRET: &str = "Oslo, May 4 (AW) -- Brandolfo Quarantelli and the government of Ruritania met \
    in the monastery of Zyxquavia on Tuesday, the mediator said.\n\nAt least 7 wheelwrights were \
    killed in Wolkenstadt.\n";

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_scrubbed_document_is_gone_and_stays_away() {
    let folder = Folder::new().with("in/a.txt", REPORT).with("in/secret.txt", SECRET);
    folder.run("build in -o t.record").ends_with(0).says("2 reports");
    assert!(contains(&folder.bytes("t.record"), "Zyxquavia"));
    folder
        .run("scrub t.record secret")
        .ends_with(0)
        .says("1 document scrubbed")
        .says("that stood only in it, 0 are left")
        .warns("hint: its source file");
    folder.run("check t.record").ends_with(0);
    let bytes = folder.bytes("t.record");
    for word in ["Zyxquavia", "Quarantelli", "Brandolfo", "wheelwrights", "Wolkenstadt", "secret"] {
        assert!(!contains(&bytes, word), "{word} is left");
    }
    // As if it had never been there.
    folder.run("build in/a.txt -o without.record").ends_with(0);
    let export = |record: &str| folder.run(&format!("export {record} --to jsonl")).stdout;
    assert_eq!(export("t.record"), export("without.record"));
    // The folder still holds its file; the record does not take it in again.
    folder.run("build in -o t.record").ends_with(0).says("1 report").warns("warning[R116]");
    folder.run("scrub t.record secret").ends_with(2).warns("no document has the key");
}

#[test]
fn what_follow_archived_of_a_scrubbed_page_goes_too() {
    let server = Server::start();
    let page = |words: &str| {
        let text =
            format!("<html><body><article><h1>Truce</h1><p>{words}</p></article></body></html>");
        Answer::ok("text/html; charset=utf-8", &text)
    };
    let secret = SECRET.replace('\n', " ");
    server.route("/secret-meeting", page(&secret));
    server.route("/other", page(&REPORT.replace('\n', " ")));
    let feed = |titles: [&str; 2]| {
        let item = |path: &str, title: &str| {
            format!("<item><title>{title}</title><link>{}</link></item>", server.url(path))
        };
        let items = item("/secret-meeting", titles[0]) + &item("/other", titles[1]);
        let rss = format!(
            "<rss version=\"2.0\"><channel><title>Andes Wire</title><link>x</link><description>x</description>{items}</channel></rss>"
        );
        Answer::ok("application/rss+xml", &rss)
    };
    server.route("/feed", feed(["Monastery", "Truce"]));
    let folder = Folder::new().with(
        "feeds.toml",
        format!(
            "delay = 0\n[[feed]]\nurl = \"{}\"\noutlet = \"Andes Wire\"\n",
            server.url("/feed")
        ),
    );
    folder.run("follow feeds.toml -o t.record --once").ends_with(0).says("2 fetched");
    let run = folder.run(&format!("scrub t.record {}", server.url("/secret-meeting"))).ends_with(0);
    // The page itself, and the feed that names it.
    run.says("2 archived answers and 0 of a second reader");
    folder.run("build t.warc.gz -o again.record").ends_with(0).says("1 report");
    for file in ["t.record", "t.feeds.json", "again.record"] {
        let bytes = folder.bytes(file);
        assert!(!contains(&bytes, "Zyxquavia") && !contains(&bytes, "secret-meeting"), "{file}");
    }
    server.route("/feed", feed(["Monastery again", "Truce again"]));
    folder.run("follow feeds.toml -o t.record --once").ends_with(0);
    assert_eq!(server.asked("/secret-meeting"), 1);
    folder.run("check t.record").ends_with(0).says("1 documents");
}

#[test]
fn people_in_a_list_stand_under_the_same_pseudonyms_everywhere() {
    let folder = Folder::new()
        .with("in/a.txt", REPORT)
        .with("in/quarantelli.txt", SECRET)
        .with("names.txt", "# one person a line\nBrandolfo Quarantelli | the wheelwright\n");
    folder.run("build in -o t.record").ends_with(0);
    folder
        .run("redact t.record names.txt -o public.record")
        .ends_with(0)
        .says("2 reports")
        .warns("hint: only the names in the list");
    folder.run("check public.record").ends_with(0);
    for format in ["jsonl", "csv", "plover", "cameo"] {
        let there = folder.run(&format!("export public.record --to {format}")).ends_with(0).stdout;
        let here = folder
            .run(&format!("export t.record --to {format} --redact names.txt"))
            .ends_with(0)
            .stdout;
        assert_eq!(there, here, "{format}");
        assert!(!there.to_lowercase().contains("quarantelli"), "{there}");
    }
    assert!(!contains(&folder.bytes("public.record"), "uarantelli"));
    folder.run("export public.record --to jsonl").says("Person 1");
    folder.run("redact t.record names.txt -o public.record").ends_with(2).warns("already");
    fs::write(folder.path("names.txt"), "= X\n").unwrap();
    folder.run("export t.record --to csv --redact names.txt").ends_with(2).warns("line 1");
}
