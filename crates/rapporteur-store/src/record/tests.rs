use std::fs;

use rapporteur_model::{
    Act, Anchor, Code, Diagnostic, Document, PartialDate, Reading, Span, Verdict, document_key,
};
use rapporteur_record::grow;
use rapporteur_record::selection::{Index, Selection};
use rapporteur_record::views::Contents;

use super::*;
use crate::{Counts, stream};

fn report(id: &str, text: &str) -> Document {
    Document {
        key: document_key(id, text),
        id: id.to_owned(),
        outlet: Some("Andes Wire".to_owned()),
        text: text.to_owned(),
        ..Document::default()
    }
}

#[test]
fn what_is_put_in_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.record");
    let document = report("a", "The delegations met. «Ñandú»");
    let mut record = Record::create(&path).unwrap();
    let update = record.update().unwrap();
    update.put(&document, &Reading::default()).unwrap();
    update.put(&document, &Reading::default()).unwrap();
    update.set_reader("r1").unwrap();
    update.commit().unwrap();
    drop(record);

    let record = Record::open(&path).unwrap();
    assert_eq!(record.rows().documents().unwrap(), [document]);
    assert_eq!(record.rows().reader().unwrap().as_deref(), Some("r1"));
    assert!(record.rows().integrity().unwrap().is_empty());
}

#[test]
fn portions_come_by_date_and_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::create(&folder.path().join("talks.record")).unwrap();
    let dated = |id: &str, date: &str| Document {
        published: PartialDate::parse(date).ok(),
        ..report(id, "The delegations met.")
    };
    let all = [dated("a", ""), dated("b", "1931-05-02"), dated("c", "1931-05-01")];
    let note = |document: &Document| Diagnostic::new(Code::SetAside, &document.key, "no conflict");
    let reading = |document| Reading { diagnostics: vec![note(document)], ..Reading::default() };
    let update = record.update().unwrap();
    for document in &all {
        update.put(document, &reading(document)).unwrap();
    }
    let keys = update.rows().keys_by_date().unwrap();
    assert_eq!(keys, [&all[2], &all[1], &all[0]].map(|document| document.key.clone()));
    let portion = update.rows().portion(&keys[..1]).unwrap();
    assert_eq!(portion, [(all[2].clone(), reading(&all[2]))]);
    update.clear().unwrap();
    assert!(update.rows().keys_by_date().unwrap().is_empty());
    assert!(update.rows().diagnostics().unwrap().is_empty());
}

#[test]
fn a_full_disk_leaves_the_record_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.record");
    let mut record = Record::create(&path).unwrap();
    let update = record.update().unwrap();
    update.put(&report("a", "First."), &Reading::default()).unwrap();
    update.commit().unwrap();
    let before = fs::read(&path).unwrap();

    let pages: i64 =
        record.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    record.connection.pragma_update(None, "max_page_count", pages).unwrap();
    let update = record.update().unwrap();
    let result = update.put(&report("b", &"Second. ".repeat(100_000)), &Reading::default());
    assert!(matches!(result, Err(StoreError::DiskFull { .. })), "{result:?}");
    drop(update);
    drop(record);

    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_record_is_refused_politely() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.record");
    let record = Record::create(&path).unwrap();
    record.connection.pragma_update(None, "user_version", schema::FORMAT + 1).unwrap();
    drop(record);
    let error = Record::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Newer { .. }), "{error}");
    assert!(error.hint().contains("update"), "{}", error.hint());
}

#[test]
fn other_files_are_no_records() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "some notes, long enough to be read as a database header if it were one")
        .unwrap();
    assert!(matches!(Record::open(&text), Err(StoreError::NotARecord { .. })));
    let database = folder.path().join("other.sqlite");
    Connection::open(&database).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(matches!(Record::open(&database), Err(StoreError::NotARecord { .. })));
    assert!(Record::open(folder.path()).is_err());
    let missing = folder.path().join("none.record");
    assert!(matches!(Record::open(&missing), Err(StoreError::Missing { .. })));
}

fn verdict(words: Span) -> Decided {
    let anchor = Anchor { document: "k".to_owned(), span: words, what: "AGREE".to_owned() };
    Decided {
        at: "2026-01-01T00:00:00Z".to_owned(),
        by: "ana".to_owned(),
        why: Some("it says so".to_owned()),
        act: Act::Judge { claims: vec![anchor], verdict: Verdict::Accepted },
    }
}

#[test]
fn decisions_outlive_a_reading_and_are_never_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.record");
    let mut record = Record::create(&path).unwrap();
    let first = record.decide(verdict(Span::new(0, 3))).unwrap();
    let second = record.decide(verdict(Span::new(4, 9))).unwrap();
    assert_eq!((first.number, second.number), (1, 2));
    let update = record.update().unwrap();
    update.put(&report("a", "The delegations met."), &Reading::default()).unwrap();
    update.commit().unwrap();
    assert_eq!(record.rows().decisions().unwrap(), [first, second]);
    assert!(record.connection.execute("DELETE FROM decisions", []).is_err());
    assert!(record.connection.execute("UPDATE decisions SET at = ''", []).is_err());
}

#[test]
fn a_record_without_names_is_read_and_brought_up_to_date() {
    for sql in
        [include_str!("../../fixtures/format-2.sql"), include_str!("../../fixtures/format-3.sql")]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = fixture(folder.path(), sql);
        let league = asked("party=League");
        assert!(Record::open(&path).unwrap().rows().around(&league).unwrap().is_none());
        let record = Record::open_to_write(&path).unwrap();
        let part = record.rows().around(&league).unwrap().unwrap();
        assert_eq!((part.documents.len(), part.claims.len(), part.entries.len()), (1, 1, 1));
    }
}

#[test]
fn a_record_without_decisions_is_read_and_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = fixture(folder.path(), include_str!("../../fixtures/format-2.sql"));
    assert!(Record::open(&path).unwrap().rows().decisions().unwrap().is_empty());
    let mut record = Record::open_to_write(&path).unwrap();
    assert_eq!(record.decide(verdict(Span::new(0, 3))).unwrap().number, 1);
    let update = record.update().unwrap();
    update.grow_anew().unwrap();
    update.commit().unwrap();
    assert_eq!(record.rows().entries().unwrap().len(), 1);
}

fn told(document: &Document, party: &str) -> Reading {
    let claim = serde_json::json!({
        "id": format!("{}.0", document.key), "document": document.key, "span": {"start": 0, "end": 3},
        "quote": document.text.get(0..3), "said_by": [], "realis": "actual", "place": null,
        "time": {"start": "1931-05-01", "end": "1931-05-01"}, "kind": "event", "type": "CONSULT",
        "mode": null, "actors": [{"name": party}], "recipients": [], "mediators": [], "issues": [],
        "object": null, "found_by": "test",
    });
    let claims = vec![serde_json::from_value(claim).unwrap()];
    Reading { claims, ..Reading::default() }
}

#[test]
fn a_record_grows_from_what_it_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let shared = "The two delegations met on Monday in Geneva and agreed to meet again.";
    let mut reports = [
        report("a", &format!("News. {shared}")),
        report("b", &format!("Late news. {}", shared.replace("Monday", "Tuesday"))),
        report("c", "The League spoke to both of them for a whole day in Geneva."),
        Document { url: Some("https://x.example/d".to_owned()), ..report("d", shared) },
    ];
    for (document, day) in reports.iter_mut().zip(["05-01", "05-02", "05-01", "05-03"]) {
        document.published = PartialDate::parse(&format!("1931-{day}")).ok();
    }
    let grown = |name: &str, at_a_time: usize| {
        let mut record = Record::create(&folder.path().join(name)).unwrap();
        for some in reports.chunks(at_a_time) {
            let update = record.update().unwrap();
            let readings: Vec<Reading> = some.iter().map(|d| told(d, "the League")).collect();
            let claims: Vec<_> = readings.iter().flat_map(|r| r.claims.clone()).collect();
            let growth = grow(&update.rows(), some, &claims).unwrap().unwrap();
            for (document, reading) in some.iter().zip(&readings) {
                assert!(!update.put(document, reading).unwrap());
            }
            update.apply(&growth).unwrap();
            update.commit().unwrap();
        }
        record.rows().entries().unwrap()
    };
    let at_once = grown("at-once.record", 4);
    assert!(at_once.iter().any(|entry| entry.claims.len() > 1), "{at_once:?}");
    assert_eq!(at_once, grown("one-by-one.record", 1));
}

#[test]
fn entries_of_a_record_that_cannot_grow_are_found_from_each_of_their_claims() {
    let folder = tempfile::tempdir().unwrap();
    let path = fixture(folder.path(), include_str!("../../fixtures/format-2.sql"));
    let connection = Connection::open(&path).unwrap();
    // A second report of the same, as the program of its time would have written it.
    let again = "
        INSERT INTO documents SELECT 'ffff753911577f9e', 'b', 'EP', NULL, text, sha256,
            replace(replace(json, '2fb753911577f9e9', 'ffff753911577f9e'), 'AW', 'EP') FROM documents;
        INSERT INTO claims SELECT 'ffff753911577f9e.0', 'ffff753911577f9e', 0, kind,
            replace(json, '2fb753911577f9e9', 'ffff753911577f9e') FROM claims;
        UPDATE entries SET json = json_insert(json, '$.claims[#]', 'ffff753911577f9e.0')";
    connection.execute_batch(again).unwrap();
    drop(connection);
    let record = Record::open_to_write(&path).unwrap();
    let found = record.rows().around(&asked("outlet=EP")).unwrap().unwrap();
    assert_eq!((found.documents.len(), found.claims.len(), found.entries.len()), (2, 2, 1));
    let mut streamed = Vec::new();
    let take = |part: crate::Part| -> Result<(), StoreError> {
        streamed.extend(part.entries);
        Ok(())
    };
    record.rows().each(&asked("outlet=EP"), take).unwrap();
    assert_eq!(streamed.len(), 1);
}

#[test]
fn what_is_found_by_name_is_found_without_looking_through_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let record = Record::create(&folder.path().join("talks.record")).unwrap();
    let wanted = "CREATE TEMP TABLE wanted (key TEXT PRIMARY KEY) WITHOUT ROWID";
    record.connection.execute_batch(wanted).unwrap();
    for sql in [
        format!("SELECT id FROM entries {}", stream::OF_WANTED),
        stream::SHOWN.replace("{among}", stream::WANTED),
    ] {
        let mut plan = record.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = plan.query_map([], |row| row.get(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        let scanned: Vec<&String> = steps.iter().filter(|step| step.starts_with("SCAN")).collect();
        assert!(scanned.iter().all(|step| step.starts_with("SCAN wanted")), "{sql}: {steps:#?}");
        assert!(!scanned.is_empty());
    }
}

fn asked(query: &str) -> Selection {
    let (selection, diagnostics) = Selection::from_query(query);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    selection
}

/// What a selection selects in the part of a record that is loaded for it: the same as in the whole.
fn selected(record: &Record, query: &str) -> Contents {
    let selection = asked(query);
    let whole = record.rows().contents().unwrap();
    let part = record.rows().around(&selection).unwrap().unwrap();
    let of = |contents: &Contents| {
        let index = Index::of(contents);
        let told = index.unknown(&selection);
        (index.select(&selection).whole_entries(contents), told)
    };
    let (selected, told) = of(&part);
    assert_eq!((&selected, told), (&of(&whole).0, of(&whole).1), "{query}");
    selected
}

#[test]
fn a_name_finds_its_documents_and_what_tells_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::create(&folder.path().join("talks.record")).unwrap();
    let shared = "The two delegations met on Monday in Geneva and agreed to meet again.";
    let all = [
        (report("a", shared), "the League"),
        (report("b", shared), "the League"),
        (report("c", "The Guild spoke to both of them for a whole day in Geneva."), "the Guild"),
        (Document { outlet: None, ..report("d", "They went home by train.") }, "Ruritania"),
    ];
    let update = record.update().unwrap();
    for (document, name) in &all {
        update.put(document, &told(document, name)).unwrap();
    }
    update.grow_anew().unwrap();
    update.commit().unwrap();

    let keys = |contents: &Contents| -> Vec<String> {
        let mut ids: Vec<String> = contents.documents.iter().map(|d| d.id.clone()).collect();
        ids.sort();
        ids
    };
    assert_eq!(keys(&selected(&record, "party=the League")), ["a", "b"]);
    // The other report of the entry comes along.
    assert_eq!(keys(&selected(&record, "document=a")), ["a", "b"]);
    assert_eq!(keys(&selected(&record, "party=The Guild&outlet=Andes Wire")), ["c"]);
    assert!(keys(&selected(&record, "party=Ruritania&outlet=Andes Wire")).is_empty());
    assert_eq!(keys(&selected(&record, "party=Ruritania&party=the guild&-document=d")), ["c"]);
    // What nobody is called leads to who is called nearly so: the same are told.
    assert!(keys(&selected(&record, "party=league")).is_empty());
    let few = record.rows().around(&asked("party=Ruritania")).unwrap().unwrap();
    assert_eq!(keys(&few), ["d"]);
    for query in ["", "kind=event", "party=none", "-party=the League", "q=Geneva"] {
        assert!(record.rows().around(&asked(query)).unwrap().is_none(), "{query}");
    }

    // People gave one actor another's name, and put two entries together.
    let renamed = Act::MergeActors { names: vec!["Ruritania".into()], into: "Grand Duchy".into() };
    record.decide(Decided { act: renamed, ..verdict(Span::new(0, 1)) }).unwrap();
    let found = record.rows().around(&asked("party=Grand Duchy")).unwrap().unwrap();
    assert_eq!(keys(&found), ["d"]);
    let anchor = |document: &Document| Anchor {
        document: document.key.clone(),
        span: Span::new(0, 3),
        what: "CONSULT".to_owned(),
    };
    let merged = Act::Merge { claims: vec![anchor(&all[2].0), anchor(&all[3].0)] };
    record.decide(Decided { act: merged, ..verdict(Span::new(0, 1)) }).unwrap();
    let found = record.rows().around(&asked("party=the Guild")).unwrap().unwrap();
    assert_eq!(keys(&found), ["c", "d"]);
}

#[test]
fn a_stream_gives_what_is_asked_for_by_name_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::create(&folder.path().join("talks.record")).unwrap();
    let shared = "The two delegations met on Monday in Geneva and agreed to meet again.";
    let update = record.update().unwrap();
    for (document, name) in [
        (report("a", shared), "the League"),
        (report("b", shared), "the League"),
        (report("a", "They went home by train."), "Ruritania"),
    ] {
        update.put(&document, &told(&document, name)).unwrap();
    }
    update.grow_anew().unwrap();
    update.commit().unwrap();
    let streamed = |query: &str| {
        let mut parts = Vec::new();
        let take = |part| -> Result<(), StoreError> {
            parts.push(part);
            Ok(())
        };
        record.rows().each(&asked(query), take).unwrap();
        parts
    };
    let whole = streamed("");
    assert_eq!(whole.len(), 3);
    // Both before and after a narrower one, on the same connection.
    for _ in 0..2 {
        let some = streamed("party=the League&document=b");
        let of_whole = whole.iter().filter(|part| part.document.id == "b");
        assert_eq!(some, of_whole.cloned().collect::<Vec<_>>());
        assert_eq!(some[0].entries[0].independent_reports, 1);
        assert_eq!(streamed(""), whole);
    }
    let keys: Vec<String> = whole.iter().map(|part| part.document.key.clone()).collect();
    let shown = record.rows().shown(&keys).unwrap();
    for part in &whole {
        assert_eq!(shown[&part.document.key], part.shown);
        assert_eq!(part.shown.contains('~'), part.document.id == "a");
    }
}

#[test]
fn counts_need_no_reading() {
    let folder = tempfile::tempdir().unwrap();
    let mut record = Record::create(&folder.path().join("talks.record")).unwrap();
    let update = record.update().unwrap();
    let versions = ["They met.", "They met again."]
        .map(|text| Document { url: Some("https://x.example/v".to_owned()), ..report("v", text) });
    let twins = ["They left.", "They stayed."].map(|text| report("t", text));
    for document in versions.iter().chain(&twins) {
        update.put(document, &told(document, "the League")).unwrap();
    }
    let spanish = Document { language: Some("es".to_owned()), ..report("s", "Se fueron.") };
    let note = Diagnostic::new(Code::OtherLanguage, &spanish.key, "es");
    let reading = Reading { diagnostics: vec![note], ..Reading::default() };
    update.put(&spanish, &reading).unwrap();
    let counts = update.rows().counts().unwrap();
    assert_eq!(counts, Counts { documents: 5, claims: 4, entries: 0 });
    assert_eq!(update.rows().shared_identifiers().unwrap(), [("t".to_owned(), 2)]);
    assert_eq!(update.rows().noted(Code::OtherLanguage).unwrap(), [(Some("es".to_owned()), 1)]);
    assert!(update.rows().noted(Code::SetAside).unwrap().is_empty());
}

/// A record as a program of its time left it: `fixtures/format-N.sql`.
fn fixture(folder: &Path, sql: &str) -> PathBuf {
    let path = folder.join("talks.record");
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    path
}

#[test]
fn records_of_earlier_programs_are_read_or_refused_and_never_changed() {
    for (sql, is_read) in [
        (include_str!("../../fixtures/format-1.sql"), false),
        (include_str!("../../fixtures/format-2.sql"), true),
        (include_str!("../../fixtures/format-3.sql"), true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = fixture(folder.path(), sql);
        let before = fs::read(&path).unwrap();
        match Record::open(&path) {
            Ok(record) => {
                assert!(is_read);
                let rows = record.rows();
                assert_eq!(rows.documents().unwrap().len(), 1);
                assert_eq!(rows.claims().unwrap().len(), 1);
                assert_eq!(rows.entries().unwrap()[0].voices.len(), 1);
            }
            Err(StoreError::Older { found: 1, .. }) => assert!(!is_read),
            Err(error) => panic!("{error}"),
        }
        assert!(fs::read(&path).unwrap() == before);
    }
}

#[test]
fn what_is_scrubbed_leaves_no_word_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.record");
    let mut record = Record::create(&path).unwrap();
    let update = record.update().unwrap();
    let secret = report("secret", &"Zyxquavia met Quarantelli. ".repeat(2000));
    update.put(&secret, &Reading::default()).unwrap();
    for number in 0..50 {
        update.put(&report(&format!("r{number}"), "They met."), &Reading::default()).unwrap();
    }
    update.commit().unwrap();
    let anchor = |document: &str| Anchor {
        document: document.to_owned(),
        span: Span::new(0, 9),
        what: "CONSULT".to_owned(),
    };
    for claims in [vec![anchor(&secret.key)], vec![anchor(&secret.key), anchor("other")]] {
        let act = Act::Judge { claims, verdict: Verdict::Rejected };
        record.decide(Decided { act, ..verdict(Span::new(0, 1)) }).unwrap();
    }
    let length = fs::metadata(&path).unwrap().len();
    let update = record.update().unwrap();
    update.scrub(&secret.key, Some("https://a.example/secret")).unwrap();
    update.commit().unwrap();
    let holds = |word: &str| {
        let bytes = fs::read(&path).unwrap();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    // Pages that were split before may still hold copies: only the file that is written anew is clean.
    record.compact().unwrap();
    assert!(!holds("Zyxquavia") && !holds("Quarantelli"));
    assert!(fs::metadata(&path).unwrap().len() < length);
    let scrubbed = record.rows().scrubbed().unwrap();
    assert!(scrubbed.contains(&rapporteur_model::sha256_hex(secret.key.as_bytes())));
    assert!(scrubbed.contains(&rapporteur_model::sha256_hex(b"https://a.example/secret")));
    assert_eq!(record.rows().documents().unwrap().len(), 50);
    // Of the decisions only what concerns another document stays, and the log is closed again.
    let decisions = record.rows().decisions().unwrap();
    let [Decision { act: Act::Judge { claims, .. }, .. }] = &decisions[..] else {
        panic!("{decisions:?}")
    };
    assert_eq!(claims, &[anchor("other")]);
    assert!(record.connection.execute("DELETE FROM decisions", []).is_err());
}
