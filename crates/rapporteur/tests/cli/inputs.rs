//! Every kind of input in the README's table, each with a real file that the test makes.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::harness::{Folder, Run};

/// Two paragraphs of our own, of a conflict that never was.
const FIRST: &str = "The League and the government of Ruritania agreed to a truce on Monday, the mediator said after a night of talks in Oslo.";
const SECOND: &str = "At least 40 people were killed in the province in April, according to the hospital in Strelsau, which has counted the dead since the war began.";

fn page(extra: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Truce agreed | Andes Wire</title>
        <meta property="og:site_name" content="Andes Wire"><meta name="author" content="Ana Ruiz">
        <meta property="article:published_time" content="2016-06-23T10:00:00Z">
        <meta property="article:modified_time" content="2016-06-24T10:00:00Z">
        <link rel="canonical" href="https://andes.example/2016/truce">{extra}</head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
        <main><article><h1>Truce agreed</h1><p>{FIRST}</p><p>{SECOND}</p>
        <p>The two sides will meet again in the first week of May, and both of them said that they
        expect the talks about prisoners to go on for some time.</p></article></main>
        <footer><p>Copyright Andes Wire. All rights reserved.</p></footer></body></html>"#
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The record of one file, checked, as documents with their claims.
fn documents(name: &str, bytes: &[u8]) -> Vec<Value> {
    read(&Folder::new().with(name, bytes), name, 0).1
}

/// Builds, checks, and joins what `extract` prints with the claims that `export` prints.
fn read(folder: &Folder, arguments: &str, code: i32) -> (Run, Vec<Value>) {
    let run = folder.run(&format!("build {arguments} -o t.record")).ends_with(code);
    folder.run("check t.record").ends_with(0);
    let export = folder.run("export t.record --to jsonl").ends_with(0).stdout;
    let exported: Vec<Value> =
        export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (files, columns) = arguments.split_once(" --").unwrap_or((arguments, ""));
    let columns = if columns.is_empty() { String::new() } else { format!("--{columns}") };
    let mut documents = Vec::new();
    for file in files.split(' ') {
        for line in folder.run(&format!("extract {file} {columns}")).ends_with(code).stdout.lines()
        {
            let mut document: Value = serde_json::from_str(line).unwrap();
            let same = exported.iter().find(|other| other["id"] == document["id"]).unwrap();
            document["claims"] = same["claims"].clone();
            documents.push(document);
        }
    }
    assert_eq!(documents.len(), exported.len());
    (run, documents)
}

#[track_caller]
fn tells(document: &Value) {
    let text = document["text"].as_str().unwrap();
    assert!(text.contains("agreed to a truce on Monday"), "{text}");
    assert!(text.contains("At least 40 people were killed"), "{text}");
    let claims = document["claims"].as_array().unwrap();
    assert!(!claims.is_empty(), "{document}");
}

#[test]
fn a_saved_page_brings_its_text_and_what_it_says_about_itself() {
    let found = documents("truce.html", page("").as_bytes());
    assert_eq!(found.len(), 1);
    tells(&found[0]);
    let text = found[0]["text"].as_str().unwrap();
    assert!(text.contains(".\n\nAt least 40"), "paragraphs: {text}");
    assert!(!text.contains("All rights reserved") && !text.contains("World"), "{text}");
    assert_eq!(found[0]["outlet"], "Andes Wire");
    assert_eq!(found[0]["title"], "Truce agreed");
    assert_eq!(found[0]["published"], "2016-06-23");
    assert_eq!(found[0]["url"], "https://andes.example/2016/truce");
    assert_eq!(found[0]["language"], "en");
}

#[test]
fn extract_prints_the_document_of_a_page() {
    let folder = Folder::new().with("truce.html", page(""));
    let printed = folder.run("extract truce.html").ends_with(0).stdout;
    let document: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(document["title"], "Truce agreed");
    assert_eq!(document["authors"][0], "Ana Ruiz");
    assert_eq!(document["modified"], "2016-06-24");
    assert_eq!(document["metadata"]["published_time"], "2016-06-23T10:00:00Z");
    assert_eq!(document["origin"]["sha256"].as_str().unwrap().len(), 64);
    folder.run("extract nowhere.html").ends_with(2).warns("no report was found");
}

#[test]
fn an_address_with_other_words_is_a_new_version() {
    let later = page("").replace("At least 40", "At least 34").replace("06-24T10", "06-25T10");
    let folder = Folder::new().with("monday.html", page("")).with("tuesday.html", later);
    let (_, found) = read(&folder, "monday.html tuesday.html", 0);
    assert_eq!(found.len(), 2);
    let shown = folder.run("show t.record versions").ends_with(0).stdout;
    assert!(shown.contains("1 report with more than one version"), "{shown}");
    let line = |sign: &str, number: &str| {
        shown.lines().any(|line| line.trim_start().starts_with(sign) && line.contains(number))
    };
    assert!(line("+", "34 people") && line("-", "40 people"), "{shown}");
    // The same words again are no new version.
    folder.run("build monday.html -o t.record").ends_with(0).says("2 reports");
}

#[test]
fn pages_in_old_encodings_are_decoded() {
    let text = page("").replace("Strelsau", "Bogotá").replace("utf-8", "windows-1252");
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let found = documents("truce.htm", &bytes);
    assert!(found[0]["text"].as_str().unwrap().contains("hospital in Bogotá"), "{}", found[0]);
}

#[test]
fn consent_walls_are_told_and_stubs_are_marked() {
    let wall = "<html><body><h1>We value your privacy</h1><p>We and our partners store cookies.</p>\
                <button>Accept all cookies</button></body></html>";
    let stub = format!(
        "<html><body><article><h1>Truce agreed</h1><p>{FIRST}</p>\
         <p>Subscribe to continue reading.</p></article></body></html>"
    );
    let folder = Folder::new().with("in/wall.html", wall).with("in/stub.html", stub);
    let (run, found) = read(&folder, "in", 1);
    run.warns("warning[R112]: in/wall.html").warns("warning[R113]: in/stub.html").says("1 report");
    assert_eq!(found[0]["id"], "stub");
}

#[test]
fn a_report_in_another_language_is_stored_and_counted_and_not_read() {
    let spanish = "Las dos delegaciones se reunieron el lunes en Oslo y acordaron una tregua. \
                   Al menos 40 personas murieron en abril en la provincia, según el hospital.";
    let folder = Folder::new().with("in/es.txt", spanish).with("in/en.txt", FIRST);
    let (run, found) = read(&folder, "in", 0);
    run.says("2 reports").says("Not English  1: es 1; stored and listed, not read for claims");
    let spanish = found.iter().find(|document| document["id"] == "es").unwrap();
    assert_eq!(spanish["language"], "es");
    assert_eq!(spanish["claims"].as_array().unwrap().len(), 0);
    folder.run("show t.record documents --json").ends_with(0).says("\"language\": \"es\"");
}

#[test]
fn feeds_bring_the_texts_of_their_entries() {
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Andes Wire</title>\
         <link>https://andes.example</link><description>d</description>\
         <item><title>Truce</title><link>https://andes.example/1</link>\
         <pubDate>Thu, 23 Jun 2016 10:00:00 GMT</pubDate>\
         <description>&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>\
         </channel></rss>"
    );
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Andes Wire</title><id>f</id>\
         <updated>2016-06-23T10:00:00Z</updated><entry><title>Truce</title><id>e</id>\
         <link href=\"https://andes.example/1\"/><published>2016-06-23T10:00:00Z</published>\
         <updated>2016-06-23T10:00:00Z</updated><content type=\"text\">{FIRST} {SECOND}</content>\
         </entry></feed>"
    );
    let json = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Andes Wire",
        "items": [{"id": "1", "url": "https://andes.example/1", "title": "Truce",
                   "date_published": "2016-06-23T10:00:00Z",
                   "content_html": format!("<p>{FIRST}</p><p>{SECOND}</p>")}]
    });
    for (name, text) in [("f.rss", rss), ("f.atom", atom), ("f.json", json.to_string())] {
        let found = documents(name, text.as_bytes());
        assert_eq!(found.len(), 1, "{name}");
        tells(&found[0]);
        assert_eq!(found[0]["outlet"], "Andes Wire", "{name}");
        assert_eq!(found[0]["published"], "2016-06-23", "{name}");
        assert_eq!(found[0]["url"], "https://andes.example/1", "{name}");
    }
}

/// A WARC record with its headers, and an empty line behind it.
fn warc_record(kind: &str, url: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n\
         WARC-Date: 2016-06-25T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend_from_slice(block);
    record.extend_from_slice(b"\r\n\r\n");
    record
}

fn http(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// An archive as a crawler leaves it: answers of all kinds.
fn warc() -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html; charset=utf-8\r\nX-Served-By: test\r\n";
    let packed = format!("{html}Content-Encoding: gzip\r\n");
    let response = |url: &str, block: &[u8]| {
        warc_record("response", url, "application/http; msgtype=response", block)
    };
    vec![
        warc_record("warcinfo", "", "application/warc-fields", b"software: test\r\n"),
        response("https://andes.example/a", &http("200 OK", html, page("").as_bytes())),
        response(
            "https://andes.example/b.png",
            &http("200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
        ),
        response("https://andes.example/c", &http("404 Not Found", html, b"<p>Not here.</p>")),
        response(
            "https://andes.example/d",
            &http(
                "200 OK",
                &packed,
                &gzip(page("").replace("2016/truce", "2016/second").as_bytes()),
            ),
        ),
    ]
}

#[test]
fn web_archives_are_read_plain_and_compressed() {
    let plain = warc().concat();
    let packed: Vec<u8> = warc().iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("a.warc", plain), ("a.warc.gz", packed)] {
        let found = documents(name, &bytes);
        let urls: Vec<_> = found.iter().map(|d| d["url"].as_str().unwrap()).collect();
        assert_eq!(urls.len(), 2, "{name}: {urls:?}");
        assert!(urls.contains(&"https://andes.example/2016/second"), "{name}: {urls:?}");
        found.iter().for_each(tells);
        let folder = Folder::new().with(name, &bytes);
        let printed = folder.run(&format!("extract {name}")).ends_with(0).stdout;
        let first: Value = serde_json::from_str(printed.lines().next().unwrap()).unwrap();
        assert_eq!(first["origin"]["retrieved"], "2016-06-25T10:00:00Z", "{first}");
        assert!(first["origin"]["headers"].to_string().contains("X-Served-By"), "{first}");
    }
}

#[test]
fn an_archive_that_breaks_off_gives_what_came_before() {
    let mut bytes: Vec<u8> = warc()[..2].iter().flat_map(|record| gzip(record)).collect();
    let next = gzip(&warc()[1]);
    bytes.extend_from_slice(&next[..next.len() / 2]);
    let folder = Folder::new().with("a.warc.gz", &bytes);
    let (run, found) = read(&folder, "a.warc.gz", 1);
    run.warns("warning[R111]: a.warc");
    assert_eq!(found.len(), 1);
}

#[test]
fn what_is_no_archive_says_so() {
    let plain = warc().concat();
    let picture = plain.len() - warc()[3].len() - warc()[4].len();
    let folder = Folder::new()
        .with("in/empty.warc", "")
        .with("in/notes.warc", "These are notes, not an archive.\n")
        .with("in/notes.warc.gz", gzip(b"These are notes, not an archive.\n"))
        // The end is missing in a picture, which is not read.
        .with("in/cut.warc", &plain[..picture - 6])
        .with("in/packed.warc.gz", {
            let mut bytes: Vec<u8> = warc()[..3].iter().flat_map(|record| gzip(record)).collect();
            bytes.truncate(bytes.len() - 30);
            bytes
        });
    let run = folder.run("build in -o t.record").ends_with(1).says("1 report");
    run.warns("warning[R102]: in/empty.warc: the archive is empty")
        .warns("warning[R111]: in/notes.warc: there is no WARC record in it")
        .warns("warning[R111]: in/notes.warc.gz: there is no WARC record in it")
        .warns("warning[R111]: in/cut.warc@")
        .warns("warning[R111]: in/packed.warc.gz@")
        .warns("the archive breaks off in this record");
}

#[test]
fn one_broken_answer_does_not_end_an_archive() {
    let kind = "application/http; msgtype=response";
    let broken = [
        http("200 OK", "Content-Type: text/html\r\nContent-Encoding: nonsense\r\n", b"<p>?"),
        b"neither a status line nor headers".to_vec(),
        vec![b'x'; 200_000],
    ];
    let mut bytes = Vec::new();
    for (number, block) in broken.iter().enumerate() {
        let url = format!("https://andes.example/broken/{number}");
        bytes.extend(warc_record("response", &url, kind, block));
    }
    bytes.extend(warc().concat());
    let folder = Folder::new().with("a.warc", bytes);
    let (run, found) = read(&folder, "a.warc", 1);
    run.warns("warning[R111]: a.warc@0: the page is packed by `nonsense`");
    assert_eq!(found.len(), 2);
}

#[test]
fn tables_are_read_by_their_columns() {
    let csv = format!(
        "headline,body,link,date\nTruce,\"{FIRST}\n\n{SECOND}\",https://andes.example/1,2016-06-23\n"
    );
    let found = documents("t.csv", csv.as_bytes());
    tells(&found[0]);
    assert_eq!(
        (&found[0]["title"], &found[0]["published"]),
        (&"Truce".into(), &"2016-06-23".into())
    );

    let odd = csv.replace("body", "stuff").replace(',', "\t").replace("Ruritania\t", "Ruritania,");
    let folder = Folder::new().with("t.tsv", odd);
    folder
        .run("build t.tsv -o t.record")
        .ends_with(2)
        .warns("warning[R114]: t.tsv")
        .warns("--columns");
    let (_, found) = read(&folder, "t.tsv --columns text=stuff", 0);
    assert_eq!(found[0]["title"], "Truce");
    folder.run("build t.tsv --columns stuff -o t.record").ends_with(2).warns("has no `=`");
}

#[test]
fn news_in_the_iptcs_json_is_read() {
    let item = serde_json::json!({
        "uri": "https://andes.example/1", "headline": "Truce", "byline": "Ana Ruiz",
        "body_xhtml": format!("<p>{FIRST}</p><p>{SECOND}</p>"), "copyrightholder": "Andes Wire",
        "firstcreated": "2016-06-23T10:00:00Z", "versioncreated": "2016-06-24T10:00:00Z"
    });
    let list = serde_json::json!([item, {"text": FIRST, "id": "second"}]);
    let found = documents("n.json", item.to_string().as_bytes());
    tells(&found[0]);
    assert_eq!(
        (&found[0]["outlet"], &found[0]["published"]),
        (&"Andes Wire".into(), &"2016-06-23".into())
    );
    assert_eq!(documents("n.json", list.to_string().as_bytes()).len(), 2);
    assert_eq!(documents("n.jsonl", format!("{item}\n").as_bytes()).len(), 1);
}

#[test]
fn mail_is_read_message_by_message() {
    let mail = format!(
        "From: Ana Ruiz <a@andes.example>\r\nSubject: Truce\r\nMessage-ID: <1@andes.example>\r\n\
         Date: Thu, 23 Jun 2016 10:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         {FIRST}\r\n\r\n{SECOND}\r\n"
    );
    let found = documents("m.eml", mail.as_bytes());
    tells(&found[0]);
    assert_eq!((&found[0]["id"], &found[0]["title"]), (&"1@andes.example".into(), &"Truce".into()));
    let mbox = format!(
        "From a Thu Jun 23 10:00:00 2016\n{mail}\nFrom b Thu Jun 23 11:00:00 2016\nSubject: Two\n\nThe League left Oslo.\n"
    );
    assert_eq!(documents("m.mbox", mbox.as_bytes()).len(), 2);
}

#[test]
fn word_files_are_read() {
    let document = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{FIRST}</w:t></w:r></w:p>\
         <w:p><w:r><w:t>{SECOND}</w:t></w:r></w:p></w:body></w:document>"
    );
    let core = "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dc=\"dc\" xmlns:dcterms=\"dt\"><dc:title>Truce</dc:title>\
                <dcterms:created>2016-06-23T10:00:00Z</dcterms:created></cp:coreProperties>";
    let file =
        zip(&[("word/document.xml", document.as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    let found = documents("t.docx", &file);
    tells(&found[0]);
    assert_eq!(found[0]["title"], "Truce");
    let folder = Folder::new().with("broken.docx", b"PK\x03\x04").with("good.txt", FIRST);
    folder
        .run("build broken.docx good.txt -o t.record")
        .ends_with(1)
        .warns("warning[R111]: broken.docx");
}

/// A PDF of one page, a line of text for each line.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut shown = String::from("BT /F1 10 Tf 40 780 Td 14 TL\n");
    for line in lines {
        shown.push_str(&format!("({line}) Tj T*\n"));
    }
    shown.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    let table = file.len();
    file.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(
        format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").as_bytes(),
    );
    file
}

#[test]
fn pdf_files_are_read() {
    let lines = [
        "The League and the government of Ruritania agreed to a truce on Monday,",
        "the mediator said.",
        "At least 40 people were killed in the province in April, he said.",
    ];
    let found = documents("t.pdf", &pdf(&lines));
    tells(&found[0]);
    let folder = Folder::new().with("broken.pdf", b"%PDF-1.7 nothing").with("good.txt", FIRST);
    folder
        .run("build broken.pdf good.txt -o t.record")
        .ends_with(1)
        .warns("warning[R111]: broken.pdf");
}

#[test]
fn archives_of_any_of_these_are_read() {
    let html = page("");
    let lines = format!("{{\"id\": \"j\", \"text\": \"{FIRST}\"}}\n");
    let inner = zip(&[("deep.txt", SECOND.as_bytes())]);
    let archive = zip(&[
        ("a/truce.html", html.as_bytes()),
        ("b.jsonl.gz", &gzip(lines.as_bytes())),
        ("inner.zip", &inner),
        ("__MACOSX/._x.txt", b"no"),
        ("picture.png", b"no"),
    ]);
    let folder = Folder::new().with("all.zip", archive).with("one.txt.gz", gzip(FIRST.as_bytes()));
    let (_, found) = read(&folder, "all.zip one.txt.gz", 0);
    let mut ids: Vec<_> = found.iter().map(|document| document["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["deep", "j", "one", "truce"]);
    folder.run("show t.record documents --json").says("all.zip!inner.zip!deep.txt");
    let broken =
        Folder::new().with("b.zip", b"PK\x03\x04 nothing").with("g.txt.gz", b"\x1f\x8b no");
    broken
        .run("build b.zip g.txt.gz -o t.record")
        .ends_with(2)
        .warns("warning[R111]: b.zip")
        .warns("warning[R111]: g.txt.gz");
}
