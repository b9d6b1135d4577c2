//! Cells that spreadsheets take for formulas, tabs, line ends, quotes, names from right to left:
//! correct in every format.

use proptest::prelude::*;
use rapporteur_model::{
    Actor, Claim, Content, Document, Event, EventType, Mode, Origin, PartialDate, Realis, Span,
    Speaker, TimeSpan, document_key,
};
use rapporteur_record::views::Contents;
use rapporteur_record::{entries, families};

use super::{bytes, files, folder, text};
use crate::{Format, Options, plain};

/// A record with one meeting for each of some strings, which stand wherever a string can.
pub(super) fn record(strings: &[&str]) -> Contents {
    let mut contents = Contents::default();
    for (number, string) in strings.iter().enumerate() {
        let text = format!("Before. {string} met. After.");
        let id = format!("d{number}");
        let document = Document {
            key: document_key(&id, &text),
            id,
            outlet: Some((*string).to_owned()),
            title: Some((*string).to_owned()),
            published: PartialDate::parse("2019-05-03").ok(),
            url: Some(format!("https://example.org/{number}?a=1&b=2")),
            origin: Origin { path: "d.txt".into(), sha256: "00".into(), ..Origin::default() },
            text: text.clone(),
            ..Document::default()
        };
        let event = Event {
            event_type: EventType::Consult,
            mode: Some(Mode::Visit),
            actors: vec![Actor::new(string), Actor::acting_for("Envoy", string)],
            recipients: vec![Actor::new("حماس")],
            mediators: vec![Actor::new("Norway")],
            issues: Vec::new(),
            object: Some(format!("{string} plan")),
        };
        contents.claims.push(Claim {
            id: format!("{}.0", document.key),
            document: document.key.clone(),
            span: Span::new(8, 8 + string.len()),
            quote: (*string).to_owned(),
            said_by: vec![Speaker {
                speaker: (*string).to_owned(),
                party: None,
                medium: None,
                source: None,
                cue: None,
            }],
            realis: Realis::Actual,
            time: PartialDate::parse("2019-05").ok().map(TimeSpan::at),
            place: Some((*string).to_owned()),
            content: Content::Event(event),
            found_by: "test".into(),
            confidence: None,
        });
        contents.documents.push(document);
    }
    contents.documents.sort_by(|a, b| a.key.cmp(&b.key));
    contents.claims.sort_by(|a, b| a.id.cmp(&b.id));
    contents.entries =
        entries(&contents.documents, &contents.claims, &families(&contents.documents));
    contents
}

/// A record with a thread whose name and parties need escaping.
pub(super) fn threaded() -> Contents {
    record(&["*The* [League]"])
}

const NASTY: &[&str] = &[
    "=HYPERLINK(\"http://x\")",
    "+1",
    "-2",
    "@SUM",
    "\ttab",
    "two\nlines",
    "car\r\nriage",
    "a \"quoted\" 'word'",
    "<script>alert(1)</script> & co",
    "حركة المقاومة",
    "עברית \u{202e}מעורב",
    "é\u{301}",
    "\u{1}control",
    "]]> [[link]] | pipe",
    ";; > list",
];

/// The cells of a column of a table.
fn column(table: &[u8], delimiter: u8, name: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(table);
    let at = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

fn expected(contents: &Contents) -> Vec<String> {
    let mut claims: Vec<&Claim> = contents.claims.iter().collect();
    let shown = contents.shown_ids();
    claims.sort_by_key(|claim| &shown[claim.document.as_str()]);
    claims.into_iter().map(|claim| claim.quote.clone()).collect()
}

/// What holds in every format, whatever the strings.
fn holds(strings: &[&str]) {
    let contents = record(strings);
    let quotes = expected(&contents);
    let exact = Options { exact: true, ..Options::default() };
    assert_eq!(column(&bytes(&contents, Format::Csv, &exact), b',', "quote"), quotes);
    for options in [Options::default(), Options { excel: true, ..Options::default() }] {
        let guarded = bytes(&contents, Format::Csv, &options);
        for (cell, quote) in column(&guarded, b',', "quote").iter().zip(&quotes) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
            assert_eq!(plain(cell), quote);
        }
    }
    let polecat = text(&contents, Format::Polecat);
    assert_eq!(polecat.lines().count(), strings.len() + 1);
    assert!(polecat.lines().all(|line| line.split('\t').count() == 40), "{polecat}");
    for format in [Format::Jsonl, Format::Plover, Format::Annotations, Format::Ftm] {
        for line in text(&contents, format).lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
    }
    for format in [Format::SchemaOrg, Format::TimelineJs, Format::GeoJson] {
        let written = text(&contents, format);
        serde_json::from_str::<serde_json::Value>(&written).unwrap();
        assert!(format != Format::TimelineJs || !written.contains("<script"), "{written}");
    }
    for format in [Format::Gexf, Format::Graphml] {
        let written = text(&contents, format);
        let document = roxmltree::Document::parse(&written).unwrap();
        assert!(document.descendants().any(|node| node.has_tag_name("edge")) || strings.is_empty());
    }
    for line in text(&contents, Format::Annotations).lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let quote = &line["target"]["selector"][0];
        let part = |name: &str| quote[name].as_str().unwrap().to_owned();
        let sentence = format!("{}{}{}", part("prefix"), part("exact"), part("suffix"));
        assert!(contents.documents.iter().any(|document| document.text.contains(&sentence)));
    }
    for (name, note) in folder(&contents, Format::Markdown) {
        if name != "index.md" {
            let front: Vec<&str> = note.split("---\n").collect();
            assert!(
                front[0].is_empty() && front[1].lines().all(|line| line.contains(": ")),
                "{note}"
            );
        }
    }
    for (name, table) in folder(&contents, Format::Bundle) {
        if name.ends_with(".csv") {
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            assert!(reader.records().all(|row| row.is_ok()), "{name}");
        }
    }
    for format in files() {
        let first = bytes(&contents, format, &Options::default());
        assert_eq!(first, bytes(&contents, format, &Options::default()), "{}", format.name());
    }
}

#[test]
fn known_nasty_strings_come_through() {
    holds(NASTY);
    holds(&[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn any_string_comes_through(strings in proptest::collection::vec("[=+@-]?\\PC{1,12}[\t\n\"<]?", 1..4)) {
        let strings: Vec<&str> = strings.iter().map(String::as_str).collect();
        holds(&strings);
    }
}

/// Every format of a record full of nasty strings, and of an empty one, in folders for
/// `train/peers/exports/check.py --files`:
/// `RAPPORTEUR_EXPORTS=/tmp/e cargo test -p rapporteur-export --lib for_other_tools -- --ignored`
#[test]
#[ignore = "writes files that other tools are to open"]
fn exports_for_other_tools() {
    let root = std::env::var_os("RAPPORTEUR_EXPORTS").expect("RAPPORTEUR_EXPORTS names a folder");
    let root = std::path::PathBuf::from(root);
    let exact = Options { exact: true, ..Options::default() };
    for (name, contents) in [("nasty", record(NASTY)), ("empty", Contents::default())] {
        let into = root.join(name);
        for format in files() {
            let file = match format {
                Format::FtmStatements => "statements.csv".to_owned(),
                format => format!("export.{}", format.name()),
            };
            std::fs::create_dir_all(&into).unwrap();
            std::fs::write(into.join(file), bytes(&contents, format, &exact)).unwrap();
        }
        for format in [Format::Bundle, Format::Markdown] {
            for (file, written) in folder(&contents, format) {
                let path = into.join(format!("export.{}", format.name())).join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, written).unwrap();
            }
        }
    }
}
