//! Whatever the bytes, no reader panics, hangs, or makes a document that does not hold: small files
//! of every kind, changed at random.
//!
//! The moments are the same in every run. `RAPPORTEUR_FUZZ_SECONDS=60 cargo test -p rapporteur-ingest
//! --test mutated -- --nocapture` goes on for so long with each kind; `fuzz/` does the same led by
//! what the code does (docs/reliability.md).

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]
#![expect(clippy::print_stderr, reason = "long runs say how far they came")]

use std::fs;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use rapporteur_ingest::follow::Feeds;
use rapporteur_ingest::{Columns, SourceKind, document, read_bytes};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Changed files of each kind in a plain run.
const PLAIN: usize = 300;

/// A file of some kilobytes that takes longer than this hangs (a development build, a busy machine).
const LONGEST: Duration = Duration::from_secs(20);

const WORDS: &str = "The League and the government of Ruritania agreed to a truce on Monday, June 23, 2016, the mediator said. At least 40 people were killed in April.";

/// Numbers that look random (a linear congruential generator; the constants are Knuth's).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// What readers stumble over.
const PIECES: &[&[u8]] = &[
    b"",
    b"\0",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\r\n\r\n",
    b"\n\n",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&#x0;",
    b"&#1114112;",
    b"&amp",
    b"\"",
    b"'",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\\u",
    b"\\ud800",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"0000-00-00",
    b"2016-13-45T99:99:99Z",
    b"31 February 2016",
    b"Content-Length: 18446744073709551615\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Length: 0\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Content-Encoding: br\r\n",
    b"WARC/1.0\r\n",
    b"WARC/1.1\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"From a b\n",
    b"boundary=",
    b"--",
    b"=?utf-8?B?//8=?=",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x1F\x8B\x08\x00",
    b"<script type=\"application/ld+json\">",
    b"<p>",
    b"</div>",
    b"<table><tr><td>",
    b"stream\n",
    b"endobj",
    b"xref",
    b"\xF0\x9F\x98\x80",
    b"\xCC\x81",
    b"\xE2\x80\xAE",
    "İ".as_bytes(),
    "ﬀ".as_bytes(),
];

fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let to = (at + dice.below(40)).min(bytes.len());
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let part = bytes[at..to].to_vec();
                let place = dice.below(bytes.len() + 1);
                bytes.splice(place..place, part);
            }
            3 => bytes.truncate(at),
            4 => {
                let part = bytes[at..to].repeat(dice.below(50));
                bytes.splice(at..at, part);
            }
            _ => {
                let piece = PIECES[dice.below(PIECES.len())];
                let end = if dice.below(2) == 0 { at } else { to };
                bytes.splice(at..end, piece.iter().copied());
            }
        }
    }
    bytes
}

/// Runs `check` on changed seeds; the time that a kind gets is set from outside.
fn all(name: &str, seeds: &[Vec<u8>], check: &dyn Fn(&[u8])) {
    let seconds = std::env::var("RAPPORTEUR_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut dice = Dice(seconds.map_or(7, |seconds| seconds + 1_000_003));
    let mut count = 0;
    while until.map_or(count < PLAIN, |until| Instant::now() < until) {
        let bytes = changed(&seeds[count % seeds.len()], &mut dice);
        count += 1;
        let started = Instant::now();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&bytes)));
        if result.is_err() || started.elapsed() > LONGEST {
            let path = std::env::temp_dir().join(format!("rapporteur-mutated-{name}-{count}"));
            fs::write(&path, &bytes).unwrap();
            panic!("{name}: {} breaks it ({:?})", path.display(), started.elapsed());
        }
    }
    if seconds.is_some() {
        eprintln!("{name}: {count} files");
    }
}

/// Every report in some bytes opens or says why not, and its furniture fits its text.
fn reads(kind: SourceKind, name: &str, bytes: &[u8]) {
    for report in read_bytes(kind, bytes.to_vec(), name, &Columns::default()).take(1000) {
        let Ok((document, _)) = report.and_then(document) else { continue };
        let mut end = 0;
        for piece in &document.furniture {
            assert!(piece.span.start >= end && document.text.get(piece.span.range()).is_some());
            end = piece.span.end;
        }
    }
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

fn page() -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Truce | Andes Wire</title>\
         <meta property=\"article:published_time\" content=\"2016-06-23T10:00:00Z\">\
         <script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Truce\",\"author\":[{{\"name\":\"Ana Ruiz\"}}],\"datePublished\":\"2016-06-23\"}}</script>\
         </head><body><nav><a href=/>Home</a></nav><article><h1>Truce</h1><p>Published <time datetime=2016-06-23>a</time>, updated <time>2016-07-01</time></p>\
         <p>{WORDS}</p><p>{WORDS}</p><ul><li>One<li>Two</ul></article></body></html>"
    )
}

fn rss() -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Andes Wire</title><link>https://a.example</link><description>d</description>\
         <item><title>Truce</title><link>https://a.example/1</link><pubDate>Thu, 23 Jun 2016 10:00:00 GMT</pubDate><description><![CDATA[<p>{WORDS}</p>]]></description></item></channel></rss>"
    )
}

fn atom() -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Wire</title><id>f</id><updated>2016-06-23T10:00:00Z</updated>\
         <entry><title>Truce</title><id>e</id><link href=\"https://a.example/1\"/><updated>2016-06-23T10:00:00Z</updated><content type=\"html\">&lt;p&gt;{WORDS}&lt;/p&gt;</content></entry></feed>"
    )
}

fn warc() -> Vec<u8> {
    let record = |headers: &str, body: &[u8]| {
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}Content-Length: {}\r\n\r\n",
            body.len()
        );
        let block = [http.as_bytes(), body].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2016-06-25T10:00:00Z\r\n\
             WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), &block, b"\r\n\r\n"].concat()
    };
    let page = page();
    let chunked = format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len());
    [
        record("", page.as_bytes()),
        record("Content-Encoding: gzip\r\n", &gzip(page.as_bytes())),
        record("Transfer-Encoding: chunked\r\n", chunked.as_bytes()),
    ]
    .concat()
}

fn mail() -> String {
    format!(
        "From: =?utf-8?Q?Ana_Ru=C3=ADz?= <a@a.example>\r\nSubject: Truce\r\nMessage-ID: <1@a.example>\r\nDate: Thu, 23 Jun 2016 10:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{WORDS}=\r\n\r\n\
         --b\r\nContent-Type: text/html\r\n\r\n<p>{WORDS}</p>\r\n--b--\r\n"
    )
}

fn pdf() -> Vec<u8> {
    let shown = format!("BT /F1 10 Tf 40 780 Td 14 TL ({}) Tj ET", &WORDS[..60]);
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

fn docx() -> Vec<u8> {
    let xml = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>"
    );
    zip(&[("word/document.xml", xml.as_bytes())])
}

macro_rules! kinds {
    ($($test:ident: $kind:expr, $name:literal, $seeds:expr;)*) => {
        $(#[test]
        fn $test() {
            let seeds: Vec<Vec<u8>> = $seeds;
            all(stringify!($test), &seeds, &|bytes| reads($kind, $name, bytes));
        })*
    };
}

kinds! {
    text: SourceKind::Text, "a.txt", vec![format!("OSLO, June 23 (AW) -- {WORDS}\n\nRead more: x\n\n{WORDS}").into_bytes()];
    html: SourceKind::Html, "a.html", vec![page().into_bytes()];
    feed: SourceKind::Feed, "a.rss", vec![rss().into_bytes(), atom().into_bytes()];
    web_archive: SourceKind::Warc, "a.warc", vec![warc(), gzip(&warc())];
    json_lines: SourceKind::JsonLines, "a.jsonl", vec![format!("{{\"id\":1,\"text\":\"{WORDS}\",\"published\":\"2016-06-23\"}}\n").repeat(3).into_bytes()];
    json: SourceKind::Json, "a.json", vec![
        format!("[{{\"uri\":\"u\",\"headline\":\"Truce\",\"body_xhtml\":\"<p>{WORDS}</p>\",\"versioncreated\":\"2016-06-23T10:00:00Z\"}}]").into_bytes(),
        format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"x\",\"items\":[{{\"id\":\"1\",\"content_html\":\"<p>{WORDS}</p>\"}}]}}").into_bytes(),
    ];
    table: SourceKind::Csv, "a.csv", vec![format!("title,text,date\nTruce,\"{WORDS}\n\n{WORDS}\",2016-06-23\nTwo,\"x \"\"y\"\"\",\n").into_bytes()];
    mail_message: SourceKind::Mail, "a.eml", vec![mail().into_bytes()];
    mails: SourceKind::Mbox, "a.mbox", vec![format!("From a\n{0}\n\nFrom b\n{0}\n", mail()).into_bytes()];
    pdf_file: SourceKind::Pdf, "a.pdf", vec![pdf()];
    word_file: SourceKind::Docx, "a.docx", vec![docx()];
    zip_archive: SourceKind::Zip, "a.zip", vec![zip(&[("a.txt", WORDS.as_bytes()), ("b.html", page().as_bytes()), ("c.txt.gz", &gzip(WORDS.as_bytes()))])];
    gzip_file: SourceKind::Gzip, "a.txt.gz", vec![gzip(WORDS.as_bytes())];
}

#[test]
fn settings() {
    let toml = b"contact = \"desk@a.example\"\ndelay = 2.0\n[[feed]]\nurl = \"https://a.example/rss\"\noutlet = \"A\"\npages = false\n".to_vec();
    let opml = b"<opml version=\"2.0\"><body><outline text=\"A &amp; B\" xmlUrl=\"https://a.example/rss\"/></body></opml>".to_vec();
    let columns = b"text=body,title=headline, published=when".to_vec();
    all("settings", &[toml, opml, columns], &|bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(feeds) = Feeds::from_toml(&text) {
            assert_eq!(Feeds::from_toml(&feeds.to_toml().unwrap()), Ok(feeds));
        }
        drop(Feeds::from_opml(&text));
        drop(text.parse::<Columns>());
    });
}
